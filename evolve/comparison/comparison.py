"""Two versions at one threshold: the links in force and the status of every sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.ordering import in_order
from evolve.classify.lexicon_files import lexicon_of
from evolve.comparison.arguments import Unclear, arguments_of
from evolve.comparison.judged import AppliedJudgements
from evolve.comparison.judged_texts import JudgedTexts
from evolve.comparison.pair import AlignedPair
from evolve.comparison.possible import MAX_POSSIBLE, possible_positions
from evolve.document import Document
from evolve.errors import UsageError
from evolve.model import (
    SIDES,
    Argument,
    Chance,
    Cluster,
    Counts,
    Judgement,
    Link,
    Reading,
    Relation,
    Side,
    Status,
    Verdict,
)
from evolve.settings import Settings
from evolve.text.languages import AUTO, is_recognised, recognised_language


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two versions aligned, at one threshold. Made by `evolve.compare`."""

    pair: AlignedPair
    """The two versions aligned, for any threshold."""
    threshold: float
    """The score from which a candidate counts as a link (`>=`)."""
    applied: AppliedJudgements
    """The judgements of a person and of judges, applied to the alignment; without any, the alignment decides alone."""

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
        """The settings of the comparison."""
        return self.pair.settings

    @property
    def language(self) -> str:
        """The language whose rules and word lists are used: that of the settings, or the one recognised."""
        return self.pair.language

    @cached_property
    def is_language_recognised(self) -> bool:
        """Whether the language was recognised from the texts, not set and not taken for want of another."""
        return self.settings.language == AUTO and recognised_language(self._texts) == self.language

    @cached_property
    def is_language_in_doubt(self) -> bool:
        """Whether the texts are long enough for their language to be recognised, and it was not."""
        return self.settings.language == AUTO and not is_recognised(self._texts)

    @cached_property
    def _texts(self) -> list[str]:
        """The sentences of either document in one string."""
        return [" ".join(sentence.text for sentence in document.sentences) for document in (self.before, self.after)]

    @property
    def finds_denials(self) -> bool:
        """Whether the language has word lists with which denials, hedges and quantifiers are found."""
        return lexicon_of(self.language).denies

    @property
    def alignment(self) -> Alignment:
        """Every candidate's score, and whether it wins its sentences, as arrays."""
        return self.pair.alignment

    @property
    def candidates(self) -> tuple[Link, ...]:
        """Every candidate, best first; never depends on the threshold."""
        return self.pair.candidates

    def candidates_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Return every candidate of one sentence, best first."""
        return self.pair.candidates_of(side, index)

    def nearest_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Return the candidates of one sentence with scores above the chance cutoff, best first."""
        return self.pair.nearest_of(side, index)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links in force at this threshold: first those judged the same, then the others; each group best first."""
        winning = self.applied.wins[: self.alignment.candidates_above(self.threshold)].nonzero()[0]
        return _with_relations([*self.applied.same_links, *map(self._with_verdicts, self.pair.links_at(winning))])

    @property
    def links_by_verdict(self) -> tuple[Link, ...]:
        """The links that only a verdict makes: scores alone do not link their sentences at this threshold."""
        by_score = self.alignment.wins[: self.alignment.candidates_above(self.threshold)]
        last, position_of = len(by_score), self.pair.candidate_positions
        positions = ((link, position_of.get((link.before, link.after), last)) for link in self.applied.same_links)
        return tuple(link for link, position in positions if position >= last or not by_score[position])

    @cached_property
    def best_below(self) -> float:
        """The highest score below the threshold; 0 if there is none."""
        at, scores = self.alignment.candidates_above(self.threshold), self.alignment.score
        return float(scores[at]) if at < len(scores) else 0.0

    def at(self, threshold: float) -> Comparison:
        """Return the same comparison at another threshold, without scoring again. Raises UsageError outside 0..1."""
        if not 0 <= threshold <= 1:
            raise UsageError(f"the threshold {threshold} is not between 0 and 1", next_step="choose one from 0 to 1")
        return replace(self, threshold=threshold)

    def ignoring(self, kind: str) -> Comparison:
        """Return the same comparison with changes of a kind listed as persisted: "wording", or "none" of them."""
        pair = self.pair.ignoring(kind)
        return replace(self, pair=pair, applied=replace(self.applied, pair=pair))

    @cached_property
    def ignored(self) -> int:
        """The number of links listed as persisted because the settings ignore their kind of change."""
        return 0 if self.settings.ignore == "none" else sum(link.difference.ignored for link in self.links)

    def judged(
        self, judgements: Iterable[Judgement], *, by_judges: Reading | Iterable[Judgement] | None = None
    ) -> Comparison:
        """Return the same comparison under a person's judgements, replacing earlier ones, without scoring again.

        `by_judges` is what judges found: verdicts, each with the judge's name as `by`, or a reading, which also records
        the sentences they read; None keeps the current one. A person's verdict overrules the judges', and theirs the
        score.

        "same" makes a pair a link at any threshold. "not" removes it at any threshold and frees its sentences for their
        next best partners; "related" does so too, and the pair remains possible. "unsure" changes nothing. A judgement
        identifies its sentences by text; of several on one pair the last counts. The threshold is unchanged.
        """
        if by_judges is None:
            by_judges = self.applied.by_judges
        reading = by_judges if isinstance(by_judges, Reading) else Reading(tuple(by_judges))
        return replace(self, applied=AppliedJudgements(self.pair, tuple(judgements), reading))

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The person's judgements in force: those whose sentences are in the texts."""
        return self.applied.placed

    @property
    def unplaced(self) -> tuple[Judgement, ...]:
        """The person's judgements whose sentences are not, or no longer, in the texts."""
        return self.applied.unplaced

    @property
    def judged_texts(self) -> JudgedTexts:
        """The person's judgements with the sentences that they apply to."""
        return self.applied.judged_texts

    def judgement_of(self, before: int, after: int) -> Judgement | None:
        """Return the person's judgement of a pair, linked or not; None if there is none."""
        return self.applied.judgement_of(before, after)

    @property
    def judge_verdicts(self) -> tuple[Judgement, ...]:
        """The judges' verdicts in force, one for each pair: those whose sentences are in the texts."""
        return self.applied.placed_verdicts

    def judge_verdict_of(self, before: int, after: int) -> Judgement | None:
        """Return the judges' verdict on a pair, linked or not; unsure if they differ, None if there is none."""
        return self.applied.judge_verdict_of(before, after)

    def was_passed_over(self, before: int, after: int) -> bool:
        """Return whether a judge read both sentences of a candidate without naming the pair, so that it is no link."""
        position = self.pair.position_of(before, after)
        return position is not None and bool(self.applied.passed_over[position])

    def judged_pair(self, before: int, after: int) -> Link:
        """Return a pair as a link, in force or not, with its verdicts; its score is 0 if it is no candidate."""
        return self.applied.link(before, after)

    @property
    def disputed(self) -> tuple[tuple[int, int], ...]:
        """The pairs, as indices, that either the person or the judges, but not both, call the same."""
        return self.applied.disputed

    def chance(self, threshold: float | None = None) -> Chance:
        """Return the number of candidates at or above a threshold, and how many of them are expected by chance."""
        at = self.threshold if threshold is None else threshold
        return Chance(self.alignment.candidates_above(at), self.alignment.expected_candidates(at))

    def link_chance(self, threshold: float | None = None) -> Chance:
        """Return the number of links at a threshold, and how many of them are estimated to be wrong.

        Pairs judged the same are left out. Judging is taken to reduce the undecided links and the wrong ones among them
        by the same factor. Every report and screen takes its figures about links from here.
        """
        at = self.threshold if threshold is None else threshold
        return self._undecided(self.pair.link_chance(at), at)

    def chance_alone(self, threshold: float) -> Chance:
        """Return the number of links at a threshold, and how many of them are expected by chance alone.

        Pairs judged the same are left out. It takes less time than `link_chance`, so it serves curves over thresholds.
        """
        return self._undecided(self.pair.chance_alone(threshold), threshold)

    def _undecided(self, scored: Chance, at: float) -> Chance:
        """Return an estimate for the links made by scores alone at a threshold, reduced to those that nobody judged."""
        undecided = int(self.applied.wins[: self.alignment.candidates_above(at)].sum())
        share_left = undecided / scored.pairs if scored.pairs else 1.0
        expected, alike = min(float(undecided), scored.expected * share_left), scored.alike * share_left
        return Chance(undecided, expected, alike, rewritten=self.is_rewritten)

    def links_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Return the links in force of one sentence, best first."""
        return self._links_by_sentence[side].get(index, ())

    def possible_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Return the possible candidates of one unlinked sentence, best first, at most three; none that was refused.

        A sentence has some if it would be linked at a lower threshold that is still better than chance. They are the
        link it would have and the candidates with scores near it, without those that are surely wrong because the other
        sentence is linked elsewhere with equal words. Pairs that judges left unsure, and pairs judged related, come
        first.
        """
        return self._possible_by_sentence[side].get(index, ())

    @cached_property
    def possible(self) -> tuple[Link, ...]:
        """The possible candidates of all sentences without a link, each once, best first."""
        found = {link for side in SIDES for links in self._possible_by_sentence[side].values() for link in links}
        return tuple(sorted(found, key=lambda link: (-link.score, link.before + link.after, link.before)))

    def status_of(self, side: Side, index: int) -> Status:
        """Return the status of a sentence; one with several links is persisted only if all of them are."""
        links = self.links_of(side, index)
        if not links:
            if self.possible_of(side, index):
                return Status.UNCLEAR
            return Status.DROPPED if side == "before" else Status.ADDED
        return Status.PERSISTED if all(link.status is Status.PERSISTED for link in links) else Status.CHANGED

    def counts_of(self, side: Side) -> Counts:
        """Return the number of sentences of one text by status; the counts add up to all its sentences."""
        return self._counts_by_side[side]

    @property
    def counts(self) -> Counts:
        """The number of sentences of both texts by status."""
        return self.counts_of("before") + self.counts_of("after")

    @property
    def is_rewritten(self) -> bool:
        """Whether words alone do not show what became of most sentences of the two texts, whatever was judged."""
        return self.pair.is_rewritten

    @cached_property
    def needs_reading(self) -> bool:
        """Whether the texts are rewritten and no judge read all of both, so that unmatched sentences prove nothing.

        Verdicts on pairs do not end this: they leave open what became of the sentences nobody read.
        """
        return self.is_rewritten and not self.applied.is_read_whole

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The claims through time: every sentence of both versions in exactly one, in the order of first appearance."""
        return arguments_of((self.pair,), ((0, 1, self.links),), (self.unclear,))

    @property
    def unclear(self) -> Unclear:
        """The indices of the unclear sentences of either text."""
        return frozenset(self._possible_by_sentence["before"]), frozenset(self._possible_by_sentence["after"])

    @cached_property
    def _counts_by_side(self) -> dict[Side, Counts]:
        counts = {}
        for side, document in zip(SIDES, (self.before, self.after), strict=True):
            statuses = Counter(self.status_of(side, index) for index in range(len(document.sentences)))
            counts[side] = Counts(*(statuses[status] for status in Status))
        return counts

    @cached_property
    def _possible_by_sentence(self) -> dict[Side, dict[int, tuple[Link, ...]]]:
        linked = []
        for side, document in zip(SIDES, (self.before, self.after), strict=True):
            is_linked = np.zeros(len(document.sentences), dtype=bool)
            is_linked[list(self._links_by_sentence[side])] = True
            linked.append(is_linked)
        found = possible_positions(
            self.alignment,
            self.applied.wins,
            self.applied.refused,
            (linked[0], linked[1]),
            self.pair.possible_threshold,
        )
        possible: dict[Side, dict[int, tuple[Link, ...]]] = {}
        for side, is_linked, positions in zip(SIDES, linked, found, strict=True):
            by_index: dict[int, dict[tuple[int, int], Link]] = {}
            by_score = {n: map(self._with_verdicts, self.pair.links_at(np.array(at))) for n, at in positions.items()}
            judged = ((getattr(link, side), [link]) for link in self.applied.judged_possible)
            for index, links in (*judged, *by_score.items()):
                if not is_linked[index]:
                    for link in links:
                        by_index.setdefault(index, {}).setdefault((link.before, link.after), link)
            possible[side] = {index: tuple(links.values())[:MAX_POSSIBLE] for index, links in by_index.items()}
        return possible

    def _with_verdicts(self, link: Link) -> Link:
        """Return a link with the verdicts on its pair; here the person's can only be unsure."""
        judgement = self.judgement_of(link.before, link.after) if self.judgements else None
        judge = self.judge_verdict_of(link.before, link.after) if self.judge_verdicts else None
        if judgement is not None and judgement.verdict is Verdict.UNSURE:
            return replace(link, verdict=Verdict.UNSURE, judge=judge)
        return link if judge is None else replace(link, judge=judge)

    @cached_property
    def _links_by_sentence(self) -> dict[Side, dict[int, tuple[Link, ...]]]:
        by_side: dict[Side, dict[int, list[Link]]] = {side: {} for side in SIDES}
        for link in self.links:
            for side, index in zip(SIDES, (link.before, link.after), strict=True):
                by_side[side].setdefault(index, []).append(link)
        return {side: {index: tuple(links) for index, links in by_index.items()} for side, by_index in by_side.items()}


