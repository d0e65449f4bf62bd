"""The screen: paints the names at once, reads and aligns beside itself, and turns keys into another view.

It decides nothing about texts: it asks for a comparison at a threshold, lays a view over it, and shows what that says.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker

from evolve.errors import EvolveError
from evolve.model import Status
from evolve.tui.actions import ACTIONS
from evolve.tui.evidence import Candidates, explanation
from evolve.tui.header import Header
from evolve.tui.layout import LEAST, Mode
from evolve.tui.notice import Notice, empty, failed, stopped, working
from evolve.tui.overview import Overview
from evolve.tui.panels import Footer, Help, Panel
from evolve.tui.rows_view import RowsView
from evolve.tui.themes import DARK, LIGHT, MEANINGS
from evolve.tui.view import View

if TYPE_CHECKING:
    from evolve.compare import Comparison
    from evolve.document import Document
    from evolve.settings import Settings

Made = TypeVar("Made")

WISHES = (None, Mode.SIDE, Mode.STACKED)


class EvolveApp(App[int]):
    """Compares versions on a terminal."""

    TITLE = "evolve"
    AUTO_FOCUS = "RowsView"
    ENABLE_COMMAND_PALETTE = True

    CSS = """
    #body { height: 1fr; }
    #find { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
    #find.-open { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.keys, action.id, action.help, show=False) for action in ACTIONS
    ]

    def __init__(self, names: Sequence[str], load: Callable[[], Sequence[Document]], settings: Settings) -> None:
        super().__init__()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name
        self._names = tuple(names)
        self._load = load
        self._settings = settings
        self._documents: tuple[Document, ...] = ()
        self._comparisons: list[Comparison] = []
        self._pair = 0
        self._view: View | None = None
        self._scores: tuple[float, ...] = ()
        self._kept_candidates: tuple[Comparison, Candidates] | None = None
        self.failure: EvolveError | None = None
        self.bug: BaseException | None = None

    def compose(self) -> ComposeResult:
        yield Header(self._names)
        with Horizontal(id="body"):
            yield RowsView(working("Reading the texts"))
            yield Overview()
        yield Panel()
        yield Input(id="find", placeholder="find: words in either text", compact=True)
        yield Footer()

    def on_mount(self) -> None:
        self.action_reload()

    def on_resize(self) -> None:
        self.query_one(Header).set_class(self.size.height < LEAST[1], "-low")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return MEANINGS[self.current_theme.dark]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        for action in ACTIONS:
            yield SystemCommand(action.name, f"{action.help} · {action.shown}", self._command(action.id))
        yield SystemCommand("view: choose theme", "pick one of all themes", self.action_change_theme)

    def _command(self, action: str) -> Callable[[], object]:
        return lambda: self.run_action(action)

    # Reading and aligning

    @work(exclusive=True, group="align", exit_on_error=False)
    async def _align(self, documents: tuple[Document, ...], keep: float | None) -> None:
        """Read, segment and align beside the screen, in a thread that leaving or stopping does not wait for."""
        try:
            if not documents:
                self._say("Reading the texts")
                documents = tuple(await _beside(self._load))
            self._documents = documents
            for n, (before, after) in enumerate(pairwise(documents)):
                which = f", pair {n + 1} of {len(documents) - 1}" if len(documents) > 2 else ""
                self._say(f"Aligning {len(before.sentences)} with {len(after.sentences)} sentences{which}")
                made = await _beside(partial(_compared, before, after, self._settings, keep))
                self._comparisons.append(made.comparison)
                if n == self._pair or len(documents) == 2:
                    self._show_made(made)
            if len(documents) < 2:
                from evolve.errors import UsageError

                raise UsageError("one text alone cannot be compared", next_step="name two or more versions")
            if self._view is not None:
                self._paint()
        except EvolveError as error:
            self.failure = error
            self._view = None
            notice = failed(error)
            self.query_one(Header).say(notice.title)
            self.query_one(RowsView).show(None, notice)
        except Exception as error:
            self.bug = error
            self.exit(1)

    def _say(self, what: str) -> None:
        if self._view is None:
            notice = working(what)
            self.query_one(Header).say(f"{what} …  {notice.next_step}")
            self.query_one(RowsView).show(None, notice)

    def _show_made(self, made: _Made) -> None:
        self._view, self._scores = made.view, made.scores
        self._paint()

    def _aligning(self) -> Worker[object] | None:
        return next((w for w in self.workers if w.group == "align" and not w.is_finished), None)

    # Showing

    def _paint(self) -> None:
        """Show the view as it is now, everywhere."""
        assert self._view is not None
        self.query_one(Header).show(self._view, self._scores, (self._pair, max(1, len(self._documents) - 1)))
        self.query_one(RowsView).show(self._view, empty(self._view) if not self._view.shown else Notice())
        self._explain_again()

    def _look(self, view: View) -> None:
        self._view = view
        self._paint()

    def _explain_again(self) -> None:
        panel, rows = self.query_one(Panel), self.query_one(RowsView)
        if not panel.is_open:
            return
        row = self._view.row(rows.place) if self._view is not None else None
        if self._view is None or row is None:
            panel.show(None)
            return
        panel.show(explanation(self._view, row, self._candidates_now(self._view), self.size.width - 4))

    def _candidates_now(self, view: View) -> Candidates:
        key = self._comparisons[self._pair]
        if self._kept_candidates is None or self._kept_candidates[0] is not key:
            self._kept_candidates = key, Candidates(view.comparison)
        return self._kept_candidates[1]

    @on(RowsView.Moved)
    def _moved(self) -> None:
        rows = self.query_one(RowsView)
        self.query_one(Overview).show(rows.laid, rows.scroll_offset.y, rows.size.height)

    @on(RowsView.Asked)
    def _asked(self) -> None:
        if not self.query_one(Panel).is_open:
            self.action_explain()

    @on(Overview.Chosen)
    def _chosen(self, event: Overview.Chosen) -> None:
        rows = self.query_one(RowsView)
        if rows.laid is not None:
            self._go(rows.laid.place_at(int(event.share * rows.laid.tops[-1])))

    def _go(self, place: int) -> None:
        self.query_one(RowsView).move_to(place)
        self._explain_again()

    def _tell(self, words: str) -> None:
        self.notify(words, markup=False, timeout=3)

    def _shown(self) -> View | None:
        """The view, when there is one; otherwise says why nothing can be done."""
        if self._view is None:
            self._tell("Nothing is compared yet.")
        return self._view

    # What a person can do

    def action_help(self) -> None:
        self.push_screen(Help())

    async def action_quit(self) -> None:
        self.exit(self.failure.exit_code if self.failure is not None else 0)

    def action_reload(self) -> None:
        self._start(())

    def action_swap(self) -> None:
        if self._shown() is not None:
            self._names = self._names[::-1]
            self._start(self._documents[::-1])

    def _start(self, documents: tuple[Document, ...]) -> None:
        kept = self._view.comparison.threshold if self._view is not None and documents else None
        self.failure, self._view, self._comparisons, self._pair = None, None, [], 0
        self.query_one(RowsView).sentence = None
        self.query_one(Panel).show(None)
        self._align(documents, kept)

    def action_clear(self) -> None:
        panel = self.query_one(Panel)
        if self._aligning() is not None and self._view is None:
            self.workers.cancel_group(self, "align")
            self.query_one(Header).say("Stopped")
            self.query_one(RowsView).show(None, stopped())
        elif self.query_one("#find").has_class("-open"):
            self._close_find()
            self._search("")
        elif panel.is_open:
            panel.show(None)
            self.query_one(RowsView).focus()
        elif self._view is not None and self._view.query:
            self._search("")

    def action_move(self, step: int) -> None:
        self._go(self.query_one(RowsView).place + step)

    def action_page(self, step: int) -> None:
        self.query_one(RowsView).page(step)
        self._explain_again()

    def action_end(self, step: int) -> None:
        self._go(0 if step < 0 else len(self._view.shown) - 1 if self._view is not None else 0)

    def action_unlike(self, step: int) -> None:
        view = self._shown()
        if view is None:
            return
        place = view.next_unlike(self.query_one(RowsView).place, step)
        if place is None:
            self._tell(f"No {'later' if step > 0 else 'earlier'} row that is not persisted.")
        else:
            self._go(place)

    def action_threshold(self, step: int) -> None:
        view = self._shown()
        if view is not None:
            threshold = view.stepped(step)
            if threshold == view.comparison.threshold:
                self._tell(f"No score lies {'above' if step > 0 else 'below'}: nothing would change.")
            else:
                self._look(view.at(threshold))

    def action_default(self) -> None:
        view = self._shown()
        if view is not None:
            self._look(view.at(self._comparisons[self._pair].threshold))

    def action_filter(self, status: str) -> None:
        view = self._shown()
        if view is not None:
            wanted = view.statuses ^ {Status(status)} if status else frozenset()
            self._look(_narrowed(view, frozenset() if len(wanted) == len(Status) else frozenset(wanted), view.query))

    def action_find(self) -> None:
        if self._shown() is not None:
            find = self.query_one("#find", Input)
            find.add_class("-open")
            find.value = self._view.query if self._view is not None else ""
            find.focus()

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        if self.query_one("#find").has_class("-open"):
            self._search(event.value)

    @on(Input.Submitted, "#find")
    def _submitted(self) -> None:
        self._close_find()

    def _close_find(self) -> None:
        find = self.query_one("#find", Input)
        find.remove_class("-open")
        self.query_one(RowsView).focus()

    def _search(self, query: str) -> None:
        if self._view is not None and query != self._view.query:
            self._look(_narrowed(self._view, self._view.statuses, query))

    def action_hit(self, step: int) -> None:
        view = self._shown()
        if view is None:
            return
        if not view.query:
            self._tell("Nothing is searched for: / starts a search.")
        elif view.shown:
            self._go((self.query_one(RowsView).place + step) % len(view.shown))

    def action_explain(self) -> None:
        view = self._shown()
        panel = self.query_one(Panel)
        if panel.is_open:
            panel.show(None)
            self.query_one(RowsView).focus()
        elif view is not None:
            panel.show(Content())
            self._explain_again()

    def action_layout(self) -> None:
        rows = self.query_one(RowsView)
        wish = WISHES[(WISHES.index(rows.wish) + 1) % len(WISHES)]
        rows.relay(wish)
        why = "by the window's size" if wish is None else "as you wish"
        if wish not in (None, rows.mode):
            why = "the window is too small for another"
        self._tell(f"Layout: {rows.mode.value}, {why}.")

    def action_arguments(self) -> None:
        view = self._shown()
        if view is None:
            return
        if view.comparison.arguments:
            self._look(view.grouped_by_argument(not view.grouped))
        else:
            self._tell("No two sentences are linked here, so there are no arguments to list.")

    def action_shade(self) -> None:
        self.theme = (LIGHT if self.current_theme.dark else DARK).name

    def action_pair(self, step: int) -> None:
        view = self._shown()
        if view is None:
            return
        if len(self._documents) < 3:
            self._tell("There are only two versions: this is the only pair.")
        elif not 0 <= self._pair + step < len(self._comparisons):
            waiting = self._aligning() is not None and step > 0
            self._tell("That pair is still being aligned." if waiting else "There is no further pair.")
        else:
            self._pair += step
            rows = self.query_one(RowsView)
            rows.sentence = None
            self._scores = _scores(self._comparisons[self._pair])
            self._look(_narrowed(View.of(self._comparisons[self._pair]), view.statuses, view.query))


