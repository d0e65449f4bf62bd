"""Where every piece of every row stands: three layouts of the same rows, none of which loses or repeats a sentence.

Pure. The screen asks for lines by number and paints them; nothing here knows colours, widgets or the cursor. Heights of
all rows are known at once, from cached wraps; what is dearer (word edits) is found for the rows that are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from evolve.model import SIDES, Kind, Side, hundredths, other, spread
from evolve.tui.marks import marks
from evolve.tui.pieces import Line, Piece, Role, cells, cut
from evolve.tui.view import View
from evolve.tui.wrap import Span, wrap

if TYPE_CHECKING:
    from evolve.model import Link
    from evolve.rows import Row

SIDE_FROM = 100
"""From how many columns two texts fit side by side: 40 to 45 characters each are the least one reads with ease."""

LEAST = (60, 15)
"""The columns and lines below which only one line a row is legible."""

KINDS_SHOWN = 3
SCORES_SHOWN = 4
"""How many of either are said of one row."""

EQUAL = 0.995
"""The score that is shown as 1.00."""


class Mode(StrEnum):
    """How a row's two sides stand to each other."""

    SIDE = "side by side"
    STACKED = "stacked"
    LIST = "one line a row"


def mode_for(width: int, height: int) -> Mode:
    """The layout a screen of this size calls for."""
    if width < LEAST[0] or height < LEAST[1]:
        return Mode.LIST
    return Mode.SIDE if width >= SIDE_FROM else Mode.STACKED


