"""`evolve tune`: read labels, and show the results at every threshold."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.commands.tune_labels import given_labels, pairs_with, placed, read_two
from evolve.cli.console import in_colour, put, refuse_stdout, say, spare, width
from evolve.cli.inputs import add_comparing, comparisons_of, refuse_stdin_twice, settings_of
from evolve.errors import InputError, UsageError
from evolve.storage.atomic import write_atomically

if TYPE_CHECKING:
    from evolve.render.text_page import Look
    from evolve.tune.estimate import Estimate
    from evolve.tune.study import Study

SUMMARY = "find the best threshold and estimate its accuracy"
EXAMPLES = """\
examples:
  evolve tune draft1.txt draft2.txt
  evolve tune draft1.txt draft2.txt --html tuning.html
  evolve tune a.txt b.txt --judgements gold.csv --objective "precision>=.9"
  evolve tune --pair a1.txt a2.txt --pair b1.txt b2.txt --judgements gold.csv
  evolve tune a.txt b.txt --judgements other.csv --columns before=source,after=target,verdict=label
  evolve tune a.txt b.txt --fail-under f1=0.9
  evolve tune --agreement anna.jsonl ben.jsonl
  evolve tune --agreement a.txt--b.txt.judgements.jsonl a.txt--b.txt.judge.jsonl
"""

_MEASURES = ("f1", "f0.5", "f2", "precision", "recall")


def add_options(parser: ArgumentParser) -> None:
    """Add the versions, the options of every comparison, and the options for labels and output."""
    add_comparing(parser)
    parser.add_argument("files", nargs="*", metavar="FILE", help="versions, earliest first")
    parser.add_argument(
        "--pair", nargs=2, action="append", default=[], metavar=("A", "B"), help="another pair of texts; repeatable"
    )
    parser.add_argument(
        "--judgements",
        dest="labels",
        action="append",
        default=[],
        metavar="FILE",
        help="read labels from this CSV or JSON Lines file instead of your own judgements; repeatable",
    )
    parser.add_argument("--columns", metavar="OURS=THEIRS,…", help="column names of labels from another tool")
    parser.add_argument(
        "--complete", action="store_true", help="the labels are complete: count every unjudged pair as not the same"
    )
    parser.add_argument(
        "--objective",
        default="f1",
        metavar="WHAT",
        help="what to optimise: f1, f0.5, f2, precision>=P or recall>=R (default: f1)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument(
        "--agreement",
        nargs=2,
        metavar=("A", "B"),
        help="measure the agreement of two files of labels, by people or judges",
    )
    parser.add_argument("--html", metavar="FILE", help="also write a page with charts to this file")
    parser.add_argument(
        "--fail-under",
        metavar="F1=X",
        help="exit with 1 if f1, f0.5, f2, precision or recall is below X at the current threshold",
    )


def run(options: Namespace) -> int:
    """Show the results at every threshold; return 1 if a figure is below `--fail-under`."""
    look = _look(options.color)
    if options.agreement:
        return _agreement(options, look)
    if not options.files and not options.pair:
        step = "name two or more versions, the earliest first"
        raise UsageError("nothing to tune", next_step=step)
    from evolve.tune.recommend import objective_of
    from evolve.tune.study import make_study

    floor = _floor(options.fail_under)
    inputs = [*options.files, *(file for pair in options.pair for file in pair), *options.labels]
    refuse_stdin_twice(inputs)
    if options.html:
        refuse_stdout(options.html, "--html", "the page is written to a file")
        spare(inputs, options.html, "--html")
    objective = objective_of(options.objective)
    settings = settings_of(options).settings
    given = given_labels(options)
    comparisons = comparisons_of(options, settings, judged=True)
    labels = placed(given, comparisons, kept=settings.judgements, complete=options.complete)
    if labels is None:
        _warn_of_unused_options(options, objective != objective_of("f1"))
    if floor is not None and (labels is None or not labels.items):
        step = "judge some with `evolve label`, or name a file with --judgements"
        raise InputError("--fail-under needs judged pairs, and there are none", next_step=step)
    found = make_study(comparisons, labels, objective)
    _show(found, options, look)
    return 0 if floor is None else int(_is_under(found, *floor))


def _warn_of_unused_options(options: Namespace, has_objective: bool) -> None:
    """Name the options that have no effect because there are no labels."""
    unused = [name for name, given in (("--objective", has_objective), ("--complete", options.complete)) if given]
    if unused:
        have = "has" if len(unused) == 1 else "have"
        say(f"{' and '.join(unused)} {have} no effect without judged pairs; all figures are estimates")


def _look(color: str) -> Look:
    from evolve.render.text_page import Look

    return Look(width(), in_colour(color))


def _show(found: Study, options: Namespace, look: Look) -> None:
    if options.html:
        from evolve.tune.report.as_html import render as as_html

        try:
            write_atomically(Path(options.html), as_html(found))
        except UsageError as error:
            raise UsageError(error.what, next_step="choose another file with --html", where=error.where) from None
    if options.json:
        from evolve.tune.report.as_json import render as as_json

        put(as_json(found), exact=True)
    else:
        from evolve.tune.report.as_text import render as as_text

        put(as_text(found, look))


def _agreement(options: Namespace, look: Look) -> int:
    from evolve.text.clean import clean_line
    from evolve.tune.agreement import agreement

    given = (options.files or options.pair, options.labels, options.html, options.fail_under)
    named = ("texts", "--judgements", "--html", "--fail-under")
    if unfit := [name for name, value in zip(named, given, strict=True) if value]:
        what = f"compares only two files of labels and takes no {', '.join(unfit)}"
        raise UsageError(what, next_step="leave one of them out", where="--agreement")
    refuse_stdin_twice(options.agreement)
    one, two = read_two(options.agreement, options.columns)
    for path, file in zip(options.agreement, (one, two), strict=True):
        if file.contradicting:
            say(f"{path}: {pairs_with(len(file.contradicting))} contradictory judgements, left out")
    names = clean_line(options.agreement[0]), clean_line(options.agreement[1])
    found = agreement(one.judgements, two.judgements)
    if options.json:
        from evolve.tune.report.as_json import render_agreement as as_json

        put(as_json(found, names), exact=True)
    else:
        from evolve.tune.report.as_text import render_agreement as as_text

        put(as_text(found, names, look))
    return 0


def _floor(text: str | None) -> tuple[str, float] | None:
    """Return the measure and the minimum of `--fail-under`. Raises UsageError."""
    if text is None:
        return None
    name, mark, number = (part.strip().lower() for part in text.partition("="))
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if name not in _MEASURES or not mark or not 0 <= value <= 1:
        step = f"write a measure and its minimum, such as f1=0.9; measures: {', '.join(_MEASURES)}"
        raise UsageError(f"{text!r} is not valid", next_step=step, where="--fail-under")
    return name, value


def _is_under(found: Study, name: str, value: float) -> bool:
    row = found.measured
    figures: dict[str, Estimate | None] = {"precision": row.precision, "recall": row.recall}
    figure = figures[name] if name in figures else row.f[float(name[1:])]
    if figure is None:
        step = "judge some links, and some pairs as the same"
        raise InputError(f"{name} cannot be estimated from these judgements", next_step=step, where="--fail-under")
    if figure.value < value:
        own = isinstance(found.threshold, tuple)
        here = "with each pair at its own threshold" if own else f"at {found.threshold:g}"
        say(f"{name} is {figure.value:.3f} {here}, below {value:g}")
        return True
    return False
