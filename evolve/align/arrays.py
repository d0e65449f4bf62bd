"""Array types of the aligner, and operations on index arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
"""Indices or numbers of sentences, words, features or rows."""

Floats = NDArray[np.float64]
"""Scores, weights or vectors."""

Flags = NDArray[np.bool_]
"""One truth value for each entry of another array."""


def ranges(starts: Ids, counts: Ids) -> tuple[Ids, Ids]:
    """Return the indices in consecutive ranges: for each index the number of its range, and the index itself."""
    range_numbers = np.repeat(np.arange(len(starts)), counts)
    return range_numbers, np.arange(len(range_numbers)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)


def sorted_distinct(numbers: Ids) -> Ids:
    """Return the distinct numbers, sorted.

    Much faster for many numbers than `numpy.unique`, which hashes them and loads the masked arrays of numpy.
    """
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def best_scores(ids: Ids, score: Floats, size: int = 0) -> Floats:
    """Return for each sentence the best score of its pairs, 0 without pairs; at least `size` entries.

    `ids` is the sentence of each pair, `score` the score of each pair.
    """
    best = np.zeros(max(size, int(ids.max(initial=-1)) + 1))
    np.maximum.at(best, ids, score)
    return best
