"""Array types of the aligner, and operations on index arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    """Indices or numbers of sentences, words, features or rows."""

    Floats = NDArray[np.float64]
    """Scores, weights or vectors."""

    Flags = NDArray[np.bool_]
    """One truth value for each entry of another array."""
else:
    # The types of numpy take as long to load as all of this room.
    Ids = Floats = Flags = np.ndarray


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


def is_among(numbers: Ids, known: Ids) -> Flags:
    """Return for each number whether it is among the `known` ones, which are ascending."""
    if not len(known):
        return np.zeros(len(numbers), dtype=bool)
    found: Flags = known[np.minimum(np.searchsorted(known, numbers), len(known) - 1)] == numbers
    return found


def best_scores(ids: Ids, score: Floats, size: int = 0) -> Floats:
    """Return for each sentence the best score of its pairs, 0 without pairs; at least `size` entries.

    `ids` is the sentence of each pair, `score` the score of each pair.
    """
    best = np.zeros(max(size, int(ids.max(initial=-1)) + 1))
    np.maximum.at(best, ids, score)
    return best
