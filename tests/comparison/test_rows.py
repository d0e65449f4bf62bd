"""Rows: two versions side by side."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Document, Status, compare
from evolve.comparison import Comparison
from evolve.comparison.rows import rows_of

WORDS = st.sampled_from(["the", "talks", "failed", "in", "spring", "because", "London", "refused", "15", "regions"])
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=7)
TALKS, HARVEST, BRIDGE = "The talks failed in April.", "The harvest was poor.", "A bridge was built over the river."


def compared(before: list[str], after: list[str], threshold: float = 0.5) -> Comparison:
    return compare(Document.from_sentences(before), Document.from_sentences(after)).at(threshold)


@given(SENTENCES, SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_every_sentence_is_in_exactly_one_row(before: list[str], after: list[str], threshold: float) -> None:
    rows = rows_of(compared(before, after, threshold))
    assert Counter(b for row in rows for b in row.before) == Counter(range(len(before)))
    assert Counter(a for row in rows for a in row.after) == Counter(range(len(after)))


@given(SENTENCES, SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_row_has_both_sentences_of_its_links(before: list[str], after: list[str], threshold: float) -> None:
    for row in rows_of(compared(before, after, threshold)):
        assert bool(row.possible) == (row.status is Status.UNCLEAR)
        assert {link.before for link in row.links} == (set(row.before) if row.links else set())
        assert {link.after for link in row.links} == (set(row.after) if row.links else set())
        assert bool(row.links) == (row.status in (Status.PERSISTED, Status.CHANGED))


def test_added_row_follows_its_neighbour() -> None:
    """An added sentence follows its predecessor in the later text."""
    rows = rows_of(compared([TALKS, HARVEST], [HARVEST, BRIDGE, TALKS]))
    assert [(row.before, row.after) for row in rows] == [((0,), (2,)), ((1,), (0,)), ((), (1,))]


def test_sentences_added_at_the_start_come_first() -> None:
    rows = rows_of(compared([TALKS], [BRIDGE, TALKS]))
    assert [(row.before, row.after) for row in rows] == [((), (0,)), ((0,), (1,))]
