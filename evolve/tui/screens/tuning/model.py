"""What the tuning view knows of the pair on the screen: any threshold's figures, what labels say, what to recommend.

Pure. What is known at once is asked of the sweep; what takes long is found out by `find_out`, in a thread of its own,
and joins the rest when it is there.
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

OBJECTIVE = objective_of("f1")
"""What labels choose a threshold for, as `evolve tune` does when nothing else is asked of it."""


@dataclass(frozen=True, eq=False)
class Findings:
    """What takes a while to find out."""

    choice: Choice
    """The recommended threshold."""
    by_labels: bool
    """Whether labels chose it; else luck did."""
    labels: Labels | None
    """What the person judged; None without a judgement that says same or not."""
    estimate: EstimateCurve | None
    """What the labels say of each threshold."""


def find_out(sweep: Sweep, comparison: Comparison, default: float, others: Iterable[float]) -> Findings:
    """Read every link's status, and ask the judgements a comparison is under; `default`, the one at the start,
    and `others` are thresholds that may be asked about beside the hundredths."""
    sweep.rows((0.0,))
    by_luck = recommend_without_labels(sweep)
    labels = match([comparison], comparison.judgements) if comparison.judgements else None
    if labels is None or not labels.items:
        return Findings(by_luck, False, None, None)
    found = estimate(labels, sorted({0.0, *STEPS, default, *others, by_luck.threshold, by_luck.review}))
    chosen = recommend_with_labels(found, OBJECTIVE, by_luck.threshold)
    return Findings(chosen or by_luck, chosen is not None, labels, found)


class Levels(NamedTuple):
    """What is drawn of one threshold."""

    links: int
    expected: float
    precision: float | None


@dataclass(frozen=True, eq=False)
class Tuning:
    """The pair on the screen at any threshold."""

    comparison: Comparison
    """Under the person's judgements, at the threshold in force when the view was opened."""
    default: float
    """The threshold the pair was opened with: found for it, or set."""
    sweep: Sweep
    """The pair without its judgements, or they would vouch for themselves."""
    findings: Findings | None = None
    """What took long; None as long as it is being worked out."""
    _drawn: dict[tuple[float, ...], tuple[Levels, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, comparison: Comparison, default: float) -> Tuning:
        """What is known at once."""
        return cls(comparison, default, Sweep(comparison.judged((), by_judges=())))

    def knowing(self, findings: Findings) -> Tuning:
        """The same, with what took long."""
        return replace(self, findings=findings)

    @property
    def opened(self) -> float:
        """The threshold in force when the view was opened."""
        return self.comparison.threshold

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest threshold that make a difference; of no scores, 0 and 1."""
        scores = self.comparison.alignment.score
        if not len(scores):
            return 0.0, 1.0
        low, high = score_range(float(scores[-1]), float(scores[0]))
        return low / 100, high / 100

    @property
    def most(self) -> int:
        """How many links the lowest threshold gives."""
        return self.sweep.links(self.ends[0])

    def expected(self, threshold: float) -> float:
        """How many of the links are expected by luck."""
        return self.comparison.alignment.expected_links(threshold)

    def precision(self, threshold: float) -> float | None:
        """The estimated share of the links that is no luck; None where there is no link."""
        links = self.sweep.links(threshold)
        return Chance(links, self.expected(threshold)).precision if links else None

    def along(self, thresholds: tuple[float, ...]) -> tuple[Levels, ...]:
        """Links, luck and estimated precision at each of some thresholds; kept, because every step draws them again."""
        if thresholds not in self._drawn:
            self._drawn[thresholds] = tuple(
                Levels(self.sweep.links(bar), self.expected(bar), self.precision(bar)) for bar in thresholds
            )
        return self._drawn[thresholds]

    def row(self, threshold: float) -> SweepRow | None:
        """All figures of a threshold; None as long as statuses are being read."""
        return self.sweep.at(threshold) if self.findings is not None else None

    def measured(self, threshold: float) -> ThresholdFigures | None:
        """What labels say of a threshold; None without any, or for one that was not asked about."""
        if self.findings is None or self.findings.estimate is None:
            return None
        return next((row for row in self.findings.estimate.rows if row.threshold == threshold), None)

    def stepped(self, threshold: float, by: int) -> float:
        """The threshold so many hundredths away, on their grid and within the range where scores lie."""
        return stepped(threshold, by, self.ends)

    def changing(self, threshold: float, step: int) -> float | None:
        """The next hundredth, up (1) or down (-1), that gives another number of links; None beyond the last."""
        links, at = self.sweep.links(threshold), threshold
        while (following := self.stepped(at, step)) != at:
            at = following
            if self.sweep.links(at) != links:
                return at
        return None

    def around(self, threshold: float, count: int = 4) -> tuple[float, ...]:
        """A threshold among so many hundredths below it and above it, rising."""
        below, above = [threshold], [threshold]
        for _ in range(count):
            below.append(self.stepped(below[-1], -1))
            above.append(self.stepped(above[-1], 1))
        return tuple(sorted({*below, *above}))
