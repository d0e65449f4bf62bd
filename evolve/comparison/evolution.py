"""An evolution: two or more versions in order, each compared with the next, and the arguments through all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from evolve.comparison.arguments import VersionLinks, arguments_of, by_sentence
from evolve.comparison.comparison import Comparison
from evolve.comparison.lives import Step, links_by_argument, steps_of
from evolve.comparison.revivals import Revival, revivals_of
from evolve.document import Document
from evolve.model import Argument, Link, SentenceRef, Side, Status


@dataclass(frozen=True, eq=False)
class Evolution:
    """Two or more versions in order, each compared with the next. Made by `evolve.evolution`."""

    documents: tuple[Document, ...]
    """The versions, earliest first."""
    comparisons: tuple[Comparison, ...]
    """The comparison of each version but the last with the next."""
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
        return revivals_of(self.comparisons)

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


def evolution_of(comparisons: Sequence[Comparison]) -> Evolution:
    """Return the evolution made of the comparisons of each version with the next."""
    return Evolution((comparisons[0].before, *(comparison.after for comparison in comparisons)), tuple(comparisons))
