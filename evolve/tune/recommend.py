"""Recommend a threshold, with the reasons: from chance alone, or from labels by an objective.

With few labels the best of a hundred thresholds is mostly noise. So the automatic threshold stays unless the labels
show another one to be better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

import numpy as np

from evolve.align.surroundings import KEPT
from evolve.errors import UsageError
from evolve.render.chance import expected_of_all, right_share
from evolve.render.numbers import hundredths
from evolve.tune.estimate import Estimate, EstimateCurve, Figures, ThresholdFigures
from evolve.tune.labels import PerPair, Thresholds
from evolve.tune.sweep import STEPS, Sweep

_MIN_BETTER_SHARE = 0.95  # minimum share of the rounds in which a threshold must do better than the automatic one
_MIN_LABELS_BETWEEN = 5  # chosen labels between two thresholds; for 4 a sign test is not enough (.5 ** 4 > .05)
_REVIEW_RECALL = 0.95  # minimum share of the highest recall that the review threshold keeps
_REVIEW_SHARE = 0.25  # without labels: minimum share of the links between the two that are not due to chance
_EVEN_ODDS = 0.5


class Measure(StrEnum):
    """The measure of an objective."""

    F = "f"
    PRECISION = "precision"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Objective:
    """The measure by which a threshold is chosen."""

    measure: Measure
    value: float
    """The beta of F, or the minimum precision or recall."""

    def __str__(self) -> str:
        return f"f{self.value:g}" if self.measure is Measure.F else f"{self.measure}>={self.value:g}"

    @property
    def brief(self) -> str:
        """The objective in two words for display: "F1", "recall ≥ .80"."""
        return f"F{self.value:g}" if self.measure is Measure.F else f"{self.measure} ≥ {hundredths(self.value)}"

    @property
    def goal(self) -> str:
        """The objective as a phrase for display: "the best F1", "a recall of at least .80"."""
        least = f"a {self.measure} of at least {hundredths(self.value)}"
        return f"the best {self.brief}" if self.measure is Measure.F else least

    def of(self, row: Figures) -> Estimate | None:
        """Return the estimate that the objective considers."""
        if self.measure is Measure.F:
            return row.f[self.value]
        return row.precision if self.measure is Measure.PRECISION else row.recall


def objective_of(text: str) -> Objective:
    """Return an objective as typed: f1, f0.5, f2, precision>=.9, recall>=.8. Raises UsageError for anything else."""
    plain = text.strip().lower().replace(" ", "")
    if plain in ("f1", "f2", "f0.5", "f.5"):
        return Objective(Measure.F, float(plain[1:]))
    found = re.fullmatch(r"(precision|recall)>=((?:0|1)?(?:\.\d{1,6})?)", plain)
    if found and found[2] and 0 <= float(found[2]) <= 1:
        return Objective(Measure(found[1]), float(found[2]))
    step = "choose f1, f0.5, f2, precision>=.9 or recall>=.8"
    raise UsageError(f"unknown objective {text!r}", next_step=step, where="--objective")


@dataclass(frozen=True, slots=True)
class Choice:
    """A recommended threshold, with the reason."""

    threshold: float
    """The minimum score of a link."""
    review: float
    """The minimum score of a pair worth a person's review; not above the threshold."""
    reason: str
    """The reason, as a message for the user."""


@dataclass(frozen=True, slots=True)
class KeepOwnThresholds:
    """The recommendation that each pair of texts keeps its automatic threshold."""

    reason: str
    """The reason, as a message for the user."""


def recommend_without_labels(sweep: Sweep) -> Choice:
    """Return the automatic threshold of the texts, with estimates of its links."""
    comparison = sweep.comparison
    threshold = comparison.pair.automatic_threshold
    links, nearly_equal = (comparison.alignment.links_above(at) for at in (threshold, KEPT))
    chance = comparison.link_chance(threshold)
    reasons = []
    if links and nearly_equal * 2 >= links:
        which = f"all {links}" if nearly_equal == links else f"{nearly_equal} of {links}"
        scored = f"{which} links score {hundredths(KEPT)} or more"
        reasons.append(f"{scored}: so much is kept that the rest is probably new")
    if not links:
        reasons.append("no pair is clearly better than chance")
    elif not chance.pairs:
        reasons.append("every link was judged")
    else:
        which = "links" if chance.pairs == len(comparison.at(threshold).links) else "unjudged links"
        reasons.append(f"{expected_of_all(chance)} {which} expected by chance: {right_share(chance)}")
        if (chance.not_by_chance or 0.0) < _EVEN_ODDS:
            reasons.append("most links may be wrong: check each of them")
    low, high, changing = sweep.stable_range(threshold)
    if high > low:
        messages = {0: "no link comes or goes", 1: "at most one link comes or goes"}
        count = messages.get(changing, f"at most {changing} links come or go")
        reasons.append(f"from {hundredths(low)} to {hundredths(high)} {count}")
    return Choice(threshold, _review_by_chance(sweep, threshold), "; ".join(reasons))


