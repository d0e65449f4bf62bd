"""Everything that is known of one or several pairs of texts, gathered once for whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from evolve.compare import Comparison
from evolve.model import Link
from evolve.tune.choose import Choice, Objective, with_labels, without_labels
from evolve.tune.estimate import ROUNDS, Estimate, Measured, estimate
from evolve.tune.held_out import HeldOut, leave_one_out
from evolve.tune.labels import Label, Labels
from evolve.tune.proposals import Proposal, propose
from evolve.tune.scorers import Ranked, compare_scorers
from evolve.tune.sweep import STEPS, Row, Sweep


@dataclass(frozen=True, eq=False)
class TunedPair:
    """One pair of texts, without any label."""

    comparison: Comparison

    @cached_property
    def sweep(self) -> Sweep:
        """The pair at any threshold."""
        return Sweep(self.comparison)

    @cached_property
    def choice(self) -> Choice:
        """The threshold the texts themselves call for."""
        return without_labels(self.sweep)

    def rows(self, thresholds: Sequence[float]) -> tuple[Row, ...]:
        """What some thresholds give, rising, with the threshold in force and the recommended one among them."""
        return self.sweep.rows(sorted({*thresholds, self.comparison.threshold, self.choice.threshold}))

    @cached_property
    def around(self) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """The pairs just above the threshold in force, and just below."""
        return self.sweep.around(self.comparison.threshold)


@dataclass(frozen=True, eq=False)
class Tuned:
    """One or several pairs of texts, and the labels on them together."""

    pairs: tuple[TunedPair, ...]
    labels: Labels
    objective: Objective
    rounds: int = field(default=ROUNDS, repr=False)

    @property
    def has_labels(self) -> bool:
        """Whether there is any label to go by."""
        return bool(self.labels.items)

    @cached_property
    def threshold(self) -> float:
        """The one in force; the middle one where several pairs have each their own."""
        return round(median(pair.comparison.threshold for pair in self.pairs), 4)

    @cached_property
    def unlabelled(self) -> float:
        """The one that needs no label; the middle one of several pairs'."""
        return round(median(pair.choice.threshold for pair in self.pairs), 4)

    @cached_property
    def estimate(self) -> Estimate:
        """What the labels say."""
        return estimate(self.labels, (*STEPS, self.threshold, self.unlabelled), rounds=self.rounds)

    @cached_property
    def measured(self) -> Measured:
        """What they say of the threshold in force."""
        return self.estimate.at(self.threshold)

    @cached_property
    def by_labels(self) -> Choice | None:
        """The threshold the labels speak for, where they can tell."""
        return with_labels(self.estimate, self.objective, self.unlabelled) if self.has_labels else None

    @property
    def choice(self) -> Choice | None:
        """The threshold to take: from the labels where they can tell, else, for a single pair, from luck."""
        if self.by_labels is None and len(self.pairs) == 1:
            return self.pairs[0].choice
        return self.by_labels

    @cached_property
    def held_out(self) -> tuple[HeldOut, ...]:
        """Each pair of texts, judged at a threshold chosen on the others."""
        return leave_one_out(self.labels, self.objective, self.unlabelled, rounds=self.rounds)

    @cached_property
    def scorers(self) -> tuple[Ranked, ...]:
        """Our score and others' on the labels."""
        return compare_scorers(self.labels)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Words that the labels imply to mean the same."""
        return propose(self.labels)

    @property
    def missed(self) -> tuple[Label, ...]:
        """Pairs judged the same that are not linked at the threshold in force, best first."""
        return self._sorted(label for label in self.labels.items if label.same and not label.linked(self.threshold))

    @property
    def false_links(self) -> tuple[Label, ...]:
        """Pairs judged not the same that are linked there, best first."""
        return self._sorted(label for label in self.labels.items if not label.same and label.linked(self.threshold))

    def texts(self, label: Label) -> tuple[str, str]:
        """The two sentences of a label, on one line each."""
        one, two = self.labels.comparisons[label.pair].aligned.sayings
        return one[label.before], two[label.after]

    @staticmethod
    def _sorted(labels: Iterable[Label]) -> tuple[Label, ...]:
        return tuple(sorted(labels, key=lambda label: (-label.score, label.pair, label.before, label.after)))


def tuned(
    comparisons: Sequence[Comparison], labels: Labels | None, objective: Objective, *, rounds: int = ROUNDS
) -> Tuned:
    """Gather what is known; figures are found when they are asked for."""
    pairs = tuple(TunedPair(comparison.judged(())) for comparison in comparisons)
    return Tuned(pairs, labels or Labels(tuple(comparisons), ()), objective, rounds)
