"""The random weights of the bootstrap in `estimate`: for each label, and for the pairs it represents.

For any threshold, every cell gives the number of links, of correct links and of pairs that are the same, once for each
round. All its random numbers are drawn when it is created, so that thresholds can be compared round by round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evolve.align.arrays import Flags, Floats
from evolve.tune.labels import Label, Labels, Thresholds, threshold_of
from evolve.tune.sampling import PLANS, Stratum, strata_of

_PSEUDO_LABEL = 0.5  # pseudo-labels for each cell of the confusion matrix if no pair was drawn (Jeffreys)


@dataclass(frozen=True, slots=True, eq=False)
class _ChosenLabels:
    """Pairs chosen by a person, which represent themselves; with varying weights they represent others like them."""

    labels: Sequence[Label]
    weight: Floats
    """Random weights, rounds × labels."""
    pseudo: Floats
    """Weights of the pseudo-labels, rounds × (right, wrong, missed)."""

    def _sum(self, flags: list[bool]) -> Floats:
        total: Floats = self.weight[:, np.array(flags, dtype=bool)].sum(axis=1)
        return total

    def found_counts(self, threshold: Thresholds) -> Floats:
        """Return the number of links in each round."""
        return self._sum([label.linked(threshold) for label in self.labels]) + self.pseudo[:, 0] + self.pseudo[:, 1]

    def right_counts(self, threshold: Thresholds) -> Floats:
        """Return the number of correct links in each round."""
        return self._sum([label.linked(threshold) and label.same for label in self.labels]) + self.pseudo[:, 0]

    def same_counts(self, threshold: Thresholds) -> Floats:
        """Return the number of pairs that are the same in each round."""
        return self._sum([label.same for label in self.labels]) + self.pseudo[:, 0] + self.pseudo[:, 2]


@dataclass(frozen=True, slots=True, eq=False)
class _DrawnStratum:
    """All pairs of one stratum, some of which were drawn and judged."""

    pair: int
    """Index of the pair of texts."""
    scores: Floats
    """Scores of the pairs that can be links, best first."""
    unlinkable: int
    """Number of pairs that cannot be links."""
    label_scores: Floats
    """Scores of the labels; below 0 for those that cannot be links."""
    label_same: Flags
    weight: Floats
    """Random weights, rounds × labels."""
    pseudo: tuple[Floats, Floats]
    """Weights of the pseudo-labels, rounds × (linked, not linked), for "same" and for "not"."""
    noise: Floats
    """Rounds × (linked, not linked): the random variation of the unjudged pairs."""

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
    ) -> _DrawnStratum:
        plan = PLANS[stratum]
        label_scores = [label.score if label.wins else -1.0 for label in labels]
        return cls(
            pair=pair,
            scores=-np.sort(-score[wins]),
            unlinkable=int((~wins).sum()),
            label_scores=np.array(label_scores, dtype=float),
            label_same=np.array([label.same for label in labels], dtype=bool),
            weight=rng.standard_gamma(1.0, (rounds, len(labels))),
            pseudo=(rng.standard_gamma(plan.same, (rounds, 2)), rng.standard_gamma(plan.different, (rounds, 2))),
            noise=rng.standard_normal((rounds, 2)),
        )

    def _link_count(self, threshold: float) -> int:
        """Return the number of pairs of the stratum that are links at a threshold."""
        return int(np.searchsorted(-self.scores, -threshold, side="right"))

    def _same_among(self, inside: Flags, size: int, column: int) -> Floats:
        """Return how many of `size` pairs are the same, in each round; `inside` are the judged ones among them."""
        same, count = inside & self.label_same, int(inside.sum())
        same_weight = self.weight[:, same].sum(axis=1) + self.pseudo[0][:, column]
        different_weight = self.weight[:, inside & ~self.label_same].sum(axis=1) + self.pseudo[1][:, column]
        rate = same_weight / (same_weight + different_weight)
        unjudged = max(0, size - count)
        same_unjudged = unjudged * rate + self.noise[:, column] * np.sqrt(unjudged * rate * (1 - rate))
        total: Floats = int(same.sum()) + np.clip(same_unjudged, 0, unjudged)
        return total

    def found_counts(self, threshold: Thresholds) -> Floats:
        """Return the number of links in each round."""
        return np.full(len(self.weight), float(self._link_count(threshold_of(threshold, self.pair))))

    def right_counts(self, threshold: Thresholds) -> Floats:
        """Return the number of correct links in each round."""
        own_threshold = threshold_of(threshold, self.pair)
        size = self._link_count(own_threshold)
        return self._same_among(self.label_scores >= own_threshold, size, 0) if size else np.zeros(len(self.weight))

    def same_counts(self, threshold: Thresholds) -> Floats:
        """Return the number of pairs that are the same in each round."""
        own_threshold = threshold_of(threshold, self.pair)
        unlinked = len(self.scores) - self._link_count(own_threshold) + self.unlinkable
        same_unlinked = (
            self._same_among(self.label_scores < own_threshold, unlinked, 1) if unlinked else np.zeros(len(self.weight))
        )
        return self.right_counts(threshold) + same_unlinked


Cell = _ChosenLabels | _DrawnStratum
"""Pairs that represent themselves, or a stratum of which some pairs were drawn."""


def cells_of(labels: Labels, rng: np.random.Generator, rounds: int) -> list[Cell]:
    """Return the cells of the labels: the drawn strata of each pair of texts, and the pairs chosen by people."""
    chosen = [label for label in labels.items if label.drawn is None]
    if not labels.drawn:
        return [
            _ChosenLabels(
                chosen, rng.standard_gamma(1.0, (rounds, len(chosen))), rng.standard_gamma(_PSEUDO_LABEL, (rounds, 3))
            )
        ]
    cells: list[Cell] = [_ChosenLabels(chosen, np.ones((rounds, len(chosen))), np.zeros((rounds, 3)))]
    for pair, comparison in enumerate(labels.comparisons):
        drawn = [label for label in labels.items if label.pair == pair and label.drawn is not None]
        if not drawn:
            continue
        threshold = next(label.drawn.threshold for label in drawn if label.drawn)
        chosen_positions = [label.position for label in chosen if label.pair == pair and label.position is not None]
        a = comparison.alignment
        for stratum, members in strata_of(a, threshold).items():
            positions = members[~np.isin(members, chosen_positions)]
            stratum_labels = [label for label in drawn if label.drawn and label.drawn.stratum is stratum]
            if len(positions):
                cells.append(
                    _DrawnStratum.of(pair, stratum, a.score[positions], a.wins[positions], stratum_labels, rng, rounds)
                )
    return cells
