"""Candidates: long texts find them differently from short ones, and both ways must give the same links."""

from __future__ import annotations

import numpy as np
import pytest

from evolve.align import align, candidates, score
from evolve.comparison import Comparison, compare
from evolve.document import Document
from tests.bench.books import Fate, book, edited

_SHARES = {Fate.VERBATIM: 0.4, Fate.LIGHT: 0.2, Fate.HEAVY: 0.2, Fate.REPLACED: 0.2}


def _compared(seed: int, *, shuffled: bool = False) -> Comparison:
    original = book(220, seed=seed)
    edition = edited(original, _SHARES, shuffled=shuffled, seed=seed)
    return compare(Document.from_sentences(original.sentences), Document.from_sentences(edition.book.sentences))


def _links(comparison: Comparison) -> set[tuple[int, int]]:
    return {(link.before, link.after) for link in comparison.links}


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.slow
def test_index_finds_what_all_pairs_find(seed: int, shuffled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of rare features finds the candidates that scoring all pairs finds."""
    plain = _compared(seed, shuffled=shuffled)
    monkeypatch.setattr(candidates, "_ALL_PAIRS", 0)
    indexed = _compared(seed, shuffled=shuffled).at(plain.threshold)
    differing = _links(plain) ^ _links(indexed)
    assert len(differing) <= len(plain.links) // 50


def test_equal_sentences_are_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal sentences are candidates, however common their words."""
    monkeypatch.setattr(candidates, "_ALL_PAIRS", 0)
    text = Document.from_sentences(["The cat sat on the mat."] * 50 + ["And so it is."])
    comparison = compare(text, text)
    assert {(link.before, link.after) for link in comparison.links} == {(n, n) for n in range(51)}


@pytest.mark.slow
def test_candidates_are_distinct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_ALL_PAIRS", 0)
    comparison = _compared(3)
    keys = comparison.alignment.before * 10_000 + comparison.alignment.after
    assert len(np.unique(keys)) == len(keys)


def test_candidates_grow_with_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of candidates of a long text is limited by its number of sentences."""
    monkeypatch.setattr(candidates, "_ALL_PAIRS", 0)
    monkeypatch.setattr(candidates, "_PARTNERS", 5)
    comparison = _compared(4)
    sentences = len(comparison.before.sentences) + len(comparison.after.sentences)
    assert len(comparison.candidates) <= 5 * sentences + sentences


@pytest.mark.parametrize("seed", [1, 2])
def test_skipped_clauses_cost_no_candidate(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing the clauses of all pairs finds the same candidates, with the same scores."""
    original = book(40, seed=seed)
    texts = original.sentences, edited(original, _SHARES, seed=seed).book.sentences
    quick = align(*texts)
    monkeypatch.setattr(score, "_clause_gain", lambda version: np.full(len(version), 1e6))
    plain = align(*texts)
    for side in ("before", "after", "score", "wins"):
        assert getattr(quick, side).tolist() == getattr(plain, side).tolist()
