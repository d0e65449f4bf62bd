"""An archive from folder to results: what is read, what is done once only, and what fails alone."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from evolve.batch.jobs.job import with_digest
from evolve.cli import main

from .archives import archive

Capture = pytest.CaptureFixture[str]
SCHEDULE = {0: (0, 2, 5), 1: (1, 2), 2: (3, 4, 5)}
EVIL = '=cmd|calc!A1 <script>alert(1)</script> \x1b[31m & "quoted" claims that the harbour of the town is closed.'


def write(folder: Path, texts: int = 6, *, extra: str = "") -> None:
    """Write an archive with one text a year from 2001; `extra` is added to every text."""
    folder.mkdir()
    for number, text in enumerate(archive(texts, SCHEDULE, seed=4)[0]):
        (folder / f"{2001 + number} column.txt").write_text(
            "\n\n".join([*text.sentences, *([extra] if extra else [])]) + "\n", encoding="utf-8"
        )


def timeline(*options: str, code: int = 0) -> dict[str, Any]:
    """Return the JSON of the timeline of the folder `texts`."""
    assert main(["batch", "texts", "--timeline", "-o", "out", "--jobs", "1", *options]) == code
    result: dict[str, Any] = json.loads(Path("out/archive.json").read_text(encoding="utf-8"))
    return result


def outcomes(capsys: Capture) -> list[str]:
    """Return the outcome of every task, as `--json-progress` shows it."""
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [event["outcome"] for event in events if "outcome" in event]


def results() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("out").rglob("*")) if path.is_file()}


@pytest.mark.slow
class TestResults:
    def test_json_follows_its_schema(self) -> None:
        write(Path("texts"))
        schema = json.loads(files("evolve.batch.archive").joinpath("archive.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(timeline(), schema)

    def test_texts_are_in_the_order_of_their_dates(self) -> None:
        write(Path("texts"))
        Path("texts/2001 column.txt").rename("texts/zzz 1 May 2001.txt")
        assert [text["date"] for text in timeline()["texts"]] == ["2001-05-01", "2002", "2003", "2004", "2005", "2006"]

    def test_table_has_a_row_for_each_argument_and_text(self) -> None:
        write(Path("texts"))
        found = timeline()
        with Path("out/archive.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [(int(row["argument"]), row["date"]) for row in csv.DictReader(file)]
        assert rows == [
            (a["id"], found["texts"][o["text"]]["date"]) for a in found["arguments"] for o in a["occurrences"]
        ]

    def test_hostile_text_is_inert_everywhere(self) -> None:
        write(Path("texts"), extra=EVIL)
        Path("texts/2003 column.txt").rename("texts/=2003 <b>column.txt")
        timeline()
        for name, content in results().items():
            if name.endswith((".html", ".md")):
                assert b"<script>alert" not in content and b"<b>column" not in content, name
            assert b"\x1b" not in content, name
        with Path("out/archive.csv").open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith("=")]


@pytest.mark.slow
def test_dask_and_several_processes_give_the_same_bytes() -> None:
    write(Path("texts"))
    timeline()
    expected = results()
    for options in (("--executor", "dask:local"), ("--jobs", "3")):
        shutil.rmtree("out")
        timeline(*options)
        assert results() == expected


@pytest.mark.slow
class TestLeftOut:
    def test_undated_texts_are_listed_in_one_line(self, capsys: Capture) -> None:
        write(Path("texts"))
        for name in ("one", "two"):
            shutil.copy("texts/2001 column.txt", f"texts/{name}.txt")
        assert len(timeline()["texts"]) == 6
        assert "evolve: texts: left out, without a date in text or name: one.txt, two.txt\n" in capsys.readouterr().err

    def test_a_copy_is_left_out(self) -> None:
        write(Path("texts"))
        shutil.copy("texts/2001 column.txt", "texts/2001 column again.txt")
        found = timeline()
        assert (len(found["texts"]), len(found["notes"])) == (6, 1)

    def test_a_bad_file_fails_alone_with_one_line(self, capsys: Capture) -> None:
        write(Path("texts"))
        Path("texts/2009 empty.txt").touch()
        assert len(timeline(code=3)["texts"]) == 6
        assert capsys.readouterr().err.count("2009 empty.txt") == 1

    def test_texts_that_took_too_long_are_named(self, capsys: Capture) -> None:
        write(Path("texts"), 2)
        assert main(["batch", "texts", "--timeline", "-o", "out", "--jobs", "1", "--pair-timeout", "0.001"]) == 3
        why = "took longer than --pair-timeout allows, and was stopped"
        expected = f"fewer than two texts in it have a date (2001 column.txt: {why}; 2002 column.txt: {why});"
        assert expected in capsys.readouterr().err

    def test_too_few_dated_texts_are_refused(self, capsys: Capture) -> None:
        write(Path("texts"), 1)
        assert main(["batch", "texts", "--timeline", "-o", "out"]) == 3
        assert "fewer than two texts in it have a date" in capsys.readouterr().err


@pytest.mark.slow
class TestResume:
    def test_nothing_is_done_twice(self, capsys: Capture) -> None:
        write(Path("texts"))
        timeline()
        before = results()
        capsys.readouterr()
        timeline("--resume", "--json-progress")
        assert (set(outcomes(capsys)), results()) == ({"kept"}, before)

    def test_names_that_a_terminal_would_interpret_are_told_apart_and_kept(self, capsys: Capture) -> None:
        write(Path("texts"))
        for number, name in enumerate((b"200\xfe \x9b.txt", b"200\xff \x9b.txt", "\u202e\x85.txt".encode()), 1):
            Path(f"texts/200{number} column.txt").rename(f"texts/200{number} {os.fsdecode(name)}")
        timeline()
        before = results()
        names = [json.loads(line)["name"] for line in before["out/comparisons.jsonl"].splitlines()]
        assert len(set(names)) == len(names)
        assert [name for name in names if not name.isprintable()] == []
        capsys.readouterr()
        timeline("--resume", "--json-progress")
        assert (set(outcomes(capsys)), results()) == ({"kept"}, before)

    def test_a_new_text_changes_only_the_comparisons_that_it_is_in(self, capsys: Capture) -> None:
        write(Path("texts"), 5)
        timeline()
        shutil.copy("texts/2001 column.txt", "texts/2008 column.txt")
        capsys.readouterr()
        timeline("--resume", "--json-progress")
        assert outcomes(capsys).count("done") == 1 + 2  # read, and compared with the fifth and with the first four

    def test_killed_run_goes_on(self, capsys: Capture) -> None:
        """A run that is killed leaves nothing half-written, and the next one does only the rest."""
        write(Path("texts"))
        timeline()
        expected = results()
        shutil.rmtree("out")
        capsys.readouterr()
        command = [sys.executable, "-m", "evolve", "batch", "texts", "--timeline", "-o", "out", "--jobs", "1"]
        process = subprocess.Popen([*command, "--json-progress"], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        done = []
        for line in process.stdout:
            done += [line] if '"outcome": "done"' in line else []
            if len(done) == 7:
                process.send_signal(signal.SIGKILL)
                break
        process.communicate()
        timeline("--resume", "--json-progress")
        assert outcomes(capsys).count("kept") >= 7
        assert results() == expected

    def test_interrupt_keeps_what_is_done(self) -> None:
        write(Path("texts"))
        command = [sys.executable, "-m", "evolve", "batch", "texts", "--timeline", "-o", "out", "--json-progress"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        next(line for line in process.stdout if '"outcome"' in line)
        os.kill(process.pid, signal.SIGINT)
        _, err = process.communicate()
        assert (process.returncode, "the same command with --resume continues from there" in err) == (130, True)
        assert timeline("--resume")["arguments"]


@pytest.mark.slow
def test_an_edited_line_with_a_valid_digest_is_made_again(capsys: Capture) -> None:
    write(Path("texts"), 3)
    timeline()
    expected, path = results(), Path("out/comparisons.jsonl")
    lines = [json.loads(line) for line in expected[path.as_posix()].splitlines()]
    edited = [with_digest({**line, **({"title": "\x9b31m"} if "title" in line else {"near": 5})}) for line in lines]
    path.write_text("".join(json.dumps(line) + "\n" for line in edited), encoding="utf-8")
    capsys.readouterr()
    timeline("--resume", "--json-progress")
    assert (set(outcomes(capsys)), results()) == ({"done"}, expected)


class TestMistakes:
    @pytest.fixture(autouse=True)
    def _texts(self) -> None:
        write(Path("texts"), 2)

    @pytest.mark.parametrize(
        "flags", [("-f", "md"), ("--pairs", "all"), ("--write-plan", "p.csv"), ("--judge-with", "x")]
    )
    def test_options_of_pairs_are_refused(self, flags: tuple[str, str], capsys: Capture) -> None:
        assert main(["batch", "texts", "--timeline", "-o", "out", *flags]) == 2
        assert f"{flags[0]}: a timeline compares no pairs" in capsys.readouterr().err

    def test_a_plan_is_refused(self, capsys: Capture) -> None:
        Path("plan.csv").write_text("before,after\n", encoding="utf-8")
        assert main(["batch", "plan.csv", "--timeline", "-o", "out"]) == 2
        assert "plan.csv: is not a folder" in capsys.readouterr().err

    def test_a_folder_without_a_text_is_refused_and_leaves_no_output(self, capsys: Capture) -> None:
        Path("empty").mkdir()
        Path("empty/table.csv").write_text("a,b\n", encoding="utf-8")
        assert main(["batch", "empty", "--timeline", "-o", "out"]) == 3
        assert "empty: there is no text in it (skipped because of their names: table.csv);" in capsys.readouterr().err
        assert not Path("out").exists()

    def test_a_folder_with_a_batch_of_pairs_is_refused(self, capsys: Capture) -> None:
        Path("out").mkdir()
        for name in ("results.jsonl", "batch.json"):
            Path("out", name).touch()
        assert main(["batch", "texts", "--timeline", "-o", "out", "--resume"]) == 2
        assert capsys.readouterr().err == "evolve: out: contains a batch; choose another folder with -o\n"

    @pytest.mark.slow
    def test_a_folder_with_a_timeline_is_refused_for_pairs(self, capsys: Capture) -> None:
        timeline()
        assert main(["batch", "texts", "-o", "out", "--resume"]) == 2
        assert "out: contains a timeline; choose another folder" in capsys.readouterr().err

    def test_dry_run_lists_texts_with_their_dates(self, capsys: Capture) -> None:
        Path("texts/essay.txt").write_text("There is no date in here at all, nor in the name.\n", encoding="utf-8")
        assert main(["batch", "texts", "--timeline", "--dry-run"]) == 0
        expected = "2001        2001 column.txt\n2002        2002 column.txt\nno date     essay.txt\n"
        assert capsys.readouterr().out == expected
        assert not Path("out").exists()
