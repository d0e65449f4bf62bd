"""Read the texts of an archive: their dates, their language, and which are left out.

All texts are read in one language, that of most of them, because they are compared with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, cast

from evolve.batch.archive.dated_text import DatedText
from evolve.batch.archive.task_runner import TaskRunner
from evolve.batch.archive.tasks import ReadTask, text_of
from evolve.batch.jobs.job import Line
from evolve.batch.jobs.prepare import JobFactory
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


class TextReader:
    """Reads the texts of a folder."""

    def __init__(
        self,
        content: FolderOfWorks,
        output: Output,
        shared: Sourced,
        runner: TaskRunner,
        *,
        send_texts: bool,
        watch: Watch,
    ) -> None:
        self._folder = content.folder
        self._paths = content.files.texts
        self._output = output
        self._shared = shared
        self._runner = runner
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
            for path in doubtful:
                # A text whose second reading fails is not used.
                del lines[path]
            lines |= self._read(doubtful, settings)
            self._note_languages(lines, language)
        dated = self._dated(lines)
        if len(dated) < _MIN_TEXTS:
            what = "fewer than two texts in it have a date"
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

            self._runner.do(all_tasks(), step)
        found: dict[str, tuple[str, Line]] = {}
        for path, task in tasks.items():
            line = cast("Line", self._output.line_of(task.name))
            self.names.append(task.name)
            if line["outcome"] == "done":
                # Without its bytes a task needs little memory.
                found[path] = task.key, line
            else:
                reason = str(line["reason"]).removeprefix(f"{task.label}: ")
                self.failures.append(f"{task.label}: {reason}")
        return found

    def _task(self, path: str, settings: Settings) -> ReadTask:
        remembers = settings.judgements and self._shared.origins.get("body", "default") == "default"
        version = Version(self._folder / path, path, clean_line(stem_of(path)))
        return ReadTask(self._factory.text_file(version, remembers=remembers), settings)

    def _note_languages(self, lines: dict[str, tuple[str, Line]], language: str) -> None:
        languages = {path: str(line["recognised"]) for path, (_, line) in lines.items() if line["date"]}
        others = sorted(path for path, name in languages.items() if name not in ("", language))
        if others:
            is_of = f"not in {language.title()}, {_frequency(language, list(languages.values()))}"
            self.notes.append(f"{is_of}: {shortened_list(others)}")

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


def _frequency(language: str, languages: Sequence[str]) -> str:
    """Return in words how frequent a language is among those of all texts, where an empty one is unknown."""
    count = Counter(languages)
    if 2 * count[language] > len(languages):
        return "the language of most texts"
    if all(count[other] < count[language] for other in count if other not in ("", language)):
        return "the most frequent language of the texts"
    return "one of the most frequent languages of the texts"
