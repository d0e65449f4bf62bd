"""Workers that die, and batches that are stopped: nothing is lost, nothing is left running."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from evolve.batch.jobs.job import failed
from evolve.batch.jobs.process_pool import TookTooLong, WorkerLost, WorkerProcesses
from evolve.cli import main

from ..batches import digests, do, write_versions
from .calls import call_or_die, half_an_answer, hang, refuse, torn


@pytest.fixture
def pool() -> Iterator[WorkerProcesses]:
    with WorkerProcesses(2) as made:
        yield made


@pytest.mark.slow
def test_a_call_that_kills_its_worker_fails_alone(pool: WorkerProcesses) -> None:
    futures = {label: pool.submit(call_or_die, label, "c", "") for label in "abcdef"}
    error = futures.pop("c").exception()
    assert isinstance(error, WorkerLost) and str(error) == "it ended with exit code 9"
    assert [future.result() for future in futures.values()] == list("abdef")


@pytest.mark.slow
def test_killed_call_is_done_by_another_worker(pool: WorkerProcesses, tmp_path: Path) -> None:
    """A call whose worker was killed once is done by another."""
    futures = [pool.submit(call_or_die, label, "c", str(tmp_path / "scar")) for label in "abcdef"]
    assert [future.result() for future in futures] == list("abcdef")


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signal masks there")
@pytest.mark.slow
def test_the_first_worker_does_not_receive_ctrl_c_while_it_starts() -> None:
    program = """
