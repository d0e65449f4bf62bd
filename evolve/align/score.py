"""The score: how much evidence there is that two sentences make the same claim, from 0 to 1, in parts.

The score of a pair is built up from parts that can be shown to a person:
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise
from zlib import crc32

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids, ranges
from evolve.align.features import Bags, Features, Version, Words
from evolve.align.overlap import shared_weights
from evolve.align.surroundings import share_of_best, with_context
from evolve.align.voices import with_registered_voice, with_word_voice

THIN_BITS = 8.0
"""Bits of shared evidence that leave 63 % of the cosine; 6 to 10 do as well."""

CLAUSE_SHARE = 0.3
"""Share of the best clause in the score of the words; .2 to .4 do as well."""

ORDER_SHARE = 0.6
"""Share of the difference to 1 that nearly equal word order adds; .4 to .9 do as well."""

EQUAL_SHARE = 0.95
"""Share of it that equal words in equal order add, so that a kept sentence is found again however common its words."""

_UNRELATED_ORDER = 0.3  # order similarity of two unrelated sentences, due to their function words

_MAX_ORDERED_WORDS = 8_000
"""Maximum number of words of a sentence whose order is compared one by one; time grows with its square."""

_PAIRS_AT_ONCE = 200_000  # pairs whose clauses or word orders are compared at a time

_MIN_SCORE = 0.02  # the score of a single shared everyday word; pairs below it are no candidates

_ROUNDING = 1e-9  # more than the error of a score


@dataclass(frozen=True, slots=True, eq=False)
class ScoredPairs:
    """Pairs of sentences with their scores and the parts of these; every array has one entry for each pair."""

    before: Ids
    """The index of the earlier sentence."""
    after: Ids
    """The index of the later sentence."""
    whole: Floats
    """The cosine of the whole sentences, discounted if the evidence is thin."""
    clause: Floats
    """The cosine of the best clause, or of the whole sentences if that is better."""
    order: Floats
    """The share, 0..1, of the difference to 1 that the order of the words adds."""
    base: Floats
    """The score without context and voices."""
    in_context: Floats
    """The score without voices."""
    with_related_words: Floats
    """The score without the registered voice."""
    score: Floats
    """The score, 0..1; 1 for equal sentences, of several copies for the best by its context."""
    rank: Floats
    """The score as it would be if the sentences were not equal: of equal pairs, the better by its context is first."""

    @property
    def verbatim(self) -> Flags:
        """For every pair, whether both sentences consist of the same words in the same order."""
        return self.order >= EQUAL_SHARE

    def select(self, positions: Ids) -> ScoredPairs:
        """Return the pairs at some positions, in that order."""
        return ScoredPairs(*(getattr(self, field.name)[positions] for field in fields(self)))


def score_pairs(features: Features, before: Ids, after: Ids) -> ScoredPairs:
    """Return the scores of pairs of sentences, without the pairs below the minimum score."""
    whole = _similarity(features, features.before.sentences, features.after.sentences, before, after)
    # most pairs have too little in common for any of their clauses to make up for it
    highest_clause = whole * np.maximum(_clause_gain(features.before)[before], _clause_gain(features.after)[after])
    possible = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * highest_clause >= _MIN_SCORE - _ROUNDING
    before, after, whole = before[possible], after[possible], whole[possible]
    clause = np.maximum(whole, _clause_similarity(features, before, after))
    words = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * clause
    sufficient = words >= _MIN_SCORE
    before, after = before[sufficient], after[sufficient]
    whole, clause, words = whole[sufficient], clause[sufficient], words[sufficient]
    order = _order_share(features, before, after)
    base = np.clip(words + (1 - words) * order, 0.0, 1.0)
    in_context = with_context(features, before, after, base)
    with_related_words = with_word_voice(features, before, after, in_context)
    score = with_registered_voice(features, before, after, with_related_words)
    parts: list[Floats] = [order, base, *(np.round(scores, 9) for scores in (in_context, with_related_words, score))]
    rank = parts[-1]
    equal = _equal_sentences(features, before, after)
    if equal.any():
        # of several copies only the one in its place: the others stay candidates
        equal &= share_of_best(before, after, rank) >= 1
        parts = [np.where(equal, 1.0, part) for part in parts]
    return ScoredPairs(*(before, after, whole, clause, *parts, rank))


def _equal_sentences(features: Features, before: Ids, after: Ids) -> Flags:
    """Return for each pair whether its sentences are equal, letter for letter."""
    ids = features.before.text_ids, features.after.text_ids
    if ids[0] is None or ids[1] is None:
        return np.zeros(len(before), dtype=bool)
    equal: Flags = ids[0][before] == ids[1][after]
    return equal


def _order_share(features: Features, before: Ids, after: Ids) -> Floats:
    """Return the share of the difference to 1 that the order of the words adds to each pair.

    The word sequences are compared as strings in which each word is a letter.
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    if not len(before):
        return np.zeros(0)
    strings = [_as_strings(side.words) for side in (features.before, features.after)]
    same_order = np.concatenate(
        [
            cpdist(
                [strings[0][n] for n in before[first : first + _PAIRS_AT_ONCE].tolist()],
                [strings[1][n] for n in after[first : first + _PAIRS_AT_ONCE].tolist()],
                scorer=ratio,
                score_cutoff=100 * _UNRELATED_ORDER,  # a lower similarity adds nothing
                workers=1,
            )
            for first in range(0, len(before), _PAIRS_AT_ONCE)
        ]
    )
    beyond_chance = (same_order.astype(np.float64) / 100 - _UNRELATED_ORDER) / (1 - _UNRELATED_ORDER)
    order: Floats = np.where(same_order >= 100, EQUAL_SHARE, ORDER_SHARE * np.clip(beyond_chance, 0.0, 1.0) ** 1.5)
    return order


