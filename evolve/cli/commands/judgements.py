"""`evolve judgements A B`: what has been judged of two texts, handed out, or taken over from a file."""

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


SUMMARY = "print what has been judged of two versions, or take it over"
EXAMPLES = """\
examples:
  evolve judgements draft1.txt draft2.txt
  evolve judgements draft1.txt draft2.txt -o judgements.csv
  evolve judgements draft1.txt draft2.txt --import judgements.csv
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions, and where judgements come from or go."""
    add_two_files(parser)
    parser.add_argument("--import", dest="take", metavar="FILE", help="add those of a CSV or JSON Lines file")
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write there: .csv, or JSON Lines")
    add_language(parser)


def run(options: Namespace) -> int:
    """Print or write the judgements in force, or add those of a file to them."""
    from evolve.judgements import JudgementStore, read_judgements, write_judgements
    from evolve.judgements.exchange import as_json_lines
    from evolve.readers import read

    settings = settings_of(options).settings
    before, after = (
        read(file, body=settings.body, language=settings.language) for file in (options.before, options.after)
    )
    store = JudgementStore.open(before, after)
    for warning in store.warnings:
        say(warning)
    if options.take is not None:
        _take(read_judgements(options.take), before, after, store)
    elif options.output != "-":
        write_judgements(Path(options.output), store.all())
    else:
        put(as_json_lines(store.all()), exact=True, elsewhere="choose another place with -o")
    return 0


def _take(given: Sequence[Judgement], before: Document, after: Document, store: JudgementStore) -> None:
    """Add the judgements that find both their sentences and are not in force already."""
    from evolve.judgements.records import with_drawn_mark
    from evolve.text.clean import clean_line

    one, two = ({clean_line(sentence.text) for sentence in document.sentences} for document in (before, after))
    placed = [judgement for judgement in given if judgement.before in one and judgement.after in two]
    known = {(judgement.before, judgement.after): judgement for judgement in store.all()}
    new = []
    for judgement in placed:
        said = known.get((judgement.before, judgement.after))
        if said is None or with_drawn_mark(judgement, [said]) != said:
            new.append(judgement)
    for judgement in new:
        store.add(judgement)
    told = [f"{len(new)} taken over into {store.path}"]
    if len(placed) > len(new):
        told.append(f"{len(placed) - len(new)} known already")
    if len(given) > len(placed):
        told.append(f"{len(given) - len(placed)} on sentences that are not in these texts")
    say("; ".join(told))
