"""What leaves the screen: copies and reports."""

import base64
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Input, Static

from evolve.document import Document
from evolve.readers import read, seeds
from evolve.report import RENDERERS
from evolve.settings import Settings
from evolve.tui import clipboard
from evolve.tui.app import EvolveApp
from evolve.tui.screens.open_files import OpenFiles
from evolve.tui.screens.save_report import Saving, format_of, objection, proposed, turned

from .comparisons import document, made
from .screen import AFTER, BEFORE, PAIRS, footer, header, settled

App = Callable[..., EvolveApp]


@pytest.mark.slow
async def test_copy_takes_both_sentences(compared: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copying gives both sentences to the terminal and to the first tool, and shows where they went."""
    taken: list[str] = []

    def hand(text: str) -> str:
        taken.append(text)
        return "xclip"

    monkeypatch.setattr("evolve.tui.commands.documents.hand_to_system", hand)
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("j", "c")
        await pilot.pause()
        both = f"early 2: {BEFORE[1]}\nlate 2: {AFTER[1]}"
        assert taken == [both]
        assert app.clipboard == both
        assert footer(app) == "Copied 2 sentences to the terminal and to xclip."
        await pilot.press("C", "C", "j", "C")
        await pilot.pause()
        assert taken[1:] == [BEFORE[1], AFTER[1], AFTER[2]]


def test_the_first_tool_that_takes_the_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in (("wl-copy", 1), ("xclip", 0)):
        tool = tmp_path / name
        tool.write_text(f"#!/bin/sh\ncat > {tmp_path}/{name}.got\nexit {code}\n", encoding="utf-8")
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(clipboard.sys, "platform", "linux")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    assert clipboard.hand_to_system("“peace”") == "xclip"
    assert (tmp_path / "xclip.got").read_text(encoding="utf-8") == "“peace”"


def test_without_a_display_no_tool_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard.sys, "platform", "linux")
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    assert clipboard.hand_to_system("text") == ""


async def saved(app: EvolveApp, keys: Sequence[str]) -> str:
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press(*keys)
        await pilot.pause()
        await settled(app, pilot)
        # On a busy machine the report may be asked for only now.
        for _ in range(100):
            if not footer(app).startswith("Writing"):
                break
            await pilot.pause(0.05)
        return footer(app)


@pytest.mark.slow
async def test_a_report_is_saved_in_the_format_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = EvolveApp([s.stem for s in seeds()], lambda: [read(s) for s in seeds()], Settings(judgements=False))
    typed = ["w", "ctrl+u", *"my.json", "enter"]
    said = await saved(app, typed)
    assert said.startswith("Saved as json: ")
    assert said.endswith("my.json")
    assert json.loads((tmp_path / "my.json").read_text(encoding="utf-8"))["schema"].startswith("evolve/")
    assert [path.name for path in tmp_path.iterdir()] == ["my.json"]


@pytest.mark.slow
async def test_the_question_says_that_no_filter_applies(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("4", "w")
        await pilot.pause()
        assert isinstance(app.screen, Saving)
        said = str(app.screen.query_one("#status", Static).visual)
        assert "The full report, at threshold .30" in said
        assert "(dropped) does not apply" in said
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, Saving)


async def test_a_file_that_is_there_is_asked_about_once(
    compared: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "early-to-late.txt").write_text("mine", encoding="utf-8")
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("w", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Saving)
        assert "Enter again replaces it" in str(app.screen.query_one("#status", Static).visual)
        assert (tmp_path / "early-to-late.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
async def test_arrows_change_the_format_and_the_ending(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("w")
        await pilot.pause()
        seen = []
        for _ in RENDERERS:
            seen.append(app.screen.query_one(Input).value)
            await pilot.press("down")
        assert [Path(name).suffix for name in seen] == [renderer.suffix for renderer in RENDERERS.values()]


def test_save_objects_before_writing(tmp_path: Path) -> None:
    """A path that no report can have is refused before anything is written."""
    version = tmp_path / "early.txt"
    version.write_text("One.", encoding="utf-8")
    said = [
        objection(str(path), [str(version)])
        for path in ("", "report.xyz", "report", tmp_path / "none" / "a.txt", version, "a\0.txt")
    ]
    assert all(said)
    assert objection(str(tmp_path / "new.txt"), [str(version)]) == ""


@given(st.lists(st.text(max_size=60), min_size=2, max_size=4))
def test_save_proposes_one_file(labels: list[str]) -> None:
    """A proposed name is one file of the first format, whatever the labels."""
    name = proposed(labels)
    assert Path(name).name == name and format_of(name) is next(iter(RENDERERS.values()))
    assert len(name) < 120


@given(st.sampled_from(sorted(RENDERERS)), st.integers(-9, 9))
def test_turning_through_all_formats_comes_back(form: str, step: int) -> None:
    name = f"a.b{RENDERERS[form].suffix}"
    for _ in RENDERERS:
        name = turned(name, 1)
    assert name == f"a.b{RENDERERS[form].suffix}"
    assert turned(turned(name, step), -step) == name


async def test_what_goes_to_the_terminal_is_the_text_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    app = EvolveApp(["a", "b"], list, Settings())
    async with app.run_test(size=(80, 24)):
        monkeypatch.setattr(HeadlessDriver, "write", lambda self, data: written.append(data))
        app.copy_to_clipboard("“peace” \x1b[31m")
    sent = next(data for data in written if data.startswith("\x1b]52;"))
    assert base64.b64decode(sent.removeprefix("\x1b]52;c;").removesuffix("\a")).decode() == "“peace” \x1b[31m"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["enter"], "two (1) → one (1)"),
        (["down", "enter"], "early (4) → late (4)"),
        (["left", "enter", "enter"], "two (1) → one (1)"),
    ],
    ids=["proposal", "examples", "folder"],
)
async def test_texts_are_chosen_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: Sequence[str], expected: str
) -> None:
    """Without texts the screen asks for them first: it proposes the two of a folder, and offers the examples."""
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    for name in ("one.txt", "two.txt"):
        (drafts / name).write_text(name, encoding="utf-8")
    (tmp_path / "other.txt").write_text("other", encoding="utf-8")
    texts = [document(BEFORE, "early"), document(AFTER, "late")]

    def open_files(files: Sequence[str]) -> tuple[Sequence[str], Callable[[], Sequence[Document]]]:
        return [Path(file).stem for file in files], lambda: [document([file], Path(file).stem) for file in files]

    def propose(folder: Path) -> Sequence[str]:
        return [str(folder / "two.txt"), str(folder / "one.txt")] if folder == drafts else ()

    monkeypatch.chdir(drafts)
    app = EvolveApp(["early", "late"], lambda: texts, Settings(), open_files=open_files, propose=propose)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, OpenFiles)
        assert "early" not in header(app)
        await pilot.press(*keys)
        await settled(app, pilot)
        assert expected in header(app)


@pytest.mark.parametrize(
    ("size", "where", "expected"),
    [
        ((120, 30), header, "one.txt is left out"),
        ((60, 24), header, "one left out"),
        ((60, 12), footer, "one left out"),
    ],
    ids=["wide", "narrow", "low"],
)
async def test_texts_left_out_are_shown(
    compared: App, size: tuple[int, int], where: Callable[[EvolveApp], str], expected: str
) -> None:
    """The line on texts that are not compared is shown above, or where there is no room as the first message."""
    left_out = "one.txt is left out, because nothing shows that it is a version", "one left out"
    app = compared(made(BEFORE, AFTER, PAIRS), left_out=left_out)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        assert expected in where(app)


async def test_leaving_the_first_question_quits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Esc in the dialog that is shown at the start ends the program, since there is nothing behind it."""
    monkeypatch.chdir(tmp_path)
    app = EvolveApp(["early", "late"], list, Settings(), propose=lambda folder: ())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("escape")
    assert app.return_value == 0


@pytest.mark.slow
async def test_two_other_texts_are_opened(compared: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files are chosen from folders, the earlier first, and compared in place of the texts before. The text
    after the earlier one is under the cursor; the earlier one itself is refused."""
    (tmp_path / "drafts").mkdir()
    for name in ("one.txt", "two.txt", "three.exe"):
        (tmp_path / "drafts" / name).write_text(name, encoding="utf-8")
    opened: list[Sequence[str]] = []

    def open_files(files: Sequence[str]) -> tuple[Sequence[str], Callable[[], Sequence[Document]]]:
        opened.append(files)
        return ["one", "two"], lambda: [document([file], Path(file).stem) for file in files]

    monkeypatch.chdir(tmp_path)
    app = compared(made(BEFORE, AFTER, PAIRS), open_files=open_files, compare=None)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("o")
        await pilot.pause()
        chooser = app.screen
        assert isinstance(chooser, OpenFiles)
        await pilot.press("enter", "enter")
        assert "Open the later text" in str(chooser.query_one(Static).visual)
        await pilot.press("k", "enter")
        assert "That is the earlier text" in str(chooser.query_one(Static).visual)
        await pilot.press("j", "enter")
        await settled(app, pilot)
        assert [[Path(file).name for file in files] for files in opened] == [["one.txt", "two.txt"]]
        assert "one (1) → two (1)" in header(app)