def _as_strings(words: Words) -> list[str]:
    """Return each sentence as a string, one letter for each word; the private use planes have no special letters."""
    text = "".join(map(chr, (0xF0000 + words.stem % 0x1FFFE).tolist()))
    edges = words.edges.tolist()
    strings = [text[a:b] for a, b in pairwise(edges)]
    if len(text) > _MAX_ORDERED_WORDS:
        strings = [s if len(s) <= _MAX_ORDERED_WORDS else _abridged(s) for s in strings]
    return strings


def _abridged(string: str) -> str:
    """Return the beginning of a string and one letter for the rest, so that only equal strings remain equal."""
    rest = string[_MAX_ORDERED_WORDS:]
    return string[:_MAX_ORDERED_WORDS] + chr(0xF0000 + crc32(rest.encode()) % 0x1FFFE)


def _similarity(features: Features, a: Bags, b: Bags, x: Ids, y: Ids) -> Floats:
    """Return the discounted cosine of rows `x` of `a` with rows `y` of `b`."""
    bits, squares = shared_weights(features, a, b, x, y)
    norms = a.norm[x] * b.norm[y]
    cosine = np.divide(squares, norms, out=np.zeros_like(squares), where=norms > 0)
    similarity: Floats = cosine * (1 - np.exp(-bits / THIN_BITS))
    return similarity


def _clause_gain(version: Version) -> Floats:
    """Return for each sentence the highest possible ratio of the similarity of one of its clauses to that of the whole.

    A clause shares no features that its sentence does not share, so only its smaller norm raises the cosine.
    """
    factors, clauses = np.ones(len(version)), version.clauses
    np.maximum.at(factors, clauses.owner, version.sentences.norm[clauses.owner] / clauses.norm)
    return factors


def _clause_similarity(features: Features, before: Ids, after: Ids) -> Floats:
    """Return for each pair the similarity of the best clause of either sentence with the whole other sentence."""
    best = np.zeros(len(before))
    for clauses, own_ids, others, other_ids in (
        (features.before.clauses, before, features.after.sentences, after),
        (features.after.clauses, after, features.before.sentences, before),
    ):
        if not len(clauses):
            continue
        # Sorted by the sentence whose features are looked up; in portions, because every pair has several clauses.
        order = np.argsort(other_ids, kind="stable")
        for pairs in np.array_split(order, len(order) // _PAIRS_AT_ONCE + 1):
            own, other = own_ids[pairs], other_ids[pairs]
            first = np.searchsorted(clauses.owner, own, side="left")
            numbers, clause = ranges(first, np.searchsorted(clauses.owner, own, side="right") - first)
            np.maximum.at(best, pairs[numbers], _similarity(features, clauses, others, clause, other[numbers]))
    return best
