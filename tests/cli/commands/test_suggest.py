"""`evolve suggest`: what it prints can be pasted into evolve.toml as it stands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evolve.cli import main

_BEFORE = "We went to the coast and met Lukashenko. The talks went on until midnight and nobody left."
_AFTER = 'On the coast the talks went on with Lukaschenko until midnight. Nobody left the "room".'


def _files(folder: Path, before: str, after: str) -> list[str]:
    (folder / "a.txt").write_text(before, encoding="utf-8")
    (folder / "b.txt").write_text(after, encoding="utf-8")
    return [str(folder / "a.txt"), str(folder / "b.txt")]


def test_what_is_proposed_is_a_settings_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", *_files(tmp_path, _BEFORE, _AFTER)]) == 0
    assert tomllib.loads(capsys.readouterr().out) == {"equivalents": {"Lukashenko": ["Lukaschenko"]}}


def test_a_word_replaced_throughout_is_proposed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = "The Supplier delivers the goods. The Supplier insures the goods. The bill of the Supplier is due in May."
    files = _files(tmp_path, before, before.replace("Supplier", "Provider"))
    assert main(["suggest", *files]) == 0
    printed = capsys.readouterr().out
    assert tomllib.loads(printed) == {"equivalents": {"Supplier": ["Provider"]}}
    assert "replaced throughout, 3 times" in printed


def test_nothing_to_propose_is_said_and_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", *_files(tmp_path, _BEFORE, _BEFORE)]) == 0
    captured = capsys.readouterr()
    assert (captured.out, len(captured.err.splitlines())) == ("", 1)


def test_names_that_are_known_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Spellings that evolve takes for one name are not proposed, but shown, beside what goes into the settings."""
    before = "President Zelenskyy was in Kyiv. He left NATO in May."
    after = "President Zelensky was in Kyiv. He left Nato in June."
    assert main(["suggest", *_files(tmp_path, before, after)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "evolve: already known, so not listed: Zelenskyy = Zelensky, NATO = Nato",
        "evolve: no further spelling variants found",
    ]


def test_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file is one line and exit code 3."""
    assert main(["suggest", str(tmp_path / "no.txt"), str(tmp_path / "none.txt")]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
