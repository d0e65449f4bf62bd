"""The labels of items are no part of the score: a clause is linked for what it says, not for its number."""

from __future__ import annotations

import pytest

from evolve import Document, compare
from evolve.model import Status

FEES = "Fees fall due each month"
CLAUSES = [
    "The Customer shall pay the Supplier a fixed fee of £12,500 in each month.",
    "Interest accrues on overdue sums at four per cent above the base rate.",
    "Neither party shall disclose what it learns of the other's business.",
]


def numbered(first: int, clauses: list[str]) -> list[str]:
    return [f"{first}.{n + 1} {clause}" for n, clause in enumerate(clauses)]


@pytest.mark.parametrize("first", [3, 14])
def test_renumbered_clauses_are_linked_as_if_they_had_no_labels(first: int) -> None:
    later = [clause.replace("£12,500", "£14,750") for clause in CLAUSES]
    plain = compare(Document.from_sentences(CLAUSES), Document.from_sentences(later))
    labelled = compare(Document.from_sentences(numbered(2, CLAUSES)), Document.from_sentences(numbered(first, later)))
    assert [(link.before, link.after, link.score) for link in labelled.links] == [
        (link.before, link.after, link.score) for link in plain.links
    ]
    assert labelled.status_of("before", 1) is Status.PERSISTED


def test_a_shared_label_links_nothing() -> None:
    comparison = compare(Document.from_sentences([f"3. {FEES}."]), Document.from_sentences(["3. Bees hum."]))
    assert comparison.candidates == ()


def test_a_figure_at_the_start_stays() -> None:
    """The number of a sentence that begins with a figure is part of what it says."""
    one, other = (Document.from_sentences([f"{n} million people left the town."]) for n in ("3.1", "4.2"))
    assert compare(one, other).links[0].kinds
