"""`evolve batch --dry-run` and `--write-plan`: the pairs are shown or written, and nothing is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from evolve.cli import main

Capture = pytest.CaptureFixture[str]
NAMES = ("Amira draft.txt", "Amira final.txt", "Ben draft.txt", "Ben final.txt", "Cem draft.txt")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Path("class").mkdir()
    for name in NAMES:
        Path("class", name).write_text(f"The {name[:-4]} argues for a library in every town.", encoding="utf-8")


def test_dry_run_lists_the_pairs_and_what_is_left_out(capsys: Capture) -> None:
    assert main(["batch", "class", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert said.out == (
        "Amira: draft → final\n  Amira draft.txt → Amira final.txt\n"
        "Ben: draft → final\n  Ben draft.txt → Ben final.txt\n"
    )
    left_out = "not paired, no file is certainly another version of: Cem draft.txt"
    assert said.err == f"evolve: class: {left_out}\nevolve: 2 pairs; nothing was compared\n"


def test_written_plan_runs_and_is_not_overwritten(capsys: Capture) -> None:
    assert main(["batch", "class", "--write-plan", "plan.csv"]) == 0
    assert "2 pairs written; correct the file and run `evolve batch plan.csv -o reports`" in capsys.readouterr().err
    assert main(["batch", "plan.csv", "--dry-run"]) == 0
    assert "class/Amira draft.txt → class/Amira final.txt" in capsys.readouterr().out
    assert main(["batch", "class", "--write-plan", "plan.csv"]) == 2
    assert "plan.csv: already exists; choose another name" in capsys.readouterr().err


def test_reports_need_a_folder(capsys: Capture) -> None:
    assert main(["batch", "class"]) == 2
    assert "no output folder is given; name one with -o, or use --dry-run" in capsys.readouterr().err
