"""From one pair to an archive: a plan, its pairs as jobs for many workers, their results, and an index over all.

`run_batch` does a plan or goes on with one. The room knows no terminal: whoever wants to see progress passes a `watch`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evolve.batch.jobs.executors import Workers, workers_of
from evolve.batch.jobs.job import Job, Outcome, failed
from evolve.batch.jobs.prepare import Maker
from evolve.batch.jobs.run import run
from evolve.batch.output.folder import Output
from evolve.batch.plan import Plan
from evolve.batch.plan.file import plan_of_file
from evolve.batch.plan.folder import CHOICES, plan_of_folder
from evolve.batch.results.finish import About, Summary, digest_of_plan, finish
from evolve.errors import EvolveError, UsageError
from evolve.settings.sources import Sourced
from evolve.text.clean import clean_line

__all__ = ["CHOICES", "Plan", "Step", "Summary", "Workers", "plan_of", "run_batch", "workers_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """A pair that is over and done with."""

    pair: str
    outcome: str
    """"done", "failed", or "kept" when an earlier run had done it."""
    reason: str = ""


def plan_of(path: Path, pairs: str | None = None, *, excluding: Path | None = None) -> Plan:
    """The plan in a file or a folder; `pairs` chooses for a folder, without `excluding`. Raises EvolveError."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        return plan_of_folder(path, pairs or CHOICES[0], excluding=excluding)
    plan = plan_of_file(path)
    if pairs is not None:
        step = "name a folder, or leave --pairs out"
        raise UsageError("a plan names its pairs itself", next_step=step, where=clean_line(str(path)))
    return plan


def run_batch(
    plan: Plan,
    output: Output,
    workers: Callable[[], Workers],
    shared: Sourced,
    *,
    formats: Sequence[str],
    sending: bool = False,
    date: str = "",
    watch: Callable[[Step], None] = lambda step: None,
) -> Summary:
    """Do all pairs of a plan that are not done yet, and write what is made of them all.

    `workers` is called when there is something to do. `sending` lets the texts travel with the jobs; `date` is the day
    that reports say they were made on. An interruption lets the workers go at once and leaves what was done.
    """
    texts = Counter(version.path for pair in plan.pairs for version in (pair.before, pair.after))
    quoting = max(texts.values()) > 1
    maker = Maker(shared, plan.origin, formats, quoting, sending, date)

    def on_outcome(job: Job, outcome: Outcome) -> None:
        output.record(outcome, job.key)
        watch(Step(job.label, str(outcome.line["outcome"]), str(outcome.line["reason"])))

    def jobs() -> Iterator[Job]:
        for pair in plan.pairs:
            try:
                job = maker.job(pair)
            except EvolveError as error:
                outcome = failed(pair.label, pair.name, str(error))
                output.record(outcome, "")
                watch(Step(pair.label, "failed", str(outcome.line["reason"])))
                continue
            if output.recorded(pair.name, job.key):
                watch(Step(pair.label, "kept"))
            else:
                yield job

    todo = jobs()
    first = next(todo, None)
    if first is not None:
        hands = workers()
        finished = False
        try:
            run(_from(first, todo), hands, on_outcome)
            finished = True
        finally:
            hands.close(not finished)
    title = clean_line(Path(plan.origin).resolve().stem)
    about = About(title, digest_of_plan(plan.pairs), len(plan.pairs), tuple(formats), quoting, plan.notes)
    return finish(output, [pair.name for pair in plan.pairs], about)


def _from(first: Job, rest: Iterator[Job]) -> Iterator[Job]:
    yield first
    yield from rest
