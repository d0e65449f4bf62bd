"""A batch on a real Dask scheduler with real workers, one of which is killed halfway."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from evolve.batch import Step, plan_of, run_batch, workers_of
from evolve.batch.jobs.dask_time_limit import call_within
from evolve.batch.jobs.process_pool import TookTooLong
from evolve.batch.output.folder import Output
from evolve.cli import main
from evolve.errors import UsageError

from ..batches import digests, do, settings, write_versions
from .calls import call_or_die, hang

PAIRS = 24


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
    environ = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s"}
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environ)


def told(process: subprocess.Popen[str], mark: str) -> str:
    """The first line on stderr that has a mark."""
    assert process.stderr is not None
    return next(line for line in process.stderr if mark in line)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a scheduler on loopback, and its two workers."""
    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    workers: list[subprocess.Popen[str]] = []
    try:
        address = told(scheduler, "Scheduler at:").split()[-1]
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            places = ["--no-nanny", "--no-dashboard", "--nthreads", "1", "--host", "127.0.0.1"]
            workers.append(start("dask_worker", address, *places, "--local-directory", str(tmp_path / name)))
        for worker in workers:
            told(worker, "Registered to:")
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("sending", [True, False])
def test_cluster_that_loses_a_worker(
    sending: bool, cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cluster that loses a worker gives the same bytes."""
    address, workers = cluster
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    write_versions(tmp_path / "texts", PAIRS + 1, sentences=30)
    plan = plan_of(tmp_path / "texts")
    do(plan, tmp_path / "whole")
    steps: list[Step] = []

    def watch(step: Step) -> None:
        steps.append(step)
        if len(steps) == PAIRS // 3:
            workers[0].kill()

    with Output(tmp_path / "out", resume=False) as output:
        run_batch(
            plan,
            output,
            lambda: workers_of(f"dask:{address}", 2),
            settings(tmp_path),
            formats=("json",),
            send_texts=sending,
            watch=watch,
        )
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


@pytest.mark.slow
def test_pairs_that_hang_fail_alone(
    cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More calls that hang than there are workers, and none of the workers is lost."""
    address, workers = cluster
    hands = workers_of(f"dask:{address}", 2, 1.0)
    futures = [hands.executor.submit(call_within, 1.0, hang) for _ in range(4)]
    assert all(isinstance(future.exception(), TookTooLong) for future in futures)
    assert hands.executor.submit(call_within, 60.0, call_or_die, "a", "", "").result() == "a"
    assert [worker.poll() for worker in workers] == [None, None]
    hands.close(False)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["cluster", "local"])
def test_a_pair_that_takes_too_long_fails_with_that_reason(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The limit of a hundredth of a second is too short for any pair."""
    address = request.getfixturevalue("cluster")[0] if where == "cluster" else "local"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    write_versions(tmp_path / "texts", 4, sentences=400)
    do(tmp_path / "texts", tmp_path / "whole")
    words = ["batch", "texts", "-o", "out", "-f", "json", "--executor", f"dask:{address}", "--jobs", "2"]
    assert main([*words, "--pair-timeout", "0.01"]) == 3
    results = [json.loads(line) for line in (tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()]
    assert [line["reason"] for line in results] == ["took longer than --pair-timeout allows, and was stopped"] * 3
    assert main([*words, "--resume", "--pair-timeout", "60"]) == 0
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


@pytest.mark.slow
def test_local_cluster_ends_with_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that is started for the batch ends with it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write_versions(tmp_path / "texts", 5)
    do(tmp_path / "texts", tmp_path / "whole")
    # With progress as data there is no line of it on stderr, however slow the machine is.
    arguments = ["batch", "texts", "-o", "out", "-f", "json", "--json-progress", "--jobs", "2"]
    arguments += ["--executor", "dask:local"]
    done = subprocess.run(
        [sys.executable, "-m", "evolve", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")
    assert [p for p in psutil.process_iter(["cwd"]) if p.info["cwd"] == str(tmp_path)] == []


@pytest.mark.slow
def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evolve.batch.jobs.choose_workers._CONNECT_TIMEOUT", "200ms")
    with pytest.raises(UsageError, match=r"dask:tcp://127\.0\.0\.1:1: no response from a scheduler"):
        workers_of("dask:tcp://127.0.0.1:1", 2)


@pytest.mark.parametrize("error", [TypeError("TLS expects a context"), ImportError("ucx"), ValueError("no port")])
def test_an_address_that_dask_cannot_use_is_told(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr("distributed.Client", refuse)
    with pytest.raises(UsageError, match=rf"dask:tls://127\.0\.0\.1:1: no response from a scheduler \({error}\)"):
        workers_of("dask:tls://127.0.0.1:1", 2)


@pytest.mark.parametrize(
    ("choice", "sent"),
    [("dask:tcp://far:1", True), ("dask:tls://far:1", True), ("dask:local", False), ("processes", False)],
)
def test_texts_travel_whatever_the_protocol(
    choice: str, sent: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts travel to workers elsewhere, whatever the protocol."""
    said: dict[str, object] = {}

    def stopped(*args: object, **options: object) -> None:
        said.update(options)
        raise KeyboardInterrupt

    monkeypatch.setattr("evolve.batch.run_batch", stopped)
    write_versions(tmp_path / "texts", 2)
    main(["batch", str(tmp_path / "texts"), "-o", str(tmp_path / "out"), "--executor", choice])
    assert said["send_texts"] is sent


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evolve.batch.jobs.choose_workers._CONNECT_TIMEOUT", "2s")
    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    try:
        hands = workers_of(f"dask:{told(scheduler, 'Scheduler at:').split()[-1]}", 2)
    finally:
        scheduler.kill()
        scheduler.communicate()
    with pytest.raises(
        UsageError, match="the connection to the scheduler was lost; restart it and continue with --resume"
    ):
        hands.window()
    hands.close(True)


@pytest.mark.parametrize("choice", ["dask", "dask:", "dask:10.0.0.1:8786", "ray", "dask:local:2", ""])
def test_an_executor_that_is_none_is_told(choice: str) -> None:
    with pytest.raises(UsageError, match="choose processes, dask:local or dask:tcp://HOST:PORT"):
        workers_of(choice, 2)


def test_dask_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"Dask is not installed; install it with `pip install .*\[dask\]'?`"):
        workers_of("dask:local", 2)
