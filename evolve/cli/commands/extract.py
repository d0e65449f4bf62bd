"""`evolve extract FILE`: the lines of a file that are its body, or every line with the rule that decided."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from evolve.cli.console import put, say
from evolve.cli.inputs import (
    BODY_HELP,
    add_language,
    add_view,
    body_notes,
    refuse_no_stdin,
    settings_of,
    with_own_bodies,
)
from evolve.errors import UsageError
from evolve.readers.content import View

if TYPE_CHECKING:
    from evolve.document import Document

SUMMARY = "print the body of a file: the essay without navigation or captions"
EXAMPLES = """\
examples:
  evolve extract page.txt
  evolve extract page.txt --explain
  evolve extract page.txt --body 5-27
  evolve extract page.txt --body 5-27 --remember
  evolve extract page.txt --body 'from "Six months ago" to "their adversaries."'
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the file and the options for reading it."""
    parser.add_argument("file", metavar="FILE", help="the file to read; - is stdin")
    parser.add_argument(
        "--explain", action="store_true", help="print every line, whether it is kept, and by which rule"
    )
    parser.add_argument("--body", metavar="LINES", help=BODY_HELP)
    remembered = parser.add_mutually_exclusive_group()
    remembered.add_argument(
        "--remember",
        action="store_true",
        help="always use the lines of --body for this text, as if chosen with b",
    )
    remembered.add_argument("--forget", action="store_true", help="forget the lines chosen for this text")
    add_view(parser)
    add_language(parser, "text's")


def run(options: Namespace) -> int:
    """Print the body of a file, or every line of it with the rule that decided."""
    from evolve.readers import inspect, read
    from evolve.text.body import paragraphs_of
    from evolve.text.clean import clean_line

    settings = settings_of(options).settings
    refuse_no_stdin(options.file)
    view: View = options.view[-1] if options.view else "final"
    take = inspect if options.explain else read
    document = take(options.file, body=settings.body, language=settings.language, view=view)
    if options.remember or options.forget:
        document = _remembered(document, options)
    elif settings.judgements and options.body is None:
        document = with_own_bodies([document])[0]
    if document.encoding_note:
        say(f"{document.source}: {document.encoding_note}")
    for note in body_notes(document):
        say(f"{document.source}: {note}")
    if not options.explain:
        spans = paragraphs_of(document.text, document.lines)
        put("\n".join(clean_line(document.text[start:end]) + "\n" for start, end in spans))
        return 0
    digits = len(str(len(document.lines)))
    column = max((len(line.rule) for line in document.lines), default=0)
    out = []
    for line in document.lines:
        verdict = "kept" if line.kept else "skipped"
        text = clean_line(document.text[line.start : line.end])
        out.append(f"{line.number:>{digits}}  {verdict:<7}  {line.rule:<{column}}  {text}".rstrip() + "\n")
    put("".join(out))
    return 0


def _remembered(document: Document, options: Namespace) -> Document:
    """Save or forget the chosen lines of a document, and return it with the body that counts from now on."""
    from evolve.judgements.bodies import forget_choice, keep_choice
    from evolve.report.phrases import body_ranges

    if options.forget:
        if not forget_choice(document):
            say(f"{document.source}: no lines were chosen")
        return document
    if options.body is None:
        raise UsageError("there are no lines to remember", next_step="give them with --body", where="--remember")
    lines = body_ranges(document).replace(" ", "")
    keep_choice(document, lines)
    return document.with_body(lines, is_remembered=True)
