"""The names of statuses: in rewritten texts what has no match is unmatched, and names can be told apart."""

from __future__ import annotations

import pytest

from evolve.model import Argument, Status
from evolve.render.status_names import argument_status_name, distinct_status_name, status_name


class Unlabelled:
    def labels_of(self, sentences: tuple[tuple[int, ...], ...]) -> tuple[str, ...]:
        return ()


def test_only_rewritten_texts_have_unmatched_sentences() -> None:
    assert [status_name(status, is_rewritten=False) for status in Status] == list(map(str, Status))
    names = [status_name(status, is_rewritten=True) for status in Status]
    assert names == ["persisted", "changed", "unclear", "unmatched", "unmatched"]


@pytest.mark.parametrize("is_rewritten", [False, True])
def test_distinct_names_differ(is_rewritten: bool) -> None:
    assert len({distinct_status_name(status, is_rewritten=is_rewritten) for status in Status}) == len(Status)


@pytest.mark.parametrize(
    ("status", "sentences", "rewritten", "expected"),
    [
        (Status.DROPPED, ((0,), (0,), ()), [False, True], "unmatched"),
        (Status.DROPPED, ((0,), (0,), ()), [True, False], "dropped"),
        (Status.ADDED, ((), (0,), (0,)), [True, False], "unmatched"),
        (Status.ADDED, ((), (0,), (0,)), [False, True], "added"),
        (Status.CHANGED, ((0,), (0,), (0,)), [True, True], "changed"),
    ],
)
def test_name_of_an_argument_follows_the_pair_where_it_ends_or_begins(
    status: Status, sentences: tuple[tuple[int, ...], ...], rewritten: list[bool], expected: str
) -> None:
    argument = Argument(0, status, sentences, Unlabelled())
    assert argument_status_name(argument, rewritten) == expected
