"""What each command does. Everything that takes time to import is imported here, inside the command that needs it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.judging import judgements
from evolve.cli.output import can_paint, in_colour, on_terminal, put, say, spare
from evolve.cli.suggesting import suggest
from evolve.errors import InputError, UsageError
from evolve.settings import Settings, Sourced, load_settings
from evolve.write import write_whole

if TYPE_CHECKING:
    from evolve.compare import Comparison, Evolution
    from evolve.document import Document

_NARROWEST, _WIDEST = 60, 100


def look(options: Namespace) -> int:
    """The screen, where there is one to paint on; the text report elsewhere."""
    files = options.files or _seeds()
    sourced = settings_of(options)
    load = _loader(files, options, sourced.settings)
    if not can_paint():
        put(_rendered(_compared(load(), sourced), sourced, "text", options.color))
        return 0
    # Textual knows this variable alone.
    if in_colour(options.color):
        os.environ.pop("NO_COLOR", None)
    else:
        os.environ["NO_COLOR"] = "1"
    from evolve.tui import run

    names = options.label or _names(files)
    return run(names, load, sourced.settings, origins=sourced.origins, keys=sourced.keys)


def serve(options: Namespace) -> int:
    """The screen in a browser on this machine."""
    from evolve.cli.serving import check_files, command_of, port_of, run_server

    options.files = options.files or _seeds()
    check_files(options.files)
    _loader(options.files, options, settings_of(options).settings)
    run_server(command_of(options), port_of(options.port))
    return 0


def report(options: Namespace) -> int:
    """A report in one of the formats."""
    sourced = settings_of(options)
    form = _format(options.format, options.output)
    if options.output == "-" and sys.stdout is None:
        raise UsageError("there is no standard output", next_step="name a file with -o", where="-")
    load = _loader(options.files, options, sourced.settings)
    if options.output == "-":
        evolution = _compared(load(), sourced)
        text = _rendered(evolution, sourced, form, options.color)
        put(text, exact=form != "text", elsewhere="choose another place with -o")
    else:
        spare(options.files, options.output, "-o", "is one of the versions")
        evolution = _compared(load(), sourced)
        write_whole(Path(options.output), _rendered(evolution, sourced, form))
    counts = [comparison.counts for comparison in evolution.comparisons]
    return int(options.exit_code and any(c.changed or c.dropped or c.added for c in counts))


def extract(options: Namespace) -> int:
    """The body of a file, or every line of it with the rule that decided."""
    from evolve.read import inspect, read
    from evolve.text.body import paragraphs_of
    from evolve.text.clean import clean_line

    settings = settings_of(options).settings
    _refuse_no_stdin(options.file)
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


def settings_of(options: Namespace) -> Sourced:
    """The settings in force, with what was typed above them."""
    flags = {name: getattr(options, name, None) for name in ("threshold", "language", "body", "judgements")}
    if isinstance(flags["body"], list):
        # One body a file is a choice about files, not a setting of the comparison.
        flags["body"] = flags["body"][0] if len(flags["body"]) == 1 else None
    return load_settings({name: value for name, value in flags.items() if value is not None})


def comparisons_of(options: Namespace, settings: Settings) -> tuple[Comparison, ...]:
    """Each version with its next, and further pairs; under no judgement."""
    sourced = Sourced(replace(settings, judgements=False), {})
    loaders = [_loader(options.files, options, settings)] if options.files else []
    alone = Namespace(body=None, label=None)
    loaders += [_loader(files, alone, settings) for files in getattr(options, "pair", ())]
    return tuple(comparison for load in loaders for comparison in _compared(load(), sourced).comparisons)


def _seeds() -> list[str]:
    from evolve.read import seeds

    return [str(path) for path in seeds()]


def _loader(files: Sequence[str], options: Namespace, settings: Settings) -> Callable[[], tuple[Document, ...]]:
    """What reads the versions when it is called; what can be said about them without reading is said at once."""
    if len(files) < 2:
        raise UsageError("there is nothing to compare", next_step="name two or more versions, the earliest first")
    if files.count("-") > 1:
        raise UsageError("stdin can be read only once", next_step="name a file for the other version", where="-")
    bodies = _each(options.body or [settings.body], files, "--body", shared=True)
    labels = _each(options.label or _names(files), files, "--label", shared=False)
    _refuse_missing(files)

    def load() -> tuple[Document, ...]:
        from evolve.read import read

        return tuple(
            read(file, label=label, body=body, language=settings.language)
            for file, label, body in zip(files, labels, bodies, strict=True)
        )

    return load


def _each(values: Sequence[str], files: Sequence[str], flag: str, *, shared: bool) -> Sequence[str]:
    if shared and len(values) == 1:
        return [values[0]] * len(files)
    if len(values) != len(files):
        step = f"give {'one for all, or ' if shared else ''}one for each file"
        times = "once" if len(values) == 1 else f"{len(values)} times"
        raise UsageError(f"{flag} was given {times} for {len(files)} files", next_step=step)
    return values


def _names(files: Sequence[str]) -> list[str]:
    """What versions are called that were given no label: by their files' names, or paths where names are the same."""
    stems = ["stdin" if file == "-" else Path(file).stem for file in files]
    files_of = {stem: {file for file, s in zip(files, stems, strict=True) if s == stem} for stem in stems}
    return [stem if len(files_of[stem]) == 1 else file for file, stem in zip(files, stems, strict=True)]


def _refuse_missing(files: Sequence[str]) -> None:
    """Let the reader say what is wrong with a file that is none, before a screen opens."""
    from evolve.read import read

    for file in files:
        _refuse_no_stdin(file)
        try:
            there = file == "-" or (Path(file).exists() and not Path(file).is_dir())
        except OSError:
            there = False
        if not there:
            read(file)


def _refuse_no_stdin(file: str) -> None:
    if file == "-" and sys.stdin is None:
        raise InputError("there is no standard input", next_step="name a file or pipe a text in", where=file)


def _compared(documents: Sequence[Document], sourced: Sourced) -> Evolution:
    from evolve.compare import evolution
    from evolve.text.function_words import unexpected_language

    for document in documents:
        language = unexpected_language(" ".join(s.text for s in document.sentences), sourced.settings.language)
        if language:
            say(f"{document.source}: reads like {language.title()}; compare it with --language {language}")
    for earlier, later in pairwise(documents):
        if earlier.sha256 == later.sha256 and earlier.body == later.body:
            say(f"{later.source}: the same text as the version before it; all of it persists")
    compared = evolution(documents, settings=sourced.settings)
    return _judged(compared) if sourced.settings.judgements else compared


def _judged(evolution: Evolution) -> Evolution:
    """The same under the judgements that are kept of each pair."""
    from evolve.compare import evolution_of
    from evolve.judgements import JudgementStore

    comparisons = []
    for comparison in evolution.comparisons:
        store = JudgementStore.open(comparison.before, comparison.after)
        comparisons.append(comparison.judged(store.all()))
        for warning in store.warnings:
            say(warning)
    return evolution_of(comparisons)


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
    from evolve.report.as_text import render
    from evolve.report.page import Look

    return render(evolution, provenance, Look(width(), in_colour(color)))


def width() -> int:
    from shutil import get_terminal_size

    if not on_terminal(sys.stdout):
        return 80
    return min(max(get_terminal_size().columns, _NARROWEST), _WIDEST)
