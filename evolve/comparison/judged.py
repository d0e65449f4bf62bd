"""What a person's judgements make of an alignment: which candidates win now, and which pairs are links in any case.

Pairs that the person called the same and the aligner had not linked take their sentences first; those called not the
same leave the contest; then it is held anew. A pair that was linked anyway keeps its turn, so that confirming a link
moves no other. On two essays with half of the missed pairs judged, this links the rest a little better (F1 .34 against
.33); counting a judged pair as the best score there could be would link it far worse (.16), because a sentence that was
taken up twice would lose its other partner.

A judgement names its sentences by their text. Where a text occurs several times, "same" pairs its occurrences in order,
the last with what is left over; "not" and "unsure" hold for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from evolve.align.arrays import Flags
from evolve.align.pairing import winners
from evolve.comparison.pair import AlignedPair
from evolve.model import Judgement, Link, Verdict
from evolve.text.clean import clean_line


@dataclass(frozen=True, eq=False)
class AppliedJudgements:
    """An alignment under some judgements; knows no threshold."""

    pair: AlignedPair
    judgements: tuple[Judgement, ...] = ()
    """As they were given; of several on one pair the last counts."""

    def of(self, before: int, after: int) -> Judgement | None:
        """The judgement on a pair, if there is one."""
        one, two = self.pair.sayings
        return self._said.get((one[before], two[after]))

    @cached_property
    def placed(self) -> tuple[Judgement, ...]:
        """The judgements that count, and whose sentences stand in the texts."""
        if not self.judgements:
            return ()
        one, two = self.pair.occurrences
        return tuple(judgement for (b, a), judgement in self._said.items() if b in one and a in two)

    @cached_property
    def unplaced(self) -> tuple[Judgement, ...]:
        """The judgements that would count, were their sentences in the texts."""
        placed = set(self.placed)
        return tuple(judgement for judgement in self._said.values() if judgement not in placed)

    @cached_property
    def same(self) -> tuple[Link, ...]:
        """The pairs that are links at any threshold, best first; a pair that is no candidate has the score 0."""
        links = [Link(b, a, self._score_of(b, a), self.pair, verdict=Verdict.SAME) for b, a in self._same]
        return tuple(sorted(links, key=lambda link: (-link.score, link.before + link.after, link.before)))

    @cached_property
    def wins(self) -> Flags:
        """For every candidate that was not called the same, whether it becomes a link once the threshold lets it."""
        alignment = self.pair.alignment
        if not self.placed:
            return alignment.wins
        stays = np.ones(len(alignment.score), dtype=bool)
        stays[self._denied] = False
        first = [link for link in self.same if not self._was_linked(link)]
        out = np.zeros(len(stays), dtype=bool)
        if first or (alignment.wins & ~stays).any():
            contest = alignment.before[stays], alignment.after[stays], alignment.score[stays]
            out[stays] = winners(*contest, first=[(link.before, link.after, link.score) for link in first])
        else:
            out |= alignment.wins
        for pair in self._same:
            if pair in self.pair.places:
                out[self.pair.places[pair]] = False
        return out

    @cached_property
    def _said(self) -> dict[tuple[str, str], Judgement]:
        return {(clean_line(j.before), clean_line(j.after)): j for j in self.judgements}

    def _pairs(self, verdict: Verdict) -> Iterator[tuple[list[int], list[int]]]:
        """Where the sentences of the judgements with this verdict stand."""
        one, two = self.pair.occurrences
        for (b, a), judgement in self._said.items():
            if judgement.verdict is verdict and b in one and a in two:
                yield one[b], two[a]

    @cached_property
    def _same(self) -> frozenset[tuple[int, int]]:
        return frozenset(
            (before[min(n, len(before) - 1)], after[min(n, len(after) - 1)])
            for before, after in self._pairs(Verdict.SAME)
            for n in range(max(len(before), len(after)))
        )

    @property
    def _denied(self) -> list[int]:
        """Places of the candidates that were called not the same."""
        pairs = (pair for before, after in self._pairs(Verdict.NOT) for pair in product(before, after))
        return [self.pair.places[pair] for pair in pairs if pair in self.pair.places]

    def _score_of(self, before: int, after: int) -> float:
        place = self.pair.places.get((before, after))
        return 0.0 if place is None else float(self.pair.alignment.score[place])

    def _was_linked(self, link: Link) -> bool:
        place = self.pair.places.get((link.before, link.after))
        return place is not None and bool(self.pair.alignment.wins[place])
