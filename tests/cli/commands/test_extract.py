"""`evolve extract`: the body of a file, and the rule for every line."""

from __future__ import annotations

from pathlib import Path

import pytest

from evolve.cli import main

from ..versions import ONE


def test_extract_prints_the_paragraphs_of_the_body(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "one.txt"]) == 0
    assert capsys.readouterr().out == ONE


def test_extract_of_what_it_printed_gives_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["extract", "one.txt"])
    once = capsys.readouterr().out
    (folder / "body.txt").write_text(once, encoding="utf-8")
    main(["extract", "body.txt", "--body", "all"])
    assert capsys.readouterr().out == once


def test_explain_names_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """--explain names for every line its verdict and its rule."""
    assert main(["extract", "one.txt", "--explain", "--body", "1-2"]) == 0
    lines = [line.split(maxsplit=3) for line in capsys.readouterr().out.splitlines()]
    assert [line[0] for line in lines][:3] == ["1", "2", "3"]
    assert lines[0][1] == "kept" and lines[2][1] == "skipped"
    assert all(line[2] for line in lines)


def test_explain_without_a_kept_line(capsys: pytest.CaptureFixture[str]) -> None:
    """--explain shows the lines even where none is kept."""
    assert main(["extract", "one.txt", "--body", "2-2"]) == 3
    capsys.readouterr()
    assert main(["extract", "one.txt", "--body", "2-2", "--explain"]) == 0
    assert "kept" not in capsys.readouterr().out.replace("kept     blank", "")