class Layout:
    """The lines of all shown rows of a view, in one mode at one width."""

    def __init__(self, view: View, mode: Mode, width: int) -> None:
        self.view = view
        self.mode = mode
        self.width = max(width, 24)
        counts = len(view.texts["before"]), len(view.texts["after"])
        self._digits = max(2, len(str(max(counts))))
        self._numbered = self._digits + 2
        lead = 3
        if mode is Mode.SIDE:
            free = self.width - lead - 2 * self._numbered - 3
            self._text_width: dict[Side, int] = {"before": (free + 1) // 2, "after": free // 2}
        else:
            lead += 2
            self._text_width = dict.fromkeys(SIDES, self.width - lead - self._numbered - 1)
        self._lines: dict[int, tuple[Line, ...]] = {}

    @cached_property
    def tops(self) -> list[int]:
        """The first line of every shown row, and the number of all lines as the last entry."""
        if self.mode is Mode.LIST:
            return list(range(len(self.view.shown) + 1))
        out, top = [0], 0
        for place in range(len(self.view.shown)):
            top += self._height(place)
            out.append(top)
        return out

    def place_at(self, line: int) -> int:
        """Which shown row a line belongs to."""
        return min(max(0, bisect_right(self.tops, line) - 1), max(0, len(self.view.shown) - 1))

    def span(self, place: int) -> Span:
        """The lines of a shown row, half-open, without the blank line above it."""
        return self.tops[place] + self._gap(place), self.tops[place + 1]

    def line(self, y: int) -> Line:
        """One line of all."""
        place = self.place_at(y)
        return self.lines(place)[y - self.tops[place]]

    def lines(self, place: int) -> tuple[Line, ...]:
        """The lines of a shown row."""
        found = self._lines.get(place)
        if found is None:
            row = self.view.rows[self.view.shown[place]]
            make = {Mode.SIDE: self._side, Mode.STACKED: self._stacked, Mode.LIST: self._one}[self.mode]
            head = self._head(place)
            found = (((),) * self._gap(place)) + ((head,) if head else ()) + tuple(make(row))
            self._lines[place] = found
        return found

    def _head(self, place: int) -> Line:
        """The label of the argument a row stands for, where rows stand for arguments."""
        label = self.view.heads.get(self.view.shown[place], "") if self.mode is not Mode.LIST else ""
        return (Piece("   "), Piece(label, (Role.HEAD,))) if label else ()

    def _gap(self, place: int) -> int:
        """A blank line stands above a row that opens a paragraph, and above every row of a stack."""
        if place == 0 or self.mode is Mode.LIST:
            return 0
        if self.mode is Mode.STACKED or self.view.heads:
            return 1
        row, last = self.view.rows[self.view.shown[place]], self.view.rows[self.view.shown[place - 1]]
        return int(self._paragraph(row) != self._paragraph(last))

    def _paragraph(self, row: Row) -> tuple[Side, int]:
        c = self.view.comparison
        if row.before:
            return "before", c.before.sentences[row.before[0]].paragraph
        return "after", c.after.sentences[row.after[0]].paragraph

    def _height(self, place: int) -> int:
        row = self.view.rows[self.view.shown[place]]
        left, right = (sum(len(self._wrapped(row, side, i)[1]) for i in getattr(row, side)) for side in SIDES)
        extra = self._trailer_line(row)
        above = self._gap(place) + bool(self._head(place))
        if self.mode is Mode.SIDE:
            return above + max(left, right + extra)
        return above + left + (0 if self._alike(row) else right) + extra

    def _alike(self, row: Row) -> bool:
        """Whether a stack says the row once: its two sentences have the same words."""
        return (
            self.mode is Mode.STACKED
            and len(row.before) == len(row.after) == 1
            and self.view.texts["before"][row.before[0]] == self.view.texts["after"][row.after[0]]
            and not any(self._elsewhere(row, side, getattr(row, side)[0]) for side in SIDES)
        )

    def _trailer(self, row: Row) -> str:
        said = trailer_of(row, self._text_width["after"])
        return f"{said}  → {row.after[0] + 1}".strip() if self._alike(row) else said

    def _trailer_line(self, row: Row) -> int:
        """1 when what is said about the link needs a line of its own."""
        trailer = self._trailer(row)
        if not trailer or not row.after:
            return 0
        text, spans = self._wrapped(row, "after", row.after[-1])
        start, end = spans[-1]
        return int(cell_len(text[start:end]) + 2 + cell_len(trailer) > self._text_width["after"])

    def _wrapped(self, row: Row, side: Side, index: int) -> tuple[str, tuple[Span, ...]]:
        text = self.view.texts[side][index] + self._elsewhere(row, side, index)
        return text, wrap(text, self._text_width[side])

    def _elsewhere(self, row: Row, side: Side, index: int) -> str:
        """The sentences it is linked to that stand in other rows."""
        links = self.view.comparison.links_of(side, index)
        if len(links) <= 1 and row.links:
            return ""
        here = getattr(row, other(side))
        there = sorted(at for link in links if (at := getattr(link, other(side))) not in here)
        return f"  ↔\xa0{spread(there)}".replace(", ", ",\xa0") if there else ""

    def _prose(self, row: Row, side: Side, index: int) -> list[Line]:
        """The lines of one sentence, with its marks and hits."""
        text, spans = self._wrapped(row, side, index)
        own = len(self.view.texts[side][index])
        layers = [
            ((0, own), Role(row.status.value)),
            ((own, len(text)), Role.DIM),
            *((span, Role.GONE if side == "before" else Role.NEW) for span in self._marks(row, side, index)),
            *((span, Role.HIT) for span in self.view.hits(text[:own])),
        ]
        return [tuple(cut(text, span, layers, own, (side, index))) for span in spans]

    def _marks(self, row: Row, side: Side, index: int) -> tuple[Span, ...]:
        for link in row.links:
            if getattr(link, side) == index:
                both = marks(self.view.texts["before"][link.before], self.view.texts["after"][link.after])
                return both[0] if side == "before" else both[1]
        return ()

    def _cell(self, row: Row, side: Side) -> list[Line]:
        """One side of a row: its sentences below each other, each with its number."""
        out: list[Line] = []
        for index in getattr(row, side):
            for n, line in enumerate(self._prose(row, side, index)):
                label = f"{index + 1:>{self._digits}}  " if n == 0 else " " * self._numbered
                out.append((Piece(label, (Role(row.status.value), Role.NUMBER)), *line))
        return out

    def _side(self, row: Row) -> list[Line]:
        left, right = self._cell(row, "before"), self._with_trailer(row, self._cell(row, "after"))
        height = max(len(left), len(right))
        wide = {side: self._numbered + self._text_width[side] for side in SIDES}
        out = []
        for n in range(height):
            lead = (Piece(" "), Piece(row.status.glyph, (Role(row.status.value), Role.GLYPH)), Piece(" "))
            line = (*(lead if n == 0 else (Piece("   "),)), *_filled(left, n, wide["before"]))
            out.append((*line, Piece(" │ ", (Role.DIM,)), *_filled(right, n, wide["after"])))
        return out

    def _stacked(self, row: Row) -> list[Line]:
        upper = self._cell(row, "before")
        lower = [] if self._alike(row) else self._cell(row, "after")
        out: list[Line] = []
        for n, line in enumerate(self._with_trailer(row, [*upper, *lower])):
            first_after = bool(lower) and n == len(upper)
            glyph = row.status.glyph if n == 0 else " "
            out.append(
                (
                    Piece(" "),
                    Piece(glyph, (Role(row.status.value), Role.GLYPH)),
                    Piece(" → " if first_after else "   ", (Role.DIM,)),
                    *line,
                )
            )
        return out

    def _with_trailer(self, row: Row, lines: list[Line]) -> list[Line]:
        trailer = self._trailer(row)
        if not trailer or not lines:
            return lines
        width = self._numbered + self._text_width["after"]
        if self._trailer_line(row):
            lines = [*lines, ()]
        used = cells(lines[-1])
        space = max(0, width - used - cell_len(trailer))
        return [*lines[:-1], (*lines[-1], Piece(" " * space), Piece(trailer, (Role.DIM,)))]

    def _one(self, row: Row) -> list[Line]:
        """The row on a line: its sign, its numbers, and as much of its first sentence as there is room for."""
        numbers = " → ".join(spread(side) for side in (row.before, row.after) if side)
        numbers = f"→ {numbers}" if not row.before else numbers
        side: Side = "before" if row.before else "after"
        index = getattr(row, side)[0]
        lead = f"{numbers:<{2 * self._digits + 3}}  "
        room = max(1, self.width - 4 - cell_len(lead))
        text = self.view.texts[side][index]
        start, end = wrap(text, room)[0]
        if end < len(text.rstrip()):
            start, end = wrap(text, room - 2)[0]
        layers = [
            ((0, len(text)), Role(row.status.value)),
            *((span, Role.HIT) for span in self.view.hits(text)),
        ]
        status = Role(row.status.value)
        line = [Piece(" "), Piece(row.status.glyph, (status, Role.GLYPH)), Piece(" ")]
        line += [Piece(lead, (status, Role.NUMBER)), *cut(text, (start, end), layers, len(text), (side, index))]
        return [(*line, Piece(" …", (Role.DIM,)) if end < len(text.rstrip()) else Piece(""))]


def trailer_of(row: Row, width: int) -> str:
    """What is said of a row's links in passing, as much as fits: the kinds of change of the best one and the best
    scores; nothing of two sentences that are as good as equal."""
    if not row.links:
        return ""
    kinds = kinds_of(row.links[0])[:KINDS_SHOWN]
    if not kinds and len(row.links) == 1 and row.links[0].score >= EQUAL:
        return ""
    scores = [hundredths(link.score) for link in row.links]
    if len(scores) > SCORES_SHOWN:
        scores = [*scores[:SCORES_SHOWN], "…"]
    while kinds:
        trailer = f"{', '.join(kinds)} · {' '.join(scores)}"
        if cell_len(trailer) <= width:
            return trailer
        kinds.pop()
    return " ".join(scores)[:width]


def kinds_of(link: Link) -> list[str]:
    """The kinds of change of a link in words, weightiest first: "scope wider"; wording only when alone."""
    said = dict.fromkeys(f"{change.kind.value} {change.note}".strip() for change in link.reading.changes)
    if len(said) > 1:
        said.pop(Kind.WORDING.value, None)
    return list(said)


def _filled(lines: Sequence[Line], n: int, width: int) -> Line:
    """A line of a cell, filled up to its width; hatched where the cell holds no sentence at all."""
    if not lines:
        return (Piece("╲" * width, (Role.HATCH,)),)
    line = lines[n] if n < len(lines) else ()
    return (*line, Piece(" " * max(0, width - cells(line))))
