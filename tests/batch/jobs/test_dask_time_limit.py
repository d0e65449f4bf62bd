"""Calls with a time limit in a child process: the child hangs, dies, is idle, or loses its worker."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from evolve.batch.jobs import dask_time_limit
from evolve.batch.jobs.dask_time_limit import CHILDREN, call_within
from evolve.batch.jobs.process_pool import TookTooLong, WorkerLost
from evolve.programs import own_python

from .calls import call_or_die, hang, refuse, torn


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    for child in CHILDREN:
        CHILDREN.end(child)


@pytest.mark.slow
def test_calls_that_hang_die_or_fail_are_ended_alone() -> None:
    with pytest.raises(TookTooLong):
        call_within(0.3, hang)
    assert call_within(60, call_or_die, "a", "", "") == "a"
    with pytest.raises(LookupError, match="x"):
        call_within(60, refuse, "x")
    with pytest.raises(WorkerLost, match="it ended with exit code 9"):
        call_within(60, call_or_die, "a", "a", "")
    with pytest.raises(WorkerLost, match="it ended with exit code 9"):
        call_within(60, torn)
    assert call_within(60, print, "printed lines are no answer") is None


@pytest.mark.slow
def test_a_child_serves_many_calls_and_ends_when_it_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_time_limit, "_IDLE", 0.2)
    for label in "abc":
        assert call_within(60, call_or_die, label, "", "") == label
    (child,) = CHILDREN
    child.process.wait(20)
    assert not [*CHILDREN]


@pytest.mark.slow
@pytest.mark.parametrize("call", ["time.sleep, 60", "re.match, '(a+)+$', 'a' * 60 + 'b'"])
def test_a_child_ends_with_its_worker(call: str) -> None:
    """The second call lets no other thread of the child run; the child ends some seconds after its time limit."""
    code = f"import re, time; from evolve.batch.jobs.dask_time_limit import call_within; call_within(1, {call})"
    worker = subprocess.Popen(own_python(code.replace("within(1, time", "within(60, time")))
    children: list[psutil.Process] = []
    while not children:
        time.sleep(0.05)
        children = psutil.Process(worker.pid).children()
    time.sleep(0.5)
    worker.kill()
    worker.wait()
    assert psutil.wait_procs(children, timeout=20)[1] == []


def test_a_limit_leaves_the_interpreter_as_it_was() -> None:
    code = "from evolve.batch.jobs.process_pool import ended_after\nwith ended_after(60): pass\nprint(1)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("1\n", "")
