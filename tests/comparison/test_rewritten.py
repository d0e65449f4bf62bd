"""Texts of which words alone do not show what became, told apart from drafts and editions."""

from __future__ import annotations

import pytest

from evolve import Document, Judgement, Verdict, compare, read
from evolve.readers import seeds
from tests.bench.books import book, edited


def document(sentences: tuple[str, ...] | list[str]) -> Document:
    return Document.from_sentences(sentences)


def test_two_essays_on_one_case() -> None:
    assert compare(*map(read, seeds())).is_rewritten


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_editions_are_not_rewritten(seed: int) -> None:
    original = book(80, seed=seed)
    assert not compare(document(original.sentences), document(edited(original, seed=seed).book.sentences)).is_rewritten


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_unrelated_look_like_rewritten(seed: int) -> None:
    """Between two long texts some pairs always look alike; only reading shows that none makes the same claim."""
    assert compare(*(document(book(80, seed=s).sentences) for s in (seed, seed + 100))).is_rewritten


def test_no_word_in_common_is_not_rewritten() -> None:
    """Where no candidate is worth a look, everything was dropped and added, and that is known."""
    one = [
        f"Bees hum over clover number {word}." for word in ("red", "blue", "green", "white", "black", "grey", "pink")
    ]
    two = [f"Ships sail past {word} harbours." for word in ("old", "new", "big", "small", "far", "near", "deep")]
    assert not compare(document(one), document(two)).is_rewritten


def test_a_text_and_itself() -> None:
    original = document(book(40, seed=1).sentences)
    assert not compare(original, original).is_rewritten


@pytest.mark.parametrize("sizes", [(0, 0), (0, 30), (3, 30), (3, 3)])
def test_a_handful_of_sentences_is_soon_read(sizes: tuple[int, int]) -> None:
    one, two = (document(book(40, seed=s).sentences[:size]) for s, size in zip((1, 2), sizes, strict=True))
    assert not compare(one, two).is_rewritten


def test_judging_most_of_the_links_settles_it() -> None:
    """When a person has called most of the links the same, it is known that most of them are right."""
    comparison = compare(*map(read, seeds()))
    one, two = comparison.pair.sayings
    links = comparison.links
    judged = comparison.judged([Judgement(one[k.before], two[k.after], Verdict.SAME) for k in links])
    assert comparison.is_rewritten
    assert not judged.is_rewritten
