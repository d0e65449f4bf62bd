"""Commands: each declared once, run by one action, refused with a reason."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from evolve.model import Status
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.commands import COMMANDS
from evolve.tui.commands.footers import LINKING, OF_VIEWS, REVIEW
from evolve.tui.declaration import Need
from evolve.tui.screens.help import help_text
from evolve.tui.screens.tuning.commands import TUNING
from evolve.tui.state.entries import ViewKind

from .comparisons import made
from .screen import AFTER, BEFORE, PAIRS, footer, header, settled


@pytest.mark.parametrize("commands", [COMMANDS, TUNING], ids=["compare", "tuning"])
def test_ids_are_unique(commands: Sequence[object]) -> None:
    """A settings file names a command by its id."""
    ids = [command.id for command in commands]  # type: ignore[attr-defined]
    assert len(ids) == len(set(ids))


UNDOES = {"put-back": "undo"}
"""A command of tuning that does what another does where texts are compared."""


def test_letters_mean_the_same_where_the_threshold_is_tuned() -> None:
    """A letter shown on the tuning screen is free on the screen that compares, or does the same."""
    meanings = {command.shown.split()[0]: command.id for command in COMMANDS if command.shown}
    other = {
        key: (meanings[key], command.id)
        for command in TUNING
        if (key := command.shown.split()[0]).isalpha() and len(key) == 1
        if meanings.get(key, command.id) not in (command.id, UNDOES.get(command.id))
    }
    assert other == {}


async def test_without_a_view_reasons_are_shown() -> None:
    """Before anything is compared, every command that needs a view shows that, and no other need."""
    go = threading.Event()

    def load() -> Sequence[object]:
        go.wait(10)
        return []

    app = EvolveApp(["a", "b"], load, Settings())  # type: ignore[arg-type]
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        needing = [command for command in COMMANDS if Need.VIEW in command.needs]
        assert len(needing) > 20
        for command in needing:
            app.compare.show_message("")
            app.compare.action_run(command.id)
            assert (command.id, footer(app)) == (command.id, Need.VIEW)
        go.set()


async def test_what_a_task_forbids_is_refused(compared: Callable[..., EvolveApp]) -> None:
    """While something is asked, commands that need that nothing is asked show how to leave it."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("R")
        task, view = app.compare.session.task, app.compare.session.view
        for command in COMMANDS:
            if Need.NO_TASK in command.needs:
                app.compare.show_message("")
                app.compare.action_run(command.id)
                assert (command.id, footer(app)) == (command.id, Need.NO_TASK)
        assert (app.compare.session.task, app.compare.session.view) == (task, view)


async def test_swap_and_save_wait_for_all_pairs(compared: Callable[..., EvolveApp]) -> None:
    """What concerns all versions is refused until all pairs are aligned."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        app.compare.session.expected = 2
        for name in ("swap", "save"):
            app.compare.show_message("")
            app.compare.action_run(name)
            assert footer(app) == Need.ALL_PAIRS
        assert app.screen is app.compare


@pytest.mark.slow
async def test_keys_of_statuses_are_in_the_order_of_the_header(compared: Callable[..., EvolveApp]) -> None:
    """Key 1 shows the first status of the header alone, key 2 the second, and so on."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        signs = [part.split()[0] for part in header(app).splitlines()[2].split("   ")][: len(Status)]
        assert signs == [status.glyph for status in Status]
        for key, sign in enumerate(signs, 1):
            await pilot.press("0", str(key))
            view = app.compare.session.view
            assert view is not None and [status.glyph for status in view.statuses] == [sign]


def test_help_names_statuses_as_the_texts_are() -> None:
    assert "dropped   no match" in str(help_text((), is_rewritten=False))
    assert "unmatched no match" in str(help_text((), is_rewritten=True))


@pytest.mark.parametrize(
    ("width", "more"),
    [
        (60, ""),
        (80, "] Next difference  v Views"),
        (100, "] Next difference  v Views  } Next link  / Find"),
        (130, "] Next difference  v Views  } Next link  / Find  1…5 Only =~?−+  u Unsure"),
    ],
)
async def test_a_wide_footer_shows_more_keys(compared: Callable[..., EvolveApp], width: int, more: str) -> None:
    """The keys that a person needs first come first at every width, each with its word; further ones follow."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(width, 30)) as pilot:
        await settled(app, pilot)
        first = "? Help  q Quit  Enter Why  y Same  x Not same"
        assert footer(app) == "  ".join(filter(None, (first, more)))


def test_footers_name_commands_once() -> None:
    """Every view and every question has a footer, whose commands there are, none twice."""
    for entries in (*OF_VIEWS.values(), REVIEW, LINKING):
        ids = [name for _, *names in entries for name in names]
        assert len(ids) == len(set(ids)) and set(ids) <= {command.id for command in COMMANDS}
    assert set(OF_VIEWS) == set(ViewKind)


@pytest.mark.slow
async def test_a_question_has_its_own_keys_in_the_footer(compared: Callable[..., EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("R")
        assert footer(app).startswith("? Help  y Same  x Not  u Unsure  → Skip  ← Back  Esc Leave")
        await pilot.press("escape", "m")
        assert footer(app).startswith("? Help  Enter Link  Esc Cancel")
        await pilot.press("escape")
        assert footer(app).startswith("? Help  q Quit  Enter Why")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
async def test_help_begins_with_the_keys_needed_first(
    compared: Callable[..., EvolveApp], size: tuple[int, int]
) -> None:
    """The keys that a person needs first are in sight without scrolling, with the person's own keys."""
    app = compared(made(BEFORE, AFTER, PAIRS), keys={"save": "f9"})
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        top = str(app.screen.query_one(Static).visual).splitlines()[: size[1] - 4]
        keys = [" ".join(line.split()[:3]) for line in top if line.startswith("  ")]
        assert keys[:7] == [
            "Enter why it",
            "y x u",
            "z undo the",
            "3 0 only",
            "} { next",
            "v next view:",
            "Esc go back:",
        ]
        assert app.screen.query_one(VerticalScroll).scroll_y == 0


def test_help_lists_every_group_once() -> None:
    text = str(help_text(COMMANDS))
    groups = {command.name.split(": ")[0] for command in COMMANDS}
    assert [text.count(f"\n\n{group}\n") for group in groups] == [1] * len(groups)
    assert all(f"{command.help}\n" in text for command in COMMANDS)
