"""A pair of documents, aligned, at any threshold: all candidates, the evidence for each, and what each changes.

All thresholds of a comparison share one such value, so that changing the threshold repeats no work. Evidence and
differences are computed on first use and cached.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Floats, Ids, sorted_distinct
from evolve.align.evidence import evidence_at
from evolve.align.possible import possible_threshold
from evolve.align.surroundings import KEPT
from evolve.align.threshold import MIN_SENTENCES, find_threshold
from evolve.align.within import alike_links
from evolve.classify import indices_near, read_change
from evolve.classify.item_labels import numbered_item, without_label
from evolve.classify.renamed import Renamed
from evolve.comparison.labels import Wording, casing_of, label_of, recased, wording_of
from evolve.comparison.parts import is_fragment, stretches_of_parts
from evolve.comparison.renamed_words import renamed_words
from evolve.document import Document, PlacedLink
from evolve.model import SIDES, Chance, Cluster, Difference, Link, Part, Side
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
    """The settings they were aligned with."""
    language: str
    """The language whose rules and word lists are used: that of the settings, or the one recognised."""
    equivalents: Equivalents
    """The names and spellings treated as the same."""
    alignment: Alignment
    """Every candidate's score, and whether it wins its sentences."""
    _differences: dict[tuple[int, int, Cluster | None], Difference] = field(default_factory=dict, repr=False)
    _stretches: dict[Cluster, dict[int, str]] = field(default_factory=dict, repr=False)
    _labels: dict[tuple[Side, tuple[int, ...], tuple[int, ...]], str] = field(default_factory=dict, repr=False)
    _last_wordings: dict[Side, tuple[tuple[int, ...], list[Wording]]] = field(default_factory=dict, repr=False)

    def ignoring(self, kind: str) -> AlignedPair:
        """Return the same pair with another value of the setting `ignore`; the differences that were found are kept."""
        return replace(self, settings=replace(self.settings, ignore=kind))

    @cached_property
    def candidates(self) -> tuple[Link, ...]:
        """Every candidate, best first."""
        return self.links_at(np.arange(len(self.alignment.score)))

    def links_at(self, positions: Ids) -> tuple[Link, ...]:
        """Return the candidates at some positions, in that order."""
        a = self.alignment
        columns = (column[positions].tolist() for column in (a.before, a.after, a.score))
        return tuple(Link(before, after, score, self) for before, after, score in zip(*columns, strict=True))

    def candidates_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Return every candidate of one sentence, best first."""
        return self.links_at(np.array(self._positions_by_sentence[side].get(index, ()), dtype=np.int64))

    def nearest_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Return the candidates of one sentence with scores above the chance cutoff, best first."""
        positions = np.array(self._positions_by_sentence[side].get(index, ()), dtype=np.int64)
        return self.links_at(positions[self.alignment.score[positions] >= self._chance_cutoff])

    @cached_property
    def _chance_cutoff(self) -> float:
        return self.alignment.chance_cutoff

    @cached_property
    def possible_threshold(self) -> float:
        """The lowest score, 0..1, at which a candidate makes an unlinked sentence unclear."""
        return possible_threshold(self.alignment, self.automatic_threshold)

    def expected_alike(self, threshold: float) -> float:
        """Return the number of links at a threshold expected of two texts no more alike than each is to itself."""
        scores, expected = self._alike_links
        count = int(np.searchsorted(-scores, -threshold, side="right"))
        return float(expected[count - 1]) if count else 0.0

    @cached_property
    def _alike_links(self) -> tuple[Floats, Floats]:
        return alike_links(self.alignment)

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        """Return the parts of a candidate's score; empty for a pair that is no candidate."""
        position = self.position_of(before, after)
        if position is None:
            return ()
        earlier = self._text_and_words("before", before)
        return evidence_at(self.alignment, position, earlier, lambda: self._text_and_words("after", after))

    def difference_of(self, before: int, after: int) -> Difference:
        """Return the difference in what the sentences of a pair say."""
        key = before, after, None
        if key not in self._differences:
            texts = self.before.sentences[before].text, self.after.sentences[after].text
            difference = self._difference(before, after, texts)
            self._differences[key] = replace(difference, addresses=self._addresses(before, after))
        return self._under_settings(self._differences[key])

    def difference_of_part(self, before: int, after: int, cluster: Cluster) -> Difference:
        """Return the difference of a pair in a split or a merge.

        The part is compared with the stretch of the one sentence that it corresponds to.
        """
        key = before, after, cluster
        if key not in self._differences:
            texts = self._texts_of_part(before, after, cluster)
            self._differences[key] = self._difference(before, after, texts)
        return self._under_settings(self._differences[key])

    def _difference(self, before: int, after: int, texts: tuple[str, str]) -> Difference:
        return read_change(
            *texts,
            around_before=_neighbours(self.before, before),
            around_after=_neighbours(self.after, after),
            language=self.language,
            equivalents=self.equivalents,
            renumbered=self.renumbered,
            renamed=self.renamed,
        )

    def _addresses(self, before: int, after: int) -> tuple[tuple[str, str], ...]:
        """Return the earlier and the later address of each link in both sentences whose address was replaced."""
        old, new = self._links_by_sentence[0].get(before, []), self._links_by_sentence[1].get(after, [])
        changed = []
        for link in old:
            other = next((other for other in new if other.words.casefold() == link.words.casefold()), None)
            if other is not None:
                new = [link for link in new if link is not other]
                changed += [(link.address, other.address)] if link.address != other.address else []
        return tuple(changed)

    @cached_property
    def _links_by_sentence(self) -> tuple[dict[int, list[PlacedLink]], dict[int, list[PlacedLink]]]:
        """The links of every sentence that has one, for either side."""
        return _links_by_sentence(self.before), _links_by_sentence(self.after)

    def _under_settings(self, difference: Difference) -> Difference:
        """Return a difference with whether the settings ignore it."""
        if self.settings.ignore == "none":
            return difference
        kinds = {str(change.kind) for change in difference.changes}
        return replace(difference, ignored=kinds == {self.settings.ignore})

    @cached_property
    def renamed(self) -> tuple[Renamed, ...]:
        """The words replaced throughout the text, in the links that scores make at the automatic threshold."""
        return renamed_words(self.alignment, lambda: self.automatic_threshold)

    @cached_property
    def renumbered(self) -> frozenset[tuple[str, str]]:
        """The earlier and the later number of each item whose number changed and whose text did not."""
        numbers: tuple[dict[str, str], dict[str, str]] = {}, {}
        for number_of_text, texts in zip(numbers, self.sentence_texts, strict=True):
            for text in texts:
                item = numbered_item(text, self.language)
                if item is not None:
                    number_of_text.setdefault(item[1], item[0])
        earlier, later = numbers
        return frozenset(
            (number, later[text]) for text, number in earlier.items() if text in later and later[text] != number
        )

    def _texts_of_part(self, before: int, after: int, cluster: Cluster) -> tuple[str, str]:
        """Return the texts of a pair in a split or a merge, of the one sentence only what corresponds to the part."""
        is_split = len(cluster[0]) == 1
        one, several, part = (self.before, self.after, after) if is_split else (self.after, self.before, before)
        sentence = one.sentences[cluster[0][0] if is_split else cluster[1][0]].text
        if cluster not in self._stretches:
            self._stretches[cluster] = self._stretches_of(sentence, several, cluster[1] if is_split else cluster[0])
        text, stretch = several.sentences[part].text, self._stretches[cluster][part] or sentence
        return (stretch, text) if is_split else (text, stretch)

    def _stretches_of(self, sentence: str, document: Document, parts: tuple[int, ...]) -> dict[int, str]:
        """Return the stretch of a sentence that corresponds to each part, and to each fragment of it beside a part."""
        near = {n for part in parts for n in (part - 1, part + 1)} - set(parts)
        fragments = (
            n
            for n in near
            if 0 <= n < len(document.sentences)
            and is_fragment(document.sentences[n].text, sentence, language=self.language, equivalents=self.equivalents)
        )
        indices = sorted((*parts, *fragments))
        texts = [document.sentences[n].text for n in indices]
        stretches = stretches_of_parts(sentence, texts, language=self.language, equivalents=self.equivalents)
        return dict(zip(indices, stretches, strict=True))

    def label_in(self, side: Side, before: tuple[int, ...], after: tuple[int, ...]) -> str:
        """Return the most characteristic clause of the earlier or the later sentences of an argument, "" for none.

        Cached, because most arguments are the same at many thresholds.
        """
        key = side, before, after
        if key not in self._labels:
            texts = [self.sentence_texts[0][n] for n in before], [self.sentence_texts[1][n] for n in after]
            if texts[0] == texts[1]:
                earlier = later = self._wordings("before", before)
            else:
                earlier, later = self._wordings("before", before), self._wordings("after", after)
            own, others = (earlier, later) if side == "before" else (later, earlier)
            self._labels[key] = label_of(own, others, bits=self._bits, language=self.language)
            if texts[0] == texts[1]:
                self._labels["before", before, after] = self._labels["after", before, after] = self._labels[key]
        return self._labels[key]

    def word_count(self, side: Side, index: int) -> int:
        """Return the number of words of a sentence."""
        edges = getattr(self.alignment.features, side).words.edges
        return int(edges[index + 1] - edges[index])

    @cached_property
    def sentence_texts(self) -> tuple[list[str], list[str]]:
        """The text of every sentence on one line, for either side; judgements identify sentences by it."""
        before, after = ([clean_line(s.text) for s in document.sentences] for document in (self.before, self.after))
        return before, after

    @cached_property
    def digests(self) -> tuple[list[str], list[str]]:
        """The digest of every sentence, for either side."""
        before, after = self.sentence_texts
        return list(map(sentence_digest, before)), list(map(sentence_digest, after))

    @cached_property
    def automatic_threshold(self) -> float:
        """The threshold found for the pair from chance alone."""
        sizes = len(self.before.sentences), len(self.after.sentences)
        return find_threshold(self.alignment, sizes, self.settings.trust)

    def link_chance(self, threshold: float) -> Chance:
        """Return the number of links that scores alone make at a threshold, and how many are estimated to be wrong."""
        by_chance = self.chance_alone(threshold)
        doubtful = by_chance.pairs - self.alignment.links_above(max(threshold, KEPT))
        alike = min(float(doubtful), self.expected_alike(threshold)) if doubtful else 0.0
        return replace(by_chance, alike=alike)

    def chance_alone(self, threshold: float) -> Chance:
        """Return the number of links that scores alone make at a threshold, and how many are expected by chance alone.

        The number of wrong ones in texts that are more alike, which takes longer, is not estimated.
        """
        links = self.alignment.links_above(threshold)
        return Chance(links, min(float(links), self.alignment.expected_links(threshold)))

    @cached_property
    def is_rewritten(self) -> bool:
        """Whether words alone do not show what became of most sentences of the two texts.

        This is so if scores alone link less than half of the sentences and it is not known that most of these links are
        right. It is never so for a handful of sentences, which are quickly read, nor if there is neither a link nor a
        possible candidate. It is a property of the two texts: neither judgements nor another threshold change it.
        """
        sizes = len(self.before.sentences), len(self.after.sentences)
        a, threshold = self.alignment, self.automatic_threshold
        chance, count = self.link_chance(threshold), a.candidates_above(threshold)
        reach = a.candidates_above(self.possible_threshold)
        is_possible = bool((a.wins[:reach] & ~a.outcompeted[:reach]).any())
        if min(sizes) < MIN_SENTENCES or not (chance.pairs or is_possible):
            return False
        linked = sum(len(sorted_distinct(column[:count][a.wins[:count]])) for column in (a.before, a.after))
        return 2 * linked < sum(sizes) and 2 * chance.pairs * chance.at_least < max(1, chance.pairs)

    @cached_property
    def occurrences(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The indices of the sentences with each text, for either side."""
        indices_by_text: tuple[dict[str, list[int]], dict[str, list[int]]] = {}, {}
        for indices, sentence_texts in zip(indices_by_text, self.sentence_texts, strict=True):
            for index, text in enumerate(sentence_texts):
                indices.setdefault(text, []).append(index)
        return indices_by_text

    def _wordings(self, side: Side, indices: tuple[int, ...]) -> list[Wording]:
        """Return some sentences with their words; the last ones are kept, for the label of the other side."""
        if side not in self._last_wordings or self._last_wordings[side][0] != indices:
            self._last_wordings[side] = indices, [self._wording(side, index) for index in indices]
        return self._last_wordings[side][1]

    def _wording(self, side: Side, index: int) -> Wording:
        """Return a sentence on one line with its words."""
        text = self.sentence_texts[SIDES.index(side)][index]
        if text.isupper():
            text = recased(text, self._casing)
        return wording_of(text, language=self.language, equivalents=self.equivalents)

    @cached_property
    def _casing(self) -> dict[str, str]:
        """The spelling of words in either document, by the word in lower case."""
        return casing_of([text for texts in self.sentence_texts for text in texts])

    @cached_property
    def _bits(self) -> dict[str, float]:
        """The weight of each feature, in bits."""
        features = self.alignment.features
        return dict(zip(features.vocabulary, features.weight.tolist(), strict=True))

    def _text_and_words(self, side: Side, index: int) -> tuple[str, tuple[Token, ...]]:
        """Return the text of a sentence as it was scored, and its words."""
        sentence = (self.before if side == "before" else self.after).sentences[index]
        text = plain_typography(without_label(sentence.text, self.language))
        return text, tokenise(text, language=self.language, equivalents=self.equivalents)

    def position_of(self, before: int, after: int) -> int | None:
        """Return the position of a pair among the candidates; None if it is no candidate."""
        keys, order = self._candidate_keys
        key = before * len(self.after.sentences) + after
        place = int(np.searchsorted(keys, key))
        return int(order[place]) if place < len(keys) and keys[place] == key else None

    @cached_property
    def _candidate_keys(self) -> tuple[Ids, Ids]:
        """The candidates, each as one number, ascending, and their positions among the candidates."""
        keys = self.alignment.before * len(self.after.sentences) + self.alignment.after
        order = np.argsort(keys, kind="stable")
        return keys[order], order

    @cached_property
    def candidate_positions(self) -> dict[tuple[int, int], int]:
        """The position of every candidate among the candidates, by the indices of its two sentences."""
        pairs = zip(self.alignment.before.tolist(), self.alignment.after.tolist(), strict=True)
        return {pair: position for position, pair in enumerate(pairs)}

    @cached_property
    def _positions_by_sentence(self) -> dict[Side, dict[int, list[int]]]:
        by_sentence: dict[Side, dict[int, list[int]]] = {side: {} for side in SIDES}
        for side, ids in zip(SIDES, (self.alignment.before, self.alignment.after), strict=True):
            for position, index in enumerate(ids.tolist()):
                by_sentence[side].setdefault(index, []).append(position)
        return by_sentence


def _links_by_sentence(document: Document) -> dict[int, list[PlacedLink]]:
    """Return the links of each sentence that has one."""
    starts = [sentence.start for sentence in document.sentences] if document.links else []
    found: dict[int, list[PlacedLink]] = {}
    for link in document.links:
        index = bisect_right(starts, link.start) - 1
        if index >= 0 and link.start < document.sentences[index].end:
            found.setdefault(index, []).append(link)
    return found


def _neighbours(document: Document, index: int) -> list[str]:
    """Return the sentences near a sentence."""
    return [document.sentences[n].text for n in indices_near(index, len(document.sentences))]
