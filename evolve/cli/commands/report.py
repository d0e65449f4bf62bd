"""`evolve report`: a comparison in one of the formats."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.console import in_colour, put, spare, width
from evolve.cli.inputs import add_comparing, add_files, compared_of, loader_of, settings_of
from evolve.errors import UsageError
from evolve.settings.sources import Sourced
from evolve.storage.atomic import write_atomically

if TYPE_CHECKING:
    from evolve.comparison import Evolution

SUMMARY = "compare versions and write a report"
EXAMPLES = """\
examples:
  evolve report draft1.txt draft2.txt
  evolve report draft1.txt draft2.txt -f json -o drafts.json
  evolve report a.txt b.txt --label 2022 --label 2025 --body 5-27 --body auto
  evolve report a.txt b.txt --exit-code && echo "nothing changed"
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the files, the options of every comparison, and where the report goes in which format."""
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
        help="write there, whole or not at all; the name's ending chooses the format where -f does not",
    )
    parser.add_argument("--exit-code", action="store_true", help="end with 1 unless everything persisted")


def run(options: Namespace) -> int:
    """Write the report; return 1 where `--exit-code` asks for it and something is not persisted."""
    sourced = settings_of(options)
    form = _format(options.format, options.output)
    if options.output == "-" and sys.stdout is None:
        raise UsageError("there is no standard output", next_step="name a file with -o", where="-")
    load = loader_of(options.files, options, sourced.settings)
    if options.output == "-":
        evolution = compared_of(load(), sourced)
        text = rendered(evolution, sourced, form, options.color)
        put(text, exact=form != "text", elsewhere="choose another place with -o")
    else:
        spare(options.files, options.output, "-o", "is one of the versions")
        evolution = compared_of(load(), sourced)
        write_atomically(Path(options.output), rendered(evolution, sourced, form))
    counts = [comparison.counts for comparison in evolution.comparisons]
    return int(options.exit_code and any(c.persisted < c.total for c in counts))


def rendered(evolution: Evolution, sourced: Sourced, form: str, color: str = "never") -> str:
    """Return the report in a format; `color` is the value of `--color` and matters to text alone."""
    from evolve.report import RENDERERS, Provenance
    from evolve.report.provenance import date_in

    provenance = Provenance(origins=sourced.origins, date=date_in(os.environ))
    if form != "text":
        return RENDERERS[form].render(evolution, provenance)
    # Of all formats only this one is laid out for the place it is read in.
    from evolve.render.text_page import Look
    from evolve.report.as_text import render

    return render(evolution, provenance, Look(width(), in_colour(color)))


def _format(wish: str | None, output: str) -> str:
    """Return the format asked for, else the one that the output file's name asks for."""
    from evolve.report import RENDERERS

    suffix = Path(output).suffix.lower()
    if wish is not None or output == "-" or not suffix:
        return wish or "text"
    for renderer in RENDERERS.values():
        if renderer.suffix == suffix:
            return renderer.name
    raise UsageError(
        f"no format ends in {suffix}", next_step=f"choose one of {', '.join(RENDERERS)} with -f", where=output
    )
