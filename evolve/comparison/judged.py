"""Applies judgements to an alignment: which candidates win now, and which pairs are links at any threshold.

A person's verdict overrules a judge's, and a judge's overrules the score. What a person left unsure is decided by the
judges, and what the judges left unsure by the score. Judges who differ on a pair count as unsure. A pair that a judge
read without naming it is no link, unless its sentences are equal or the score had linked it anyway: about those pairs
the judge is asked one by one, and not answering is no refusal.

Pairs judged the same that the aligner had not linked get their sentences first, and pairs judged not the same are
removed; then the winners among the other candidates are found again. A pair that was linked anyway keeps its rank, so
that confirming a link changes no other. On two essays with half of the missed pairs judged, this links the rest
slightly better (F1 .34 against .33). Treating a judged pair as one with the highest possible score would link the rest
far worse (.16), because a sentence that was repeated would lose its other partner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from evolve.align.arrays import Flags
from evolve.align.pairing import too_short, winners
from evolve.comparison.judged_texts import JudgedTexts, Texts, by_texts, texts_of
from evolve.comparison.pair import AlignedPair
from evolve.model import Judgement, Link, Reading, Verdict

_EMPTY_READING = Reading()


@dataclass(frozen=True, eq=False)
class AppliedJudgements:
    """An alignment under some judgements, at any threshold."""

    pair: AlignedPair
    judgements: tuple[Judgement, ...] = ()
    """A person's judgements as given; of several on one pair the last counts."""
    by_judges: Reading = _EMPTY_READING
    """The results of judges."""

    def judgement_of(self, before: int, after: int) -> Judgement | None:
        """Return the person's judgement of a pair, or None."""
        earlier, later = self.pair.sentence_texts
        return self.judged_texts.judgement_of(earlier[before], later[after])

    def judge_verdict_of(self, before: int, after: int) -> Judgement | None:
        """Return the judges' verdict on a pair, or None; its `by` names all judges that gave one."""
        if not self.by_judges.verdicts:
            return None
        earlier, later = self.pair.sentence_texts
        return self._texts_by_judges.judgement_of(earlier[before], later[after])

    @property
    def placed(self) -> tuple[Judgement, ...]:
        """The judgements that count and whose sentences are in the texts."""
        return self.judged_texts.placed

    @property
    def unplaced(self) -> tuple[Judgement, ...]:
        """The judgements that would count if their sentences were in the texts."""
        return self.judged_texts.unplaced

    @property
    def placed_verdicts(self) -> tuple[Judgement, ...]:
        """The judges' verdicts, one for each pair, whose sentences are in the texts."""
        return self._texts_by_judges.placed

    @cached_property
    def disputed(self) -> tuple[tuple[int, int], ...]:
        """The pairs that either the person or the judges, but not both, call the same."""
        by_judges = self._texts_by_judges.by_texts
        return tuple(
            pair
            for texts, judgement in self.judged_texts.by_texts.items()
            if texts in by_judges and _contradict(judgement, by_judges[texts])
            for pair in self.judged_texts.pairs_of(texts)
        )

    @cached_property
    def same_links(self) -> tuple[Link, ...]:
        """The links between pairs judged the same, in force at any threshold, best first; the score may be 0."""
        return _best_first(self.link(before, after) for before, after in self._deciding.same_pairs)

    @cached_property
    def wins(self) -> Flags:
        """For every candidate not judged the same, whether it becomes a link at a sufficiently low threshold."""
        alignment = self.pair.alignment
        if not (self.placed or self.placed_verdicts or self.by_judges.read):
            return alignment.wins
        remaining = np.ones(len(alignment.score), dtype=bool)
        remaining[self._unlinked_positions] = False
        remaining &= ~self.passed_over
        new_links = [link for link in self.same_links if not self._was_linked(link)]
        wins = np.zeros(len(remaining), dtype=bool)
        if new_links or (alignment.wins & ~remaining).any():
            candidates = alignment.before[remaining], alignment.after[remaining], alignment.score[remaining]
            wins[remaining] = winners(
                *candidates,
                first=[(link.before, link.after, link.score) for link in new_links],
                doubtful=too_short(alignment.features, alignment.scored_pairs)[remaining],
                verbatim=alignment.equal[remaining],
            )
        else:
            wins |= alignment.wins
        for pair in self._deciding.same_pairs:
            if pair in self.pair.candidate_positions:
                wins[self.pair.candidate_positions[pair]] = False
        return wins

    @cached_property
    def judged_texts(self) -> JudgedTexts:
        """The person's judgement that counts for each pair of texts."""
        return self._in_the_texts(by_texts(self.judgements))

    @cached_property
    def _texts_by_judges(self) -> JudgedTexts:
        """The judges' joint verdict on each pair of texts that they named."""
        by_judge: dict[Texts, dict[str, Judgement]] = {}
        for verdict in self.by_judges.verdicts:
            by_judge.setdefault(texts_of(verdict), {})[verdict.by] = verdict
        return self._in_the_texts({texts: _joint_verdict(tuple(v.values())) for texts, v in by_judge.items()})

    @cached_property
    def _deciding(self) -> JudgedTexts:
        """The verdict that counts for each pair of texts: the person's, or else the judges'."""
        decided = {texts: j for texts, j in self.judged_texts.by_texts.items() if j.verdict is not Verdict.UNSURE}
        return self._in_the_texts({**self._texts_by_judges.by_texts, **decided})

    def _in_the_texts(self, judgements: Mapping[Texts, Judgement]) -> JudgedTexts:
        """Return judgements with the sentences of the two versions; without judgements no sentences are looked up."""
        return JudgedTexts(judgements, self.pair.occurrences if judgements else ({}, {}))

    @cached_property
    def _unlinked_positions(self) -> list[int]:
        """The positions of candidates that are no links because they were judged not the same, or related only."""
        positions = (self.pair.position_of(*pair) for pair in self._deciding.pairs_with(Verdict.NOT, Verdict.RELATED))
        return [position for position in positions if position is not None]

    @cached_property
    def passed_over(self) -> Flags:
        """For every candidate, whether a judge read both sentences without naming the pair or being asked about it."""
        alignment = self.pair.alignment
        flags = np.zeros(len(alignment.score), dtype=bool)
        if not self.by_judges.read or not len(flags):
            return flags
        earlier, later = self.pair.digests
        for before, after in self.by_judges.read:
            is_read = [
                np.array([digest in read for digest in digests])
                for digests, read in ((earlier, before), (later, after))
            ]
            flags |= is_read[0][alignment.before] & is_read[1][alignment.after]
        linked = alignment.wins.copy()
        linked[alignment.candidates_above(self.pair.automatic_threshold) :] = False
        flags &= ~(linked | alignment.equal)
        for pair in self._named_pairs:
            if pair in self.pair.candidate_positions:
                flags[self.pair.candidate_positions[pair]] = False
        return flags

    @cached_property
    def is_read_whole(self) -> bool:
        """Whether judges read every earlier sentence together with every later one."""
        earlier, later = map(frozenset, self.pair.digests)
        read = self.by_judges.read
        # Sentences that were read in the same tasks were read together with the same later sentences.
        tasks = {tuple(n for n, (before, _) in enumerate(read) if digest in before) for digest in earlier}
        return all(later <= frozenset().union(*(read[n][1] for n in numbers)) for numbers in tasks)

    @property
    def _named_pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs with a verdict by a person or a judge."""
        for named in (self.judged_texts, self._texts_by_judges):
            for texts in named.by_texts:
                yield from named.pairs_of(texts)

    @cached_property
    def refused(self) -> Flags:
        """For every candidate, whether it was judged not the same, or read by a judge without being named."""
        flags = self.passed_over.copy()
        positions = (self.pair.position_of(*pair) for pair in self._deciding.pairs_with(Verdict.NOT))
        flags[[position for position in positions if position is not None]] = True
        return flags

    @cached_property
    def judged_possible(self) -> tuple[Link, ...]:
        """The pairs that judges left unsure, then those judged related; each group best first."""
        links: list[Link] = []
        for verdict in (Verdict.UNSURE, Verdict.RELATED):
            links += _best_first(self.link(*pair) for pair in set(self._deciding.pairs_with(verdict)))
        return tuple(links)

    def link(self, before: int, after: int) -> Link:
        """Return a pair as a link, with its verdicts."""
        judgement, judge_verdict = self.judgement_of(before, after), self.judge_verdict_of(before, after)
        score = self._score_of(before, after)
        return Link(
            before,
            after,
            score,
            self.pair,
            verdict=None if judgement is None else judgement.verdict,
            judge=judge_verdict,
        )

    def _score_of(self, before: int, after: int) -> float:
        """Return the score of a pair, 0 if it is no candidate."""
        position = self.pair.position_of(before, after)
        return 0.0 if position is None else float(self.pair.alignment.score[position])

    def _was_linked(self, link: Link) -> bool:
        """Return whether a link is one that the aligner would make at a sufficiently low threshold."""
        position = self.pair.position_of(link.before, link.after)
        return position is not None and bool(self.pair.alignment.wins[position])


def _best_first(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (-link.score, link.before + link.after, link.before)))


def _joint_verdict(verdicts: tuple[Judgement, ...]) -> Judgement:
    """Return the verdicts of several judges on one pair as one by all of them; unsure if they differ."""
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


def _contradict(one: Judgement, two: Judgement) -> bool:
    """Return whether one of two verdicts is that the claim is the same and the other that it is not."""
    undecided = Verdict.UNSURE in (one.verdict, two.verdict)
    return not undecided and (one.verdict is Verdict.SAME) is not (two.verdict is Verdict.SAME)
