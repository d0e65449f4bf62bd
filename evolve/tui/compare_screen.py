"""The screen on which two versions are compared: turns keys and clicks into another view, and shows what that says.

It decides nothing about texts: it asks for a comparison at a threshold and lays a view over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from evolve.errors import EvolveError
from evolve.model import Status
from evolve.tui.actions import ACTIONS
from evolve.tui.aligning import Aligned
from evolve.tui.evidence import Candidates, explanation
from evolve.tui.header import Header
from evolve.tui.layout import LEAST, Mode
from evolve.tui.notice import Notice, empty, failed, stopped, working
from evolve.tui.overview import Overview
from evolve.tui.panels import Find, Footer, Help, Panel
from evolve.tui.rows_view import RowsView
from evolve.tui.view import View

WISHES = (None, Mode.SIDE, Mode.STACKED)


class Host(Protocol):
    """What the screen asks of the application around it."""

    @property
    def busy(self) -> bool: ...

    def read_again(self) -> None: ...

    def swap(self, threshold: float) -> None: ...

    def stop(self) -> bool: ...

    def leave(self) -> None: ...

    def exchange_themes(self) -> None: ...


class CompareScreen(Screen[None]):
    """Rows of two versions with their figures above and their evidence below."""

    AUTO_FOCUS = "RowsView"

    CSS = """
    #body { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.keys, action.id, action.help, show=False) for action in ACTIONS
    ]

    def __init__(self, names: Sequence[str], host: Host) -> None:
        super().__init__()
        self._names = tuple(names)
        self._host = host
        self._pairs: list[Aligned] = []
        self._expected = 1
        self._pair = 0
        self._view: View | None = None
        self._candidates: tuple[int, Candidates] | None = None

    def compose(self) -> ComposeResult:
        yield Header(self._names)
        with Horizontal(id="body"):
            yield RowsView(working("Reading the texts"))
            yield Overview()
        yield Panel()
        yield Find()
        yield Footer()

    def on_mount(self) -> None:
        self._host.read_again()

    def on_resize(self) -> None:
        self.query_one(Header).set_class(self.size.height < LEAST[1], "-low")

    # What the application tells

    def clear(self) -> None:
        """Forget all pairs; others will come."""
        self._view, self._pairs, self._pair, self._candidates = None, [], 0, None
        self.query_one(RowsView).sentence = None
        self.query_one(Panel).show(None)

    def say(self, what: str) -> None:
        """What goes on, as long as there is nothing to show."""
        if self._view is None:
            notice = working(what)
            self.query_one(Header).say(f"{what} …  {notice.next_step}")
            self.query_one(RowsView).show(None, notice)

    def add(self, aligned: Aligned, expected: int) -> None:
        """The next pair is there, of so many expected."""
        self._pairs.append(aligned)
        self._expected = expected
        if self._view is None:
            self._view = aligned.view
            self._paint()

    def fail(self, error: EvolveError) -> None:
        """Show what went wrong in the place of the rows."""
        notice = failed(error)
        self._view = None
        self.query_one(Header).say(notice.title)
        self.query_one(RowsView).show(None, notice)

    # Showing

    def _paint(self) -> None:
        """Show the view as it is now, everywhere."""
        assert self._view is not None
        self.query_one(Header).show(self._view, self._pairs[self._pair].scores, (self._pair, self._expected))
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
        if self._candidates is None or self._candidates[0] != self._pair:
            self._candidates = self._pair, Candidates(view.comparison)
        return self._candidates[1]

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
        self.query_one(Footer).tell(words)

    def _shown(self) -> View | None:
        """The view, when there is one; otherwise says why nothing can be done."""
        if self._view is None:
            self._tell("Nothing is compared yet.")
        return self._view

    # What a person can do

    def action_help(self) -> None:
        self.app.push_screen(Help())

    def action_quit(self) -> None:
        self._host.leave()

    def action_reload(self) -> None:
        self._host.read_again()

    def action_swap(self) -> None:
        view = self._shown()
        if view is None:
            return
        if len(self._pairs) < self._expected:
            self._tell("Some pairs are still being aligned.")
        else:
            self._host.swap(view.comparison.threshold)

    def action_clear(self) -> None:
        panel = self.query_one(Panel)
        if self._view is None and self._host.stop():
            self.query_one(Header).say("Stopped")
            self.query_one(RowsView).show(None, stopped())
        elif self.query_one(Find).display:
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
            self._look(view.at(self._pairs[self._pair].comparison.threshold))

    def action_filter(self, status: str) -> None:
        view = self._shown()
        if view is not None:
            wanted = view.statuses ^ {Status(status)} if status else frozenset()
            self._look(replace(view, statuses=frozenset() if len(wanted) == len(Status) else frozenset(wanted)))

    def action_find(self) -> None:
        view = self._shown()
        if view is not None:
            self.query_one(Find).open(view.query)

    @on(Find.Changed)
    def _typed(self, event: Find.Changed) -> None:
        if self.query_one(Find).display:
            self._search(event.value)

    @on(Find.Submitted)
    def _submitted(self) -> None:
        self._close_find()

    def _close_find(self) -> None:
        self.query_one(Find).close()
        self.query_one(RowsView).focus()

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
        self._host.exchange_themes()

    def action_pair(self, step: int) -> None:
        view = self._shown()
        if view is None:
            return
        if self._expected == 1:
            self._tell("There are only two versions: this is the only pair.")
        elif not 0 <= self._pair + step < len(self._pairs):
            waiting = self._host.busy and step > 0
            self._tell("That pair is still being aligned." if waiting else "There is no further pair.")
        else:
            self._pair += step
            self.query_one(RowsView).sentence = None
            self._look(replace(self._pairs[self._pair].view, statuses=view.statuses, query=view.query))
