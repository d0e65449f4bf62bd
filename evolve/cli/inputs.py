"""The inputs of commands: settings, files named on the command line, and their comparisons.

Errors that can be found without reading the files are raised at once, before a screen opens. Options that several
commands share are declared here, beside the code that reads them.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from evolve.cli.console import say
from evolve.errors import InputError, UsageError
from evolve.settings import Settings
from evolve.settings.sources import Sourced, load_settings
from evolve.text.clean import clean_line

if TYPE_CHECKING:
    from evolve.comparison import Comparison, Evolution
    from evolve.document import Document
    from evolve.model import Judgement, Reading
    from evolve.readers.content import View

_Value = TypeVar("_Value")
_VIEWS: Sequence[View] = ("original", "final")


BODY_HELP = 'the lines that are the essay: auto, all, numbers such as 5-27, or \'from "first words" to "last words"\''
"""The values of `--body`, for the help of every command that has it."""


def add_files(parser: ArgumentParser) -> None:
    """Add the versions that are compared."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="versions, earliest first, or a folder of them; - is stdin, REVISION:FILE a version in git",
    )
    parser.add_argument("--git", metavar="FILE", help="compare the versions of FILE through its history in git")
    parser.add_argument("--versions", metavar="N", help="with --git: the latest N that differ (default: 10)")


def add_two_files(parser: ArgumentParser) -> None:
    """Add the two versions of a command that takes exactly two."""
    parser.add_argument("before", metavar="A", help="the earlier version")
    parser.add_argument("after", metavar="B", help="the later version")


def add_comparing(parser: ArgumentParser) -> None:
    """Add the options of every comparison of files named on the command line."""
    add_threshold(parser)
    add_language(parser)
    add_voice(parser)
    add_ignore(parser)
    parser.add_argument("--body", metavar="LINES", action="append", help=f"{BODY_HELP}; once, or once for each file")
    add_view(parser)
    add_no_judgements(parser)
    add_no_judge(parser)
    parser.add_argument(
        "--label", metavar="NAME", action="append", help="name of a version; once for each file, in order"
    )
    parser.add_argument("--by-date", action="store_true", help="put the versions in the order of their dates")


def add_threshold(parser: ArgumentParser) -> None:
    """Add `--threshold`."""
    parser.add_argument(
        "--threshold", metavar="T", help="minimum score of a link, 0 to 1; auto finds one for each pair"
    )


def add_language(parser: ArgumentParser, whose: str = "texts'") -> None:
    """Add `--language`; `whose` is "text's" or "texts'", by the number of texts read."""
    parser.add_argument("--language", metavar="NAME", help=f"the {whose} language, such as german; auto recognises it")


def add_voice(parser: ArgumentParser) -> None:
    """Add `--voice`."""
    parser.add_argument("--voice", metavar="NAME", help="add the sentence vectors of a registered voice to the score")


def add_ignore(parser: ArgumentParser) -> None:
    """Add `--ignore`."""
    parser.add_argument(
        "--ignore", metavar="KIND", help="wording: count sentences that differ in their wording alone as persisted"
    )


def add_view(parser: ArgumentParser) -> None:
    """Add `--view`."""
    parser.add_argument(
        "--view",
        choices=_VIEWS,
        action="append",
        help="read the text before the tracked changes of a file, or after them; once, or once for each file",
    )


def add_no_judgements(parser: ArgumentParser) -> None:
    """Add `--no-judgements`."""
    parser.add_argument(
        "--no-judgements", dest="judgements", action="store_const", const=False, help="ignore your judgements"
    )


def add_no_judge(parser: ArgumentParser) -> None:
    """Add `--no-judge`."""
    parser.add_argument(
        "--no-judge", dest="judge", action="store_const", const=False, help="ignore the verdicts from `evolve judge`"
    )


def files_of(options: Namespace) -> Sequence[str]:
    """Return the versions of a file in git if `--git` is given, else the files as `files_or_seeds` does."""
    if options.git is None:
        if options.versions is not None:
            raise UsageError("--versions is for the history of a file", next_step="add --git FILE")
        return files_or_seeds(options.files)
    if options.files:
        step = "leave out the other files, or name versions as REVISION:FILE"
        raise UsageError("--git compares the versions of one file", next_step=step, where=clean_line(options.files[0]))
    from evolve.readers.git import DEFAULT_VERSIONS, history

    number = str(DEFAULT_VERSIONS) if options.versions is None else options.versions
    if not (number.isascii() and number.isdigit() and int(number[:6]) >= 2 and len(number) < 4):
        raise UsageError(
            "--versions takes a number from 2 to 999", next_step="give a number in that range", where=number
        )
    return history(options.git, int(number))


