"""Invariants of the alignment, for any texts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolve import Document, Status, compare
from evolve.comparison import Comparison

_VOCABULARY = """the a peace talks failed in spring because London refused Kyiv's offer of 15 neutral regions and not
weapons Yes No * — 2022 $40 billion “weaken” Zelenskyy Zelensky US us"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_SENTENCES = st.lists(st.lists(_WORDS, max_size=9).map(" ".join), max_size=7)
_TEXTS = st.lists(st.text(max_size=40), max_size=5)


def _pair(before: list[str], after: list[str]) -> Comparison:
    return compare(Document.from_sentences(before, label="then"), Document.from_sentences(after, label="now"))


def _pairs(comparison: Comparison) -> list[tuple[int, int]]:
    return [(link.before, link.after) for link in comparison.links]


@given(_SENTENCES, _SENTENCES)
@pytest.mark.slow
def test_swap_keeps_links_and_scores(before: list[str], after: list[str]) -> None:
    """Swapping the texts keeps every link and its score."""
    forth, back = _pair(before, after), _pair(after, before)
    assert {(link.before, link.after, link.score) for link in forth.candidates} == {
        (link.after, link.before, link.score) for link in back.candidates
    }
    assert set(_pairs(forth)) == {(after, before) for before, after in _pairs(back)}
    assert forth.threshold == back.threshold


@given(_SENTENCES, _SENTENCES)
@pytest.mark.slow
def test_swapping_the_texts_swaps_dropped_and_added(before: list[str], after: list[str]) -> None:
    forth, back = _pair(before, after).counts, _pair(after, before).counts
    assert (forth.dropped, forth.added) == (back.added, back.dropped)


@given(st.one_of(_SENTENCES, _TEXTS))
def test_a_text_compared_with_itself_has_all_persisted(sentences: list[str]) -> None:
    comparison = _pair(sentences, sentences)
    statuses = [comparison.status_of(side, n) for side in ("before", "after") for n in range(len(sentences))]
    assert set(statuses) <= {Status.PERSISTED}


@given(_SENTENCES, _SENTENCES, st.floats(0, 1), st.floats(0, 1))
@pytest.mark.slow
def test_raising_the_threshold_only_removes_links(before: list[str], after: list[str], one: float, two: float) -> None:
    comparison = _pair(before, after)
    low, high = sorted((one, two))
    assert set(_pairs(comparison.at(high))) <= set(_pairs(comparison.at(low)))


@given(_SENTENCES, _SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_links_are_winners_from_the_threshold(before: list[str], after: list[str], threshold: float) -> None:
    """The links are the winning candidates at or above the threshold."""
    comparison = _pair(before, after).at(threshold)
    assert all(link.score >= threshold for link in comparison.links)
    everything = _pairs(comparison.at(0))
    kept = [pair for pair in everything if pair in set(_pairs(comparison))]
    assert kept == [
        pair for pair, link in zip(everything, comparison.at(0).links, strict=True) if link.score >= threshold
    ]


@given(_SENTENCES, _SENTENCES)
def test_candidates_do_not_depend_on_the_threshold(before: list[str], after: list[str]) -> None:
    comparison = _pair(before, after)
    assert comparison.at(0.9).candidates is comparison.at(0.1).candidates is comparison.candidates


@given(_SENTENCES, _SENTENCES)
@pytest.mark.slow
def test_the_parts_of_a_score_add_up_to_it(before: list[str], after: list[str]) -> None:
    for link in _pair(before, after).candidates:
        assert sum(part.points for part in link.evidence) == pytest.approx(link.score, abs=1e-9)
        assert link.evidence


@given(_SENTENCES, _SENTENCES)
def test_scores_are_in_range_and_sorted(before: list[str], after: list[str]) -> None:
    """Scores are between 0 and 1, and candidates are sorted by descending score."""
    scores = [link.score for link in _pair(before, after).candidates]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


@given(_SENTENCES, _SENTENCES, st.floats(0, 1))
def test_chance_never_expects_more_than_there_are(before: list[str], after: list[str], threshold: float) -> None:
    comparison = _pair(before, after)
    for chance in (comparison.chance(threshold), comparison.link_chance(threshold)):
        assert 0 <= chance.expected <= chance.pairs
        assert 0 <= chance.precision <= 1
    assert comparison.chance(threshold).pairs == sum(link.score >= threshold for link in comparison.candidates)


@given(_SENTENCES, _SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_every_sentence_is_in_exactly_one_argument(before: list[str], after: list[str], threshold: float) -> None:
    comparison = _pair(before, after).at(threshold)
    for side, size in enumerate((len(before), len(after))):
        assert sorted(n for argument in comparison.arguments for n in argument.sentences[side]) == list(range(size))
    for argument in comparison.arguments:
        linked = bool(argument.sentences[0]) and bool(argument.sentences[1])
        assert linked == (argument.status in (Status.PERSISTED, Status.CHANGED))


@settings(max_examples=20)
@given(_SENTENCES, _SENTENCES)
@pytest.mark.slow
def test_the_same_texts_give_the_same_comparison(before: list[str], after: list[str]) -> None:
    one, two = _pair(before, after), _pair(before, after)
    assert [repr(link) for link in one.candidates] == [repr(link) for link in two.candidates]
    assert (one.threshold, one.arguments, one.counts) == (two.threshold, two.arguments, two.counts)


@pytest.mark.slow
def test_report_ignores_the_hash_seed() -> None:
    """The report on the seeds does not depend on the hash seed."""

    def report(seed: str) -> bytes:
        command = [sys.executable, "-m", "evolve", "report", "-f", "json", *map(str, _seeds())]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(command, capture_output=True, check=True, env=environment).stdout

    assert report("1") == report("2")


def _seeds() -> list[str]:
    from evolve.readers import seeds

    return [str(path) for path in seeds()]
