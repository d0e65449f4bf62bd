"""The estimate of links between two texts that are no more alike than each is to itself."""

from __future__ import annotations

import numpy as np
import pytest

from evolve import Document, compare
from evolve.align import align
from evolve.align.threshold import MIN_SENTENCES
from evolve.align.within import alike_links
from tests.bench.books import book, edited


def test_expected_links_never_decrease() -> None:
    scores, expected = alike_links(align(book(40, seed=1).sentences, book(40, seed=2).sentences))
    assert (np.diff(scores) <= 0).all()
    assert (np.diff(expected) >= 0).all()


@pytest.mark.slow
def test_swapped_texts_have_the_same_estimate() -> None:
    one, two = book(40, seed=1).sentences, book(30, seed=2).sentences
    forth, back = alike_links(align(one, two)), alike_links(align(two, one))
    assert np.allclose(forth[0], back[0]) and np.allclose(forth[1], back[1])


def test_few_sentences_give_no_estimate() -> None:
    few = book(40, seed=1).sentences[: MIN_SENTENCES - 1]
    assert alike_links(align(few, book(40, seed=2).sentences))[1].tolist() == [np.inf]


def test_habits_of_phrase_raise_the_estimate() -> None:
    """Phrases repeated within a text are shared with another text without making the same claim."""
    habits = [
        "never shall we forget",
        "our grateful nation remembers",
        "let history bear witness",
        "hand in hand we go",
    ]
    one, two = ([f"{habits[n % 4]} {text}" for n, text in enumerate(book(24, seed=seed).sentences)] for seed in (1, 2))
    comparison = compare(Document.from_sentences(one), Document.from_sentences(two))
    chance = comparison.at(comparison.pair.possible_threshold).link_chance()
    assert chance.alike > chance.expected
    assert not chance.is_known


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_right_share_of_an_edition(seed: int) -> None:
    """The share of right links of an edition is known."""
    original = book(80, seed=seed)
    edition = edited(original, seed=seed)
    comparison = compare(Document.from_sentences(original.sentences), Document.from_sentences(edition.book.sentences))
    chance = comparison.link_chance()
    right = sum((link.before, link.after) in edition.links for link in comparison.links) / len(comparison.links)
    assert chance.is_known
    assert chance.precision == pytest.approx(right, abs=0.15)
