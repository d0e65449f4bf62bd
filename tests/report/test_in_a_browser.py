"""The HTML report in a real browser: accessible, complete without a script, and fast for whole books."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import evolve
from evolve.report import RENDERERS, Provenance
from tests.bench.books import book, edited
from tests.browser import Look

from .versions import evolution

SENTENCES = 3_000
MAX_BYTES = 5_000_000
LOOK = Path(__file__).with_name("look.js")
GOLDEN = Path(__file__).parents[1] / "golden" / "seeds.html"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def long_report() -> str:
    """Return the report on two editions of a book."""
    original = book(SENTENCES)
    documents = [
        evolve.Document.from_sentences(b.sentences, label=label, paragraphs=b.paragraphs)
        for label, b in (("first", original), ("second", edited(original).book))
    ]
    return RENDERERS["html"].render(evolve.evolution(documents), Provenance())


@pytest.fixture(scope="module")
def seen(browser: Look, tmp_path_factory: pytest.TempPathFactory, long_report: str) -> dict[str, Any]:
    """Return the results of the browser script."""
    folder = tmp_path_factory.mktemp("reports")
    three = RENDERERS["html"].render(
        evolution(
            ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."],
            ["The treaty was signed in June.", "Nobody asked the farmers.", "The minister has resigned."],
            ["The minister has resigned.", "Grain prices fell by five percent."],
        ),
        Provenance(),
    )
    sentences = [
        "Wheat is sold by the harbour.",
        "Bees hum all day long.",
        "Nobody asked the farmers.",
        "Taxes rose again.",
    ]
    nine = RENDERERS["html"].render(
        evolution(*(sentences[n // 4 : n // 4 + 2] for n in range(9))),
        Provenance(),
    )
    for name, report in (("three", three), ("nine", nine), ("long", long_report)):
        (folder / f"{name}.html").write_text(report, encoding="utf-8")
    return browser(LOOK, GOLDEN, *(folder / f"{name}.html" for name in ("three", "nine", "long")))


def test_axe_finds_nothing(seen: dict[str, Any]) -> None:
    """Wide or narrow, light or dark: no violation, no message in the log, nothing loaded from elsewhere."""
    assert seen["violations"] == []


def test_narrow_screen_shows_the_sentences_of_every_argument(seen: dict[str, Any]) -> None:
    visible, total = seen["onNarrowScreen"]
    assert visible == total > 0


def test_nine_versions_side_by_side(seen: dict[str, Any]) -> None:
    """The names of nine versions are side by side, and an empty cell shows no word."""
    assert seen["abreast"] == {"scrolls": False, "none": [0]}


def test_address_filters_rows(seen: dict[str, Any]) -> None:
    assert seen["all"] == ["row c", "row c wording", "row d", "row n", "row u"]
    assert seen["changed"] == ["row c", "row c wording"]


def test_address_with_a_filter_leads_to_the_filtered_rows(seen: dict[str, Any]) -> None:
    assert seen["filtered"] == [True, True]


def test_all_rows_are_shown_without_a_script(seen: dict[str, Any]) -> None:
    assert seen["unscripted"] == seen["all"]


def test_address_of_a_link_unfolds_its_note(seen: dict[str, Any]) -> None:
    assert seen["opened"] is True


def test_line_of_the_slope_points_to_its_link(seen: dict[str, Any]) -> None:
    assert re.fullmatch(r"#b\d+-a\d+", seen["clicked"])


def test_print_unfolds_everything(seen: dict[str, Any]) -> None:
    assert seen["unprinted"] == []


def test_search_leaves_matching_rows(seen: dict[str, Any]) -> None:
    """A search leaves the rows with the text, and its address contains the search."""
    assert seen["found"] == {"hash": "#find=SELF-determination", "rows": seen["found"]["rows"]}
    assert 0 < seen["found"]["rows"] < 10


def test_only_rows_near_the_window_are_laid_out(seen: dict[str, Any]) -> None:
    """In a report on two books, only rows near the window are laid out."""
    laid_out, rows = seen["laid"]
    assert rows > SENTENCES
    assert 0 < laid_out < rows / 10


def test_two_books_fit_into_five_megabytes(long_report: str) -> None:
    assert len(long_report.encode()) < MAX_BYTES
