"""Which words are misspellings, and which are other words."""

from __future__ import annotations

import pytest

from evolve.text.words.misspellings import is_misspelling

MISSPELT = [
    ("libary", "library", "english"),
    ("recieve", "receive", "english"),
    ("goverment", "government", "english"),
    ("occured", "occurred", "english"),
    ("regierrung", "regierung", "german"),
    ("regierugn", "regierung", "german"),
]
OTHER_WORDS = [
    ("miner", "minor", "english"),
    ("county", "country", "english"),
    ("prescribe", "proscribe", "english"),
    ("causal", "casual", "english"),
    ("martial", "marital", "english"),
    ("quiet", "quite", "english"),
    ("statue", "statute", "english"),
    ("salt", "silt", "english"),
    ("desert", "dessert", "english"),
    ("tidewatch", "tidewatchd", "english"),
    ("waren", "wahren", "german"),
]


@pytest.mark.parametrize(("one", "other", "language"), MISSPELT)
def test_a_word_that_is_none_is_a_misspelling_of_the_word_beside_it(one: str, other: str, language: str) -> None:
    assert is_misspelling(one, other, language) and is_misspelling(other, one, language)


@pytest.mark.parametrize(("one", "other", "language"), OTHER_WORDS)
def test_two_words_are_no_misspelling_of_each_other(one: str, other: str, language: str) -> None:
    assert not is_misspelling(one, other, language) and not is_misspelling(other, one, language)
