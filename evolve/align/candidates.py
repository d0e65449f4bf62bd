"""Which pairs of sentences are worth scoring: all of them in short texts, those that share rare features in long ones.

No loop over all pairs and no silent cap: what is left out shares nothing but common words, or has many better partners
on both sides; equal sentences are never left out. The work grows with the number of sentences, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids, distinct, ranges
from evolve.align.features import Bags, Features, Version

_ALL_PAIRS = 160_000  # up to here every pair is scored
_WORK = 400  # shared features looked at for every sentence of a long text
_PARTNERS = 24  # kept for every sentence of a long text
_HITS = 2_000_000  # shared features held at once
_LEAST = 0.05  # cosine by telling features below which a pair of a long text is not looked at again
_MASS_BITS = 20  # of a 64-bit number hold what a shared feature weighs; the others say which pair shares it
_LIKENESS_BITS = 20  # of a 64-bit number hold a likeness; two million sentences fit into the others


def candidate_pairs(features: Features) -> tuple[Ids, Ids]:
    """Indices of the sentences of every pair worth scoring, in order; the same whichever text comes first."""
    n, m = len(features.before), len(features.after)
    if n * m <= _ALL_PAIRS:
        return np.repeat(np.arange(n), m), np.tile(np.arange(m), n)
    likely = _likely(features)
    forth = _best_of_each(likely)
    back = _best_of_each(likely.swapped())
    x, y = _equal(features)
    key = distinct(np.concatenate((forth.x() * m + forth.y(), back.y() * m + back.x(), x * m + y)))
    return key // m, key % m


@dataclass(frozen=True, slots=True, eq=False)
class _Ranked:
    """Pairs of rows, each with its likeness packed into one number, so that sorting them is sorting plain numbers.

    From the highest bit: the row `x`, how far the likeness falls short of 1, the row `y`. Sorted, they stand by `x` and
    the best first.
    """

    packed: Ids
    y_bits: int

    @classmethod
    def of(cls, x: Ids, y: Ids, short: Ids, y_bits: int) -> _Ranked:
        return cls(((x << _LIKENESS_BITS | short) << y_bits) | y, y_bits)

    def x(self) -> Ids:
        return self.packed >> (self.y_bits + _LIKENESS_BITS)

    def y(self) -> Ids:
        return self.packed & ((1 << self.y_bits) - 1)

    def swapped(self) -> _Ranked:
        """The same pairs seen from `y`."""
        short = self.packed >> self.y_bits & ((1 << _LIKENESS_BITS) - 1)
        x = self.x()
        return _Ranked.of(self.y(), x, short, int(x.max(initial=0)).bit_length())


def _best_of_each(pairs: _Ranked) -> _Ranked:
    """The best pairs of every `x`."""
    packed = np.sort(pairs.packed)
    x = packed >> (pairs.y_bits + _LIKENESS_BITS)
    begins = np.flatnonzero(np.concatenate(([True], x[1:] != x[:-1]))) if len(x) else x
    rank = np.arange(len(x)) - np.repeat(begins, np.diff(np.append(begins, len(x))))
    return _Ranked(packed[rank < _PARTNERS], pairs.y_bits)


def _equal(features: Features) -> tuple[Ids, Ids]:
    """Sentences that say the same words in the same order, the first with the first, the second with the second."""
    found: dict[bytes, list[int]] = {}
    for index, words in _word_sequences(features.after):
        found.setdefault(words, []).append(index)
    pairs: list[tuple[int, int]] = []
    used: dict[bytes, int] = {}
    for index, words in _word_sequences(features.before):
        times = used.get(words, 0)
        used[words] = times + 1
        if times < len(found.get(words, ())):
            pairs.append((index, found[words][times]))
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _word_sequences(version: Version) -> Iterator[tuple[int, bytes]]:
    for index, (start, end) in enumerate(pairwise(version.words.edges.tolist())):
        yield index, version.words.stem[start:end].tobytes()


def _telling(features: Features) -> Flags:
    """The rarest features, as many as the work allows for."""
    vocabulary = len(features.weight)
    a = np.bincount(features.before.sentences.ids, minlength=vocabulary)
    b = np.bincount(features.after.sentences.ids, minlength=vocabulary)
    order = np.argsort(-features.weight, kind="stable")
    work = np.cumsum((a * b)[order])
    telling = np.zeros(vocabulary, dtype=bool)
    telling[order[work <= _WORK * (len(features.before) + len(features.after))]] = True
    return telling


def _likely(features: Features) -> _Ranked:
    """Pairs that share telling features, with the cosine these alone give, through an inverted index."""
    a, b = features.before.sentences, features.after.sentences
    telling = _telling(features)
    posting, begin = _inverted(b, telling)
    size = np.diff(begin)
    mass = features.weight**2
    unit = ((1 << _MASS_BITS) - 1) / max(1.0, float(mass.max()))
    whole = np.round(mass * unit).astype(np.int64)
    cost = np.concatenate(([0], np.cumsum(np.where(telling[a.ids], size[a.ids], 0))))[a.starts]
    found: list[Ids] = []
    y_bits = len(b).bit_length()
    first = 0
    while first < len(a):
        last = max(first + 1, int(np.searchsorted(cost, cost[first] + _HITS, side="right")) - 1)
        ids = a.ids[a.starts[first] : a.starts[last]]
        row = np.repeat(np.arange(first, last), np.diff(a.starts[first : last + 1]))
        ids, row = ids[telling[ids]], row[telling[ids]]
        x, y, likeness = _pairs_sharing(row, ids, posting, begin, whole, a, b, unit)
        short = ((1 - np.minimum(1.0, likeness)) * ((1 << _LIKENESS_BITS) - 1)).astype(np.int64)
        found.append(_Ranked.of(x, y, short, y_bits).packed)
        first = last
    return _Ranked(np.concatenate(found), y_bits)


def _inverted(b: Bags, telling: Flags) -> tuple[Ids, Ids]:
    """For every feature the rows that hold it: `posting[begin[f]:begin[f + 1]]`; only for telling features."""
    entries = telling[b.ids]
    row = np.repeat(np.arange(len(b)), np.diff(b.starts))[entries]
    ids = b.ids[entries]
    order = np.argsort(ids, kind="stable")
    return row[order], np.searchsorted(ids[order], np.arange(len(telling) + 1))


def _pairs_sharing(
    row: Ids, ids: Ids, posting: Ids, begin: Ids, whole: Ids, a: Bags, b: Bags, unit: float
) -> tuple[Ids, Ids, Floats]:
    """Rows of `a` with the rows of `b` they share features with.

    Pair and weight travel in one number each, because sorting plain numbers is an order of magnitude faster than
    sorting places; the weights are whole numbers, so the sums do not depend on the order.
    """
    entry, place = ranges(begin[ids], np.diff(begin)[ids])
    packed = row[entry] * len(b)
    packed += posting[place]
    packed <<= _MASS_BITS
    packed |= whole[ids][entry]
    packed.sort()
    pair = packed >> _MASS_BITS
    if not len(pair):
        return pair, pair, np.zeros(0)
    starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    mass = np.add.reduceat(packed & ((1 << _MASS_BITS) - 1), starts) / unit
    x, y = pair[starts] // len(b), pair[starts] % len(b)
    likeness = mass / np.maximum(1e-9, a.norm[x] * b.norm[y])
    kept = likeness >= _LEAST
    return x[kept], y[kept], likeness[kept]
