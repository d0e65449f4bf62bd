"""Unclear sentences: no link, but a possible candidate."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolve import Document, Judgement, Settings, Status, Verdict, compare, evolution, read
from evolve.comparison import Comparison
from evolve.comparison.rows import rows_of
from evolve.model import SIDES, Side, other
from evolve.readers import seeds
from tests.bench.books import book, edited

WORDS = st.sampled_from(
    ["the", "talks", "failed", "spring", "because", "London", "refused", "15", "regions", "harvest", "river", "ships"]
)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=4, max_size=12)


def compared(before: list[str], after: list[str], threshold: float | None = None) -> Comparison:
    settings = Settings(threshold=threshold)
    return compare(Document.from_sentences(before), Document.from_sentences(after), settings=settings)


@pytest.fixture(scope="module")
def essays() -> Comparison:
    return compare(*map(read, seeds()))


def sentences_of(comparison: Comparison) -> list[tuple[Side, int]]:
    return [(side, n) for side in SIDES for n in range(len(getattr(comparison, side).sentences))]


def is_unclear(comparison: Comparison, sentence: tuple[Side, int]) -> bool:
    return comparison.status_of(*sentence) is Status.UNCLEAR


@given(SENTENCES, SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_counts_add_up(before: list[str], after: list[str], threshold: float) -> None:
    """The counts of a text by status add up to all its sentences."""
    comparison = compared(before, after, threshold)
    for side, document in zip(SIDES, (before, after), strict=True):
        statuses = Counter(comparison.status_of(side, n) for n in range(len(document)))
        counts = comparison.counts_of(side)
        assert {status: counts.of(status) for status in Status if counts.of(status)} == statuses
        assert counts.total == len(document)
    assert comparison.counts_of("before").added == comparison.counts_of("after").dropped == 0


@given(SENTENCES, SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_unclear_has_candidates(before: list[str], after: list[str], threshold: float) -> None:
    """A sentence is unclear if it has no link and one to three possible candidates."""
    comparison = compared(before, after, threshold)
    for sentence in sentences_of(comparison):
        possible = comparison.possible_of(*sentence)
        assert is_unclear(comparison, sentence) == (not comparison.links_of(*sentence) and bool(possible))
        assert len(possible) <= 3
        assert [link.score for link in possible] == sorted((link.score for link in possible), reverse=True)
        assert all(link in comparison.candidates_of(*sentence) for link in possible)


@given(SENTENCES, SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_swapped_texts_swap_candidates(before: list[str], after: list[str], threshold: float) -> None:
    forth, back = compared(before, after, threshold), compared(after, before, threshold)
    assert {(link.before, link.after) for link in forth.possible} == {
        (link.after, link.before) for link in back.possible
    }


@given(SENTENCES, SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_rows_and_arguments_keep_unclear_sentences(before: list[str], after: list[str], threshold: float) -> None:
    """Every unclear sentence is in one unclear row, and an argument of one sentence has the status of the sentence."""
    comparison = compared(before, after, threshold)
    rows = [row for row in rows_of(comparison) if row.status is Status.UNCLEAR]
    in_rows = Counter((side, n) for row in rows for side in SIDES for n in getattr(row, side))
    assert in_rows == Counter(sentence for sentence in sentences_of(comparison) if is_unclear(comparison, sentence))
    for argument in comparison.arguments:
        members = [(side, n) for side, own in zip(SIDES, argument.sentences, strict=True) for n in own]
        if len(members) == 1:
            assert argument.status is comparison.status_of(*members[0])


def test_two_unclear_sentences_are_side_by_side(essays: Comparison) -> None:
    pairs = [row for row in rows_of(essays) if row.status is Status.UNCLEAR and row.before and row.after]
    assert pairs
    for row in pairs:
        assert (row.before, row.after) in {((link.before,), (link.after,)) for link in row.possible}


@pytest.mark.parametrize("higher", [0.02, 0.3, 1.0])
def test_raising_the_threshold_makes_links_unclear(essays: Comparison, higher: float) -> None:
    """A link with a score better than chance becomes unclear at a threshold above its score."""
    strict = essays.at(min(1.0, essays.threshold + higher))
    assert essays.threshold >= essays.pair.possible_threshold
    for sentence in sentences_of(essays):
        was_linked = bool(essays.links_of(*sentence)) and not strict.links_of(*sentence)
        if was_linked or is_unclear(essays, sentence):
            assert is_unclear(strict, sentence)


def test_lower_threshold_links_the_unclear_sentences(essays: Comparison) -> None:
    loose = essays.at(essays.pair.possible_threshold)
    assert essays.counts.unclear > 0
    assert loose.counts.unclear == 0
    assert all(loose.links_of(*sentence) for sentence in sentences_of(essays) if is_unclear(essays, sentence))


def test_refused_pair_is_not_possible(essays: Comparison) -> None:
    """A refused pair is no longer possible, and its sentences keep their other candidates."""
    link = essays.possible[0]
    texts = essays.before.sentences[link.before].text, essays.after.sentences[link.after].text
    judged = essays.judged([Judgement(*texts, Verdict.NOT)])
    assert (link.before, link.after) not in {(k.before, k.after) for k in judged.possible}


def test_related_pair_is_possible(essays: Comparison) -> None:
    """A related pair is possible whatever its score, and comes first."""
    unlinked = [
        next(n for side, n in sentences_of(essays) if side == own and not is_linked(essays, own, n)) for own in SIDES
    ]
    texts = essays.before.sentences[unlinked[0]].text, essays.after.sentences[unlinked[1]].text
    judged = essays.judged([Judgement(*texts, Verdict.RELATED)])
    for side, n in zip(SIDES, unlinked, strict=True):
        first = judged.possible_of(side, n)[0]
        assert (getattr(first, other(side)), first.verdict) == (unlinked[SIDES.index(other(side))], Verdict.RELATED)
        assert judged.status_of(side, n) is Status.UNCLEAR


def is_linked(comparison: Comparison, side: Side, n: int) -> bool:
    return bool(comparison.links_of(side, n) or comparison.possible_of(side, n))


def test_text_against_itself_is_clear() -> None:
    """A text compared with itself has no unclear sentence."""
    document = Document.from_sentences(book(40, seed=3).sentences)
    assert compare(document, document).counts.unclear == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.slow
def test_editions_have_hardly_anything_unclear(seed: int) -> None:
    """If most of a text was kept, the other sentences are more likely new than retold."""
    original = book(120, seed=seed)
    one, two = (Document.from_sentences(b.sentences) for b in (original, edited(original, seed=seed).book))
    counts = compare(one, two).counts
    assert counts.unclear <= 0.05 * counts.total


def test_a_handful_of_sentences_has_its_own_threshold() -> None:
    """Of a handful, a sentence is unclear where its candidate would be a link at the threshold of so short a text."""
    few = compared(["The talks failed.", "Ships sail."], ["The talks went on.", "Bees hum."], threshold=1.0)
    best = few.candidates[0].score
    assert best >= few.pair.possible_threshold
    assert few.counts.unclear == 2
    assert [(link.before, link.after) for link in few.possible] == [(0, 0)]


@settings(max_examples=20)
@given(st.lists(SENTENCES, min_size=3, max_size=3))
@pytest.mark.slow
def test_three_versions(versions: list[list[str]]) -> None:
    """In an evolution, an argument of one sentence has the status of the sentence."""
    made = evolution([Document.from_sentences(v) for v in versions], settings=Settings(threshold=0.5))
    for argument in made.arguments:
        members = [(version, n) for version, own in enumerate(argument.sentences) for n in own]
        if len(members) == 1 and members[0][0] in (0, 2):
            assert argument.status is made.status_of(*members[0])
