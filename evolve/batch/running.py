"""Keeping the workers busy: jobs out, outcomes in, never more in the air than the workers need.

Whatever becomes of a pair, the others go on. When a worker dies it takes its pool along, and nobody can tell whose
fault it was: the jobs that were in the air are then done one by one, and the one that kills its worker again has
failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait

from evolve.batch.job import Job, Outcome, failed
from evolve.batch.workers import Crew

Take = Callable[[Job, Outcome], None]
"""What is done with an outcome as soon as it is there."""


def run(jobs: Iterable[Job], crew: Crew, take: Take) -> None:
    """Have all jobs done, in any order. The jobs are made as they are needed."""
    pending: dict[Future[Outcome], Job] = {}
    for job in jobs:
        try:
            pending[crew.submit(job)] = job
        except BrokenExecutor:
            _one_by_one([*_collect(pending, take), job], crew, take)
        while len(pending) >= crew.window:
            _settle(pending, crew, take)
    while pending:
        _settle(pending, crew, take)


def _settle(pending: dict[Future[Outcome], Job], crew: Crew, take: Take) -> None:
    """Wait until something is done, and take it."""
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    if any(isinstance(future.exception(), BrokenExecutor) for future in done if not future.cancelled()):
        _one_by_one(_collect(pending, take), crew, take)
        return
    for future in done:
        job = pending.pop(future)
        take(job, _outcome(future, job))


def _collect(pending: dict[Future[Outcome], Job], take: Take) -> list[Job]:
    """Take what was done before the workers were lost, and give the jobs that were lost with them."""
    lost: list[Job] = []
    wait(pending)
    for future, job in pending.items():
        if future.cancelled() or isinstance(future.exception(), BrokenExecutor):
            lost.append(job)
        else:
            take(job, _outcome(future, job))
    pending.clear()
    return lost


def _one_by_one(jobs: Iterable[Job], crew: Crew, take: Take) -> None:
    crew.renew()
    for job in jobs:
        try:
            outcome = crew.submit(job).result()
        except BrokenExecutor:
            crew.renew()
            outcome = failed(job.label, job.name, "its worker was killed, as when memory runs out")
        take(job, outcome)


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    if future.cancelled():
        return failed(job.label, job.name, "its worker was lost")
    error = future.exception()
    if error is not None:
        return failed(job.label, job.name, f"its worker was lost: {type(error).__name__}: {error}")
    return future.result()
