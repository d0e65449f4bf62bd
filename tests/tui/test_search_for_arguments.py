"""The arguments of many sentences are found in the background, and every key press is seen meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from textual.pilot import Pilot

from evolve import Document, Settings
from evolve.tui.app import EvolveApp
from evolve.tui.state.session import Session

from .screen import header, kind, settled, shown

WELL, SCHOOL, GOATS = "The well must be dug deeper.", "The village needs a school.", "Goats graze on the meadow."
VERSIONS = [[WELL, SCHOOL], [WELL, GOATS], ["The wells must be dug.", SCHOOL, GOATS]]


@pytest.fixture
def may_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every view of arguments take long: the search ends when the event is set."""
    event, find = threading.Event(), Session.find_lives

    def find_later(session: Session) -> None:
        while not event.wait(0.01):
            pass
        find(session)

    monkeypatch.setattr(Session, "find_lives", find_later)
    monkeypatch.setattr("evolve.tui.state.entries.MANY_SENTENCES", 0)
    monkeypatch.setattr("evolve.tui.screens.compare.SECONDS_BEFORE_PROGRESS", 0.01)
    yield event
    event.set()


async def in_rows(app: EvolveApp, pilot: Pilot[int], may_end: threading.Event) -> None:
    """Show the rows of the first pair at a threshold of .31, whose arguments nobody has asked for yet."""
    may_end.set()
    await settled(app, pilot)
    may_end.clear()
    await pilot.press("f2", "right_parenthesis")


@pytest.fixture
def app() -> EvolveApp:
    documents = [Document.from_sentences(texts, label=f"v{n}") for n, texts in enumerate(VERSIONS, 1)]
    return EvolveApp(["v1"], lambda: documents, Settings(language="english", threshold=0.3, judgements=False))


async def until(holds: Callable[[], bool], pilot: Pilot[int]) -> None:
    """Wait until a condition holds."""
    while not holds():
        await pilot.pause(0.01)


async def test_threshold_moves_while_the_arguments_are_found(app: EvolveApp, may_end: threading.Event) -> None:
    """Every step of the threshold is shown at once, and the arguments of the last one when they are found."""
    async with app.run_test(size=(120, 30)) as pilot:
        await in_rows(app, pilot, may_end)
        await pilot.press("f7")
        await until(lambda: "Finding the arguments of 3 versions …  threshold .31" in header(app), pilot)
        await pilot.press("right_parenthesis", "right_parenthesis")
        await until(lambda: "threshold .33" in header(app), pilot)
        may_end.set()
        await settled(app, pilot)
        assert "all versions" in header(app) and "threshold .33" in header(app)
        assert app.compare.rows.view is app.compare.session.view


async def test_other_commands_wait_for_the_arguments(app: EvolveApp, may_end: threading.Event) -> None:
    """A command that needs the arguments is run as soon as they are found."""
    async with app.run_test(size=(120, 30)) as pilot:
        await in_rows(app, pilot, may_end)
        await pilot.press("f7", "j")
        assert app.compare.rows.position == 0
        may_end.set()
        await settled(app, pilot)
        assert kind(app) == "timeline" and app.compare.rows.position == 1


async def test_another_view_ends_the_search(app: EvolveApp, may_end: threading.Event) -> None:
    """A view that needs no arguments is shown at once, and stays when the search would have ended."""
    async with app.run_test(size=(120, 30)) as pilot:
        await in_rows(app, pilot, may_end)
        await pilot.press("f7", "f4")
        assert app.compare.rows.view is app.compare.session.view and SCHOOL in shown(app)
        may_end.set()
        await settled(app, pilot)
        assert kind(app) == "earlier text" and "Finding" not in header(app)
