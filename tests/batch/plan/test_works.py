"""Works: which texts of a folder are versions of one another by their names, which came first, and what is refused."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolve.batch.plan.works import works_of
from evolve.model import Metadata

PUPILS = (
    "Amira Khan", "Ben Ali", "Müller, Jana", "Anna", "Anna-Lena", "O'Brien Sean", "Élise Dupont", "von Berg, Max",
    "Li Wei", "Zoë K", "s1234567", "s1234568",
)  # fmt: skip
"""Twelve pupils with spaces, umlauts, hyphens, apostrophes, the last name first, one name inside another, numbers."""
WAYS = (
    ("{} draft 1.docx", "{} final.docx"),
    ("{}_draft1.docx", "{}_draft2.docx"),
    ("draft1/{}.docx", "draft2/{}.docx"),
    ("{} v1.docx", "{} v2.docx"),
    ("{}-rev1.docx", "{}-rev2.docx"),
    ("old/{}.docx", "new/{}.docx"),
    ("rough - {}.docx", "final - {}.docx"),
    ("{} before.docx", "{} after.docx"),
    ("First draft {}.docx", "Second draft {}.docx"),
    ("{} first.docx", "{} final.docx"),
    ("{}.docx", "{} (1).docx"),
    ("{}.docx", "{} - Copy.docx"),
    ("{}.docx", "{} final.docx"),
    ("{} draft.docx", "{}.docx"),
    ("{} 2024-03-05.docx", "{} 2024-05-12.docx"),
    ("2024.03.05 {}.docx", "2024.05.12 {}.docx"),
    ("{}, 5 March 2024.docx", "{}, 12 May 2024.docx"),
    ("{} 5. März 2024.docx", "{} 12. Mai 2024.docx"),
    ("{} Entwurf.docx", "{} Endfassung.docx"),
    ("1. Entwurf {}.docx", "2. Entwurf {}.docx"),
    ("{} brouillon.docx", "{} version finale.docx"),
    ("{} borrador.docx", "{} versión final.docx"),
    ("{}/draft.docx", "{}/final.docx"),
    ("{}/essay v1.odt", "{}/essay v2.docx"),
    ("Drafts/{}.docx", "Finals/{} final.docx"),
    ("1/{}.docx", "2/{}.docx"),
    ("Draft, due 3 May/{}.docx", "Final, due 9 June/{}.docx"),
    ("2024-03-05/{}.docx", "2024-05-12/{}.docx"),
    ("{} essay 1 draft.docx", "{} essay 1 final.docx"),
    ("[DRAFT] {}.docx", "[FINAL] {}.docx"),
    ("Essay - {} - 1st Draft.docx", "Essay - {} - Final Draft.docx"),
    ("{} draft one.docx", "{} draft two.docx"),
    ("{}.v0.1.docx", "{}.v1.0.docx"),
    ("1_{}_attempt_2024-03-05-14-30-12.docx", "1_{}_attempt_2024-05-12-09-01-44.docx"),
    ("Entwürfe/{}.docx", "Endfassungen/{}.docx"),
    ("{} - submitted.docx", "{} - resubmitted.docx"),
    ("{}.txt.gz", "{} final.txt.gz"),
)
"""The names of the earlier and of the later text of a pupil, in the ways in which people name them."""


@pytest.mark.parametrize(("earlier", "later"), WAYS)
def test_class_of_twelve_gives_twelve_right_pairs(earlier: str, later: str) -> None:
    expected = {(earlier.format(pupil), later.format(pupil)) for pupil in PUPILS}
    found = works_of([*chain(*expected)])
    pairs = {tuple(version.path for version in work.versions) for work in found.works}
    assert (pairs, found.alone, found.unclear) == (expected, (), ())


@pytest.mark.parametrize(
    ("earlier", "later"), [("{}1.docx", "{}2.docx"), ("{} 1.docx", "{} 2.docx"), ("{}_1.docx", "{}_2.docx")]
)
def test_numbers_alone_pair_names_that_have_none(earlier: str, later: str) -> None:
    pupils = PUPILS[:10]
    found = works_of([name.format(pupil) for pupil in pupils for name in (earlier, later)])
    assert len(found.works) == len(pupils) and all(work.order == "number" for work in found.works)


def orders(*names: str) -> list[list[str]]:
    return [[version.path for version in work.versions] for work in works_of(sorted(names, reverse=True)).works]


@pytest.mark.parametrize(
    "names",
    [
        ["draft1.txt", "draft2.txt", "draft10.txt"],
        ["draft.txt", "draft2.txt"],
        ["outline.txt", "rough.txt", "draft.txt", "revised.txt", "final.txt", "final_final.txt"],
        ["first.txt", "second.txt", "final.txt"],
        ["essay draft 1.txt", "essay draft 1 corrected.txt", "essay draft 2.txt"],
        ["essay.md", "essay-v2.txt"],
        ["essay-1.txt", "essay-2.txt", "essay-final.txt"],
        ["essay-1.1.txt", "essay-1.2.txt", "essay-2.1.txt"],
        ["1871-03-02.txt", "1872-11-19.txt", "1873-06-08.txt"],
        ["essay 1998 final.md", "essay 2003.txt"],
        ["2022-peace-talks.txt", "2025-escalation.txt"],
        ["1871 weir.txt", "1872 weir.txt", "1873 school.txt", "1875 bread.txt", "1876 vote.txt"],
        ["The Old Man draft.txt", "The Old Man final.txt"],
        ["Amira draft.txt", "Amira draft (1).txt", "Amira final.txt"],
    ],
)
def test_names_give_the_order_of_one_work(names: list[str]) -> None:
    assert orders(*names) == [names]


@pytest.mark.parametrize(
    "works",
    [
        [["greens-2015.txt", "greens-2020.txt"], ["left-2015.txt", "left-2020.txt", "left-2025.txt"]],
        [["chapter1-v1.txt", "chapter1-v2.txt"], ["chapter2-v1.txt", "chapter2-v2.txt"]],
        [["20230415 draft.txt", "20230415 final.txt"], ["20230416 draft.txt", "20230416 final.txt"]],
        [["report 2022 v1.txt", "report 2022 v2.txt"], ["report 2023 v1.txt", "report 2023 v2.txt"]],
        [["Anna 1.txt", "Anna 2.txt"], ["Anna Neu 1.txt", "Anna Neu 2.txt"]],
        [["x/Amira1.txt", "x/amira2.md"], ["x/ben1.txt", "x/ben2.txt"]],
    ],
)
def test_a_name_that_recurs_is_a_work(works: list[list[str]]) -> None:
    assert orders(*chain(*works)) == works


@pytest.mark.parametrize(
    "names",
    [
        ["Anna1.docx", "Anna-Lena1.docx"],
        ["Anna draft.docx", "Anna-Lena final.docx"],
        ["Amira draft1.docx", "Ben draft2.docx"],
        ["Amira final.docx", "Ben final_final.docx"],
        ["Amira draft 2.docx", "Amira draft2.docx"],
        ["2024-03-05 Amira.docx", "2024-03-06 Ben.docx"],
        ["peace.txt", "war.txt"],
        ["Amira/essay.docx", "Ben/essay.docx"],
        ["1/essay.docx", "2/essay.docx", "3/essay.docx"],
        ["7a/Anna.docx", "7a/Ben.docx", "7b/Anna.docx"],
        ["class 1/Anna.docx", "class 1/Ben.docx", "class 2/Anna.docx", "class 2/Ben.docx"],
        ["spring/Anna.docx", "spring/Ben.docx", "autumn/Anna.docx", "autumn/Ben.docx"],
        ["student 1.docx", "student 2.docx", "student 3.docx"],
        [f"essay{n:02}.docx" for n in range(1, 25)],
        ["Amira.docx", "Amira v1.docx"],
        ["Amira 2025 draft.docx", "Amira 2022 final.docx"],
        ["2022.txt", "2022-03.txt"],
        ["e\u0301.txt", "\u00e9.txt"],
        ["s1234567.docx", "s1234568.docx"],
    ],
)
def test_nothing_is_paired_where_it_is_not_certain(names: list[str]) -> None:
    """Texts that may be those of two people, or whose order is not known, are never paired."""
    found = works_of(names)
    left = [*found.alone, *chain(*(paths for _, paths in found.unclear))]
    assert (found.works, sorted(left)) == ((), sorted(names))


def test_a_text_whose_other_version_is_missing_is_alone() -> None:
    found = works_of(["a draft.txt", "a final.txt", "b draft.txt", "b final.txt", "c draft.txt"])
    assert ([work.name for work in found.works], found.alone) == (["a", "b"], ("c draft.txt",))


def test_same_version_twice_is_unclear() -> None:
    found = works_of(["Ben draft 2.txt", "Ben draft2.txt", "Ben final.txt", "Cem draft.txt", "Cem final.txt"])
    assert [work.name for work in found.works] == ["Cem"]
    assert found.unclear == (
        ("their names give the same version", ("Ben draft 2.txt", "Ben draft2.txt", "Ben final.txt")),
    )


def test_dates_in_texts_give_the_order_that_names_lack() -> None:
    dates = {"Amira.txt": "2024-05", "Amira v1.txt": "2024-03-01"}
    (work,) = works_of(list(dates), lambda path: Metadata(date=dates[path])).works
    assert ([version.path for version in work.versions], work.order) == (["Amira v1.txt", "Amira.txt"], "date")


@pytest.mark.parametrize(
    ("authors", "dates", "count"),
    [
        (["Jane Roe", "Jane Roe"], ["2025", "2022"], 1),
        (["Jane Roe", "John Public"], ["2025", "2022"], 0),
        (["Jane Roe", "Jane Roe"], ["2022", "2022-05"], 0),
        (["", ""], ["2025", "2022"], 0),
    ],
)
def test_texts_of_one_author_are_versions_by_date(authors: list[str], dates: list[str], count: int) -> None:
    about = {
        name: Metadata(authors=(author,) if author else (), date=date)
        for name, author, date in zip(("peace.txt", "war.txt"), authors, dates, strict=True)
    }
    works = works_of(list(about), about.__getitem__).works
    assert [[version.path for version in work.versions] for work in works] == [["war.txt", "peace.txt"]] * count


@pytest.mark.parametrize(
    ("names", "name", "versions"),
    [
        (["Müller, Jan draft 1.txt", "Müller, Jan final.txt"], "Müller, Jan", ["draft 1", "final"]),
        (["draft1/Anna-Lena.txt", "draft2/Anna-Lena.txt"], "Anna-Lena", ["draft1", "draft2"]),
        (["The Old Man draft.txt", "The Old Man final.txt"], "The Old Man", ["draft", "final"]),
        (["x/1.txt", "x/2.txt"], "x", ["1", "2"]),
        (["a_b (1).txt", "a_b (2).txt"], "a b", ["(1)", "(2)"]),
    ],
)
def test_work_and_versions_are_called_as_written(names: list[str], name: str, versions: list[str]) -> None:
    (work,) = works_of(names).works
    assert (work.name, [version.version for version in work.versions]) == (name, versions)


@pytest.mark.parametrize(
    "names",
    [
        ["Chloe first draft.txt", "Chloe final.txt"],
        ["chloe_dupont_first_draft.docx", "chloe_dupont_FINAL_final.docx"],
        ["Chloé erste Fassung.odt", "Chloé zweite Fassung.odt"],
    ],
)
def test_number_word_before_a_draft_word_is_no_name_among_other_works(names: list[str]) -> None:
    others = [f"{pupil} {version}.txt" for pupil in ("Anna", "Ben", "Cem") for version in ("draft", "final")]
    assert names in orders(*others, *names)


def test_number_between_a_first_and_a_last_version_is_that_of_a_version() -> None:
    assert orders("essay.txt", "essay2.txt", "essay-final.txt") == [["essay.txt", "essay2.txt", "essay-final.txt"]]
    # A single text with a higher number is that of a person or of another text.
    assert orders("anna.txt", "anna 12.txt", "anna final.txt") == [["anna.txt", "anna final.txt"]]


def test_version_word_that_few_works_have_is_a_name() -> None:
    """Where one pupil alone has the word "Neu" in the name, it is a name and no version."""
    pupils = ("Anna", "Anna Neu", "Ben", "Cem")
    missing = {"Anna final.txt", "Anna Neu draft.txt"}
    names = {f"{pupil} {version}.txt" for pupil in pupils for version in ("draft", "final")}
    found = works_of(list(names - missing))
    assert ([work.name for work in found.works], sorted(found.alone)) == (
        ["Ben", "Cem"], ["Anna Neu final.txt", "Anna draft.txt"]
    )  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(PUPILS), st.sampled_from(WAYS), st.integers(0, 2)), unique_by=lambda p: p[0]))
@settings(max_examples=25, deadline=None)
def test_no_text_is_paired_with_that_of_another_pupil(pupils: list[tuple[str, tuple[str, str], int]]) -> None:
    """Whatever way each pupil names the texts, and whichever are missing, no two pupils are paired."""
    owner = {way[n].format(name): name for name, way, left in pupils for n in (0, 1) if left in (n, 2)}
    for work in works_of(list(owner)).works:
        assert len({owner[version.path] for version in work.versions}) == 1


@given(
    st.sets(
        st.from_regex(
            r"([ab]/)?[ab]{0,2}[ -]?(draft|final|v|copy|\(1\))?[ ]?(2022|2023-05-06|[0-9]{0,3})\.txt", fullmatch=True
        )
    )
)
def test_every_text_is_in_one_work_or_left(names: set[str]) -> None:
    found = works_of(sorted(names))
    paths = [version.path for work in found.works for version in work.versions]
    paths += [*found.alone, *chain(*(left for _, left in found.unclear))]
    assert sorted(paths) == sorted(names)
