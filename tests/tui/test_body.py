"""The screen on which the lines of a body are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from evolve.document import Document
from evolve.judgements.bodies import read_choice
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.screens.body import BodyScreen
from evolve.tui.widgets.body_list import BodyList
from evolve.tui.widgets.footer import Footer

from .screen import footer, settled

EARLY = "Sign in\nBread is dear this year.\nProfits rose by a [red]lot[/red].\nRoses were cheap.\n"
LATE = "Bread is dear this year.\nProfits fell by a lot.\n"


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def app(**settings: bool) -> EvolveApp:
    documents = [Document.from_text(EARLY, label="early"), Document.from_text(LATE, label="late")]
    return EvolveApp(["early", "late"], lambda: documents, Settings(**settings))  # type: ignore[arg-type]


def title(of: EvolveApp) -> str:
    return str(of.screen.query_one("#of", Static).visual)


def rows(of: EvolveApp) -> list[str]:
    shown = of.screen.query_one(BodyList)
    return [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]


async def opened(of: EvolveApp, pilot: Pilot[int], *keys: str) -> None:
    await settled(of, pilot)
    await pilot.press("b", *keys)
    await pilot.pause()


@pytest.mark.slow
async def test_lines_are_toggled_compared_and_remembered() -> None:
    """Enter compares with the lines that were toggled, remembers them, and the rules come back by a key."""
    one = app()
    async with one.run_test(size=(100, 20)) as pilot:
        await opened(one, pilot)
        assert isinstance(one.screen, BodyScreen)
        assert title(one) == "Body of early  3 of 4 lines kept, found by the rules"
        kept = [row for row in rows(one) if "✓" in row]
        assert any("Profits rose by a [red]lot[/red]." in row for row in kept)
        await pilot.press("j", "v", "j", "space")
        await pilot.pause()
        assert "chosen by you" in title(one)
        assert sum("you" in row for row in rows(one)) == 2
        await pilot.press("enter")
        await settled(one, pilot)
        assert one.screen is one.compare
        assert footer(one) == "Body of early chosen by you: 1 line."
        view = one.compare.session.view
        assert view is not None
        before = view.comparison.before
        assert [sentence.text for sentence in before.sentences] == ["Bread is dear this year."]
        choice = read_choice(before.sha256)
        assert choice is not None and choice.lines == "2"
        await opened(one, pilot, "a", "enter")
        await settled(one, pilot)
        assert read_choice(before.sha256) is None
        assert footer(one) == "Body of early found by the rules."


async def test_leaving_changes_nothing_and_the_other_text_is_one_key_away() -> None:
    one = app()
    async with one.run_test(size=(80, 24)) as pilot:
        await opened(one, pilot, "tab", "space")
        assert title(one).startswith("Body of late")
        view = one.compare.session.view
        await pilot.press("escape")
        await pilot.pause()
        assert one.screen is one.compare
        assert one.compare.session.view is view


@pytest.mark.slow
async def test_a_body_without_a_sentence_is_refused() -> None:
    one = app()
    async with one.run_test(size=(60, 20)) as pilot:
        await opened(one, pilot, "A", "g", "v", "G", "space", "enter")
        assert isinstance(one.screen, BodyScreen)
        assert str(one.screen.query_one(Footer).render()) == "Keep at least one line with a sentence."


@pytest.mark.slow
async def test_nothing_is_saved_where_judgements_are_excluded() -> None:
    one = app(judgements=False, judge=False)
    async with one.run_test(size=(100, 20)) as pilot:
        await opened(one, pilot, "G", "space", "enter")
        await settled(one, pilot)
        assert footer(one) == "Body of early chosen by you: 2 lines, not remembered."
        view = one.compare.session.view
        assert view is not None and read_choice(view.comparison.before.sha256) is None


@pytest.mark.parametrize("size", [(80, 24), (52, 12), (20, 6)])
@pytest.mark.slow
async def test_every_row_fits_the_window(size: tuple[int, int]) -> None:
    one = app()
    async with one.run_test(size=size) as pilot:
        await opened(one, pilot, "J", "J")
        shown = one.screen.query_one(BodyList)
        assert {shown.render_line(y).cell_length for y in range(shown.size.height)} <= {size[0]}


@pytest.mark.slow
async def test_a_click_moves_and_a_second_one_toggles() -> None:
    one = app()
    async with one.run_test(size=(100, 20)) as pilot:
        await opened(one, pilot)
        before = rows(one)
        await pilot.click(BodyList, offset=(5, 0), times=2)
        await pilot.pause()
        assert rows(one)[0].lstrip("▌ ")[0] != before[0].lstrip("▌ ")[0]


@pytest.mark.slow
async def test_help_and_palette_are_those_of_the_lines() -> None:
    one = app()
    async with one.run_test(size=(100, 30)) as pilot:
        await opened(one, pilot, "question_mark")
        text = str(one.screen.query_one(Static).visual)
        assert "keep this line or range" in text and "judge" not in text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(one.screen, BodyScreen)
        titles = {command.title for command in one.get_system_commands(one.screen)}
        assert "body: compare" in titles and "version: swap" not in titles
