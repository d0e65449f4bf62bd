"""The screen as one reads on it: moves through a view, narrows it, turns to another."""

from __future__ import annotations

from dataclasses import replace

from textual import on

from evolve.model import SentenceRef, Status
from evolve.tui.screens.help import Help, help_text
from evolve.tui.screens.showing import ShowingScreen
from evolve.tui.state.entries import ArgumentEntry, Order, ViewKind
from evolve.tui.state.tasks import PanelContent
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.widgets.bars import Panel, Prompt
from evolve.tui.widgets.overview import Overview
from evolve.tui.widgets.sentences import SentencesView

WISHES = (None, Arrangement.SIDE, Arrangement.STACKED)


class ReadingScreen(ShowingScreen):
    """Versions that can be read in every way."""

    @on(SentencesView.Asked)
    def _asked(self) -> None:
        if not self.query_one(Panel).is_open:
            self.action_explain()

    @on(Overview.Chosen)
    def _chosen(self, event: Overview.Chosen) -> None:
        if self.rows.layout_shown is not None:
            self._go(self.rows.layout_shown.position_at(int(event.share * self.rows.layout_shown.height)))

    # Moving

    def action_move(self, step: int) -> None:
        self._go(self.rows.position + step)

    def action_page(self, step: int) -> None:
        self.rows.page(step)
        self._say_more()

    def action_end(self, step: int) -> None:
        self._go(0 if step < 0 else len(self._view.shown) - 1 if self._view is not None else 0)

    def action_unlike(self, step: int) -> None:
        view = self._shown()
        if view is None:
            return
        position = view.next_unlike(self.rows.position, step)
        if position is None:
            self._tell(f"No {'later' if step > 0 else 'earlier'} row that is not persisted.")
        else:
            self._go(position)

    def action_pair(self, step: int) -> None:
        view = self._shown()
        if view is None or not self._may_turn():
            return
        number = view.entries.pair + step
        if self._expected == 1:
            self._tell("There are only two versions: this is the only pair.")
        elif 0 <= number < len(self._pairs):
            self._turn_to(number)
        else:
            waiting = len(self._pairs) < self._expected and step > 0
            self._tell("That pair is not aligned yet." if waiting else "There is no further pair.")

    def _turn_to(self, number: int, ref: SentenceRef | None = None, kind: ViewKind | None = None) -> None:
        """Show a pair of versions, with the cursor on a sentence, or where it was when that is in the pair."""
        assert self._view is not None
        here = ref or self.rows.sentence
        of_pair = here is not None and here[0] in (number, number + 1)
        self.rows.sentence = here if of_pair else None
        entries = replace(self._view.entries, pair=number)
        self._look(replace(self._view, entries=entries, kind=kind or self._view.kind))

    # Narrowing

    def action_filter(self, status: str) -> None:
        view = self._shown()
        if view is not None:
            wanted = view.statuses ^ {Status(status)} if status else frozenset()
            self._look(replace(view, statuses=frozenset() if len(wanted) == len(Status) else frozenset(wanted)))

    def action_find(self) -> None:
        view = self._shown()
        if view is not None:
            self.prompt("find").open(view.query)

    @on(Prompt.Changed, "#find")
    def _typed(self, event: Prompt.Changed) -> None:
        if self.prompt("find").display:
            self._search(event.value)

    @on(Prompt.Submitted, "#find")
    def _found(self) -> None:
        """Stay on the row that was found, also when the search is cleared."""
        self._close("find")
        self._go(self.rows.position)

    def _close(self, name: str) -> None:
        self.prompt(name).close()
        self.rows.focus()

    def _search(self, query: str) -> None:
        if self._view is not None and query != self._view.query:
            self._look(replace(self._view, query=query))

    def action_hit(self, step: int) -> None:
        view = self._shown()
        if view is None:
            return
        if not view.query:
            self._tell("Nothing is searched for: / starts a search.")
        elif view.shown:
            self._go((self.rows.position + step) % len(view.shown))

    # Turning

    def action_shape(self, name: str) -> None:
        view = self._shown()
        if view is None or not self._may_turn():
            return
        kind = ViewKind(name)
        if kind is ViewKind.TIMELINE and len(view.entries.versions) == 1:
            self._tell("A timeline needs three or more versions: here are two.")
        else:
            self._turn(replace(view, kind=ViewKind.ROWS if kind is view.kind else kind))

    def action_turn(self, step: int) -> None:
        view = self._shown()
        if view is not None and self._may_turn():
            shapes = [kind for kind in ViewKind if kind is not ViewKind.TIMELINE or len(view.entries.versions) > 1]
            kind = shapes[(shapes.index(view.kind) + step) % len(shapes)]
            self._turn(replace(view, kind=kind))
            self._tell(f"View: {kind.value}.")

    def _turn(self, view: View) -> None:
        """Show another view; the cursor stays on its sentence, or at the top."""
        if self.rows.position == 0:
            self.rows.sentence = None
        self._look(view)

    def action_order(self) -> None:
        view = self._shown()
        if view is None or not self._may_turn():
            return
        if view.kind.of_arguments:
            orders = list(Order)
            order = orders[(orders.index(view.order) + 1) % len(orders)]
            self.rows.sentence = None
            self._look(replace(view, order=order))
        else:
            self._tell("Only arguments can be put in another order: a shows them.")

    def action_to_text(self) -> None:
        view = self._shown()
        entry = view.entry(self.rows.position) if view is not None else None
        if view is None or entry is None:
            return
        if not isinstance(entry, ArgumentEntry):
            self._tell("These are the texts; ← leads from a row to its argument.")
            return
        linked = next((pair for pair, links in enumerate(entry.links) if links), None)
        first = entry.refs[0]
        pair = linked if linked is not None else min(first[0], len(view.entries.versions) - 1)
        here = next(ref for ref in entry.refs if ref[0] in (pair, pair + 1))
        self._turn_to(pair, here, ViewKind.ROWS)

    def action_to_argument(self) -> None:
        view = self._shown()
        if view is None:
            return
        if view.kind.of_arguments:
            self._tell("These are the arguments; → leads from one to its rows.")
        else:
            self._look(replace(view, kind=ViewKind.ARGUMENTS))

    def action_layout(self) -> None:
        rows = self.rows
        self.preferred(WISHES[(WISHES.index(rows.preferred) + 1) % len(WISHES)])
        why = "by the window's size" if rows.preferred is None else "as you wish"
        if rows.preferred not in (None, rows.arrangement):
            why = "the window is too small for another"
        self._tell(f"Layout: {rows.arrangement.value}, {why}.")

    def preferred(self, arrangement: Arrangement | None) -> None:
        """Lay the rows out as a person wishes; None lets the window's size decide."""
        self.rows.set_arrangement(arrangement)

    # Explaining

    def action_help(self) -> None:
        self.app.push_screen(Help(help_text(self._actions)))

    def action_explain(self) -> None:
        view = self._view
        entry = view.entry(self.rows.position) if view is not None else None
        if view is not None and view.kind is ViewKind.ARGUMENTS and isinstance(entry, ArgumentEntry):
            self._look(replace(view, opened=view.opened ^ {entry.refs[0]}))
        else:
            self._open(PanelContent.ENTRY)
