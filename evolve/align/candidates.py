"""Selects the pairs of sentences to score: all pairs of short texts, pairs with shared rare features in long ones.

There is no loop over all pairs and no silent limit: a pair left out shares only common words, or has many better
alternatives on both sides; equal sentences are never left out. The work grows with the number of sentences, not with
its square.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids, ranges, sorted_distinct
from evolve.align.features import Bags, Features, Version

_ALL_PAIRS = 160_000  # number of pairs up to which every pair is scored
_SHARED_FEATURES = 400  # shared features examined for each sentence of a long text
_PARTNERS = 24  # candidates of each sentence of a long text
_BLOCK_FEATURES = 100_000  # shared features in memory at a time; they fit into the cache of the processor
_WAITING_PAIRS = 2_000_000  # pairs collected before all but the best of each later sentence are dropped
_MIN_COSINE = 0.05  # a pair of a long text with a lower cosine of rare features is left out
_WEIGHT_BITS = 20  # of a 64-bit number, for the weight of a shared feature; the others identify the pair
_SHORTFALL_BITS = 20  # of a 64-bit number, for a similarity; the others have room for two million sentences


def candidate_pairs(features: Features) -> tuple[Ids, Ids]:
    """Return the pairs of sentences to score, as two index arrays, in order; the same whichever text comes first."""
    n, m = len(features.before), len(features.after)
    if n * m <= _ALL_PAIRS:
        return np.repeat(np.arange(n), m), np.tile(np.arange(m), n)
    best_before, best_after = _best_similar_pairs(features)
    equal_before, equal_after = _equal_sentences(features)
    keys = sorted_distinct(
        np.concatenate(
            (best_before.x() * m + best_before.y(), best_after.y() * m + best_after.x(), equal_before * m + equal_after)
        )
    )
    return keys // m, keys % m


@dataclass(frozen=True, slots=True, eq=False)
class _RankedPairs:
    """Pairs of rows, each packed with its similarity into one number, so that sorting them is sorting plain numbers.

    From the highest bit: the row `x`, the difference of the similarity to 1, the row `y`. Sorted, the pairs are grouped
    by `x`, the most similar first.
    """

    packed: Ids
    """The packed numbers."""
    y_bits: int
    """The number of bits of `y`."""

    @classmethod
    def of(cls, x: Ids, y: Ids, shortfall: Ids, y_bits: int) -> _RankedPairs:
        """Return the packed pairs of rows `x` and `y`; `shortfall` is the scaled difference of the similarity to 1."""
        return cls(((x << _SHORTFALL_BITS | shortfall) << y_bits) | y, y_bits)

    def x(self) -> Ids:
        """Return the row `x` of each pair."""
        return self.packed >> (self.y_bits + _SHORTFALL_BITS)

    def y(self) -> Ids:
        """Return the row `y` of each pair."""
        return self.packed & ((1 << self.y_bits) - 1)


def _best_of_each(pairs: _RankedPairs) -> _RankedPairs:
    """Return the best pairs of each row `x`."""
    packed = np.sort(pairs.packed)
    x = packed >> (pairs.y_bits + _SHORTFALL_BITS)
    starts = np.flatnonzero(np.concatenate(([True], x[1:] != x[:-1]))) if len(x) else x
    rank = np.arange(len(x)) - np.repeat(starts, np.diff(np.append(starts, len(x))))
    return _RankedPairs(packed[rank < _PARTNERS], pairs.y_bits)


def _best_similar_pairs(features: Features) -> tuple[_RankedPairs, _RankedPairs]:
    """Return the best pairs of each earlier sentence, and those of each later one, the later one as `x`.

    Those of later sentences are reduced to the best from time to time, so that not all pairs are in memory at once.
    """
    bits = [len(version).bit_length() for version in (features.before, features.after)]
    best_before: list[Ids] = [np.zeros(0, dtype=np.int64)]
    best_after: list[Ids] = [np.zeros(0, dtype=np.int64)]
    waiting = 0
    for x, y, shortfall in _similar_pairs(features):
        best_before.append(_best_of_each(_RankedPairs.of(x, y, shortfall, bits[1])).packed)
        best_after.append(_RankedPairs.of(y, x, shortfall, bits[0]).packed)
        waiting += len(x)
        if waiting > _WAITING_PAIRS:
            best_after = [_best_of_each(_RankedPairs(np.concatenate(best_after), bits[0])).packed]
            waiting = 0
    return (
        _RankedPairs(np.concatenate(best_before), bits[1]),
        _best_of_each(_RankedPairs(np.concatenate(best_after), bits[0])),
    )


def _equal_sentences(features: Features) -> tuple[Ids, Ids]:
    """Return the pairs of sentences with the same words in the same order, the first with the first, and so on."""
    indices_after: dict[bytes, list[int]] = {}
    for index, words in _word_sequences(features.after):
        indices_after.setdefault(words, []).append(index)
    pairs: list[tuple[int, int]] = []
    counts: dict[bytes, int] = {}
    for index, words in _word_sequences(features.before):
        count = counts.get(words, 0)
        counts[words] = count + 1
        if count < len(indices_after.get(words, ())):
            pairs.append((index, indices_after[words][count]))
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _word_sequences(version: Version) -> Iterator[tuple[int, bytes]]:
    """Yield the index and the word sequence of each sentence."""
    for index, (start, end) in enumerate(pairwise(version.words.edges.tolist())):
        yield index, version.words.stem[start:end].tobytes()


def _rare_features(features: Features) -> Flags:
    """Return for each feature whether it is among the rarest, as many as the amount of work allows."""
    vocabulary = len(features.weight)
    counts_before = np.bincount(features.before.sentences.ids, minlength=vocabulary)
    counts_after = np.bincount(features.after.sentences.ids, minlength=vocabulary)
    order = np.argsort(-features.weight, kind="stable")
    work = np.cumsum((counts_before * counts_after)[order])
    is_rare = np.zeros(vocabulary, dtype=bool)
    is_rare[order[work <= _SHARED_FEATURES * (len(features.before) + len(features.after))]] = True
    return is_rare


def _similar_pairs(features: Features) -> Iterator[tuple[Ids, Ids, Ids]]:
    """Yield the pairs that share rare features, those of some earlier sentences at a time: the earlier and the later
    sentence of each, and the scaled difference to 1 of the cosine of these features alone.

    They are found through an inverted index.
    """
    a, b = features.before.sentences, features.after.sentences
    is_rare = _rare_features(features)
    posting, begin = _inverted(b, is_rare)
    size = np.diff(begin)
    squares = features.weight**2
    unit = ((1 << _WEIGHT_BITS) - 1) / max(1.0, float(squares.max()))
    integer_weights = np.round(squares * unit).astype(np.int64)
    cumulative_hits = np.concatenate(([0], np.cumsum(np.where(is_rare[a.ids], size[a.ids], 0))))[a.starts]
    first = 0
    while first < len(a):
        last = max(
            first + 1, int(np.searchsorted(cumulative_hits, cumulative_hits[first] + _BLOCK_FEATURES, side="right")) - 1
        )
        ids = a.ids[a.starts[first] : a.starts[last]]
        row = np.repeat(np.arange(first, last), np.diff(a.starts[first : last + 1]))
        ids, row = ids[is_rare[ids]], row[is_rare[ids]]
        x, y, similarity = _pairs_sharing(row, ids, posting, begin, integer_weights, a, b, unit)
        shortfall = ((1 - np.minimum(1.0, similarity)) * ((1 << _SHORTFALL_BITS) - 1)).astype(np.int64)
        yield x, y, shortfall
        first = last


def _inverted(b: Bags, is_rare: Flags) -> tuple[Ids, Ids]:
    """Return an inverted index of rare features: the rows with feature f are `posting[begin[f]:begin[f + 1]]`."""
    is_entry = is_rare[b.ids]
    row = np.repeat(np.arange(len(b)), np.diff(b.starts))[is_entry]
    ids = b.ids[is_entry]
    order = np.argsort(ids, kind="stable")
    return row[order], np.searchsorted(ids[order], np.arange(len(is_rare) + 1))


def _pairs_sharing(
    row: Ids, ids: Ids, posting: Ids, begin: Ids, integer_weights: Ids, a: Bags, b: Bags, unit: float
) -> tuple[Ids, Ids, Floats]:
    """Return the rows of `a` and the rows of `b` that share features, with their similarity.

    Pair and weight are packed into one number, because sorting plain numbers is an order of magnitude faster than
    sorting indices; the weights are integers, so the sums do not depend on the order.
    """
    entries, positions = ranges(begin[ids], np.diff(begin)[ids])
    packed = row[entries] * len(b)
    packed += posting[positions]
    packed <<= _WEIGHT_BITS
    packed |= integer_weights[ids][entries]
    packed.sort()
    pair = packed >> _WEIGHT_BITS
    if not len(pair):
        return pair, pair, np.zeros(0)
    starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    squares = np.add.reduceat(packed & ((1 << _WEIGHT_BITS) - 1), starts) / unit
    x, y = pair[starts] // len(b), pair[starts] % len(b)
    similarity = squares / np.maximum(1e-9, a.norm[x] * b.norm[y])
    sufficient = similarity >= _MIN_COSINE
    return x[sufficient], y[sufficient], similarity[sufficient]
