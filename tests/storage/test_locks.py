"""A lock that another program holds is reported, not waited for; pipes and links are never opened as files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from evolve.cli import main
from evolve.storage.durable_log import LineLog
from evolve.storage.locks import LockedError, locked, try_lock

fcntl = pytest.importorskip("fcntl")


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A file of two records on which somebody else holds the lock."""
    path = tmp_path / "log.jsonl"
    path.write_text("one\ntwo\n", encoding="utf-8")
    with path.open("rb") as file:
        assert try_lock(file)
        yield path


@pytest.mark.slow
def test_a_locked_file_is_read_with_a_warning(held: Path) -> None:
    log = LineLog(held, str, "record")
    assert log.records() == ("one", "two")
    assert len(log.warnings) == 1
    assert "another program keeps it locked; it was read as it is; close the other program" in log.warnings[0]


@pytest.mark.slow
def test_nothing_is_appended_to_a_locked_file(held: Path) -> None:
    with pytest.raises(LockedError, match="another program keeps it locked"):
        LineLog(held, str, "record").append("three\n")
    assert held.read_text(encoding="utf-8") == "one\ntwo\n"


@pytest.mark.slow
def test_a_report_warns_of_locked_judgements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("The people of the town will not pay the tax on bread.", encoding="utf-8")
    judgements = Path("a.txt--b.txt.judgements.jsonl")
    judgements.write_text('{"before": "A.", "after": "B.", "verdict": "same"}\n', encoding="utf-8")
    with judgements.open("rb") as file:
        assert try_lock(file)
        assert main(["report", "a.txt", "b.txt"]) == 0
    assert "another program keeps it locked" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_never_opened_as_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="regular file"), locked(pipe, os.O_RDONLY):
        pass
    log = LineLog(pipe, str, "record")
    assert (log.records(), len(log.warnings)) == ((), 1)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize(
    "name",
    [
        "out/results.jsonl", "out/.evolve-journal.jsonl", "out/.evolve-lock", "out/batch.json",
        "out/index.html", "out/reports/a.txt--b.txt.html", "a.txt--b.txt.judgements.jsonl", "a.txt--b.txt.judge.jsonl",
        "evolve.toml", "pyproject.toml",
    ],
)  # fmt: skip
def test_no_batch_waits_for_a_pipe(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in ("a.txt", "b.txt"):
        Path(text).write_text("The people of the town will not pay the tax on bread.", encoding="utf-8")
    Path("plan.csv").write_text("before,after\na.txt,b.txt\n", encoding="utf-8")
    words = ["batch", "plan.csv", "-o", "out", "--jobs", "1"]
    assert main(words) == 0
    Path(name).unlink(missing_ok=True)
    os.mkfifo(name)
    assert main([*words, "--resume"]) in (0, 2)
