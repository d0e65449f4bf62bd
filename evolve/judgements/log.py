"""Files of records that only ever grow; a file of words is one of them.

A record is appended under a lock and synced before `append` returns. Whoever is killed in between leaves at worst a
torn last line: it is told, left as it is, and the next record begins a line of its own.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from evolve.judgements.locations import Location, is_file
from evolve.judgements.records import Record, as_line, record_in
from evolve.storage.locks import locked
from evolve.text.clean import clean_line

T = TypeVar("T")


class LineLog(Generic[T]):
    """One file of records, one a line, as far as it has been read."""

    def __init__(self, path: Path, parse: Callable[[str], T], noun: str) -> None:
        self.path = path
        self.warnings: tuple[str, ...] = ()
        """What could not be read of it the last time, in words for a person."""
        self._parse = parse
        self._noun = noun
        self._read = b""
        self._state: tuple[int, ...] = ()
        self._lines = 0
        self._damaged: list[int] = []
        self._records: list[T] = []
        self._unended: list[T] = []

    def records(self) -> tuple[T, ...]:
        """Return all records of the file, parsing only what has been added since; `parse` raises ValueError."""
        path = self.path
        try:
            if not is_file(path):
                self._forget()
                self.warnings = (self._warning("is no plain file; it is left alone"),) if os.path.lexists(path) else ()
            elif (state := _state(path)) != self._state:
                with locked(path, os.O_RDONLY) as handle, open(handle, "rb", closefd=False) as file:
                    self._parse_new(file.read())
                self._state = state
        except OSError as error:
            self._forget()
            self.warnings = (self._warning(f"cannot be read ({(error.strerror or str(error)).lower()})"),)
        return (*self._records, *self._unended)

    def append(self, lines: str) -> None:
        """Write whole lines at the end, on the disk when this returns. Raises OSError, with the file as it was."""
        path = self.path
        line = lines.encode()
        new = not os.path.lexists(path)
        if new:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(path, os.O_RDWR | os.O_APPEND | os.O_CREAT) as handle:
            size = os.lseek(handle, 0, os.SEEK_END)
            if size:
                os.lseek(handle, size - 1, os.SEEK_SET)
                line = line if os.read(handle, 1) == b"\n" else b"\n" + line
            try:
                written = 0
                while written < len(line):
                    written += os.write(handle, line[written:])
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, size)
                raise
        if new:
            _sync_folder(path.parent)

    def _forget(self) -> None:
        self._read, self._state, self._lines = b"", (), 0
        self._damaged, self._records, self._unended = [], [], []

    def _parse_new(self, content: bytes) -> None:
        """Read on where the last reading ended, or anew where the file was changed by other hands."""
        if not content.startswith(self._read):
            self._forget()
        ended, _, rest = content[len(self._read) :].rpartition(b"\n")
        new = content[len(self._read) : len(content) - len(rest)]
        self._read += new
        for line in ended.split(b"\n") if new else ():
            self._lines += 1
            try:
                self._records += self._record_in(line)
            except ValueError:
                self._damaged.append(self._lines)
        torn = False
        try:
            # A person's editor may leave the last line without an end.
            self._unended = self._record_in(rest)
        except ValueError:
            self._unended, torn = [], True
        found = [f"line {number} is no {self._noun}; it is left out" for number in self._damaged]
        if torn:
            found.append("the last line is torn, as when a program is killed while it writes; it is left out")
        self.warnings = tuple(map(self._warning, found))

    def _record_in(self, line: bytes) -> list[T]:
        text = line.decode("utf-8-sig" if self._lines <= 1 else "utf-8")
        return [self._parse(text)] if text.strip() else []

    def _warning(self, what: str) -> str:
        return f"{clean_line(str(self.path))}: {what}"


class JudgementLog:
    """One file of judgements on a pair, as far as it has been read."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self._log = LineLog(location.path, lambda line: self._turned(record_in(line)), "judgement")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read of it the last time, in words for a person."""
        return self._log.warnings

    def records(self) -> tuple[Record, ...]:
        """All judgements in the file, the pair's way round."""
        return self._log.records()

    def append(self, record: Record) -> None:
        """Write a judgement at the end, on the disk when this returns. Raises OSError, with the file as it was."""
        self._log.append(as_line(self._turned(record)))

    def _turned(self, record: Record) -> Record:
        return Record(record.judgement.turned(), record.withdrawn) if self.location.turned else record


def _state(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _sync_folder(folder: Path) -> None:
    """Let the disk know the file's name too; some systems cannot, and some do it by themselves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
