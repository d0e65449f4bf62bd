"""Reports that belong to no pair any more are listed for as long as they are there, and stay."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evolve.cli import main

from ..batches import do, write_versions

LOST = "reports/essay--2002--2003.json"


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write_versions(tmp_path / "texts", 4)
    return tmp_path / "texts"


@pytest.fixture
def out(texts: Path, tmp_path: Path) -> Path:
    """A batch of three pairs, the last of which is then lost."""
    assert do(texts, tmp_path / "out")[0].stale == ()
    (texts / "2003-essay.txt").unlink()
    return tmp_path / "out"


def test_stale_is_listed_in_every_run(texts: Path, out: Path) -> None:
    """Every run lists the report of a pair that was lost, and leaves it where it is."""
    assert [do(texts, out, resume=True)[0].stale for _ in range(2)] == [(LOST,)] * 2
    assert (out / LOST).is_file()


def test_pair_that_returns_is_not_stale(texts: Path, out: Path) -> None:
    """A report belongs to its pair again when the pair comes back."""
    do(texts, out, resume=True)
    write_versions(texts, 4)
    assert do(texts, out, resume=True)[0].stale == ()


def test_unwanted_format_is_stale(texts: Path, out: Path) -> None:
    """Reports in a format that is no longer wanted are listed."""
    assert len(do(texts, out, resume=True, formats=("csv",))[0].stale) == 3


def test_pair_that_fails_has_a_stale_report(texts: Path, out: Path) -> None:
    """The report of a pair that can no longer be read is listed."""
    (texts / "2002-essay.txt").write_bytes(b"\0" * 100)
    assert "reports/essay--2001--2002.json" in do(texts, out, resume=True)[0].stale


def test_files_of_others_are_not_reports(texts: Path, out: Path) -> None:
    """What is not named like a report is nobody's report."""
    (out / "reports" / ".DS_Store").write_bytes(b"")
    (out / "notes.json").write_text("{}", encoding="utf-8")
    assert do(texts, out, resume=True)[0].stale == (LOST,)


def test_capitals_alone_make_no_report_stale(texts: Path, tmp_path: Path) -> None:
    """A report whose name differs in capitals alone may be the same file, and is not listed."""
    plan = texts / "plan.csv"
    for label in ("Essay", "essay"):
        plan.write_text(f"before,after,label\n2000-essay.txt,2001-essay.txt,{label}\n", encoding="utf-8")
        summary = do(plan, tmp_path / "out", resume=True)[0]
    reports = tmp_path / "out" / "reports"
    (reports / "Essay.json").unlink()
    os.link(reports / "essay.json", reports / "Essay.json")
    assert summary.stale == () == do(plan, tmp_path / "out", resume=True)[0].stale


def test_command_names_stale_reports(
    texts: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr names the first few, and nothing of a name reaches the terminal alive."""
    monkeypatch.chdir(out.parent)
    command = ["batch", "texts", "-o", "out", "-f", "json", "--jobs", "1", "--resume"]
    assert main(command) == 0
    assert capsys.readouterr().err == f"evolve: out: 1 report belongs to no pair of this batch: {LOST}\n"
    for n in range(6):
        (out / "reports" / f"{n}\x1b[2J.html").write_bytes(b"")
    assert main(command) == 0
    err = capsys.readouterr().err
    assert err.startswith("evolve: out: 7 reports belong to no pair of this batch: reports/0") and err.endswith(" …\n")
    assert "\x1b" not in err and err.count("\n") == 1
