"""Which threshold to take, and why: from luck alone, or from labels by an objective.

With few labels the best of a hundred thresholds is mostly noise. So the threshold that needs no label stays unless the
labels show another to be better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

import numpy as np

from evolve.align.surroundings import KEPT
from evolve.align.threshold import find_threshold
from evolve.comparison import Comparison
from evolve.errors import UsageError
from evolve.model import Chance
from evolve.render.numbers import hundredths
from evolve.tune.estimate import Estimate, EstimateCurve, Figures, Measured
from evolve.tune.labels import PerPair, Thresholds
from evolve.tune.sweep import STEPS, Sweep

_BETTER = 0.95  # share of the rounds in which a threshold must do better than the one that needs no label
_TELLING = 5  # chosen labels between two thresholds; fewer cannot be as sure as that by a sign test (.5 ** 4 > .05)
_REVIEW_RECALL = 0.95  # of the recall that any threshold reaches, what the lower of two cut-offs is to keep
_REVIEW_SHARE = 0.25  # without labels: the share of links in between that is to be no luck
_EVEN_ODDS = 0.5


class Measure(StrEnum):
    """What an objective is about."""

    F = "f"
    PRECISION = "precision"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Objective:
    """What a threshold is to be chosen for."""

    measure: Measure
    value: float
    """Beta of F, or the least precision or recall."""

    def __str__(self) -> str:
        return f"f{self.value:g}" if self.measure is Measure.F else f"{self.measure}>={self.value:g}"

    @property
    def brief(self) -> str:
        """In two words for a person: "F1", "recall ≥ .80"."""
        return f"F{self.value:g}" if self.measure is Measure.F else f"{self.measure} ≥ {hundredths(self.value)}"

    @property
    def wish(self) -> str:
        """What is wished for: "the best F1", "a recall of at least .80"."""
        least = f"a {self.measure} of at least {hundredths(self.value)}"
        return f"the best {self.brief}" if self.measure is Measure.F else least

    def of(self, row: Figures) -> Estimate | None:
        """What it looks at."""
        if self.measure is Measure.F:
            return row.f[self.value]
        return row.precision if self.measure is Measure.PRECISION else row.recall


def objective_of(text: str) -> Objective:
    """An objective as it is typed: f1, f0.5, f2, precision>=.9, recall>=.8. Raises UsageError for anything else."""
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
    """A threshold and why it was chosen."""

    threshold: float
    """From here on a pair is a link."""
    review: float
    """From here on a pair is worth a person's look; not above the threshold."""
    reason: str
    """In words for a person."""


@dataclass(frozen=True, slots=True)
class Kept:
    """That each pair of texts keeps the threshold it finds by itself."""

    reason: str
    """In words for a person."""


def without_labels(sweep: Sweep) -> Choice:
    """The threshold that the texts themselves call for, and what is known of it."""
    comparison = sweep.comparison
    threshold = found_threshold(comparison)
    row = sweep.at(threshold)
    said = []
    kept = sweep.links(KEPT)
    if row.links and kept * 2 >= row.links:
        what = f"all {row.links}" if kept == row.links else f"{kept} of {row.links}"
        scored = f"{what} links score {hundredths(KEPT)} or more"
        said.append(f"{scored}: with so much kept, the rest is likely new")
    if not row.links:
        said.append("no pair is surely more than luck")
    else:
        trust = row.precision or 0.0
        count = "1 link" if row.links == 1 else f"{row.links} links"
        said.append(f"{row.expected:.1f} of {count} by chance: estimated precision {hundredths(trust)}")
        if trust < _EVEN_ODDS:
            said.append("less than even odds: check every link")
    low, high, changing = sweep.steady(threshold)
    if high > low:
        moves = {0: "no link comes or goes", 1: "at most one link comes or goes"}
        count = moves.get(changing, f"at most {changing} links come or go")
        said.append(f"from {hundredths(low)} to {hundredths(high)} {count}")
    return Choice(threshold, _review_by_luck(sweep, threshold), "; ".join(said))


def found_threshold(comparison: Comparison) -> float:
    """The threshold the program finds for a pair by itself, whatever the settings say."""
    sizes = len(comparison.before.sentences), len(comparison.after.sentences)
    return find_threshold(comparison.alignment, sizes, comparison.settings.trust)


def _review_by_luck(sweep: Sweep, threshold: float) -> float:
    """The lowest threshold down to which enough of the further links are no luck."""
    at = sweep.links(threshold), sweep.comparison.alignment.expected_links(threshold)
    out = threshold
    for bar in reversed(STEPS):
        further = sweep.links(bar) - at[0]
        if bar >= threshold or not further:
            continue
        luck = sweep.comparison.alignment.expected_links(bar) - at[1]
        if Chance(further, max(0.0, luck)).precision < _REVIEW_SHARE:
            break
        out = bar
    return out