def _with_relations(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links, each with its relation to the others."""
    links_per_sentence = Counter(link.before for link in links), Counter(link.after for link in links)
    one_to_one = sorted(
        (link.before, link.after)
        for link in links
        if links_per_sentence[0][link.before] == links_per_sentence[1][link.after] == 1
    )
    in_place = {one_to_one[position] for position in in_order([after for _, after in one_to_one])}

    def relation(link: Link) -> Relation:
        many_after, many_before = links_per_sentence[0][link.before] > 1, links_per_sentence[1][link.after] > 1
        if many_after and many_before:
            return Relation.MANY
        if many_after:
            return Relation.SPLIT
        if many_before:
            return Relation.MERGED
        return Relation.ONE if (link.before, link.after) in in_place else Relation.MOVED

    parts: tuple[dict[int, list[int]], dict[int, list[int]]] = {}, {}
    for link in links:
        parts[0].setdefault(link.before, []).append(link.after)
        parts[1].setdefault(link.after, []).append(link.before)

    def cluster(link: Link, relation: Relation) -> Cluster | None:
        if relation is Relation.SPLIT:
            return (link.before,), tuple(sorted(parts[0][link.before]))
        return (tuple(sorted(parts[1][link.after])), (link.after,)) if relation is Relation.MERGED else None

    related = ((link, relation(link)) for link in links)
    # Most links are of one sentence to one, as each is made: those are not copied.
    return tuple(
        link if kind is link.relation is Relation.ONE else replace(link, relation=kind, cluster=cluster(link, kind))
        for link, kind in related
    )
