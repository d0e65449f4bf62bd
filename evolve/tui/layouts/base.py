"""The interface of all layouts: lines by number, and the entry that each line belongs to.

Pure. A layout has no colours, no widgets and no cursor; the screen gets lines from it and styles them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import ClassVar

from evolve.model import Span, Status
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line


class Layout(ABC):
    """The lines of a view, and which of its shown entries each of them belongs to."""

    by_sentence: ClassVar[bool] = False
    """Whether the cursor is shown on its sentence alone, not on whole lines."""

    marks_cursor: ClassVar[bool] = False
    """Whether the layout marks the entry under the cursor itself, not the screen at the beginning of its line."""

    def __init__(self, view: View, arrangement: Arrangement, width: int) -> None:
        self.view = view
        self.arrangement = arrangement
        self.width = max(width, 24)

    @property
    def caption(self) -> Line:
        """The line above the others that does not scroll; empty by default."""
        return ()

    @property
    @abstractmethod
    def height(self) -> int:
        """The number of all lines."""

    @abstractmethod
    def position_at(self, line: int) -> int:
        """Return the position of the entry that a line belongs to."""

    def positions(self, first: int, end: int) -> range:
        """Return the positions of the entries that some lines represent; `end` is excluded."""
        return range(self.position_at(first), self.position_at(end - 1) + 1)

    @abstractmethod
    def span(self, position: int) -> Span:
        """Return the first line of an entry and the line after its last, without the blank line above it."""

    @abstractmethod
    def line(self, y: int) -> Line:
        """Return one line."""

    def point(self, position: int) -> bool:
        """Put the cursor on an entry; return whether other lines than its own change."""
        return False

    def status(self, position: int) -> Status:
        """Return the status of the entry at a position."""
        return self.view.all[self.view.shown[position]].status


class Stack(Layout):
    """The lines of all shown entries, each entry's below the one before it."""

    def __init__(self, view: View, arrangement: Arrangement, width: int) -> None:
        super().__init__(view, arrangement, width)
        self._lines: dict[int, tuple[Line, ...]] = {}

    @cached_property
    def tops(self) -> list[int]:
        """The first line of every shown entry; the last item is the number of all lines."""
        return [0, *accumulate(self._height(position) for position in range(len(self.view.shown)))]

    @property
    def height(self) -> int:
        return self.tops[-1]

    def position_at(self, line: int) -> int:
        return min(max(0, bisect_right(self.tops, line) - 1), max(0, len(self.view.shown) - 1))

    def span(self, position: int) -> Span:
        return self.tops[position] + self._gap(position), self.tops[position + 1]

    def line(self, y: int) -> Line:
        position = self.position_at(y)
        return self.lines(position)[y - self.tops[position]]

    def lines(self, position: int) -> tuple[Line, ...]:
        """Return the lines of an entry, with the blank ones above it."""
        found = self._lines.get(position)
        if found is None:
            found = self._lines[position] = (*(((),) * self._gap(position)), *self._made(position))
        return found

    def _gap(self, position: int) -> int:
        """Return the number of blank lines above an entry."""
        return 0

    @abstractmethod
    def _height(self, position: int) -> int:
        """Return the number of lines of an entry, with the blank ones above it."""

    @abstractmethod
    def _made(self, position: int) -> tuple[Line, ...]:
        """Return the lines of an entry."""
