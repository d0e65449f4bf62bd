"""The executors of jobs: processes on this machine or a Dask cluster, both a `concurrent.futures.Executor`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from evolve.batch.jobs.process_pool import WorkerProcesses
from evolve.errors import UsageError
from evolve.extras import install_command
from evolve.programs import protect_children

_CONNECT_TIMEOUT = "20s"


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor, the number of jobs to submit ahead, and how to end it."""

    executor: Executor
    window: Callable[[], int]
    """Returns the maximum number of jobs submitted and not finished; more would only fill memory."""
    close: Callable[[bool], None]
    """Ends the workers; with True immediately, without waiting for running jobs."""
    call_limit: float | None = None
    """The seconds that a worker may take for a job, if it must keep the limit itself; None if the executor does, or if
    there is no limit."""


def workers_of(choice: str, jobs: int, pair_timeout: float | None = None) -> Workers:
    """Return the requested workers: "processes", "dask:local", "dask:tcp://HOST:PORT". Raises UsageError.

    `pair_timeout` limits the seconds for one pair; None for no limit.
    """
    kind, _, address = choice.partition(":")
    if choice == "processes":
        return _processes(jobs, pair_timeout)
    if kind == "dask" and (address == "local" or "://" in address):
        return _dask(address, jobs, pair_timeout)
    step = "choose processes, dask:local or dask:tcp://HOST:PORT"
    raise UsageError(f"unknown executor {choice!r}", next_step=step, where="--executor")


def _processes(jobs: int, pair_timeout: float | None) -> Workers:
    pool = WorkerProcesses(jobs, pair_timeout)
    # One running and one waiting job for each process keep all of them busy.
    return Workers(pool, lambda: 2 * jobs, lambda at_once: pool.shutdown(cancel_futures=at_once))


def _dask(address: str, jobs: int, pair_timeout: float | None) -> Workers:
    """Return the workers of an existing cluster, or of one ("local") that is started here and ends with the batch.

    Dask gives the jobs of a lost worker to others by itself.
    """
    protect_children()
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        step = f"install it with `{install_command('dask')}`, or leave out --executor"
        raise UsageError("Dask is not installed", next_step=step, where="--executor") from None
    # Dask's messages about lost workers belong to its own dashboard; the batch reports pairs.
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    cluster = None
    try:
        if address == "local":
            cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
            )
        client = Client(cluster or address, timeout=_CONNECT_TIMEOUT)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError, TypeError, ImportError) as error:
        # TypeError and ImportError come from protocols that need a certificate or another package.
        reason = str(error).partition("\n")[0] or type(error).__name__
        step = "check the address, and that `dask scheduler` is running there"
        raise UsageError(f"no response from a scheduler ({reason})", next_step=step, where=f"dask:{address}") from None
    pool = client.get_executor(pure=False)  # type: ignore[no-untyped-call]

    def window() -> int:
        # The number of workers changes while a batch runs.
        try:
            threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError):
            step = "restart it and continue with --resume"
            raise UsageError(
                "the connection to the scheduler was lost", next_step=step, where=f"dask:{address}"
            ) from None
        return max(2 * threads, 2)

    def close(at_once: bool) -> None:
        pool.shutdown(wait=not at_once)
        client.close()  # type: ignore[no-untyped-call]
        if cluster is not None:
            cluster.close()

    return Workers(pool, window, close, call_limit=pair_timeout)
