"""What of the versions is on the screen: rows, arguments or one text, all of it or what a filter and a search leave.

A filter is a view: nothing is decided by it, counts and jumps respect it, and it can always say what it hides. Pure,
and a new value at every change, so that the screen only ever shows one consistent state.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from evolve.model import SIDES, SentenceRef, Side, Span, Status
from evolve.tui.state.entries import ArgumentEntry, Entries, Order, ViewKind
from evolve.tui.terminal.wrap import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evolve.comparison import Comparison
    from evolve.comparison.rows import Row

STEP = 100
"""The threshold moves in hundredths, as fine as it is shown."""

_ALIKE = {
    "'": "['’‘ʼ]",
    "’": "['’‘ʼ]",
    '"': '["“”„«»]',
    "-": "[-‐‑‒–—]",
    " ": r"\s+",
}


def score_range(lowest: float, highest: float) -> tuple[int, int]:
    """The hundredths between which a threshold makes a difference to scores from the lowest to the highest."""
    return max(0, math.floor(lowest * STEP)), min(STEP, math.floor(highest * STEP) + 1)


def stepped(threshold: float, by: int, ends: tuple[float, float]) -> float:
    """The threshold so many hundredths away, on the grid of hundredths; no further away from between the ends."""
    at = threshold * STEP
    whole = math.floor(at + 1e-6) if by > 0 else math.ceil(at - 1e-6)
    low, high = (round(end * STEP) for end in ends)
    return min(max(whole + by, min(low, whole)), max(high, whole)) / STEP


@dataclass(frozen=True, eq=False)
class View:
    """Entries in one shape, with a filter and a search laid over them."""

    entries: Entries
    kind: ViewKind = ViewKind.ROWS
    order: Order = Order.WEIGHT
    """How arguments follow each other."""
    opened: frozenset[SentenceRef] = frozenset()
    """The first sentences of the arguments that are shown in full."""
    statuses: frozenset[Status] = frozenset()
    """The statuses that are shown; empty for all."""
    query: str = ""
    """What an entry must contain to be shown; empty for anything."""

    @classmethod
    def of(cls, *versions: Comparison) -> View:
        """All rows of the first of each version compared with its next."""
        return cls(Entries.of(versions))

    @property
    def comparison(self) -> Comparison:
        """Of the two versions that stand side by side."""
        return self.entries.comparison

    @property
    def texts(self) -> dict[Side, tuple[str, ...]]:
        """Every sentence of these two as the screen may show it."""
        return {side: self.entries.texts[self.entries.version(side)] for side in SIDES}

    def at(self, threshold: float) -> View:
        """The same view of the two versions at another threshold."""
        return self.showing(self.comparison.at(threshold))

    def showing(self, comparison: Comparison) -> View:
        """The same view of another comparison of the two versions."""
        return replace(self, entries=self.entries.replaced(comparison))

    @cached_property
    def all(self) -> Sequence[Row | ArgumentEntry]:
        """Every entry of this shape, whatever is filtered."""
        if self.kind.of_arguments:
            return self.entries.ordered(self.order)
        if self.kind.of_one_text:
            return self.entries.sentences(self.side)
        return self.entries.rows

    @property
    def side(self) -> Side:
        """The text that is read, where only one is."""
        return "after" if self.kind is ViewKind.LATER else "before"

    def row(self, position: int) -> Row | None:
        """What stands in the two versions of the entry at a position among those shown."""
        entry = self.entry(position)
        return self.entries.row_of(entry) if isinstance(entry, ArgumentEntry) else entry

    def entry(self, position: int) -> Row | ArgumentEntry | None:
        """The entry at a position among those shown."""
        return self.all[self.shown[position]] if 0 <= position < len(self.shown) else None

    def refs(self, entry: Row | ArgumentEntry | None) -> tuple[SentenceRef, ...]:
        """The sentences of an entry, the earlier first."""
        if entry is None:
            return ()
        if isinstance(entry, ArgumentEntry):
            return entry.refs
        pair = self.entries.pair
        return (*((pair, b) for b in entry.before), *((pair + 1, a) for a in entry.after))

    def ref(self, position: int) -> SentenceRef | None:
        """The sentence a cursor at this position is on when nothing says otherwise."""
        return next(iter(self.refs(self.entry(position))), None)

    def is_open(self, entry: ArgumentEntry) -> bool:
        """Whether an argument is shown in full; a sentence alone always is."""
        return entry.refs[0] in self.opened

    def stepped(self, by: int) -> float:
        """The threshold so many hundredths away, on the grid of hundredths, within the range where scores lie."""
        candidates = self.comparison.candidates
        low, high = score_range(candidates[-1].score, candidates[0].score) if candidates else (0, 1)
        return stepped(self.comparison.threshold, by, (low / STEP, high / STEP))

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """Indices of the entries that shape, filter and search leave, in order."""
        return tuple(n for n, entry in enumerate(self.all) if self._is_shown(entry))

    def _is_shown(self, entry: Row | ArgumentEntry) -> bool:
        if self.kind is ViewKind.CHANGES and entry.status is Status.PERSISTED:
            return False
        return (not self.statuses or entry.status in self.statuses) and (not self.query or self._holds(entry))

    @cached_property
    def needle(self) -> re.Pattern[str] | None:
        """What finds the search in a text, whatever its case, quotation marks and dashes."""
        if not self.query:
            return None
        return re.compile("".join(_ALIKE.get(c, re.escape(c)) for c in self.query), re.IGNORECASE)

    def hits(self, text: str) -> tuple[Span, ...]:
        """Where the search stands in a text."""
        return tuple(match.span() for match in self.needle.finditer(text)) if self.needle else ()

    def _holds(self, entry: Row | ArgumentEntry) -> bool:
        find = self.needle.search if self.needle else lambda _: True
        # The label of an argument is a quotation of its sentences.
        return any(find(self.entries.texts[v][n]) for v, n in self.refs(entry))

    @cached_property
    def _homes(self) -> dict[SentenceRef, int]:
        out = {ref: n for n, entry in enumerate(self.all) for ref in self.refs(entry)}
        if self.kind.of_one_text:
            self._send_home(out)
        return out

    def _send_home(self, homes: dict[SentenceRef, int]) -> None:
        """Where one text is shown, the other one's sentences are at home with those they are linked to, else with the
        one before them."""
        last, version = 0, self.entries.version("before" if self.side == "after" else "after")
        for n in range(len(self.entries.texts[version])):
            partners = self.entries.partners((version, n))
            last = homes[partners[0]] if partners else last
            homes[version, n] = last

    def position(self, ref: SentenceRef | None) -> int:
        """Where among the shown entries a sentence stands; where it is hidden, the next shown one, else the last; 0
        when nothing is shown."""
        if ref is None or not self.shown:
            return 0
        return min(bisect_left(self.shown, self._homes.get(ref, 0)), len(self.shown) - 1)

    def next_unlike(self, position: int, step: int) -> int | None:
        """The next shown entry, forwards (1) or backwards (-1), whose claim did not simply persist; None at the end."""
        position += step
        while 0 <= position < len(self.shown):
            if self.all[self.shown[position]].status is not Status.PERSISTED:
                return position
            position += step
        return None

    @property
    def narrowed(self) -> str:
        """What narrows the view, in words; empty when nothing does."""
        said = [status.value for status in Status if status in self.statuses]
        quoted = f'"{visible(self.query)}"' if self.query else ""
        return " · ".join(part for part in (" or ".join(said), quoted) if part)
