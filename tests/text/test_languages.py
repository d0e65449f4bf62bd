"""Languages: those there are, and the one a text is plainly in by its commonest words."""

from __future__ import annotations

import pytest
from nltk.stem.snowball import SnowballStemmer

from evolve import Document, Settings, compare
from evolve.readers import read, seeds
from evolve.text.languages import (
    LANGUAGES,
    STEMMED_LANGUAGES,
    UNSPACED_LANGUAGES,
    recognised_language,
    unexpected_language,
)

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
    assert set(STEMMED_LANGUAGES) == set(SnowballStemmer.languages) - {"porter"}
    assert set(LANGUAGES) == {*STEMMED_LANGUAGES, *UNSPACED_LANGUAGES}


SPANISH = """El alcalde firmó la carta de los pescadores y no quiso hablar con la prensa, porque la venta de la sal
está prohibida desde el año pasado en todos los pueblos de la costa."""
ITALIAN = """Il sindaco ha firmato la lettera dei pescatori e non ha voluto parlare con i giornali, perché la vendita
del sale è vietata da un anno in tutti i paesi della costa."""
PORTUGUESE = """O prefeito assinou a carta dos pescadores e não quis falar com a imprensa, porque a venda do sal está
proibida há um ano em todas as vilas da costa, como já foi dito."""
DUTCH = """De burgemeester heeft de brief van de vissers getekend en wil niet met de pers praten, omdat de verkoop van
zout sinds een jaar in alle dorpen aan de kust verboden is."""
ENGLISH = """The mayor signed the letter of the fishermen and did not want to speak to the press, because the sale of
salt has been forbidden for a year in all the villages on the coast."""
CHINESE = "镇上有三座桥。市长批准了新的税。"
JAPANESE = "町には三つの橋があります。市長は新しい税を承認しました。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "german"), (FRENCH, "french"), (SPANISH, "spanish"), (ITALIAN, "italian"), (PORTUGUESE, "portuguese"),
        (DUTCH, "dutch"), (ENGLISH, "english"), (CHINESE, "chinese"), (JAPANESE, "japanese"),
    ],
)  # fmt: skip
def test_the_language_of_a_few_lines_is_recognised(text: str, language: str) -> None:
    assert recognised_language([text]) == language


@pytest.mark.parametrize(
    "text",
    ["", "Yes.", "Die in peace.", "No, no, no!", "1984", "Der Hafen.", "Pub menu: a la carte, du jour, en route."],
)
def test_a_line_or_less_is_not_recognised(text: str) -> None:
    assert recognised_language([text]) in (None, "english")


def test_texts_in_two_languages_have_none_in_common() -> None:
    assert recognised_language([ENGLISH, GERMAN]) is None


def test_a_short_text_is_in_the_language_of_the_other() -> None:
    assert recognised_language([GERMAN, "Nein."]) == "german"


def test_both_versions_are_read_in_one_language() -> None:
    long, short = Document.from_text(GERMAN), Document.from_text("Am 3. Mai kam er. Nein.")
    comparison = compare(long, short)
    assert comparison.language == comparison.after.language == "german"
    assert [sentence.text for sentence in comparison.after.sentences] == ["Am 3. Mai kam er.", "Nein."]


def test_a_language_named_for_a_text_is_kept() -> None:
    comparison = compare(Document.from_text(GERMAN, language="dutch"), Document.from_text(GERMAN))
    assert comparison.language == "dutch"


def test_a_language_of_the_settings_is_taken() -> None:
    comparison = compare(Document.from_text(GERMAN), Document.from_text(GERMAN), settings=Settings(language="english"))
    assert comparison.language == "english"
    assert not comparison.is_language_recognised
