"""Files written whole or not at all: reports, and what is remembered of a person's choices."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from evolve.errors import UsageError

PARTS = ".evolve-*.part"
"""What files are called while they are being written."""


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is either there in full or as it was. Raises UsageError when that cannot be done."""
    data = text.encode()
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # A device or a pipe has no earlier content to keep.
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise unwritable(str(path), error) from None


def _replace(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    with whole_file(target) as file:
        file.write(data)


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A new file that takes the target's place once all is written and on the disk; after an error nothing has changed.

    Raises OSError. Whoever is killed in between leaves the part behind, under a name that matches `PARTS`.
    """
    # Not by the process: in a container the next one has the number of the one that was killed.
    part = target.parent / f".evolve-{secrets.token_hex(8)}.part"
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def unwritable(where: str, error: Exception, *, next_step: str = "choose another place with -o") -> UsageError:
    """What is said of a place that cannot be written to."""
    reason = getattr(error, "strerror", None) or str(error)
    return UsageError(f"cannot be written ({reason.lower()})", next_step=next_step, where=where)
