"""What of a comparison is on the screen: all rows, or those a filter and a search leave.

A filter is a view: nothing is decided by it, counts and jumps respect it, and it can always say what it hides. Pure,
and a new value at every change, so that the screen only ever shows one consistent state.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from evolve.model import Side, Status
from evolve.tui.wrap import Span, visible

if TYPE_CHECKING:
    from evolve.compare import Comparison
    from evolve.model import Link
    from evolve.rows import Row

Anchor = tuple[Side, int]
"""The sentence the cursor stands on: its side and index."""

STEP = 100
"""The threshold moves in hundredths, as fine as it is shown."""

_ALIKE = {
    "'": "['’‘ʼ]",
    "’": "['’‘ʼ]",
    '"': '["“”„«»]',
    "-": "[-‐‑‒–—]",
    " ": r"\s+",
}


@dataclass(frozen=True, eq=False)
class View:
    """A comparison with a filter and a search laid over it."""

    comparison: Comparison
    rows: tuple[Row, ...]
    """Every row, as `rows_of` lays them."""
    statuses: frozenset[Status] = frozenset()
    """The statuses that are shown; empty for all."""
    query: str = ""
    """What a row must contain to be shown; empty for anything."""
    grouped: bool = False
    """Whether a row stands for an argument, with all its sentences."""
    texts: dict[Side, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """Every sentence as the screen may show it."""

    @classmethod
    def of(cls, comparison: Comparison) -> View:
        """All rows of a comparison."""
        texts: dict[Side, tuple[str, ...]] = {
            "before": tuple(visible(s.text) for s in comparison.before.sentences),
            "after": tuple(visible(s.text) for s in comparison.after.sentences),
        }
        return cls(comparison, _rows(comparison, False), texts=texts)

    def at(self, threshold: float) -> View:
        """The same view of the comparison at another threshold."""
        moved = self.comparison.at(threshold)
        return replace(self, comparison=moved, rows=_rows(moved, self.grouped))

    def grouped_by_argument(self, grouped: bool) -> View:
        """The same view with a row for every argument, or as the texts run."""
        return replace(self, grouped=grouped, rows=_rows(self.comparison, grouped))

    @cached_property
    def heads(self) -> dict[int, str]:
        """For rows that stand for an argument with links, its label."""
        if not self.grouped:
            return {}
        labels = [visible(argument.label) for argument in self.comparison.arguments]
        return {n: label for n, (row, label) in enumerate(zip(self.rows, labels, strict=True)) if row.links and label}

    def stepped(self, by: int) -> float:
        """The threshold so many hundredths away, on the grid of hundredths, within the range where scores lie."""
        at = self.comparison.threshold * STEP
        whole = math.floor(at + 1e-6) if by > 0 else math.ceil(at - 1e-6)
        scores = [link.score for link in self.comparison.candidates[:1] + self.comparison.candidates[-1:]]
        top = min(STEP, math.floor(max(scores, default=0) * STEP) + 1)
        bottom = max(0, math.floor(min(scores, default=0) * STEP))
        return min(max(whole + by, min(bottom, whole)), max(top, whole)) / STEP

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """Indices of the rows that filter and search leave, in order."""
        return tuple(
            n
            for n, row in enumerate(self.rows)
            if (not self.statuses or row.status in self.statuses) and (not self.query or self._holds(row))
        )

    @cached_property
    def needle(self) -> re.Pattern[str] | None:
        """What finds the search in a text, whatever its case, quotation marks and dashes."""
        if not self.query:
            return None
        return re.compile("".join(_ALIKE.get(c, re.escape(c)) for c in self.query), re.IGNORECASE)

    def hits(self, text: str) -> tuple[Span, ...]:
        """Where the search stands in a text."""
        return tuple(match.span() for match in self.needle.finditer(text)) if self.needle else ()

    def _holds(self, row: Row) -> bool:
        find = self.needle.search if self.needle else lambda _: True
        return any(find(self.texts["before"][b]) for b in row.before) or any(
            find(self.texts["after"][a]) for a in row.after
        )

    @cached_property
    def _homes(self) -> dict[Anchor, int]:
        out: dict[Anchor, int] = {}
        for n, row in enumerate(self.rows):
            out |= {("before", b): n for b in row.before}
            out |= {("after", a): n for a in row.after}
        return out

    def place(self, anchor: Anchor | None) -> int:
        """Where among the shown rows a sentence stands; where it is hidden, the next shown row, else the last; 0 when
        nothing is shown."""
        if anchor is None or not self.shown:
            return 0
        return min(bisect_left(self.shown, self._homes.get(anchor, 0)), len(self.shown) - 1)

    def row(self, place: int) -> Row | None:
        """The row at a place among those shown."""
        return self.rows[self.shown[place]] if 0 <= place < len(self.shown) else None

    def next_unlike(self, place: int, step: int) -> int | None:
        """The next shown row, forwards (1) or backwards (-1), whose claim did not simply persist; None at the end."""
        place += step
        while 0 <= place < len(self.shown):
            if self.rows[self.shown[place]].status is not Status.PERSISTED:
                return place
            place += step
        return None

    @property
    def narrowed(self) -> str:
        """What narrows the view, in words; empty when nothing does."""
        said = [status.value for status in Status if status in self.statuses]
        quoted = f'"{visible(self.query)}"' if self.query else ""
        return " · ".join(part for part in (" or ".join(said), quoted) if part)


def _rows(comparison: Comparison, grouped: bool) -> tuple[Row, ...]:
    from evolve.rows import Row, rows_of

    if not grouped:
        return rows_of(comparison)
    homes = {before: argument.id for argument in comparison.arguments for before in argument.sentences[0]}
    links: dict[int, list[Link]] = {}
    for link in comparison.links:
        links.setdefault(homes[link.before], []).append(link)
    return tuple(
        Row(argument.sentences[0], argument.sentences[1], tuple(links.get(argument.id, ())), argument.status)
        for argument in comparison.arguments
    )


def anchor_of(row: Row | None) -> Anchor | None:
    """The sentence a cursor on this row stands on when nothing says otherwise: the first, the earlier one if any."""
    if row is None:
        return None
    return ("before", row.before[0]) if row.before else ("after", row.after[0])
