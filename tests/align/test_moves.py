"""Sentences are found again wherever they went, and strangers are left alone."""

from __future__ import annotations

import pytest

from evolve.comparison import compare
from evolve.document import Document
from tests.bench.bench_moves import HEAVY_GOAL, KEPT_GOAL, PRECISION_GOAL, SHARES, Found, found
from tests.bench.books import book, edited


@pytest.fixture(scope="module", params=[1, 2, 3])
def shuffled(request: pytest.FixtureRequest) -> Found:
    original = book(300, seed=request.param)
    edition = edited(original, SHARES, shuffled=True, seed=request.param)
    comparison = compare(Document.from_sentences(original.sentences), Document.from_sentences(edition.book.sentences))
    return found({(link.before, link.after) for link in comparison.links}, edition)


def test_moved_sentences_kept_or_lightly_edited(shuffled: Found) -> None:
    """Sentences that moved are found when no word, or one in ten, changed."""
    assert shuffled.kept >= KEPT_GOAL


def test_moved_sentences_heavily_edited(shuffled: Found) -> None:
    """Most sentences that moved are found when four words in ten changed."""
    assert shuffled.heavy >= HEAVY_GOAL


def test_strangers_are_not_linked(shuffled: Found) -> None:
    assert shuffled.precision >= PRECISION_GOAL
