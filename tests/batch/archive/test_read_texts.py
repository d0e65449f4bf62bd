"""The language of an archive: which texts it is not that of, and what becomes of a text that is read again in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest

from evolve.batch.archive import task_runner
from evolve.batch.archive.read_texts import TextReader
from evolve.batch.archive.run import folder_of_archive
from evolve.batch.archive.task_runner import TaskRunner
from evolve.batch.archive.tasks import ReadTask
from evolve.batch.jobs.choose_workers import Workers
from evolve.batch.jobs.job import Outcome
from evolve.batch.output.folder import TIMELINE, Output
from evolve.batch.step import Step
from evolve.settings.sources import Sourced, load_settings
from evolve.text.languages import AUTO

ENGLISH = "The harbour of the town is closed, and it will be closed for as long as the ships of the king are there.\n"
GERMAN = "Der Hafen der Stadt ist geschlossen, und er wird so lange geschlossen sein, wie die Schiffe da sind.\n"
FRENCH = "Le port de la ville est fermé, et il sera fermé aussi longtemps que les navires du roi sont dans la ville.\n"
SHORT = "Closed.\n"


@contextmanager
def unwatched(what: str, count: int) -> Iterator[Callable[[Step], None]]:
    """Show no progress."""
    yield lambda step: None


def reader_of(monkeypatch: pytest.MonkeyPatch, *texts: str, loses_again: bool = False) -> tuple[TextReader, list[str]]:
    """Return the reader of texts, one a year from 2001, and the paths of those that it returns.

    `loses_again` makes the worker of every second reading disappear.
    """

    def run(
        tasks: Iterable[ReadTask],
        workers: object,
        work: Callable[[ReadTask], Outcome],
        *,
        on_done: Callable[[ReadTask, Outcome], None],
        on_lost: Callable[[ReadTask, str], None],
    ) -> None:
        for task in tasks:
            if loses_again and task.settings.language != AUTO:
                on_lost(task, "its worker was lost")
            else:
                on_done(task, work(task))

    monkeypatch.setattr(task_runner, "run", run)
    folder = Path("texts")
    folder.mkdir()
    for year, text in enumerate(texts, 2001):
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    shared: Sourced = load_settings({})
    with Output(Path("out"), resume=False, kind=TIMELINE) as output:
        runner = TaskRunner(output, lambda: cast("Workers", cast("Any", "no workers")))
        reader = TextReader(folder_of_archive(folder), output, shared, runner, send_texts=False, watch=unwatched)
        found, _, _ = reader.texts()
    return reader, [text.source for text in found]


@pytest.mark.parametrize(
    ("texts", "note"),
    [
        ((GERMAN, GERMAN, ENGLISH), "not in German, the language of most texts: 2003.txt"),
        (
            (GERMAN, GERMAN, ENGLISH, FRENCH),
            "not in German, the most frequent language of the texts: 2003.txt, 2004.txt",
        ),
        ((GERMAN, ENGLISH), "not in English, one of the most frequent languages of the texts: 2001.txt"),
    ],
)
def test_texts_in_other_languages_are_listed(
    texts: tuple[str, ...], note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, found = reader_of(monkeypatch, *texts)
    assert (reader.notes, len(found)) == ([note], len(texts))


def test_a_text_whose_second_reading_fails_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of no recognised language is read again in that of the others."""
    reader, found = reader_of(monkeypatch, GERMAN, GERMAN + GERMAN, SHORT, loses_again=True)
    assert reader.failures == ["2003.txt: its worker was lost"]
    assert found == ["2001.txt", "2002.txt"]
