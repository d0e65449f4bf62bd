"""The model of the tuning screen: the figures of any threshold, by chance and by labels, and which to recommend.

Pure. Figures that need no time come from the sweep; the others are computed by `find_out`, in a thread, and added
later.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from evolve.model import Chance
from evolve.tui.state.view import score_range, stepped
from evolve.tune.estimate import EstimateCurve, ThresholdFigures, estimate
from evolve.tune.labels import Labels, match
from evolve.tune.recommend import Choice, objective_of, recommend_with_labels, recommend_without_labels
from evolve.tune.sweep import STEPS, Sweep, SweepRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evolve.comparison import Comparison

AROUND = 0.06
"""The distance below the current threshold to which the figures in sight may reach."""
OBJECTIVE = objective_of("f1")
"""The figure that a threshold chosen by labels maximises: the default of `evolve tune`."""


@dataclass(frozen=True, eq=False)
class Findings:
    """The figures that take a while to compute."""

    choice: Choice
    """The recommended threshold."""
    by_labels: bool
    """Whether labels chose it; otherwise chance did."""
    labels: Labels | None
    """The person's judgements; None without one of same or not."""
    estimate: EstimateCurve | None
    """The estimates by the labels, by threshold."""
    known_from: float = 0.0
    """The threshold from which the status of every link is known."""


def find_out(sweep: Sweep, comparison: Comparison, default: float, others: Iterable[float]) -> Findings:
    """Return the figures that take a while: the statuses of the links in sight at the start, and the estimates by the
    judgements on a comparison.

    `default`, the threshold at the start, and `others` are estimated beside the hundredths.
    """
    others = tuple(others)
    known_from = max(0.0, min(default, *others) - AROUND)
    sweep.read_links(known_from)
    by_chance = recommend_without_labels(sweep)
    labels = match([comparison], comparison.judgements) if comparison.judgements else None
    if labels is None or not labels.items:
        return Findings(by_chance, False, None, None, known_from)
    found = estimate(labels, sorted({0.0, *STEPS, default, *others, by_chance.threshold, by_chance.review}))
    chosen = recommend_with_labels(found, OBJECTIVE, by_chance.threshold)
    return Findings(chosen or by_chance, chosen is not None, labels, found, known_from)


def find_rest(sweep: Sweep, findings: Findings) -> Findings:
    """Return the same figures with the status of every link known."""
    sweep.read_links(0.0)
    return replace(findings, known_from=0.0)


class Levels(NamedTuple):
    """The values of one threshold in the chart."""

    links: int
    expected: float
    not_by_chance: float | None


@dataclass(frozen=True, eq=False)
class Tuning:
    """The pair on the screen at any threshold."""

    comparison: Comparison
    """Under the person's judgements, at the threshold in force when the view was opened."""
    default: float
    """The threshold the pair was opened with: found for it, or set."""
    sweep: Sweep
    """The pair under its judgements, as every report shows it."""
    findings: Findings | None = None
    """The figures that take a while to compute; None until they are found."""
    _drawn: dict[tuple[float, ...], tuple[Levels, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, comparison: Comparison, default: float) -> Tuning:
        """Return the model without the figures that take a while."""
        return cls(comparison, default, Sweep(comparison))

    def knowing(self, findings: Findings) -> Tuning:
        """Return the same model with the figures that took a while."""
        return replace(self, findings=findings)

    @property
    def opened(self) -> float:
        """The threshold in force when the view was opened."""
        return self.comparison.threshold

    @property
    def is_automatic(self) -> bool:
        """Whether the threshold the pair was opened with was found for it."""
        return self.comparison.settings.threshold is None

    @property
    def worth_a_look(self) -> float:
        """The score from which a pair that is no link is worth a look."""
        return self.comparison.pair.possible_threshold

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest threshold that make a difference; 0 and 1 without scores."""
        scores = self.comparison.alignment.score
        if not len(scores):
            return 0.0, 1.0
        low, high = score_range(float(scores[-1]), float(scores[0]))
        return low / 100, high / 100

    @property
    def most(self) -> int:
        """The number of links at the lowest threshold."""
        return self.sweep.links(self.ends[0])

    def chance(self, threshold: float) -> Chance:
        """Return the number of links that nobody judged, and how many of them are expected by chance alone."""
        return self.comparison.chance_alone(threshold)

    def along(self, thresholds: tuple[float, ...]) -> tuple[Levels, ...]:
        """Return links, chance and the share not by chance at each threshold; cached: every step draws them."""
        if thresholds not in self._drawn:
            self._drawn[thresholds] = tuple(
                Levels(self.sweep.links(at), chance.expected, chance.not_by_chance)
                for at, chance in ((at, self.chance(at)) for at in thresholds)
            )
        return self._drawn[thresholds]

    def row(self, threshold: float) -> SweepRow | None:
        """Return all figures of a threshold; None until the statuses are known."""
        is_known = self.findings is not None and threshold >= self.findings.known_from
        return self.sweep.at(threshold) if is_known else None

    def knows_around(self, threshold: float) -> bool:
        """Return whether all figures are known that are in sight at a threshold."""
        return self.findings is not None and self.findings.known_from <= max(0.0, threshold - AROUND)

    def measured(self, threshold: float) -> ThresholdFigures | None:
        """Return the estimates by labels at a threshold; None without labels, or where none was estimated."""
        if self.findings is None or self.findings.estimate is None:
            return None
        return next((row for row in self.findings.estimate.rows if row.threshold == threshold), None)

    def stepped(self, threshold: float, by: int) -> float:
        """Return the threshold `by` hundredths away, on their grid and within the range of the scores."""
        return stepped(threshold, by, self.ends)

    def changing(self, threshold: float, step: int) -> float | None:
        """Return the next hundredth, up (1) or down (-1), with another number of links; None beyond the last."""
        links, at = self.sweep.links(threshold), threshold
        while (following := self.stepped(at, step)) != at:
            at = following
            if self.sweep.links(at) != links:
                return at
        return None

    def around(self, threshold: float, count: int = 4) -> tuple[float, ...]:
        """Return a threshold with `count` hundredths below it and above it, rising."""
        below, above = [threshold], [threshold]
        for _ in range(count):
            below.append(self.stepped(below[-1], -1))
            above.append(self.stepped(above[-1], 1))
        return tuple(sorted({*below, *above}))
