"""The measures over time on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Static

from evolve import Document, Settings, evolution
from evolve.tui.app import EvolveApp
from evolve.tui.screens.help import Help
from evolve.tui.screens.over_time import over_time_text

from .comparisons import made
from .screen import AFTER, BEFORE, PAIRS, footer, settled

WELL, SCHOOL, GOATS = "The well must be dug deeper.", "The village needs a school.", "Goats graze on the meadow."
WATCH = "Three watchmen should walk the walls at night."
VERSIONS = [[WELL, SCHOOL, WATCH], [WELL, GOATS], [WELL, SCHOOL, GOATS]]

App = Callable[..., EvolveApp]


def test_every_measure_is_there_with_its_figures() -> None:
    """Counts by event, tendencies, novelty, survival and half-life are those of the three versions."""
    compared = evolution([Document.from_sentences(texts) for texts in VERSIONS], settings=Settings(language="english"))
    text = over_time_text(compared, ["one", "two", "three"]).plain
    found = [line.split() for line in text.split("\n")]
    assert ["=", "~", "↺", "?", "−", "+"] in found
    assert ["two", "1", "0", "0", "0", "2", "1"] in found
    assert ["three", "2", "0", "1", "0", "0", "0"] in found
    assert ["three", "0", "0", "0"] in found
    assert ["two", "45", "%", "0", "%", "+45", "%"] in found
    assert ["1", "75", "%", "██████", "4"] in found
    assert "Of 4 arguments, 1 is in all 3 versions, 1 is back after a gap" in text
    assert "More than half of the arguments last as long as these versions can show." in text


def test_names_of_versions_are_told_apart() -> None:
    """Long names that begin alike are cut to what differs, so that the tables stay narrow."""
    compared = evolution([Document.from_sentences(texts) for texts in VERSIONS], settings=Settings(language="english"))
    text = over_time_text(compared, [f"The Charter of the Town, {n}" for n in ("1900", "1910", "1920")]).plain
    assert "…1920" in text and "The Charter" not in text


@pytest.mark.slow
async def test_m_opens_the_measures() -> None:
    """M opens the measures of three versions, Esc closes them."""
    documents = [Document.from_sentences(texts, label=f"v{n}") for n, texts in enumerate(VERSIONS, 1)]
    app = EvolveApp(["v1"], lambda: documents, Settings(language="english", judgements=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("M")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        assert str(app.screen.query_one(Static).visual).startswith("Measures over time")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.compare


async def test_two_versions_have_no_measures_over_time(compared: App) -> None:
    """Two versions have no measures over time, and the reason is shown."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("M")
        await pilot.pause()
        assert footer(app) == "A timeline needs three or more versions: here are two."
