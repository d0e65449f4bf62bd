"""What commands compare: settings, files named on the command line, and the comparisons made of them.

What can be said about files without reading them is said at once, before a screen opens. The options that several
commands share are declared here, beside what reads them.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.console import say
from evolve.errors import InputError, UsageError
from evolve.settings import Settings
from evolve.settings.sources import Sourced, load_settings

if TYPE_CHECKING:
    from evolve.comparison import Comparison, Evolution
    from evolve.document import Document
    from evolve.model import Judgement, Reading


def add_files(parser: ArgumentParser) -> None:
    """Add the versions that are compared."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="versions, earliest first; - is stdin")


def add_two_files(parser: ArgumentParser) -> None:
    """Add the two versions of a command that takes exactly two."""
    parser.add_argument("before", metavar="A", help="the earlier version")
    parser.add_argument("after", metavar="B", help="the later version")


def add_comparing(parser: ArgumentParser) -> None:
    """Add the options of every comparison of files named on the command line."""
    add_threshold(parser)
    add_language(parser)
    parser.add_argument(
        "--body", metavar="LINES", action="append", help="auto, all, or lines such as 5-27; once, or once for each file"
    )
    add_no_judgements(parser)
    add_no_judge(parser)
    parser.add_argument(
        "--label", metavar="NAME", action="append", help="what a version is called; once for each file, in order"
    )


def add_threshold(parser: ArgumentParser) -> None:
    """Add `--threshold`."""
    parser.add_argument("--threshold", metavar="T", help="link from this score, 0 to 1; auto finds it for each pair")


def add_language(parser: ArgumentParser, whose: str = "texts'") -> None:
    """Add `--language`; `whose` language it is depends on how many texts are read."""
    parser.add_argument("--language", metavar="NAME", help=f"the {whose} language, such as english or german")


def add_no_judgements(parser: ArgumentParser) -> None:
    """Add `--no-judgements`."""
    parser.add_argument(
        "--no-judgements", dest="judgements", action="store_const", const=False, help="leave out what you have judged"
    )


def add_no_judge(parser: ArgumentParser) -> None:
    """Add `--no-judge`."""
    parser.add_argument(
        "--no-judge", dest="judge", action="store_const", const=False, help="leave out what `evolve judge` brought"
    )


def files_or_seeds(files: Sequence[str]) -> Sequence[str]:
    """Return the files named, or the two essays that come along where none is named."""
    from evolve.readers import seeds

    return files or [str(path) for path in seeds()]


def settings_of(options: Namespace) -> Sourced:
    """The settings in force, with what was typed above them."""
    flags = {name: getattr(options, name, None) for name in ("threshold", "language", "body", "judgements", "judge")}
    if isinstance(flags["body"], list):
        # One body a file is a choice about files, not a setting of the comparison.
        flags["body"] = flags["body"][0] if len(flags["body"]) == 1 else None
    return load_settings({name: value for name, value in flags.items() if value is not None})


def comparisons_of(options: Namespace, settings: Settings) -> tuple[Comparison, ...]:
    """Each version with its next, and further pairs; under no judgement."""
    sourced = Sourced(replace(settings, judgements=False, judge=False), {})
    loaders = [loader_of(options.files, options, settings)] if options.files else []
    alone = Namespace(body=None, label=None)
    loaders += [loader_of(files, alone, settings) for files in getattr(options, "pair", ())]
    return tuple(comparison for load in loaders for comparison in compared_of(load(), sourced).comparisons)


def loader_of(files: Sequence[str], options: Namespace, settings: Settings) -> Callable[[], tuple[Document, ...]]:
    """What reads the versions when it is called; what can be said about them without reading is said at once."""
    if len(files) < 2:
        raise UsageError("there is nothing to compare", next_step="name two or more versions, the earliest first")
    refuse_stdin_twice(files)
    bodies = _each(options.body or [settings.body], files, "--body", shared=True)
    labels = _each(options.label or names_of(files), files, "--label", shared=False)
    _refuse_missing(files)

    def load() -> tuple[Document, ...]:
        from evolve.readers import read

        return tuple(
            read(file, label=label, body=body, language=settings.language)
            for file, label, body in zip(files, labels, bodies, strict=True)
        )

    return load