def _review_by_chance(sweep: Sweep, threshold: float) -> float:
    """Return the lowest threshold down to which enough of the further links are not due to chance."""
    alignment = sweep.comparison.alignment
    links_found, links_by_chance = alignment.links_above(threshold), alignment.expected_links(threshold)
    review = threshold
    for lower in reversed(STEPS):
        further = alignment.links_above(lower) - links_found
        if lower >= threshold or not further:
            continue
        further_by_chance = alignment.expected_links(lower) - links_by_chance
        if 1.0 - max(0.0, further_by_chance) / further < _REVIEW_SHARE:
            break
        review = lower
    return review


def recommend_with_labels(estimate: EstimateCurve, objective: Objective, default: float) -> Choice | None:
    """Return the threshold recommended by the labels; None if they do not support one.

    `default` is the automatic threshold.
    """
    found = _best(estimate, objective, default)
    return None if found is None else _choice(estimate, default if found[0] is None else found[0], found[1])


def recommend_for_all_pairs(
    estimate: EstimateCurve, objective: Objective, own_thresholds: PerPair
) -> Choice | KeepOwnThresholds | None:
    """Return the one threshold for all pairs of texts recommended by the labels, or that each pair keeps its own.

    None if the labels do not support a recommendation. `own_thresholds` are the automatic ones, which stay unless the
    labels show one threshold for all to be better; a minimum precision or recall is required of one threshold for all.
    """
    found = _best(estimate, objective, own_thresholds)
    if found is None:
        return None
    return KeepOwnThresholds(found[1]) if found[0] is None else _choice(estimate, found[0], found[1])


def _choice(estimate: EstimateCurve, threshold: float, reason: str) -> Choice:
    recalls = {r.threshold: r.recall.value for r in estimate.rows if r.recall is not None}
    enough = _REVIEW_RECALL * max(recalls.values(), default=0.0)
    review = max((step for step, recall in recalls.items() if recall >= enough), default=threshold)
    return Choice(threshold, min(threshold, review), reason)


def _best(estimate: EstimateCurve, objective: Objective, default: Thresholds) -> tuple[float | None, str] | None:
    """Return the best threshold, or None for the default, with the reason; None if the labels support neither."""
    estimated = [(row, figure) for row in estimate.rows if (figure := objective.of(row)) is not None]
    if objective.measure is Measure.F:
        return _better(estimate, estimated, objective, default) if estimated else None
    if not estimated:
        return None
    is_lowest_wanted = objective.measure is Measure.PRECISION
    enough = [pair for pair in estimated if pair[1].value >= objective.value]
    if not enough:
        row, figure = max(estimated, key=lambda pair: pair[1].value)
        return row.threshold, f"no threshold reaches {objective.goal}; this one comes closest, with {figure}"
    row, figure = (min if is_lowest_wanted else max)(enough, key=lambda pair: pair[0].threshold)
    end = "lowest" if is_lowest_wanted else "highest"
    caveat = "" if figure.low >= objective.value else ", so the true value may be lower"
    return row.threshold, f"the {end} threshold with {objective.goal}; {objective.measure} here is {figure}{caveat}"


def _better(
    estimate: EstimateCurve,
    estimated: list[tuple[ThresholdFigures, Estimate]],
    objective: Objective,
    default: Thresholds,
) -> tuple[float | None, str]:
    """Return the threshold with the highest F if the labels show it to be better than the default, and the reason.

    Returns None with the reason if the default stays.
    """
    middle = median(default) if isinstance(default, tuple) else default
    # among equals the nearest to the default: flat stretches are common
    row, figure = max(estimated, key=lambda pair: (round(pair[1].value, 6), -abs(pair[0].threshold - middle)))
    default_figures, name = estimate.of(default), objective.brief
    default_estimate = objective.of(default_figures)
    if isinstance(default, tuple):
        at, other, where = "with each pair at its own threshold", "one threshold for all", "there"
    else:
        at, other, where = f"at {hundredths(default)}", "another threshold", "here"
    if row.threshold == default or (
        default_estimate is not None and isinstance(default, tuple) and figure.value <= default_estimate.value
    ):
        no_other = "no single threshold for all" if isinstance(default, tuple) else "no other threshold"
        return None, f"{no_other} has a better {name} by these labels; {where} it is {default_estimate or figure}"
    share = float(np.mean(estimate.rounds[row.threshold][objective.value] > estimate.rounds[default][objective.value]))
    if share >= _MIN_BETTER_SHARE and (estimate.drawn or _between(row, default_figures) >= _MIN_LABELS_BETWEEN):
        source = "found without labels"
        if default_estimate is None:
            return row.threshold, f"{name} here is {figure}; {at}, {source}, no judged pair is linked"
        return row.threshold, f"{name} here is {figure}, against {default_estimate} {at}, {source}"
    known = f"no judged pair is linked {at}" if default_estimate is None else f"{name} {where} is {default_estimate}"
    return None, (
        f"{known}; these labels do not show {other} to be better "
        f"(the highest is {figure} at {hundredths(row.threshold)})"
    )


def _between(one: Figures, other: Figures) -> int:
    """Return the minimum number of labels that are linked at only one of two thresholds."""
    a, b = one.confusion, other.confusion
    return abs(a.linked_same - b.linked_same) + abs(a.linked_not - b.linked_not)
