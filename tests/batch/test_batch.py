"""A batch from plan to index: what is done, what is kept, and what never stops the rest."""

from __future__ import annotations

import csv
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import evolve.batch.output.folder
from evolve.batch import plan_of, run_batch
from evolve.batch.jobs.job import Line
from evolve.batch.output.folder import JOURNAL, LOCK, Output, json_line
from evolve.cli import main
from evolve.errors import UsageError
from evolve.judgements import JudgementStore
from evolve.judgements.bodies import keep_choice
from evolve.model import Judgement, Verdict
from evolve.readers import read
from evolve.report import RENDERERS

from .batches import AtOnce, digests, do, settings, write_versions

ALTERED: tuple[Line, ...] = ({"pair": "evil"}, {"counts": {}}, {"chance": 3}, {"links": "abc"})
"""What somebody may write into a line of results."""


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Far from anybody's own judgements."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    write_versions(tmp_path / "texts", 4)
    return tmp_path / "texts"


def lines(target: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (target / "results.jsonl").read_text(encoding="utf-8").splitlines()]


class TestResults:
    def test_every_pair_has_a_line_in_the_plans_order(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        assert [(line["n"], line["pair"]) for line in lines(tmp_path / "out")] == [
            (1, "essay: 2000 → 2001"), (2, "essay: 2001 → 2002"), (3, "essay: 2002 → 2003")
        ]  # fmt: skip

    @pytest.mark.parametrize("form", RENDERERS)
    @pytest.mark.slow
    def test_a_report_is_what_the_report_command_writes(
        self, form: str, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from evolve.cli import main

        monkeypatch.chdir(texts)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        do(texts, tmp_path / "out", formats=(form,))
        main(["report", "2000-essay.txt", "2001-essay.txt", "-f", form, "-o", str(tmp_path / "one")])
        (found,) = (tmp_path / "out" / "reports").glob("essay--2000--2001.*")
        assert found.read_bytes() == (tmp_path / "one").read_bytes()

    def test_the_table_has_the_lines_figures(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        with (tmp_path / "out" / "results.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [int(row["links"]) for row in rows] == [len(line["links"]) for line in lines(tmp_path / "out")]  # type: ignore[arg-type]

    def test_order_of_settings(self, texts: Path, tmp_path: Path) -> None:
        """A pair's own settings win over the batch's, and typed ones over both."""
        plan = texts / "plan.csv"
        plan.write_text("before,after,threshold\n2000-essay.txt,2001-essay.txt,0.9\n", encoding="utf-8")
        do(plan, tmp_path / "own")
        do(plan, tmp_path / "typed", typed={"threshold": 0.4})
        assert [lines(tmp_path / name)[0]["threshold"] for name in ("own", "typed")] == [0.9, 0.4]

    def test_judgements_beside_the_texts_are_applied(self, texts: Path, tmp_path: Path) -> None:
        before, after = (read(texts / f"{year}-essay.txt") for year in (2000, 2001))
        said = Judgement(before.sentences[0].text, after.sentences[-1].text, Verdict.SAME)
        JudgementStore.open(before, after).add(said)
        do(texts, tmp_path / "out")
        links = lines(tmp_path / "out")[0]["links"]
        assert isinstance(links, list)
        assert [1, len(after.sentences)] in [link[:2] for link in links]


class TestFailures:
    @pytest.fixture
    def plan(self, texts: Path) -> Path:
        (texts / "empty.txt").write_bytes(b"")
        os.mkfifo(texts / "pipe.txt")
        rows = [
            "gone.txt,2000-essay.txt",
            "2000-essay.txt,2001-essay.txt",
            "empty.txt,2001-essay.txt",
            "pipe.txt,empty.txt",
        ]
        (texts / "plan.csv").write_text("\n".join(["before,after", *rows]), encoding="utf-8")
        return texts / "plan.csv"

    def test_a_pair_that_fails_does_not_stop_the_others(self, plan: Path, tmp_path: Path) -> None:
        summary, _, _ = do(plan, tmp_path / "out")
        assert (summary.done, summary.failed) == (1, 3)

    def test_each_failure_has_its_reason_in_one_line(self, plan: Path, tmp_path: Path) -> None:
        do(plan, tmp_path / "out")
        reasons = [str(line["reason"]) for line in lines(tmp_path / "out") if line["outcome"] == "failed"]
        expected = [
            "gone.txt: there is no such file; ",
            "empty.txt: the file is empty; ",
            "pipe.txt: not a regular file",
        ]
        assert [reason[: len(start)] for reason, start in zip(reasons, expected, strict=True)] == expected

    def test_program_error_is_a_failure_with_trace(
        self, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An error of the program is a failure with a trace."""

        def fault(*_: object, **__: object) -> None:
            raise ZeroDivisionError("of all things")

        monkeypatch.setattr(sys.modules["evolve.comparison"], "compare", fault)
        summary, _, _ = do(texts, tmp_path / "out")
        assert summary.failed == 3
        assert "ZeroDivisionError" in str(lines(tmp_path / "out")[0]["trace"])

    def test_a_pair_that_failed_is_tried_again(self, plan: Path, tmp_path: Path) -> None:
        do(plan, tmp_path / "out")
        shutil.copy(plan.parent / "2003-essay.txt", plan.parent / "gone.txt")
        summary, did, _ = do(plan, tmp_path / "out", resume=True)
        assert (summary.failed, did[0]) == (2, "gone → 2000-essay")


class TestResume:
    def test_nothing_is_done_twice(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        before = digests(tmp_path / "out")
        _, did, steps = do(texts, tmp_path / "out", resume=True)
        assert (did, {step.outcome for step in steps}, digests(tmp_path / "out")) == ([], {"kept"}, before)

    def test_a_text_that_changed_brings_its_pairs_back(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        with (texts / "2003-essay.txt").open("a", encoding="utf-8") as file:
            file.write("\nAnd so it ended well for all of them.\n")
        assert do(texts, tmp_path / "out", resume=True)[1] == ["essay: 2002 → 2003"]

    @pytest.mark.slow
    def test_a_setting_that_changed_brings_all_pairs_back(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        assert len(do(texts, tmp_path / "out", resume=True, typed={"threshold": 0.5})[1]) == 3

    def test_another_version_redoes_all_pairs(
        self, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another version of evolve brings all pairs back."""
        do(texts, tmp_path / "out")
        monkeypatch.setattr("evolve.batch.jobs.prepare.__version__", "0.0.2")
        assert len(do(texts, tmp_path / "out", resume=True)[1]) == 3

    @pytest.mark.slow
    def test_a_judgement_brings_its_pair_back(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        before, after = (read(texts / f"{year}-essay.txt") for year in (2001, 2002))
        said = Judgement(before.sentences[0].text, after.sentences[0].text, Verdict.NOT)
        JudgementStore.open(before, after).add(said)
        assert do(texts, tmp_path / "out", resume=True)[1] == ["essay: 2001 → 2002"]

    @pytest.mark.slow
    def test_altered_report_is_made_again(self, texts: Path, tmp_path: Path) -> None:
        """A report that is gone or altered is made again."""
        do(texts, tmp_path / "out")
        before = digests(tmp_path / "out")
        one, two, _ = sorted((tmp_path / "out" / "reports").iterdir())
        one.unlink()
        two.write_bytes(b"something else")
        assert len(do(texts, tmp_path / "out", resume=True)[1]) == 2
        assert digests(tmp_path / "out") == before

    def test_a_torn_line_in_the_journal_is_a_pair_to_do(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        before = digests(tmp_path / "out")
        results = tmp_path / "out" / "results.jsonl"
        first, second, _ = results.read_bytes().splitlines(keepends=True)
        (tmp_path / "out" / JOURNAL).write_bytes(first + second[:-40])
        results.unlink()
        (tmp_path / "out" / "reports" / ".evolve-1.part").write_bytes(b"half a repo")
        assert len(do(texts, tmp_path / "out", resume=True)[1]) == 2
        assert digests(tmp_path / "out") == before

    @pytest.mark.parametrize("altered", ALTERED)
    @pytest.mark.slow
    def test_a_line_that_somebody_altered_is_a_pair_to_do(self, altered: Line, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        before = digests(tmp_path / "out")
        first, *others = lines(tmp_path / "out")
        (tmp_path / "out" / "results.jsonl").write_bytes(b"".join(map(json_line, [first | altered, *others])))
        assert len(do(texts, tmp_path / "out", resume=True)[1]) == 1
        assert digests(tmp_path / "out") == before

    def test_results_are_not_overwritten_unasked(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        with pytest.raises(UsageError, match="contains the results of a batch; continue with --resume"):
            do(texts, tmp_path / "out")


class TestFolder:
    def test_a_second_batch_into_the_folder_is_told(self, texts: Path, tmp_path: Path) -> None:
        with Output(tmp_path / "out", resume=True), pytest.raises(UsageError, match="another batch is writing"):
            do(texts, tmp_path / "out", resume=True)

    def test_folder_with_other_things_is_refused(self, texts: Path, tmp_path: Path) -> None:
        """A folder with other things in it is left alone."""
        with pytest.raises(UsageError, match="is not empty and contains no batch"):
            do(texts, texts)

    def test_results_of_another_program_are_left_alone(self, texts: Path, tmp_path: Path) -> None:
        theirs = tmp_path / "out" / "results.jsonl"
        theirs.parent.mkdir()
        theirs.write_text('{"name": "run 1", "f1": 0.9}\n', encoding="utf-8")
        with pytest.raises(UsageError, match="is not empty and contains no batch"):
            do(texts, tmp_path / "out", resume=True)
        assert theirs.read_text(encoding="utf-8") == '{"name": "run 1", "f1": 0.9}\n'

    @pytest.mark.slow
    def test_copy_without_hidden_files_goes_on(self, texts: Path, tmp_path: Path) -> None:
        """A batch that was copied without its hidden files goes on."""
        do(texts, tmp_path / "out")
        shutil.copytree(tmp_path / "out", tmp_path / "copy", ignore=shutil.ignore_patterns(".*"))
        assert do(texts, tmp_path / "copy", resume=True)[1] == []

    def test_link_out_of_the_folder_is_refused(self, texts: Path, tmp_path: Path) -> None:
        """A link that leads out of the folder is refused."""
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / ".evolve-lock").touch()
        (tmp_path / "out" / "reports").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(UsageError, match=r"reports: is a link out of the output folder"):
            do(texts, tmp_path / "out")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with named pipes")
    def test_a_pipe_in_the_folder_is_not_waited_for(self, texts: Path, tmp_path: Path) -> None:
        do(texts, tmp_path / "out")
        (tmp_path / "out" / LOCK).unlink()
        os.mkfifo(tmp_path / "out" / LOCK)
        with pytest.raises(UsageError, match="is not a regular file; remove it"):
            do(texts, tmp_path / "out", resume=True)

    def test_failed_start_leaves_the_batch_finished(self, texts: Path, tmp_path: Path) -> None:
        """A run that fails before its first pair leaves the batch finished."""
        do(texts, tmp_path / "out")
        before = digests(tmp_path / "out")
        with pytest.raises(KeyboardInterrupt), Output(tmp_path / "out", resume=True):
            raise KeyboardInterrupt
        assert digests(tmp_path / "out") == before

    def test_a_file_in_the_folders_place_is_told(self, texts: Path, tmp_path: Path) -> None:
        (tmp_path / "out").touch()
        with pytest.raises(UsageError, match="is not a folder"):
            do(texts, tmp_path / "out")

    def test_a_place_without_permission_is_told(
        self, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(Path, "mkdir", refuse)
        with pytest.raises(UsageError, match=r"out: cannot be written \(permission denied\)"):
            do(texts, tmp_path / "out")

    @pytest.mark.slow
    def test_full_disk_and_resume(self, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A full disk ends the batch, and --resume finishes it."""
        do(texts, tmp_path / "whole")
        real, count = evolve.batch.output.folder.atomic_file, 0

        @contextmanager
        def filling(target: Path) -> Iterator[object]:
            nonlocal count
            count += 1
            with real(target) as file:
                if count == 2:
                    raise OSError(errno.ENOSPC, "No space left on device")
                yield file

        with monkeypatch.context() as patch:
            patch.setattr(evolve.batch.output.folder, "atomic_file", filling)
            with pytest.raises(
                UsageError, match=r"no space left on device\); free some space and continue with --resume"
            ):
                do(texts, tmp_path / "out")
        do(texts, tmp_path / "out", resume=True)
        assert digests(tmp_path / "out") == digests(tmp_path / "whole")

    @pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
    @pytest.mark.slow
    def test_file_size_limit_and_resume(self, texts: Path, tmp_path: Path) -> None:
        """A disk that takes no more bytes ends the batch, and --resume finishes it."""
        import resource

        do(texts, tmp_path / "whole")
        largest = max(path.stat().st_size for path in (tmp_path / "whole" / "reports").iterdir())
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest - 1, limits[1]))
        try:
            with pytest.raises(
                UsageError, match=r"out: cannot be written \(file too large\); free some space and continue"
            ):
                do(texts, tmp_path / "out")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        do(texts, tmp_path / "out", resume=True)
        assert digests(tmp_path / "out") == digests(tmp_path / "whole")

    @pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
    def test_full_journal_and_resume(self, tmp_path: Path) -> None:
        """A disk that takes half a line of the journal ends the batch with one message, and --resume finishes it."""
        import resource

        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        try:
            with (
                pytest.raises(UsageError, match=r"out: cannot be written \(file too large\)"),
                Output(tmp_path / "out", resume=False) as output,
            ):
                output.append_to_journal({"name": "a"})
                resource.setrlimit(resource.RLIMIT_FSIZE, (64, limits[1]))
                output.append_to_journal({"name": "b" * 100})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        with Output(tmp_path / "out", resume=True) as output:
            assert output.line_of("a") == {"name": "a"}
            assert output.line_of("b" * 100) is None

    def test_run_without_a_pair_starts_anew(self, texts: Path, tmp_path: Path) -> None:
        """A run that did nothing yet is begun anew without --resume."""
        with Output(tmp_path / "out", resume=False):
            pass
        assert do(texts, tmp_path / "out")[0].done == 3


class TestHostile:
    """Labels and texts that would like to be more than words."""

    LABELS = ("../../../etc/x", "a/b\\c", "..", ".", "x" * 300, "\u202egnp.exe", "<script>alert(1)</script>", "=1+1")
    TEXT = "<script>alert({0})</script> is no {0}. =cmd|' /C calc'!A{0} is none. ]]> ends it. \u202eNobody reads {0}."

    @pytest.fixture
    def plan(self, tmp_path: Path) -> Path:
        texts = [tmp_path / f"{n}.txt" for n in range(len(self.LABELS) + 1)]
        for n, text in enumerate(texts):
            text.write_text(self.TEXT.format(n), encoding="utf-8")
        rows = [
            {"before": b.name, "after": a.name, "label": label}
            for b, a, label in zip(texts[:-1], texts[1:], self.LABELS, strict=True)
        ]
        with (tmp_path / "plan.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ("before", "after", "label"))
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path / "plan.csv"

    def test_every_report_lies_in_its_folder(self, plan: Path, tmp_path: Path) -> None:
        before = set(tmp_path.rglob("*"))
        do(plan, tmp_path / "out", formats=tuple(RENDERERS))
        made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
        assert {path.parent for path in made} == {tmp_path / "out", tmp_path / "out" / "reports"}
        assert len(list((tmp_path / "out" / "reports").iterdir())) == len(self.LABELS) * len(RENDERERS)

    @pytest.mark.parametrize("page", ["index.html", "arguments.html"])
    def test_page_has_one_script_and_no_bidi(self, page: str, plan: Path, tmp_path: Path) -> None:
        """A page has its own script alone and no hidden change of direction."""
        do(plan, tmp_path / "out")
        text = (tmp_path / "out" / page).read_text(encoding="utf-8")
        assert text.count("<script") == 1 and "\u202e" not in text and "⟨U+202E⟩" in text

    def test_no_cell_of_the_results_is_a_formula(self, plan: Path, tmp_path: Path) -> None:
        do(plan, tmp_path / "out")
        with (tmp_path / "out" / "results.csv").open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(tuple("=+-@"))]


class TestArguments:
    @pytest.mark.slow
    def test_all_pairs_give_recurring_arguments(self, tmp_path: Path) -> None:
        """All pairs of a corpus give the arguments through it."""
        write_versions(tmp_path / "texts", 5, sentences=12)
        summary, _, _ = do(plan_of(tmp_path / "texts", "all"), tmp_path / "out")
        found = [json.loads(line) for line in (tmp_path / "out" / "arguments.jsonl").read_text("utf-8").splitlines()]
        assert summary.arguments == len(found) > 0
        assert all(claim["documents"] >= 3 for claim in found)

    def test_pairs_that_share_no_text_have_none(self, texts: Path, tmp_path: Path) -> None:
        do(plan_of(texts, "first-last"), tmp_path / "out")
        assert not (tmp_path / "out" / "arguments.jsonl").exists()


def test_text_changed_during_the_batch(texts: Path, tmp_path: Path) -> None:
    """A text that changes while the batch runs is reported."""

    class Late(AtOnce):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            (texts / "2001-essay.txt").write_text("Now it says something else entirely.", encoding="utf-8")
            return super().submit(fn, *args)

    with Output(tmp_path / "out", resume=False) as output:
        run_batch(plan_of(texts), output, Late().all, settings(tmp_path), formats=("json",))
    assert str(lines(tmp_path / "out")[0]["reason"]).startswith("2001-essay.txt: changed while the batch was running")


def test_guessed_encoding_is_noted_once_for_each_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_versions(Path("texts"), 3)
    guessed = Path("texts", "2001-essay.txt")
    guessed.write_bytes(b"The caf\xe9 & the na\xefve mayor were closed in May. " + guessed.read_bytes())
    note = "the encoding is not UTF-8; it is read as Windows-1252; if letters look wrong, save it as UTF-8"
    do(Path("texts"), Path("out"))
    page = Path("out", "index.html").read_text("utf-8")
    assert page.count(f"<small>In {guessed.name}: {note}.</small>") == page.count(note) == 1
    monkeypatch.setattr("evolve.batch.workers_of", lambda *_: AtOnce().all())
    assert main(["batch", "texts", "-o", "out", "-f", "json", "--resume"]) == 0
    assert capsys.readouterr().err == f"evolve: {guessed.name}: {note}\n"


def test_texts_that_are_sent_along_need_no_files(texts: Path, tmp_path: Path) -> None:
    class Elsewhere(AtOnce):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            shutil.rmtree(texts, ignore_errors=True)
            return super().submit(fn, *args)

    plan = plan_of(texts, "first-last")
    with Output(tmp_path / "out", resume=False) as output:
        summary = run_batch(plan, output, Elsewhere().all, settings(tmp_path), formats=("json",), send_texts=True)
    assert summary.done == 1


def test_worker_of_another_version(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker with another version of evolve is reported."""

    class Old(AtOnce):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            with monkeypatch.context() as patch:
                patch.setattr("evolve.batch.jobs.job.__version__", "0.0.1")
                return super().submit(fn, *args)

    with Output(tmp_path / "out", resume=False) as output:
        run_batch(plan_of(texts), output, Old().all, settings(tmp_path), formats=("json",))
    assert str(lines(tmp_path / "out")[0]["reason"]).startswith("the worker runs evolve 0.0.1, the batch ")


@pytest.mark.slow
def test_the_day_that_reports_are_of_is_the_only_clock(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from evolve.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    command = ["batch", "texts", "-o", "out", "--pairs", "first-last", "-f", "json", "--jobs", "1"]
    assert main(command) == 0
    (report,) = (tmp_path / "out" / "reports").iterdir()
    assert "2023-11-14" in report.read_text(encoding="utf-8")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert main([*command, "--resume"]) == 0
    assert "2023-11-14" not in report.read_text(encoding="utf-8")
    assert capsys.readouterr() == ("out/index.html\n" * 2, "")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--jobs", "0"], "argument --jobs: '0' is not a number from 1 to 1024; see `evolve batch --help`"),
        (["--executor", "ray"], "--executor: unknown executor 'ray'; choose processes, dask:local or"),
        (["--shared-files"], "--shared-files works only with Dask; leave it out, or choose a Dask --executor"),
        (["--threshold", "2"], "--threshold: 2.0 is not a number from 0 to 1; give one such as 0.3"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_made(
    more: list[str], said: str, texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from evolve.cli import main

    assert main(["batch", str(texts), "-o", str(tmp_path / "out"), *more]) == 2
    assert capsys.readouterr().err.startswith(f"evolve: {said}")
    assert not (tmp_path / "out").exists()


def test_a_body_that_a_person_chose_counts_in_a_batch(tmp_path: Path) -> None:
    """A chosen body is used unless judgements are excluded, and a new choice makes the pair anew."""
    path, _ = write_versions(tmp_path / "texts", 2)
    first_body = do(tmp_path / "texts", tmp_path / "out")
    keep_choice(read(path), "3")

    def body() -> list[list[object]]:
        (report,) = (tmp_path / "out" / "reports").glob("*.json")
        found: list[list[object]] = json.loads(report.read_text(encoding="utf-8"))["documents"][0]["body"]
        return found

    assert len(body()) == 1 and body()[0][2] == "auto"
    assert do(tmp_path / "texts", tmp_path / "out", resume=True)[1] == first_body[1]
    assert body() == [[3, 3, "user"]]
    do(tmp_path / "texts", tmp_path / "out", resume=True, typed={"judgements": False})
    assert body()[0][2] == "auto"


def test_each_text_of_a_plan_may_have_its_own_body(tmp_path: Path) -> None:
    """Lines and quotations of one text alone; a body that is not in the text is the failure of that pair."""
    write_versions(tmp_path, 2)
    plan = tmp_path / "plan.csv"
    texts = "2000-essay.txt,2001-essay.txt"
    plan.write_text(
        f"before,after,label,before_body,after_body\n{texts},own,3-5,all\n{texts},wrong,,99\n", encoding="utf-8"
    )
    summary, did, _ = do(plan_of(plan), tmp_path / "out")
    (report,) = (tmp_path / "out" / "reports").glob("*.json")
    documents = json.loads(report.read_text(encoding="utf-8"))["documents"]
    assert documents[0]["body"] == [[3, 5, "user"]]
    assert documents[1]["body"][0][0] == 1
    assert (summary.done, summary.failed, did) == (1, 1, ["own", "wrong"])
    plan.write_text(f"before,after,after_body\n{texts},none\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is not a body"):
        plan_of(plan)
