"""Follow the arguments of a folder of dated texts: read the texts, compare the halves, join, and write the results.

Every text that is read and every comparison that is made is a line of the journal of the output folder. So a run may be
killed at any moment, and the next one does only what is missing; once all is done, the lines are kept beside the
results, for a later run with more texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from evolve.batch.archive.arguments import ArgumentOverTime, arguments_over_time
from evolve.batch.archive.dated_text import DatedText
from evolve.batch.archive.halves import Halves, halves_of
from evolve.batch.archive.joining import Joined, Links, Wordings, joined
from evolve.batch.archive.periods import Periods, periods_of
from evolve.batch.archive.read_texts import TextReader, Watch
from evolve.batch.archive.task_runner import TaskRunner
from evolve.batch.archive.tasks import CompareTask, comparison_of, key_of_comparison
from evolve.batch.jobs.choose_workers import Workers
from evolve.batch.jobs.job import Line
from evolve.batch.output.folder import Output
from evolve.batch.plan.folder import FolderOfWorks
from evolve.errors import InputError
from evolve.settings import Settings
from evolve.settings.sources import Sourced
from evolve.text.clean import clean_line


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that the results of an archive show."""

    title: str
    settings: Settings
    """With the language of the archive."""
    texts: tuple[DatedText, ...] = field(repr=False)
    """The texts in the order of time."""
    periods: Periods
    claims: Joined = field(repr=False)
    arguments: tuple[ArgumentOverTime, ...] = field(repr=False)
    notes: tuple[str, ...]
    """Remarks on texts and files that were left out, and on comparisons that failed."""


@dataclass(frozen=True, slots=True)
class Problems:
    """What went wrong, besides files that are no texts."""

    failed: tuple[str, ...]
    """The texts that could not be read and the comparisons that could not be made, each with its reason."""
    remarks: tuple[str, ...]
    """Remarks on the letters and bodies of texts that were read."""


def archive_of(
    content: FolderOfWorks,
    output: Output,
    workers: Callable[[], Workers],
    shared: Sourced,
    *,
    send_texts: bool,
    watch: Watch,
) -> tuple[Archive, tuple[str, ...], Problems]:
    """Return the archive in a folder, the names of its lines in the journal, and the problems.

    `workers` is called only if something is not done yet. `send_texts` sends the texts with the tasks. Raises
    InputError if fewer than two texts have a date. An interruption ends the workers immediately and keeps the results
    so far.
    """
    runner = TaskRunner(output, workers)
    try:
        reader = TextReader(content, output, shared, runner, send_texts=send_texts, watch=watch)
        texts, keys, settings = reader.texts()
        failures = list(reader.failures)
        links = Links(Wordings.of(texts))
        names = list(reader.names)
        comparisons = _comparisons(texts, keys, settings)
        with watch("comparison", len(comparisons)) as step:
            runner.do((task for _, task in comparisons), step)
        for halves, task in comparisons:
            line = cast("Line", output.line_of(task.name))
            names.append(task.name)
            if line["outcome"] == "done":
                links.add(halves, comparison_of(line))
            else:
                failures.append(f"{task.label}: {line['reason']}")
    finally:
        runner.close()
    claims = joined(links, trust=settings.trust, threshold=settings.threshold)
    periods = periods_of([text.date for text in texts])
    archive = Archive(
        title=clean_line(content.folder.resolve().name),
        settings=settings,
        texts=texts,
        periods=periods,
        claims=claims,
        arguments=arguments_over_time(texts, links.wordings, claims, periods, settings),
        notes=(*reader.notes, *content.notes_on_files(), *failures),
    )
    return archive, tuple(names), Problems(tuple(failures), tuple(reader.remarks))


def _comparisons(
    texts: Sequence[DatedText], keys: Sequence[str], settings: Settings
) -> list[tuple[Halves, CompareTask]]:
    """Return the comparisons of all texts, the largest first."""
    sentences = [text.sentences for text in texts]
    return [
        (
            halves,
            CompareTask(
                label=_label(texts, halves),
                key=key_of_comparison(keys[halves.first : halves.middle], keys[halves.middle : halves.end], settings),
                earlier=tuple(sentences[halves.first : halves.middle]),
                later=tuple(sentences[halves.middle : halves.end]),
                settings=settings,
            ),
        )
        for halves in halves_of(len(texts))
    ]


def _label(texts: Sequence[DatedText], halves: Halves) -> str:
    """Return the name of a comparison: the dates of the first and last texts of both halves."""
    earlier, later = (
        " to ".join(dict.fromkeys((texts[first].date, texts[end - 1].date)))
        for first, end in ((halves.first, halves.middle), (halves.middle, halves.end))
    )
    return f"{earlier} with {later}"


def folder_of_archive(folder: Path, *, excluding: Path | None = None) -> FolderOfWorks:
    """Return the content of a folder; the folder `excluding` in it is left out, such as the one for the results.

    Raises InputError if it cannot be read and if there is no text in it.
    """
    content = FolderOfWorks(folder, excluding)
    if not content.files.texts:
        notes = list(content.notes_on_files())
        what = "there is no text in it" + (f" ({'; '.join(notes)})" if notes else "")
        raise InputError(what, next_step="name a folder of dated texts", where=clean_line(str(folder)))
    return content
