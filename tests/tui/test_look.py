"""What is a person's own: the look of the screen, remembered, and keys of their choice."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static

from evolve.cli.commands.config import as_toml
from evolve.cli.topics import source_of
from evolve.errors import SettingsError
from evolve.settings.sources import load_settings
from evolve.tui.app import EvolveApp
from evolve.tui.commands import COMMANDS
from evolve.tui.key_overrides import with_keys
from evolve.tui.state.preferences import Memory, Preferences
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.widgets.sentences import SentencesView

from .comparisons import made
from .screen import AFTER, BEFORE, PAIRS, footer, header, kind, settled

App = Callable[..., EvolveApp]


@pytest.mark.slow
async def test_theme_and_layout_are_there_next_time(compared: App, tmp_path: Path) -> None:
    position = tmp_path / "state" / "screen.json"
    app = compared(made(BEFORE, AFTER, PAIRS), memory=Memory(position))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("d", "l", "l")
        await pilot.pause()
        assert app.compare.query_one(SentencesView).arrangement is Arrangement.STACKED
    again = compared(made(BEFORE, AFTER, PAIRS), memory=Memory(position))
    async with again.run_test(size=(120, 30)) as pilot:
        await settled(again, pilot)
        assert again.theme == "evolve-light"
        assert again.compare.query_one(SentencesView).arrangement is Arrangement.STACKED


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"look"', "\x00", "[" * 100_000])
async def test_a_broken_memory_is_left_out_with_a_word(compared: App, tmp_path: Path, text: str) -> None:
    position = tmp_path / "screen.json"
    position.write_text(text, encoding="utf-8")
    app = compared(made(BEFORE, AFTER, PAIRS), memory=Memory(position))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        assert footer(app).startswith("The look of the screen could not be read")
        assert app.theme == "evolve-dark"


@pytest.mark.parametrize("text", ['{"theme": 7, "layout": "round"}', '{"theme": "gone"}', '{"colour": "red"}', "{}"])
async def test_unknown_preferences_are_ignored(compared: App, tmp_path: Path, text: str) -> None:
    """Preferences that mean nothing are ignored."""
    position = tmp_path / "screen.json"
    position.write_text(text, encoding="utf-8")
    app = compared(made(BEFORE, AFTER, PAIRS), memory=Memory(position))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        assert (app.theme, app.compare.query_one(SentencesView).arrangement) == ("evolve-dark", Arrangement.SIDE)


def test_what_cannot_be_kept_is_no_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    memory = Memory(tmp_path / "file" / "screen.json")
    memory.keep(Preferences("evolve-light"))
    assert "could not be saved" in memory.complaint


@pytest.mark.slow
async def test_keys_of_ones_own_do_what_they_are_given_to(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS), keys={"dropped": "d", "slope": "x", "find": "ctrl+f,:"})
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("d")
        assert "1 of 5 rows shown · dropped" in header(app)
        await pilot.press("0", "x")
        await pilot.pause()
        assert kind(app) == "slope"
        assert "^f Find" in footer(app)
        await pilot.press(":")
        await pilot.pause()
        assert app.focused is app.compare.query_one("#find")
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        help_text = str(app.screen.query_one(Static).visual)
        assert any(line.split()[:2] == ["d", "show"] for line in help_text.splitlines())


def test_a_key_given_away_is_no_longer_its_old_actions() -> None:
    actions = {action.id: action for action in with_keys({"slope": "x"})}
    assert actions["slope"].keys == "x"
    assert actions["not"].keys == actions["not"].shown == ""
    assert actions["down"] == next(action for action in COMMANDS if action.id == "down")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"fnd": "f"}, "unknown action 'fnd'; did you mean find"),
        ({"zzz": "f"}, "the actions are help, quit"),
        ({"find": "f", "save": "f"}, "f is already the key of find"),
        ({"find": " , "}, "no key is given"),
    ],
)
def test_impossible_keys_are_refused(keys: dict[str, str], said: str) -> None:
    """Keys that are impossible are refused with a next step."""
    with pytest.raises(SettingsError, match=said):
        with_keys(keys, {"keys.fnd": "evolve.toml"})


def test_keys_come_from_both_files(tmp_path: Path) -> None:
    """Keys come from both files; the project's overrule the person's own."""
    own, project = tmp_path / "own.toml", tmp_path / "work"
    project.mkdir()
    own.write_text('[keys]\nfind = "f"\nsave = "S"\n', encoding="utf-8")
    (project / "evolve.toml").write_text('[keys]\nfind = "ctrl+f"\n', encoding="utf-8")
    sourced = load_settings(folder=project, environ={}, user_file=own)
    assert sourced.keys == {"find": "ctrl+f", "save": "S"}
    assert sourced.origins["keys.find"] == "evolve.toml"


@pytest.mark.parametrize("text", ["keys = 3", "[keys]\nfind = 3", '[keys]\nfind = ["f"]'])
def test_a_table_of_keys_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "evolve.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="table of keys"):
        load_settings(folder=tmp_path, environ={}, user_file=tmp_path / "none.toml")


def test_config_shows_keys_and_origin(tmp_path: Path) -> None:
    """The settings in force list the person's own keys with their origin."""
    (tmp_path / "evolve.toml").write_text('[keys]\nfind = "ctrl+f"\n', encoding="utf-8")
    sourced = load_settings(folder=tmp_path, environ={}, user_file=tmp_path / "none.toml")
    printed = as_toml(sourced, origins=True)
    assert tomllib.loads(printed)["keys"] == {"find": "ctrl+f"}
    assert next(line for line in printed.splitlines() if line.startswith("find")).endswith("# evolve.toml")


def test_the_keys_in_the_help_are_keys_of_the_screen(tmp_path: Path) -> None:
    page = source_of("settings")
    (tmp_path / "evolve.toml").write_text(page.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    keys = load_settings(folder=tmp_path, environ={}, user_file=tmp_path / "none.toml").keys
    assert keys and with_keys(keys)
