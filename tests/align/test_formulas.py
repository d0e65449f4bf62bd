"""Formulas make no claim: they pair only with nearly equal ones, and kept formulas do not count as kept."""

from __future__ import annotations

import numpy as np
import pytest

from evolve import Document, compare
from evolve.align.threshold import kept_share
from tests.bench.books import book

FORMULAS = [
    "[Applause]",
    "Thank you very much.",
    "My fellow citizens:",
    "God bless you all, and God bless the United States of America.",
    "(Laughter.)",
    "Thank you, and good night.",
]


def _pairs(before: list[str], after: list[str]) -> set[tuple[int, int]]:
    comparison = compare(Document.from_sentences(before), Document.from_sentences(after))
    return {(link.before, link.after) for link in comparison.candidates}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Thank you very much.", "Thank you very much.", {(0, 0)}),
        ("God bless you all, and good night.", "God bless you all, and good night!", {(0, 0)}),
        ("God bless you, and thank you.", "God bless you and welcome back.", set()),
        ("God bless America.", "God did not bless America.", set()),
        ("Thank you for your support.", "We lost your support, and thank you for nothing.", set()),
    ],
)
def test_formula_pairs_only_with_a_nearly_equal_one(one: str, other: str, expected: set[tuple[int, int]]) -> None:
    assert _pairs([one], [other]) == expected
    assert _pairs([other], [one]) == expected


def test_equal_formulas_are_links_and_persisted() -> None:
    document = Document.from_sentences([*FORMULAS, *book(20, seed=1).sentences])
    comparison = compare(document, document)
    assert comparison.counts_of("before").persisted == len(document.sentences)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kept_formulas_do_not_change_the_share(seed: int) -> None:
    """Kept formulas do not change the share of kept sentences."""
    one, other = book(30, seed=seed).sentences, book(30, seed=seed + 100).sentences
    same = list(one[:3])
    texts = [*same, *one[3:]], [*same, *other[3:]]
    bare, dressed = (
        compare(Document.from_sentences([*extra, *texts[0]]), Document.from_sentences([*extra, *texts[1]])).alignment
        for extra in ([], FORMULAS)
    )
    assert kept_share(dressed, dressed.formulas) == kept_share(bare, bare.formulas) == 0.1


def test_unmarked_formulas_count_as_kept() -> None:
    """Formulas that are not marked count as kept."""
    one, other = ([*FORMULAS, *book(14, seed=seed).sentences] for seed in (1, 101))
    alignment = compare(Document.from_sentences(one), Document.from_sentences(other)).alignment
    none = np.zeros(20, dtype=bool), np.zeros(20, dtype=bool)
    assert (kept_share(alignment, alignment.formulas), kept_share(alignment, none)) == (0.0, 0.3)


def test_texts_of_formulas_alone_are_compared() -> None:
    document = Document.from_sentences(FORMULAS)
    assert len(compare(document, document).links) == len(FORMULAS)
    assert len(compare(document, Document.from_sentences([])).links) == 0
