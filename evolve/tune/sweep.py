"""What every threshold would give, without any label: links, statuses, luck, and how steady it all is.

Statuses are read once for each link and then counted, so that a hundred thresholds cost hardly more than one.
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
"""How far a threshold is moved to either side to see how many links that flips."""

STEPS = tuple(step / 100 for step in range(1, 101))
"""The thresholds of a full sweep."""

_STEADY = 2  # links that may change within a range that is called steady


@dataclass(frozen=True, slots=True)
class SweepRow:
    """One threshold and what it gives."""

    threshold: float
    links: int
    persisted: int
    """Links that say the same."""
    changed: int
    """Links that say something else than before."""
    dropped: int
    """Sentences of the earlier text without a link."""
    added: int
    """Sentences of the later text without a link."""
    expected: float
    """Links expected by luck."""
    flips: int
    """Links that come or go when the threshold moves by `NEARBY` to either side."""

    @property
    def precision(self) -> float | None:
        """The estimated share of the links that is no luck; None where there is no link to speak of."""
        return Chance(self.links, self.expected).precision if self.links else None


@dataclass(frozen=True, eq=False)
class Sweep:
    """One pair of texts at any threshold; judgements play no part, or they would vouch for themselves."""

    comparison: Comparison

    @cached_property
    def _winning(self) -> Ids:
        """Places of the candidates that win, best first."""
        return self.comparison.alignment.wins.nonzero()[0]

    @cached_property
    def _scores(self) -> Floats:
        return self.comparison.alignment.score[self._winning]

    @cached_property
    def _persisted(self) -> Ids:
        """How many of the first so many links persisted."""
        a = self.comparison.alignment
        pairs = zip(a.before[self._winning].tolist(), a.after[self._winning].tolist(), strict=True)
        said = [self.comparison.pair.difference_of(b, x).status is Status.PERSISTED for b, x in pairs]
        return _running(np.array(said, dtype=bool))

    @cached_property
    def _held(self) -> tuple[Ids, Ids]:
        """How many sentences of either text the first so many links hold."""
        a = self.comparison.alignment
        return _running(_first(a.before[self._winning])), _running(_first(a.after[self._winning]))

    def links(self, threshold: float) -> int:
        """How many links a threshold gives."""
        return int(np.searchsorted(-self._scores, -threshold, side="right"))

    def flips(self, threshold: float) -> int:
        """How many links come or go when the threshold moves by `NEARBY` to either side."""
        return self.links(max(0.0, threshold - NEARBY)) - self.links(threshold + NEARBY)

    def at(self, threshold: float) -> SweepRow:
        """What one threshold gives."""
        count = self.links(threshold)
        persisted = int(self._persisted[count])
        return SweepRow(
            threshold=threshold,
            links=count,
            persisted=persisted,
            changed=count - persisted,
            dropped=len(self.comparison.before.sentences) - int(self._held[0][count]),
            added=len(self.comparison.after.sentences) - int(self._held[1][count]),
            expected=self.comparison.alignment.expected_links(threshold),
            flips=self.flips(threshold),
        )

    def rows(self, thresholds: Sequence[float] = STEPS) -> tuple[SweepRow, ...]:
        """What each of some thresholds gives, in their order."""
        return tuple(self.at(threshold) for threshold in thresholds)

    def around(self, threshold: float, count: int = 3) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """The pairs just above a threshold and those just below it, as they stand there: best first."""
        at = self.links(threshold)
        pair = self.comparison.pair
        above, below = self._winning[max(0, at - count) : at], self._winning[at : at + count]
        return pair.links_at(above), pair.links_at(below)

    def steady(self, threshold: float) -> tuple[float, float, int]:
        """The widest range of hundredths around a threshold in which at most two links change, and how many do."""
        low = high = round(threshold, 2)
        while True:
            room = [
                (a, b)
                for a, b in ((round(low - 0.01, 2), high), (low, round(high + 0.01, 2)))
                if a > 0 and b <= 1 and self._changing(a, b, threshold) <= _STEADY
            ]
            if not room:
                return low, high, self._changing(low, high, threshold)
            low, high = min(room, key=lambda ends: self._changing(ends[0], ends[1], threshold))

    def _changing(self, low: float, high: float, threshold: float) -> int:
        ends = [self.links(t) for t in (low, high, threshold)]
        return max(ends) - min(ends)


def _running(flags: Flags) -> Ids:
    """For every count of first flags, how many of them are set; one longer than the flags."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(flags, dtype=np.int64)))


def _first(values: Ids) -> Flags:
    """Which values have not stood before."""
    out = np.zeros(len(values), dtype=bool)
    out[np.unique(values, return_index=True)[1]] = True
    return out
