"""The tour walks through the example essays, one step a key, and can be left at any step."""

import pytest

from evolve.readers import read, seeds
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.commands import COMMANDS
from evolve.tui.screens.tour import STEPS, Tour
from evolve.tui.state.entries import ViewKind

from .screen import panel


def touring() -> EvolveApp:
    documents = [read(path, label=label) for path, label in zip(seeds(), ("2022", "2025"), strict=True)]
    return EvolveApp(["2022", "2025"], lambda: documents, Settings(judgements=False), has_tour=True)


def test_a_step_runs_commands_that_there_are() -> None:
    ids = {command.id for command in COMMANDS}
    assert {name for step in STEPS for name in step.commands} <= ids
    assert len(STEPS) == 6


@pytest.mark.slow
async def test_every_step_shows_what_it_speaks_of() -> None:
    """The steps open the explanation, go to an unclear sentence, lower the threshold, and end where they began."""
    app = touring()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Tour)
        begun = app.compare.session.view
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "rarity" in panel(app) or "shared" in panel(app)
        await pilot.press("enter")
        view = app.compare.session.view
        assert view is not None and view.row(app.compare.rows.position).possible
        await pilot.press("enter")
        lowered = app.compare.session.view
        assert begun is not None and lowered is not None
        assert lowered.comparison.threshold < begun.comparison.threshold
        await pilot.press("enter")
        last = app.compare.session.view
        assert last is not None and last.kind is ViewKind.ARGUMENTS
        assert last.comparison.threshold == begun.comparison.threshold
        await pilot.press("enter")
        assert not isinstance(app.screen, Tour)


@pytest.mark.slow
async def test_escape_leaves_the_tour() -> None:
    app = touring()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, Tour)
