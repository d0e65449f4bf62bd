"""Append-only files of records, one on each line, such as judgement files.

A record is appended under a lock and synced to disk before `append` returns. A process killed during that leaves at
most an incomplete last line: it is reported and kept as it is, and the next record starts on a new line.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from evolve.storage.locks import LockedError, locked
from evolve.text.clean import clean_line

T = TypeVar("T")


class LineLog(Generic[T]):
    """A file of records, one on each line, with the content read so far."""

    def __init__(self, path: Path, parse: Callable[[str], T], noun: str) -> None:
        self.path = path
        self.warnings: tuple[str, ...] = ()
        """Problems of the last reading, as messages for the user."""
        self._parse = parse
        self._noun = noun
        self._read = b""
        self._file_state: tuple[int, ...] = ()
        self._lines = 0
        self._damaged: list[int] = []
        self._records: list[T] = []
        self._last_without_end: list[T] = []

    def records(self) -> tuple[T, ...]:
        """Return all records of the file, parsing only what was appended since the last call.

        A record for which `parse` raises ValueError is skipped with a warning.
        """
        path = self.path
        try:
            if not is_file(path):
                self._reset()
                self.warnings = (
                    (self._warning("is not a regular file; it is left alone"),) if os.path.lexists(path) else ()
                )
            elif (state := _file_state(path)) != self._file_state:
                try:
                    with locked(path, os.O_RDONLY) as handle, open(handle, "rb", closefd=False) as file:
                        self._parse_new(file.read())
                except LockedError as error:
                    # Records are only ever appended, so those that are there can be read.
                    self._parse_new(path.read_bytes())
                    step = "close the other program to be sure that nothing is missing"
                    self.warnings = (*self.warnings, self._warning(f"{error.strerror}; it was read as it is; {step}"))
                self._file_state = state
        except OSError as error:
            self._reset()
            self.warnings = (self._warning(f"cannot be read ({(error.strerror or str(error)).lower()})"),)
        return (*self._records, *self._last_without_end)

    def append(self, lines: str) -> None:
        """Append whole lines, which are on disk on return. Raises OSError, with the file unchanged."""
        path = self.path
        line = lines.encode()
        is_new = not os.path.lexists(path)
        if is_new:
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
        if is_new:
            _sync_folder(path.parent)

    def _reset(self) -> None:
        self._read, self._file_state, self._lines = b"", (), 0
        self._damaged, self._records, self._last_without_end = [], [], []

    def _parse_new(self, content: bytes) -> None:
        """Parse the content from the end of the last reading, or from the start if another program changed the file."""
        if not content.startswith(self._read):
            self._reset()
        complete, _, incomplete = content[len(self._read) :].rpartition(b"\n")
        new = content[len(self._read) : len(content) - len(incomplete)]
        self._read += new
        for line in complete.split(b"\n") if new else ():
            self._lines += 1
            try:
                self._records += self._record_in(line)
            except ValueError:
                self._damaged.append(self._lines)
        is_torn = False
        try:
            # An editor may leave the last line without a line feed.
            self._last_without_end = self._record_in(incomplete)
        except ValueError:
            self._last_without_end, is_torn = [], True
        problems = [f"line {number} is not a {self._noun}; it is left out" for number in self._damaged]
        if is_torn:
            problems.append("the last line is incomplete, as when a program is killed while writing; it is left out")
        self.warnings = tuple(map(self._warning, problems))

    def _record_in(self, line: bytes) -> list[T]:
        text = line.decode("utf-8-sig" if self._lines <= 1 else "utf-8")
        return [self._parse(text)] if text.strip() else []

    def _warning(self, what: str) -> str:
        return f"{clean_line(str(self.path))}: {what}"


def _file_state(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _sync_folder(folder: Path) -> None:
    """Sync the file's name to disk too; some systems cannot, and some do so by themselves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_file(path: Path) -> bool:
    """Return whether a path is a regular file, and not a link, a folder or a device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False
