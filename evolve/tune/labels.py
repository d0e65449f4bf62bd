"""Find judgements among the candidates of one or several pairs of texts, and list those that cannot be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evolve.comparison import Comparison
from evolve.model import Judgement, Verdict
from evolve.text.clean import clean_line
from evolve.tune.sampling import MIN_RELIABLE_LABELS, Drawn, parse_drawn, strata_of

PerPair = tuple[float, ...]
"""The thresholds of the pairs of texts, one for each."""

Thresholds = float | PerPair
"""One threshold for all pairs of texts, or one for each."""


def threshold_of(threshold: Thresholds, pair: int) -> float:
    """Return the threshold of one pair of texts."""
    return threshold[pair] if isinstance(threshold, tuple) else threshold


@dataclass(frozen=True, slots=True)
class Label:
    """One judged pair of sentences."""

    pair: int
    """Index of the pair of texts."""
    before: int
    after: int
    same: bool
    score: float
    """The score; 0 for a pair that is no candidate."""
    wins: bool
    """Whether it is a link at a threshold up to its score."""
    position: int | None = None
    """Its index among the candidates; None for a pair that is no candidate."""
    drawn: Drawn | None = None
    """How it was drawn; None if a person chose it, so that it represents only itself."""

    def linked(self, threshold: Thresholds) -> bool:
        """Return whether it is a link at a threshold, which may be one for all pairs of texts or one for each."""
        return self.wins and self.score >= threshold_of(threshold, self.pair)


def by_falling_score(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Return labels by falling score; those with equal scores in the order of the texts."""
    return tuple(sorted(labels, key=lambda label: (-label.score, label.pair, label.before, label.after)))


@dataclass(frozen=True, slots=True)
class Labels:
    """People's labels of some pairs of texts."""

    comparisons: tuple[Comparison, ...]
    items: tuple[Label, ...]
    unsure: int = 0
    """Number of pairs judged unsure."""
    unplaced: tuple[Judgement, ...] = ()
    """Judgements whose sentences do not occur in the texts."""
    contradicting: tuple[Judgement, ...] = ()
    """Pairs judged both the same and not, each once; they are left out."""
    outdated: int = 0
    """Number of labels drawn when the candidates were different; they represent only themselves."""
    assumed: int = 0
    """Number of pairs without a judgement that count as judged not the same."""

    @property
    def same(self) -> int:
        """Number of pairs judged the same."""
        return sum(label.same for label in self.items)

    @property
    def different(self) -> int:
        """Number of pairs judged not the same."""
        return len(self.items) - self.same

    @property
    def drawn(self) -> int:
        """Number of labels that were drawn at random."""
        return sum(label.drawn is not None for label in self.items)

    @property
    def coverage(self) -> str:
        """A message for the user about the pairs that the labels represent."""
        if self.assumed:
            return (
                f"{self.assumed} of them were not judged and count as not the same, "
                "so the figures cover all pairs that have any word in common."
            )
        if not self.drawn:
            return "None was selected at random: the figures cover only the judged pairs, not the texts."
        few = (
            f" These are fewer than {MIN_RELIABLE_LABELS}, so the intervals may be too narrow."
            if self.drawn < MIN_RELIABLE_LABELS
            else ""
        )
        return f"{self.drawn} were selected at random and also represent the pairs not judged.{few}"

    def of(self, pair: int) -> Labels:
        """Return the labels of one pair of texts, with that pair alone."""
        items = tuple(replace(label, pair=0) for label in self.items if label.pair == pair)
        return Labels((self.comparisons[pair],), items)

    def without(self, pair: int) -> Labels:
        """Return the labels of all pairs of texts except one."""
        items = [replace(i, pair=i.pair - (i.pair > pair)) for i in self.items if i.pair != pair]
        return Labels((*self.comparisons[:pair], *self.comparisons[pair + 1 :]), tuple(items))


def match(
    comparisons: Sequence[Comparison],
    judgements: Sequence[Judgement],
    *,
    contradicting: Sequence[Judgement] = (),
    complete: bool = False,
) -> Labels:
    """Find judged pairs in the texts by their sentences; for a sentence that occurs several times, its first position.

    With `complete`, every pair that was not judged the same or unsure counts as judged not the same, in those texts
    that have any judgement.
    """
    items: dict[tuple[int, int, int], Label] = {}
    unsure_pairs: set[tuple[int, int, int]] = set()
    unplaced = []
    for judgement in judgements:
        key = _find(comparisons, judgement)
        if key is None:
            unplaced.append(judgement)
        elif judgement.verdict is Verdict.UNSURE:
            unsure_pairs.add(key)
        else:
            same = judgement.verdict is Verdict.SAME
            items[key] = _label(comparisons[key[0]], key, same, parse_drawn(judgement.drawn))
    named_count = len(items)
    if complete:
        for pair in sorted({key[0] for key in (*items, *unsure_pairs)}):
            aligned_pair = comparisons[pair].pair
            for before, after in aligned_pair.candidate_positions:
                key = pair, before, after
                if key not in items and key not in unsure_pairs:
                    items[key] = _label(comparisons[pair], key, False, None)
        items = {key: replace(label, drawn=None) for key, label in items.items()}
    # weights are drawn label by label: sorted in the order of the texts, so that the order of input has no effect
    labels, outdated = _in_one_draw(comparisons, [items[key] for key in sorted(items)])
    return Labels(
        tuple(comparisons),
        tuple(labels),
        unsure=len(unsure_pairs),
        unplaced=tuple(unplaced),
        contradicting=tuple(contradicting),
        outdated=outdated,
        assumed=len(items) - named_count,
    )


def _find(comparisons: Sequence[Comparison], judgement: Judgement) -> tuple[int, int, int] | None:
    for pair, comparison in enumerate(comparisons):
        occurrences_before, occurrences_after = comparison.pair.occurrences
        before, after = (
            occurrences_before.get(clean_line(judgement.before)),
            occurrences_after.get(clean_line(judgement.after)),
        )
        if before and after:
            return pair, before[0], after[0]
    return None


def _label(comparison: Comparison, key: tuple[int, int, int], same: bool, drawn: Drawn | None) -> Label:
    position = comparison.pair.candidate_positions.get(key[1:])
    if position is None:
        return Label(*key, same, 0.0, False)
    a = comparison.alignment
    return Label(*key, same, float(a.score[position]), bool(a.wins[position]), position, drawn)


def _in_one_draw(comparisons: Sequence[Comparison], labels: list[Label]) -> tuple[list[Label], int]:
    """Return the labels, with a drawn mark kept only if it is from one draw of the current candidates; and the number
    changed.
    """
    strata_in_draw = {}
    for pair, comparison in enumerate(comparisons):
        threshold_counts = Counter(label.drawn.threshold for label in labels if label.pair == pair and label.drawn)
        if threshold_counts:
            threshold = max(threshold_counts, key=lambda value: (threshold_counts[value], value))
            positions = strata_of(comparison.alignment, threshold)
            strata_in_draw[pair] = threshold, {stratum: set(found.tolist()) for stratum, found in positions.items()}
    result = []
    for label in labels:
        if label.drawn is None:
            result.append(label)
            continue
        threshold, positions_of = strata_in_draw[label.pair]
        members = positions_of[label.drawn.stratum]
        is_in_draw = (
            label.drawn.threshold == threshold and len(members) == label.drawn.size and label.position in members
        )
        result.append(label if is_in_draw else replace(label, drawn=None))
    return result, sum(a.drawn is not b.drawn for a, b in zip(labels, result, strict=True))
