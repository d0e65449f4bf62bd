"""The folder that results go to: one writer at a time, every file whole, and a memory of what is done.

While a batch runs, each pair's line is appended to a journal, after its reports are on the disk: a pair that stands in
the journal is done, and one that does not is done again. At the end the lines become `results.jsonl`, in the order of
the plan, and the journal goes. So it does not matter where a run is killed. In memory there is of each pair its name
and the place of its line.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, BinaryIO

from evolve.batch.jobs.job import Line, Outcome, is_sealed, sealed
from evolve.errors import UsageError
from evolve.report import RENDERERS
from evolve.storage.atomic import PART_PATTERN, atomic_file, write_error
from evolve.storage.locks import try_lock
from evolve.text.clean import clean_line

RESULTS = "results.jsonl"
BATCH = "batch.json"
REPORTS = "reports"
JOURNAL = ".evolve-journal.jsonl"
LOCK = ".evolve-lock"


class Output:
    """An output folder, held for one batch. Use it in a `with`.

    Entering raises UsageError when another batch runs into the folder, when it holds results and `resume` is not set,
    when it holds anything else, and when it cannot be written to.
    """

    def __init__(self, folder: Path, *, resume: bool) -> None:
        self.folder = folder
        self._resume = resume
        self._lock: IO[bytes] | None = None
        self._journal: BinaryIO | None = None
        self._known: dict[str, tuple[BinaryIO, int]] = {}
        self._files: list[BinaryIO] = []

    def __enter__(self) -> Output:
        try:
            self._refuse_strangers()
            with _write_errors(self.folder):
                (self.folder / REPORTS).mkdir(parents=True, exist_ok=True)
                self._refuse_ways_out()
                self._take_lock()
                for place in (self.folder, self.folder / REPORTS):
                    for part in place.glob(PART_PATTERN):
                        part.unlink()
                self._open_journal()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in (*self._files, self._journal):
            if file is not None:
                file.close()
        if self._journal is not None:
            # Whoever was stopped before the first pair leaves the folder as finished as it was.
            with contextlib.suppress(OSError):
                if not (self.folder / JOURNAL).stat().st_size:
                    (self.folder / JOURNAL).unlink()
        if self._lock is not None:
            self._lock.close()

    def recorded(self, name: str, key: str) -> Line | None:
        """What is known of a pair that was done with the same key, if it and all its reports are still as they were."""
        line = self.line_of(name)
        if line is None or line.get("key") != key or line.get("outcome") != "done" or not is_sealed(line):
            return None
        reports = line.get("reports")
        try:
            intact = isinstance(reports, dict) and all(self.is_intact(**report) for report in reports.values())
        except TypeError:
            intact = False
        return line if intact else None

    def line_of(self, name: str) -> Line | None:
        """The last that was written down of a pair, by the name of its files."""
        if name not in self._known:
            return None
        return parsed_line(_line_at(*self._known[name]))

    def is_intact(self, path: str, sha256: str) -> bool:
        """Whether a report is there as it was made: a plain file in the folder for reports, with this digest."""
        here = self.folder / path
        try:
            if not is_report(path) or here.is_symlink() or not here.is_file():
                return False
            with here.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except (OSError, ValueError):
            return False

    def record(self, outcome: Outcome, key: str) -> None:
        """Write a pair's reports, and then its line. Raises UsageError when the disk does not take them."""
        line = {**outcome.line, "key": key}
        reports: dict[str, dict[str, str]] = {}
        for form, text in outcome.reports.items():
            path, data = f"{REPORTS}/{line['name']}{RENDERERS[form].suffix}", text.encode()
            self.put(path, data)
            reports[form] = {"path": path, "sha256": hashlib.sha256(data).hexdigest()}
        self.note(sealed({**line, "reports": reports}))

    def note(self, line: Line) -> None:
        """Append a line to the journal; it is on the disk when this returns."""
        assert self._journal is not None
        data = as_json(line)
        with _write_errors(self.folder):
            self._journal.seek(0, os.SEEK_END)
            at = self._journal.tell()
            self._journal.write(data)
            self._journal.flush()
            os.fsync(self._journal.fileno())
        self._known[str(line["name"])] = self._journal, at

    def put(self, path: str, data: bytes) -> None:
        """Write a file of the folder whole. Raises UsageError when the disk does not take it."""
        with _write_errors(self.folder), atomic_file(self.folder / path) as file:
            file.write(data)

    def write(self, name: str, chunks: Iterable[str]) -> None:
        """Write a file of the folder whole, from its parts."""
        with _write_errors(self.folder), atomic_file(self.folder / name) as file:
            for chunk in chunks:
                file.write(chunk.encode())

    def drop(self, name: str) -> None:
        """Remove a file that a batch like this one has none of."""
        with _write_errors(self.folder):
            (self.folder / name).unlink(missing_ok=True)

    def close_journal(self) -> None:
        """Forget the journal: everything in it stands in the results."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        self.drop(JOURNAL)

    def _refuse_strangers(self) -> None:
        where = clean_line(str(self.folder))
        try:
            names = {entry.name for entry in self.folder.iterdir()} if self.folder.exists() else set()
        except NotADirectoryError:
            raise UsageError("is no folder", next_step="choose another with -o", where=where) from None
        except (OSError, ValueError) as error:
            raise _unwritable(self.folder, error) from None
        # What others call results is theirs; a batch that was copied may have lost its hidden files.
        if names and not (names & {JOURNAL, LOCK} or names >= {RESULTS, BATCH}):
            step = "choose an empty or a new one with -o"
            raise UsageError("is not empty and holds no batch", next_step=step, where=where)
        if not self._resume and self._holds_something(names):
            step = "go on with --resume, or choose another folder with -o"
            raise UsageError("holds the results of a batch", next_step=step, where=where)

    def _holds_something(self, names: Collection[str]) -> bool:
        """Whether there are results; a journal without a line is left by whoever was stopped before the first pair."""
        return RESULTS in names or (JOURNAL in names and (self.folder / JOURNAL).stat().st_size > 0)

    def _refuse_ways_out(self) -> None:
        """Reports stay inside the folder, and nothing is waited for at a pipe, whoever prepared it."""
        for name in (REPORTS, RESULTS, JOURNAL, LOCK):
            place, where = self.folder / name, clean_line(str(self.folder / name))
            if place.is_symlink():
                raise UsageError("leads out of the output folder", next_step="take the link away", where=where)
            if name != REPORTS and place.exists() and not place.is_file():
                raise UsageError("is no plain file", next_step="take it away", where=where)

    def _take_lock(self) -> None:
        self._lock = (self.folder / LOCK).open("ab")
        if not try_lock(self._lock):
            where = clean_line(str(self.folder))
            step = "wait for it, or choose another folder with -o"
            raise UsageError("another batch is running into this folder", next_step=step, where=where)

    def _open_journal(self) -> None:
        self._journal = (self.folder / JOURNAL).open("a+b")
        results = self.folder / RESULTS
        if results.exists():
            self._files.append(results.open("rb"))
        for file in (*self._files, self._journal):
            end = 0
            file.seek(0)
            for at, data in _lines(file):
                line = parsed_line(data)
                if line is not None:
                    self._known[str(line.get("name"))] = file, at
                end = at + len(data) if data.endswith(b"\n") else at
            if file is self._journal:
                # A line that was torn when the writer was killed; the pair is done again.
                file.truncate(end)


def is_report(path: str) -> bool:
    """Whether a path leads to a file in the folder for reports, and nowhere else."""
    parts = PurePosixPath(path).parts
    return len(parts) == 2 and parts[0] == REPORTS and parts[1] != ".." and "\\" not in path


def as_json(line: Line) -> bytes:
    """One line of results."""
    return json.dumps(line, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    at = 0
    while data := file.readline():
        yield at, data
        at += len(data)


def _line_at(file: BinaryIO, at: int) -> bytes:
    file.seek(at)
    return file.readline()


def parsed_line(data: bytes) -> Line | None:
    """A line of results as it was; None for one that was torn."""
    try:
        line = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) and isinstance(line.get("name"), str) else None


@contextlib.contextmanager
def _write_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise _unwritable(folder, error) from None


def _unwritable(folder: Path, error: Exception) -> UsageError:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    step = "make room and go on with --resume" if full else "choose another folder with -o"
    return write_error(clean_line(str(folder)), error, next_step=step)
