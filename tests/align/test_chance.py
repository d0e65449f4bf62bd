"""Chance: the links expected without shared claims, and the threshold that follows."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Document, Settings, compare
from evolve.align import align
from evolve.align.chance import ChanceEstimate, estimate_chance, expected_links
from tests.bench.books import Fate, book, edited

_KEPT = {Fate.VERBATIM: 0.7, Fate.LIGHT: 0.1, Fate.HEAVY: 0.1, Fate.REPLACED: 0.1}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_unrelated_texts_get_hardly_a_link(seed: int) -> None:
    one, other = (Document.from_sentences(book(120, seed=s).sentences) for s in (seed, seed + 100))
    assert len(compare(one, other).links) <= 3


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_chance_on_unrelated_texts(seed: int) -> None:
    """The number of links expected by chance is about that of unrelated texts."""
    one, other = (Document.from_sentences(book(120, seed=s).sentences) for s in (seed, seed + 100))
    comparison = compare(one, other)
    for threshold in (0.08, 0.12):
        found = len(comparison.at(threshold).links)
        chance = comparison.alignment.chance
        assert chance.draw_weight * sum(chance.link_scores >= threshold) > found / 3


_descending = st.lists(st.floats(0.05, 0.79), max_size=30).map(lambda scores: np.array(sorted(scores, reverse=True)))


@given(_descending, st.floats(0.01, 3), _descending)
def test_expected_is_monotone_and_bounded(by_chance: np.ndarray, draw_weight: float, links: np.ndarray) -> None:
    """The links expected by chance never decrease as the threshold falls, and never exceed chance alone."""
    expected = expected_links(by_chance, draw_weight, links, max_links=30)
    steps = np.diff(expected, prepend=0.0)
    assert (steps >= 0).all()
    assert (steps <= draw_weight + 1e-9).all()


def test_without_links_chance_has_every_sentence() -> None:
    assert expected_links(np.array([0.5, 0.4]), 0.5, np.zeros(0), max_links=10).tolist() == [0.5, 1.0]


def test_right_links_leave_chance_fewer_sentences() -> None:
    """Right links leave chance fewer sentences to link."""
    links = np.full(8, 0.7)
    assert expected_links(np.array([0.5]), 1.0, links, max_links=10)[0] == pytest.approx(0.2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_chance_cutoff_is_where_candidates_lead_most(seed: int) -> None:
    """The chance cutoff is the score at which candidates most outnumber those expected by chance."""
    original = book(60, seed=seed)
    one, other = (Document.from_sentences(b.sentences) for b in (original, edited(original, seed=seed).book))
    comparison = compare(one, other)
    scores = sorted({link.score for link in comparison.candidates}, reverse=True)
    surplus = {
        score: chance.pairs - chance.expected
        for score, chance in zip(scores, map(comparison.chance, scores), strict=True)
    }
    assert comparison.alignment.chance_cutoff == max(surplus, key=lambda score: surplus[score])


def test_chance_cutoff_without_a_candidate() -> None:
    """Without a candidate, the chance cutoff is above every score."""
    comparison = compare(Document.from_sentences(["Bees hum."]), Document.from_sentences(["Ships sail."]))
    assert comparison.alignment.chance_cutoff > 1


def test_chance_on_a_lightly_edited_text() -> None:
    """In a lightly edited text hardly any link is due to chance."""
    original = book(120, seed=5)
    edition = edited(original, _KEPT, seed=5)
    comparison = compare(Document.from_sentences(original.sentences), Document.from_sentences(edition.book.sentences))
    assert comparison.link_chance().precision > 0.95


@pytest.mark.slow
def test_more_trust_never_gives_more_links() -> None:
    original = book(80, seed=6)
    edition = edited(original, {Fate.HEAVY: 0.6, Fate.REPLACED: 0.4}, seed=6)
    texts = [Document.from_sentences(list(sentences)) for sentences in (original.sentences, edition.book.sentences)]
    counts = [len(compare(*texts, settings=Settings(trust=trust)).links) for trust in (0.5, 0.6, 0.7, 0.8, 0.9)]
    assert counts == sorted(counts, reverse=True)


def test_given_threshold_is_used_unchanged() -> None:
    text = Document.from_sentences(book(20, seed=7).sentences)
    assert compare(text, text, settings=Settings(threshold=0.123)).threshold == 0.123


def test_chance_is_estimated_on_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aligning two texts estimates no chance, and asking for it twice estimates it once."""
    calls = []

    def counted(*given: Any) -> ChanceEstimate:
        calls.append(given)
        return estimate_chance(*given)

    monkeypatch.setattr("evolve.align.alignment.estimate_chance", counted)
    alignment = align(book(30, seed=1).sentences, book(30, seed=2).sentences)
    assert alignment.links_above(0.1) and not calls
    assert alignment.expected_links(0.1) <= alignment.expected_links(0.05) and len(calls) == 1


def test_chance_is_the_same_in_another_process() -> None:
    """An alignment can be pickled before and after its chance is estimated."""
    alignment = align(book(30, seed=1).sentences, book(30, seed=2).sentences)
    before = pickle.loads(pickle.dumps(alignment))
    expected = alignment.chance.expected_at.tolist()
    after = pickle.loads(pickle.dumps(alignment))
    assert before.chance.expected_at.tolist() == after.chance.expected_at.tolist() == expected
