"""The screen as one reads on it: shows a view, moves through it, narrows it, turns it.

It decides nothing about texts: a view says what is shown and where things stand. What alters a comparison or leaves
the screen is in `compare_screen`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from evolve.errors import EvolveError
from evolve.model import Status
from evolve.tui.actions import ACTIONS, Action
from evolve.tui.aligning import Pair
from evolve.tui.entries import Anchor, Claim, Entries, Order, Shape
from evolve.tui.evidence import Candidates, explanation
from evolve.tui.header import Header
from evolve.tui.laid import LEAST, Mode
from evolve.tui.notice import Notice, empty, failed, working
from evolve.tui.overview import Overview
from evolve.tui.panels import Caption, Footer, Help, Panel, Prompt
from evolve.tui.pieces import Line
from evolve.tui.rows_view import RowsView
from evolve.tui.scores_plot import scores_plot
from evolve.tui.view import View

WISHES = (None, Mode.SIDE, Mode.STACKED)


class Below(StrEnum):
    """What the panel below the rows says."""

    ENTRY = "why the entry under the cursor is as it is"
    SCORES = "where all scores lie"
    REVIEW = "the pair that is asked about"


class ReadingScreen(Screen[None]):
    """Versions with their figures above and what is to be said of them below."""

    AUTO_FOCUS = "RowsView"

    CSS = """
    #body { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.keys, action.run, action.help, show=False, id=action.id) for action in ACTIONS if action.keys
    ]

    def __init__(self, names: Sequence[str], actions: Sequence[Action], wish: Mode | None) -> None:
        super().__init__()
        self._first_wish = wish
        self._names = tuple(names)
        self._actions = tuple(actions)
        self._below = Below.ENTRY
        self._pairs: list[Pair] = []
        self._expected = 1
        self._view: View | None = None
        self._candidates: tuple[int, Candidates] | None = None

    def compose(self) -> ComposeResult:
        yield Header(self._names)
        yield Caption()
        with Horizontal(id="body"):
            yield RowsView(working("Reading the texts"), self._first_wish)
            yield Overview()
        yield Panel()
        yield Prompt("find", "words in either text")
        yield Prompt("note", "what you wish to remember of this link; Enter keeps it")
        yield Footer(self._actions)

    def on_resize(self) -> None:
        self.query_one(Header).set_class(self.size.height < LEAST[1], "-low")

    @property
    def rows(self) -> RowsView:
        """The widget that shows the view."""
        return self.query_one(RowsView)

    def prompt(self, name: str) -> Prompt:
        """The line in which a search or a note is typed."""
        return self.query_one(f"#{name}", Prompt)

    # What the application tells

    def clear(self) -> None:
        """Forget all pairs; others will come."""
        self._view, self._pairs, self._candidates = None, [], None
        self.rows.sentence = None
        self.query_one(Panel).show(None)
        self.query_one(Caption).show(())

    def say(self, what: str) -> None:
        """What goes on, as long as there is nothing to show."""
        if self._view is None:
            notice = working(what)
            self.query_one(Header).say(f"{what} …  {notice.next_step}")
            self.rows.show(None, notice)

    def add(self, pair: Pair, expected: int) -> None:
        """The next pair is there, of so many expected."""
        self._pairs.append(pair)
        self._expected = expected
        if self._view is None:
            self._look(View(pair.entries))
        else:
            entries = self._view.entries
            versions = (*entries.versions, pair.entries.comparison)
            self._look(replace(self._view, entries=Entries.of(versions, entries.pair)))

    def fail(self, error: EvolveError) -> None:
        """Show what went wrong in the place of the rows."""
        notice = failed(error)
        self._view = None
        self.query_one(Header).say(notice.title)
        self.rows.show(None, notice)

    # Showing

    def _look(self, view: View) -> None:
        """Show another view, everywhere."""
        self._view = view
        number = view.entries.pair
        self.query_one(Header).show(view, self._pairs[number].scores, (number, self._expected))
        self.rows.show(view, empty(view) if not view.shown else Notice())
        self._say_more()

    def _say_more(self) -> None:
        """Bring what stands above and below the rows up to date with the cursor."""
        self._caption()
        panel = self.query_one(Panel)
        if panel.is_open and self._view is not None:
            panel.show(self._said_below(self._view))

    def _caption(self) -> None:
        self.query_one(Caption).show(self._question())

    def _question(self) -> Line:
        """What stands above the rows: the layout's heads, unless the screen asks something."""
        laid = self.rows.laid
        return laid.caption if laid is not None else ()

    def _may_turn(self) -> bool:
        """Whether another view can be shown now; otherwise says why not."""
        return True

    def _said_below(self, view: View) -> Content | None:
        """What the panel says of the entry under the cursor."""
        if self._below is Below.SCORES:
            return self._plotted(view)
        row = view.row(self.rows.place)
        if row is None:
            return None
        return explanation(view, row, self._candidates_now(view), self.size.width - 4)

    def _plotted(self, view: View) -> Content:
        scores = self._pairs[view.entries.pair].scores
        return scores_plot(view.comparison, scores, self.size.width - 4, max(3, self.size.height // 5))

    def _open(self, below: Below) -> None:
        """Open the panel with this, or close it when that is what it shows."""
        view, panel = self._shown(), self.query_one(Panel)
        if view is None or (panel.is_open and self._below is below):
            panel.show(None)
            self.rows.focus()
        else:
            self._below = below
            panel.show(self._said_below(view))

    def _candidates_now(self, view: View) -> Candidates:
        number = view.entries.pair
        if self._candidates is None or self._candidates[0] != number:
            self._candidates = number, Candidates(view.comparison)
        return self._candidates[1]

    @on(RowsView.Moved)
    def _moved(self) -> None:
        self.query_one(Overview).show(self.rows.laid, self.rows.scroll_offset.y, self.rows.size.height)
        self._caption()

    @on(RowsView.Asked)
    def _asked(self) -> None:
        if not self.query_one(Panel).is_open:
            self.action_explain()

    @on(Overview.Chosen)
    def _chosen(self, event: Overview.Chosen) -> None:
        if self.rows.laid is not None:
            self._go(self.rows.laid.place_at(int(event.share * self.rows.laid.height)))

    def _go(self, place: int) -> None:
        self.rows.move_to(place)
        self._say_more()

    def _tell(self, words: str) -> None:
        self.query_one(Footer).tell(words)

    def _shown(self) -> View | None:
        """The view, when there is one; otherwise says why nothing can be done."""
        if self._view is None:
            self._tell("Nothing is compared yet.")
        return self._view

    # Moving

    def action_move(self, step: int) -> None:
        self._go(self.rows.place + step)

    def action_page(self, step: int) -> None:
        self.rows.page(step)
        self._say_more()

    def action_end(self, step: int) -> None:
        self._go(0 if step < 0 else len(self._view.shown) - 1 if self._view is not None else 0)

    def action_unlike(self, step: int) -> None:
        view = self._shown()
        if view is None:
            return
        place = view.next_unlike(self.rows.place, step)
        if place is None:
            self._tell(f"No {'later' if step > 0 else 'earlier'} row that is not persisted.")
        else:
            self._go(place)

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

    def _turn_to(self, number: int, anchor: Anchor | None = None, shape: Shape | None = None) -> None:
        """Show a pair of versions, with the cursor on a sentence, or where it was when that is in the pair."""
        assert self._view is not None
        here = anchor or self.rows.sentence
        of_pair = here is not None and here[0] in (number, number + 1)
        self.rows.sentence = here if of_pair else None
        entries = replace(self._view.entries, pair=number)
        self._look(replace(self._view, entries=entries, shape=shape or self._view.shape))

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
        self._go(self.rows.place)

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
            self._go((self.rows.place + step) % len(view.shown))

    # Turning

    def action_shape(self, name: str) -> None:
        view = self._shown()
        if view is None or not self._may_turn():
            return
        shape = Shape(name)
        if shape is Shape.TIMELINE and len(view.entries.versions) == 1:
            self._tell("A timeline needs three or more versions: here are two.")
        else:
            self._turn(replace(view, shape=Shape.ROWS if shape is view.shape else shape))

    def action_turn(self, step: int) -> None:
        view = self._shown()
        if view is not None and self._may_turn():
            shapes = [shape for shape in Shape if shape is not Shape.TIMELINE or len(view.entries.versions) > 1]
            shape = shapes[(shapes.index(view.shape) + step) % len(shapes)]
            self._turn(replace(view, shape=shape))
            self._tell(f"View: {shape.value}.")

    def _turn(self, view: View) -> None:
        """Show another view; the cursor stays on its sentence, or at the top."""
        if self.rows.place == 0:
            self.rows.sentence = None
        self._look(view)

    def action_order(self) -> None:
        view = self._shown()
        if view is None or not self._may_turn():
            return
        if view.shape.of_arguments:
            orders = list(Order)
            order = orders[(orders.index(view.order) + 1) % len(orders)]
            self.rows.sentence = None
            self._look(replace(view, order=order))
        else:
            self._tell("Only arguments can be put in another order: a shows them.")

    def action_to_text(self) -> None:
        view = self._shown()
        entry = view.entry(self.rows.place) if view is not None else None
        if view is None or entry is None:
            return
        if not isinstance(entry, Claim):
            self._tell("These are the texts; ← leads from a row to its argument.")
            return
        linked = next((pair for pair, links in enumerate(entry.links) if links), None)
        first = entry.anchors[0]
        pair = linked if linked is not None else min(first[0], len(view.entries.versions) - 1)
        here = next(anchor for anchor in entry.anchors if anchor[0] in (pair, pair + 1))
        self._turn_to(pair, here, Shape.ROWS)

    def action_to_argument(self) -> None:
        view = self._shown()
        if view is None:
            return
        if view.shape.of_arguments:
            self._tell("These are the arguments; → leads from one to its rows.")
        else:
            self._look(replace(view, shape=Shape.ARGUMENTS))

    def action_layout(self) -> None:
        rows = self.rows
        self.wish(WISHES[(WISHES.index(rows.wish) + 1) % len(WISHES)])
        why = "by the window's size" if rows.wish is None else "as you wish"
        if rows.wish not in (None, rows.mode):
            why = "the window is too small for another"
        self._tell(f"Layout: {rows.mode.value}, {why}.")

    def wish(self, mode: Mode | None) -> None:
        """Lay the rows out as a person wishes; None lets the window's size decide."""
        self.rows.relay(mode)

    # Explaining

    def action_help(self) -> None:
        self.app.push_screen(Help(self._actions))

    def action_explain(self) -> None:
        view = self._view
        entry = view.entry(self.rows.place) if view is not None else None
        if view is not None and view.shape is Shape.ARGUMENTS and isinstance(entry, Claim):
            self._look(replace(view, opened=view.opened ^ {entry.anchors[0]}))
        else:
            self._open(Below.ENTRY)

    def action_scores(self) -> None:
        self._open(Below.SCORES)