def files_or_seeds(files: Sequence[str]) -> Sequence[str]:
    """Return the files named, the versions in a folder named alone, or the two example essays if nothing is named."""
    from evolve.readers import seeds

    if len(files) == 1 and _is_folder(files[0]):
        from evolve.cli.folder import versions_in

        return versions_in(files[0])
    return files or [str(path) for path in seeds()]


def left_out_of(files: Sequence[str]) -> tuple[str, str] | None:
    """Return a line on the texts that are left out of a folder named alone, in full and in brief; None without any."""
    from evolve.cli import folder

    return folder.left_out_of(files[0]) if len(files) == 1 and _is_folder(files[0]) else None


def lacks_files(options: Namespace) -> bool:
    """Return whether no version is named and the example essays are not in the working folder or its `seeds/`."""
    from evolve.readers import seeds

    if options.files or options.git is not None or options.versions is not None:
        return False
    try:
        here = Path.cwd()
    except OSError:
        return False
    names = [path.name for path in seeds()]
    return not any(all((folder / name).is_file() for name in names) for folder in (here, here / "seeds"))


def _is_folder(file: str) -> bool:
    try:
        return file != "-" and Path(file).is_dir()
    except (OSError, ValueError):
        return False


def settings_of(options: Namespace) -> Sourced:
    """Return the current settings; options typed override the others."""
    flags = {
        name: getattr(options, name, None)
        for name in ("threshold", "language", "voice", "body", "ignore", "judgements", "judge")
    }
    if isinstance(flags["body"], list):
        # One body a file is a choice about files, not a setting of the comparison.
        flags["body"] = flags["body"][0] if len(flags["body"]) == 1 else None
    return load_settings({name: value for name, value in flags.items() if value is not None})


def comparisons_of(options: Namespace, settings: Settings, *, judged: bool = False) -> tuple[Comparison, ...]:
    """Return the comparisons of consecutive versions and of each `--pair`.

    They are without judgements, or with `judged` under those that the settings allow, as in a report.
    """
    sourced = Sourced(settings if judged else replace(settings, judgements=False, judge=False), {})
    loaders = [loader_of(options.files, options, settings)] if options.files else []
    alone = Namespace(body=None, label=None, view=None)
    loaders += [loader_of(files, alone, settings) for files in getattr(options, "pair", ())]
    return tuple(comparison for load in loaders for comparison in compared_of(load(), sourced).comparisons)


@dataclass(frozen=True, slots=True)
class Versions:
    """The files that are compared, and the view of tracked changes and the default label of each."""

    files: Sequence[str]
    views: Sequence[View]
    labels: Sequence[str]


def versions_of(files: Sequence[str], views: Sequence[View] | None) -> Versions:
    """Return the versions in files: each with its view, or both texts of a single file with tracked changes.

    Raises UsageError if there is one version only.
    """
    if len(files) == 1:
        files, views = _both_views(files[0], views)
    chosen = _each(views or _VIEWS[1:], files, "--view", shared=True)
    return Versions(files, chosen, names_of(files, chosen))


def _both_views(file: str, views: Sequence[View] | None) -> tuple[Sequence[str], Sequence[View]]:
    """Return a file twice and its two views. Raises UsageError for a file without tracked changes."""
    from evolve.readers import inspect
    from evolve.readers.registry import SUFFIXES, WITH_CHANGES

    step = "name two or more versions, the earliest first"
    if file == "-" or views:
        raise UsageError("nothing to compare", next_step=step)
    if not inspect(file).has_changes:
        if SUFFIXES.get(Path(file).suffix.lower()) not in WITH_CHANGES:
            raise UsageError("nothing to compare", next_step=step)
        what = "nothing to compare, because it has no tracked changes"
        raise UsageError(what, next_step="name its other version too, the earlier first", where=clean_line(file))
    return [file, file], _VIEWS


