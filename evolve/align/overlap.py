"""What rows of features share, for many pairs of rows at once and without a loop over them."""

from __future__ import annotations

import numpy as np

from evolve.align.arrays import Floats, Ids, ranges
from evolve.align.features import Bags, Features

_CELLS = 8_000_000  # size of the lookup table of one block, in bytes
_FLAT = 4_000_000  # features looked up at once


def shared(features: Features, a: Bags, b: Bags, x: Ids, y: Ids) -> tuple[Floats, Floats]:
    """What rows `x` of `a` share with rows `y` of `b`: bits, and the sum of their squares."""
    bits, squares = np.zeros(len(x)), np.zeros(len(x))
    if not len(x):
        return bits, squares
    width = len(features.weight)
    rows = max(1, _CELLS // max(1, width))
    order = np.argsort(y, kind="stable") if len(b) > rows else np.arange(len(y))
    edges = np.searchsorted(y[order], np.arange(0, len(b) + rows, rows)) if len(b) > rows else np.array([0, len(y)])
    for block, (lo, hi) in enumerate(zip(edges.tolist(), edges[1:].tolist(), strict=False)):
        if lo == hi:
            continue
        first = block * rows
        last = min(len(b), first + rows)
        table = np.zeros((last - first, width), dtype=bool)
        held = b.ids[b.starts[first] : b.starts[last]]
        table[np.repeat(np.arange(last - first), np.diff(b.starts[first : last + 1])), held] = True
        for part in _portions(a, x, order[lo:hi]):
            which, ids = flatten(a, x[part])
            hit = table[(y[part] - first)[which], ids]
            worth = features.weight[ids[hit]]
            bits[part] = np.bincount(which[hit], weights=worth, minlength=len(part))
            squares[part] = np.bincount(which[hit], weights=worth**2, minlength=len(part))
    return bits, squares


def _portions(a: Bags, x: Ids, pairs: Ids) -> list[Ids]:
    """The pairs in portions whose features fit into memory."""
    sizes = np.cumsum(np.diff(a.starts)[x[pairs]])
    cuts = np.searchsorted(sizes, np.arange(_FLAT, int(sizes[-1]) + 1, _FLAT)) + 1
    return [portion for portion in np.split(pairs, cuts) if len(portion)]


def flatten(bags: Bags, rows: Ids) -> tuple[Ids, Ids]:
    """The features of the rows one after another, with the place in `rows` each belongs to."""
    which, place = ranges(bags.starts[rows], np.diff(bags.starts)[rows])
    return which, bags.ids[place]
