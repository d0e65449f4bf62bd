"""Which pairs of sentences are worth scoring: all of them in short texts, those that share rare features in long ones.

No loop over all pairs and no silent cap: what is left out shares nothing but common words, or has many better partners
on both sides.
"""

from __future__ import annotations

import numpy as np

from evolve.align.features import Bags, Features, Flags, Floats, Ids

_ALL_PAIRS = 400_000  # up to here every pair is scored
_WORK = 400  # pairs looked at for every sentence of a long text
_PARTNERS = 24  # kept for every sentence of a long text, on either side
_HITS = 4_000_000  # shared features held at once


def candidate_pairs(features: Features) -> tuple[Ids, Ids]:
    """Indices of the sentences of every pair worth scoring, in order; the same whichever text comes first."""
    n, m = len(features.before.sentences), len(features.after.sentences)
    if n * m <= _ALL_PAIRS:
        return np.repeat(np.arange(n), m), np.tile(np.arange(m), n)
    telling = _telling(features)
    forth = _best_partners(features.before.sentences, features.after.sentences, telling, features.weight)
    back = _best_partners(features.after.sentences, features.before.sentences, telling, features.weight)
    keys = np.unique(np.concatenate([forth[0] * m + forth[1], back[1] * m + back[0]]))
    return keys // m, keys % m


def _telling(features: Features) -> Flags:
    """The rarest features, as many as the work allows for."""
    vocabulary = len(features.weight)
    a = np.bincount(features.before.sentences.ids, minlength=vocabulary)
    b = np.bincount(features.after.sentences.ids, minlength=vocabulary)
    order = np.argsort(-features.weight, kind="stable")
    work = np.cumsum((a * b)[order])
    allowed = _WORK * (len(features.before.sentences) + len(features.after.sentences))
    telling = np.zeros(vocabulary, dtype=bool)
    telling[order[work <= allowed]] = True
    return telling


def _best_partners(
    a: Bags, b: Bags, telling: Flags, weight: Floats
) -> tuple[Ids, Ids]:
    """For every row of `a` the rows of `b` that share most with it, judged by telling features alone."""
    vocabulary = len(weight)
    entries = telling[b.ids]
    row_of = np.repeat(np.arange(len(b)), np.diff(b.starts))[entries]
    by_feature = np.argsort(b.ids[entries], kind="stable")
    posting = row_of[by_feature]
    begin = np.searchsorted(b.ids[entries][by_feature], np.arange(vocabulary + 1))
    size = np.diff(begin)
    cost = np.concatenate(([0], np.cumsum(np.where(telling[a.ids], size[a.ids], 0))))
    rows_cost = cost[a.starts]
    out: list[tuple[Ids, Ids]] = []
    first = 0
    while first < len(a):
        last = max(first + 1, int(np.searchsorted(rows_cost, rows_cost[first] + _HITS, side="right")) - 1)
        ids = a.ids[a.starts[first] : a.starts[last]]
        row = np.repeat(np.arange(first, last), np.diff(a.starts[first : last + 1]))
        use = telling[ids]
        ids, row = ids[use], row[use]
        counts = size[ids]
        offset = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        key = np.repeat(row, counts) * len(b) + posting[np.repeat(begin[ids], counts) + offset]
        pair, where = np.unique(key, return_inverse=True)
        mass = np.bincount(where, weights=np.repeat(weight[ids] ** 2, counts))
        x, y = pair // len(b), pair % len(b)
        likeness = mass / np.maximum(1e-9, b.norm[y])
        order = np.lexsort((y, -likeness, x))
        x, y = x[order], y[order]
        rank = np.arange(len(x)) - np.searchsorted(x, x)
        out.append((x[rank < _PARTNERS], y[rank < _PARTNERS]))
        first = last
    return np.concatenate([x for x, _ in out]), np.concatenate([y for _, y in out])
