"""The sentences of two versions that judgements apply to.

A judgement identifies its sentences by text, and of several on one pair the last counts. If a text occurs several
times, "same" pairs its occurrences in order, the last one with those left over; other verdicts apply to all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from evolve.model import Judgement, Verdict
from evolve.text.clean import clean_line

Texts = tuple[str, str]
"""The texts of an earlier and a later sentence, each on one line."""

Occurrences = Mapping[str, Sequence[int]]
"""The indices of the sentences of a version, by their text on one line."""


def by_texts(judgements: Iterable[Judgement]) -> dict[Texts, Judgement]:
    """Return the judgement that counts for each pair of texts."""
    return {texts_of(judgement): judgement for judgement in judgements}


def texts_of(judgement: Judgement) -> Texts:
    """Return the texts of the two sentences that a judgement is about."""
    return clean_line(judgement.before), clean_line(judgement.after)


@dataclass(frozen=True, eq=False)
class JudgedTexts:
    """Judgements on pairs of texts, and the sentences of two versions that have these texts."""

    by_texts: Mapping[Texts, Judgement]
    """The judgement on each pair of texts."""
    occurrences: tuple[Occurrences, Occurrences]
    """The sentences of the earlier and of the later version."""

    def judgement_of(self, before: str, after: str) -> Judgement | None:
        """Return the judgement of two sentences, given as texts on one line; None if there is none."""
        return self.by_texts.get((before, after))

    @cached_property
    def placed(self) -> tuple[Judgement, ...]:
        """The judgements whose sentences are in the two versions."""
        return tuple(judgement for texts, judgement in self.by_texts.items() if self._are_placed(texts))

    @cached_property
    def unplaced(self) -> tuple[Judgement, ...]:
        """The judgements whose sentences are not in the two versions."""
        return tuple(judgement for texts, judgement in self.by_texts.items() if not self._are_placed(texts))

    @cached_property
    def same_pairs(self) -> frozenset[tuple[int, int]]:
        """The pairs of sentences judged the same."""
        return frozenset(
            pair for before, after in self._sentences_with(Verdict.SAME) for pair in _paired_in_order(before, after)
        )

    def pairs_with(self, *verdicts: Verdict) -> Iterator[tuple[int, int]]:
        """Yield every pair of sentences with one of these verdicts; for "same", see `same_pairs`."""
        return (pair for sentences in self._sentences_with(*verdicts) for pair in product(*sentences))

    def pairs_of(self, texts: Texts) -> Iterator[tuple[int, int]]:
        """Yield every pair of sentences with these texts."""
        earlier, later = self.occurrences
        return product(earlier.get(texts[0], ()), later.get(texts[1], ()))

    def _sentences_with(self, *verdicts: Verdict) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Yield the earlier and the later sentences of each pair of texts with one of these verdicts."""
        earlier, later = self.occurrences
        for texts, judgement in self.by_texts.items():
            if judgement.verdict in verdicts and self._are_placed(texts):
                yield earlier[texts[0]], later[texts[1]]

    def _are_placed(self, texts: Texts) -> bool:
        earlier, later = self.occurrences
        return texts[0] in earlier and texts[1] in later


def _paired_in_order(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the occurrences of two texts in pairs, in order; the last one is paired with those left over."""
    for n in range(max(len(before), len(after))):
        yield before[min(n, len(before) - 1)], after[min(n, len(after) - 1)]
