"""Rewritten texts, where words alone do not show what became of sentences, differ from drafts and editions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evolve import Document, Judgement, Verdict, compare, read
from evolve.comparison import Comparison
from evolve.model import Reading
from evolve.readers import seeds
from tests.bench.books import book, edited


def document(sentences: tuple[str, ...] | list[str]) -> Document:
    return Document.from_sentences(sentences)


@pytest.mark.slow
def test_two_essays_on_one_case() -> None:
    assert compare(*map(read, seeds())).is_rewritten


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.slow
def test_editions_are_not_rewritten(seed: int) -> None:
    original = book(80, seed=seed)
    assert not compare(document(original.sentences), document(edited(original, seed=seed).book.sentences)).is_rewritten


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.slow
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


def same_on_every_link(comparison: Comparison) -> list[Judgement]:
    one, two = comparison.pair.sentence_texts
    return [Judgement(one[k.before], two[k.after], Verdict.SAME) for k in comparison.links]


@pytest.mark.slow
def test_rewritten_whatever_is_judged() -> None:
    """Texts stay rewritten whatever is judged of pairs: verdicts show nothing of the sentences nobody read."""
    comparison = compare(*map(read, seeds()))
    judged = comparison.judged(same_on_every_link(comparison))
    assert judged.link_chance().pairs == 0
    assert judged.is_rewritten and judged.needs_reading


@pytest.mark.parametrize("threshold", [0.0, 0.1, 0.99])
@pytest.mark.slow
def test_rewritten_at_every_threshold(threshold: float) -> None:
    assert compare(*map(read, seeds())).at(threshold).is_rewritten


@pytest.mark.slow
def test_no_precision_of_rewritten_texts() -> None:
    """How many links of rewritten texts are right is not known at any threshold."""
    comparison = compare(*map(read, seeds()))
    assert {comparison.link_chance(step / 20).known_precision for step in range(21)} == {None}


@pytest.mark.slow
def test_rewritten_texts_read_whole_need_no_reading() -> None:
    """A judge who read all of both texts shows what became of every sentence; one who read a part does not."""
    comparison = compare(*map(read, seeds()))
    earlier, later = map(frozenset, comparison.pair.digests)
    half = frozenset(list(later)[:10])
    verdicts = tuple(replace(judgement, by="judge") for judgement in same_on_every_link(comparison))
    part = comparison.judged((), by_judges=Reading(verdicts, ((earlier, half),)))
    whole = comparison.judged((), by_judges=Reading(verdicts, ((earlier, half), (earlier, later - half))))
    assert part.is_rewritten and part.needs_reading
    assert whole.is_rewritten and not whole.needs_reading
