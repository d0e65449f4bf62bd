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
def test_dates_are_noted_when_the_screen_is_left(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("evolve.cli.commands.compare.can_paint", lambda: True)
    monkeypatch.setattr("evolve.tui.run", lambda names, load, settings, **more: len(load()))
    assert main(["a.txt", "b.txt"]) == 2
    assert "2025-05-03 comes before 2022-06-01 on the command line" in capsys.readouterr().err


@pytest.mark.usefixtures("dated")
def test_by_date_puts_versions_in_order(capsys: Capture) -> None:
    main(["report", "a.txt", "b.txt", "--by-date", "--label", "late", "--label", "early"])
    said = capsys.readouterr()
    assert (said.out.split("\n")[0], said.err) == ("early → late", "")


def test_by_date_needs_dates(capsys: Capture) -> None:
    assert main(["report", "one.txt", "two.txt", "--by-date"]) == 2
    assert "one.txt: neither the text nor its name has a date; leave out --by-date" in capsys.readouterr().err


def folder_of(*names: str) -> str:
    """Make a folder of texts of these names, each with a sentence of its own, and return its name."""
    for name in names:
        path = Path("texts", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{ONE}\nThe text called {name} has this sentence of its own.\n", encoding="utf-8")
    return "texts"


@pytest.mark.parametrize(
    ("names", "first", "note"),
    [
        (["draft.txt", "final.txt"], "draft → final", ""),
        (["v1.txt", "v2.txt", "v10.txt"], "v1 → v2 → v10", ""),
        (
            ["draft.txt", "final.txt", "other.txt"],
            "draft → final",
            "not paired, no file is certainly another version of: other.txt",
        ),
        (
            ["essay.txt", "essay2.txt", "essay-final.txt"],
            "essay → essay2 → essay-final",
            "paired by a number alone: essay.txt, essay2.txt, essay-final.txt",
        ),
        (["b.txt", "a.txt"], "a → b", "neither names nor texts give the order; a.txt is taken as the earlier"),
    ],
)
def test_folder_gives_the_versions_of_its_work(names: list[str], first: str, note: str, capsys: Capture) -> None:
    assert main(["report", folder_of(*names)]) == 0
    said = capsys.readouterr()
    assert (said.out.split("\n")[0], said.err) == (first, f"evolve: texts: {note}\n" if note else "")


@pytest.mark.parametrize("author", ["By Jane Roe", "By John Public"])
def test_two_texts_in_a_folder_are_ordered_by_their_dates(author: str, dated: Path, capsys: Capture) -> None:
    for name in ("one.txt", "two.txt"):
        Path(name).unlink()
    (dated / "b.txt").write_text(f"The Valley\n\n{author}\n1 June 2022\n\n{ONE}", encoding="utf-8")
    assert main(["."]) == 0
    assert capsys.readouterr().out.startswith("2022 · The Valley → 2025 · The Valley\n")


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        (
            ["a draft.txt", "a final.txt", "b draft.txt", "b final.txt"],
            2,
            "there are 2 works in this folder; compare all",
        ),
        (["a.txt", "b.txt", "c.txt"], 3, "the texts in it may not be versions of one work (not paired, no file"),
        (["letter.txt", "letter2.txt", "letter-final.txt"], 3, "letter2.txt may be a version too, or another text"),
        (["a.txt"], 3, "there is one text in this folder; name two or more versions"),
    ],
)
def test_folder_without_one_work_is_refused(names: list[str], code: int, said: str, capsys: Capture) -> None:
    assert main(["report", folder_of(*names)]) == code
    assert f"evolve: texts: {said}" in capsys.readouterr().err
