"""The results at every threshold, without any label: links, statuses, chance, and stability.

Statuses are determined once for each link and then counted, so that a hundred thresholds cost hardly more than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids
from evolve.comparison import Comparison
from evolve.model import Chance, Link, Status

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
    dropped: int
    """Number of sentences of the earlier text without a link."""
    added: int
    """Number of sentences of the later text without a link."""
    expected: float
    """Expected number of links due to chance."""
    flips: int
    """Number of links that are added or removed when the threshold moves by `NEARBY` to either side."""

    @property
    def precision(self) -> float | None:
        """The estimated share of the links that are not due to chance; None without links."""
        return Chance(self.links, self.expected).precision if self.links else None


@dataclass(frozen=True, eq=False)
class Sweep:
    """One pair of texts at any threshold; judgements are ignored, since they would confirm themselves."""

    comparison: Comparison

    @cached_property
    def _winning(self) -> Ids:
        """Indices of the candidates that can be links, best first."""
        return self.comparison.alignment.wins.nonzero()[0]

    @cached_property
    def _scores(self) -> Floats:
        return self.comparison.alignment.score[self._winning]

    @cached_property
    def _persisted(self) -> Ids:
        """For every number of best links, how many of them are persisted."""
        a = self.comparison.alignment
        pairs = zip(a.before[self._winning].tolist(), a.after[self._winning].tolist(), strict=True)
        persisted = [self.comparison.pair.difference_of(b, x).status is Status.PERSISTED for b, x in pairs]
        return _running_counts(np.array(persisted, dtype=bool))

    @cached_property
    def _linked_sentences(self) -> tuple[Ids, Ids]:
        """For every number of best links, how many sentences of the earlier and of the later text they link."""
        a = self.comparison.alignment
        return _running_counts(_is_first_occurrence(a.before[self._winning])), _running_counts(
            _is_first_occurrence(a.after[self._winning])
        )

    def links(self, threshold: float) -> int:
        """Return the number of links at a threshold."""
        return int(np.searchsorted(-self._scores, -threshold, side="right"))

    def flips(self, threshold: float) -> int:
        """Return the number of links added or removed when the threshold moves by `NEARBY` to either side."""
        return self.links(max(0.0, threshold - NEARBY)) - self.links(threshold + NEARBY)

    def at(self, threshold: float) -> SweepRow:
        """Return the results at one threshold."""
        count = self.links(threshold)
        persisted = int(self._persisted[count])
        return SweepRow(
            threshold=threshold,
            links=count,
            persisted=persisted,
            changed=count - persisted,
            dropped=len(self.comparison.before.sentences) - int(self._linked_sentences[0][count]),
            added=len(self.comparison.after.sentences) - int(self._linked_sentences[1][count]),
            expected=self.comparison.alignment.expected_links(threshold),
            flips=self.flips(threshold),
        )

    def rows(self, thresholds: Sequence[float] = STEPS) -> tuple[SweepRow, ...]:
        """Return the results at some thresholds, in their order."""
        return tuple(self.at(threshold) for threshold in thresholds)

    def around(self, threshold: float, count: int = 3) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """Return the weakest links and the strongest non-links at a threshold, `count` of each, best first."""
        count_above = self.links(threshold)
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


def _running_counts(flags: Flags) -> Ids:
    """Return for every number of first flags how many are set; one longer than the flags."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(flags, dtype=np.int64)))


def _is_first_occurrence(values: Ids) -> Flags:
    """Return which values did not occur earlier in the array."""
    flags = np.zeros(len(values), dtype=bool)
    flags[np.unique(values, return_index=True)[1]] = True
    return flags
