"""The CSV report: a row for each link and each sentence without one, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evolve
from evolve.render.csv_cells import inert
from evolve.report import RENDERERS, Provenance

from .versions import evolution

ONE = ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."]
TWO = ["The treaty was signed in June.", "Nobody asked the farmers.", "The minister has resigned."]
THREE = ["The minister has resigned.", "Grain prices fell by five percent."]
DANGEROUS = tuple("=+-@\t\r＝＋－＠")
LIVE = st.sampled_from(
    [
        ";",
        ";=1+1",
        ';"=1',
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        '"',
        ",",
        "\n",
        "＝1",
        "peace",
        "talks",
    ]
)


def rows_of(*versions: list[str], **settings: Any) -> list[dict[str, str]]:
    text = RENDERERS["csv"].render(evolution(*versions, **settings), Provenance())
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_report_starts_with_the_byte_order_mark_for_excel() -> None:
    assert RENDERERS["csv"].render(evolution(ONE, TWO), Provenance()).startswith("\ufeffrow,from,to,status,before,")


def test_rows_are_in_reading_order() -> None:
    """Links and sentences without one are in reading order."""
    found = [(r["row"], r["status"], r["before"], r["after"]) for r in rows_of(ONE, TWO) if r["row"] != "about"]
    assert found == [
        ("link", "changed", "1", "1"),
        ("link", "persisted", "2", "2"),
        ("sentence", "added", "", "3"),
        ("sentence", "dropped", "3", ""),
    ]


def test_rows_of_three_versions_name_two() -> None:
    """With three versions, each row names the two versions it is about."""
    found = {(r["from"], r["to"]) for r in rows_of(ONE, TWO, THREE) if r["from"] and r["row"] != "life"}
    assert found == {("v1", "v2"), ("v2", "v3"), ("v1", "v3")}  # the price of grain comes back


def test_three_versions_have_a_row_for_each_argument_and_version() -> None:
    """Each argument has a row of its life in each version, and the shares of a version's words add up to 1."""
    lives = [r for r in rows_of(ONE, TWO, THREE) if r["row"] == "life"]
    arguments = len(evolution(ONE, TWO, THREE).arguments)
    assert Counter(r["to"] for r in lives) == {"v1": arguments, "v2": arguments, "v3": arguments}
    assert sum(float(r["value"]) for r in lives if r["to"] == "v2") == pytest.approx(1, abs=0.001)
    grain = [r["status"] for r in lives if "Grain" in r["argument_label"]]
    assert grain == ["first", "dropped", "revived"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "＝1"])
def test_a_cell_that_would_be_a_formula_is_quoted(text: str) -> None:
    assert [r["before_text"] for r in rows_of([text], ["Dogs barked."]) if r["status"] == "dropped"] == [f"'{text}"]


@given(versions=st.lists(st.lists(st.lists(LIVE, max_size=4).map(" ".join), max_size=4), min_size=2, max_size=2))
def test_no_cell_is_live(versions: list[list[str]]) -> None:
    """No cell is a formula, and every sentence is linked or in one row."""
    (comparison,) = evolution(*versions).comparisons
    found = rows_of(*versions)
    assert not any(cell.startswith(DANGEROUS) for row in found for cell in row.values())
    linked = [(int(r["before"]) - 1, int(r["after"]) - 1) for r in found if r["row"] == "link"]
    assert sorted(linked) == sorted((link.before, link.after) for link in comparison.links)
    for side, at in (("before", 0), ("after", 1)):
        alone = [int(r[side]) - 1 for r in found if r["row"] == "sentence" and r[side]]
        assert sorted([*alone, *{pair[at] for pair in linked}]) == list(range(len(versions[at])))


@given(versions=st.lists(st.lists(st.lists(LIVE, max_size=4).map("".join), max_size=4), min_size=2, max_size=2))
def test_no_cell_is_live_between_semicolons(versions: list[list[str]]) -> None:
    """No cell is a formula if a spreadsheet splits cells at semicolons."""
    text = RENDERERS["csv"].render(evolution(*versions), Provenance())
    cells = [cell for row in csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";") for cell in row]
    assert not any(cell.lstrip('"').startswith(DANGEROUS) for cell in [*cells, *re.split("[;\n]", text)])


@pytest.mark.parametrize("text", ["so; -- and", "5-3", "a=b", "mail@home", "1,2;3"])
def test_harmless_text_is_unchanged(text: str) -> None:
    assert inert(text) == text


def test_labels_paths_and_settings_are_inert_too() -> None:
    documents = [evolve.Document.from_text("Prices rose.", label=f"={n}", body="all") for n in (1, 2)]
    made = evolve.evolution(documents, settings=evolve.Settings(equivalents={"@a": ("b", "c")}))
    text = RENDERERS["csv"].render(made, Provenance(origins={"equivalents.@a": "=x", "language": "+x"}))
    assert not any(cell.startswith(DANGEROUS) for row in csv.reader(StringIO(text)) for cell in row)


def test_facts_are_at_the_end() -> None:
    about = {(r["about"], r["name"]): r["value"] for r in rows_of(ONE, TWO) if r["row"] == "about"}
    assert about["versions 1 → 2", "threshold"] == ".10 (as requested)"
    assert len(about["version 1", "SHA-256"]) == 64
