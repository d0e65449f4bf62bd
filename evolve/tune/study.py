"""Everything that is known of one or several pairs of texts, gathered once for whoever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from evolve.comparison import Comparison
from evolve.model import Link
from evolve.tune.cross_validation import HeldOut, leave_one_out
from evolve.tune.estimate import ROUNDS, EstimateCurve, Figures, estimate
from evolve.tune.labels import Label, Labels, PerPair, Thresholds, best_first
from evolve.tune.recommend import Choice, Kept, Objective, one_for_all, with_labels, without_labels
from evolve.tune.sweep import STEPS, Sweep, SweepRow


@dataclass(frozen=True, eq=False)
class StudiedPair:
    """One pair of texts, without any label."""

    comparison: Comparison

    @property
    def name(self) -> str:
        """As it is called: the labels of both texts."""
        return f"{self.comparison.before.label} → {self.comparison.after.label}"

    @cached_property
    def sweep(self) -> Sweep:
        """The pair at any threshold."""
        return Sweep(self.comparison)

    @cached_property
    def choice(self) -> Choice:
        """The threshold the texts themselves call for."""
        return without_labels(self.sweep)

    def rows(self, thresholds: Sequence[float]) -> tuple[SweepRow, ...]:
        """What some thresholds give, rising, with the threshold in force and the recommended one among them."""
        return self.sweep.rows(sorted({*thresholds, self.comparison.threshold, self.choice.threshold}))

    @cached_property
    def around(self) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """The pairs just above the threshold in force, and just below."""
        return self.sweep.around(self.comparison.threshold)


@dataclass(frozen=True, eq=False)
class Study:
    """One or several pairs of texts, and the labels on them together."""

    pairs: tuple[StudiedPair, ...]
    labels: Labels
    objective: Objective
    rounds: int = field(default=ROUNDS, repr=False)

    @property
    def has_labels(self) -> bool:
        """Whether there is any label to go by."""
        return bool(self.labels.items)

    @cached_property
    def threshold(self) -> Thresholds:
        """The one in force; of several pairs one that was set for all, else each its own."""
        each = tuple(pair.comparison.threshold for pair in self.pairs)
        alone = len(each) == 1 or (len(set(each)) == 1 and each != self.own)
        return each[0] if alone else each

    @cached_property
    def own(self) -> PerPair:
        """The thresholds that need no label, as each pair finds its own."""
        return tuple(pair.choice.threshold for pair in self.pairs)

    @property
    def home(self) -> Thresholds:
        """What stays unless the labels show a threshold to be better: that of a single pair, or each pair's own."""
        return self.own if len(self.pairs) > 1 else self.own[0]

    @cached_property
    def estimate(self) -> EstimateCurve:
        """What the labels say."""
        return estimate(self.labels, (*STEPS, self.threshold, self.home), rounds=self.rounds)

    @cached_property
    def measured(self) -> Figures:
        """What they say of the threshold in force."""
        return self.estimate.of(self.threshold)

    @cached_property
    def by_labels(self) -> Choice | Kept | None:
        """What the labels speak for, where they can tell: a threshold, or that each of several pairs keeps its own."""
        if not self.has_labels:
            return None
        if isinstance(self.home, tuple):
            return one_for_all(self.estimate, self.objective, self.home)
        return with_labels(self.estimate, self.objective, self.home)

    @property
    def choice(self) -> Choice | Kept | None:
        """What to take: from the labels where they can tell, else, for a single pair, from luck."""
        if self.by_labels is None and len(self.pairs) == 1:
            return self.pairs[0].choice
        return self.by_labels

    @property
    def recommended(self) -> float | None:
        """The one threshold to take; None where there is none for all pairs."""
        return self.choice.threshold if isinstance(self.choice, Choice) else None

    @cached_property
    def held_out(self) -> tuple[HeldOut, ...]:
        """Each pair of texts, judged at a threshold chosen on the others."""
        return leave_one_out(self.labels, self.objective, self.own, rounds=self.rounds)

    @property
    def missed(self) -> tuple[Label, ...]:
        """Pairs judged the same that are not linked at the threshold in force, best first."""
        return best_first(label for label in self.labels.items if label.same and not label.linked(self.threshold))

    @property
    def false_links(self) -> tuple[Label, ...]:
        """Pairs judged not the same that are linked there, best first."""
        return best_first(label for label in self.labels.items if not label.same and label.linked(self.threshold))

    def texts(self, label: Label) -> tuple[str, str]:
        """The two sentences of a label, on one line each."""
        one, two = self.labels.comparisons[label.pair].pair.sayings
        return one[label.before], two[label.after]


def tuned(
    comparisons: Sequence[Comparison], labels: Labels | None, objective: Objective, *, rounds: int = ROUNDS
) -> Study:
    """Gather what is known; figures are found when they are asked for."""
    pairs = tuple(StudiedPair(comparison.judged((), by_judges=())) for comparison in comparisons)
    return Study(pairs, labels or Labels(tuple(comparisons), ()), objective, rounds)
