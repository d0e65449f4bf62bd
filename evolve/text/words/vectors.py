"""Word vectors: words that occur in the same surroundings have a high cosine, and are related in meaning.

English only. `vectors/SOURCE.txt` describes the table in the package. It is read on first use, and only the rows that
are asked for are unpacked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float64]
    """One row for each word or sentence."""
else:
    Vectors = np.ndarray

DIMENSIONS = 100

LEVELS = 16
"""Values a number can have in the table: four bits."""

_STEP = 0.33  # standard deviations between two levels; the least error for 16 levels of normally distributed numbers


def word_vectors(words: Sequence[str], language: str) -> Vectors:
    """Return the vectors of words in lower case, each of length 1; zeros for a word that is not in the table."""
    vectors = np.zeros((len(words), DIMENSIONS))
    rows = _rows(language)
    if not rows:
        return vectors
    found = np.array([rows.get(word, -1) for word in words], dtype=np.int64)
    vectors[found >= 0] = _unpacked(_table()[found[found >= 0]])
    return vectors


def unit(vectors: Vectors) -> Vectors:
    """Return the vectors scaled to length 1; a row of zeros is unchanged."""
    return normalise(vectors.copy())


def normalise(vectors: Vectors) -> Vectors:
    """Scale vectors to length 1 in place, which saves memory, and return them; a row of zeros is unchanged."""
    length = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    np.divide(vectors, length, out=vectors, where=length > 0)
    return vectors


def packed(vectors: Vectors) -> NDArray[np.uint8]:
    """Return vectors as the table has them: the mean subtracted, of length 1, two numbers to a byte."""
    scaled = normalise(vectors - vectors.mean(axis=0)) * np.sqrt(DIMENSIONS)
    level = np.clip(np.floor(scaled / _STEP) + LEVELS // 2, 0, LEVELS - 1).astype(np.uint8)
    rows: NDArray[np.uint8] = level[:, ::2] | level[:, 1::2] << 4
    return rows


def _unpacked(rows: NDArray[np.uint8]) -> Vectors:
    vectors = np.empty((len(rows), DIMENSIONS))
    vectors[:, ::2] = rows & (LEVELS - 1)
    vectors[:, 1::2] = rows >> 4
    return normalise(vectors - (LEVELS - 1) / 2)


@cache
def _rows(language: str) -> Mapping[str, int]:
    """Return the row of each word in the table; empty for a language without one."""
    if language != "english":
        return {}
    text = resources.files("evolve.text").joinpath("vectors", "words.txt").read_text(encoding="utf-8")
    return {word: row for row, word in enumerate(text.splitlines())}


@cache
def _table() -> NDArray[np.uint8]:
    data = resources.files("evolve.text").joinpath("vectors", "vectors.bin").read_bytes()
    return np.frombuffer(data, dtype=np.uint8).reshape(-1, DIMENSIONS // 2)
