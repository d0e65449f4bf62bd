"""Lock files, so that two programs that write to one do not break each other's lines."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # opening a pipe for reading would wait for its writer
_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
_PATIENCE = 0.8  # seconds to wait for a lock; writing a line takes milliseconds
_STEP = 0.01  # seconds between two attempts
_MAX_REOPENINGS = 5  # how often a file is reopened that was replaced during the wait for its lock

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte that no text reaches; what is locked there cannot be read by others

    def _lock(handle: int, alone: bool) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

    def try_lock(file: IO[bytes]) -> bool:
        """Take the lock without waiting; return False if another process has it."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int, alone: bool) -> bool:
        """Take the lock without waiting; return False if another process has it."""
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError as error:
            # A file system without locks cannot keep a second writer out.
            return error.errno not in _TAKEN
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

    def try_lock(file: IO[bytes]) -> bool:
        """Take the lock without waiting; return False if another process has it.

        The system releases it when the process ends, in whatever way.
        """
        return _lock(file.fileno(), alone=True)


class LockedError(OSError):
    """A file that another program keeps locked."""


@contextlib.contextmanager
def locked(path: Path, flags: int) -> Iterator[int]:
    """Open a file with these flags and yield its handle: exclusive for writing, shared for reading.

    On a system without locks the file is not locked. Raises OSError for a file that cannot be opened or is no regular
    file, and LockedError if another program keeps the lock for nearly a second.
    """
    handle = _open_locked(path, flags)
    try:
        yield handle
    finally:
        with contextlib.suppress(OSError):
            _unlock(handle)
        os.close(handle)


def _open_locked(path: Path, flags: int) -> int:
    for _ in range(_MAX_REOPENINGS):
        handle = os.open(path, flags | _FLAGS | _NO_WAIT, 0o666)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "it is not a regular file")
            _wait_for_lock(handle, alone=bool(flags & (os.O_RDWR | os.O_WRONLY)))
            if _is_same_file(path, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    raise OSError(errno.EAGAIN, "it is being replaced again and again")


def _wait_for_lock(handle: int, alone: bool) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not _lock(handle, alone):
        if time.monotonic() >= deadline:
            raise LockedError(errno.EAGAIN, "another program keeps it locked")
        time.sleep(_STEP)


def _is_same_file(path: Path, handle: int) -> bool:
    """Return whether the path still refers to the open file: an editor that saves may replace it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
