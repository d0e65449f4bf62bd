"""Quotations: the most valuable clause of a sentence in at most twelve words, as written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.comparison.clauses import MAX_WORDS, quote
from evolve.text.clean import clean_line

WORDS = st.sampled_from(
    [
        "the", "of", "and", "but", "that", "not", "if", "we", "ferry", "bridge", "self-determination", "COVID-19",
        "U.S.", "well-known/best-loved", "(2)", "“surprise", "visit”", "—", "…", "war—peace", ",", "cost,", "(which",
        "paid)", "1,000", "%", "don’t", "«oui»", "* * *", "和平谈判", "ความสงบ", "هل", "किताबों", "x" * 61, "?!",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=120)).map(clean_line)
SPACED = st.lists(st.sampled_from(["the", "of", "and", "ferry,", "bridge", "self-determination", "not", "(paid)"]))


def quoted(text: str, language: str = "english", heavy: str = "") -> str:
    """Return the quotation of a text whose words have one bit each, or ten if they are in `heavy`."""
    weights = [(m.start(), m.end(), 10.0 if m[0].lower() in heavy.split() else 1.0) for m in re.finditer(r"\w+", text)]
    return quote(text, weights, language=language).text


def bare(quotation: str, text: str) -> str:
    """Return a quotation without the signs that its sentence continues."""
    if quotation in text:
        return quotation
    inner = quotation.removeprefix("…").strip()
    return inner if inner in text else inner.removesuffix("…").strip()


@given(TEXTS)
def test_quotation_is_a_stretch_of_its_sentence(text: str) -> None:
    """A quotation is part of its sentence, and never empty."""
    quotation = quoted(text)
    assert quotation
    assert bare(quotation, text) in text


@given(SPACED.map(" ".join))
def test_a_quotation_has_twelve_words_at_most(text: str) -> None:
    assert len(bare(quoted(text), text).split()) <= MAX_WORDS


@given(SPACED.map(" ".join))
def test_words_are_quoted_whole(text: str) -> None:
    whole = {word.strip("(),") for word in text.split()}
    assert {word.strip("(),") for word in bare(quoted(text), text).split()} <= whole


@given(SPACED.map(" ".join))
def test_quotation_shows_what_is_cut(text: str) -> None:
    """A quotation shows whether its sentence continues."""
    quotation = quoted(text)
    everything = re.findall(r"\w+", quotation) == re.findall(r"\w+", text)
    assert ("…" in quotation) != everything or not text


@given(st.text("和平谈判是唯一的出路", min_size=25, max_size=200))
def test_quotation_without_spaces(text: str) -> None:
    """In a script without spaces, a quotation has at most 24 characters."""
    assert len(quoted(text).strip("…")) <= 2 * MAX_WORDS


@pytest.mark.parametrize(
    ("text", "heavy", "expected"),
    [
        # short sentences are quoted whole, without the mark at their end
        ("The ferry is late.", "", "The ferry is late"),
        ("Is a bridge cheaper than a ferry?", "", "Is a bridge cheaper than a ferry?"),
        ("The U.K. left in spite of the U.S.", "", "The U.K. left in spite of the U.S."),
        # openers without content are left out
        ("And the ferry is late again.", "", "… the ferry is late again"),
        ("However, the council will keep the ferry.", "", "… the council will keep the ferry"),
        ("In other words, the council will keep the ferry.", "", "… the council will keep the ferry"),
        ("She wrote that the island needs a bridge.", "island bridge", "… the island needs a bridge"),
        # conditions are kept
        ("If the ferry stops, the school will close.", "", "If the ferry stops, the school will close"),
        # the clause of a long sentence with the most bits
        (
            "The mayor, who came to office in the year of the flood, wants self-rule for the people of the islands, "
            "and spoke of little else all evening.",
            "self rule islands",
            "… wants self-rule for the people of the islands …",
        ),
        # the claim rather than who makes it
        (
            "The islanders who met on Sunday evening in the old school house told the mayor that the ferry must stay.",
            "ferry stay",
            "… the ferry must stay",
        ),
        # a denial is quoted with what it denies
        ("The council of the northern islands did not promise a bridge to the fishermen of the village in the bay.",
         "promise bridge fishermen", "… did not promise a bridge to the fishermen …"),
        # brackets and quotation marks are closed
        ("It is a “temporary closure” (of a year).", "closure year", "It is a “temporary closure” (of a year)"),
    ],
)  # fmt: skip
def test_quotation_is_the_clause_a_reader_would_quote(text: str, heavy: str, expected: str) -> None:
    assert quoted(text, heavy=heavy) == expected


@pytest.mark.parametrize(
    "text",
    ["word and more " * 30_000, "字" * 100_000, "a" * 100_000, "well-known," * 30_000, "war—peace " * 50_000],
    ids=["words", "characters", "one word", "hyphens", "dashes"],
)
@pytest.mark.slow
def test_very_long_sentence_is_quoted_in_few_words(text: str) -> None:
    assert len(quoted(text)) <= 200


def test_dot_leaders_are_not_quoted() -> None:
    """Dots that lead to a page number are not quoted."""
    assert quoted("Acknowledgements " + "." * 400 + " 12") == "Acknowledgements …"
