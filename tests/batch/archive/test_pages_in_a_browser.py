"""The pages of an archive in a real browser: accessible, complete without a script, and long ones in portions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evolve.batch.archive.pages import ROWS_AT_A_TIME, argument_pages, index_page
from tests.browser import Look

from .test_pages import HARBOUR, LONGER, archive_of

pytestmark = pytest.mark.slow
LOOK = Path(__file__).with_name("look.js")
CLAIMS = 250
OTHER = "Nobody remembers who planted the <b>old</b> chestnut trees."


@pytest.fixture(scope="module")
def seen(browser: Look, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser saw of a small archive with every kind of event, and of the index of a long one."""
    place = tmp_path_factory.mktemp("archives")
    (place / "arguments").mkdir()
    few = archive_of([[HARBOUR], [HARBOUR, OTHER], *[[HARBOUR]] * 9, [OTHER], [LONGER], [OTHER, LONGER], [OTHER]])
    many = archive_of([[f"Claim number {n} is made here." for n in range(CLAIMS)]] * 2)
    paths = [place / "index.html", place / "long.html", place / "arguments" / "1.html"]
    for path, parts in zip(paths, (index_page(few), index_page(many), dict(argument_pages(few))["arguments/1.html"]),
                           strict=True):  # fmt: skip
        path.write_text("".join(parts), encoding="utf-8")
    return browser(LOOK, *paths)


def test_axe_finds_nothing(seen: dict[str, Any]) -> None:
    """Wide or narrow, light or dark: axe finds nothing, no message is logged, nothing is loaded from elsewhere."""
    assert seen["violations"] == []


def test_a_long_index_is_shown_in_portions(seen: dict[str, Any]) -> None:
    left = CLAIMS - ROWS_AT_A_TIME
    assert seen["portions"] == [ROWS_AT_A_TIME, f"Show {left} more of {left}", CLAIMS, 1, CLAIMS]


def test_a_row_that_the_address_names_is_shown(seen: dict[str, Any]) -> None:
    assert seen["named"] is True


def test_everything_is_there_without_a_script(seen: dict[str, Any]) -> None:
    assert seen["unscripted"] == CLAIMS


def test_address_chooses_rows_and_order(seen: dict[str, Any]) -> None:
    assert (seen["sorted"], seen["filtered"]) == (["r2", "r1"], ["r1", "r2"])


def test_folded_parts_are_printed(seen: dict[str, Any]) -> None:
    assert seen["unprinted"] == []
