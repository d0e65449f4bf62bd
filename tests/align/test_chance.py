"""What luck alone would give, and the threshold that follows from it."""

from __future__ import annotations

import pytest
from books import Fate, book, edited

from evolve import Document, Settings, compare

_KEPT = {Fate.VERBATIM: 0.7, Fate.LIGHT: 0.1, Fate.HEAVY: 0.1, Fate.REPLACED: 0.1}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_unrelated_texts_get_hardly_a_link(seed: int) -> None:
    one, other = (Document.from_sentences(book(120, seed=s).sentences) for s in (seed, seed + 100))
    assert len(compare(one, other).links) <= 3


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_luck_expects_about_the_links_that_unrelated_texts_get(seed: int) -> None:
    one, other = (Document.from_sentences(book(120, seed=s).sentences) for s in (seed, seed + 100))
    comparison = compare(one, other)
    for threshold in (0.08, 0.12):
        found = len(comparison.at(threshold).links)
        assert comparison.alignment.worth * sum(comparison.alignment.lucky_links >= threshold) > found / 3


def test_in_a_lightly_edited_text_nearly_every_link_is_held_to_be_no_luck() -> None:
    original = book(120, seed=5)
    edition = edited(original, _KEPT, seed=5)
    comparison = compare(Document.from_sentences(original.sentences), Document.from_sentences(edition.book.sentences))
    assert comparison.link_chance().precision > 0.95


def test_more_trust_never_gives_more_links() -> None:
    original = book(80, seed=6)
    edition = edited(original, {Fate.HEAVY: 0.6, Fate.REPLACED: 0.4}, seed=6)
    texts = [Document.from_sentences(list(sentences)) for sentences in (original.sentences, edition.book.sentences)]
    counts = [len(compare(*texts, settings=Settings(trust=trust)).links) for trust in (0.5, 0.6, 0.7, 0.8, 0.9)]
    assert counts == sorted(counts, reverse=True)


def test_a_threshold_of_ones_own_is_taken_as_it_is() -> None:
    text = Document.from_sentences(book(20, seed=7).sentences)
    assert compare(text, text, settings=Settings(threshold=0.123)).threshold == 0.123
