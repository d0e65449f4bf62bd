"""`evolve batch` and `evolve merge`: many pairs, their reports, and an index over all."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from evolve.batch import Summary, crew, merge, plan_of, run_batch
from evolve.batch.output.folder import Output
from evolve.cli.batch_options import DEFAULT_FORMAT
from evolve.cli.output import put, say
from evolve.cli.progress import watcher
from evolve.errors import UsageError
from evolve.report.provenance import date_in
from evolve.settings.sources import load_settings
from evolve.text.clean import clean_line

_SOME_FAILED = 3


def batch(options: Namespace) -> int:
    """Do a plan, or what is left of it."""
    typed = {name: getattr(options, name) for name in ("threshold", "language", "body", "judgements")}
    shared = load_settings({name: value for name, value in typed.items() if value is not None})
    target = Path(options.output)
    jobs = options.jobs or _cores()
    if not (options.executor == "processes" or options.executor.startswith("dask:")):
        # Said before the folder is made; whether anybody answers there shows when there is something to do.
        crew(options.executor, jobs)
    plan = plan_of(Path(options.plan), options.pairs, but=target)
    formats = tuple(dict.fromkeys(options.format or [DEFAULT_FORMAT]))
    at, parts = options.shard or (1, 1)
    mine = len(range(at, len(plan.pairs) + 1, parts))
    elsewhere = options.executor not in ("processes", "dask:local")
    if options.shared_files and not options.executor.startswith("dask:"):
        raise UsageError("--shared-files is for Dask workers", next_step="leave it out, or name an --executor")
    with Output(target, resume=options.resume) as output:
        for line in plan.notes:
            say(f"{options.plan}: {line}")
        progress = watcher(as_json=options.json_progress)(mine)
        try:
            with progress:
                summary = run_batch(
                    plan,
                    output,
                    lambda: crew(options.executor, jobs),
                    shared,
                    formats=formats,
                    shard=options.shard,
                    sending=elsewhere and not options.shared_files,
                    prune=options.prune,
                    date=date_in(os.environ),
                    watch=progress.step,
                )
        except KeyboardInterrupt:
            say(f"interrupted after {progress.over} of {mine} pairs; go on with --resume")
            raise
    if not options.json_progress:
        put(f"{clean_line(str(target / 'index.html'))}\n")
    return _ended(summary, target)


def merging(options: Namespace) -> int:
    """Join the parts of a divided plan."""
    target = Path(options.output)
    with Output(target, resume=options.resume) as output:
        summary = merge([Path(part) for part in options.parts], output, prune=options.prune)
    put(f"{clean_line(str(target / 'index.html'))}\n")
    return _ended(summary, target)


def _ended(summary: Summary, target: Path) -> int:
    left = summary.left
    if left.kept:
        say(f"{target}: {_reports(left.kept)} of earlier runs, not of this one; remove with --resume --prune")
    if left.removed:
        say(f"{target}: {_reports(left.removed)} of earlier runs, not of this one, removed")
    if not summary.failed:
        return 0
    count = summary.done + summary.failed
    pairs = "pair" if count == 1 else "pairs"
    say(f"{summary.failed} of {count} {pairs} failed; the reasons are in {target / 'index.html'}")
    return _SOME_FAILED


def _reports(count: int) -> str:
    return f"{count} {'report' if count == 1 else 'reports'}"


def _cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
