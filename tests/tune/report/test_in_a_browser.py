"""The page of `evolve tune --html` in a browser: accessible, still without a script, its cursor led by any hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import evolve
from evolve.comparison import Comparison
from evolve.model import Judgement, Verdict
from evolve.tune.labels import Labels, match
from evolve.tune.recommend import objective_of
from evolve.tune.report.as_html import render
from evolve.tune.study import make_study
from tests.browser import Look

from ..made_pairs import AFTER, BEFORE, SAME, made

LOOK = Path(__file__).with_name("look.js")
HOSTILE = (
    "</script><img src=x onerror='pwned=1'>The ferry to the island sinks in the autumn.",
    '<svg onload=pwned=1>Nobody <b>counts</b> the swallows under the roof of the "barn" &amp; elsewhere.',
)

pytestmark = pytest.mark.slow


def pair(before: tuple[str, ...], after: tuple[str, ...], label: str = "") -> Comparison:
    return evolve.compare(*(evolve.Document.from_sentences(text, label=label) for text in (before, after)))


def renamed() -> Comparison:
    """The same claims in a second pair of texts."""
    return pair(tuple(f"{sentence} Indeed!" for sentence in BEFORE), AFTER)


def judged(*comparisons: Comparison) -> Labels:
    said = [
        Judgement(b.text, a, Verdict.SAME if (i, j) in SAME else Verdict.NOT)
        for comparison in comparisons
        for i, b in enumerate(comparison.before.sentences)
        for j, a in enumerate(AFTER)
    ]
    return match(comparisons, said)


def page(*comparisons: Comparison, labels: Labels | None = None) -> str:
    return render(make_study(comparisons, labels, objective_of("f1")))


@pytest.fixture(scope="module")
def seen(browser: Look, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser saw."""
    place = tmp_path_factory.mktemp("pages")
    pages = {
        "labelled": page(made(), labels=judged(made())),
        "apart": page(made().at(0.97), renamed().at(0.6), labels=judged(made(), renamed())),
        "unlabelled": page(made()),
        "identical": page(pair(BEFORE, BEFORE)),
        "several": page(made(), pair(BEFORE, BEFORE), labels=match((made(), pair(BEFORE, BEFORE)), ())),
        "unlike": page(pair(("Rain fell.",), ("Prices rose.",))),
        "hostile": page(pair(HOSTILE, HOSTILE[::-1], "</title><img src=x onerror='pwned=1'>")),
    }
    for name, text in pages.items():
        (place / f"{name}.html").write_text(text, encoding="utf-8")
    return browser(LOOK, *(place / f"{name}.html" for name in pages))


MOVES = ("clicked", "dragged", "beyond", "released", "home", "arrows", "reset", "followed")


def test_axe_finds_nothing(
    seen: dict[str, Any],
) -> None:
    """Wide or narrow, light or dark: axe finds nothing, no message is logged, nothing is loaded from elsewhere."""
    assert seen["violations"] + seen["moves"]["complaints"] == []


def test_nothing_of_a_document_comes_to_life(seen: dict[str, Any]) -> None:
    assert seen["alive"] == []


@pytest.mark.parametrize("move", ["start", *MOVES])
def test_page_follows_the_cursor(seen: dict[str, Any], move: str) -> None:
    """Picture, figures and sentences follow the cursor."""
    now = seen["moves"][move]
    assert now["x"] == now["expected"]
    assert now["figures"] and now["parted"]
    assert now["missed"]["told"] == now["missed"]["seen"] == now["column"]


def test_click_and_drag_move_the_cursor(seen: dict[str, Any]) -> None:
    """A click and a drag move the cursor until the button is released."""
    start, clicked, dragged, beyond, released = (
        seen["moves"][move]["threshold"] for move in ("start", "clicked", "dragged", "beyond", "released")
    )
    assert clicked < dragged < beyond == released
    assert clicked != start


def test_keys_lead_it_step_by_step(seen: dict[str, Any]) -> None:
    home, arrows = (seen["moves"][move] for move in ("home", "arrows"))
    assert (home["threshold"], arrows["threshold"]) == (0.01, 0.03)
    assert arrows["slider"].startswith(".03, ")


def test_address_holds_the_threshold(seen: dict[str, Any]) -> None:
    """The threshold is in the address, unless it is the one the page began with."""
    hashes = {move: seen["moves"][move]["hash"] for move in ("start", "arrows", "reset")}
    assert hashes == {"start": "", "arrows": "#threshold=0.03", "reset": ""}


def test_an_address_leads_it(seen: dict[str, Any]) -> None:
    assert (seen["opened"]["threshold"], seen["moves"]["followed"]["threshold"]) == (0.17, 0.12)


def test_nonsense_in_an_address_is_ignored(seen: dict[str, Any]) -> None:
    """An address without sense leaves the cursor where it is."""
    assert seen["nonsense"]["threshold"] == seen["moves"]["start"]["threshold"]


def test_page_without_a_script(seen: dict[str, Any]) -> None:
    """Without a script the figures are those of the threshold in force."""
    still, start = seen["unscripted"], seen["moves"]["start"]
    assert (still["threshold"], still["figures"], still["form"]) == (start["threshold"], True, False)
    assert still["missed"] == start["missed"]


def test_page_with_own_thresholds(
    seen: dict[str, Any],
) -> None:
    """Where each pair has its own threshold, the page begins with that and comes back to it."""
    start, end, clicked, reset = (seen["own"][move] for move in ("start", "end", "clicked", "reset"))
    assert start["threshold"] == "each pair's own"
    assert (start["cursor"], start["hash"], end["cursor"]) == (False, "", True)
    assert clicked["threshold"] == ".01"
    assert len(start["missed"]) == start["told"] < end["told"]
    assert reset == start


def test_print_has_no_controls(seen: dict[str, Any]) -> None:
    """Print has the picture and its table, and nothing to move."""
    assert seen["printed"] == {"form": False, "table": True, "chart": True}
    assert seen["unprinted"] == []
