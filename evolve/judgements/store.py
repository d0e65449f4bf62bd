"""The judgements of one pair of versions: list the current ones, add one, withdraw one."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Protocol

from evolve.document import Document
from evolve.errors import UsageError
from evolve.judgements.file import JudgementLog
from evolve.judgements.locations import Location, data_folder_location, is_writable, locations_of
from evolve.judgements.records import Record, cleaned, latest_judgements
from evolve.model import Judgement
from evolve.storage.durable_log import is_file
from evolve.text.clean import clean_line

_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}


class Store(Protocol):
    """Keeps judgements: those of a pair of versions (`JudgementStore`), or those of one file (`LabelStore`)."""

    @property
    def path(self) -> Path: ...

    @property
    def warnings(self) -> tuple[str, ...]: ...

    def all(self) -> tuple[Judgement, ...]: ...

    def add(self, judgement: Judgement) -> None: ...

    def undo(self) -> Judgement | None: ...


class JudgementStore:
    """The judgements of one pair of versions, on disk.

    Opening a store creates no file. Several may be open on the same pair, in one process or in many: none loses
    another's judgements, and each returns them at the next `all()`. The pair opened in reverse order has the same
    store, with before and after swapped.
    """

    def __init__(self, before: Document, after: Document, folder: Path | None = None) -> None:
        self._own = data_folder_location(before, after)
        self._files = [JudgementLog(location) for location in locations_of(before, after, folder)]
        self._added: list[tuple[JudgementLog, Judgement]] = []

    @classmethod
    def open(cls, before: Document, after: Document, *, folder: Path | None = None) -> JudgementStore:
        """Open the store of a pair of versions.

        Its file is beside that of the earlier version if that is writable; else, and for text made in memory, in the
        user's data folder. `folder` replaces the folder of the texts. Raises nothing: problems of an existing file are
        listed in `warnings`.
        """
        return cls(before, after, folder)

    @property
    def path(self) -> Path:
        """The file for new judgements; it exists from the first judgement on."""
        return self._files[-1].location.path

    def all(self) -> tuple[Judgement, ...]:
        """Return the latest judgement of each pair, in the order they were given, as `Comparison.judged` takes them.

        Parses only what was appended since the last call.
        """
        return latest_judgements([record for file in self._files for record in file.records()])

    def add(self, judgement: Judgement) -> None:
        """Add a judgement, which is on disk on return.

        Raises UsageError, with nothing added, if it cannot be saved.
        """
        record = Record(cleaned(judgement))
        self._unite()
        file = self._files[-1]
        try:
            file.append(record)
        except OSError as error:
            if error.errno not in _NO_PERMISSION or file.location == self._own:
                raise _save_error(file.location.path, error) from None
            # Some systems report only on writing that a folder is not writable.
            fallback = next((file for file in self._files if file.location == self._own), JudgementLog(self._own))
            self._files = [*(file for file in self._files if file is not fallback), fallback]
            self._append_to(fallback, record)
        self._added.append((self._files[-1], record.judgement))

    def _unite(self) -> None:
        """Make sure that the pair has one file: use that of the other order if it exists, and merge two into one.

        Raises UsageError, with both files unchanged, if they cannot be merged.
        """
        *others, file = self._files
        beside = [other for other in others if other.location != self._own and is_writable(other.location.path)]
        created = [other for other in beside if is_file(other.location.path)]
        if not created or file.location == self._own:
            return
        (other,) = created
        if not os.path.lexists(file.location.path):
            self._files = [*(one for one in self._files if one is not other), other]
            return
        try:
            file.absorb(other)
        except OSError as error:
            raise _save_error(file.location.path, error) from None

    def undo(self) -> Judgement | None:
        """Withdraw the last judgement that was added through this store and not withdrawn; return it, or None without
        one.

        The previous judgement of the pair, by anyone, counts again. Raises UsageError as `add` does.
        """
        if not self._added:
            return None
        file, judgement = self._added[-1]
        self._append_to(file, Record(judgement, withdrawn=True))
        self._added.pop()
        return judgement

    @property
    def warnings(self) -> tuple[str, ...]:
        """Messages about what could not be read: an incomplete line, a file that is none; empty if there was no
        problem.
        """
        self.all()
        return tuple(warning for file in self._files for warning in file.warnings)

    def _append_to(self, file: JudgementLog, record: Record) -> None:
        try:
            file.append(record)
        except OSError as error:
            raise _save_error(file.location.path, error) from None


def _save_error(path: Path, error: OSError) -> UsageError:
    reason = (error.strerror or str(error)).lower()
    step = "make room there or change its permissions, and judge again"
    return UsageError(f"the judgement cannot be saved ({reason})", next_step=step, where=clean_line(str(path)))


class LabelStore:
    """The labels in one file, of whatever texts."""

    def __init__(self, path: Path) -> None:
        self._file = JudgementLog(Location(path, is_swapped=False))
        self._added: list[Judgement] = []

    @property
    def path(self) -> Path:
        """The file; it exists from the first label on."""
        return self._file.location.path

    @property
    def warnings(self) -> tuple[str, ...]:
        """Messages about what could not be read."""
        self.all()
        return self._file.warnings

    def all(self) -> tuple[Judgement, ...]:
        """Return the latest label of each pair."""
        return latest_judgements(self._file.records())

    def add(self, judgement: Judgement) -> None:
        """Add a label, which is on disk on return. Raises UsageError on failure."""
        judgement = cleaned(judgement)
        self._append(Record(judgement))
        self._added.append(judgement)

    def undo(self) -> Judgement | None:
        """Withdraw the last label added in this session; return it, or None without one."""
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
