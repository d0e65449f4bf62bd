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


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.mark.usefixtures("own_data")
def test_lines_are_remembered_used_and_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    """Remembered lines are the body of extract and of reports until they are forgotten or another body is given."""

    def printed(*options: str) -> tuple[int, str]:
        main(["extract", "one.txt", *options])
        captured = capsys.readouterr()
        return captured.out.count("\n\n") + 1, captured.err

    assert printed("--body", "3", "--remember") == (
        1,
        "evolve: one.txt: body chosen by you: lines 3-3; --body auto ignores it\n",
    )
    assert printed()[0] == 1
    assert printed("--body", "auto") == (2, "")
    main(["report", "one.txt", "two.txt"])
    assert "lines 3-3 chosen by you" in " ".join(capsys.readouterr().out.split())
    main(["report", "one.txt", "two.txt", "--no-judgements"])
    assert "chosen by you" not in capsys.readouterr().out
    assert printed("--forget") == (2, "")
    assert printed() == (2, "")
    assert "no lines were chosen" in printed("--forget")[1]


def test_nothing_is_remembered_without_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "one.txt", "--remember"]) == 2
    assert "give them with --body" in capsys.readouterr().err


def test_a_body_in_doubt_is_named_as_such(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prose = [
        f"The bridge number {n} over the river was closed in the spring, and nobody has said when it will be open to us again."
        for n in range(14)
    ]
    rows = ["Sign in", "Subscribe", *prose[:5], "Comments", *prose[5:]]
    (folder / "page.txt").write_text("\n".join(rows), encoding="utf-8")
    assert main(["extract", "page.txt", "--explain"]) == 0
    captured = capsys.readouterr()
    assert "the body is in doubt: lines 3-7 of 17" in captured.err
    assert "doubt" not in captured.out
    assert main(["report", "page.txt", "one.txt", "-f", "json"]) == 0
    assert '"body_note": "the body is in doubt: lines 3-7 of 17' in capsys.readouterr().out
