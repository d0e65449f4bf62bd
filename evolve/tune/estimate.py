"""Precision, recall and F from labels, each with a 95 % interval, over all thresholds at once.

A Bayesian bootstrap (Rubin 1981): in every round each label gets a random weight, the same at all thresholds, so that
two thresholds can be compared round by round. Labels drawn by lot speak for the pairs of their stratum that nobody
looked at; a few pseudo-labels (`PLANS`) keep a stratum in which all labels agree from being taken as certain. What a
person chose to judge speaks for itself alone; where nothing was drawn, the figures are of the judged pairs.

Where there is nothing to tell a figure from, there is no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evolve.align.features import Flags, Floats, Ids
from evolve.tune.labels import Label, Labels
from evolve.tune.strata import PLANS, Stratum, strata
from evolve.tune.sweep import STEPS

ROUNDS = 1000
"""Rounds of the bootstrap."""

_ENDS = (0.025, 0.975)
_HALF = 0.5  # pseudo-labels a cell of the confusion has where nothing was drawn (Jeffreys)


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """How wide the interval is."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many labels fall on either side, as they were counted: no weights."""

    linked_same: int
    linked_not: int
    missed: int
    """Judged the same and not linked."""
    kept_apart: int
    """Judged not the same and not linked."""

    @property
    def precision(self) -> float | None:
        """Of the labels alone."""
        found = self.linked_same + self.linked_not
        return self.linked_same / found if found else None

    @property
    def recall(self) -> float | None:
        """Of the labels alone."""
        same = self.linked_same + self.missed
        return self.linked_same / same if same else None

    def f(self, beta: float) -> float | None:
        """Of the labels alone; van Rijsbergen's F (1979)."""
        whole = (1 + beta**2) * self.linked_same + self.linked_not + beta**2 * self.missed
        return (1 + beta**2) * self.linked_same / whole if whole else None


_NOTHING = Confusion(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the labels say of one threshold; None where they cannot say."""

    threshold: float
    precision: Figure | None
    recall: Figure | None
    f: dict[float, Figure | None]
    """F by its beta: .5 leans to precision, 2 to recall."""
    confusion: Confusion


BETAS = (0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What some labels say of every threshold."""

    rows: tuple[Measured, ...]
    rounds: dict[float, dict[float, Floats]]
    """F in every round, by threshold and beta: for comparing thresholds with each other."""
    drawn: bool
    """Whether labels were drawn by lot; else they speak for themselves alone."""

    def at(self, threshold: float) -> Measured:
        """The row of a threshold that was asked for."""
        return next(row for row in self.rows if row.threshold == threshold)


def estimate(labels: Labels, thresholds: Sequence[float] = STEPS, *, seed: int = 0, rounds: int = ROUNDS) -> Estimate:
    """What the labels say of each threshold; the same labels and seed give the same figures."""
    bars = tuple(sorted(set(thresholds)))
    cells = _cells(labels, np.random.default_rng(seed), rounds)
    rows, all_rounds = [], {}
    for bar in bars:
        found = sum((cell.found(bar) for cell in cells), np.zeros(rounds))
        right = sum((cell.right(bar) for cell in cells), np.zeros(rounds))
        same = sum((cell.same(bar) for cell in cells), np.zeros(rounds))
        confusion = _confusion(labels.items, bar)
        counted = _NOTHING if labels.drawn else confusion
        # who judges only what is the same has said nothing of false links
        both = labels.drawn > 0 or labels.different > 0
        told = both and confusion.linked_same + confusion.linked_not > 0, labels.same > 0
        all_rounds[bar] = {beta: _f(right, found, same, beta) for beta in BETAS}
        rows.append(
            Measured(
                bar,
                _figure(_ratio(right, found), counted.precision) if told[0] else None,
                _figure(_ratio(right, same), counted.recall) if told[1] else None,
                {beta: _figure(all_rounds[bar][beta], counted.f(beta)) if all(told) else None for beta in BETAS},
                confusion,
            )
        )
    return Estimate(tuple(rows), all_rounds, labels.drawn > 0)


def _cells(labels: Labels, rng: np.random.Generator, rounds: int) -> list[_Stratum | _Chosen]:
    """What the pairs of texts are made of: drawn strata, and what was chosen."""
    chosen = [label for label in labels.items if label.drawn is None]
    if not labels.drawn:
        return [_Chosen(chosen, rng.standard_gamma(1.0, (rounds, len(chosen))), rng.standard_gamma(_HALF, (rounds, 3)))]
    out: list[_Stratum | _Chosen] = [_Chosen(chosen, np.ones((rounds, len(chosen))), np.zeros((rounds, 3)))]
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
                out.append(_Stratum.of(stratum, a.score[places], a.wins[places], mine, rng, rounds))
    return out


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

    def found(self, bar: float) -> Floats:
        return self._sum([label.linked(bar) for label in self.labels]) + self.pseudo[:, 0] + self.pseudo[:, 1]

    def right(self, bar: float) -> Floats:
        return self._sum([label.linked(bar) and label.same for label in self.labels]) + self.pseudo[:, 0]

    def same(self, bar: float) -> Floats:
        return self._sum([label.same for label in self.labels]) + self.pseudo[:, 0] + self.pseudo[:, 2]


@dataclass(frozen=True, slots=True, eq=False)
class _Stratum:
    """All pairs of one stratum, some of which were drawn and judged."""

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
        stratum: Stratum,
        score: Floats,
        wins: Flags,
        labels: Sequence[Label],
        rng: np.random.Generator,
        rounds: int,
    ) -> _Stratum:
        plan = PLANS[stratum]
        can = [label.score if label.wins else -1.0 for label in labels]
        return cls(
            scores=-np.sort(-score[wins]),
            others=int((~wins).sum()),
            label_scores=np.array(can, dtype=float),
            label_same=np.array([label.same for label in labels], dtype=bool),
            weight=rng.standard_gamma(1.0, (rounds, len(labels))),
            pseudo=(rng.standard_gamma(plan.same, (rounds, 2)), rng.standard_gamma(plan.different, (rounds, 2))),
            normal=rng.standard_normal((rounds, 2)),
        )

    def _linked(self, bar: float) -> int:
        return int(np.searchsorted(-self.scores, -bar, side="right"))

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

    def found(self, bar: float) -> Floats:
        return np.full(len(self.weight), float(self._linked(bar)))

    def right(self, bar: float) -> Floats:
        size = self._linked(bar)
        return self._part(self.label_scores >= bar, size, 0) if size else np.zeros(len(self.weight))

    def same(self, bar: float) -> Floats:
        apart = len(self.scores) - self._linked(bar) + self.others
        rest = self._part(self.label_scores < bar, apart, 1) if apart else np.zeros(len(self.weight))
        return self.right(bar) + rest


def _confusion(labels: Sequence[Label], bar: float) -> Confusion:
    cells: Ids = np.bincount([2 * (not label.linked(bar)) + (not label.same) for label in labels], minlength=4)
    return Confusion(*cells.tolist())


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def _f(right: Floats, found: Floats, same: Floats, beta: float) -> Floats:
    return _ratio((1 + beta**2) * right, found + beta**2 * same)


def _figure(values: Floats, counted: float | None) -> Figure:
    """The interval of some rounds around what was counted, or else around their middle."""
    low, middle, high = np.quantile(values, (_ENDS[0], 0.5, _ENDS[1])).tolist()
    value = middle if counted is None else counted
    return Figure(value, min(low, value), max(high, value))
