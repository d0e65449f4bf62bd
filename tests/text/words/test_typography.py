"""One form for what several typists write in several ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.text.words.tokens import tokenise
from evolve.text.words.typography import plain_typography


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He paused—then left.", "He paused --- then left."),
        ("He paused – then left.", "He paused - then left."),
        ("“It’s late,” she said.", '"It\'s late," she said.'),
        ("«Non», dit-il…", '"Non", dit-il...'),
        ("two\nlines  of\u00a0text", "two lines of text"),
    ],
)
def test_plain_typography_is_equal_for_two_typists(one: str, other: str) -> None:
    assert plain_typography(one) == plain_typography(other)


@pytest.mark.parametrize("text", ["a well-known man", "5-27", "pages 12–14", "x -1"])
def test_plain_typography_keeps_hyphens_within_words(text: str) -> None:
    assert plain_typography(text) == text


@given(st.text(alphabet="abc -–—'’“\".…\n", max_size=40))
def test_plain_typography_twice_changes_nothing(text: str) -> None:
    once = plain_typography(text)
    assert plain_typography(once) == once


@given(st.text(alphabet="abcdef -—“”\n", max_size=40))
def test_plain_typography_keeps_the_words(text: str) -> None:
    """The words of a sentence are the same in its plain form."""
    words = [token.word for token in tokenise(text) if any(map(str.isalpha, token.word))]
    assert [token.word for token in tokenise(plain_typography(text)) if any(map(str.isalpha, token.word))] == words
