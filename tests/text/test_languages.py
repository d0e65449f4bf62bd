"""Languages: those there are, and the one a text is plainly in by its commonest words."""

from __future__ import annotations

import pytest
from nltk.stem.snowball import SnowballStemmer

from evolve.readers import read, seeds
from evolve.text.languages import LANGUAGES, unexpected_language

GERMAN = """Das Dorf ist der einzige Ort in dem Tal, in dem es noch keinen Bahnhof gibt. Die Händler haben nach dem
Krieg drei Mal bei der Regierung geklagt, und das Gericht hat ihnen nicht geholfen."""
FRENCH = """Le village est le seul de la vallée qui ne possède pas de gare. Les marchands se sont plaints trois fois au
ministre après la guerre, mais il ne les a pas reçus dans son bureau."""


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "german"), (FRENCH, "french")])
def test_a_text_in_another_language_is_noticed(text: str, language: str) -> None:
    assert unexpected_language(text, "english") == language
    assert unexpected_language(text, language) is None


@pytest.mark.parametrize("text", ["", "Nein.", "42 % 3.5", "Grain, barley, oats, rye, wheat, hops and malt. " * 5])
def test_too_little_prose_tells_nothing(text: str) -> None:
    assert unexpected_language(text, "english") is None
    assert unexpected_language(text, "german") is None


def test_a_language_without_a_list_is_not_doubted() -> None:
    assert unexpected_language(GERMAN, "arabic") is None


def test_the_seeds_read_like_english() -> None:
    for path in seeds():
        text = read(path).text
        assert unexpected_language(text, "english") is None
        assert unexpected_language(text, "german") == "english"


def test_the_languages_are_those_of_snowball() -> None:
    assert set(LANGUAGES) == set(SnowballStemmer.languages) - {"porter"}
