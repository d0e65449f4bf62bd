"""Who does the jobs: processes on this machine or a Dask cluster, both a `concurrent.futures.Executor`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from evolve.batch.jobs.processes import WorkerProcesses
from evolve.errors import UsageError

_CONNECT = "20s"


@dataclass(frozen=True, slots=True)
class Workers:
    """Workers, how many jobs to keep before them, and how to let them go."""

    executor: Executor
    window: Callable[[], int]
    """How many jobs may be in the air; more would only lie in memory."""
    close: Callable[[bool], None]
    """Lets the workers go: True at once, without waiting for what they are doing."""


def workers_of(choice: str, jobs: int) -> Workers:
    """The workers that were asked for: "processes", "dask:local", "dask:tcp://HOST:PORT". Raises UsageError."""
    kind, _, address = choice.partition(":")
    if choice == "processes":
        return _processes(jobs)
    if kind == "dask" and (address == "local" or "://" in address):
        return _dask(address, jobs)
    step = "choose processes, dask:local or dask:tcp://HOST:PORT"
    raise UsageError(f"there is no executor {choice!r}", next_step=step, where="--executor")


def _processes(jobs: int) -> Workers:
    pool = WorkerProcesses(jobs)
    # One job in hand for each and one waiting keeps all busy.
    return Workers(pool, lambda: 2 * jobs, lambda at_once: pool.shutdown(cancel_futures=at_once))


def _dask(address: str, jobs: int) -> Workers:
    """A cluster that is there, or one ("local") that is started here and ends with the batch.

    Dask gives the jobs of a lost worker to others by itself.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        step = "install it with `pip install 'evolve[dask]'`, or leave --executor out"
        raise UsageError("Dask is not installed", next_step=step, where="--executor") from None
    # What Dask has to say of lost workers is for its own dashboard; the batch tells of pairs.
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    cluster = None
    try:
        if address == "local":
            cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
            )
        client = Client(cluster or address, timeout=_CONNECT)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError, TypeError, ImportError) as error:
        # The last two for protocols that want a certificate or another package.
        reason = str(error).partition("\n")[0] or type(error).__name__
        step = "check the address, and that `dask scheduler` runs there"
        raise UsageError(f"no scheduler answers ({reason})", next_step=step, where=f"dask:{address}") from None
    pool = client.get_executor(pure=False)  # type: ignore[no-untyped-call]

    def window() -> int:
        # Workers come and go while a batch runs.
        try:
            threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError):
            step = "start it again and go on with --resume"
            raise UsageError("the scheduler has gone away", next_step=step, where=f"dask:{address}") from None
        return max(2 * threads, 2)

    def close(at_once: bool) -> None:
        pool.shutdown(wait=not at_once)
        client.close()  # type: ignore[no-untyped-call]
        if cluster is not None:
            cluster.close()

    return Workers(pool, window, close)
