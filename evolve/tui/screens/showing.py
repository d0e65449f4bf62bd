"""The screen and what stands on it: figures above, the entries of a view, and more about the one under the cursor.

It decides nothing about texts: a view says what is shown and where things stand. What a person can do with it is in the
screens that are built on this one: `reading_screen`, `judging_screen`, `compare_screen`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from evolve.errors import EvolveError
from evolve.tui.command import Command
from evolve.tui.commands import ACTIONS
from evolve.tui.state.entries import Entries
from evolve.tui.state.pairs import ShownPair
from evolve.tui.state.tasks import PanelContent
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import LEAST, Arrangement
from evolve.tui.terminal.lines import Line
from evolve.tui.widgets.bars import Caption, Panel, Prompt
from evolve.tui.widgets.explanation import explanation
from evolve.tui.widgets.footer import Footer
from evolve.tui.widgets.header import Header
from evolve.tui.widgets.notice import Notice, empty, failed, working
from evolve.tui.widgets.overview import Overview
from evolve.tui.widgets.sentences import SentencesView


class ShowingScreen(Screen[None]):
    """Versions with their figures above and what is to be said of them below."""

    AUTO_FOCUS = "SentencesView"

    CSS = """
    #body { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.keys, action.run, action.help, show=False, id=action.id) for action in ACTIONS if action.keys
    ]

    def __init__(self, names: Sequence[str], actions: Sequence[Command], preferred: Arrangement | None) -> None:
        super().__init__()
        self._first_wish = preferred
        self._names = tuple(names)
        self._actions = tuple(actions)
        self._below = PanelContent.ENTRY
        self._pairs: list[ShownPair] = []
        self._expected = 1
        self._view: View | None = None

    def compose(self) -> ComposeResult:
        yield Header(self._names)
        yield Caption()
        with Horizontal(id="body"):
            yield SentencesView(working("Reading the texts"), self._first_wish)
            yield Overview()
        yield Panel()
        yield Prompt("find", "words in either text")
        yield Prompt("note", "what you wish to remember of this link; Enter keeps it")
        yield Footer(self._actions)

    def on_resize(self) -> None:
        self.query_one(Header).set_class(self.size.height < LEAST[1], "-low")

    @property
    def rows(self) -> SentencesView:
        """The widget that shows the view."""
        return self.query_one(SentencesView)

    def prompt(self, name: str) -> Prompt:
        """The line in which a search or a note is typed."""
        return self.query_one(f"#{name}", Prompt)

    # What the application tells

    def clear(self) -> None:
        """Forget all pairs; others will come."""
        self._view, self._pairs = None, []
        self.rows.sentence = None
        self.query_one(Panel).show(None)
        self.query_one(Caption).show(())

    def say(self, what: str) -> None:
        """What goes on, as long as there is nothing to show."""
        if self._view is None:
            notice = working(what)
            self.query_one(Header).say(f"{what} …  {notice.next_step}")
            self.rows.show(None, notice)

    def add(self, pair: ShownPair, expected: int) -> None:
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
        layout = self.rows.layout_shown
        return layout.caption if layout is not None else ()

    def _may_turn(self) -> bool:
        """Whether another view can be shown now; otherwise says why not."""
        return True

    def _said_below(self, view: View) -> Content | None:
        """What the panel says of the entry under the cursor."""
        row = view.row(self.rows.position)
        if row is None:
            return None
        return explanation(view, row, self.size.width - 4)

    def _open(self, below: PanelContent) -> None:
        """Open the panel with this, or close it when that is what it shows."""
        view, panel = self._shown(), self.query_one(Panel)
        if view is None or (panel.is_open and self._below is below):
            panel.show(None)
            self.rows.focus()
        else:
            self._below = below
            panel.show(self._said_below(view))

    @on(SentencesView.Moved)
    def _moved(self) -> None:
        self.query_one(Overview).show(self.rows.layout_shown, self.rows.scroll_offset.y, self.rows.size.height)
        self._caption()

    def _go(self, position: int) -> None:
        self.rows.move_to(position)
        self._say_more()

    def _tell(self, words: str) -> None:
        self.query_one(Footer).tell(words)

    def _shown(self) -> View | None:
        """The view, when there is one; otherwise says why nothing can be done."""
        if self._view is None:
            self._tell("Nothing is compared yet.")
        return self._view
