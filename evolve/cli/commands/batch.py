"""`evolve batch`: compare many pairs, and write their reports and an index."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.commands.batch_timeline import refuse_options_of_pairs, run_timeline, show_texts
from evolve.cli.console import ended_by_signals, put, say
from evolve.cli.inputs import (
    BODY_HELP,
    add_ignore,
    add_language,
    add_no_judge,
    add_no_judgements,
    add_threshold,
    add_voice,
)
from evolve.cli.progress import counter
from evolve.errors import UsageError
from evolve.render.numbers import many
from evolve.settings.sources import Sourced, load_settings
from evolve.text.clean import clean_line

if TYPE_CHECKING:
    from evolve.batch import Plan, Summary, Workers
    from evolve.judges.ask import Judge

SUMMARY = "compare many pairs; write a report for each, and an index"
EXAMPLES = """\
examples:
  evolve batch plan.csv -o reports                     before,after[,label,threshold …], one pair per line
  evolve batch texts -o reports                        texts/NAME draft 1.docx, texts/NAME final.docx …
  evolve batch texts --dry-run                         list which files it pairs
  evolve batch texts --write-plan plan.csv             write the pairs to a file that you can correct
  evolve batch texts --pairs all -f html -f json -o reports
  evolve batch columns --timeline -o archive           which claims run through the years, and which came back
  evolve batch plan.toml -o reports --resume           continue, and redo pairs that have changed
  evolve batch plan.toml -o reports --executor dask:tcp://10.0.0.1:8786
  evolve batch plan.toml -o reports --judge-with 'llm -m MODEL' --judge-jobs 4
