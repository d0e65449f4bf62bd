"""The pages of a batch in a real browser: accessible, complete without a script, and to be sorted by the keyboard."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Look

from ..batches import do, write_versions

LOOK = Path(__file__).with_name("look.js")
HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=y>', "]]>", "=cmd|calc", "x" * 300, "مقالة عن السلام")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seen(browser: Look, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser saw of a batch with a failure in it, and of one with hostile labels."""
    place = tmp_path_factory.mktemp("batches")
    texts = write_versions(place / "texts", len(HOSTILE) + 1)
    names = [text.name for text in texts]
    rows = ["before,after,label", f"{names[0]},{names[1]},b", f"{names[1]},{names[2]},c", f"gone.txt,{names[2]},a"]
    (place / "texts" / "plan.csv").write_text("\n".join(rows), encoding="utf-8")
    pairs = [
        f'[[pairs]]\nbefore="{one}"\nafter="{two}"\nlabel={json.dumps(label, ensure_ascii=False)}'
        for (one, two), label in zip(pairwise(names), HOSTILE, strict=True)
    ]
    (place / "texts" / "plan.toml").write_text("\n".join(pairs), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(place / "data"))
        do(place / "texts" / "plan.csv", place / "few", formats=("html", "json"))
        do(place / "texts" / "plan.toml", place / "hostile", formats=("html", "csv"))
    return browser(LOOK, *(place / at for at in ("few/index.html", "few/arguments.html", "hostile/index.html")))


def test_axe_finds_nothing(
    seen: dict[str, Any],
) -> None:
    """Wide or narrow, light or dark: axe finds nothing, no message is logged, nothing is loaded from elsewhere."""
    assert seen["violations"] == []


def test_address_chooses_rows_and_order(seen: dict[str, Any]) -> None:
    """An address chooses what is shown, and in which order."""
    assert (seen["all"], seen["failed"], seen["sorted"]) == (["p1", "p2", "p3"], ["p3"], ["p2", "p1", "p3"])


def test_nonsense_in_an_address_is_ignored(seen: dict[str, Any]) -> None:
    """What makes no sense in an address is ignored."""
    assert seen["odd"] == ["p3"]


def test_everything_is_there_without_a_script(seen: dict[str, Any]) -> None:
    assert seen["unscripted"] == seen["all"]


def test_keyboard_sorts(seen: dict[str, Any]) -> None:
    """The keyboard sorts upwards, downwards, and as planned."""
    assert seen["clicks"] == [["#sort=pair", "ascending", "p3"], ["#sort=-pair", "descending", "p2"], ["", None, "p1"]]


def test_search_leaves_matching_rows(seen: dict[str, Any]) -> None:
    """A search leaves the rows that contain the text, and its address can be sent."""
    assert seen["typed"] == {"hash": "#find=NO%20SUCH%20file", "rows": ["p3"], "said": "1 of 3 pairs"}


def test_the_address_of_an_argument_unfolds_it(seen: dict[str, Any]) -> None:
    assert seen["opened"] is True


def test_search_unfolds_what_it_found(seen: dict[str, Any]) -> None:
    """A search unfolds what it found, and folds it again."""
    assert seen["revealed"] == {"rows": ["c2"], "numbers": [2], "after": []}


def test_print_shows_what_is_folded(seen: dict[str, Any]) -> None:
    assert seen["unprinted"] == []
