"""Two or more versions in order: each compared with the next, and the arguments that run through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from evolve.comparison.arguments import arguments_of
from evolve.comparison.comparison import Comparison
from evolve.document import Document
from evolve.model import Argument, Link, Side, Status


@dataclass(frozen=True, eq=False)
class Evolution:
    """Two or more versions in order, each compared with the next. Made by `evolve.evolution`."""

    documents: tuple[Document, ...]
    """The versions, earliest first."""
    comparisons: tuple[Comparison, ...]
    """One for each version and its next."""

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The claims through all versions: every sentence in exactly one, in the order of appearance."""
        pairs, links = [c.pair for c in self.comparisons], [c.links for c in self.comparisons]
        return arguments_of(pairs, links, [c.unclear for c in self.comparisons])

    def status_of(self, version: int, index: int) -> Status:
        """What became of a sentence next; for the last version, where it came from."""
        comparison, side = self._seen_from(version)
        return comparison.status_of(side, index)

    def possible_of(self, version: int, index: int) -> tuple[Link, ...]:
        """The candidates worth a look of a sentence, in the next version; of the last version, in the one before."""
        comparison, side = self._seen_from(version)
        return comparison.possible_of(side, index)

    def _seen_from(self, version: int) -> tuple[Comparison, Side]:
        """A comparison that holds a version, and on which side."""
        if version < len(self.comparisons):
            return self.comparisons[version], "before"
        return self.comparisons[-1], "after"


def evolution_of(comparisons: Sequence[Comparison]) -> Evolution:
    """Comparisons of each version with its next, as one evolution."""
    return Evolution((comparisons[0].before, *(comparison.after for comparison in comparisons)), tuple(comparisons))
