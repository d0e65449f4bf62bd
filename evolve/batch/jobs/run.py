"""Keep the workers busy: submit jobs and collect outcomes, with no more jobs submitted than the workers need.

The failure of a pair does not affect the others; the loss of its worker is a reason for failure like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait

from evolve.batch.jobs.choose_workers import Workers
from evolve.batch.jobs.dask_time_limit import call_within
from evolve.batch.jobs.job import Job, Outcome, failed, work
from evolve.batch.jobs.process_pool import TookTooLong

OnOutcome = Callable[[Job, Outcome], None]
"""Called with each outcome as soon as it is available."""


def run(jobs: Iterable[Job], workers: Workers, on_outcome: OnOutcome) -> None:
    """Run all jobs, in any order. Jobs are created as they are needed."""
    pending: dict[Future[Outcome], Job] = {}
    for job in jobs:
        pending[_submitted(job, workers)] = job
        while len(pending) >= workers.window():
            _collect_finished(pending, on_outcome)
    while pending:
        _collect_finished(pending, on_outcome)


def _submitted(job: Job, workers: Workers) -> Future[Outcome]:
    if workers.call_limit is None:
        return workers.executor.submit(work, job)
    return workers.executor.submit(call_within, workers.call_limit, work, job)


def _collect_finished(pending: dict[Future[Outcome], Job], on_outcome: OnOutcome) -> None:
    """Wait until at least one job is finished, and pass on the outcomes."""
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        job = pending.pop(future)
        on_outcome(job, _outcome(future, job))


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    if future.cancelled():
        return failed(job.label, job.name, "its worker was lost")
    error = future.exception()
    if isinstance(error, TookTooLong):
        return failed(job.label, job.name, "took longer than --pair-timeout allows, and was stopped")
    if error is not None:
        return failed(job.label, job.name, f"its worker was lost: {type(error).__name__}: {error}")
    return future.result()
