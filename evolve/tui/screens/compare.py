"""The screen on which versions are compared: figures above, the entries of a view, an explanation below.

What is shown is the session's; what a person can do is in the commands. The screen passes the view down to its widgets,
runs commands, and knows where the cursor is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from evolve.errors import EvolveError
from evolve.render.numbers import hundredths
from evolve.tui.background import run_in_background
from evolve.tui.commands import COMMANDS
from evolve.tui.commands.footers import footer_of
from evolve.tui.commands.stage import Application, Stage
from evolve.tui.declaration import Command, Need
from evolve.tui.layouts.first_screen import fitted
from evolve.tui.screens.others import PushedScreens
from evolve.tui.screens.prompts import PromptLines
from evolve.tui.state.entries import ArgumentEntry, ViewKind
from evolve.tui.state.pairs import ShownPair
from evolve.tui.state.session import Session
from evolve.tui.state.update import Cursor, Refusal, Update
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import TABS_FROM, Arrangement
from evolve.tui.terminal.lines import ending
from evolve.tui.widgets.bars import Caption, Panel
from evolve.tui.widgets.explanation import explanation, pair_explained, step_explained
from evolve.tui.widgets.footer import Footer
from evolve.tui.widgets.header import Header
from evolve.tui.widgets.notice import Notice, empty, failed, working
from evolve.tui.widgets.overview import Overview
from evolve.tui.widgets.sentences import SentencesView
from evolve.tui.widgets.tabs import Tabs

WAITING_MOST = 8
"""Maximum number of commands that are kept while the texts are aligned, and run afterwards."""

SECONDS_BEFORE_PROGRESS = 0.2
"""Seconds after which the screen shows that the arguments of a view are still being found."""

_BY_ID = {command.id: command for command in COMMANDS}


class CompareScreen(Screen[None]):
    """Two versions of a text, of two or more; the stage on which commands run."""

    AUTO_FOCUS = "SentencesView"

    CSS = "#body { height: 1fr; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, command.action, command.help, show=False, id=command.id)
        for command in COMMANDS
        if command.keys
    ]

    def __init__(
        self,
        names: Sequence[str],
        application: Application,
        commands: Sequence[Command[Stage]],
        preferred: Arrangement | None,
        left_out: tuple[str, str] | None = None,
    ) -> None:
        """`commands` have the person's own keys; `preferred` is the arrangement to begin with; `left_out` is a line on
        texts that are not compared, in full and in brief."""
        super().__init__()
        self.session = Session()
        self.application = application
        self.commands = tuple(commands)
        self._names = tuple(names)
        self._preferred = preferred
        self.left_out = left_out
        self._waiting: list[str] = []
        """The commands to run once there is something to show."""
        self._awaited: Update | None = None
        """The update to show as soon as the arguments of its view are found in the background."""
        self.prompts = PromptLines(self)

    def compose(self) -> ComposeResult:
        yield Header(self._names)
        yield Tabs()
        yield Caption()
        with Horizontal(id="body"):
            yield SentencesView(working("Reading the texts"), self._preferred)
            yield Overview()
        yield Panel()
        yield self.prompts
        yield Footer(self.commands, footer_of(self.session))

    @cached_property
    def others(self) -> PushedScreens:
        return PushedScreens(self.app, self, self.commands)

    def on_mount(self) -> None:
        self.application.read_again()

    def on_resize(self) -> None:
        width, height = self.size
        self.query_one(Header).fit(height)
        self.query_one(Tabs).set_class(width >= TABS_FROM[0] and height >= TABS_FROM[1], "-shown")

    def action_run(self, name: str) -> None:
        """Run a command, or what the task in force has it do, or show why it cannot run now."""
        command, task = _BY_ID[name], self.session.task
        unmet = next((need for need in command.needs if not need.is_met(self.session)), None)
        if task is not None and name in task.keys:
            self.show(self.session.act(task.keys[name], self.cursor))
        elif unmet is not None:
            if unmet is Need.VIEW and self.application.busy:
                self._waiting.append(name)
            self.show_message(unmet)
        elif self._awaited is not None and Need.VIEW in command.needs and not command.runs_during_search:
            self._waiting.append(name)
            self._show_search()
        else:
            command.run(self)

    # What the application shows

    def rename(self, names: Sequence[str]) -> None:
        """Show other names, of texts that are about to be read."""
        self.query_one(Header).rename(names)

    def clear(self) -> None:
        """Clear the screen, because the texts are read again."""
        self.session.clear()
        self._waiting.clear()
        self._stop_search()
        self.query_one(Tabs).show(None)
        self.rows.sentence = None
        self.query_one(Panel).show(None)
        self.query_one(Caption).show(())

    def show_progress(self, what: str) -> None:
        """Show what is going on, until the first pair is aligned."""
        if self.session.view is None:
            notice = working(what)
            self.show_notice(f"{what} …  {notice.next_step}", notice)

    def add(self, pair: ShownPair, expected: int) -> None:
        """Show the next pair; `expected` is the number of pairs there will be."""
        is_first = self.session.view is None
        self.query_one(Footer).withdraw(Need.VIEW)
        update = self.session.add(pair, expected, at_top=self.cursor.position == 0)
        if self._awaited is not None:
            self.show(update)
        else:
            # Otherwise the view without the new version would be in use until all arguments are found.
            self._show_now(update)
        if is_first and self.left_out is not None and not self.query_one(Header).has_notes:
            self.show_message(self.left_out[1])
        if is_first:
            # The height of the list is known only when the header has its lines.
            self.call_after_refresh(self._fit_first_screen)
        else:
            self._run_waiting()

    def _fit_first_screen(self) -> None:
        """Fold opened arguments until one that is only possible is in sight."""
        view = self.session.view
        if view is not None and view.kind is ViewKind.ARGUMENTS:
            self.show(self.session.fit(fitted(view, self.rows.arrangement, self.rows.size)))
        self._run_waiting()

    def _run_waiting(self) -> None:
        """Run the commands that waited until there was something to show."""
        waiting, self._waiting = self._waiting, []
        for name in waiting[:WAITING_MOST]:
            self.action_run(name)

    def fail(self, error: EvolveError) -> None:
        """Show an error in place of the rows."""
        self.session.fail()
        self._waiting.clear()
        self._stop_search()
        self.prompts.follow_task()
        self.show_notice(failed(error).title, failed(error))

    # What commands ask

    @property
    def rows(self) -> SentencesView:
        return self.query_one(SentencesView)

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.rows.position, self.rows.sentence)

    def show(self, result: Update | Refusal | None) -> None:
        if isinstance(result, Refusal):
            self.show_message(result.reason)
        elif result is not None and result.view.takes_long:
            self._awaited = result if self._awaited is None else result.after(self._awaited)
            self._search()
            self.set_timer(SECONDS_BEFORE_PROGRESS, self._show_search)
        elif result is not None:
            self._stop_search()
            self._show_now(result)

    def show_again(self) -> None:
        if self.session.view is not None:
            self.show(Update(self.session.view))

    def show_message(self, words: str) -> None:
        self.query_one(Footer).show_message(words)

    def show_notice(self, status: str, notice: Notice) -> None:
        self.query_one(Header).show_status(status)
        self.rows.show(None, notice)

    def go(self, position: int) -> None:
        self.rows.move_to(position)
        self._follow_cursor()

    def turn_page(self, step: int) -> None:
        self.rows.page(step)
        self._follow_cursor()

    def toggle_panel(self) -> None:
        if not self.close_panel() and self.session.view is not None:
            self.query_one(Panel).show(self._explanation(self.session.view))

    @property
    def is_explaining(self) -> bool:
        return self.query_one(Panel).is_open

    def close_panel(self) -> bool:
        panel = self.query_one(Panel)
        was_open = panel.is_open
        if was_open:
            panel.show(None)
            self.rows.focus()
        return was_open

    # Showing

    def _show_now(self, update: Update) -> None:
        self._show_view(update)
        self._show_panel(update)
        self._show_caption()
        self.prompts.follow_task()
        self.query_one(Footer).offer(footer_of(self.session))
        if update.message:
            room = self.size.width - 2 - len(update.message)
            self.show_message(update.message + (ending(update.path, room) if update.path else ""))

    @work(exclusive=True, group="search", exit_on_error=False)
    async def _search(self) -> None:
        """Find the arguments of the awaited view in the background, then show it and run the commands that waited."""
        try:
            await run_in_background(self.session.find_lives)
        except Exception as error:
            self.application.give_up(error)
            return
        update, self._awaited = self._awaited, None
        if update is not None:
            self._show_now(update)
            self._run_waiting()

    def _show_search(self) -> None:
        """Show that the arguments of the awaited view are being found, and at which threshold."""
        if self._awaited is not None:
            view = self._awaited.view
            count = len(view.entries.versions) + 1
            self.query_one(Header).show_progress(
                f"Finding the arguments of {count} versions …  threshold {hundredths(view.comparison.threshold)}"
            )

    def _stop_search(self) -> None:
        """End the search for the arguments of a view, which another view replaces."""
        if self._awaited is not None:
            self._awaited = None
            self.workers.cancel_group(self, "search")

    def _show_view(self, update: Update) -> None:
        rows, view = self.rows, update.view
        target = update.target
        if update.to_top or target is not None:
            rows.sentence = target
        if view is not rows.view:
            number = view.entries.pair
            self.query_one(Header).show(
                view, self.session.pairs[number].scores, (number, self.session.expected), self.left_out
            )
            self.query_one(Tabs).show(view)
            rows.show(view, empty(view) if not view.shown else Notice())

    def _show_panel(self, update: Update) -> None:
        panel = self.query_one(Panel)
        if update.panel is False:
            self.close_panel()
        elif update.panel or panel.is_open:
            panel.show(self._explanation(update.view))

    def _show_caption(self) -> None:
        """Show what is asked, or else the heads of the layout's columns."""
        layout = self.rows.layout_shown
        question = self.session.caption(self.size.width)
        self.query_one(Caption).show(question if question is not None else layout.caption if layout is not None else ())

    def _explanation(self, view: View) -> Content | None:
        """Return what the panel explains: the pair that is asked about, else the entry under the cursor."""
        task, width = self.session.task, self.size.width - 4
        if task is not None and task.link is not None:
            return pair_explained(view, task.link, width)
        entry = view.entry(self.rows.position)
        if view.kind is ViewKind.TIMELINE and isinstance(entry, ArgumentEntry):
            return step_explained(view, entry, width)
        row = view.row(self.rows.position)
        return explanation(view, row, width, self.rows.sentence) if row is not None else None

    def _follow_cursor(self) -> None:
        """Bring caption and panel up to date with the cursor."""
        self._show_caption()
        panel = self.query_one(Panel)
        if panel.is_open and self.session.view is not None:
            panel.show(self._explanation(self.session.view))

    # What widgets report

    @on(SentencesView.Moved)
    def _moved(self) -> None:
        self.query_one(Overview).show(self.rows.layout_shown, self.rows.scroll_offset.y, self.rows.size.height)
        self._show_caption()

    @on(SentencesView.Asked)
    def _asked(self) -> None:
        if not self.query_one(Panel).is_open:
            self.action_run("explain")

    @on(Overview.Chosen)
    def _chosen(self, event: Overview.Chosen) -> None:
        layout = self.rows.layout_shown
        if layout is not None:
            self.go(layout.position_at(int(event.share * layout.height)))

    @on(Header.Chosen)
    def _status_chosen(self, event: Header.Chosen) -> None:
        self.action_run(event.status.value)

    @on(Tabs.Chosen)
    def _kind_chosen(self, event: Tabs.Chosen) -> None:
        self.action_run(event.kind.name.lower())
