"""Compare many pairs: read a plan, give its pairs as jobs to workers, collect their results, and write an index of all.

`run_batch` starts or resumes a plan. This room does not depend on a terminal: callers pass `watch` to follow progress.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from evolve.batch.jobs.choose_workers import Workers, workers_of
from evolve.batch.jobs.job import Job, Outcome, failed, work
from evolve.batch.jobs.prepare import JobFactory
from evolve.batch.jobs.run import run
from evolve.batch.output.folder import Output
from evolve.batch.plan import Plan, language_of
from evolve.batch.plan.file import plan_of_file
from evolve.batch.plan.folder import CHOICES, plan_of_folder
from evolve.batch.results.finish import About, Summary, digest_of_plan, finish
from evolve.batch.step import Step
from evolve.errors import EvolveError, UsageError
from evolve.settings.sources import Sourced
from evolve.text.clean import clean_line

__all__ = ["CHOICES", "Plan", "Step", "Summary", "Workers", "plan_of", "run_batch", "workers_of"]


def plan_of(path: Path, pairs: str | None = None, *, excluding: Path | None = None) -> Plan:
    """Return the plan in a file or a folder. Raises EvolveError.

    For a folder, `pairs` chooses which versions are paired, and the folder `excluding` is left out.
    """
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        return plan_of_folder(path, pairs or CHOICES[0], excluding=excluding)
    plan = plan_of_file(path)
    if pairs is not None:
        step = "name a folder, or leave out --pairs"
        raise UsageError(
            "--pairs works only with a folder; a plan lists its own pairs", next_step=step, where=clean_line(str(path))
        )
    return plan


def run_batch(
    plan: Plan,
    output: Output,
    workers: Callable[[], Workers],
    shared: Sourced,
    *,
    formats: Sequence[str],
    send_texts: bool = False,
    date: str = "",
    watch: Callable[[Step], None] = lambda step: None,
) -> Summary:
    """Compare all pairs of a plan that are not done yet, and write the results of all.

    `workers` is called only if there is a pair to compare. `send_texts` sends the texts with the jobs; `date` is the
    date shown in reports. An interruption ends the workers immediately and keeps the results so far.
    """
    occurrences = Counter(version.path for pair in plan.pairs for version in (pair.before, pair.after))
    follows_arguments = max(occurrences.values()) > 1
    factory = JobFactory(shared, plan.origin, formats, follows_arguments, send_texts, date)

    def on_outcome(job: Job, outcome: Outcome) -> None:
        output.record(outcome, job.key)
        watch(Step(job.label, str(outcome.line["outcome"]), str(outcome.line["reason"])))

    def jobs() -> Iterator[Job]:
        for pair in plan.pairs:
            try:
                job = factory.job(pair)
            except EvolveError as error:
                outcome = failed(pair.label, pair.name, str(error))
                output.record(outcome, "")
                watch(Step(pair.label, "failed", str(outcome.line["reason"])))
                continue
            if output.recorded(pair.name, job.key):
                watch(Step(pair.label, "kept"))
            else:
                yield job

    remaining = jobs()
    first = next(remaining, None)
    if first is not None:
        started_workers = workers()
        is_finished = False
        try:
            run(
                chain([first], remaining),
                started_workers,
                work,
                on_done=on_outcome,
                on_lost=lambda job, reason: on_outcome(job, failed(job.label, job.name, reason)),
            )
            is_finished = True
        finally:
            started_workers.close(not is_finished)
    title = clean_line(Path(plan.origin).resolve().stem)
    about = About(title, digest_of_plan(plan.pairs), len(plan.pairs), tuple(formats), follows_arguments, plan.notes)
    languages = [language_of(pair, shared) for pair in plan.pairs]
    return finish(output, [pair.name for pair in plan.pairs], about, languages=languages)
