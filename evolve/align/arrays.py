"""Types of the arrays that the aligner works on, and how places in them are found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

Floats = NDArray[np.float64]

Flags = NDArray[np.bool_]


def ranges(starts: Ids, counts: Ids) -> tuple[Ids, Ids]:
    """Ranges of places one after another: for every place the number of its range, and the place itself."""
    which = np.repeat(np.arange(len(starts)), counts)
    return which, np.arange(len(which)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)


def distinct(numbers: Ids) -> Ids:
    """The numbers, each once and rising; much faster on many numbers than `numpy.unique`, which hashes them."""
    rising = np.sort(numbers)
    return rising[np.concatenate(([True], rising[1:] != rising[:-1]))] if len(rising) else rising


def best_of(ids: Ids, score: Floats, size: int = 0) -> Floats:
    """For every sentence, of `size` at least, the best of the scores that name it; nought for one that none names."""
    best = np.zeros(max(size, int(ids.max(initial=-1)) + 1))
    np.maximum.at(best, ids, score)
    return best
