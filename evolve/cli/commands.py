"""What each command does. Everything that takes time to import is imported here, inside the command that needs it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.comparing import compared_of, loader_of, names_of, refuse_no_stdin, settings_of
from evolve.cli.judging import judgements
from evolve.cli.output import can_paint, in_colour, put, spare, width
from evolve.cli.suggesting import suggest
from evolve.errors import UsageError
from evolve.settings.sources import Sourced, load_settings
from evolve.storage.atomic import write_whole

if TYPE_CHECKING:
    from evolve.comparison import Evolution


def look(options: Namespace) -> int:
    """The screen, where there is one to paint on; the text report elsewhere."""
    files = options.files or _seeds()
    sourced = settings_of(options)
    load = loader_of(files, options, sourced.settings)
    if not can_paint():
        put(_rendered(compared_of(load(), sourced), sourced, "text", options.color))
        return 0
    # Textual knows this variable alone.
    if in_colour(options.color):
        os.environ.pop("NO_COLOR", None)
    else:
        os.environ["NO_COLOR"] = "1"
    from evolve.tui import run

    names = options.label or names_of(files)
    return run(names, load, sourced.settings, origins=sourced.origins, keys=sourced.keys)


def serve(options: Namespace) -> int:
    """The screen in a browser on this machine."""
    from evolve.cli.serving import check_files, command_of, port_of, run_server

    options.files = options.files or _seeds()
    check_files(options.files)
    loader_of(options.files, options, settings_of(options).settings)
    run_server(command_of(options), port_of(options.port))
    return 0


def report(options: Namespace) -> int:
    """A report in one of the formats."""
    sourced = settings_of(options)
    form = _format(options.format, options.output)
    if options.output == "-" and sys.stdout is None:
        raise UsageError("there is no standard output", next_step="name a file with -o", where="-")
    load = loader_of(options.files, options, sourced.settings)
    if options.output == "-":
        evolution = compared_of(load(), sourced)
        text = _rendered(evolution, sourced, form, options.color)
        put(text, exact=form != "text", elsewhere="choose another place with -o")
    else:
        spare(options.files, options.output, "-o", "is one of the versions")
        evolution = compared_of(load(), sourced)
        write_whole(Path(options.output), _rendered(evolution, sourced, form))
    counts = [comparison.counts for comparison in evolution.comparisons]
    return int(options.exit_code and any(c.changed or c.dropped or c.added for c in counts))


def extract(options: Namespace) -> int:
    """The body of a file, or every line of it with the rule that decided."""
    from evolve.readers import inspect, read
    from evolve.text.body import paragraphs_of
    from evolve.text.clean import clean_line

    settings = settings_of(options).settings
    refuse_no_stdin(options.file)
    take = inspect if options.explain else read
    document = take(options.file, body=settings.body, language=settings.language)
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


def batch(options: Namespace) -> int:
    """Reports of many pairs."""
    from evolve.cli.batching import batch

    return batch(options)


def merge(options: Namespace) -> int:
    """The parts of a divided batch as one."""
    from evolve.cli.batching import merging

    return merging(options)


def tune(options: Namespace) -> int:
    """Which threshold to take, and how far to trust it."""
    from evolve.cli.tuning import tune

    return tune(options)


def label(options: Namespace) -> int:
    """Judgements of drawn pairs."""
    from evolve.cli.labelling import label

    return label(options)


def config(options: Namespace) -> int:
    """The settings in force, as a settings file would have them."""
    from evolve.cli.configuration import as_toml

    put(as_toml(load_settings(), origins=options.show_origin))
    return 0


def completion(options: Namespace) -> int:
    """A completion script."""
    from evolve.cli.completion import script

    put(script(options.shell))
    return 0


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "": look,
    "report": report,
    "serve": serve,
    "batch": batch,
    "merge": merge,
    "extract": extract,
    "judgements": judgements,
    "suggest": suggest,
    "tune": tune,
    "label": label,
    "config": config,
    "completion": completion,
}


def _seeds() -> list[str]:
    from evolve.readers import seeds

    return [str(path) for path in seeds()]


def _format(wish: str | None, output: str) -> str:
    """The format asked for, else the one the output file's name asks for."""
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


def _rendered(evolution: Evolution, sourced: Sourced, form: str, color: str = "never") -> str:
    from evolve.report import RENDERERS, Provenance
    from evolve.report.provenance import date_in

    provenance = Provenance(origins=sourced.origins, date=date_in(os.environ))
    if form != "text":
        return RENDERERS[form].render(evolution, provenance)
    # Of all formats only this one is laid out for the place it is read in.
    from evolve.render.text_page import Look
    from evolve.report.as_text import render

    return render(evolution, provenance, Look(width(), in_colour(color)))
