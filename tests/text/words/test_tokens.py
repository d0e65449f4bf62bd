"""Words: unified, stemmed, each with its place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.text.languages import LANGUAGES
from evolve.text.words.equivalents import equivalents_of
from evolve.text.words.tokens import as_written, tokenise

SHIPPED = equivalents_of({})


def forms(sentence: str, **own: tuple[str, ...]) -> list[str]:
    return [token.form for token in tokenise(sentence, equivalents=equivalents_of(own) if own else SHIPPED)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelenskyy", "Zelensky"),
        ("Kiev", "Kyiv"),
        ("the U.S.", "the US"),
        ("America", "the United States".removeprefix("the ")),
        ("the European Union", "the EU"),
        ("a cease-fire", "a ceasefire"),
        ("69 per cent", "69%"),
        ("three apples", "3 apples"),
        ("1,000 votes", "1000 votes"),
        ("on April 25th", "on April 25"),
        ("the 1980s", "the 1980"),
        ("organisation", "organization"),
        ("the programme", "the program"),
        ("neighbours", "neighbor"),
        ("Britain’s vote", "Britain's vote"),
        ("they voted", "they vote"),
    ],
)
def test_spellings_of_the_same_are_one(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Iran", "Iraq"), ("Austria", "Australia"), ("told us", "told US"), ("filled", "filed"), ("3", "13")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert forms(one) != forms(other)


def test_a_persons_own_group_is_meant_in_all_its_forms() -> None:
    own = {"weapons": ("arms",)}
    assert forms("a weapon", **own)[1] == forms("the arms", **own)[1] == "weapons"


def test_a_persons_own_group_extends_a_shipped_one() -> None:
    own = {"zelensky": ("volodymyr",)}
    assert forms("Volodymyr", **own) == forms("Zelenskyy", **own)


def test_the_shipped_list_can_be_left_out() -> None:
    plain = equivalents_of({}, use_shipped=False)
    assert tokenise("Kiev", equivalents=plain)[0].form != tokenise("Kyiv", equivalents=plain)[0].form


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_words_are_spans_in_order(sentence: str, language: str) -> None:
    """Words are stretches of their sentence, in order."""
    tokens = tokenise(sentence, language=language, equivalents=SHIPPED)
    assert tokens
    assert all(0 <= token.start <= token.end <= len(sentence) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


def test_a_word_is_shown_as_it_is_written() -> None:
    sentence = "In Kiev’s streets"
    assert [as_written(sentence, token) for token in tokenise(sentence, equivalents=SHIPPED)] == [
        "In",
        "Kiev",
        "streets",
    ]


def test_a_sentence_without_words_is_a_word_itself() -> None:
    assert [token.form for token in tokenise("* * *")] == ["* * *"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("He met Putin in Alaska", ["Putin", "Alaska"]),
        ("Peace is near", []),
        ("I think a NATO", ["NATO"]),
        ("A man", []),
    ],
)
def test_names_are_capitalised_within_the_sentence(sentence: str, names: list[str]) -> None:
    assert [as_written(sentence, token) for token in tokenise(sentence) if token.name] == names