import signal
from evolve.batch.jobs.process_pool import WorkerProcesses
with WorkerProcesses(1) as pool:
    print(signal.SIGINT in pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_an_error_of_a_call_is_its_own(pool: WorkerProcesses) -> None:
    assert isinstance(pool.submit(refuse, "x").exception(), LookupError)
    assert pool.submit(call_or_die, "a", "", "").result() == "a"


@pytest.mark.slow
def test_an_answer_that_never_comes_fails_alone(pool: WorkerProcesses) -> None:
    assert isinstance(pool.submit(torn).exception(), WorkerLost)
    assert pool.submit(call_or_die, "a", "", "").result() == "a"


@pytest.mark.slow
def test_half_an_answer_fails_alone(pool: WorkerProcesses) -> None:
    """A worker killed halfway through an answer costs that call alone."""
    error = pool.submit(half_an_answer, "").exception()
    assert isinstance(error, WorkerLost) and str(error) == "it was killed, perhaps because memory ran out"
    assert pool.submit(call_or_die, "a", "", "").result() == "a"


def test_half_an_answer_is_asked_for_again(pool: WorkerProcesses, tmp_path: Path) -> None:
    """An answer that was cut in half once is given whole by another worker."""
    assert pool.submit(half_an_answer, str(tmp_path / "scar")).result() == "whole"


@pytest.mark.slow
def test_what_cannot_be_sent_fails_alone(pool: WorkerProcesses) -> None:
    assert pool.submit(lambda: None).exception() is not None
    assert pool.submit(call_or_die, "a", "", "").result() == "a"


@pytest.mark.slow
def test_a_call_that_never_ends_fails_alone() -> None:
    with WorkerProcesses(1, seconds=1) as pool:
        futures = [pool.submit(hang), pool.submit(call_or_die, "a", "", ""), pool.submit(hang)]
        assert isinstance(futures[0].exception(), TookTooLong)
        assert futures[1].result() == "a"
        assert isinstance(futures[2].exception(), TookTooLong)


@pytest.mark.slow
def test_a_pair_that_takes_too_long_fails_with_that_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The limit of a hundredth of a second is too short for any pair."""
    monkeypatch.chdir(tmp_path)
    write_versions(tmp_path / "texts", 3, sentences=400)
    words = ["batch", "texts", "-o", "out", "--jobs", "1", "-f", "json"]
    assert main([*words, "--pair-timeout", "0.01"]) == 3
    results = [json.loads(line) for line in (tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()]
    assert {line["reason"] for line in results} == {"took longer than --pair-timeout allows, and was stopped"}
    assert len(results) == 2
    assert main([*words, "--resume", "--pair-timeout", "0"]) == 0


def test_workers_stopped_at_once_finish_nothing() -> None:
    """Workers that are stopped at once finish nothing."""
    pool = WorkerProcesses(1)
    futures = [pool.submit(signal.pause) for _ in range(3)]
    pool.shutdown(cancel_futures=True)
    assert all(future.cancelled() or future.exception() for future in futures)


def test_a_failure_names_its_pair() -> None:
    assert failed("x → y", "x--y", "gone\x1b").line == {
        "pair": "x → y", "name": "x--y", "outcome": "failed", "reason": "gone"
    }  # fmt: skip


class Running:
    """`evolve batch` as a process, and what it tells of its progress."""

    def __init__(self, texts: Path, target: Path, *more: str) -> None:
        command = [sys.executable, "-m", "evolve", "batch", str(texts), "-o", str(target), "-f", "json", "--jobs", "2"]
        self.process = subprocess.Popen(
            [*command, "--json-progress", *more],
            cwd=target.parent,
            env=environ(target.parent),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def until(self, pairs: int) -> None:
        """Wait until so many pairs are over and done with."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            told = json.loads(line)
            if told["done"] + told["kept"] >= pairs:
                return

    def children(self) -> list[psutil.Process]:
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def ended(self) -> tuple[int, str]:
        """Its exit code, and what it said."""
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said


def environ(folder: Path) -> dict[str, str]:
    names = {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    return {name: value for name, value in os.environ.items() if not name.startswith("EVOLVE_")} | names


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name, value in environ(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    write_versions(tmp_path / "texts", 13, sentences=30)
    yield tmp_path / "texts"


@pytest.fixture
def whole(versions: Path, tmp_path: Path) -> dict[str, str]:
    """What an undisturbed batch leaves."""
    do(versions, tmp_path / "whole")
    return digests(tmp_path / "whole")


@pytest.mark.slow
def test_processes_give_the_bytes_that_one_gives(versions: Path, tmp_path: Path, whole: dict[str, str]) -> None:
    assert main(["batch", str(versions), "-o", "out", "-f", "json", "--jobs", "2"]) == 0
    assert digests(tmp_path / "out") == whole


@pytest.mark.slow
def test_a_killed_worker_costs_no_pair(versions: Path, tmp_path: Path, whole: dict[str, str]) -> None:
    batch = Running(versions, tmp_path / "out")
    batch.until(4)
    worker = next(child for child in batch.children() if "spawn_main" in " ".join(child.cmdline()))
    worker.kill()
    assert batch.ended() == (0, "")
    assert digests(tmp_path / "out") == whole


@pytest.mark.slow
def test_ctrl_c_and_resume(versions: Path, tmp_path: Path, whole: dict[str, str]) -> None:
    """Ctrl+C ends a batch with one line, and --resume finishes it."""
    batch = Running(versions, tmp_path / "out")
    batch.until(4)
    os.killpg(batch.process.pid, signal.SIGINT)
    code, said = batch.ended()
    assert (code, said.count("\n")) == (130, 1) and "of 12 pairs; continue with --resume" in said
    assert main(["batch", str(versions), "-o", "out", "-f", "json", "--resume"]) == 0
    assert digests(tmp_path / "out") == whole


@pytest.mark.slow
def test_a_killed_batch_leaves_no_worker_behind(versions: Path, tmp_path: Path) -> None:
    batch = Running(versions, tmp_path / "out")
    batch.until(2)
    children = batch.children()
    batch.process.kill()
    batch.ended()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert children and alive == []


@pytest.mark.slow
def test_second_batch_into_the_folder(versions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second batch into the folder is refused, and a killed one holds no lock."""
    again = ["batch", str(versions), "-o", "out", "-f", "json", "--resume"]
    batch = Running(versions, tmp_path / "out")
    batch.until(1)
    assert main(again) == 2
    assert capsys.readouterr().err == (
        "evolve: out: another batch is writing to this folder; wait for it, or choose another folder with -o\n"
    )
    batch.process.kill()
    batch.ended()
    assert main(again) == 0


def test_parent_loads_nothing_heavy() -> None:
    """The parent loads nothing that only workers need."""
    code = (
        "import sys, evolve.batch, evolve.batch.output.folder, evolve.cli.commands.batch\n"
        "print({'numpy', 'nltk', 'rapidfuzz', 'rich', 'distributed'} & {*sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


@pytest.mark.slow
def test_a_batch_of_200_pairs_survives_ten_kills(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from random import Random

    for name, value in environ(tmp_path).items():
        monkeypatch.setenv(name, value)
    write_versions(tmp_path / "texts", 201, sentences=12)
    do(tmp_path / "texts", tmp_path / "whole")
    luck = Random(1)
    kills = 0
    while kills < 10:
        batch = Running(tmp_path / "texts", tmp_path / "out", "--resume")
        # Between two pairs, in the midst of one, while workers start, while the last files are written.
        batch.until(luck.choice([0, 1, 20 * kills + luck.randrange(20), 20 * (kills + 1), 200 if kills > 7 else 0]))
        try:
            batch.process.wait(luck.random() * 0.3)
        except subprocess.TimeoutExpired:
            batch.process.kill()
        batch.ended()
        kills += 1
    assert Running(tmp_path / "texts", tmp_path / "out", "--resume").ended() == (0, "")
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")
