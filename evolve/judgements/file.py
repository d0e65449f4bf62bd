"""The file of judgements of a pair, with before and after as in the pair."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from evolve.judgements.locations import Location
from evolve.judgements.records import Record, as_line, record_in
from evolve.storage.atomic import atomic_file
from evolve.storage.durable_log import LineLog
from evolve.storage.locks import locked


class JudgementLog:
    """A file of judgements of a pair, with the content read so far."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self._log = LineLog(location.path, lambda line: self._swapped_if_needed(record_in(line)), "judgement")

    @property
    def warnings(self) -> tuple[str, ...]:
        """Problems of the last reading, as messages for the user."""
        return self._log.warnings

    def records(self) -> tuple[Record, ...]:
        """Return all records of the file, with before and after as in the pair."""
        return self._log.records()

    def append(self, record: Record) -> None:
        """Append a judgement, which is on disk on return. Raises OSError, with the file unchanged."""
        self._log.append(as_line(self._swapped_if_needed(record)))

    def absorb(self, other: JudgementLog) -> None:
        """Insert the lines of another file of the pair before those of this one, and rename the other file.

        Raises OSError. No judgement is lost, whatever happens in between: a line that cannot be read is kept as it is,
        and the other file keeps its content under its new name.
        """
        path, old = self.location.path, other.location.path
        with locked(old, os.O_RDWR) as old_handle, locked(path, os.O_RDWR) as handle:
            lines = [other._line_for(self, line) for line in _content(old_handle).split(b"\n") if line.strip()]
            with atomic_file(path) as file:
                file.write(b"".join(lines) + _content(handle))
            old.rename(next(name for name in _free_names(old) if not os.path.lexists(name)))

    def _line_for(self, other: JudgementLog, line: bytes) -> bytes:
        """Return a line of this file as it is to be written into another."""
        try:
            record = self._swapped_if_needed(record_in(line.decode("utf-8-sig")))
        except ValueError:
            return line + b"\n"
        return as_line(other._swapped_if_needed(record)).encode()

    def _swapped_if_needed(self, record: Record) -> Record:
        return Record(record.judgement.swapped(), record.withdrawn) if self.location.is_swapped else record


def _content(handle: int) -> bytes:
    with open(handle, "rb", closefd=False) as file:
        return file.read()


def _free_names(path: Path) -> Iterator[Path]:
    """Yield names for a file that was merged into another: with the ending "merged", then with numbers too."""
    yield path.with_name(f"{path.name}.merged")
    for number in range(2, 1000):
        yield path.with_name(f"{path.name}.{number}.merged")
