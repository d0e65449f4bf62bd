"""The reading of the seeds that comes along: it fits the sentences, and the aligner is better than chance."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from evolve import Kind, compare, read
from evolve.comparison import Comparison
from evolve.readers import seeds


@pytest.fixture(scope="module")
def judged() -> list[dict[str, str]]:
    path = seeds()[0].with_name("judgements.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    before, after = (read(path) for path in seeds())
    return compare(before, after)


def test_every_judged_sentence_stands_in_its_essay(judged: list[dict[str, str]], comparison: Comparison) -> None:
    for side, document in (("before", comparison.before), ("after", comparison.after)):
        assert {row[side] for row in judged} <= {sentence.text for sentence in document.sentences}


def test_no_pair_is_judged_twice(judged: list[dict[str, str]]) -> None:
    assert max(Counter((row["before"], row["after"]) for row in judged).values()) == 1


def test_verdicts_and_kinds_are_known_words(judged: list[dict[str, str]]) -> None:
    assert {row["verdict"] for row in judged} == {"same", "unsure"}
    assert {kind for row in judged for kind in row["kinds"].split(";") if kind} <= set(Kind)


def test_best_candidates_beat_chance(judged: list[dict[str, str]], comparison: Comparison) -> None:
    """The best candidates are far better than chance."""
    related = {(row["before"], row["after"]) for row in judged}
    best = comparison.at(0).links[:10]
    texts = [
        (comparison.before.sentences[link.before].text, comparison.after.sentences[link.after].text) for link in best
    ]
    # one pair in thirty is related; half of the ten best links are
    assert sum(pair in related for pair in texts) >= 5
