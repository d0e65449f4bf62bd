"""The judgements on one pair of versions: what is in force, one more, and one taken back."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Protocol

from evolve.document import Document
from evolve.errors import UsageError
from evolve.judgements.locations import Location, locations_of, own_location
from evolve.judgements.log import JudgementLog
from evolve.judgements.records import Record, in_force, tidied
from evolve.model import Judgement
from evolve.text.clean import clean_line

_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Store(Protocol):
    """Where judgements are kept: of a pair of versions (`JudgementStore`), or in one file (`own_file.OwnFile`)."""

    @property
    def path(self) -> Path: ...

    @property
    def warnings(self) -> tuple[str, ...]: ...

    def all(self) -> tuple[Judgement, ...]: ...

    def add(self, judgement: Judgement) -> None: ...

    def undo(self) -> Judgement | None: ...


class JudgementStore:
    """The judgements on one pair of versions, on disk.

    Opening one creates nothing. Several may be open on the same pair, in one process or in many: none loses another's
    words, and each sees them at the next `all()`. The pair opened the other way round is the same store, turned.
    """

    def __init__(self, before: Document, after: Document, folder: Path | None = None) -> None:
        self._own = own_location(before, after)
        self._files = [JudgementLog(location) for location in locations_of(before, after, folder)]
        self._added: list[tuple[JudgementLog, Judgement]] = []

    @classmethod
    def open(cls, before: Document, after: Document, *, folder: Path | None = None) -> JudgementStore:
        """The store of a pair of versions.

        Beside the earlier version's file, where that can be written to; else in the person's own data folder, as for
        text that was made in memory. `folder` is used in place of the file's. Raises nothing: what is wrong with a file
        that is there is told in `warnings`.
        """
        return cls(before, after, folder)

    @property
    def path(self) -> Path:
        """Where the next word goes; the file is there from the first word on."""
        return self._files[-1].location.path

    def all(self) -> tuple[Judgement, ...]:
        """The words in force, in the order they were given; of several on one pair the last.

        Parses only what has been added since. Fit for `Comparison.judged`.
        """
        return in_force([record for file in self._files for record in file.records()])

    def add(self, judgement: Judgement) -> None:
        """Take a word down; it is on the disk when this returns.

        Raises UsageError, with nothing taken down, when it cannot be saved.
        """
        record = Record(tidied(judgement))
        file = self._files[-1]
        try:
            file.append(record)
        except OSError as error:
            if error.errno not in _CLOSED or file.location == self._own:
                raise _unsaved(file.location.path, error) from None
            # Some systems tell only on trying that a folder is closed.
            own = next((file for file in self._files if file.location == self._own), JudgementLog(self._own))
            self._files = [*(file for file in self._files if file is not own), own]
            self._append_to(own, record)
        self._added.append((self._files[-1], record.judgement))

    def undo(self) -> Judgement | None:
        """Take back the last word this store was given and has not taken back; None when there is none.

        What was said of the pair before, by anyone, is in force again. Raises UsageError as `add` does.
        """
        if not self._added:
            return None
        file, judgement = self._added[-1]
        self._append_to(file, Record(judgement, withdrawn=True))
        self._added.pop()
        return judgement

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read, in words for a person: a torn line, a file that is none; empty when all is well."""
        self.all()
        return tuple(warning for file in self._files for warning in file.warnings)

    def _append_to(self, file: JudgementLog, record: Record) -> None:
        try:
            file.append(record)
        except OSError as error:
            raise _unsaved(file.location.path, error) from None


def _unsaved(path: Path, error: OSError) -> UsageError:
    reason = (error.strerror or str(error)).lower()
    step = "make room there or change its permissions, and judge again"
    return UsageError(f"the judgement cannot be saved ({reason})", next_step=step, where=clean_line(str(path)))


class OwnFile:
    """The labels of one file, whatever texts they are about."""

    def __init__(self, path: Path) -> None:
        self._file = JudgementLog(Location(path, turned=False))
        self._added: list[Judgement] = []

    @property
    def path(self) -> Path:
        """The file; it is there from the first label on."""
        return self._file.location.path

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read of it, in words for a person."""
        self.all()
        return self._file.warnings

    def all(self) -> tuple[Judgement, ...]:
        """The labels in force."""
        return in_force(self._file.records())

    def add(self, judgement: Judgement) -> None:
        """Take one down; it is on the disk when this returns. Raises UsageError when that fails."""
        judgement = tidied(judgement)
        self._append(Record(judgement))
        self._added.append(judgement)

    def undo(self) -> Judgement | None:
        """Take back the last one of this session."""
        if not self._added:
            return None
        self._append(Record(self._added[-1], withdrawn=True))
        return self._added.pop()

    def _append(self, record: Record) -> None:
        try:
            self._file.append(record)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            step = "choose another place with --to"
            where = clean_line(str(self.path))
            raise UsageError(f"the label cannot be saved ({reason})", next_step=step, where=where) from None
