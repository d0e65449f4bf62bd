"""`evolve label`, and files that `evolve tune` reads, from outside: what no person would type or name."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

import evolve
import evolve.cli.commands.label
from evolve.cli import main
from tests.tune.made_pairs import AFTER, BEFORE

Capture = pytest.CaptureFixture[str]
FILES = ["one.txt", "two.txt"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, sentences in zip(FILES, (BEFORE, AFTER), strict=True):
        (tmp_path / name).write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return tmp_path


def label(monkeypatch: pytest.MonkeyPatch, typed: bytes, to: str) -> int:
    monkeypatch.setattr(evolve.cli.commands.label, "on_terminal", lambda stream: True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
    return main(["label", *FILES, f"--to={to}"])


def test_typing_in_another_encoding(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """What is typed in another encoding ends nothing."""
    assert label(monkeypatch, b"\xff\xfe\ne caf\xe9\ny\nq\n", "anna.jsonl") == 0
    assert (folder / "anna.jsonl").read_text(encoding="utf-8").count('"note": "caf\ufffd"') == 1


def test_the_command_to_go_on_with_can_be_typed(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert label(monkeypatch, b"y\nq\n", "-x.jsonl") == 0
    command = capsys.readouterr().out.splitlines()[-1].split()
    assert main(command[1:]) == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
def test_labels_that_never_end_are_refused(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys.modules[evolve.read.__module__], "_MAX_MEGABYTES", 1)
    assert main(["tune", *FILES, "--judgements", "/dev/zero"]) == 3
    assert "too much for a text" in capsys.readouterr().err


def test_labels_of_other_texts_are_not_counted(monkeypatch: pytest.MonkeyPatch, capsys: Capture, folder: Path) -> None:
    """Labels of other texts in the same file are not counted."""
    (folder / "anna.jsonl").write_text(
        '{"before": "x", "after": "y", "verdict": "same", "drawn": "near of 5 at 0.1234"}\n', encoding="utf-8"
    )
    assert label(monkeypatch, b"y\nq\n", "anna.jsonl") == 0
    assert re.search(r"^ *1 of \d+ done", capsys.readouterr().out, re.MULTILINE)
    assert "at 0.1234" not in (folder / "anna.jsonl").read_text(encoding="utf-8").splitlines()[1]


def test_two_people_cannot_both_be_piped_in(capsys: Capture) -> None:
    assert main(["tune", "--agreement", "-", "-"]) == 2
    assert "stdin can be read only once" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["tune", *FILES, "--html", "-"], ["label", *FILES, "--to", "-"]])
def test_stdout_is_refused(command: list[str], folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs a file of its own is refused stdout."""
    monkeypatch.setattr(evolve.cli.commands.label, "on_terminal", lambda stream: True)
    assert main(command) == 2
    assert "not on stdout; name a file" in capsys.readouterr().err
    assert not (folder / "-").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_names_no_foreign_option(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A full disk is reported without an option that `tune` lacks."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert main(["tune", *FILES]) == 2
        monkeypatch.undo()
    assert capsys.readouterr().err.endswith(
        "cannot be written (no space left on device); redirect it to another file\n"
    )


def test_interrupted_labelling_names_its_file(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Interrupted labelling shows where the labels are."""
    said = iter("y")

    def typed(prompt: str) -> str:
        for answer in said:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr(evolve.cli.commands.label, "on_terminal", lambda stream: True)
    monkeypatch.setattr("builtins.input", typed)
    assert main(["label", *FILES, "--to", "anna.jsonl"]) == 130
    assert "saved in anna.jsonl" in capsys.readouterr().out


def test_page_that_cannot_be_written(folder: Path, capsys: Capture) -> None:
    """A page that cannot be written comes with the option that names another file."""
    assert main(["tune", *FILES, "--html", str(folder)]) == 2
    assert "choose another file with --html" in capsys.readouterr().err
