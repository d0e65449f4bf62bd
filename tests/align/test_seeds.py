"""The two essays the project was made for: pairs that must be linked."""

from __future__ import annotations

import pytest

from evolve import read
from evolve.comparison import Comparison, compare
from evolve.readers import seeds


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    before, after = (read(path) for path in seeds())
    return compare(before, after)


def _find(comparison: Comparison, side: str, text: str) -> int:
    sentences = (comparison.before if side == "before" else comparison.after).sentences
    [found] = [n for n, sentence in enumerate(sentences) if text in sentence.text]
    return found


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("self-determination for the people of those regions", "self-determination for the people of all regions"),
        ("committed to using the war to “weaken” Russia", "promised a long war to weaken Russia"),
        ("Russia was ready to withdraw from all of Ukraine", "included a Russian withdrawal from all the territory"),
    ],
)
def test_a_claim_made_in_both_essays_is_linked(comparison: Comparison, then: str, now: str) -> None:
    pair = _find(comparison, "before", then), _find(comparison, "after", now)
    assert pair in {(link.before, link.after) for link in comparison.links}


def test_nothing_but_the_essays_is_compared(comparison: Comparison) -> None:
    assert comparison.before.sentences[0].text == "Six months ago, Russia invaded Ukraine."
    assert comparison.before.sentences[-1].text.endswith("to their adversaries.")
    assert comparison.after.sentences[0].text.startswith("DONALD TRUMP came into office")
    assert comparison.after.sentences[-1].text.endswith("the wider cold war it is part of.")


def test_half_of_the_links_are_not_chance(comparison: Comparison) -> None:
    """At least half of the links between the seeds are not due to chance."""
    assert len(comparison.links) >= 5
    assert comparison.link_chance().at_most >= 0.5


def test_one_later_sentence_merges_several(comparison: Comparison) -> None:
    """One later sentence is linked to several earlier ones."""
    promised = _find(comparison, "after", "promised a long war to weaken Russia")
    assert len(comparison.links_of("after", promised)) >= 2
