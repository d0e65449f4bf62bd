"""Who does the jobs: processes on this machine, or a Dask cluster, behind `concurrent.futures.Executor`.

Processes are spawned, not forked: a fork would copy the threads' locks of a progress bar in any state, and it would
inherit the lock on the output folder, so that a killed batch would seem to go on. A spawned worker pays for its imports
once, about half a second, and then takes any number of jobs. The same way of starting works on every system.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol, cast

from evolve.batch.job import Job, Outcome, work
from evolve.errors import UsageError

LOCAL = "dask:local"
_CONNECT = "20s"


class Crew(Protocol):
    """Workers, and how many jobs to keep before them."""

    window: int

    def submit(self, job: Job) -> Future[Outcome]: ...

    def renew(self) -> None:
        """Start anew after workers were lost with their jobs."""

    def close(self, *, at_once: bool) -> None:
        """Let the workers go; `at_once` without waiting for what they are doing."""


@dataclass
class Processes:
    """Worker processes on this machine."""

    jobs: int
    window: int = 0
    _pool: Executor | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        # One job in hand for each worker and one waiting keeps all busy; more would only lie in memory.
        self.window = 2 * self.jobs

    def submit(self, job: Job) -> Future[Outcome]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_prepare)
        with _interrupts_held():
            return self._pool.submit(work, job)

    def renew(self) -> None:
        self.close(at_once=True)

    def close(self, *, at_once: bool) -> None:
        if self._pool is None:
            return
        self._pool.shutdown(wait=not at_once, cancel_futures=True)
        self._pool = None
        if at_once:
            for process in multiprocessing.active_children():
                process.kill()
                process.join()


class Dask:
    """The workers of a Dask cluster, or of one that is started here and ends with the batch."""

    def __init__(self, address: str, jobs: int) -> None:
        """`address` is "local", or a scheduler's, as "tcp://10.0.0.1:8786". Raises UsageError when none answers."""
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            step = "install it with `pip install 'evolve[dask]'`, or leave --executor out"
            raise UsageError("Dask is not installed", next_step=step, where="--executor") from None
        # What Dask has to say of lost workers is for its own dashboard; the batch tells of pairs.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._cluster = None
        try:
            if address == "local":
                self._cluster = LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
                )
            self._client = Client(self._cluster or address, timeout=_CONNECT)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            step = "check the address, and that `dask scheduler` runs there"
            raise UsageError(f"no scheduler answers ({reason})", next_step=step, where=f"dask:{address}") from None
        self._pool = self._client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        self.window = 2 * jobs

    def submit(self, job: Job) -> Future[Outcome]:
        threads = sum(self._client.nthreads().values())  # type: ignore[no-untyped-call]
        self.window = max(2 * threads, 2)
        return cast("Future[Outcome]", self._pool.submit(work, job))

    def renew(self) -> None:
        """Dask gives the jobs of a lost worker to others by itself."""

    def close(self, *, at_once: bool) -> None:
        self._pool.shutdown(wait=not at_once)
        self._client.close()  # type: ignore[no-untyped-call]
        if self._cluster is not None:
            self._cluster.close()


def crew(wish: str, jobs: int) -> Crew:
    """The workers that were asked for: "processes", "dask:local", "dask:tcp://HOST:PORT". Raises UsageError."""
    kind, _, address = wish.partition(":")
    if wish == "processes":
        return Processes(jobs)
    if kind == "dask" and (address == "local" or "://" in address):
        return Dask(address, jobs)
    step = "choose processes, dask:local or dask:tcp://HOST:PORT"
    raise UsageError(f"there is no executor {wish!r}", next_step=step, where="--executor")


def _prepare() -> None:
    """What a worker does before its first job."""
    # Ctrl-C is the parent's to handle; it reaches all processes of a terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One process a core already keeps all cores busy.
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    import evolve.compare  # noqa: F401  # paid for before the first job, once


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    """A worker whose parent was killed waits for jobs for ever, because it holds the queue open itself."""
    parent.join()
    os._exit(1)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until this is over; a worker that is started meanwhile never hears of it."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
