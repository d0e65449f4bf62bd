"""The table of word vectors: what it holds, and that it is the one its description names."""

from __future__ import annotations

import hashlib
from importlib import resources

import numpy as np
import pytest

from evolve.text.words.vectors import DIMENSIONS, packed, unit, word_vectors


@pytest.mark.parametrize("name", ["words.txt", "vectors.bin"])
def test_description_names_digest(name: str) -> None:
    """The description names the digest of each file of the table."""
    folder = resources.files("evolve.text") / "vectors"
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    assert f"SHA-256 of {name}" in (folder / "SOURCE.txt").read_text(encoding="utf-8")
    assert digest in (folder / "SOURCE.txt").read_text(encoding="utf-8")


def test_related_words_are_closer() -> None:
    """Words that are related in meaning have a higher cosine than words that are not."""
    weapons, arms, bakery = word_vectors(["weapons", "arms", "bakery"], "english")
    assert weapons @ arms > 0.5 > weapons @ bakery + 0.3


def test_word_outside_the_table_has_no_vector() -> None:
    assert not word_vectors(["zzyzx", "12", ""], "english").any()


def test_other_languages_have_no_vectors() -> None:
    assert not word_vectors(["war", "die"], "german").any()


def test_listed_words_have_length_one() -> None:
    lengths = np.linalg.norm(word_vectors(["the", "peace", "parliament"], "english"), axis=1)
    assert lengths == pytest.approx(np.ones(3))


def test_four_bits_keep_cosines() -> None:
    """Four bits a number keep the cosines of vectors to within .05."""
    vectors = np.random.default_rng(1).normal(size=(50, DIMENSIONS))
    rows = packed(vectors)
    unpacked = np.empty(vectors.shape)
    unpacked[:, ::2], unpacked[:, 1::2] = rows & 15, rows >> 4
    exact, kept = unit(vectors - vectors.mean(axis=0)), unit(unpacked - 7.5)
    assert np.abs(exact @ exact.T - kept @ kept.T).max() < 0.05
