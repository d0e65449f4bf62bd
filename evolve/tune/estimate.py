"""Precision, recall and F from labels, each with a 95 % interval, over all thresholds at once.

Several pairs of texts are judged at one threshold for all, or each at its own.

A Bayesian bootstrap (Rubin 1981): in every round each label gets a random weight, the same at all thresholds, so that
two thresholds can be compared round by round. Labels drawn by lot speak for the pairs of their stratum that nobody
looked at; a few pseudo-labels (`PLANS`) keep a stratum in which all labels agree from being taken as certain. What a
person chose to judge speaks for itself alone; where nothing was drawn, the figures are of the judged pairs.

Where there is nothing to tell a figure from, there is no figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from evolve.align.arrays import Floats, Ids
from evolve.render.numbers import hundredths
from evolve.tune.bootstrap import Cell, cells_of
from evolve.tune.labels import Label, Labels, PerPair, Thresholds
from evolve.tune.sweep import STEPS

ROUNDS = 1000
"""Rounds of the bootstrap."""

_ENDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """How wide the interval is."""
        return self.high - self.low

    def __str__(self) -> str:
        """As a person reads it: ".93 (.86 to .97)"."""
        return f"{hundredths(self.value)} ({hundredths(self.low)} to {hundredths(self.high)})"

    @property
    def brief(self) -> str:
        """For a table: ".93 .86–.97"."""
        return f"{hundredths(self.value)} {hundredths(self.low)}–{hundredths(self.high)}"


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
class Figures:
    """What the labels say of some links; None where they cannot say."""

    precision: Estimate | None
    recall: Estimate | None
    f: dict[float, Estimate | None]
    """F by its beta: .5 leans to precision, 2 to recall."""
    confusion: Confusion


@dataclass(frozen=True, slots=True)
class Measured(Figures):
    """What they say of one threshold."""

    threshold: float


BETAS = (0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class EstimateCurve:
    """What some labels say of every threshold."""

    rows: tuple[Measured, ...]
    """One threshold for all pairs of texts, rising."""
    rounds: Mapping[Thresholds, Mapping[float, Floats]]
    """F in every round, by what was asked for and beta: for comparing thresholds with each other."""
    drawn: bool
    """Whether labels were drawn by lot; else they speak for themselves alone."""
    each: Mapping[PerPair, Figures] = field(default_factory=dict)
    """Each pair of texts at its own threshold."""

    def at(self, threshold: float) -> Measured:
        """The row of a threshold that was asked for."""
        return next(row for row in self.rows if row.threshold == threshold)

    def of(self, bar: Thresholds) -> Figures:
        """The figures of one threshold for all or of each pair's own, where they were asked for."""
        return self.each[bar] if isinstance(bar, tuple) else self.at(bar)


def estimate(
    labels: Labels, bars: Sequence[Thresholds] = STEPS, *, seed: int = 0, rounds: int = ROUNDS
) -> EstimateCurve:
    """What the labels say of each threshold for all pairs, and of each pair at its own.

    The same labels and seed give the same figures, whatever else is asked for.
    """
    cells = cells_of(labels, np.random.default_rng(seed), rounds)
    found = {bar: _figures(labels, cells, bar, rounds) for bar in bars}
    rows = [
        Measured(f.precision, f.recall, f.f, f.confusion, bar)
        for bar, (f, _) in found.items()
        if not isinstance(bar, tuple)
    ]
    return EstimateCurve(
        rows=tuple(sorted(rows, key=lambda row: row.threshold)),
        rounds={bar: by_beta for bar, (_, by_beta) in found.items()},
        drawn=labels.drawn > 0,
        each={bar: figures for bar, (figures, _) in found.items() if isinstance(bar, tuple)},
    )


def _figures(
    labels: Labels, cells: Sequence[Cell], bar: Thresholds, rounds: int
) -> tuple[Figures, dict[float, Floats]]:
    """What the labels say, and F in every round by its beta."""
    found = sum((cell.found(bar) for cell in cells), np.zeros(rounds))
    right = sum((cell.right(bar) for cell in cells), np.zeros(rounds))
    same = sum((cell.same(bar) for cell in cells), np.zeros(rounds))
    confusion = _confusion(labels.items, bar)
    counted = _NOTHING if labels.drawn else confusion
    # who judges only what is the same has said nothing of false links
    both = labels.drawn > 0 or labels.different > 0
    told = both and confusion.linked_same + confusion.linked_not > 0, labels.same > 0
    by_beta = {beta: _f(right, found, same, beta) for beta in BETAS}
    figures = Figures(
        _figure(_ratio(right, found), counted.precision) if told[0] else None,
        _figure(_ratio(right, same), counted.recall) if told[1] else None,
        {beta: _figure(by_beta[beta], counted.f(beta)) if all(told) else None for beta in BETAS},
        confusion,
    )
    return figures, by_beta


def _confusion(labels: Sequence[Label], bar: Thresholds) -> Confusion:
    cells: Ids = np.bincount([2 * (not label.linked(bar)) + (not label.same) for label in labels], minlength=4)
    return Confusion(*cells.tolist())


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def _f(right: Floats, found: Floats, same: Floats, beta: float) -> Floats:
    return _ratio((1 + beta**2) * right, found + beta**2 * same)


def _figure(values: Floats, counted: float | None) -> Estimate:
    """The interval of some rounds around what was counted, or else around their middle."""
    low, middle, high = np.quantile(values, (_ENDS[0], 0.5, _ENDS[1])).tolist()
    value = middle if counted is None else counted
    return Estimate(value, min(low, value), max(high, value))
