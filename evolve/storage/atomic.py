"""Atomic writing of files, such as reports and the screen's preferences: as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from evolve.errors import UsageError

PART_PATTERN = ".evolve-*.part"
"""Pattern of the names of files that are being written."""


def write_atomically(path: Path, content: str | bytes | Iterable[bytes]) -> None:
    """Write a file, text as UTF-8, which on failure keeps its earlier content. Raises UsageError on failure.

    Content in parts is written part by part.
    """
    data = content.encode() if isinstance(content, str) else content
    parts = [data] if isinstance(data, bytes) else data
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # A device or a pipe has no earlier content to preserve.
            with path.open("wb") as file:
                file.writelines(parts)
        else:
            _replace(Path(os.path.realpath(path)), parts)
    except OSError as error:
        raise write_error(str(path), error) from None


def _replace(target: Path, parts: Iterable[bytes]) -> None:
    if target.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    with atomic_file(target) as file:
        file.writelines(parts)


@contextlib.contextmanager
def atomic_file(target: Path) -> Iterator[BinaryIO]:
    """Open a new file that replaces the target once it is completely on disk; after an error the target is unchanged.

    Raises OSError. A process that is killed during writing leaves a file whose name matches `PART_PATTERN`.
    """
    # No process number in the name: in a container the next process has the number of the killed one.
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


def write_error(where: str, error: Exception, *, next_step: str = "choose another place with -o") -> UsageError:
    """Return the error for a location that cannot be written."""
    reason = getattr(error, "strerror", None) or str(error)
    return UsageError(f"cannot be written ({reason.lower()})", next_step=next_step, where=where)
