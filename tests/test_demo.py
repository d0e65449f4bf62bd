"""The four drafts of the example have every kind of life, and each is found."""

from __future__ import annotations

import pytest

import evolve
from evolve.comparison import Evolution
from evolve.demo import lives
from evolve.model import Event, Relation

LIVES = {
    "must stay on the quay": "first persisted changed persisted",
    "For forty years": "first persisted persisted persisted",
    "car park for three hundred": "first changed persisted dropped",
    "Nobody asked": "first dropped absent revived",
    "bakers and the greengrocers": "first persisted changed changed",
    "the ferries bring": "first persisted persisted dropped",
    "Spring tides": "first persisted dropped revived",
    "Salt water": "first persisted unclear revived",
    "The mayor promised": "first dropped absent absent",
    "We ask the council": "first persisted changed persisted",
    "signed our petition": "absent added persisted changed",
    "empty yard": "absent absent added persisted",
    "parked in that yard": "absent absent unclear persisted",
}
"""What became of each argument, as the drafts were written."""


@pytest.fixture(scope="module")
def drafts() -> Evolution:
    return evolve.evolution([evolve.read(path, label=label) for path, label in lives()])


def test_every_life_is_found(drafts: Evolution) -> None:
    """Each argument of the drafts has the life it was written with, and there is no other argument."""
    found = {a.label: " ".join(str(step.event) for step in drafts.steps_of(a)) for a in drafts.arguments}
    assert len(found) == len(LIVES)
    assert {words: life for words in LIVES for label, life in found.items() if words in label} == LIVES


def test_every_kind_of_event_is_in_the_drafts(drafts: Evolution) -> None:
    """The drafts show every event, a split and a merge."""
    steps = [step for argument in drafts.arguments for step in drafts.steps_of(argument)]
    assert {step.event for step in steps} == set(Event)
    assert {Relation.SPLIT, Relation.MERGED} <= {step.relation for step in steps}


def test_drafts_are_called_by_their_months() -> None:
    assert [label for _, label in lives()] == ["March", "May", "July", "September"]
