"""Two versions at one threshold: which links are in force, what became of every sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.ordering import in_order
from evolve.align.surroundings import KEPT
from evolve.align.threshold import HANDFUL
from evolve.comparison.arguments import Unclear, arguments_of
from evolve.comparison.judged import AppliedJudgements
from evolve.comparison.pair import AlignedPair
from evolve.comparison.possible import MOST, possible_places
from evolve.document import Document
from evolve.errors import UsageError
from evolve.model import SIDES, Argument, Chance, Counts, Judgement, Link, Reading, Relation, Side, Status, Verdict
from evolve.settings import Settings


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two versions aligned, at one threshold. Made by `evolve.compare`."""

    pair: AlignedPair
    """What the two are to each other at any threshold."""
    threshold: float
    """The score from which a candidate counts as a link (`>=`)."""
    applied: AppliedJudgements
    """What a person's judgements and judges' verdicts make of it; without any, the alignment decides alone."""

    @property
    def before(self) -> Document:
        """The earlier version."""
        return self.pair.before

    @property
    def after(self) -> Document:
        """The later version."""
        return self.pair.after

    @property
    def settings(self) -> Settings:
        """How they were compared."""
        return self.pair.settings

    @property
    def alignment(self) -> Alignment:
        """Every candidate's score and whether it wins, as arrays."""
        return self.pair.alignment

    @property
    def candidates(self) -> tuple[Link, ...]:
        """Every candidate, best first; never depends on the threshold."""
        return self.pair.candidates

    def candidates_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Every candidate of one sentence, best first."""
        return self.pair.candidates_of(side, index)

    def nearest_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """The candidates of one sentence with scores above the chance cutoff, best first."""
        return self.pair.nearest_of(side, index)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links in force at this threshold, best first; before them those that were called the same."""
        winning = self.applied.wins[: self.alignment.above(self.threshold)].nonzero()[0]
        return _related([*self.applied.same, *map(self._marked, self.pair.links_at(winning))])

    def at(self, threshold: float) -> Comparison:
        """The same comparison at another threshold; nothing is scored again. Raises UsageError outside 0..1."""
        if not 0 <= threshold <= 1:
            raise UsageError(f"the threshold {threshold} is not between 0 and 1", next_step="choose one from 0 to 1")
        return replace(self, threshold=threshold)

    def judged(
        self, judgements: Iterable[Judgement], *, by_judges: Reading | Iterable[Judgement] | None = None
    ) -> Comparison:
        """The same comparison under a person's judgements, in place of any it was under; nothing is scored again.

        `by_judges` is what judges found: verdicts, each with the judge's name as `by`, or a reading, which knows too
        what they read without naming it; None keeps what it was under. A person's verdict overrules the judges', and
        theirs the score.

        "same" makes a pair a link at any threshold, "not" takes it away at any and lets its sentences go to their next
        best partners, "related" does so too and leaves the pair to be shown as possible, "unsure" changes nothing. A
        judgement finds its sentences by their text; of several on one pair the last counts. The threshold stays.
        """
        if by_judges is None:
            by_judges = self.applied.by_judges
        reading = by_judges if isinstance(by_judges, Reading) else Reading(tuple(by_judges))
        return replace(self, applied=AppliedJudgements(self.pair, tuple(judgements), reading))

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements it is under whose sentences stand in the texts."""
        return self.applied.placed

    @property
    def unplaced(self) -> tuple[Judgement, ...]:
        """The judgements it was given whose sentences do not, or no longer, stand in the texts."""
        return self.applied.unplaced

    def judgement_of(self, before: int, after: int) -> Judgement | None:
        """What a person said of a pair, linked or not."""
        return self.applied.of(before, after)

    @property
    def judge_verdicts(self) -> tuple[Judgement, ...]:
        """The judges' verdicts it is under, one a pair, whose sentences stand in the texts."""
        return self.applied.placed_of_judges

    def judge_verdict_of(self, before: int, after: int) -> Judgement | None:
        """The judges' verdict on a pair, linked or not; unsure where they differ."""
        return self.applied.of_judges(before, after)

    def was_passed_over(self, before: int, after: int) -> bool:
        """Whether a judge read both sentences of a candidate without naming the pair, so that it is no link."""
        place = self.pair.places.get((before, after))
        return place is not None and bool(self.applied.passed_over[place])

    def judged_pair(self, before: int, after: int) -> Link:
        """Return a pair as a link, in force or not, with who judged it; its score is 0 if it is no candidate."""
        return self.applied.link(before, after)

    @property
    def disputed(self) -> tuple[tuple[int, int], ...]:
        """The pairs, as indices, that only one of the person and the judges calls the same."""
        return self.applied.disputed

    def chance(self, threshold: float | None = None) -> Chance:
        """The candidates at or above a threshold, and how many of them are expected there by chance."""
        t = self.threshold if threshold is None else threshold
        return Chance(self.alignment.above(t), self.alignment.expected(t))

    def link_chance(self, threshold: float | None = None) -> Chance:
        """How many of the links at a threshold are estimated to be wrong; those called the same are not asked about.

        Judging takes from the links in doubt and from the wrong ones among them in the same measure.
        """
        t = self.threshold if threshold is None else threshold
        found, asked = self.alignment.links_above(t), int(self.applied.wins[: self.alignment.above(t)].sum())
        doubted = found - self.alignment.links_above(max(t, KEPT))
        left = asked / found if found else 1.0
        expected = min(float(asked), self.alignment.expected_links(t) * left)
        alike = min(float(doubted), self.pair.expected_within(t)) * left if doubted else 0.0
        return Chance(asked, expected, alike)

    def links_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """The links in force of one sentence, best first."""
        return self._links_of[side].get(index, ())

    def possible_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """The candidates worth a look of one sentence without a link, best first, at most three; none that was refused.

        A sentence has some when it would be linked at a lower threshold that is still better than chance. Beside the
        link that it would have are the candidates that come near it; none whose other sentence was kept elsewhere. What
        judges left open, and what was called related, comes first.
        """
        return self._possible_of[side].get(index, ())

    @cached_property
    def possible(self) -> tuple[Link, ...]:
        """The candidates worth a look of all sentences without a link, each once, best first."""
        found = {link for side in SIDES for links in self._possible_of[side].values() for link in links}
        return tuple(sorted(found, key=lambda link: (-link.score, link.before + link.after, link.before)))

    def status_of(self, side: Side, index: int) -> Status:
        """What became of a sentence; one with several links persisted where all of them say the same."""
        links = self.links_of(side, index)
        if not links:
            if self.possible_of(side, index):
                return Status.UNCLEAR
            return Status.DROPPED if side == "before" else Status.ADDED
        return Status.PERSISTED if all(link.status is Status.PERSISTED for link in links) else Status.CHANGED

    def counts_of(self, side: Side) -> Counts:
        """The sentences of one text by status; together they are all of its sentences."""
        return self._counts_of[side]

    @property
    def counts(self) -> Counts:
        """The sentences of both texts by status."""
        return self.counts_of("before") + self.counts_of("after")

    @cached_property
    def is_rewritten(self) -> bool:
        """Whether words alone do not show what became of most of the two texts.

        It is so where most sentences have no link, and where it is not known that most of the links are right; but not
        between a handful of sentences, which are soon read, and not where no candidate is worth a look.
        """
        counts, links = self.counts, len(self.links)
        if min(len(self.before.sentences), len(self.after.sentences)) < HANDFUL or not (links or counts.unclear):
            return False
        chance = self.link_chance()
        right = links - chance.pairs * (1 - chance.at_least)
        return 2 * (counts.persisted + counts.changed) < counts.total and 2 * right < max(1, links)

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The claims through time: every sentence of both versions in exactly one, in the order of appearance."""
        return arguments_of((self.pair,), (self.links,), (self.unclear,))

    @property
    def unclear(self) -> Unclear:
        """The sentences of either text that are unclear."""
        return frozenset(self._possible_of["before"]), frozenset(self._possible_of["after"])

    @cached_property
    def _counts_of(self) -> dict[Side, Counts]:
        out = {}
        for side, document in zip(SIDES, (self.before, self.after), strict=True):
            said = Counter(self.status_of(side, index) for index in range(len(document.sentences)))
            out[side] = Counts(*(said[status] for status in Status))
        return out

    @cached_property
    def _possible_of(self) -> dict[Side, dict[int, tuple[Link, ...]]]:
        linked = []
        for side, document in zip(SIDES, (self.before, self.after), strict=True):
            flags = np.zeros(len(document.sentences), dtype=bool)
            flags[list(self._links_of[side])] = True
            linked.append(flags)
        found = possible_places(
            self.alignment, self.applied.wins, self.applied.refused, (linked[0], linked[1]), self.pair.possible_from
        )
        out: dict[Side, dict[int, tuple[Link, ...]]] = {}
        for side, flags, places in zip(SIDES, linked, found, strict=True):
            held: dict[int, dict[tuple[int, int], Link]] = {}
            by_score = {n: map(self._marked, self.pair.links_at(np.array(at))) for n, at in places.items()}
            called = ((getattr(link, side), [link]) for link in self.applied.worth_a_look)
            for index, links in (*called, *by_score.items()):
                if not flags[index]:
                    for link in links:
                        held.setdefault(index, {}).setdefault((link.before, link.after), link)
            out[side] = {index: tuple(links.values())[:MOST] for index, links in held.items()}
        return out

    def _marked(self, link: Link) -> Link:
        judgement = self.judgement_of(link.before, link.after) if self.judgements else None
        judge = self.judge_verdict_of(link.before, link.after) if self.judge_verdicts else None
        if judgement is not None and judgement.verdict is Verdict.UNSURE:
            return replace(link, verdict=Verdict.UNSURE, judge=judge)
        return link if judge is None else replace(link, judge=judge)

    @cached_property
    def _links_of(self) -> dict[Side, dict[int, tuple[Link, ...]]]:
        found: dict[Side, dict[int, list[Link]]] = {side: {} for side in SIDES}
        for link in self.links:
            for side, index in zip(SIDES, (link.before, link.after), strict=True):
                found[side].setdefault(index, []).append(link)
        return {side: {index: tuple(links) for index, links in held.items()} for side, held in found.items()}


def _related(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links, each with how it stands among the others."""
    fans = Counter(link.before for link in links), Counter(link.after for link in links)
    single = sorted((link.before, link.after) for link in links if fans[0][link.before] == fans[1][link.after] == 1)
    steady = {single[place] for place in in_order([after for _, after in single])}

    def relation(link: Link) -> Relation:
        many_after, many_before = fans[0][link.before] > 1, fans[1][link.after] > 1
        if many_after and many_before:
            return Relation.MANY
        if many_after:
            return Relation.SPLIT
        if many_before:
            return Relation.MERGED
        return Relation.ONE if (link.before, link.after) in steady else Relation.MOVED

    return tuple(replace(link, relation=relation(link)) for link in links)
