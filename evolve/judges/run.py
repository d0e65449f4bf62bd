"""Run a command that the user named: text to its stdin, text from its stdout.

The command is split into words and started without a shell, in an
empty temporary folder, so that no file beside the texts is run or read by accident; words that name a file of the
current folder are therefore made absolute. The environment is passed on, because commands find their keys there. The
command runs in its own process group, which is killed as a whole after the time limit, on too much output, and when
evolve is interrupted.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from evolve.errors import UsageError
from evolve.judgements.records import shortened
from evolve.programs import environ_of_user, program_path
from evolve.text.clean import clean_line

MOST = 32 * 1024 * 1024
"""Maximum output of a command in bytes; beyond it, the command is stopped."""
_ERRORS = 64 * 1024  # bytes kept from the end of stderr
_LINE = 200  # maximum characters shown of its last line
_STEP = 0.05  # seconds between two checks of the process
_GRACE = 2.0  # seconds for a command to end after SIGTERM


@dataclass(frozen=True, slots=True)
class Ran:
    """The result of a command."""

    output: str
    """Its output on stdout, complete or not."""
    problem: str = ""
    """The reason of its failure, for the user; empty if it succeeded."""


def words_of(command: str, folder: Path | None = None) -> tuple[str, ...]:
    """Return a command as words, of which the first is the path of a program.

    Raises UsageError for a command that is empty or cannot be split into words, and for a missing program.
    """
    where = f"--with {clean_line(command)!r}"
    try:
        words = shlex.split(command)
    except ValueError as error:
        step = "check its quotation marks"
        raise UsageError(f"cannot be split into words ({str(error).lower()})", next_step=step, where=where) from None
    if not words or not words[0]:
        raise UsageError(
            "no command is named",
            next_step="name a command that reads a task on stdin and answers on stdout",
            where=where,
        )
    here = folder or Path.cwd()
    words = [_absolute(word, here, first=at == 0) for at, word in enumerate(words)]
    program = program_path(words[0])
    if program is None:
        step = "check its name, or give its full path"
        raise UsageError(f"cannot find the program {clean_line(words[0])!r}", next_step=step, where=where)
    return (program, *words[1:])


def _absolute(word: str, folder: Path, *, first: bool) -> str:
    """Return the word, or the absolute path of the file if it names one relative to the folder."""
    looks_like_path = "/" in word or os.sep in word or (not first and bool(Path(word).suffix))
    try:
        if looks_like_path and not word.startswith("-") and (folder / word).exists():
            return os.path.normpath(folder / word)
    except (OSError, ValueError):
        pass
    return word


@dataclass(eq=False)
class _Flow:
    """The output of a command so far."""

    output: bytearray = field(default_factory=bytearray)
    errors: bytearray = field(default_factory=bytearray)
    handed: int = 0
    """Bytes of the output that were handed on."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    readers: list[threading.Thread] = field(default_factory=list)

    def follow(self, output: IO[bytes], errors: IO[bytes]) -> None:
        """Read both pipes, each in a thread of its own."""
        for read, pipe in ((self.read_output, output), (self.read_errors, errors)):
            self.readers.append(threading.Thread(target=read, args=(pipe,), daemon=True))
            self.readers[-1].start()

    def read_output(self, pipe: IO[bytes]) -> None:
        while chunk := _chunk(pipe):
            with self.lock:
                if len(self.output) <= MOST:
                    self.output += chunk

    def read_errors(self, pipe: IO[bytes]) -> None:
        while chunk := _chunk(pipe):
            with self.lock:
                self.errors += chunk
                del self.errors[:-_ERRORS]

    def hand_on(self, on_output: Callable[[str], None] | None, *, last: bool = False) -> None:
        """Hand on the whole lines that have come since the last time; at the end the rest too."""
        if on_output is None or len(self.output) == self.handed:
            return
        with self.lock:
            new = bytes(self.output[self.handed :])
        end = len(new) if last else new.rfind(b"\n") + 1
        if end:
            self.handed += end
            on_output(new[:end].decode("utf-8", "replace"))

    def last_error(self) -> str:
        """Return the last line of stderr that is not blank."""
        with self.lock:
            lines = bytes(self.errors).decode("utf-8", "replace").splitlines()
        filled = [line for line in map(clean_line, lines) if line]
        return shortened(filled[-1], _LINE) if filled else ""


