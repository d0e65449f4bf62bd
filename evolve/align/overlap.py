"""The features that rows share, for many pairs of rows at once and without a loop over the pairs."""

from __future__ import annotations

import numpy as np

from evolve.align.arrays import Floats, Ids, ranges
from evolve.align.features import Bags, Features

_TABLE_BYTES = 1_000_000  # size of the lookup table of one block, in bytes; with the features it fits into the cache
_BLOCK_FEATURES = 100_000  # features looked up at a time


def shared_weights(features: Features, a: Bags, b: Bags, x: Ids, y: Ids) -> tuple[Floats, Floats]:
    """Return the weights of features that rows `x` of `a` share with rows `y` of `b`: the sum, and that of squares."""
    bits, squares = np.zeros(len(x)), np.zeros(len(x))
    if not len(x):
        return bits, squares
    width = len(features.weight)
    rows = max(1, _TABLE_BYTES // max(1, width))
    order = np.argsort(y, kind="stable") if len(b) > rows else np.arange(len(y))
    edges = np.searchsorted(y[order], np.arange(0, len(b) + rows, rows)) if len(b) > rows else np.array([0, len(y)])
    for block, (start, stop) in enumerate(zip(edges.tolist(), edges[1:].tolist(), strict=False)):
        if start == stop:
            continue
        first = block * rows
        last = min(len(b), first + rows)
        table = np.zeros((last - first) * width, dtype=bool)
        ids_in_block = b.ids[b.starts[first] : b.starts[last]]
        table[np.repeat(np.arange(last - first) * width, np.diff(b.starts[first : last + 1])) + ids_in_block] = True
        for portion in _portions_of(a, x, order[start:stop]):
            pair_numbers, ids = flatten(a, x[portion])
            found = np.flatnonzero(table[((y[portion] - first) * width)[pair_numbers] + ids])
            pair_of_found, weights = pair_numbers[found], features.weight[ids[found]]
            bits[portion] = np.bincount(pair_of_found, weights=weights, minlength=len(portion))
            squares[portion] = np.bincount(pair_of_found, weights=weights**2, minlength=len(portion))
    return bits, squares


def _portions_of(a: Bags, x: Ids, pairs: Ids) -> list[Ids]:
    """Return the pairs in portions whose features fit into memory."""
    sizes = np.cumsum(np.diff(a.starts)[x[pairs]])
    boundaries = np.searchsorted(sizes, np.arange(_BLOCK_FEATURES, int(sizes[-1]) + 1, _BLOCK_FEATURES)) + 1
    return [portion for portion in np.split(pairs, boundaries) if len(portion)]


def flatten(bags: Bags, rows: Ids) -> tuple[Ids, Ids]:
    """Return the features of some rows in sequence, with the position in `rows` that each belongs to."""
    row_numbers, position = ranges(bags.starts[rows], np.diff(bags.starts)[rows])
    return row_numbers, bags.ids[position]
