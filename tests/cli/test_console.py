"""What may reach a terminal, in which encoding and colour, and when there is a screen."""

from __future__ import annotations

import io
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from evolve.cli import main
from evolve.cli.console import can_paint, in_colour
from evolve.document import Document
from evolve.readers import seeds
from evolve.settings import Settings

from .versions import ONE


def test_hostile_text_never_reaches_a_terminal_alive(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.txt").write_text(
        ONE + "\n\x1b]0;owned\x07The [/x] \x1b[31mred\x9b2J menace was not so red after all, he said.\n"
    )
    for args in (["report", "bad.txt", "two.txt"], ["extract", "bad.txt"], ["extract", "bad.txt", "--explain"]):
        assert main(args) == 0
        out = "".join(capfd.readouterr())
        assert "[/x] " in out
        assert not {c for c in out if ord(c) < 32 or 126 < ord(c) < 160} - {"\n"}


def bytes_on_stdout(monkeypatch: pytest.MonkeyPatch, encoding: str, *args: str) -> bytes:
    """Return what a command writes to a stdout of some encoding; it must succeed and say nothing on stderr."""
    with monkeypatch.context() as patch:
        stdout, stderr = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
        patch.setattr(sys, "stdout", stdout)
        patch.setattr(sys, "stderr", stderr)
        assert main(list(args)) == 0
        assert stderr.buffer.getvalue() == b""  # type: ignore[attr-defined]
        return stdout.buffer.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_any_encoding_of_stdout_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    (folder / "three.txt").write_text(
        ONE + "\n“Čas” – 時間 – is naïve, said the old man from the valley to his son.\n", "utf-8"
    )
    written = bytes_on_stdout(monkeypatch, encoding, "report", "one.txt", "three.txt")
    assert "said the old man" in " ".join(written.decode(encoding).split())


def test_json_is_utf8_wherever_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("report", "one.txt", "two.txt", "-f", "json")
    assert bytes_on_stdout(monkeypatch, "utf-8", *command) == bytes_on_stdout(monkeypatch, "ascii", *command)


@pytest.mark.parametrize(
    ("wish", "environ", "coloured"),
    [
        ("auto", {}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}, True),
        ("auto", {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "NO_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colour_option_then_environment(
    monkeypatch: pytest.MonkeyPatch, wish: str, environ: dict[str, str], coloured: bool
) -> None:
    """Colour follows the option, then the environment."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert in_colour(wish) is coloured


@pytest.mark.parametrize(("term", "coloured"), [("xterm", True), ("dumb", False)])
@pytest.mark.slow
def test_a_terminal_is_coloured_unless_it_is_dumb(term: str, coloured: bool) -> None:
    assert ("\x1b[" in on_a_terminal("report", "one.txt", "two.txt", TERM=term)) is coloured


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_a_screen_needs_a_terminal_on_every_side(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("TERM", "xterm")
    mine, theirs = pty.openpty()
    with os.fdopen(mine), os.fdopen(theirs, "w") as terminal:
        for stream in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, stream, terminal)
        assert can_paint()
        monkeypatch.setattr(sys, name, io.StringIO())
        assert not can_paint()


@pytest.mark.slow
def test_dumb_terminal_gets_the_report() -> None:
    """A dumb terminal gets the report instead of the screen."""
    assert "one → two" in on_a_terminal("one.txt", "two.txt", TERM="dumb")


@pytest.mark.parametrize(
    ("args", "names", "labels"),
    [
        (["one.txt", "two.txt"], ["one", "two"], ["one", "two"]),
        (
            [],
            [p.stem for p in seeds()],
            ["2022 · We Urgently Need to Give …", "2025 · US-Russia-Ukraine talks …"],
        ),
    ],
)
def test_terminal_gets_the_screen(
    monkeypatch: pytest.MonkeyPatch, args: list[str], names: list[str], labels: list[str]
) -> None:
    """A terminal gets the screen, with the names of the files at once and the versions' labels when they are read."""
    shown: list[object] = []

    def run(names: Sequence[str], load: Callable[[], Sequence[Document]], settings: Settings, **more: object) -> int:
        shown.extend([list(names), [document.label for document in load()], settings.threshold])
        return 7

    monkeypatch.setattr("evolve.cli.commands.compare.can_paint", lambda: True)
    monkeypatch.setattr("evolve.tui.run", run)
    assert main([*args, "--threshold", "0.4"]) == 7
    assert shown == [names, labels, 0.4]


@pytest.mark.parametrize(("wish", "left"), [("always", None), ("never", "1"), ("auto", "1")])
def test_the_screen_is_told_about_colour(monkeypatch: pytest.MonkeyPatch, wish: str, left: str | None) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("evolve.cli.commands.compare.can_paint", lambda: True)
    monkeypatch.setattr("evolve.tui.run", lambda *args, **more: 0)
    main(["one.txt", "two.txt", "--color", wish])
    assert os.environ.get("NO_COLOR") == left


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.slow
def test_signal_gives_the_terminal_back(name: str) -> None:
    """A screen that a signal ends gives the terminal back."""
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "evolve", "one.txt", "two.txt"], stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    out = b""
    try:
        while chunk := os.read(mine, 65536):
            painted = b"\x1b[?1049h" in out
            out += chunk
            if not painted and b"\x1b[?1049h" in out:
                process.send_signal(getattr(signal, name))
    except OSError:  # Linux says so when the other side has closed.
        pass
    os.close(mine)
    assert process.wait(timeout=60) == 128 + getattr(signal, name)
    assert out.rfind(b"\x1b[?1049l") > out.rfind(b"\x1b[?1049h")


def on_a_terminal(*args: str, **environ: str) -> str:
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "evolve", *args], stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, **environ},
    )  # fmt: skip
    os.close(theirs)
    out = b""
    try:
        while chunk := os.read(mine, 65536):
            out += chunk
    except OSError:  # Linux says so when the other side has closed.
        pass
    os.close(mine)
    process.wait(timeout=60)
    return out.decode()
