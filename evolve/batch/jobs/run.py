"""Keeping the workers busy: jobs out, outcomes in, never more in the air than the workers need.

Whatever becomes of a pair, the others go on; that its worker was lost is a reason like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait

from evolve.batch.jobs.executors import Workers
from evolve.batch.jobs.job import Job, Outcome, failed, work

OnOutcome = Callable[[Job, Outcome], None]
"""What is done with an outcome as soon as it is there."""


def run(jobs: Iterable[Job], workers: Workers, on_outcome: OnOutcome) -> None:
    """Have all jobs done, in any order. The jobs are made as they are needed."""
    pending: dict[Future[Outcome], Job] = {}
    for job in jobs:
        pending[workers.executor.submit(work, job)] = job
        while len(pending) >= workers.window():
            _settle(pending, on_outcome)
    while pending:
        _settle(pending, on_outcome)


def _settle(pending: dict[Future[Outcome], Job], on_outcome: OnOutcome) -> None:
    """Wait until something is done, and take it."""
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        job = pending.pop(future)
        on_outcome(job, _outcome(future, job))


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    if future.cancelled():
        return failed(job.label, job.name, "its worker was lost")
    error = future.exception()
    if error is not None:
        return failed(job.label, job.name, f"its worker was lost: {type(error).__name__}: {error}")
    return future.result()