def loader_of(files: Sequence[str], options: Namespace, settings: Settings) -> Callable[[], tuple[Document, ...]]:
    """Return a function that reads the versions. Raises at once for errors that can be found without reading."""
    refuse_stdin_twice(files)
    versions = versions_of(files, options.view)
    bodies = _each(options.body or [settings.body], versions.files, "--body", shared=True)
    labels = _each(options.label or versions.labels, versions.files, "--label", shared=False)
    _refuse_missing(files)
    is_by_date = getattr(options, "by_date", False)

    def load() -> tuple[Document, ...]:
        from evolve.document import in_one_language, with_labels
        from evolve.readers import read
        from evolve.readers.git import is_revision

        documents = [
            read(file, label=label, body=body, language=settings.language, view=view)
            for file, view, label, body in zip(versions.files, versions.views, labels, bodies, strict=True)
        ]
        if settings.judgements and not options.body:
            documents = with_own_bodies(documents)
        if not options.label and not any(map(is_revision, versions.files)):
            documents = list(with_labels(documents))
        return in_one_language(_in_order_of_dates(documents) if is_by_date else documents)

    return load


def two_documents(options: Namespace, settings: Settings) -> tuple[Document, Document]:
    """Return the documents of a command that takes exactly two versions."""
    from evolve.document import in_one_language
    from evolve.readers import read

    files = options.before, options.after
    refuse_stdin_twice(files)
    for file in files:
        refuse_no_stdin(file)
    views: Sequence[View] = _each(options.view or _VIEWS[1:], files, "--view", shared=True)
    documents = [
        read(file, body=settings.body, language=settings.language, view=view)
        for file, view in zip(files, views, strict=True)
    ]
    if settings.judgements and not getattr(options, "body", None):
        documents = with_own_bodies(documents)
    before, after = in_one_language(documents)
    return before, after


def with_own_bodies(documents: Sequence[Document]) -> list[Document]:
    """Return documents with the bodies that the user chose for them at an earlier time."""
    from evolve.judgements.bodies import with_choices

    return with_choices(documents)


def _in_order_of_dates(documents: Sequence[Document]) -> list[Document]:
    """Return the versions by their dates, the earliest first. Raises UsageError if a version has no date."""
    for document in documents:
        if not document.date:
            step = "leave out --by-date and name the versions in their order"
            raise UsageError("neither the text nor its name has a date", next_step=step, where=document.source)
    return sorted(documents, key=lambda document: document.date)


def order_notes(documents: Sequence[Document]) -> list[str]:
    """Return a note on the first version with an earlier date than the one before it; empty if there is none."""
    for before, after in pairwise(documents):
        dates = before.date, after.date
        # Of "2022" and "2022-05" neither is known to be earlier.
        length = min(map(len, dates))
        if length and dates[0][:length] > dates[1][:length]:
            return [f"{dates[0]} comes before {dates[1]} on the command line; --by-date puts them in order"]
    return []


def refuse_stdin_twice(files: Sequence[str]) -> None:
    """Refuse stdin as more than one of the files. Raises UsageError."""
    if files.count("-") > 1:
        raise UsageError("stdin can be read only once", next_step="name a file for the other text", where="-")


def _each(values: Sequence[_Value], files: Sequence[str], flag: str, *, shared: bool) -> Sequence[_Value]:
    if shared and len(values) == 1:
        return [values[0]] * len(files)
    if len(values) != len(files):
        step = f"give {'one for all, or ' if shared else ''}one for each file"
        times = "once" if len(values) == 1 else f"{len(values)} times"
        raise UsageError(f"{flag} was given {times} for {len(files)} files", next_step=step)
    return values


def names_of(files: Sequence[str], views: Sequence[View] = ()) -> list[str]:
    """Return the default labels of versions: the file names, or the paths of files with the same name.

    A file in two views has the view after its name.
    """
    from evolve.readers import default_label

    stems = [default_label(file) for file in files]
    by_stem = {stem: {file for file, s in zip(files, stems, strict=True) if s == stem} for stem in stems}
    names = [stem if len(by_stem[stem]) == 1 else file for file, stem in zip(files, stems, strict=True)]
    views_of = {file: {view for f, view in zip(files, views, strict=True) if f == file} for file in files if views}
    return [
        f"{name} ({views[n]})" if len(views_of.get(file, ())) > 1 else name
        for n, (file, name) in enumerate(zip(files, names, strict=True))
    ]


