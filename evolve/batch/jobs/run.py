"""Keep the workers busy: submit tasks and collect results, with no more tasks submitted than the workers need.

The failure of a task does not affect the others; the loss of its worker is a reason for failure like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TypeVar

from evolve.batch.jobs.choose_workers import Workers
from evolve.batch.jobs.dask_time_limit import call_within
from evolve.batch.jobs.process_pool import TookTooLong

Task = TypeVar("Task")
Result = TypeVar("Result")


def run(
    tasks: Iterable[Task],
    workers: Workers,
    work: Callable[[Task], Result],
    *,
    on_done: Callable[[Task, Result], None],
    on_lost: Callable[[Task, str], None],
) -> None:
    """Let the workers call `work` with every task, in any order. Tasks are created as they are needed.

    Each result is passed to `on_done` as soon as it is available. A task without a result, because its worker was lost
    or because it took too long, is passed to `on_lost` with the reason.
    """
    pending: dict[Future[Result], Task] = {}

    def collect_finished() -> None:
        done, _ = wait(pending, return_when=FIRST_COMPLETED)
        for future in done:
            task = pending.pop(future)
            reason = _loss(future)
            if reason:
                on_lost(task, reason)
            else:
                on_done(task, future.result())

    for task in tasks:
        pending[_submitted(work, task, workers)] = task
        while len(pending) >= workers.window():
            collect_finished()
    while pending:
        collect_finished()


def _submitted(work: Callable[[Task], Result], task: Task, workers: Workers) -> Future[Result]:
    if workers.call_limit is None:
        return workers.executor.submit(work, task)
    return workers.executor.submit(call_within, workers.call_limit, work, task)


def _loss(future: Future[Result]) -> str:
    """Return why a finished call has no result; "" if it has one."""
    if future.cancelled():
        return "its worker was lost"
    error = future.exception()
    if isinstance(error, TookTooLong):
        return "took longer than --pair-timeout allows, and was stopped"
    return "" if error is None else f"its worker was lost: {type(error).__name__}: {error}"
