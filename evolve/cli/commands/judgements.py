"""`evolve judgements A B`: print, export or import the judgements of two texts, or list or remove those of a judge."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.console import put, say
from evolve.cli.inputs import add_language, add_two_files, add_view, settings_of, two_documents
from evolve.render.numbers import many

if TYPE_CHECKING:
    from evolve.document import Document
    from evolve.judgements import JudgementStore
    from evolve.model import Judgement


SUMMARY = "show, export or import judgements; list or remove those of a judge"
EXAMPLES = """\
examples:
  evolve judgements draft1.txt draft2.txt
  evolve judgements draft1.txt draft2.txt -o judgements.csv
  evolve judgements draft1.txt draft2.txt --import judgements.csv
  evolve judgements draft1.txt draft2.txt --judges
  evolve judgements draft1.txt draft2.txt --remove-judge llm
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions, and the files to import from or export to."""
    add_two_files(parser)
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--import", dest="take", metavar="FILE", help="add the judgements in a CSV or JSON Lines file")
    other.add_argument("--judges", action="store_true", help="show or export the verdicts of judges, not your own")
    other.add_argument("--remove-judge", metavar="NAME", help="remove all verdicts of this judge")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="export to this file: CSV if it ends in .csv, else JSON Lines",
    )
    add_language(parser)
    add_view(parser)


def run(options: Namespace) -> int:
    """Print or export the current judgements or the verdicts of judges, import judgements, or remove a judge's."""
    from evolve.judgements import JudgementStore, read_judgements, write_judgements
    from evolve.judgements.exchange import as_json_lines
    from evolve.judges import JudgeStore
    from evolve.judges.store import judge_name

    settings = settings_of(options).settings
    before, after = two_documents(options, settings)
    store = JudgementStore.open(before, after)
    judges = JudgeStore.open(before, after)
    for warning in judges.warnings if options.judges or options.remove_judge is not None else store.warnings:
        say(warning)
    if options.remove_judge is not None:
        say(f"{many(judges.remove(judge_name(options.remove_judge)), 'verdict')} removed")
        return 0
    if options.take is not None:
        _import(read_judgements(options.take), before, after, store)
        return 0
    found = judges.verdicts() if options.judges else store.all()
    if not found:
        say("no verdicts of judges yet" if options.judges else "no judgements yet")
    if options.output != "-":
        write_judgements(Path(options.output), found)
    else:
        put(as_json_lines(found), exact=True, elsewhere="choose another file with -o")
    return 0


def _import(given: Sequence[Judgement], before: Document, after: Document, store: JudgementStore) -> None:
    """Add the judgements whose sentences are both in the texts, unless they are known; write the counts to stderr."""
    from evolve.judgements.records import with_drawn_mark
    from evolve.text.clean import clean_line

    one, two = ({clean_line(sentence.text) for sentence in document.sentences} for document in (before, after))
    placed = [judgement for judgement in given if judgement.before in one and judgement.after in two]
    known = {(judgement.before, judgement.after): judgement for judgement in store.all()}
    new = []
    for judgement in placed:
        current = known.get((judgement.before, judgement.after))
        if current is None or with_drawn_mark(judgement, [current]) != current:
            new.append(judgement)
    for judgement in new:
        store.add(judgement)
    counts = [f"{len(new)} imported into {store.path}"]
    if len(placed) > len(new):
        counts.append(f"{len(placed) - len(new)} already known")
    if len(given) > len(placed):
        counts.append(f"{len(given) - len(placed)} skipped because of sentences that are not in these texts")
    say("; ".join(counts))
