"""Short sentences among longer ones: linked if their words are nearly equal or a neighbour is linked."""

from __future__ import annotations

import numpy as np

from evolve import Document, compare
from evolve.align.pairing import winners

_LONG = [
    "The harbour commission published its yearly report on dredging, quays and the wages of the pilots.",
    "Farmers in the northern valley harvested more barley, oats and rye than in any summer before.",
    "Engineers tested the new signal boxes along the mountain railway for eleven nights in succession.",
]
_OTHERS = [
    "Museums across the province lowered their entrance prices for pupils, soldiers and pensioners.",
    "A storm tore tiles, chimneys and aerials from the roofs of the old brewery on Sunday.",
    "The bishop consecrated two bells, an organ and a painted altar in the restored chapel.",
]


def _links(before: list[str], after: list[str]) -> set[tuple[int, int]]:
    documents = (Document.from_sentences(sentences) for sentences in (before, after))
    return {(link.before, link.after) for link in compare(*documents).at(0.05).links}


def test_short_sentence_is_not_linked_by_a_word() -> None:
    assert (1, 1) not in _links(
        [_LONG[0], "Let us embrace it.", *_LONG[1:]], [_OTHERS[0], "They embrace.", *_OTHERS[1:]]
    )


def test_equal_short_sentences_are_linked() -> None:
    short = "Let us embrace it."
    assert (1, 1) in _links([_LONG[0], short, *_LONG[1:]], [_OTHERS[0], short, *_OTHERS[1:]])


def test_short_sentence_is_linked_beside_a_linked_one() -> None:
    before = [_LONG[0], "Let us embrace it.", *_LONG[1:]]
    assert (1, 1) in _links(before, [_LONG[0], "They embrace.", *_OTHERS[1:]])


def test_in_a_list_of_short_claims_they_are_linked() -> None:
    before = ["Vaccines save lives.", "Fees exclude students.", "Trains beat planes."]
    assert (0, 0) in _links(before, ["Vaccines saved many lives.", "Wolves eat sheep.", "Rain is wet."])


def test_doubtful_pair_waits_for_a_better_neighbour() -> None:
    """A doubtful pair wins beside a better pair and not beside a worse one, so a higher threshold adds no link."""
    before, after = np.array([0, 1, 2]), np.array([0, 1, 5])
    doubtful = np.array([False, True, True])
    assert winners(before, after, np.array([0.9, 0.5, 0.4]), doubtful=doubtful).tolist() == [True, True, False]
    swapped = np.array([1, 0, 2])
    worse = winners(before[swapped], after[swapped], np.array([0.9, 0.5, 0.4]), doubtful=doubtful[swapped])
    assert worse.tolist() == [False, True, False]
