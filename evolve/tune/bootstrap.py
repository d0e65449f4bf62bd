"""What the bootstrap of `estimate` adds up: labels with a random weight a round, and the pairs they stand for.

Every cell tells for any threshold how many links there are, how many of them are right and how many pairs are the same,
once for each round. All its luck is drawn when it is made, so that thresholds can be compared round by round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evolve.align.arrays import Flags, Floats
from evolve.tune.labels import Label, Labels, Thresholds, threshold_of
from evolve.tune.sampling import PLANS, Stratum, strata

_HALF = 0.5  # pseudo-labels a cell of the confusion has where nothing was drawn (Jeffreys)


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """Pairs that stand for themselves; with weights that vary they stand for others like them."""

    labels: Sequence[Label]
    weight: Floats
    """Rounds × labels."""
    pseudo: Floats
    """Rounds × (right, wrong, missed)."""

    def _sum(self, flags: list[bool]) -> Floats:
        total: Floats = self.weight[:, np.array(flags, dtype=bool)].sum(axis=1)
        return total

    def found(self, bar: Thresholds) -> Floats:
        return self._sum([label.linked(bar) for label in self.labels]) + self.pseudo[:, 0] + self.pseudo[:, 1]

    def right(self, bar: Thresholds) -> Floats:
        return self._sum([label.linked(bar) and label.same for label in self.labels]) + self.pseudo[:, 0]

    def same(self, bar: Thresholds) -> Floats:
        return self._sum([label.same for label in self.labels]) + self.pseudo[:, 0] + self.pseudo[:, 2]


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """All pairs of one stratum, some of which were drawn and judged."""

    pair: int
    """Which of the pairs of texts."""
    scores: Floats
    """Of the pairs that can be links, best first."""
    others: int
    """Pairs that cannot."""
    label_scores: Floats
    """Of the labels; below 0 for those that cannot be links."""
    label_same: Flags
    weight: Floats
    """Rounds × labels."""
    pseudo: tuple[Floats, Floats]
    """Rounds × (linked, not linked), for "same" and for "not"."""
    normal: Floats
    """Rounds × (linked, not linked): the luck of the pairs nobody looked at."""

    @classmethod
    def of(
        cls,
        pair: int,
        stratum: Stratum,
        score: Floats,
        wins: Flags,
        labels: Sequence[Label],
        rng: np.random.Generator,
        rounds: int,
    ) -> _Drawn:
        plan = PLANS[stratum]
        can = [label.score if label.wins else -1.0 for label in labels]
        return cls(
            pair=pair,
            scores=-np.sort(-score[wins]),
            others=int((~wins).sum()),
            label_scores=np.array(can, dtype=float),
            label_same=np.array([label.same for label in labels], dtype=bool),
            weight=rng.standard_gamma(1.0, (rounds, len(labels))),
            pseudo=(rng.standard_gamma(plan.same, (rounds, 2)), rng.standard_gamma(plan.different, (rounds, 2))),
            normal=rng.standard_normal((rounds, 2)),
        )

    def _linked(self, threshold: float) -> int:
        return int(np.searchsorted(-self.scores, -threshold, side="right"))

    def _part(self, inside: Flags, size: int, column: int) -> Floats:
        """How many of `size` pairs are the same, those inside being judged."""
        same, count = inside & self.label_same, int(inside.sum())
        yes = self.weight[:, same].sum(axis=1) + self.pseudo[0][:, column]
        no = self.weight[:, inside & ~self.label_same].sum(axis=1) + self.pseudo[1][:, column]
        rate = yes / (yes + no)
        rest = max(0, size - count)
        unseen = rest * rate + self.normal[:, column] * np.sqrt(rest * rate * (1 - rate))
        out: Floats = int(same.sum()) + np.clip(unseen, 0, rest)
        return out

    def found(self, bar: Thresholds) -> Floats:
        return np.full(len(self.weight), float(self._linked(threshold_of(bar, self.pair))))

    def right(self, bar: Thresholds) -> Floats:
        own = threshold_of(bar, self.pair)
        size = self._linked(own)
        return self._part(self.label_scores >= own, size, 0) if size else np.zeros(len(self.weight))

    def same(self, bar: Thresholds) -> Floats:
        own = threshold_of(bar, self.pair)
        apart = len(self.scores) - self._linked(own) + self.others
        rest = self._part(self.label_scores < own, apart, 1) if apart else np.zeros(len(self.weight))
        return self.right(bar) + rest


Cell = _Chosen | _Drawn
"""Pairs that speak for themselves, or a stratum of which some were drawn."""


def cells_of(labels: Labels, rng: np.random.Generator, rounds: int) -> list[Cell]:
    """What the pairs of texts are made of: drawn strata, and what was chosen."""
    chosen = [label for label in labels.items if label.drawn is None]
    if not labels.drawn:
        return [_Chosen(chosen, rng.standard_gamma(1.0, (rounds, len(chosen))), rng.standard_gamma(_HALF, (rounds, 3)))]
    out: list[Cell] = [_Chosen(chosen, np.ones((rounds, len(chosen))), np.zeros((rounds, 3)))]
    for pair, comparison in enumerate(labels.comparisons):
        drawn = [label for label in labels.items if label.pair == pair and label.drawn is not None]
        if not drawn:
            continue
        cut = next(label.drawn.threshold for label in drawn if label.drawn)
        known = [label.place for label in chosen if label.pair == pair and label.place is not None]
        a = comparison.alignment
        for stratum, members in strata(a, cut).items():
            places = members[~np.isin(members, known)]
            mine = [label for label in drawn if label.drawn and label.drawn.stratum is stratum]
            if len(places):
                out.append(_Drawn.of(pair, stratum, a.score[places], a.wins[places], mine, rng, rounds))
    return out
