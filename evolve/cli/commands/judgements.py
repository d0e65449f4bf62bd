"""`evolve judgements A B`: print, export or import the judgements of two texts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.console import put, say
from evolve.cli.inputs import add_language, add_two_files, settings_of

if TYPE_CHECKING:
    from evolve.document import Document
    from evolve.judgements import JudgementStore
    from evolve.model import Judgement


SUMMARY = "show, export or import judgements"
EXAMPLES = """\
examples:
  evolve judgements draft1.txt draft2.txt
  evolve judgements draft1.txt draft2.txt -o judgements.csv
  evolve judgements draft1.txt draft2.txt --import judgements.csv
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions, and the files to import from or export to."""
    add_two_files(parser)
    parser.add_argument("--import", dest="take", metavar="FILE", help="add the judgements in a CSV or JSON Lines file")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="export to this file: CSV if it ends in .csv, else JSON Lines",
    )
    add_language(parser)


def run(options: Namespace) -> int:
    """Print or export the current judgements, or import those of a file."""
    from evolve.document import in_one_language
    from evolve.judgements import JudgementStore, read_judgements, write_judgements
    from evolve.judgements.exchange import as_json_lines
    from evolve.readers import read

    settings = settings_of(options).settings
    before, after = in_one_language(
        [read(file, body=settings.body, language=settings.language) for file in (options.before, options.after)]
    )
    store = JudgementStore.open(before, after)
    for warning in store.warnings:
        say(warning)
    if options.take is not None:
        _import(read_judgements(options.take), before, after, store)
    elif options.output != "-":
        write_judgements(Path(options.output), store.all())
    else:
        put(as_json_lines(store.all()), exact=True, elsewhere="choose another file with -o")
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