def _refuse_missing(files: Sequence[str]) -> None:
    """Raise the reader's error for a missing file or a folder, before a screen opens."""
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
    """Refuse "-" if stdin is closed; `piped` names what to pipe. Raises InputError."""
    if file == "-" and sys.stdin is None:
        raise InputError("stdin is closed", next_step=f"name a file or pipe {piped}", where=file)


def compared_of(documents: Sequence[Document], sourced: Sourced) -> Evolution:
    """Return the comparisons of consecutive versions, with stored judgements unless the settings exclude them."""
    from evolve.comparison import evolution

    for earlier, later in pairwise(documents):
        if earlier.sha256 == later.sha256 and earlier.body == later.body:
            say(f"{later.source}: identical to the version before it; everything persists")
    for note in order_notes(documents):
        say(note)
    for note in _reading_notes(documents):
        say(note)
    compared = evolution(documents, settings=sourced.settings)
    for note in language_notes(compared):
        say(note)
    return _judged(compared, sourced.settings)


def body_notes(document: Document) -> list[str]:
    """Return notes for the user on a body that is in doubt, or that the user chose at an earlier time."""
    from evolve.report.phrases import body_ranges

    if document.is_body_remembered:
        return [f"body chosen by you: lines {body_ranges(document)}; --body auto ignores it"]
    note = document.body_note()
    return [note] if note else []


def _reading_notes(documents: Sequence[Document]) -> list[str]:
    """Return the remarks on reading the files and finding their bodies, each once."""
    from evolve.readers.left_out import without_accepted

    sources = [document.source for document in documents]
    notes = []
    for document in documents:
        note = document.encoding_note
        if sources.count(document.source) > 1:
            note = without_accepted(note)
        notes += [f"{document.source}: {text}" for text in (note, *body_notes(document)) if text]
    return list(dict.fromkeys(notes))


def language_notes(evolution: Evolution) -> list[str]:
    """Return notes for the user on the language of the texts: recognised, in doubt, or without word lists."""
    from evolve.text.languages import AUTO, DEFAULT, is_recognised, unexpected_language

    first = evolution.comparisons[0]
    language = first.language
    texts = [" ".join(sentence.text for sentence in document.sentences) for document in evolution.documents]
    notes = []
    if first.settings.language != AUTO:
        for document, text in zip(evolution.documents, texts, strict=True):
            other = unexpected_language(text, language)
            if other:
                notes.append(f"{document.source}: looks like {other.title()}; if it is, add --language {other}")
    elif language != DEFAULT:
        notes.append(f"language: {language.title()}, recognised from the texts; --language NAME sets another")
    elif not is_recognised(texts):
        name = DEFAULT.title()
        notes.append(f"language not recognised; {name} is used, and denials in {name} alone (--language NAME sets it)")
    if not first.finds_denials:
        notes.append(f"denials, hedges and quantifiers are not looked for in {language.title()}")
    return notes


def _judged(evolution: Evolution, settings: Settings) -> Evolution:
    """Return the comparisons with the stored judgements and verdicts of each pair, unless the settings exclude them.

    Versions that are not neighbours have judgements alone.
    """
    from evolve.judgements import judged_over_gaps

    if not (settings.judgements or settings.judge):
        return evolution
    judged = evolution.of(
        [
            comparison.judged(
                kept_of(comparison.before, comparison.after) if settings.judgements else (),
                by_judges=reading_of(comparison) if settings.judge else (),
            )
            for comparison in evolution.comparisons
        ]
    )
    documents = evolution.documents
    pairs = judged_over_gaps(documents) if settings.judgements else ()
    return judged.judged({(n, m): kept_of(documents[n], documents[m]) for n, m in pairs})


def reading_of(comparison: Comparison) -> Reading:
    """Return the stored verdicts of judges on a pair; write a warning about each unreadable record."""
    from evolve.judges import JudgeStore

    store = JudgeStore.open(comparison.before, comparison.after)
    for warning in store.warnings:
        say(warning)
    return store.reading()


def kept_of(before: Document, after: Document) -> tuple[Judgement, ...]:
    """Return the stored judgements and labels of a pair; write a warning about each unreadable record."""
    from evolve.judgements import JudgementStore

    store = JudgementStore.open(before, after)
    for warning in store.warnings:
        say(warning)
    return store.all()
