"""Copies, splits and merges: what has no counterpart is no change of its neighbour."""

import pytest

import evolve
from evolve import Comparison, Document
from evolve.model import Kind, Relation, Side, Status

FILLERS = [
    "The council meets every Monday in the old town hall.",
    "Nobody has seen the ferry since the storm of last winter.",
    "Three bakers have left the valley because of the tax.",
]


def compared(before: list[str], after: list[str]) -> Comparison:
    return evolve.compare(Document.from_sentences(before), Document.from_sentences(after))


def statuses(comparison: Comparison, side: Side) -> list[Status]:
    return [comparison.status_of(side, index) for index in range(len(getattr(comparison, side).sentences))]


@pytest.mark.parametrize(("more", "fewer"), [(2, 1), (3, 1), (3, 2), (4, 2)])
def test_of_copies_as_many_are_added_as_there_are_more(more: int, fewer: int) -> None:
    copy = "The road to the mill floods in the autumn."
    many, few = [*FILLERS, *[copy] * more], [*FILLERS, *[copy] * fewer]
    added = statuses(compared(few, many), "after")
    assert added.count(Status.ADDED) == more - fewer
    assert added.count(Status.PERSISTED) == len(FILLERS) + fewer
    dropped = statuses(compared(many, few), "before")
    assert dropped.count(Status.DROPPED) == more - fewer


def test_a_new_entry_is_no_part_of_a_kept_one_that_resembles_it() -> None:
    kept = ["Release 2.8 fixes the lamp switch.", "Release 2.7 fixes the door bell."]
    comparison = compared([*kept, *FILLERS], ["Release 2.9 fixes the door lamp.", *kept, *FILLERS])
    assert statuses(comparison, "after") == [Status.ADDED, *[Status.PERSISTED] * 5]


def test_a_kept_sentence_does_not_take_the_place_of_a_dropped_neighbour() -> None:
    kept = "The mill was built by weavers, and its wheel turns in the spring."
    dropped = "The mill was built by weavers, and its roof has been leaking in the spring."
    comparison = compared([kept, dropped, *FILLERS], [kept, *FILLERS])
    assert statuses(comparison, "before") == [Status.PERSISTED, Status.DROPPED, *[Status.PERSISTED] * 3]


WHOLE = "The tenant shall pay the rent on the first day of each month, and lock the iron gate every night at ten."
PARTS = [
    "The tenant shall pay the rent on the first day of each month.",
    "And lock the iron gate every night at ten.",
]


def test_the_parts_of_a_sentence_that_was_split_persist() -> None:
    comparison = compared([WHOLE, *FILLERS], [*PARTS, *FILLERS])
    assert [link.relation for link in comparison.links_of("before", 0)] == [Relation.SPLIT, Relation.SPLIT]
    assert statuses(comparison, "after") == [Status.PERSISTED] * 5
    assert statuses(comparison, "before") == [Status.PERSISTED] * 4


def test_sentences_that_were_merged_persist() -> None:
    comparison = compared([*PARTS, *FILLERS], [WHOLE, *FILLERS])
    assert statuses(comparison, "before") == [Status.PERSISTED] * 5
    assert statuses(comparison, "after") == [Status.PERSISTED] * 4


def test_only_the_part_of_a_split_that_differs_is_changed() -> None:
    comparison = compared([WHOLE, *FILLERS], [PARTS[0], PARTS[1].replace("ten", "eleven"), *FILLERS])
    assert statuses(comparison, "after")[:2] == [Status.PERSISTED, Status.CHANGED]
    assert [link.kinds for link in comparison.links_of("after", 1)] == [(Kind.NUMBER,)]


def test_words_missing_in_all_parts_of_a_split_are_a_change() -> None:
    comparison = compared([WHOLE.replace("gate", "gate and the wooden door"), *FILLERS], [*PARTS, *FILLERS])
    assert statuses(comparison, "after")[:2] == [Status.PERSISTED, Status.CHANGED]
    assert statuses(comparison, "before")[0] is Status.CHANGED


def test_words_in_a_fragment_before_the_parts_are_not_missing_in_them() -> None:
    items = ["(a) pay the rent on the first day of each month;", "(b) lock the iron gate every night at ten."]
    comparison = compared([WHOLE, *FILLERS], ["The tenant shall:", *items, *FILLERS])
    assert statuses(comparison, "after")[1:3] == [Status.PERSISTED, Status.PERSISTED]