"""

PAIRINGS = ("consecutive", "all", "first-last")
DEFAULT_FORMAT = "html"
PAIR_TIMEOUT = 600
"""Default limit of the seconds for one pair: two texts of 30,000 sentences each take about fifteen."""
_SOME_FAILED = 3
_FEW_SHOWN = 5


def add_options(parser: ArgumentParser) -> None:
    """Add the plan, the output folder, and the options for running the batch."""
    from evolve.report import RENDERERS

    parser.add_argument("plan", metavar="PLAN|FOLDER", help="a plan in TOML or CSV, or a folder of versions")
    parser.add_argument("-o", "--output", metavar="DIR", help="folder for the reports and the index")
    parser.add_argument("--dry-run", action="store_true", help="list the pairs and the files left out, compare nothing")
    parser.add_argument(
        "--write-plan", metavar="FILE", help="write the pairs to this CSV file, to correct and run it; compare nothing"
    )
    formats = "; ".join(f"{r.name}: {r.description}" for r in RENDERERS.values())
    parser.add_argument(
        "-f",
        "--format",
        action="append",
        choices=list(RENDERERS),
        help=f"format of the reports, repeatable; {formats} (default: {DEFAULT_FORMAT})",
    )
    parser.add_argument(
        "--pairs", choices=PAIRINGS, help="which versions in a folder to compare (default: consecutive)"
    )
    parser.add_argument(
        "--timeline", action="store_true", help="follow the arguments of a folder of dated texts through time"
    )
    parser.add_argument("--jobs", metavar="N", type=_count, help="number of workers (default: one for each core)")
    parser.add_argument(
        "--executor",
        metavar="WHO",
        default="processes",
        help="how to run the jobs: processes, dask:local, or dask:tcp://HOST:PORT (default: processes)",
    )
    parser.add_argument(
        "--pair-timeout",
        metavar="SECONDS",
        type=_seconds,
        help=f"stop a pair that takes longer and list it as failed; 0 for no limit (default: {PAIR_TIMEOUT})",
    )
    parser.add_argument(
        "--shared-files", action="store_true", help="do not send the texts to Dask workers, which see the same paths"
    )
    parser.add_argument("--json-progress", action="store_true", help="report progress as JSON Lines on stdout")
    add_threshold(parser)
    add_language(parser)
    add_voice(parser)
    add_ignore(parser)
    parser.add_argument("--body", metavar="LINES", help=BODY_HELP)
    add_no_judgements(parser)
    add_no_judge(parser)
    parser.add_argument(
        "--judge-with", metavar="CMD", help="first have this command judge every pair, as with `evolve judge --with`"
    )
    parser.add_argument("--judge-as", metavar="NAME", help="the judge's name (default: the command's name)")
    parser.add_argument(
        "--judge-jobs",
        metavar="N",
        type=_count,
        default=1,
        help="number of judges to run at the same time (default: 1)",
    )
    parser.add_argument("--resume", action="store_true", help="continue a batch in its folder")


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= 1024:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number from 1 to 1024")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if 0 <= seconds <= 1e6:
        return seconds
    raise ArgumentTypeError(f"{text!r} is not a number of seconds")


def run(options: Namespace) -> int:
    """Run a plan, or the rest of it."""
    from evolve.batch import plan_of, run_batch, workers_of
    from evolve.batch.output.folder import Output
    from evolve.cli.progress import watcher
    from evolve.report.provenance import date_in

    typed = {
        name: getattr(options, name)
        for name in ("threshold", "language", "voice", "body", "ignore", "judgements", "judge")
    }
    shared = load_settings({name: value for name, value in typed.items() if value is not None})
    if options.timeline:
        refuse_options_of_pairs(options)
    if options.dry_run or options.write_plan:
        return show_texts(options) if options.timeline else _show_plan(options)
    if options.output is None:
        raise UsageError("no output folder is given", next_step="name one with -o, or use --dry-run")
    target = Path(options.output)
    judge = _judge(options, shared)
    jobs = options.jobs or _cores()
    if not (options.executor == "processes" or options.executor.startswith("dask:")):
        # Reject an unknown executor before the folder is made; a scheduler is contacted only when there are jobs.
        workers_of(options.executor, jobs)
    pair_timeout = PAIR_TIMEOUT if options.pair_timeout is None else options.pair_timeout or None
    elsewhere = options.executor not in ("processes", "dask:local")
    if options.shared_files and not options.executor.startswith("dask:"):
        raise UsageError("--shared-files works only with Dask", next_step="leave it out, or choose a Dask --executor")

    def workers() -> Workers:
        return workers_of(options.executor, jobs, pair_timeout)

    if options.timeline:
        return run_timeline(options, shared, workers, send_texts=elsewhere and not options.shared_files)
    plan = plan_of(Path(options.plan), options.pairs, excluding=target)
    formats = tuple(dict.fromkeys(options.format or [DEFAULT_FORMAT]))
    with Output(target, resume=options.resume) as output:
        for line in plan.notes:
            say(f"{options.plan}: {line}")
        unjudged = _let_judge(plan, shared, judge, options.judge_with, options.judge_jobs) if judge else 0
        progress = watcher(as_json=options.json_progress)(len(plan.pairs))
        try:
            with progress:
                summary = run_batch(
                    plan,
                    output,
                    workers,
                    shared,
                    formats=formats,
                    send_texts=elsewhere and not options.shared_files,
                    date=date_in(os.environ),
                    watch=progress.step,
                )
        except KeyboardInterrupt:
            say(f"interrupted after {progress.over} of {len(plan.pairs)} pairs; continue with --resume")
            raise
    if not options.json_progress:
        put(f"{clean_line(str(target / 'index.html'))}\n")
    return _ended(summary, target) or (_SOME_FAILED if unjudged else 0)


def _show_plan(options: Namespace) -> int:
    """List the pairs of a plan or a folder, or write them into a file, and compare nothing."""
    from evolve.batch import plan_of
    from evolve.batch.plan.written import plan_as_csv
    from evolve.storage.atomic import write_atomically

    excluding = Path(options.output) if options.output else None
    target = Path(options.write_plan) if options.write_plan else None
    if target is not None and target.exists():
        step = "choose another name, so that nothing you corrected is lost"
        raise UsageError("already exists", next_step=step, where=clean_line(str(target)))
    plan = plan_of(Path(options.plan), options.pairs, excluding=excluding)
    for line in plan.notes:
        say(f"{options.plan}: {line}")
    pairs = many(len(plan.pairs), "pair")
    if target is None:
        for pair in plan.pairs:
            sources = " → ".join(clean_line(version.source) for version in (pair.before, pair.after))
            put(f"{pair.label}\n  {sources}\n")
        say(f"{pairs}; nothing was compared")
        return 0
    write_atomically(target, plan_as_csv(plan, target.parent))
    say(f"{pairs} written; correct the file and run `evolve batch {clean_line(str(target))} -o reports`")
    return 0


def _judge(options: Namespace, shared: Sourced) -> Judge | None:
    """Return the judge for the pairs, None if there is none. Raises UsageError for a command that cannot be run."""
    if options.judge_with is None:
        return None
    from evolve.cli.commands.judge import judge_of

    if not shared.settings.judge:
        step = "leave one of the two out"
        raise UsageError("the settings exclude judges", next_step=step, where="--judge-with")
    return judge_of(options.judge_with, options.judge_as)


def _let_judge(plan: Plan, shared: Sourced, judge: Judge, command: str, jobs: int) -> int:
    """Have a judge read the pairs it has not read; return the number of pairs not finished."""
    from evolve.batch.judging import JudgedPair, judge_pairs, pairs_to_judge

    missing = pairs_to_judge(plan, shared, judge)
    if not missing:
        say(f"nothing to ask: {judge.name} has already judged every pair")
        return 0
    words = sum(pair.words for pair in missing)
    pairs = "pair" if len(missing) == 1 else "pairs"
    known = len(plan.pairs) - len(missing)
    already = f"; {known} of {len(plan.pairs)} need not be asked" if known else ""
    say(f"{command!r} gets {words:,} words of text in {len(missing):,} {pairs}, plus instructions for each{already}")
    with ended_by_signals(), counter(len(missing), "pairs judged") as advance:

        def watch(result: JudgedPair) -> None:
            advance(1)
            if result.problem:
                say(f"{result.label}: {result.problem}")
            elif result.left_out:
                say(f"{result.label}: {result.left_out} parts of the answer cannot be used")

        try:
            failures, skipped = judge_pairs(missing, judge, jobs, watch)
        except KeyboardInterrupt:
            say("interrupted; the verdicts so far are saved, and the same command with --resume continues from there")
            raise
    if skipped:
        say(f"the judge failed {failures} times; {skipped} more pairs were skipped; --resume asks again")
    return failures + skipped


def _ended(summary: Summary, target: Path) -> int:
    """Write the remarks on texts, failures and stale reports of a batch to stderr; return the exit code."""
    for note in summary.text_notes:
        say(note)
    if count := len(summary.stale):
        shown = ", ".join(map(clean_line, summary.stale[:_FEW_SHOWN])) + (" …" if count > _FEW_SHOWN else "")
        belong = "report belongs" if count == 1 else "reports belong"
        say(f"{target}: {count} {belong} to no pair of this batch: {shown}")
    if not summary.failed:
        return 0
    count = summary.done + summary.failed
    pairs = "pair" if count == 1 else "pairs"
    say(f"{summary.failed} of {count} {pairs} failed; the reasons are in {target / 'index.html'}")
    return _SOME_FAILED


def _cores() -> int:
    """Return the number of cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
