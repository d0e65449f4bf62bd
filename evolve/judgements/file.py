"""The file of judgements of a pair, with before and after as in the pair."""

from __future__ import annotations

from evolve.judgements.locations import Location
from evolve.judgements.records import Record, as_line, record_in
from evolve.storage.append_only import LineLog


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

    def _swapped_if_needed(self, record: Record) -> Record:
        return Record(record.judgement.swapped(), record.withdrawn) if self.location.is_swapped else record
