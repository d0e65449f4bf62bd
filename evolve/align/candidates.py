"""Which pairs of sentences are worth scoring: all of them in short texts, those that share rare features in long ones.

No loop over all pairs and no silent cap: what is left out shares nothing but common words, or has many better partners
on both sides. The work grows with the number of sentences, not with its square.
"""

from __future__ import annotations

import numpy as np

from evolve.align.features import Bags, Features, Flags, Floats, Ids

_ALL_PAIRS = 400_000  # up to here every pair is scored
_WORK = 400  # shared features looked at for every sentence of a long text
_PARTNERS = 24  # kept for every sentence of a long text
_HITS = 2_000_000  # shared features held at once
_LEAST = 0.03  # cosine by telling features below which a pair of a long text is not looked at again
_MASS_BITS = 20  # of a 64-bit number hold what a shared feature weighs; the others say which pair shares it


def candidate_pairs(features: Features) -> tuple[Ids, Ids]:
    """Indices of the sentences of every pair worth scoring, in order; the same whichever text comes first."""
    n, m = len(features.before), len(features.after)
    if n * m <= _ALL_PAIRS:
        return np.repeat(np.arange(n), m), np.tile(np.arange(m), n)
    x, y, likeness = _likely(features)
    kept = _among_best(x, y, likeness) | _among_best(y, x, likeness)
    x, y = x[kept], y[kept]
    order = np.lexsort((y, x))
    return x[order], y[order]


def _among_best(x: Ids, y: Ids, likeness: Floats) -> Flags:
    """Whether each pair is among the best of its `x`."""
    order = np.lexsort((y, -likeness, x))
    rank = np.arange(len(x)) - np.searchsorted(x[order], x[order])
    kept = np.zeros(len(x), dtype=bool)
    kept[order[rank < _PARTNERS]] = True
    return kept


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


def _likely(features: Features) -> tuple[Ids, Ids, Floats]:
    """Pairs that share telling features, with the cosine these alone give, through an inverted index."""
    a, b = features.before.sentences, features.after.sentences
    telling = _telling(features)
    posting, begin = _inverted(b, telling)
    size = np.diff(begin)
    mass = features.weight**2
    unit = ((1 << _MASS_BITS) - 1) / max(1.0, float(mass.max()))
    whole = np.round(mass * unit).astype(np.int64)
    cost = np.concatenate(([0], np.cumsum(np.where(telling[a.ids], size[a.ids], 0))))[a.starts]
    found: list[tuple[Ids, Ids, Floats]] = []
    first = 0
    while first < len(a):
        last = max(first + 1, int(np.searchsorted(cost, cost[first] + _HITS, side="right")) - 1)
        ids = a.ids[a.starts[first] : a.starts[last]]
        row = np.repeat(np.arange(first, last), np.diff(a.starts[first : last + 1]))
        ids, row = ids[telling[ids]], row[telling[ids]]
        found.append(_pairs_sharing(row, ids, posting, begin, whole, a, b, unit))
        first = last
    x, y, likeness = (np.concatenate(part) for part in zip(*found, strict=True))
    return x, y, likeness


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
    counts = np.diff(begin)[ids]
    offset = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    packed = np.repeat(row * len(b), counts)
    packed += posting[np.repeat(begin[ids], counts) + offset]
    packed <<= _MASS_BITS
    packed |= np.repeat(whole[ids], counts)
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
