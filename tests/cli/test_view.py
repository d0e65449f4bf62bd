"""Tracked changes on the command line: one file is two versions."""

from pathlib import Path

import pytest

from evolve.cli import main
from tests.readers.word_files import deleted, docx, inserted, p, r

Capture = pytest.CaptureFixture[str]
START = "Grain prices rose by "
END = " percent in a single year, and nobody asked the farmers of the valley."
CHANGED = docx(f"<w:p>{r(START)}{deleted('ten')}{inserted(r('twenty'))}{r(END)}</w:p>")


@pytest.fixture(autouse=True)
def papers(folder: Path) -> Path:
    (folder / "paper.docx").write_bytes(CHANGED)
    (folder / "plain.docx").write_bytes(docx(p(f"{START}ten{END}")))
    return folder


@pytest.mark.parametrize("words", [["report"], []])
def test_one_file_with_tracked_changes_is_two_versions(words: list[str], capsys: Capture) -> None:
    assert main([*words, "paper.docx"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("paper (original) → paper (final)\n")
    assert "ten" in shown.out and "twenty" in shown.out
    assert "tracked changes" not in shown.err


def test_changes_that_are_accepted_are_noted_once(capsys: Capture) -> None:
    assert main(["report", "plain.docx", "paper.docx"]) == 0
    assert capsys.readouterr().err.count("paper.docx: tracked changes are accepted") == 1


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        (["plain.docx", "paper.docx"], "plain → paper"),
        (["paper.docx", "paper.docx", "--view", "final", "--view", "original"], "paper (final) → paper (original)"),
        (["paper.docx", "plain.docx", "--view", "original"], "paper → plain"),
    ],
)
def test_each_file_has_its_view(words: list[str], labels: str, capsys: Capture) -> None:
    assert main(["report", *words]) == 0
    shown = capsys.readouterr()
    assert (shown.out.split("\n")[0], "identical" in shown.err) == (labels, False)
    assert ("twenty" in shown.out) is ("final" in shown.out or "plain → paper" in shown.out)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            ["plain.docx"],
            "plain.docx: nothing to compare, because it has no tracked changes; name its other version too",
        ),
        (["one.txt"], "nothing to compare; name two or more versions"),
        (["-"], "nothing to compare; name two or more versions"),
        (["missing.docx"], "there is no such file"),
        (["paper.docx", "--view", "final"], "nothing to compare"),
        (
            ["paper.docx", "plain.docx", "one.txt", "--view", "final", "--view", "final"],
            "--view was given 2 times for 3 files",
        ),
    ],
)
def test_one_version_is_nothing_to_compare(words: list[str], reason: str, capsys: Capture) -> None:
    assert main(["report", *words]) in (2, 3)
    assert reason in capsys.readouterr().err


def test_the_body_of_a_view_is_extracted(capsys: Capture) -> None:
    assert main(["extract", "paper.docx", "--view", "original"]) == 0
    assert f"{START}ten{END}" in capsys.readouterr().out


def test_judgements_belong_to_a_view(capsys: Capture) -> None:
    both = ["paper.docx", "paper.docx", "--view", "original", "--view", "final"]
    assert main(["judge", *both, "--export", "-"]) == 0
    assert "ten percent" in (shown := capsys.readouterr().out) and "twenty percent" in shown
    assert main(["judgements", *both]) == 0
    assert "no judgements yet" in capsys.readouterr().err
