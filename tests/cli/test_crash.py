"""An error in evolve itself: one line, exit code 1, and a report that can be sent."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from evolve.cli import main


@pytest.fixture(autouse=True)
def crashing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(options: object) -> int:
        secret = "what a text says"
        raise LookupError(f"\x1b[31m{len(secret)}")

    monkeypatch.setattr("evolve.cli.commands.report.run", broken)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_a_crash_is_one_line_and_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "one.txt", "two.txt"]) == 1
    out, err = capsys.readouterr()
    (report,) = tmp_path.glob("evolve-crash-*.txt")
    assert (out, err) == (
        "", f"evolve: an error in evolve itself (LookupError); please send its report, which is in {report}\n"
    )  # fmt: skip
    text = report.read_text(encoding="utf-8")
    assert "in broken" in text and "LookupError: [31m16" in text
    assert "\x1b" not in text
    assert report.stat().st_mode & 0o077 == 0


def test_where_no_report_can_be_written_the_line_has_the_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    assert main(["report", "one.txt", "two.txt"]) == 1
    assert capsys.readouterr().err == "evolve: an error in evolve itself (LookupError): [31m16; please report it\n"
