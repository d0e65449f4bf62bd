"""What two documents are to each other at any threshold: all candidates, why each scored as it did, what it changes.

One such value stands behind every threshold of a pair, so that moving the threshold shares all that was found out
already. Evidence and readings are found when somebody asks for them, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Floats, Ids
from evolve.align.evidence import evidence_at
from evolve.align.possible import possible_from
from evolve.align.threshold import find_threshold
from evolve.align.within import links_within
from evolve.classify import read_change
from evolve.comparison.labels import Wording, casing_of, label_of, recased
from evolve.document import Document
from evolve.model import SIDES, Difference, Link, Part, Side
from evolve.settings import Settings
from evolve.text.clean import clean_line
from evolve.text.digests import sentence_digest
from evolve.text.words.equivalents import Equivalents
from evolve.text.words.tokens import Token, tokenise
from evolve.text.words.typography import plain_typography


@dataclass(frozen=True, eq=False)
class AlignedPair:
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
    _differences: dict[tuple[int, int], Difference] = field(default_factory=dict, repr=False)
    _labels: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[str, str]] = field(default_factory=dict, repr=False)

    @cached_property
    def candidates(self) -> tuple[Link, ...]:
        """Every candidate, best first."""
        return self.links_at(np.arange(len(self.alignment.score)))

    def links_at(self, places: Ids) -> tuple[Link, ...]:
        """The candidates at some places among them, in that order."""
        a = self.alignment
        columns = (column[places].tolist() for column in (a.before, a.after, a.score))
        return tuple(Link(before, after, score, self) for before, after, score in zip(*columns, strict=True))

    def candidates_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Every candidate of one sentence, best first."""
        return tuple(self.candidates[place] for place in self._places_of[side].get(index, ()))

    def nearest_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """The candidates of one sentence with scores above the chance cutoff, best first."""
        return tuple(link for link in self.candidates_of(side, index) if link.score >= self._chance_cutoff)

    @cached_property
    def _chance_cutoff(self) -> float:
        return self.alignment.chance_cutoff

    @cached_property
    def possible_from(self) -> float:
        """The score, 0..1, from which a candidate of an unlinked sentence is worth a look."""
        return possible_from(self.alignment)

    def expected_within(self, threshold: float) -> float:
        """The number of links at a threshold that two texts no more alike than each is to itself would give."""
        scores, expected = self._links_within
        count = int(np.searchsorted(-scores, -threshold, side="right"))
        return float(expected[count - 1]) if count else 0.0

    @cached_property
    def _links_within(self) -> tuple[Floats, Floats]:
        return links_within(self.alignment)

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        """The parts of a candidate's score; none for a pair that is no candidate."""
        place = self.places.get((before, after))
        if place is None:
            return ()
        verbatim = self.before.sentences[before].text == self.after.sentences[after].text
        one = self._words("before", before)
        return evidence_at(self.alignment, place, one, one if verbatim else self._words("after", after))

    def difference_of(self, before: int, after: int) -> Difference:
        """What a pair says differently."""
        key = before, after
        if key not in self._differences:
            self._differences[key] = read_change(
                self.before.sentences[before].text,
                self.after.sentences[after].text,
                around_before=_around(self.before, before),
                around_after=_around(self.after, after),
                language=self.settings.language,
                equivalents=self.equivalents,
            )
        return self._differences[key]

    def labels_of(self, before: tuple[int, ...], after: tuple[int, ...]) -> tuple[str, str]:
        """Return the most characteristic clause of the earlier and of the later sentences of an argument, "" for none.

        Cached, because most arguments are the same at many thresholds.
        """
        key = before, after
        if key not in self._labels:
            earlier, later = [self._worded("before", n) for n in before], [self._worded("after", n) for n in after]
            self._labels[key] = (
                label_of(earlier, later, bits=self._bits, language=self.settings.language),
                label_of(later, earlier, bits=self._bits, language=self.settings.language),
            )
        return self._labels[key]

    def words_in(self, side: Side, index: int) -> int:
        """The number of words of a sentence."""
        edges = getattr(self.alignment.features, side).words.edges
        return int(edges[index + 1] - edges[index])

    @cached_property
    def sayings(self) -> tuple[list[str], list[str]]:
        """Every sentence of either side on one line, the way judgements name it."""
        before, after = ([clean_line(s.text) for s in document.sentences] for document in (self.before, self.after))
        return before, after

    @cached_property
    def digests(self) -> tuple[list[str], list[str]]:
        """For either side, the digest of every sentence."""
        before, after = self.sayings
        return list(map(sentence_digest, before)), list(map(sentence_digest, after))

    @cached_property
    def automatic_threshold(self) -> float:
        """The threshold that is found for the two versions from chance alone."""
        sizes = len(self.before.sentences), len(self.after.sentences)
        return find_threshold(self.alignment, sizes, self.settings.trust)

    @cached_property
    def occurrences(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """For either side, where each saying stands."""
        out: tuple[dict[str, list[int]], dict[str, list[int]]] = {}, {}
        for found, sayings in zip(out, self.sayings, strict=True):
            for index, saying in enumerate(sayings):
                found.setdefault(saying, []).append(index)
        return out

    def _worded(self, side: Side, index: int) -> Wording:
        """Return a sentence on one line with its words."""
        text = self.sayings[SIDES.index(side)][index]
        if text.isupper():
            text = recased(text, self._casing)
        return Wording(text, tokenise(text, language=self.settings.language, equivalents=self.equivalents))

    @cached_property
    def _casing(self) -> dict[str, str]:
        """How words are written in either document, by the word in lower case."""
        return casing_of([text for texts in self.sayings for text in texts])

    @cached_property
    def _bits(self) -> dict[str, float]:
        """The weight of each feature, in bits."""
        features = self.alignment.features
        return dict(zip(features.vocabulary, features.weight.tolist(), strict=True))

    def _words(self, side: Side, index: int) -> tuple[str, tuple[Token, ...]]:
        """A sentence as it was scored, with its words."""
        text = plain_typography((self.before if side == "before" else self.after).sentences[index].text)
        return text, tokenise(text, language=self.settings.language, equivalents=self.equivalents)

    @cached_property
    def places(self) -> dict[tuple[int, int], int]:
        """Where every candidate stands among the candidates, by its two sentences."""
        pairs = zip(self.alignment.before.tolist(), self.alignment.after.tolist(), strict=True)
        return {pair: place for place, pair in enumerate(pairs)}

    @cached_property
    def _places_of(self) -> dict[Side, dict[int, list[int]]]:
        out: dict[Side, dict[int, list[int]]] = {side: {} for side in SIDES}
        for pair, place in self.places.items():
            for side, index in zip(SIDES, pair, strict=True):
                out[side].setdefault(index, []).append(place)
        return out


def _around(document: Document, index: int) -> list[str]:
    """The two sentences before a sentence and the two after it."""
    sentences = document.sentences
    return [sentences[at].text for at in range(max(0, index - 2), min(len(sentences), index + 3)) if at != index]