def _chunk(pipe: IO[bytes]) -> bytes:
    try:
        return os.read(pipe.fileno(), 1 << 16)
    except (OSError, ValueError):
        return b""


def run(
    words: Sequence[str],
    prompt: str,
    *,
    timeout: float,
    stop: threading.Event | None = None,
    on_output: Callable[[str], None] | None = None,
) -> Ran:
    """Run a command on a prompt and return its output; failures of the command are returned, not raised.

    `timeout` is in seconds. `stop`, set by another thread, stops the command; `on_output` is called with new output, in
    whole lines, as it arrives. On KeyboardInterrupt the command is ended first.
    """
    with tempfile.TemporaryDirectory(prefix="evolve-judge-", ignore_cleanup_errors=True) as folder:
        try:
            process = _started(words, folder)
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            return Ran("", f"it cannot be started ({reason})")
        flow = _Flow()
        try:
            problem = _followed(process, prompt, flow, time.monotonic() + timeout, stop, on_output)
        except BaseException:
            _end(process)
            for reader in flow.readers[:1]:
                reader.join(_GRACE)
            flow.hand_on(on_output, last=True)
            raise
        problem = problem.format(seconds=f"{timeout:g}")
        if not problem and process.returncode:
            code = process.returncode
            ended = f"it was ended by signal {-code}" if code < 0 else f"it ended with exit code {code}"
            problem = f"{ended}{f' ({last})' if (last := flow.last_error()) else ''}"
        return Ran(bytes(flow.output[:MOST]).decode("utf-8", "replace"), problem)


def _started(words: Sequence[str], folder: str) -> subprocess.Popen[bytes]:
    pipe, environ = subprocess.PIPE, environ_of_user()
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(
            words, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=environ, creationflags=flags
        )
    return subprocess.Popen(
        words, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=environ, start_new_session=True
    )


def _followed(
    process: subprocess.Popen[bytes],
    prompt: str,
    flow: _Flow,
    deadline: float,
    stop: threading.Event | None,
    on_output: Callable[[str], None] | None,
) -> str:
    """Write the prompt, and wait until the command ends or must be stopped; return any problem."""
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    flow.follow(process.stdout, process.stderr)
    threading.Thread(target=_feed, args=(process.stdin, prompt.encode()), daemon=True).start()
    problem = ""
    while process.poll() is None or any(reader.is_alive() for reader in flow.readers):
        if process.poll() is not None:
            # What it started may keep the pipe open for ever; its own output is in there.
            flow.readers[0].join(_GRACE)
            flow.readers[1].join(_STEP)
            break
        flow.hand_on(on_output)
        if len(flow.output) > MOST:
            problem = f"it wrote more than {MOST >> 20} MB and was stopped"
        elif stop is not None and stop.is_set():
            problem = "it was stopped"
        elif time.monotonic() >= deadline:
            problem = "it did not answer within {seconds} s and was stopped (--timeout)"
        if problem:
            _end(process)
            flow.readers[0].join(_GRACE)
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STEP)
    flow.hand_on(on_output, last=True)
    return problem


def _feed(pipe: IO[bytes], content: bytes) -> None:
    """Write the whole content; a command may close its stdin early."""
    with contextlib.suppress(OSError, ValueError):
        pipe.write(content)
    with contextlib.suppress(OSError, ValueError):
        pipe.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command and all processes in its group."""
    if sys.platform == "win32":
        process.kill()
        process.wait()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
