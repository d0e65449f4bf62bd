"""Precision, recall and F from labels, each with a 95 % interval, for many thresholds at once.

Several pairs of texts are measured at one threshold for all, or each at its own.

A Bayesian bootstrap (Rubin 1981): in every round each label gets a random weight, the same at all thresholds, so that
two thresholds can be compared round by round. Randomly drawn labels represent the unjudged pairs of their stratum; a
few pseudo-labels (`PLANS`) keep a stratum whose labels all agree from being regarded as certain. Pairs that a person
chose represent only themselves; if none was drawn, the figures are those of the judged pairs.

A figure that no label supports is None.
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
"""Number of rounds of the bootstrap."""

_INTERVAL_ENDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """The width of the interval."""
        return self.high - self.low

    def __str__(self) -> str:
        """Return the estimate for display: ".93 (.86 to .97)"."""
        return f"{hundredths(self.value)} ({hundredths(self.low)} to {hundredths(self.high)})"

    @property
    def brief(self) -> str:
        """The estimate for a table: ".93 .86–.97"."""
        return f"{hundredths(self.value)} {hundredths(self.low)}–{hundredths(self.high)}"


@dataclass(frozen=True, slots=True)
class Confusion:
    """The unweighted numbers of labels by verdict and by whether they are linked."""

    linked_same: int
    linked_not: int
    missed: int
    """Judged the same and not linked."""
    kept_apart: int
    """Judged not the same and not linked."""

    @property
    def precision(self) -> float | None:
        """The precision among the labels alone; None without a link among them."""
        found = self.linked_same + self.linked_not
        return self.linked_same / found if found else None

    @property
    def recall(self) -> float | None:
        """The recall among the labels alone; None if none is judged the same."""
        same = self.linked_same + self.missed
        return self.linked_same / same if same else None

    def f(self, beta: float) -> float | None:
        """Return van Rijsbergen's F (1979) among the labels alone; None if there is nothing to measure."""
        whole = (1 + beta**2) * self.linked_same + self.linked_not + beta**2 * self.missed
        return (1 + beta**2) * self.linked_same / whole if whole else None


_NO_LABELS = Confusion(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """Estimates for some links from labels; None if the labels do not support one."""

    precision: Estimate | None
    recall: Estimate | None
    f: dict[float, Estimate | None]
    """F by its beta: .5 favours precision, 2 favours recall."""
    confusion: Confusion


@dataclass(frozen=True, slots=True)
class ThresholdFigures(Figures):
    """The estimates for one threshold."""

    threshold: float


BETAS = (0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class EstimateCurve:
    """The estimates from some labels for every threshold."""

    rows: tuple[ThresholdFigures, ...]
    """The figures of each requested threshold for all pairs of texts, by rising threshold."""
    rounds: Mapping[Thresholds, Mapping[float, Floats]]
    """F in every round, by thresholds and beta, for comparing thresholds with each other."""
    drawn: bool
    """Whether labels were drawn at random; otherwise they represent only themselves."""
    each: Mapping[PerPair, Figures] = field(default_factory=dict)
    """The figures with each pair of texts at its own threshold."""

    def at(self, threshold: float) -> ThresholdFigures:
        """Return the figures of one of the thresholds that were requested."""
        return next(row for row in self.rows if row.threshold == threshold)

    def of(self, threshold: Thresholds) -> Figures:
        """Return the figures of one requested threshold for all pairs, or of their own thresholds."""
        return self.each[threshold] if isinstance(threshold, tuple) else self.at(threshold)


def estimate(
    labels: Labels, thresholds: Sequence[Thresholds] = STEPS, *, seed: int = 0, rounds: int = ROUNDS
) -> EstimateCurve:
    """Return the estimates for each threshold, which is one for all pairs or a tuple of the pairs' own.

    The same labels and seed give the same figures, whatever other thresholds are requested.
    """
    cells = cells_of(labels, np.random.default_rng(seed), rounds)
    figures_of = {threshold: _figures(labels, cells, threshold, rounds) for threshold in thresholds}
    rows = [
        ThresholdFigures(f.precision, f.recall, f.f, f.confusion, threshold)
        for threshold, (f, _) in figures_of.items()
        if not isinstance(threshold, tuple)
    ]
    return EstimateCurve(
        rows=tuple(sorted(rows, key=lambda row: row.threshold)),
        rounds={threshold: by_beta for threshold, (_, by_beta) in figures_of.items()},
        drawn=labels.drawn > 0,
        each={threshold: figures for threshold, (figures, _) in figures_of.items() if isinstance(threshold, tuple)},
    )


def _figures(
    labels: Labels, cells: Sequence[Cell], threshold: Thresholds, rounds: int
) -> tuple[Figures, dict[float, Floats]]:
    """Return the estimates, and F in every round by its beta."""
    found = sum((cell.found_counts(threshold) for cell in cells), np.zeros(rounds))
    right = sum((cell.right_counts(threshold) for cell in cells), np.zeros(rounds))
    same = sum((cell.same_counts(threshold) for cell in cells), np.zeros(rounds))
    confusion = _confusion(labels.items, threshold)
    counted = _NO_LABELS if labels.drawn else confusion
    # without a pair judged "not", the labels are no evidence about false links
    has_both_verdicts = labels.drawn > 0 or labels.different > 0
    can_estimate = has_both_verdicts and confusion.linked_same + confusion.linked_not > 0, labels.same > 0
    by_beta = {beta: _f(right, found, same, beta) for beta in BETAS}
    figures = Figures(
        _estimate_from(_ratio(right, found), counted.precision) if can_estimate[0] else None,
        _estimate_from(_ratio(right, same), counted.recall) if can_estimate[1] else None,
        {beta: _estimate_from(by_beta[beta], counted.f(beta)) if all(can_estimate) else None for beta in BETAS},
        confusion,
    )
    return figures, by_beta


def _confusion(labels: Sequence[Label], threshold: Thresholds) -> Confusion:
    cells: Ids = np.bincount([2 * (not label.linked(threshold)) + (not label.same) for label in labels], minlength=4)
    return Confusion(*cells.tolist())


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def _f(right: Floats, found: Floats, same: Floats, beta: float) -> Floats:
    return _ratio((1 + beta**2) * right, found + beta**2 * same)


def _estimate_from(values: Floats, counted: float | None) -> Estimate:
    """Return the interval of the rounds, around the value counted among the labels, or else around their median."""
    low, middle, high = np.quantile(values, (_INTERVAL_ENDS[0], 0.5, _INTERVAL_ENDS[1])).tolist()
    value = middle if counted is None else counted
    return Estimate(value, min(low, value), max(high, value))
