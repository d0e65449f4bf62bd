"""Words that another word replaced throughout the text."""

from __future__ import annotations

import evolve
from evolve.model import Change, Kind

BEFORE = [
    "The Supplier shall deliver the goods to the Client within ten days of the order.",
    "The Supplier shall insure the goods until they are delivered.",
    "The Client shall pay the Supplier within thirty days of delivery.",
    "If the goods are damaged, the Supplier shall replace them at its own cost.",
    "The Client shall keep the price list secret.",
    "Every winter the Supplier sends a printed calendar.",
]


def changes(after: list[str]) -> dict[int, tuple[Change, ...]]:
    earlier, later = (evolve.Document.from_sentences(sentences) for sentences in (BEFORE, after))
    return {link.before: link.difference.changes for link in evolve.compare(earlier, later).links}


def test_a_party_with_another_name_throughout_is_no_other_doer() -> None:
    found = changes([sentence.replace("Supplier", "Provider") for sentence in BEFORE])
    renamed = (Change(Kind.WORDING, "Supplier", "Provider", "throughout"),)
    assert found == {0: renamed, 1: renamed, 2: renamed, 3: renamed, 4: (), 5: renamed}


def test_another_doer_is_shown_beside_a_party_with_another_name() -> None:
    after = [sentence.replace("Supplier", "Provider") for sentence in BEFORE]
    after[5] = "Every winter the Client sends a printed calendar."
    assert changes(after)[5] == (Change(Kind.ACTOR, "Supplier", "Client"),)


def test_a_name_that_both_versions_have_is_another_doer() -> None:
    after = [sentence.replace("Supplier", "Provider") for sentence in BEFORE]
    after[4] = "The Client shall keep the price list of the Supplier secret."
    assert changes(after)[1] == (Change(Kind.ACTOR, "Supplier", "Provider"),)


def test_a_duty_that_is_softer_throughout_is_a_change_of_strength() -> None:
    found = changes([sentence.replace("shall", "may") for sentence in BEFORE])
    assert {change.kind for change in found[1]} == {Kind.STRENGTH}
