"""What judgements make of an alignment: which candidates win now, and which pairs are links in any case.

A person's verdict overrules a judge's, a judge's overrules the score. What a person left open stays with the judge, and
what a judge left open stays with the score. Where several judges differ on a pair, none decides it. What a judge read
without naming it is no link, unless the sentences are equal or the score had linked them anyway: those pairs the judge
was asked about one by one, and one that passed them over has not refused them.

Pairs that were called the same and that the aligner had not linked take their sentences first; those called not the
same leave the contest; then it is held anew. A pair that was linked anyway keeps its turn, so that confirming a link
moves no other. On two essays with half of the missed pairs judged, this links the rest a little better (F1 .34 against
.33); counting a judged pair as the best score there could be would link it far worse (.16), because a sentence that was
taken up twice would lose its other partner.

A judgement names its sentences by their text. Where a text occurs several times, "same" pairs its occurrences in order,
the last with what is left over; "not" and "unsure" hold for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np

from evolve.align.arrays import Flags
from evolve.align.pairing import too_short, winners
from evolve.comparison.pair import AlignedPair
from evolve.model import Judgement, Link, Reading, Verdict
from evolve.text.clean import clean_line

_UNREAD = Reading()


@dataclass(frozen=True, eq=False)
class AppliedJudgements:
    """An alignment under some judgements; knows no threshold."""

    pair: AlignedPair
    judgements: tuple[Judgement, ...] = ()
    """A person's, as they were given; of several on one pair the last counts."""
    by_judges: Reading = _UNREAD
    """What judges found."""

    def of(self, before: int, after: int) -> Judgement | None:
        """The person's judgement on a pair, if there is one."""
        one, two = self.pair.sayings
        return self._said.get((one[before], two[after]))

    def of_judges(self, before: int, after: int) -> Judgement | None:
        """The judges' verdict on a pair, if there is one; `by` names all judges that gave one."""
        if not self.by_judges.verdicts:
            return None
        one, two = self.pair.sayings
        return self._found.get((one[before], two[after]))

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
    def placed_of_judges(self) -> tuple[Judgement, ...]:
        """The judges' verdicts, one a pair, whose sentences stand in the texts."""
        if not self.by_judges.verdicts:
            return ()
        one, two = self.pair.occurrences
        return tuple(verdict for (b, a), verdict in self._found.items() if b in one and a in two)

    @cached_property
    def disputed(self) -> tuple[tuple[int, int], ...]:
        """The pairs that a person calls the same and the judges do not, or the judges and the person does not."""
        if not (self.placed and self.placed_of_judges):
            return ()
        one, two = self.pair.occurrences
        return tuple(
            pair
            for key, judgement in self._said.items()
            if key[0] in one and key[1] in two and key in self._found and _differ(judgement, self._found[key])
            for pair in product(one[key[0]], two[key[1]])
        )

    @cached_property
    def same(self) -> tuple[Link, ...]:
        """The pairs that are links at any threshold, best first; a pair that is no candidate has the score 0."""
        return _best_first(self.link(b, a) for b, a in self._same)

    @cached_property
    def wins(self) -> Flags:
        """For every candidate that was not called the same, whether it becomes a link once the threshold lets it."""
        alignment = self.pair.alignment
        if not (self.placed or self.placed_of_judges or self.by_judges.read):
            return alignment.wins
        stays = np.ones(len(alignment.score), dtype=bool)
        stays[self._denied] = False
        stays &= ~self.passed_over
        first = [link for link in self.same if not self._was_linked(link)]
        out = np.zeros(len(stays), dtype=bool)
        if first or (alignment.wins & ~stays).any():
            contest = alignment.before[stays], alignment.after[stays], alignment.score[stays]
            out[stays] = winners(
                *contest,
                first=[(link.before, link.after, link.score) for link in first],
                doubtful=too_short(alignment.features, alignment.made_of)[stays],
            )
        else:
            out |= alignment.wins
        for pair in self._same:
            if pair in self.pair.places:
                out[self.pair.places[pair]] = False
        return out

    @cached_property
    def _said(self) -> dict[tuple[str, str], Judgement]:
        return {(clean_line(j.before), clean_line(j.after)): j for j in self.judgements}

    @cached_property
    def _found(self) -> dict[tuple[str, str], Judgement]:
        """The judges' verdict on each pair they named."""
        of_each: dict[tuple[str, str], dict[str, Judgement]] = {}
        for verdict in self.by_judges.verdicts:
            key = clean_line(verdict.before), clean_line(verdict.after)
            of_each.setdefault(key, {})[verdict.by] = verdict
        return {key: _joined(tuple(verdicts.values())) for key, verdicts in of_each.items()}

    @cached_property
    def _decided(self) -> dict[tuple[str, str], Judgement]:
        """Of each pair the verdict that counts: the person's, else the judges'."""
        decided = {key: j for key, j in self._said.items() if j.verdict is not Verdict.UNSURE}
        return {**self._found, **decided} if self.by_judges.verdicts else decided

    def _pairs(self, *verdicts: Verdict) -> Iterator[tuple[list[int], list[int]]]:
        """Where the sentences of the pairs with one of these verdicts stand."""
        one, two = self.pair.occurrences
        for (b, a), judgement in self._decided.items():
            if judgement.verdict in verdicts and b in one and a in two:
                yield one[b], two[a]

    @cached_property
    def _same(self) -> frozenset[tuple[int, int]]:
        return frozenset(
            (before[min(n, len(before) - 1)], after[min(n, len(after) - 1)])
            for before, after in self._pairs(Verdict.SAME)
            for n in range(max(len(before), len(after)))
        )

    @cached_property
    def _denied(self) -> list[int]:
        """Places of the candidates that are no links: called not the same, or no more than related."""
        pairs = (pair for before, after in self._pairs(Verdict.NOT, Verdict.RELATED) for pair in product(before, after))
        return [self.pair.places[pair] for pair in pairs if pair in self.pair.places]

    @cached_property
    def passed_over(self) -> Flags:
        """For every candidate, whether a judge read both sentences without naming the pair or being asked about it."""
        alignment = self.pair.alignment
        out = np.zeros(len(alignment.score), dtype=bool)
        if not self.by_judges.read or not len(out):
            return out
        one, two = self.pair.digests
        for before, after in self.by_judges.read:
            was_read = [np.array([digest in read for digest in own]) for own, read in ((one, before), (two, after))]
            out |= was_read[0][alignment.before] & was_read[1][alignment.after]
        asked = alignment.wins.copy()
        asked[alignment.above(self.pair.automatic_threshold) :] = False
        out &= ~(asked | alignment.equal)
        for pair in self._named:
            if pair in self.pair.places:
                out[self.pair.places[pair]] = False
        return out

    @property
    def _named(self) -> Iterator[tuple[int, int]]:
        """The pairs that a person or a judge said something of."""
        one, two = self.pair.occurrences
        for b, a in (*self._said, *self._found):
            yield from product(one.get(b, ()), two.get(a, ()))

    @cached_property
    def refused(self) -> Flags:
        """For every candidate, whether it was called not the same, or read by a judge and not named."""
        out = self.passed_over.copy()
        for before, after in self._pairs(Verdict.NOT):
            out[[self.pair.places[pair] for pair in product(before, after) if pair in self.pair.places]] = True
        return out

    @cached_property
    def worth_a_look(self) -> tuple[Link, ...]:
        """The pairs that judges left open, then those that were called related, both best first."""
        found: list[Link] = []
        for verdict in (Verdict.UNSURE, Verdict.RELATED):
            pairs = {pair for before, after in self._pairs(verdict) for pair in product(before, after)}
            found += _best_first(self.link(b, a) for b, a in pairs)
        return tuple(found)

    def link(self, before: int, after: int) -> Link:
        """A pair as a link, with who judged it."""
        own, found = self.of(before, after), self.of_judges(before, after)
        score = self._score_of(before, after)
        return Link(before, after, score, self.pair, verdict=None if own is None else own.verdict, judge=found)

    def _score_of(self, before: int, after: int) -> float:
        place = self.pair.places.get((before, after))
        return 0.0 if place is None else float(self.pair.alignment.score[place])

    def _was_linked(self, link: Link) -> bool:
        place = self.pair.places.get((link.before, link.after))
        return place is not None and bool(self.pair.alignment.wins[place])


def _best_first(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (-link.score, link.before + link.after, link.before)))


def _joined(verdicts: tuple[Judgement, ...]) -> Judgement:
    """The verdicts of several judges on one pair as one, by all of them; unsure where they differ."""
    first = verdicts[0]
    if len(verdicts) == 1:
        return first
    agreed = len({verdict.verdict for verdict in verdicts}) == 1
    return replace(
        first,
        verdict=first.verdict if agreed else Verdict.UNSURE,
        kinds=tuple(dict.fromkeys(kind for verdict in verdicts for kind in verdict.kinds)),
        note=next((verdict.note for verdict in verdicts if verdict.note), ""),
        by=", ".join(verdict.by for verdict in verdicts),
    )


def _differ(one: Judgement, two: Judgement) -> bool:
    """Whether one of two verdicts says that the claim is the same, and the other that it is not."""
    undecided = Verdict.UNSURE in (one.verdict, two.verdict)
    return not undecided and (one.verdict is Verdict.SAME) is not (two.verdict is Verdict.SAME)
