"""The results at every threshold, as reports show them there: links, statuses, chance, and stability.

The status of a link is determined once, when a threshold first needs it, and then counted, so that a hundred thresholds
cost hardly more than the lowest of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evolve.align.arrays import Floats, Ids
from evolve.comparison import Comparison
from evolve.model import SIDES, Chance, Link, Status

NEARBY = 0.02
"""The distance by which a threshold is moved to either side to count the links that flip."""

STEPS = tuple(step / 100 for step in range(1, 101))
"""The thresholds of a full sweep."""

_MAX_STABLE_CHANGES = 2  # maximum number of links that may change within a stable range


@dataclass(frozen=True, slots=True)
class SweepRow:
    """The results at one threshold."""

    threshold: float
    links: int
    persisted: int
    """Number of persisted links."""
    changed: int
    """Number of changed links."""
    unclear: int
    """Number of sentences of both texts without a link that have a possible candidate."""
    dropped: int
    """Number of other sentences of the earlier text without a link."""
    added: int
    """Number of other sentences of the later text without a link."""
    chance: Chance
    """The links that nobody judged, and how many of them are estimated to be wrong: the figures of every report."""
    flips: int
    """Number of links that are added or removed when the threshold moves by `NEARBY` to either side."""
    unclear_by_text: tuple[int, int] | None = None
    """The unclear sentences of the earlier and of the later text; None for a sum over several pairs of texts."""

    @property
    def unclear_cell(self) -> str:
        """The unclear sentences of either text for a table: "18", or "18/17" if the two texts have not as many."""
        first, second = self.unclear_by_text or (self.unclear, self.unclear)
        return str(first) if first == second else f"{first}/{second}"

    @property
    def expected(self) -> float:
        """The expected number of links due to chance."""
        return self.chance.expected


@dataclass(frozen=True, eq=False)
class Sweep:
    """One pair of texts at any threshold, under the judgements of the comparison."""

    comparison: Comparison

    @cached_property
    def _winning(self) -> Ids:
        """Indices of the candidates that scores alone can link, best first."""
        return self.comparison.alignment.wins.nonzero()[0]

    @cached_property
    def _undecided(self) -> Ids:
        """Indices of the candidates that can be links without a verdict that makes them one, best first."""
        return self.comparison.applied.wins.nonzero()[0]

    @cached_property
    def _scores(self) -> Floats:
        return self.comparison.alignment.score[self._undecided]

    @cached_property
    def _running_persisted(self) -> list[int]:
        """For every number of best undecided links, as far as they are read, how many of them and of those judged the
        same are persisted."""
        return [sum(link.status is Status.PERSISTED for link in self.comparison.applied.same_links)]

    def _persisted(self, count: int) -> int:
        """Return how many of the links judged the same and of the best `count` undecided ones are persisted.

        A link is read when it is first counted.
        """
        a, pair, running = self.comparison.alignment, self.comparison.pair, self._running_persisted
        for link in self._undecided[len(running) - 1 : count].tolist():
            difference = pair.difference_of(int(a.before[link]), int(a.after[link]))
            running.append(running[-1] + (difference.status is Status.PERSISTED))
        return running[count]

    @cached_property
    def _sentence_thresholds(self) -> tuple[tuple[Floats, Floats], ...]:
        """For either text the score at which each sentence is linked, and the same for those that are else unclear.

        It is infinite for a sentence with a link by a verdict, and negative for one that no threshold links.
        """
        comparison, applied = self.comparison, self.comparison.applied
        a = comparison.alignment
        reach = a.candidates_above(comparison.pair.possible_threshold)
        is_possible = (applied.wins & ~(a.outcompeted | applied.refused))[:reach]
        found = []
        for side, ids in zip(SIDES, (a.before, a.after), strict=True):
            linked_from = np.full(len(getattr(comparison, side).sentences), -1.0)
            np.maximum.at(linked_from, ids[self._undecided], self._scores)
            linked_from[[getattr(link, side) for link in applied.same_links]] = np.inf
            is_unclear = np.zeros(len(linked_from), dtype=bool)
            is_unclear[ids[:reach][is_possible]] = True
            is_unclear[[getattr(link, side) for link in applied.judged_possible]] = True
            found.append((np.sort(linked_from), np.sort(linked_from[is_unclear])))
        return tuple(found)

    def links(self, threshold: float) -> int:
        """Return the number of links at a threshold."""
        return len(self.comparison.applied.same_links) + self._undecided_links(threshold)

    def _undecided_links(self, threshold: float) -> int:
        return int(np.searchsorted(-self._scores, -threshold, side="right"))

    def flips(self, threshold: float) -> int:
        """Return the number of links added or removed when the threshold moves by `NEARBY` to either side."""
        return self.links(max(0.0, threshold - NEARBY)) - self.links(threshold + NEARBY)

    def at(self, threshold: float) -> SweepRow:
        """Return the results at one threshold."""
        count = self.links(threshold)
        persisted = self._persisted(self._undecided_links(threshold))
        unlinked, unclear = (
            [int(np.searchsorted(sentences[n], threshold)) for sentences in self._sentence_thresholds] for n in (0, 1)
        )
        return SweepRow(
            threshold=threshold,
            links=count,
            persisted=persisted,
            changed=count - persisted,
            unclear=sum(unclear),
            dropped=unlinked[0] - unclear[0],
            added=unlinked[1] - unclear[1],
            chance=self.comparison.link_chance(threshold),
            flips=self.flips(threshold),
            unclear_by_text=(unclear[0], unclear[1]),
        )

    def read_links(self, threshold: float) -> None:
        """Find the status of every link at a threshold, so that no row at a higher one takes a while."""
        self._persisted(self._undecided_links(threshold))

    def rows(self, thresholds: Sequence[float] = STEPS) -> tuple[SweepRow, ...]:
        """Return the results at some thresholds, in their order."""
        return tuple(self.at(threshold) for threshold in thresholds)

    def around(self, threshold: float, count: int = 3) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """Return the weakest links by score and the strongest non-links at a threshold, `count` of each, best first.

        They are the same whatever was judged, since judgements would confirm themselves.
        """
        count_above = self.comparison.alignment.links_above(threshold)
        pair = self.comparison.pair
        above, below = (
            self._winning[max(0, count_above - count) : count_above],
            self._winning[count_above : count_above + count],
        )
        return pair.links_at(above), pair.links_at(below)

    def stable_range(self, threshold: float) -> tuple[float, float, int]:
        """Return the widest range of hundredths around a threshold with at most two changed links, and their number."""
        low = high = round(threshold, 2)
        while True:
            extensions = [
                (a, b)
                for a, b in ((round(low - 0.01, 2), high), (low, round(high + 0.01, 2)))
                if a > 0 and b <= 1 and self._changing(a, b, threshold) <= _MAX_STABLE_CHANGES
            ]
            if not extensions:
                return low, high, self._changing(low, high, threshold)
            low, high = min(extensions, key=lambda range_ends: self._changing(range_ends[0], range_ends[1], threshold))

    def _changing(self, low: float, high: float, threshold: float) -> int:
        counts = [self.links(t) for t in (low, high, threshold)]
        return max(counts) - min(counts)
