"""A few of the texts that the fuzz harness tries for an hour."""

from __future__ import annotations

import pytest
from hypothesis import given

from .generators import NAMES, TEXTS, check_pair


@pytest.mark.slow
@given(TEXTS, TEXTS, NAMES)
def test_any_two_texts_are_compared(before: str, after: str, name: str) -> None:
    check_pair(before, after, name)


@pytest.mark.slow
@given(TEXTS, NAMES)
def test_a_text_and_one_with_a_sentence_more_are_compared(text: str, name: str) -> None:
    check_pair(text, f"{text}\n\nThe mayor has promised a new school by May.", name)
