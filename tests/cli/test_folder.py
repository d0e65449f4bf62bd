"""A folder named instead of files, and the texts that are proposed or left out of one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evolve.cli import main
from evolve.cli.folder import left_out_of, proposed_in


def fill(folder: Path, *names: str) -> None:
    """Write a text of its own under each name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is the text that is called {name}.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["essay final.txt", "essay draft 1.txt"], ["essay draft 1.txt", "essay final.txt"]),
        (["b.txt", "a.docx", "c.exe", ".d.txt", "sub/e.txt"], ["a.docx", "b.txt"]),
        (["a.txt"], []),
        (["a.txt", "b.txt", "c.txt"], []),
        (["essay v2.txt", "essay v1.txt", "essay v3.txt"], ["essay v1.txt", "essay v2.txt", "essay v3.txt"]),
    ],
    ids=["order", "others", "one", "three", "versions"],
)
def test_texts_of_a_folder_are_proposed(tmp_path: Path, names: Sequence[str], expected: Sequence[str]) -> None:
    """Two texts directly in a folder are proposed, and more if they are one work, in the order that their names give."""
    fill(tmp_path, *names)
    assert [Path(file).name for file in proposed_in(tmp_path)] == expected


@pytest.mark.parametrize(
    ("names", "args", "asks"),
    [
        (["a.txt"], [], True),
        (["a.txt", "b.txt"], ["a.txt", "b.txt"], False),
        (["2022-peace-talks-a-chance.txt", "2025-peace-or-escalation.txt"], [], False),
        (["seeds/2022-peace-talks-a-chance.txt", "seeds/2025-peace-or-escalation.txt"], [], False),
        (["a.txt"], ["demo"], False),
    ],
    ids=["alone", "named", "examples", "beside", "demo"],
)
def test_screen_asks_for_texts_if_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: Sequence[str], args: list[str], asks: bool
) -> None:
    """On a terminal, without files, the screen asks which texts to compare, unless the example essays are there."""
    fill(tmp_path, *names)
    asked: list[bool] = []

    def run(*texts: object, propose: object, **more: object) -> int:
        asked.append(propose is not None)
        return 0

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("evolve.cli.commands.compare.can_paint", lambda: True)
    monkeypatch.setattr("evolve.tui.run", run)
    assert main(args) == 0
    assert asked == [asks]


@pytest.mark.parametrize(
    ("names", "full", "brief"),
    [
        (["essay 1.txt", "essay 2.txt", "photo.png"], None, None),
        (
            ["essay draft 1.txt", "essay draft 2.txt", "essay draft 2.md", "list.txt", "README.md"],
            "3 texts of the folder left out: list.txt (perhaps not a version) · "
            "essay draft 2.txt (in two formats) · README.md (by its name)",
            "3 texts left out: 1 perhaps not a version, 1 in two formats, 1 by its name",
        ),
        (["a.txt", "b.txt", "b.md"], "1 text of the folder left out: b.txt (in two formats)", None),
    ],
    ids=["none", "reasons", "no work"],
)
def test_texts_left_out_of_a_folder_are_named(
    tmp_path: Path, names: Sequence[str], full: str | None, brief: str | None
) -> None:
    """Every text of a folder that is not compared is counted and named, each with the reason."""
    fill(tmp_path / "essays", *names)
    left_out = left_out_of(str(tmp_path / "essays"))
    assert (left_out[0] if left_out else None) == full
    assert brief is None or (left_out is not None and left_out[1] == brief)