def with_labels(estimate: EstimateCurve, objective: Objective, home: float) -> Choice | None:
    """The threshold the labels speak for; None where they cannot. `home` is the one that needs none."""
    found = _best(estimate, objective, home)
    return None if found is None else _choice(estimate, home if found[0] is None else found[0], found[1])


def one_for_all(estimate: EstimateCurve, objective: Objective, own: PerPair) -> Choice | Kept | None:
    """The threshold for all pairs of texts that the labels speak for, or the word that each keeps its own.

    None where the labels cannot tell. `own` are the ones that need no label, which stay unless the labels show one
    threshold for all to be better; a least precision or recall is asked of one threshold for all.
    """
    found = _best(estimate, objective, own)
    if found is None:
        return None
    return Kept(found[1]) if found[0] is None else _choice(estimate, found[0], found[1])


def _choice(estimate: EstimateCurve, threshold: float, reason: str) -> Choice:
    recalls = {r.threshold: r.recall.value for r in estimate.rows if r.recall is not None}
    enough = _REVIEW_RECALL * max(recalls.values(), default=0.0)
    review = max((bar for bar, recall in recalls.items() if recall >= enough), default=threshold)
    return Choice(threshold, min(threshold, review), reason)


def _best(estimate: EstimateCurve, objective: Objective, home: Thresholds) -> tuple[float | None, str] | None:
    """The best threshold, or None for the home that stays, and why; None in place of both where nothing can be told."""
    told = [(row, figure) for row in estimate.rows if (figure := objective.of(row)) is not None]
    if objective.measure is Measure.F:
        return _better(estimate, told, objective, home) if told else None
    if not told:
        return None
    low_first = objective.measure is Measure.PRECISION
    enough = [pair for pair in told if pair[1].value >= objective.value]
    if not enough:
        row, figure = max(told, key=lambda pair: pair[1].value)
        return row.threshold, f"no threshold reaches {objective.wish}; this one comes nearest with {figure}"
    row, figure = (min if low_first else max)(enough, key=lambda pair: pair[0].threshold)
    word = "lowest" if low_first else "highest"
    sure = "" if figure.low >= objective.value else ", so it may be less than asked for"
    return row.threshold, f"the {word} threshold with {objective.wish}; {objective.measure} here is {figure}{sure}"


def _better(
    estimate: EstimateCurve, told: list[tuple[Measured, Estimate]], objective: Objective, home: Thresholds
) -> tuple[float | None, str]:
    """The threshold with the highest F where the labels show it to be better than the home, which else stays."""
    middle = median(home) if isinstance(home, tuple) else home
    # the nearest to the home among equals: flat stretches are common
    row, figure = max(told, key=lambda pair: (round(pair[1].value, 6), -abs(pair[0].threshold - middle)))
    there, name = estimate.of(home), objective.brief
    own = objective.of(there)
    if isinstance(home, tuple):
        at, other, where = "with each pair at its own threshold", "one threshold for all", "there"
    else:
        at, other, where = f"at {hundredths(home)}", "another threshold", "here"
    if row.threshold == home or (own is not None and isinstance(home, tuple) and figure.value <= own.value):
        no_other = "no one threshold for all" if isinstance(home, tuple) else "no other threshold"
        return None, f"by these labels {no_other} has a better {name}, {where} {own or figure}"
    share = float(np.mean(estimate.rounds[row.threshold][objective.value] > estimate.rounds[home][objective.value]))
    if share >= _BETTER and (estimate.drawn or _between(row, there) >= _TELLING):
        unlabelled = "which need no label" if isinstance(home, tuple) else "which needs no label"
        if own is None:
            return row.threshold, f"{name} here is {figure}; {at}, {unlabelled}, no judged pair is linked"
        return row.threshold, f"{name} here is {figure}, against {own} {at}, {unlabelled}"
    known = f"no judged pair is linked {at}" if own is None else f"{name} {where} is {own}"
    return None, (
        f"{known}; these labels do not show {other} to be better "
        f"(the highest is {figure} at {hundredths(row.threshold)})"
    )


def _between(one: Figures, other: Figures) -> int:
    """How many labels, at the least, are linked at one of two thresholds alone."""
    a, b = one.confusion, other.confusion
    return abs(a.linked_same - b.linked_same) + abs(a.linked_not - b.linked_not)
