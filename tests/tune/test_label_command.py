"""`evolve label` and the label files of `evolve tune` from outside, with what no person would type or name."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from made_pairs import AFTER, BEFORE

import evolve
import evolve.cli.labelling
from evolve.cli import main

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
    monkeypatch.setattr(evolve.cli.labelling, "on_terminal", lambda stream: True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
    return main(["label", *FILES, f"--to={to}"])


def test_what_is_typed_in_another_encoding_ends_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    assert label(monkeypatch, b"\xff\xfe\ne caf\xe9\ny\nq\n", "anna.jsonl") == 0
    assert (folder / "anna.jsonl").read_text(encoding="utf-8").count('"note": "caf\ufffd"') == 1


def test_the_command_to_go_on_with_can_be_typed(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert label(monkeypatch, b"y\nq\n", "-x.jsonl") == 0
    command = capsys.readouterr().out.splitlines()[-1].split()
    assert main(command[1:]) == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
def test_labels_that_never_end_are_refused(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys.modules[evolve.read.__module__], "_LARGEST", 1)
    assert main(["tune", *FILES, "--judgements", "/dev/zero"]) == 3
    assert "too much for a text" in capsys.readouterr().err
