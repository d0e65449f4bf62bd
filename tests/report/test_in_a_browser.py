"""The HTML report in a real browser: accessible, still without a script, and smooth for whole books."""

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
MOST_BYTES = 5_000_000
LOOK = Path(__file__).with_name("look.js")
GOLDEN = Path(__file__).parents[1] / "golden" / "seeds.html"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def long_report() -> str:
    """Two editions of a book as a report."""
    original = book(SENTENCES)
    documents = [
        evolve.Document.from_sentences(b.sentences, label=label, paragraphs=b.paragraphs)
        for label, b in (("first", original), ("second", edited(original).book))
    ]
    return RENDERERS["html"].render(evolve.evolution(documents), Provenance())


@pytest.fixture(scope="module")
def seen(browser: Look, tmp_path_factory: pytest.TempPathFactory, long_report: str) -> dict[str, Any]:
    """What the browser saw."""
    place = tmp_path_factory.mktemp("reports")
    three = RENDERERS["html"].render(
        evolution(
            ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."],
            ["The treaty was signed in June.", "Nobody asked the farmers.", "The minister has resigned."],
            ["The minister has resigned.", "Grain prices fell by five percent."],
        ),
        Provenance(),
    )
    sayings = [
        "Wheat is sold by the harbour.",
        "Bees hum all day long.",
        "Nobody asked the farmers.",
        "Taxes rose again.",
    ]
    nine = RENDERERS["html"].render(
        evolution(*(sayings[at // 4 : at // 4 + 2] for at in range(9))),
        Provenance(),
    )
    for name, report in (("three", three), ("nine", nine), ("long", long_report)):
        (place / f"{name}.html").write_text(report, encoding="utf-8")
    return browser(LOOK, GOLDEN, *(place / f"{name}.html" for name in ("three", "nine", "long")))


def test_axe_finds_nothing(
    seen: dict[str, Any],
) -> None:
    """Wide or narrow, light or dark: axe finds nothing, no message is logged, nothing is loaded from elsewhere."""
    assert seen["violations"] == []


def test_a_telephone_shows_where_every_argument_stands(seen: dict[str, Any]) -> None:
    there, all_of_them = seen["onTelephone"]
    assert there == all_of_them > 0


def test_nine_versions_side_by_side(seen: dict[str, Any]) -> None:
    """Nine versions are side by side, and none is named but not shown."""
    assert seen["abreast"] == {"scrolls": False, "none": [0]}


def test_an_address_chooses_what_is_shown(seen: dict[str, Any]) -> None:
    assert seen["all"] == ["row c", "row d", "row n", "row u"]
    assert seen["changed"] == ["row c"]


def test_everything_is_there_without_a_script(seen: dict[str, Any]) -> None:
    assert seen["unscripted"] == seen["all"]


def test_the_address_of_a_link_opens_its_account(seen: dict[str, Any]) -> None:
    assert seen["opened"] is True


def test_a_line_of_the_slope_leads_to_its_sentences(seen: dict[str, Any]) -> None:
    assert re.fullmatch(r"#b\d+-a\d+", seen["clicked"])


def test_print_shows_what_is_folded(seen: dict[str, Any]) -> None:
    assert seen["unprinted"] == []


def test_search_leaves_matching_rows(seen: dict[str, Any]) -> None:
    """A search leaves the rows that contain the text, and its address can be sent."""
    assert seen["found"] == {"hash": "#find=SELF-determination", "rows": seen["found"]["rows"]}
    assert 0 < seen["found"]["rows"] < 10


def test_only_what_is_near_is_laid_out(seen: dict[str, Any]) -> None:
    """Of two books only what is near the window is laid out."""
    laid, rows = seen["laid"]
    assert rows > SENTENCES
    assert 0 < laid < rows / 10


def test_two_books_fit_into_five_megabytes(long_report: str) -> None:
    assert len(long_report.encode()) < MOST_BYTES
