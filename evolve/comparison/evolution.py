"""An evolution: two or more versions in order, each compared with the next, and the arguments through all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from evolve.comparison.arguments import VersionLinks, arguments_of, by_sentence
from evolve.comparison.comparison import Comparison
from evolve.comparison.judged_texts import JudgedTexts, Occurrences, by_texts
from evolve.comparison.lives import Step, links_by_argument, steps_of
from evolve.comparison.over_gaps import NOTHING_JUDGED, JudgementsOverGaps, VersionPair
from evolve.comparison.pools import PoolCache
from evolve.comparison.revivals import Revival, revivals_of
from evolve.document import Document
from evolve.model import SIDES, Argument, Judgement, Link, SentenceRef, Side, Status


@dataclass(frozen=True, eq=False)
class Evolution:
    """Two or more versions in order, each compared with the next. Made by `evolve.evolution`."""

    documents: tuple[Document, ...]
    """The versions, earliest first."""
    comparisons: tuple[Comparison, ...]
    """The comparison of each version but the last with the next."""
    over_gaps: JudgementsOverGaps = field(default_factory=lambda: NOTHING_JUDGED)
    """A person's judgements of versions that are not neighbours; those of neighbours are in their comparisons."""
    pools: PoolCache = field(default_factory=PoolCache, repr=False)
    """The alignments with which links over gaps are found, kept for other thresholds and judgements."""
    _steps: dict[int, tuple[Step, ...]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The claims through all versions: every sentence in exactly one, in the order of first appearance."""
        pairs = [comparison.pair for comparison in self.comparisons]
        links: list[VersionLinks] = [(v, v + 1, comparison.links) for v, comparison in enumerate(self.comparisons)]
        links += [(revival.earlier, revival.later, [revival.link]) for revival in self.revivals]
        return arguments_of(pairs, links, [comparison.unclear for comparison in self.comparisons])

    @cached_property
    def argument_at(self) -> Mapping[SentenceRef, Argument]:
        """The argument of each sentence."""
        return by_sentence(self.arguments)

    @cached_property
    def revivals(self) -> tuple[Revival, ...]:
        """The links between versions that are not neighbours: claims that come back after a gap."""
        return revivals_of(self.comparisons, self.judged_over_gaps, self.pools)

    @cached_property
    def judged_over_gaps(self) -> Mapping[VersionPair, JudgedTexts]:
        """The judgements of versions that are not neighbours, applied to their sentences."""
        return {
            (earlier, later): JudgedTexts(by_texts(judgements), (self._occurrences(earlier), self._occurrences(later)))
            for (earlier, later), judgements in sorted(self.over_gaps.items())
            if judgements
        }

    def _occurrences(self, version: int) -> Occurrences:
        comparison, side = self.comparison_with(version)
        return comparison.pair.occurrences[SIDES.index(side)]

    def judged(self, over_gaps: JudgementsOverGaps) -> Evolution:
        """Return the same evolution under a person's judgements over gaps, replacing earlier ones.

        `over_gaps` has the judgements of versions that are not neighbours. "same" makes a pair of sentences a link;
        "not" and "related" take away the link between two sentences, "unsure" changes nothing. Judgements of neighbours
        are given to their comparisons.
        """
        return replace(self, over_gaps=over_gaps)

    def of(self, comparisons: Sequence[Comparison]) -> Evolution:
        """Return the same evolution at other thresholds or under other judgements of neighbours.

        `comparisons` are those of the same versions.
        """
        return replace(self, comparisons=tuple(comparisons))

    def judgement_of(self, earlier: SentenceRef, later: SentenceRef) -> Judgement | None:
        """Return the person's judgement of a sentence and one of a later version; None if there is none."""
        (version, before), (later_version, after) = earlier, later
        if later_version == version + 1:
            return self.comparisons[version].judgement_of(before, after)
        judgements = self.judged_over_gaps.get((version, later_version))
        return None if judgements is None else judgements.judgement_of(self.text_of(earlier), self.text_of(later))

    def nearest_in(self, version: int, ref: SentenceRef) -> tuple[int, ...]:
        """Return the sentences of a version, any but its own, that a sentence has a score with, best first."""
        found = self.pools.aligned(self.comparisons, [ref], version).candidates_of("before", 0)
        return tuple(link.after for link in found)

    def text_of(self, ref: SentenceRef) -> str:
        """Return a sentence on one line, as judgements identify it."""
        comparison, side = self.comparison_with(ref[0])
        return comparison.pair.sentence_texts[SIDES.index(side)][ref[1]]

    def steps_of(self, argument: Argument) -> tuple[Step, ...]:
        """Return the step of an argument in every version, in the order of versions."""
        if argument.id not in self._steps:
            links = self._links_by_argument[argument.id]
            self._steps[argument.id] = steps_of(argument, links, self.comparisons)
        return self._steps[argument.id]

    @cached_property
    def _links_by_argument(self) -> dict[int, dict[tuple[int, int], list[Link]]]:
        return links_by_argument(self.argument_at, self.comparisons, self.revivals)

    def status_of(self, version: int, index: int) -> Status:
        """Return the status of a sentence compared with the next version; for the last version, with the one before."""
        comparison, side = self.comparison_with(version)
        return comparison.status_of(side, index)

    def possible_of(self, version: int, index: int) -> tuple[Link, ...]:
        """Return the possible candidates of a sentence in the next version; for the last version, in the one before."""
        comparison, side = self.comparison_with(version)
        return comparison.possible_of(side, index)

    def comparison_with(self, version: int) -> tuple[Comparison, Side]:
        """Return a comparison that includes a version, and the side of that version."""
        if version < len(self.comparisons):
            return self.comparisons[version], "before"
        return self.comparisons[-1], "after"


def evolution_of(
    comparisons: Sequence[Comparison], over_gaps: JudgementsOverGaps = NOTHING_JUDGED, pools: PoolCache | None = None
) -> Evolution:
    """Return the evolution made of the comparisons of each version with the next.

    `over_gaps` are a person's judgements of versions that are not neighbours; `pools` are the alignments kept of the
    same versions at another threshold.
    """
    documents = comparisons[0].before, *(comparison.after for comparison in comparisons)
    return Evolution(documents, tuple(comparisons), over_gaps, pools or PoolCache())
