"""The view in force: rows, arguments or one text, all of it or what a filter and a search leave.

A filter decides nothing: it only hides entries, counts and jumps respect it, and a view can always show what hides
them. Pure; every change makes a new value, so that the screen only ever shows one consistent state.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from evolve.model import SIDES, SentenceRef, Side, Span, Status
from evolve.render.status_names import distinct_status_name
from evolve.tui.state.entries import ArgumentEntry, Entries, Order, ViewKind
from evolve.tui.terminal.wrap import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evolve.comparison import Comparison
    from evolve.comparison.rows import Row

STEP = 100
"""Steps of the threshold from 0 to 1: hundredths, as it is shown."""

_ALIKE = {
    "'": "['’‘ʼ]",
    "’": "['’‘ʼ]",
    '"': '["“”„«»]',
    "-": "[-‐‑‒–—]",
    " ": r"\s+",
}


def _pattern(query: str) -> re.Pattern[str]:
    """Return a pattern of a text, whatever the case, quotation marks and dashes."""
    return re.compile("".join(_ALIKE.get(c, re.escape(c)) for c in query), re.IGNORECASE)


def score_range(lowest: float, highest: float) -> tuple[int, int]:
    """Return the lowest and the highest hundredth at which a threshold makes a difference to scores in a range."""
    return max(0, math.floor(lowest * STEP)), min(STEP, math.floor(highest * STEP) + 1)


def stepped(threshold: float, by: int, ends: tuple[float, float]) -> float:
    """Return the threshold `by` hundredths away, on the grid of hundredths and not beyond `ends`."""
    at = threshold * STEP
    whole = math.floor(at + 1e-6) if by > 0 else math.ceil(at - 1e-6)
    low, high = (round(end * STEP) for end in ends)
    return min(max(whole + by, min(low, whole)), max(high, whole)) / STEP


@dataclass(frozen=True, eq=False)
class View:
    """Entries of one kind, with a filter and a search."""

    entries: Entries
    kind: ViewKind = ViewKind.ROWS
    order: Order = Order.WEIGHT
    """The order of arguments."""
    opened: frozenset[SentenceRef] = frozenset()
    """The first sentence of each argument that is shown in full."""
    statuses: frozenset[Status] = frozenset()
    """The statuses that are shown; empty for all."""
    query: str = ""
    """The text that an entry must contain to be shown; empty for none."""
    ranked: tuple[Row, ...] = ()
    """The sentences of one text to choose from, in another order than the text's; empty for the order of the text."""
    is_stacked: bool = False
    """Whether the two texts are below each other also in a wide window, because most rows have only one of them."""
    sought: str = ""
    """The text that is searched for, and marked where it is found; empty for none."""

    @classmethod
    def of(cls, *versions: Comparison) -> View:
        """Return a view of all rows of the first pair."""
        return cls(Entries.of(versions))

    @property
    def comparison(self) -> Comparison:
        """The comparison of the two versions side by side."""
        return self.entries.comparison

    @property
    def texts(self) -> dict[Side, tuple[str, ...]]:
        """The sentences of these two, without control characters."""
        return {side: self.entries.texts[self.entries.version(side)] for side in SIDES}

    def at(self, threshold: float) -> View:
        """Return the same view at another threshold."""
        return self.showing(self.comparison.at(threshold))

    def showing(self, comparison: Comparison) -> View:
        """Return the same view of another comparison of the two versions."""
        return replace(self, entries=self.entries.replaced(comparison))

    @property
    def takes_long(self) -> bool:
        """Whether its entries are not found yet and there are so many sentences that a person would wait for them."""
        return self.kind.of_arguments and self.entries.across.takes_long

    @property
    def ignores_wording(self) -> bool:
        """Whether changes of wording alone are listed as persisted."""
        return self.comparison.settings.ignore == "wording"

    @property
    def kinds(self) -> tuple[ViewKind, ...]:
        """The kinds of view there are of these versions; the one in force is always among them."""
        has_timeline = len(self.entries.versions) > 1 or self.kind is ViewKind.TIMELINE
        return tuple(kind for kind in ViewKind if kind is not ViewKind.TIMELINE or has_timeline)

    @cached_property
    def all(self) -> Sequence[Row | ArgumentEntry]:
        """Every entry of this kind, whatever is filtered."""
        if self.kind.of_arguments:
            return self.entries.ordered(self.order)
        if self.kind.of_one_text:
            return self.ranked or self.entries.sentences(self.side)
        return self.entries.rows

    @property
    def side(self) -> Side:
        """The side of the text that is shown, where only one is."""
        return "after" if self.kind is ViewKind.LATER else "before"

    def row(self, position: int) -> Row | None:
        """Return the row at a position, or the part of its argument in the two versions; None beyond the end."""
        entry = self.entry(position)
        return self.entries.row_of(entry) if isinstance(entry, ArgumentEntry) else entry

    def entry(self, position: int) -> Row | ArgumentEntry | None:
        """Return the entry at a position among those shown; None beyond the end."""
        return self.all[self.shown[position]] if 0 <= position < len(self.shown) else None

    def next_argument(self, position: int) -> SentenceRef | None:
        """Return the first sentence of the next argument, at the end of the list of the previous one.

        None in other views than the list of arguments.
        """
        if self.kind is not ViewKind.ARGUMENTS:
            return None
        return self.ref(position + 1) or self.ref(position - 1)

    def refs(self, entry: Row | ArgumentEntry | None) -> tuple[SentenceRef, ...]:
        """Return the sentences of an entry, the earlier first."""
        if entry is None:
            return ()
        if isinstance(entry, ArgumentEntry):
            return entry.refs
        pair = self.entries.pair
        return (*((pair, b) for b in entry.before), *((pair + 1, a) for a in entry.after))

    def ref(self, position: int) -> SentenceRef | None:
        """Return the first sentence of the entry at a position."""
        return next(iter(self.refs(self.entry(position))), None)

    def is_open(self, entry: ArgumentEntry) -> bool:
        """Return whether an argument is shown in full."""
        return entry.refs[0] in self.opened

    def stepped(self, by: int) -> float:
        """Return the threshold `by` hundredths away, on the grid of hundredths and within the range of the scores."""
        candidates = self.comparison.candidates
        low, high = score_range(candidates[-1].score, candidates[0].score) if candidates else (0, 1)
        return stepped(self.comparison.threshold, by, (low / STEP, high / STEP))

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """Indices of the entries that kind, filter and search leave, in order."""
        return tuple(n for n, entry in enumerate(self.all) if self._is_shown(entry))

    def _is_shown(self, entry: Row | ArgumentEntry) -> bool:
        if self.kind is ViewKind.CHANGES and entry.status is Status.PERSISTED:
            return False
        return (not self.statuses or entry.status in self.statuses) and (not self.query or self._holds(entry))

    @cached_property
    def _filter_pattern(self) -> re.Pattern[str]:
        return _pattern(self.query)

    @cached_property
    def _sought_pattern(self) -> re.Pattern[str]:
        return _pattern(self.sought)

    def hits(self, text: str) -> tuple[Span, ...]:
        """Return the spans of what is searched for in a text; without a search, of the words it is filtered by."""
        if not self.sought and not self.query:
            return ()
        pattern = self._sought_pattern if self.sought else self._filter_pattern
        return tuple(match.span() for match in pattern.finditer(text))

    def _holds(self, entry: Row | ArgumentEntry) -> bool:
        return self._contains(entry, self._filter_pattern)

    def _contains(self, entry: Row | ArgumentEntry, pattern: re.Pattern[str]) -> bool:
        # The label of an argument is a quotation of its sentences.
        return any(pattern.search(self.entries.texts[v][n]) for v, n in self.refs(entry))

    @cached_property
    def found(self) -> tuple[int, ...]:
        """The positions of the shown entries that contain what is searched for, or all of them without a search."""
        if not self.sought:
            return tuple(range(len(self.shown)))
        return tuple(at for at, n in enumerate(self.shown) if self._contains(self.all[n], self._sought_pattern))

    def next_found(self, position: int, step: int) -> int | None:
        """Return the next position, forwards (1) or back (-1), that the search finds, round the end; None without."""
        if not self.found:
            return None
        after = bisect_right(self.found, position) if step > 0 else bisect_left(self.found, position) - 1
        return self.found[after % len(self.found)]

    @cached_property
    def _homes(self) -> dict[SentenceRef, int]:
        out = {ref: n for n, entry in enumerate(self.all) for ref in self.refs(entry)}
        if self.kind.of_one_text:
            self._find_linked(out)
        return out

    def _find_linked(self, homes: dict[SentenceRef, int]) -> None:
        """Add the sentences of the text that is not shown: each has the position of its partner, or else of the
        sentence before it."""
        last, version = 0, self.entries.version("before" if self.side == "after" else "after")
        for n in range(len(self.entries.texts[version])):
            partners = self.entries.partners((version, n))
            last = homes[partners[0]] if partners else last
            homes[version, n] = last

    def in_largest_part(self, refs: Sequence[SentenceRef]) -> SentenceRef:
        """Return the first sentence, of those an argument had, that is now in the largest argument in view."""

        def weight(ref: SentenceRef) -> tuple[int, float]:
            home = self.entry(self.position(ref))
            return home.weight if isinstance(home, ArgumentEntry) and ref in home.refs else (0, 0.0)

        return max(refs, key=weight)

    def position(self, ref: SentenceRef | None) -> int:
        """Return the position of a sentence among the shown entries; of a hidden one, the next shown position, else
        the last; 0 when nothing is shown."""
        if ref is None or not self.shown:
            return 0
        return min(bisect_left(self.shown, self._homes.get(ref, 0)), len(self.shown) - 1)

    def next_of(self, position: int, step: int, statuses: frozenset[Status]) -> int | None:
        """Return the next position, forwards (1) or back (-1), of an entry with such a status; None at the end."""
        position += step
        while 0 <= position < len(self.shown):
            if self.all[self.shown[position]].status in statuses:
                return position
            position += step
        return None

    @property
    def narrowed(self) -> str:
        """The filters of the view, in words; empty without any."""
        is_rewritten = self.comparison.needs_reading
        names = [distinct_status_name(s, is_rewritten=is_rewritten) for s in Status if s in self.statuses]
        quoted = f'"{visible(self.query)}"' if self.query else ""
        return " · ".join(part for part in (" or ".join(names), quoted) if part)
