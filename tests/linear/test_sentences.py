"""Reading the change of a pair takes time in proportion to the length of its sentences, whatever is repeated."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from evolve.classify import read_change
from evolve.classify.sentence import annotate

WORDS = 300
MAX_RATIO = 2.6  # of the steps for twice the words; a quadratic pass has 4
REPEATED = [
    "not", "must not", "nobody", "never doubt", "he said that", "he thought that", "according to Ann",
    '"word" said Ann', "critics call it", "without a ticket", "unless it", "only", "some farmers", "may", "one year",
    "every month", "3 dogs", "in May", "from 3 to 5", "section 3", "was sued by the firm", "the largest town",
]  # fmt: skip


def steps(words: str, count: int) -> int:
    """Return the number of lines of Python that run to compare two sentences in which words are repeated."""
    times = count // len(words.split())
    half = f"{words} " * (times // 2)
    before, after = f"He {half}{half}end now.", f"She {half}quickly {half}end now."
    annotate(before, "english")
    annotate(after, "english")
    lines = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        read_change(before, after)
    finally:
        sys.settrace(previous)
    return lines


@pytest.mark.slow
@pytest.mark.parametrize("words", REPEATED)
def test_twice_the_words_take_about_twice_the_steps(words: str) -> None:
    assert steps(words, 2 * WORDS) < MAX_RATIO * steps(words, WORDS)
