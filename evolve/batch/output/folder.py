"""The folder for results: one writer at a time, atomic files, and a record of the pairs that are done.

While a batch runs, each pair's line is appended to a journal after its reports are on disk: a pair in the journal is
done, and any other pair is done again. At the end the lines become `results.jsonl`, in the order of the plan, and the
journal is removed. So a run may be killed at any moment. In memory there are only the name of each pair and the
position of its line. A timeline does the same with the texts that it reads and the comparisons that it makes.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, BinaryIO

from evolve.batch.jobs.job import Line, Outcome, has_valid_digest, with_digest
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


@dataclass(frozen=True, slots=True)
class OutputKind:
    """What a folder holds, and the names of its files."""

    name: str
    """The kind in words: "batch"."""
    results: str
    """The file with the lines of what is done, once all is done."""
    description: str
    """The file beside it that describes them."""
    journal: str
    """The file with the lines of what is done, while more is to be done."""
    parts: str
    """The folder for the files of single results."""

    def is_in(self, names: Collection[str]) -> bool:
        """Return whether files with these names are of this kind; others may have files called results."""
        return self.journal in names or {self.results, self.description} <= set(names)


PAIRS = OutputKind("batch", RESULTS, BATCH, JOURNAL, REPORTS)
TIMELINE = OutputKind("timeline", "comparisons.jsonl", "archive.json", ".evolve-timeline.jsonl", "arguments")
_KINDS = (PAIRS, TIMELINE)


def has_results(names: Collection[str]) -> bool:
    """Return whether a folder with files of these names is for the results of a batch or a timeline."""
    return LOCK in names or any(kind.is_in(names) for kind in _KINDS)


class Output:
    """An output folder, locked for one batch or timeline. Use it in a `with` statement.

    Entering raises UsageError if another one is running into the folder, if it has results and `resume` is not set, if
    it has other content, and if it is not writable.
    """

    def __init__(self, folder: Path, *, resume: bool, kind: OutputKind = PAIRS) -> None:
        self.folder = folder
        self.kind = kind
        self._resume = resume
        self._lock: IO[bytes] | None = None
        self._journal: BinaryIO | None = None
        self._line_positions: dict[str, tuple[BinaryIO, int]] = {}
        self._files: list[BinaryIO] = []

    def __enter__(self) -> Output:
        try:
            self._refuse_foreign_content()
            with _write_errors(self.folder):
                (self.folder / self.kind.parts).mkdir(parents=True, exist_ok=True)
                self._refuse_links()
                self._take_lock()
                for folder in (self.folder, self.folder / self.kind.parts):
                    for part in folder.glob(PART_PATTERN):
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
                # On a full disk, closing tries again to write what could not be written.
                with contextlib.suppress(OSError):
                    file.close()
        if self._journal is not None:
            # A run that was stopped before its first pair leaves no journal, so a finished folder stays finished.
            with contextlib.suppress(OSError):
                if not (self.folder / self.kind.journal).stat().st_size:
                    (self.folder / self.kind.journal).unlink()
        if self._lock is not None:
            self._lock.close()

    def recorded(self, name: str, key: str) -> Line | None:
        """Return the line of a pair done with the same key; None unless it and all its reports are unchanged."""
        line = self.line_of(name)
        if line is None or line.get("key") != key or line.get("outcome") != "done" or not has_valid_digest(line):
            return None
        reports = line.get("reports")
        try:
            intact = isinstance(reports, dict) and all(self.is_intact(**report) for report in reports.values())
        except TypeError:
            intact = False
        return line if intact else None

    def line_of(self, name: str) -> Line | None:
        """Return the last line written for a pair, by the name of its files."""
        if name not in self._line_positions:
            return None
        return parsed_line(_line_at(*self._line_positions[name]))

    def is_intact(self, path: str, sha256: str) -> bool:
        """Return whether a report is unchanged: a regular file in the folder for reports, with this digest."""
        file_path = self.folder / path
        try:
            if not is_report(path) or file_path.is_symlink() or not file_path.is_file():
                return False
            with file_path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except (OSError, ValueError):
            return False

    def record(self, outcome: Outcome, key: str) -> None:
        """Write a pair's reports, and then its line. Raises UsageError if writing fails."""
        line = {**outcome.line, "key": key}
        reports: dict[str, dict[str, str]] = {}
        for form, data in outcome.reports.items():
            path = f"{REPORTS}/{line['name']}{RENDERERS[form].suffix}"
            self.write_bytes(path, data)
            reports[form] = {"path": path, "sha256": hashlib.sha256(data).hexdigest()}
        self.append_to_journal(with_digest({**line, "reports": reports}))

    def append_to_journal(self, line: Line) -> None:
        """Append a line to the journal; it is on disk on return."""
        assert self._journal is not None
        data = json_line(line)
        with _write_errors(self.folder):
            self._journal.seek(0, os.SEEK_END)
            position = self._journal.tell()
            self._journal.write(data)
            self._journal.flush()
            os.fsync(self._journal.fileno())
        self._line_positions[str(line["name"])] = self._journal, position

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write a file in the folder atomically. Raises UsageError if writing fails."""
        with _write_errors(self.folder), atomic_file(self.folder / path) as file:
            file.write(data)

    def write(self, name: str, chunks: Iterable[str]) -> None:
        """Write a file in the folder atomically, from parts of its text."""
        with _write_errors(self.folder), atomic_file(self.folder / name) as file:
            for chunk in chunks:
                file.write(chunk.encode())

    def remove(self, name: str) -> None:
        """Remove a file that this batch does not have."""
        with _write_errors(self.folder):
            (self.folder / name).unlink(missing_ok=True)

    def close_journal(self) -> None:
        """Close and remove the journal, whose content is now in the results."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        self.remove(self.kind.journal)

    def _refuse_foreign_content(self) -> None:
        where = clean_line(str(self.folder))
        try:
            names = {entry.name for entry in self.folder.iterdir()} if self.folder.exists() else set()
        except NotADirectoryError:
            raise UsageError("is not a folder", next_step="choose another with -o", where=where) from None
        except (OSError, ValueError) as error:
            raise _write_error(self.folder, error) from None
        for other in _KINDS:
            if other is not self.kind and other.is_in(names):
                raise UsageError(f"contains a {other.name}", next_step="choose another folder with -o", where=where)
        # A copied folder may have lost its hidden files.
        if names and not (LOCK in names or self.kind.is_in(names)):
            step = "choose an empty or new folder with -o"
            raise UsageError(f"is not empty and contains no {self.kind.name}", next_step=step, where=where)
        if not self._resume and self._has_results(names):
            step = "continue with --resume, or choose another folder with -o"
            raise UsageError(f"already contains the results of a {self.kind.name}", next_step=step, where=where)

    def _has_results(self, names: Collection[str]) -> bool:
        """Return whether there are results; the empty journal of a run stopped before its first pair does not count."""
        return self.kind.results in names or (
            self.kind.journal in names and (self.folder / self.kind.journal).stat().st_size > 0
        )

    def _refuse_links(self) -> None:
        """Raise UsageError for links out of the folder and for pipes."""
        for name in (self.kind.parts, self.kind.results, self.kind.journal, LOCK):
            file_path, where = self.folder / name, clean_line(str(self.folder / name))
            if file_path.is_symlink():
                raise UsageError("is a link out of the output folder", next_step="remove the link", where=where)
            if name != self.kind.parts and file_path.exists() and not file_path.is_file():
                raise UsageError("is not a regular file", next_step="remove it", where=where)

    def _take_lock(self) -> None:
        self._lock = (self.folder / LOCK).open("ab")
        if not try_lock(self._lock):
            where = clean_line(str(self.folder))
            step = "wait for it, or choose another folder with -o"
            raise UsageError(f"another {self.kind.name} is writing to this folder", next_step=step, where=where)

    def _open_journal(self) -> None:
        self._journal = (self.folder / self.kind.journal).open("a+b")
        results = self.folder / self.kind.results
        if results.exists():
            self._files.append(results.open("rb"))
        for file in (*self._files, self._journal):
            end = 0
            file.seek(0)
            for position, data in _lines(file):
                line = parsed_line(data)
                if line is not None:
                    self._line_positions[str(line.get("name"))] = file, position
                end = position + len(data) if data.endswith(b"\n") else position
            if file is self._journal:
                # Remove a line left incomplete when the writer was killed; its pair is done again.
                file.truncate(end)


def is_report(path: str) -> bool:
    """Return whether a path is that of a file directly in the folder for reports."""
    parts = PurePosixPath(path).parts
    return len(parts) == 2 and parts[0] == REPORTS and parts[1] != ".." and "\\" not in path


def json_line(line: Line) -> bytes:
    """Return one line of results as JSON with a line feed."""
    return json.dumps(line, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    position = 0
    while data := file.readline():
        yield position, data
        position += len(data)


def _line_at(file: BinaryIO, position: int) -> bytes:
    file.seek(position)
    return file.readline()


def parsed_line(data: bytes) -> Line | None:
    """Return the object in a line of results; None for an incomplete line."""
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
        raise _write_error(folder, error) from None


def _write_error(folder: Path, error: Exception) -> UsageError:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    step = "free some space and continue with --resume" if full else "choose another folder with -o"
    return write_error(clean_line(str(folder)), error, next_step=step)
