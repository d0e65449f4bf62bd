"""Follow the arguments of a folder of dated texts: read the texts, compare the halves, join, and write the results.

Every text that is read and every comparison that is made is a line of the journal of the output folder. So a run may be
killed at any moment, and the next one does only what is missing; once all is done, the lines are kept beside the
results, for the day when the folder has more texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, cast

from evolve.batch.archive.arguments import ArgumentOverTime, arguments_over_time
from evolve.batch.archive.dated_text import DatedText
from evolve.batch.archive.halves import Halves, halves_of
from evolve.batch.archive.joining import Joined, Links, Wordings, joined
from evolve.batch.archive.periods import Periods, periods_of
from evolve.batch.archive.tasks import (
    CompareTask,
    ReadTask,
    Task,
    comparison_of,
    key_of_comparison,
    text_of,
    work,
)
from evolve.batch.jobs.choose_workers import Workers
from evolve.batch.jobs.job import Line, Outcome, failed
from evolve.batch.jobs.prepare import JobFactory
from evolve.batch.jobs.run import run
from evolve.batch.output.folder import Output
from evolve.batch.plan import Version
from evolve.batch.plan.folder import FolderOfWorks, shortened_list
from evolve.batch.plan.named_text import stem_of
from evolve.batch.step import Step
from evolve.errors import EvolveError, InputError
from evolve.settings import Settings
from evolve.settings.sources import Sourced
from evolve.text.clean import clean_line
from evolve.text.languages import AUTO, DEFAULT

Watch = Callable[[str, int], AbstractContextManager[Callable[[Step], None]]]
"""Shows the progress of a number of tasks, each a "text" or a "comparison"; yields the function to call for each."""
_MIN_TEXTS = 2


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
    crew = _Crew(output, workers)
    try:
        reading = _Reading(content, output, shared, crew, send_texts, watch)
        texts, keys, settings = reading.texts()
        failures = list(reading.failures)
        links = Links(Wordings.of(texts))
        names = list(reading.names)
        comparisons = _comparisons(texts, keys, settings)
        with watch("comparison", len(comparisons)) as step:
            crew.do((task for _, task in comparisons), step)
        for halves, task in comparisons:
            line = cast("Line", output.line_of(task.name))
            names.append(task.name)
            if line["outcome"] == "done":
                links.add(halves, comparison_of(line))
            else:
                failures.append(f"{task.label}: {line['reason']}")
    finally:
        crew.close()
    claims = joined(links, trust=settings.trust, threshold=settings.threshold)
    periods = periods_of([text.date for text in texts])
    archive = Archive(
        title=clean_line(content.folder.resolve().name),
        settings=settings,
        texts=texts,
        periods=periods,
        claims=claims,
        arguments=arguments_over_time(texts, links.wordings, claims, periods, settings),
        notes=(*reading.notes, *content.notes_on_files(), *failures),
    )
    return archive, tuple(names), Problems(tuple(failures), tuple(reading.remarks))


class _Crew:
    """Workers that start with the first task and do what is not recorded yet."""

    def __init__(self, output: Output, workers: Callable[[], Workers]) -> None:
        self._output = output
        self._workers = workers
        self._started: Workers | None = None
        self._is_interrupted = False

    def do(self, tasks: Iterable[Task], watch: Callable[[Step], None]) -> None:
        """Do the tasks, and record the outcome of each."""

        def on_done(task: Task, outcome: Outcome) -> None:
            self._output.record(outcome, task.key)
            reason = str(outcome.line["reason"]).removeprefix(f"{task.label}: ")
            watch(Step(task.label, str(outcome.line["outcome"]), reason))

        def missing() -> Iterator[Task]:
            for task in tasks:
                if self._output.recorded(task.name, task.key):
                    watch(Step(task.label, "kept"))
                else:
                    yield task

        remaining = missing()
        first = next(remaining, None)
        if first is None:
            return
        self._is_interrupted = True
        self._started = self._started or self._workers()
        run(
            chain([first], remaining),
            self._started,
            work,
            on_done=on_done,
            on_lost=lambda task, reason: on_done(task, failed(task.label, task.name, reason)),
        )
        self._is_interrupted = False

    def close(self) -> None:
        """End the workers, after an interruption immediately."""
        if self._started is not None:
            self._started.close(self._is_interrupted)


class _Reading:
    """Reads the texts of a folder."""

    def __init__(
        self, content: FolderOfWorks, output: Output, shared: Sourced, crew: _Crew, send_texts: bool, watch: Watch
    ) -> None:
        self._folder = content.folder
        self._paths = content.files.texts
        self._output = output
        self._shared = shared
        self._crew = crew
        self._watch = watch
        self._factory = JobFactory(shared, "", (), False, send_texts)
        self.names: list[str] = []
        """The names of the lines of all texts."""
        self.failures: list[str] = []
        """The texts that could not be read, with the reasons."""
        self.notes: list[str] = []
        """Remarks on the texts that were left out."""
        self.remarks: list[str] = []
        """Remarks on the letters and bodies of texts."""

    def texts(self) -> tuple[tuple[DatedText, ...], tuple[str, ...], Settings]:
        """Return the texts in the order of time, the key of each, and the settings with the language of all."""
        settings = self._shared.settings
        lines = self._read(self._paths, settings)
        language = settings.language
        if language == AUTO:
            found = Counter(
                str(line["recognised"]) for _, line in lines.values() if line["recognised"] and line["date"]
            )
            language = min(found, key=lambda name: (-found[name], name), default=DEFAULT)
            settings = replace(settings, language=language)
            doubtful = [p for p, (_, line) in lines.items() if not line["recognised"] and line["language"] != language]
            lines |= self._read(doubtful, settings)
            self._note_languages(lines, language)
        dated = self._dated(lines)
        if len(dated) < _MIN_TEXTS:
            what = "fewer than two texts in it have a date" if self._paths else "there is no text in it"
            reasons = f" ({'; '.join((*self.failures, *self.notes))})" if self.failures or self.notes else ""
            step = "write the date into the names, such as `2022-08-27 title.txt`, or into the texts"
            raise InputError(what + reasons, next_step=step, where=clean_line(str(self._folder)))
        ordered = sorted(dated, key=lambda path: text_of(lines[path][1]).order)
        for path in ordered:
            self.remarks += [f"{clean_line(path)}: {note}" for note in cast("list[str]", lines[path][1]["notes"])]
        return tuple(text_of(lines[path][1]) for path in ordered), tuple(lines[path][0] for path in ordered), settings

    def _read(self, paths: Sequence[str], settings: Settings) -> dict[str, tuple[str, Line]]:
        """Return the key and the line of each text that can be read."""
        tasks: dict[str, ReadTask] = {}
        if not paths:
            return {}
        with self._watch("text", len(paths)) as step:

            def all_tasks() -> Iterator[ReadTask]:
                for path in paths:
                    try:
                        task = tasks[path] = self._task(path, settings)
                    except EvolveError as error:
                        reason = clean_line(str(error))
                        self.failures.append(reason)
                        step(Step(clean_line(path), "failed", reason.removeprefix(f"{clean_line(path)}: ")))
                    else:
                        yield task

            self._crew.do(all_tasks(), step)
        found: dict[str, tuple[str, Line]] = {}
        for path, task in tasks.items():
            line = cast("Line", self._output.line_of(task.name))
            self.names.append(task.name)
            if line["outcome"] == "done":
                # Without its bytes a task needs little memory.
                found[path] = task.key, line
            else:
                self.failures.append(str(line["reason"]))
        return found

    def _task(self, path: str, settings: Settings) -> ReadTask:
        remembers = settings.judgements and self._shared.origins.get("body", "default") == "default"
        version = Version(self._folder / path, path, clean_line(stem_of(path)))
        return ReadTask(self._factory.text_file(version, remembers=remembers), settings)

    def _note_languages(self, lines: dict[str, tuple[str, Line]], language: str) -> None:
        others = [p for p, (_, line) in lines.items() if line["recognised"] not in ("", language) and line["date"]]
        if others:
            self.notes.append(f"not in {language}, the language of most texts: {shortened_list(sorted(others))}")

    def _dated(self, lines: dict[str, tuple[str, Line]]) -> list[str]:
        """Return the texts that have a date and are no copies of others."""
        undated = sorted(path for path, (_, line) in lines.items() if not line["date"])
        if undated:
            self.notes.append(f"left out, without a date in text or name: {shortened_list(undated)}")
        by_content: dict[tuple[Any, Any], str] = {}
        copies = []
        for path, (_, line) in lines.items():
            if line["date"] and by_content.setdefault((line["date"], line["sha256"]), path) != path:
                copies.append(path)
        if copies:
            self.notes.append(f"left out, copies of other texts of the same date: {shortened_list(sorted(copies))}")
        return list(by_content.values())


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

    Raises InputError if it cannot be read.
    """
    content = FolderOfWorks(folder, excluding)
    _ = content.files
    return content
