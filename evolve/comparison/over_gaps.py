"""A person's judgements of two versions that are not neighbours, applied to their sentences.

As between neighbours, a judgement identifies its sentences by text, and of several on one pair the last counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from evolve.comparison.judged import paired_in_order
from evolve.model import Judgement, Verdict
from evolve.text.clean import clean_line

VersionPair = tuple[int, int]
"""Two versions, from 0, the earlier one first."""

JudgementsOverGaps = Mapping[VersionPair, tuple[Judgement, ...]]
"""A person's judgements of versions that are not neighbours."""

NOTHING_JUDGED: JudgementsOverGaps = {}

Occurrences = Mapping[str, list[int]]
"""The indices of the sentences of a version, by their text on one line."""


@dataclass(frozen=True, eq=False)
class GapJudgements:
    """The judgements of two versions that are not neighbours."""

    judgements: tuple[Judgement, ...]
    """The judgements as given."""
    occurrences: tuple[Occurrences, Occurrences]
    """The sentences of the earlier and of the later version."""

    @cached_property
    def _by_text(self) -> dict[tuple[str, str], Judgement]:
        return {(clean_line(j.before), clean_line(j.after)): j for j in self.judgements}

    def judgement_of(self, before: str, after: str) -> Judgement | None:
        """Return the judgement of two sentences, given as texts on one line; None if there is none."""
        return self._by_text.get((before, after))

    @cached_property
    def placed(self) -> tuple[Judgement, ...]:
        """The judgements whose sentences are in the two versions."""
        return tuple(judgement for key, judgement in self._by_text.items() if self._is_placed(key))

    @cached_property
    def unplaced(self) -> tuple[Judgement, ...]:
        """The judgements whose sentences are not in the two versions."""
        return tuple(judgement for key, judgement in self._by_text.items() if not self._is_placed(key))

    @cached_property
    def same_pairs(self) -> tuple[tuple[int, int], ...]:
        """The sentences judged the same, as indices, in the order of the earlier version."""
        earlier, later = self.occurrences
        same = (key for key, j in self._by_text.items() if j.verdict is Verdict.SAME and self._is_placed(key))
        found: Iterable[tuple[int, int]] = (
            pair for before, after in same for pair in paired_in_order(earlier[before], later[after])
        )
        return tuple(sorted(set(found)))

    def _is_placed(self, key: tuple[str, str]) -> bool:
        earlier, later = self.occurrences
        return key[0] in earlier and key[1] in later
