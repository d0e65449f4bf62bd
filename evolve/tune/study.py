"""All results about one or several pairs of texts, computed once for every kind of output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from evolve.comparison import Comparison
from evolve.model import Link
from evolve.tune.cross_validation import HeldOut, cross_validate
from evolve.tune.estimate import ROUNDS, EstimateCurve, Figures, estimate
from evolve.tune.labels import Label, Labels, PerPair, Thresholds, by_falling_score
from evolve.tune.recommend import (
    Choice,
    KeepOwnThresholds,
    Objective,
    recommend_for_all_pairs,
    recommend_with_labels,
    recommend_without_labels,
)
from evolve.tune.sweep import STEPS, Sweep, SweepRow


@dataclass(frozen=True, eq=False)
class StudiedPair:
    """The results for one pair of texts without labels."""

    comparison: Comparison

    @property
    def name(self) -> str:
        """The labels of both texts, for display."""
        return f"{self.comparison.before.label} → {self.comparison.after.label}"

    @cached_property
    def sweep(self) -> Sweep:
        """The results of the pair at any threshold."""
        return Sweep(self.comparison)

    @cached_property
    def choice(self) -> Choice:
        """The recommendation without labels."""
        return recommend_without_labels(self.sweep)

    def rows(self, thresholds: Sequence[float]) -> tuple[SweepRow, ...]:
        """Return the results at some thresholds, the current and the recommended one among them, rising."""
        return self.sweep.rows(sorted({*thresholds, self.comparison.threshold, self.choice.threshold}))

    @cached_property
    def around(self) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """The weakest links and the strongest non-links at the current threshold."""
        return self.sweep.around(self.comparison.threshold)


@dataclass(frozen=True, eq=False)
class Study:
    """One or several pairs of texts, and all labels of them."""

    pairs: tuple[StudiedPair, ...]
    labels: Labels
    objective: Objective
    rounds: int = field(default=ROUNDS, repr=False)

    @property
    def has_labels(self) -> bool:
        """Whether there are any labels."""
        return bool(self.labels.items)

    @cached_property
    def threshold(self) -> Thresholds:
        """The current threshold: of a single pair, or one set for all pairs; else a tuple of the pairs' own."""
        each = tuple(pair.comparison.threshold for pair in self.pairs)
        is_one = len(each) == 1 or (len(set(each)) == 1 and each != self.own)
        return each[0] if is_one else each

    @cached_property
    def own(self) -> PerPair:
        """The automatic threshold of each pair."""
        return tuple(pair.choice.threshold for pair in self.pairs)

    @property
    def default(self) -> Thresholds:
        """The thresholds that stay unless the labels show others to be better: that of a single pair, or each pair's
        own.
        """
        return self.own if len(self.pairs) > 1 else self.own[0]

    @cached_property
    def estimate(self) -> EstimateCurve:
        """The estimates from the labels."""
        return estimate(self.labels, (*STEPS, self.threshold, self.default), rounds=self.rounds)

    @cached_property
    def measured(self) -> Figures:
        """The estimates at the current threshold."""
        return self.estimate.of(self.threshold)

    @cached_property
    def by_labels(self) -> Choice | KeepOwnThresholds | None:
        """The recommendation from the labels; None if they do not support one."""
        if not self.has_labels:
            return None
        if isinstance(self.default, tuple):
            return recommend_for_all_pairs(self.estimate, self.objective, self.default)
        return recommend_with_labels(self.estimate, self.objective, self.default)

    @property
    def choice(self) -> Choice | KeepOwnThresholds | None:
        """The recommendation: from the labels if they support one, else, for a single pair, from chance."""
        if self.by_labels is None and len(self.pairs) == 1:
            return self.pairs[0].choice
        return self.by_labels

    @property
    def recommended(self) -> float | None:
        """The one recommended threshold; None if there is none for all pairs."""
        return self.choice.threshold if isinstance(self.choice, Choice) else None

    @cached_property
    def held_out(self) -> tuple[HeldOut, ...]:
        """The results of each pair of texts at a threshold chosen on the others."""
        return cross_validate(self.labels, self.objective, self.own, rounds=self.rounds)

    @property
    def missed(self) -> tuple[Label, ...]:
        """Pairs judged the same that are not linked at the current threshold, best first."""
        return by_falling_score(label for label in self.labels.items if label.same and not label.linked(self.threshold))

    @property
    def false_links(self) -> tuple[Label, ...]:
        """Pairs judged not the same that are linked at the current threshold, best first."""
        return by_falling_score(label for label in self.labels.items if not label.same and label.linked(self.threshold))

    def texts(self, label: Label) -> tuple[str, str]:
        """Return the two sentences of a label, each on one line."""
        sentences_before, sentences_after = self.labels.comparisons[label.pair].pair.sentence_texts
        return sentences_before[label.before], sentences_after[label.after]


def make_study(
    comparisons: Sequence[Comparison], labels: Labels | None, objective: Objective, *, rounds: int = ROUNDS
) -> Study:
    """Return the study of some pairs of texts; its figures are computed on first use.

    The figures without labels are those of the comparisons under their judgements, as in every report of them.
    """
    pairs = tuple(map(StudiedPair, comparisons))
    return Study(pairs, labels or Labels(tuple(comparisons), ()), objective, rounds)
