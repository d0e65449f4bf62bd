"""What two documents are to each other at any threshold: all candidates, why each scored as it did, what it changes.

One such value stands behind every threshold of a pair, so that moving the threshold shares all that was found out
already. Evidence and readings are found when somebody asks for them, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from evolve.align.alignment import Alignment
from evolve.align.evidence import evidence_at
from evolve.classify import read_change
from evolve.document import Document
from evolve.model import SIDES, Link, Part, Reading, Side
from evolve.settings import Settings
from evolve.text.equivalents import Equivalents
from evolve.text.tokens import Token, tokenise


@dataclass(frozen=True, eq=False)
class Aligned:
    """Two documents with every candidate link between them."""

    before: Document
    """The earlier version."""
    after: Document
    """The later version."""
    settings: Settings
    """How they were aligned."""
    equivalents: Equivalents
    """The names and spellings held to mean the same."""
    alignment: Alignment
    """Every candidate's score and whether it wins."""
    _readings: dict[tuple[int, int], Reading] = field(default_factory=dict, repr=False)

    @cached_property
    def candidates(self) -> tuple[Link, ...]:
        """Every candidate, best first."""
        a = self.alignment
        pairs = zip(a.before.tolist(), a.after.tolist(), a.score.tolist(), strict=True)
        return tuple(Link(before, after, score, self) for before, after, score in pairs)

    def candidates_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Every candidate of one sentence, best first."""
        return tuple(self.candidates[place] for place in self._places_of[side].get(index, ()))

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        """The parts of a candidate's score; none for a pair that is no candidate."""
        place = self._places.get((before, after))
        if place is None:
            return ()
        return evidence_at(self.alignment, place, self._words("before", before), self._words("after", after))

    def reading_of(self, before: int, after: int) -> Reading:
        """What a pair says differently."""
        key = before, after
        if key not in self._readings:
            self._readings[key] = read_change(
                self.before.sentences[before].text,
                self.after.sentences[after].text,
                around_before=_around(self.before, before),
                around_after=_around(self.after, after),
                language=self.settings.language,
                equivalents=self.equivalents,
            )
        return self._readings[key]

    def _words(self, side: Side, index: int) -> tuple[str, tuple[Token, ...]]:
        """A sentence with its words."""
        text = (self.before if side == "before" else self.after).sentences[index].text
        return text, tokenise(text, language=self.settings.language, equivalents=self.equivalents)

    @cached_property
    def _places(self) -> dict[tuple[int, int], int]:
        pairs = zip(self.alignment.before.tolist(), self.alignment.after.tolist(), strict=True)
        return {pair: place for place, pair in enumerate(pairs)}

    @cached_property
    def _places_of(self) -> dict[Side, dict[int, list[int]]]:
        out: dict[Side, dict[int, list[int]]] = {side: {} for side in SIDES}
        for pair, place in self._places.items():
            for side, index in zip(SIDES, pair, strict=True):
                out[side].setdefault(index, []).append(place)
        return out


def _around(document: Document, index: int) -> list[str]:
    """The two sentences before a sentence and the two after it."""
    sentences = document.sentences
    return [sentences[at].text for at in range(max(0, index - 2), min(len(sentences), index + 3)) if at != index]
