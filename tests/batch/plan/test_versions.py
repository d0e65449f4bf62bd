"""Works: which texts of a folder are versions of one another by their names, and which came first."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.batch.plan.versions import in_order, is_ordered_by_letters, works_of


def works(*names: str) -> tuple[tuple[str, ...], ...]:
    return works_of(sorted(names)).several


@pytest.mark.parametrize(
    "names",
    [
        ["draft1.txt", "draft2.txt", "draft10.txt"],
        ["draft.txt", "draft2.txt"],
        ["essay.md", "essay-v2.txt"],
        ["z-2021.txt", "a-2022.txt"],
        ["2022.txt", "2022-03.txt", "2022-03-05.txt", "20220401.txt", "2022-12.txt"],
        ["essay 1998 final.md", "essay 2003.txt"],
    ],
)
def test_dates_and_numbers_in_names_give_the_order(names: list[str]) -> None:
    assert in_order(sorted(names, reverse=True)) == names


@pytest.mark.parametrize(
    "names",
    [
        ["2022-peace-talks.txt", "2025-escalation.txt"],
        ["1871-03-02.txt", "1872-11-19.txt", "1873-06-08.txt"],
        ["essay-1.1.txt", "essay-1.2.txt", "essay-2.1.txt", "essay-2.2.txt"],
        ["essay-1.txt", "essay-2.txt", "essay-final.txt"],
        ["1871 weir.txt", "1872 weir.txt", "1873 school.txt", "1874 school.txt", "1875 bread.txt", "1876 vote.txt"],
    ],
)
def test_one_work_unless_names_have_twins(names: list[str]) -> None:
    """Texts are one work, unless nearly all names have a twin."""
    assert works(*names) == (tuple(names),)


@pytest.mark.parametrize(
    "names",
    [
        [["amira_draft1.txt", "amira_draft2.txt"], ["ben_draft1.txt", "ben_draft2.txt"]],
        [["draft1 Amira.txt", "draft2 Amira.txt"], ["draft1 Ben.txt", "draft2 Ben.txt"]],
        [["greens-2015.txt", "greens-2020.txt"], ["left-2015.txt", "left-2020.txt", "left-2025.txt"]],
        [["chapter1-v1.txt", "chapter1-v2.txt"], ["chapter2-v1.txt", "chapter2-v2.txt"]],
        [["x/Amira1.txt", "x/amira2.md"], ["x/ben1.txt", "x/ben2.txt"]],
    ],
)
def test_names_differing_in_date_are_versions(names: list[list[str]]) -> None:
    """Names that differ in their date or last number alone are versions of one work."""
    assert works(*chain(*names)) == tuple(map(tuple, names))


def test_text_without_a_twin_is_alone() -> None:
    """A text whose twin was never handed in is a work of its own."""
    found = works_of(["a1.txt", "a2.txt", "b1.txt", "b2.txt", "c1.txt"])
    assert (found.several, found.alone) == ((("a1.txt", "a2.txt"), ("b1.txt", "b2.txt")), ("c1.txt",))


@pytest.mark.parametrize(
    ("names", "guessed"),
    [(["final.txt", "first.txt"], True), (["draft.txt", "draft2.txt"], False), (["2020.txt", "2021.txt"], False)],
)
def test_order_without_numbers_is_a_guess(names: list[str], guessed: bool) -> None:
    """An order that names without numbers give is a guess."""
    assert is_ordered_by_letters(names) is guessed


@given(st.sets(st.from_regex(r"[ab]{0,2}-?[0-9]{0,4}\.txt", fullmatch=True)))
def test_every_text_is_in_one_work_or_alone(names: set[str]) -> None:
    found = works_of(sorted(names))
    assert sorted([*found.alone, *(name for work in found.several for name in work)]) == sorted(names)
