"""Rewritten texts, where words alone do not show what became of sentences, differ from drafts and editions."""

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
def test_unrelated_texts_count_as_rewritten(seed: int) -> None:
    """Long unrelated texts always have some similar pairs; only reading shows that none makes the same claim."""
    assert compare(*(document(book(80, seed=s).sentences) for s in (seed, seed + 100))).is_rewritten


def test_no_word_in_common_is_not_rewritten() -> None:
    """If no candidate is possible, it is certain that everything was dropped and added."""
    one = [
        f"Bees hum over clover number {word}." for word in ("red", "blue", "green", "white", "black", "grey", "pink")
    ]
    two = [f"Ships sail past {word} harbours." for word in ("old", "new", "big", "small", "far", "near", "deep")]
    assert not compare(document(one), document(two)).is_rewritten


def test_a_text_and_itself() -> None:
    original = document(book(40, seed=1).sentences)
    assert not compare(original, original).is_rewritten


@pytest.mark.parametrize("sizes", [(0, 0), (0, 30), (3, 30), (3, 3)])
def test_handful_of_sentences_is_not_rewritten(sizes: tuple[int, int]) -> None:
    one, two = (document(book(40, seed=s).sentences[:size]) for s, size in zip((1, 2), sizes, strict=True))
    assert not compare(one, two).is_rewritten


def test_judging_the_links_ends_it() -> None:
    """Texts whose links a person has judged the same no longer count as rewritten."""
    comparison = compare(*map(read, seeds()))
    one, two = comparison.pair.sentence_texts
    links = comparison.links
    judged = comparison.judged([Judgement(one[k.before], two[k.after], Verdict.SAME) for k in links])
    assert comparison.is_rewritten
    assert not judged.is_rewritten
