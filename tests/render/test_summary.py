"""The answer in words: how many sentences come back, and what became of the others."""

from __future__ import annotations

import pytest

from evolve.model import Counts
from evolve.render.summary import summaries

NAMES = "draft 1", "draft 2"


def longest(earlier: Counts, later: Counts, *, is_rewritten: bool = False) -> str:
    return next(summaries(earlier, later, NAMES, is_rewritten=is_rewritten))


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        (
            Counts(0, 7, 12, 28, 0), Counts(0, 7, 11, 0, 22),
            "Of 47 sentences of draft 1, 7 come back in draft 2, all changed · 12 possible · 28 dropped; of the 40 "
            "of draft 2, 7 are linked · 11 possible · 22 added",
        ),
        (Counts(3, 1), Counts(3, 1), "Of 4 sentences of draft 1, 4 come back in draft 2: 3 unchanged, 1 changed"),
        (Counts(1), Counts(1), "Of 1 sentence of draft 1, 1 comes back in draft 2, unchanged"),
        (Counts(dropped=2), Counts(), "Of 2 sentences of draft 1, none come back in draft 2 · 2 dropped"),
    ],
)  # fmt: skip
def test_the_answer_in_words(earlier: Counts, later: Counts, words: str) -> None:
    assert longest(earlier, later) == words


def test_unmatched_sentences_of_rewritten_texts_are_not_called_dropped() -> None:
    text = longest(Counts(changed=1, dropped=2), Counts(changed=1, added=3), is_rewritten=True)
    assert "2 unmatched" in text and "3 unmatched" in text and "dropped" not in text


def test_shorter_answers_follow_longer_ones() -> None:
    sizes = list(map(len, summaries(Counts(1, 2, 3, 4), Counts(1, 2, 3, 0, 4), NAMES, is_rewritten=False)))
    assert sizes == sorted(sizes, reverse=True)
