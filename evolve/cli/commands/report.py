"""`evolve report`: write a comparison in one of the formats."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.console import in_colour, on_terminal, put, spare, width
from evolve.cli.inputs import add_comparing, add_files, compared_of, files_of, loader_of, settings_of
from evolve.errors import UsageError
from evolve.settings.sources import Sourced
from evolve.storage.atomic import write_atomically

if TYPE_CHECKING:
    from evolve.comparison import Evolution
    from evolve.report import Provenance

SUMMARY = "compare versions and write a report"
EXAMPLES = """\
examples:
  evolve report                            report on the two example essays
  evolve report draft1.txt draft2.txt
  evolve report draft1.txt draft2.txt -f json -o drafts.json
  evolve report a.txt b.txt --label 2022 --label 2025 --body 5-27 --body auto
  evolve report paper.docx                 the text before and after its tracked changes
  evolve report a.txt b.txt --exit-code && echo "nothing changed"
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the files, the options of every comparison, and the format and file of the report."""
    from evolve.report import RENDERERS

    add_files(parser)
    add_comparing(parser)
    formats = "; ".join(f"{r.name}: {r.description}" for r in RENDERERS.values())
    parser.add_argument("-f", "--format", choices=list(RENDERERS), help=formats)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="write the report to this file; without -f, its ending determines the format",
    )
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 unless everything persisted")


def run(options: Namespace) -> int:
    """Write the report; return 1 if something did not persist and `--exit-code` was given."""
    with _uncollected():
        return _written(options)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Search for no unreachable cycles of objects: a report makes none, and a tenth of its time would go into that."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _written(options: Namespace) -> int:
    """Write the report; return the exit code."""
    from evolve.report import RENDERERS

    sourced = settings_of(options)
    form = _format(options.format, options.output)
    if options.output == "-" and sys.stdout is None:
        raise UsageError("stdout is closed", next_step="name a file with -o", where="-")
    if options.output == "-" and RENDERERS[form].is_packed and on_terminal(sys.stdout):
        raise UsageError(f"{form} is not text for a terminal", next_step="name a file with -o", where="-f")
    files = files_of(options)
    load = loader_of(files, options, sourced.settings)
    if options.output == "-":
        evolution = compared_of(load(), sourced)
        put(_shown(evolution, sourced, form, options.color), elsewhere="choose another file with -o")
    else:
        spare(files, options.output, "-o", "is one of the versions")
        evolution = compared_of(load(), sourced)
        write_atomically(Path(options.output), _file_in_parts(evolution, sourced, form))
    counts = [comparison.counts for comparison in evolution.comparisons]
    return int(options.exit_code and any(c.persisted < c.total for c in counts))


def _shown(evolution: Evolution, sourced: Sourced, form: str, color: str) -> str | bytes:
    """Return the report for stdout: only text may be in colour; `color` is the value of `--color`."""
    if form == "text":
        return text_report(evolution, sourced, color)
    return b"".join(_file_in_parts(evolution, sourced, form))


def text_report(evolution: Evolution, sourced: Sourced, color: str = "never") -> str:
    """Return the report as text, as wide as the terminal; `color` is the value of `--color`."""
    from evolve.render.text_page import Look
    from evolve.report.as_text import render

    return render(evolution, _provenance(sourced), Look(width(), in_colour(color)))


def _file_in_parts(evolution: Evolution, sourced: Sourced, form: str) -> Iterator[bytes]:
    """Yield the parts of the report's file."""
    from evolve.report import RENDERERS

    if form == "text":
        yield text_report(evolution, sourced).encode()
    else:
        yield from RENDERERS[form].bytes_in_parts(evolution, _provenance(sourced))


def _provenance(sourced: Sourced) -> Provenance:
    from evolve.report import Provenance
    from evolve.report.provenance import date_in

    return Provenance(origins=sourced.origins, date=date_in(os.environ))


def _format(choice: str | None, output: str) -> str:
    """Return the chosen format, else the one of the output file's ending. Raises UsageError for an unknown ending."""
    from evolve.report import RENDERERS

    suffix = Path(output).suffix.lower()
    if choice is not None or output == "-" or not suffix:
        return choice or "text"
    for renderer in RENDERERS.values():
        if renderer.suffix == suffix:
            return renderer.name
    raise UsageError(
        f"no format ends in {suffix}", next_step=f"choose one of {', '.join(RENDERERS)} with -f", where=output
    )