def refuse_stdin_twice(files: Sequence[str]) -> None:
    """Refuse stdin for more than one of some files. Raises UsageError."""
    if files.count("-") > 1:
        raise UsageError("stdin can be read only once", next_step="name a file for the other one", where="-")


def _each(values: Sequence[str], files: Sequence[str], flag: str, *, shared: bool) -> Sequence[str]:
    if shared and len(values) == 1:
        return [values[0]] * len(files)
    if len(values) != len(files):
        step = f"give {'one for all, or ' if shared else ''}one for each file"
        times = "once" if len(values) == 1 else f"{len(values)} times"
        raise UsageError(f"{flag} was given {times} for {len(files)} files", next_step=step)
    return values


def names_of(files: Sequence[str]) -> list[str]:
    """What versions are called that were given no label: by their files' names, or paths where names are the same."""
    stems = ["stdin" if file == "-" else Path(file).stem for file in files]
    files_of = {stem: {file for file, s in zip(files, stems, strict=True) if s == stem} for stem in stems}
    return [stem if len(files_of[stem]) == 1 else file for file, stem in zip(files, stems, strict=True)]


def _refuse_missing(files: Sequence[str]) -> None:
    """Let the reader say what is wrong with a file that is none, before a screen opens."""
    from evolve.readers import read

    for file in files:
        refuse_no_stdin(file)
        try:
            there = file == "-" or (Path(file).exists() and not Path(file).is_dir())
        except OSError:
            there = False
        if not there:
            read(file)


def refuse_no_stdin(file: str, piped: str = "a text") -> None:
    """Refuse to read stdin where there is none. Raises InputError."""
    if file == "-" and sys.stdin is None:
        raise InputError("there is no standard input", next_step=f"name a file or pipe {piped} in", where=file)


def compared_of(documents: Sequence[Document], sourced: Sourced) -> Evolution:
    """Each version with its next, under the judgements that are kept where the settings want them."""
    from evolve.comparison import evolution
    from evolve.text.languages import unexpected_language

    for document in documents:
        language = unexpected_language(" ".join(s.text for s in document.sentences), sourced.settings.language)
        if language:
            say(f"{document.source}: reads like {language.title()}; compare it with --language {language}")
    for earlier, later in pairwise(documents):
        if earlier.sha256 == later.sha256 and earlier.body == later.body:
            say(f"{later.source}: the same text as the version before it; all of it persists")
    compared = evolution(documents, settings=sourced.settings)
    return _judged(compared, sourced.settings)


def _judged(evolution: Evolution, settings: Settings) -> Evolution:
    """The same under what is kept of each pair, as far as the settings want it."""
    from evolve.comparison import evolution_of

    if not (settings.judgements or settings.judge):
        return evolution
    return evolution_of(
        [
            comparison.judged(
                kept_of(comparison) if settings.judgements else (),
                by_judges=reading_of(comparison) if settings.judge else (),
            )
            for comparison in evolution.comparisons
        ]
    )


def reading_of(comparison: Comparison) -> Reading:
    """What judges found of a pair before, with a warning on what of it cannot be read."""
    from evolve.judges import JudgeStore

    store = JudgeStore.open(comparison.before, comparison.after)
    for warning in store.warnings:
        say(warning)
    return store.reading()


def kept_of(comparison: Comparison) -> tuple[Judgement, ...]:
    """What was judged of a pair on the screen or labelled before, with a word on what of it cannot be read."""
    from evolve.judgements import JudgementStore

    store = JudgementStore.open(comparison.before, comparison.after)
    for warning in store.warnings:
        say(warning)
    return store.all()
