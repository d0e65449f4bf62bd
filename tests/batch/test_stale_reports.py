"""Reports that belong to no pair any more: told as long as they are there, removed when asked, and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from batches import digests, do, write_versions

from evolve.batch import plan_of
from evolve.batch.output.stale_reports import LEFT, Leftovers
from evolve.cli import main

LOST = "reports/2002-essay--2003-essay.json"


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write_versions(tmp_path / "texts", 4)
    return tmp_path / "texts"


@pytest.fixture
def out(texts: Path, tmp_path: Path) -> Path:
    """A batch of three pairs, the last of which is then lost."""
    do(texts, tmp_path / "out")
    (texts / "2003-essay.txt").unlink()
    return tmp_path / "out"


def test_they_are_told_in_every_run_and_stay(texts: Path, out: Path) -> None:
    found = [do(texts, out, resume=True)[0].left for _ in range(2)]
    assert found == [Leftovers(kept=1)] * 2 and (out / LOST).is_file()


def test_pruned_a_folder_is_as_if_they_had_never_been(texts: Path, out: Path, tmp_path: Path) -> None:
    do(texts, out, resume=True)
    assert do(texts, out, resume=True, prune=True)[0].left == Leftovers(removed=1)
    do(texts, tmp_path / "new")
    assert digests(out) == digests(tmp_path / "new")


def test_they_are_pruned_in_the_run_that_loses_them(texts: Path, out: Path) -> None:
    assert do(texts, out, resume=True, prune=True)[0].left == Leftovers(removed=1)
    assert not (out / LOST).exists()


def test_a_pair_that_comes_back_has_its_report_again(texts: Path, out: Path, tmp_path: Path) -> None:
    do(texts, out, resume=True)
    write_versions(texts, 4)
    assert do(texts, out, resume=True, prune=True)[0].left == Leftovers()
    do(texts, tmp_path / "new")
    assert digests(out) == digests(tmp_path / "new")


def test_a_format_that_is_not_wanted_any_more_leaves_its_reports(texts: Path, out: Path) -> None:
    do(texts, out, resume=True, formats=("csv",))
    assert do(texts, out, resume=True, formats=("csv",), prune=True)[0].left == Leftovers(removed=3)
    assert {path.suffix for path in (out / "reports").iterdir()} == {".csv"}


def test_a_report_that_somebody_altered_stays(texts: Path, out: Path) -> None:
    (out / LOST).write_text("my notes", encoding="utf-8")
    assert do(texts, out, resume=True, prune=True)[0].left == Leftovers()
    assert (out / LOST).read_text(encoding="utf-8") == "my notes"


def test_what_others_put_there_stays(texts: Path, out: Path) -> None:
    theirs = [out / "reports" / "mine.json", out / "notes.txt", out / "reports" / "2009--2010.json"]
    for path in theirs:
        path.write_text("{}", encoding="utf-8")
    do(texts, out, resume=True, prune=True)
    assert all(path.is_file() for path in theirs)


@pytest.mark.parametrize(
    "path", ["reports/../precious.txt", "precious.txt", "/etc/hostname", "reports/..", "reports/link"]
)
def test_no_line_that_was_tampered_with_leads_out_of_the_folder(path: str, texts: Path, out: Path) -> None:
    precious = out / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    (out / "reports" / "link").symlink_to(precious)
    report = {"path": path, "sha256": hashlib.sha256(b"mine").hexdigest()}
    line = json.dumps({"name": "evil", "outcome": "done", "reports": {"json": report}})
    with (out / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert do(texts, out, resume=True, prune=True)[0].left == Leftovers(removed=1)
    assert precious.is_file() and (out / "reports" / "link").is_symlink()


def test_a_report_of_a_pair_whose_name_differs_in_capitals_alone_stays_where_they_do_not_count(
    texts: Path, tmp_path: Path
) -> None:
    # A hard link stands for a disk on which both names are one file.
    plan = texts / "plan.csv"
    for label in ("Essay", "essay"):
        plan.write_text(f"before,after,label\n2000-essay.txt,2001-essay.txt,{label}\n", encoding="utf-8")
        do(plan, tmp_path / "out", resume=True)
    reports = tmp_path / "out" / "reports"
    (reports / "Essay.json").unlink()
    os.link(reports / "essay.json", reports / "Essay.json")
    assert do(plan, tmp_path / "out", resume=True, prune=True)[0].left == Leftovers()


def test_a_run_that_was_killed_after_the_loss_still_knows_them(texts: Path, out: Path) -> None:
    results = out / "results.jsonl"
    (out / ".evolve-journal.jsonl").write_bytes(results.read_bytes())
    results.unlink()
    assert do(plan_of(texts), out, resume=True, prune=True)[0].left == Leftovers(removed=1)


def test_the_command_says_how_many_and_what_removes_them(
    texts: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(out.parent)
    command = ["batch", "texts", "-o", "out", "-f", "json", "--jobs", "1", "--resume"]
    assert [main(command), main([*command, "--prune"]), main(command)] == [0, 0, 0]
    assert capsys.readouterr().err == (
        "evolve: out: 1 report of earlier runs, not of this one; remove with --resume --prune\n"
        "evolve: out: 1 report of earlier runs, not of this one, removed\n"
    )
    assert not (out / LEFT).exists()
