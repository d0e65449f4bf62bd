"""Judgements found again among the candidates of one or several pairs of texts, and what could not be used of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evolve.comparison import Comparison
from evolve.model import Judgement, Verdict
from evolve.text.clean import clean_line
from evolve.tune.sampling import ENOUGH, Drawn, drawn_in, strata

PerPair = tuple[float, ...]
"""Thresholds, one for each pair of texts."""

Thresholds = float | PerPair
"""One threshold for all pairs of texts, or each its own."""


def threshold_of(bar: Thresholds, pair: int) -> float:
    """What holds for one pair of texts."""
    return bar[pair] if isinstance(bar, tuple) else bar


@dataclass(frozen=True, slots=True)
class Label:
    """One judged pair."""

    pair: int
    """Which of the pairs of texts."""
    before: int
    after: int
    same: bool
    score: float
    """0 for a pair that is no candidate."""
    wins: bool
    """Whether it is a link once the threshold lets it."""
    place: int | None = None
    """Its place among the candidates; None for a pair that is none."""
    drawn: Drawn | None = None
    """How it was drawn; None where a person chose it, so that it stands for itself alone."""

    def linked(self, bar: Thresholds) -> bool:
        """Whether it is a link at a threshold, or where each pair of texts has its own."""
        return self.wins and self.score >= threshold_of(bar, self.pair)


def best_first(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Labels by falling score, those of one score in the order of the texts."""
    return tuple(sorted(labels, key=lambda label: (-label.score, label.pair, label.before, label.after)))


@dataclass(frozen=True, slots=True)
class Labels:
    """All that is known of some pairs of texts from people."""

    comparisons: tuple[Comparison, ...]
    items: tuple[Label, ...]
    unsure: int = 0
    """Pairs looked at and left open."""
    unplaced: tuple[Judgement, ...] = ()
    """Judgements whose sentences do not stand in the texts."""
    contradicting: tuple[Judgement, ...] = ()
    """Pairs that were called both the same and not, each once; they are left out."""
    outdated: int = 0
    """Labels drawn when the candidates were others; they stand for themselves alone."""
    assumed: int = 0
    """Pairs that nobody named and that count as judged not the same."""

    @property
    def same(self) -> int:
        """Pairs judged the same."""
        return sum(label.same for label in self.items)

    @property
    def different(self) -> int:
        """Pairs judged not the same."""
        return len(self.items) - self.same

    @property
    def drawn(self) -> int:
        """Labels that were drawn by lot."""
        return sum(label.drawn is not None for label in self.items)

    @property
    def spoken_for(self) -> str:
        """Which pairs they speak for, in a sentence or two for a person."""
        if self.assumed:
            return (
                f"{self.assumed} of them nobody named: they count as not the same, "
                "so the figures are of all pairs that have anything in common."
            )
        if not self.drawn:
            return "None was drawn by lot: the figures are of the judged pairs alone, not of the texts."
        few = f" Fewer than {ENOUGH}: the intervals may be too narrow." if self.drawn < ENOUGH else ""
        return f"{self.drawn} were drawn by lot and speak for the pairs nobody looked at.{few}"

    def of(self, pair: int) -> Labels:
        """Those of one pair of texts, by itself."""
        items = tuple(replace(label, pair=0) for label in self.items if label.pair == pair)
        return Labels((self.comparisons[pair],), items)

    def without(self, pair: int) -> Labels:
        """Those of all pairs of texts but one."""
        items = [replace(i, pair=i.pair - (i.pair > pair)) for i in self.items if i.pair != pair]
        return Labels((*self.comparisons[:pair], *self.comparisons[pair + 1 :]), tuple(items))


def match(
    comparisons: Sequence[Comparison],
    judgements: Sequence[Judgement],
    *,
    contradicting: Sequence[Judgement] = (),
    complete: bool = False,
) -> Labels:
    """Find judged pairs again by their sentences; of a text that occurs several times the first place counts.

    With `complete`, every pair that was not judged the same or unsure counts as judged not the same, in the texts that
    have any judgement.
    """
    items: dict[tuple[int, int, int], Label] = {}
    left_open: set[tuple[int, int, int]] = set()
    unplaced = []
    for judgement in judgements:
        at = _find(comparisons, judgement)
        if at is None:
            unplaced.append(judgement)
        elif judgement.verdict is Verdict.UNSURE:
            left_open.add(at)
        else:
            same = judgement.verdict is Verdict.SAME
            items[at] = _label(comparisons[at[0]], at, same, drawn_in(judgement.drawn))
    named = len(items)
    if complete:
        for pair in sorted({at[0] for at in (*items, *left_open)}):
            aligned = comparisons[pair].pair
            for before, after in aligned.places:
                at = pair, before, after
                if at not in items and at not in left_open:
                    items[at] = _label(comparisons[pair], at, False, None)
        items = {at: replace(label, drawn=None) for at, label in items.items()}
    # chance weighs one label after the other: in the order of the texts, so that the order they came in tells nothing
    labels, outdated = _in_one_draw(comparisons, [items[at] for at in sorted(items)])
    return Labels(
        tuple(comparisons),
        tuple(labels),
        unsure=len(left_open),
        unplaced=tuple(unplaced),
        contradicting=tuple(contradicting),
        outdated=outdated,
        assumed=len(items) - named,
    )


def _find(comparisons: Sequence[Comparison], judgement: Judgement) -> tuple[int, int, int] | None:
    for pair, comparison in enumerate(comparisons):
        one, two = comparison.pair.occurrences
        before, after = one.get(clean_line(judgement.before)), two.get(clean_line(judgement.after))
        if before and after:
            return pair, before[0], after[0]
    return None


def _label(comparison: Comparison, at: tuple[int, int, int], same: bool, drawn: Drawn | None) -> Label:
    place = comparison.pair.places.get(at[1:])
    if place is None:
        return Label(*at, same, 0.0, False)
    a = comparison.alignment
    return Label(*at, same, float(a.score[place]), bool(a.wins[place]), place, drawn)


def _in_one_draw(comparisons: Sequence[Comparison], labels: list[Label]) -> tuple[list[Label], int]:
    """The labels with only those kept as drawn that belong to one draw from the candidates as they are."""
    chosen = {}
    for pair, comparison in enumerate(comparisons):
        cuts = Counter(label.drawn.threshold for label in labels if label.pair == pair and label.drawn)
        if cuts:
            threshold = max(cuts, key=lambda cut: (cuts[cut], cut))
            places = strata(comparison.alignment, threshold)
            chosen[pair] = threshold, {stratum: set(found.tolist()) for stratum, found in places.items()}
    out = []
    for label in labels:
        if label.drawn is None:
            out.append(label)
            continue
        threshold, places_of = chosen[label.pair]
        members = places_of[label.drawn.stratum]
        fits = label.drawn.threshold == threshold and len(members) == label.drawn.size and label.place in members
        out.append(label if fits else replace(label, drawn=None))
    return out, sum(a.drawn is not b.drawn for a, b in zip(labels, out, strict=True))
