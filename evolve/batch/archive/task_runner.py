"""Let workers do the tasks of an archive whose results are not in the journal yet, and record each result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from evolve.batch.archive.tasks import Task, work
from evolve.batch.jobs.choose_workers import Workers
from evolve.batch.jobs.job import Outcome, failed
from evolve.batch.jobs.run import run
from evolve.batch.output.folder import Output
from evolve.batch.step import Step


class TaskRunner:
    """Lets workers do the tasks that are not recorded yet; they are started for the first of these."""

    def __init__(self, output: Output, workers: Callable[[], Workers]) -> None:
        self._output = output
        self._workers = workers
        self._started: Workers | None = None
        self._is_interrupted = False

    def do(self, tasks: Iterable[Task], watch: Callable[[Step], None]) -> None:
        """Do the tasks, and record the outcome of each."""

        def on_done(task: Task, outcome: Outcome) -> None:
            self._output.record(outcome, task.key)
            reason = str(outcome.line["reason"]).removeprefix(f"{task.label}: ")
            watch(Step(task.label, str(outcome.line["outcome"]), reason))

        def missing() -> Iterator[Task]:
            for task in tasks:
                line = self._output.recorded(task.name, task.key)
                if line is not None and task.accepts(line):
                    watch(Step(task.label, "kept"))
                else:
                    yield task

        remaining = missing()
        first = next(remaining, None)
        if first is None:
            return
        self._is_interrupted = True
        self._started = self._started or self._workers()
        run(
            chain([first], remaining),
            self._started,
            work,
            on_done=on_done,
            on_lost=lambda task, reason: on_done(task, failed(task.label, task.name, reason)),
        )
        self._is_interrupted = False

    def close(self) -> None:
        """End the workers, after an interruption immediately."""
        if self._started is not None:
            self._started.close(self._is_interrupted)
