"""Labels and order of versions named on the command line: by what their texts say about themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from evolve.cli import main

from .versions import ONE, TWO

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def dated(folder: Path) -> Path:
    """Two versions with a title and a date, the later one first in the alphabet."""
    (folder / "a.txt").write_text(f"The Valley\n\nBy Jane Roe\n3 May 2025\n\n{TWO}", encoding="utf-8")
    (folder / "b.txt").write_text(f"The Valley\n\nBy Jane Roe\n1 June 2022\n\n{ONE}", encoding="utf-8")
    return folder


@pytest.mark.usefixtures("dated")
def test_versions_are_called_by_date_and_title(capsys: Capture) -> None:
    main(["report", "b.txt", "a.txt"])
    said = capsys.readouterr()
    assert (said.out.split("\n")[0], said.err) == ("2022 · The Valley → 2025 · The Valley", "")


@pytest.mark.usefixtures("dated")
def test_order_typed_stays_and_its_dates_are_noted(capsys: Capture) -> None:
    main(["report", "a.txt", "b.txt"])
    said = capsys.readouterr()
    assert said.out.startswith("2025 · The Valley → 2022 · The Valley\n")
    assert said.err.splitlines() == [
        "evolve: 2025-05-03 comes before 2022-06-01 on the command line; --by-date puts them in order"
    ]


@pytest.mark.usefixtures("dated")
def test_by_date_puts_versions_in_order(capsys: Capture) -> None:
    main(["report", "a.txt", "b.txt", "--by-date", "--label", "late", "--label", "early"])
    said = capsys.readouterr()
    assert (said.out.split("\n")[0], said.err) == ("early → late", "")


def test_by_date_needs_dates(capsys: Capture) -> None:
    assert main(["report", "one.txt", "two.txt", "--by-date"]) == 2
    assert "one.txt: neither the text nor its name has a date; leave out --by-date" in capsys.readouterr().err
