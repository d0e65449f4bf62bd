"""Moved sentences are found wherever they went, and new ones are not linked."""

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
    """Moved sentences are found if no word, or one in ten, changed."""
    assert shuffled.kept >= KEPT_GOAL


def test_moved_sentences_heavily_edited(shuffled: Found) -> None:
    """Most moved sentences are found if four words in ten changed."""
    assert shuffled.heavy >= HEAVY_GOAL


def test_new_sentences_are_not_linked(shuffled: Found) -> None:
    assert shuffled.precision >= PRECISION_GOAL