class _Made:
    """A comparison with what the screen needs of it at once, made before it is shown."""

    def __init__(self, comparison: Comparison, threshold: float | None) -> None:
        self.comparison = comparison
        self.view = View.of(comparison if threshold is None else comparison.at(threshold))
        self.scores = _scores(comparison)
        assert self.view.comparison.counts


def _compared(before: Document, after: Document, settings: Settings, threshold: float | None) -> _Made:
    from evolve.compare import compare

    return _Made(compare(before, after, settings=settings), threshold)


def _scores(comparison: Comparison) -> tuple[float, ...]:
    """The scores of all that would be links if the threshold let them."""
    return tuple(link.score for link in comparison.at(0.0).links)


def _narrowed(view: View, statuses: frozenset[Status], query: str) -> View:
    return replace(view, statuses=statuses, query=query)


async def _beside(make: Callable[[], Made]) -> Made:
    """Run in a thread that neither stopping nor leaving waits for; its result is dropped when nobody asks any more."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Made] = loop.create_future()

    def settle(value: Made | None, error: BaseException | None) -> None:
        if result.cancelled():
            return
        if error is not None:
            result.set_exception(error)
        else:
            result.set_result(value)  # type: ignore[arg-type]  # a value that may itself be None

    def run() -> None:
        value, error = None, None
        try:
            value = make()
        except BaseException as caught:
            error = caught
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, value, error)

    threading.Thread(target=run, daemon=True, name="evolve-align").start()
    return await result
