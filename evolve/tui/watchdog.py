"""A second process that lets Ctrl+C quit while the program is too busy to read the keyboard.

Some work of Python's libraries lets no other thread run. The screen sends a sign of life to this process; while that is
missing, it reads the keyboard in its place, and at the second Ctrl+C kills the program and restores the terminal. When
the program quits, it is killed after a second without a sign of life. The process imports nothing but the standard
library, and is run as a file, so that it starts in an instant.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SECONDS_OF_SILENCE = 3.0
"""Seconds without a sign of life after which this process reads the keyboard."""
EVERY = 0.5
"""Seconds between two signs of life."""
_SECONDS_TO_QUIT = 1.0
"""Seconds without a sign of life after which a program that quits is killed."""
_SIGN, _QUITS = b".", b"q"
_CTRL_C = (b"\x03", b"\x1b[99;5u")  # as terminals send it, plain and by the protocol of kitty
_MODES = (1000, 1002, 1003, 1004, 1006, 1015, 2004, 2048, 1049)  # mouse, focus, paste, resizing, the other screen
_RESTORE = b"\x1b[<u" + b"".join(b"\x1b[?%dl" % mode for mode in _MODES) + b"\x1b[?25h\x1b[0m"


@dataclass(frozen=True, slots=True)
class Watched:
    """The messages of a watched program to the process that watches it; without one, they do nothing."""

    beat: Callable[[], None] = lambda: None
    """Sends a sign of life."""
    quit: Callable[[], None] = lambda: None
    """Reports that the program is about to end."""


@contextlib.contextmanager
def watched() -> Iterator[Watched]:
    """Start the process, and yield the messages that it accepts; without a terminal there is none."""
    if sys.platform == "win32" or not sys.stdin.isatty() or os.environ.get("TEXTUAL_DRIVER"):
        yield Watched()
        return
    import termios

    reading, writing = os.pipe()
    try:
        attributes = json.dumps(termios.tcgetattr(sys.stdin.fileno()), default=bytes.hex)
        words = [sys.executable, "-I", "-S", __file__, str(reading), attributes]
        process = subprocess.Popen(words, pass_fds=(reading,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except (OSError, termios.error):
        os.close(writing)
        yield Watched()
        return
    finally:
        os.close(reading)
    os.set_blocking(writing, False)

    def send(message: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(writing, message)

    try:
        yield Watched(lambda: send(_SIGN), lambda: send(_QUITS))
    finally:
        os.close(writing)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)


def watch(life: int, attributes: str) -> None:
    """Watch the signs of life at a file descriptor until it closes; `attributes` are those of the terminal, as JSON."""
    program, terminal = os.getppid(), os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    quits, message = False, b""
    while True:
        if select.select([life], [], [], _SECONDS_TO_QUIT if quits else SECONDS_OF_SILENCE)[0]:
            received = os.read(life, 4096)
            quits = quits or _QUITS in received
            if not received:
                return
        elif quits:
            break
        elif _reads_two_ctrl_c(life, terminal):
            message = b"evolve: stopped by Ctrl+C while it was busy\r\n"
            break
    # first, because a terminal whose first program ends hangs up; the busy program writes nothing in between
    import termios

    plain = json.loads(attributes)
    plain[6] = [bytes.fromhex(value) if isinstance(value, str) else value for value in plain[6]]
    os.write(terminal, _RESTORE)
    termios.tcsetattr(terminal, termios.TCSAFLUSH, plain)
    os.write(terminal, message)
    if os.getppid() == program:
        os.kill(program, signal.SIGKILL)


def _reads_two_ctrl_c(life: int, terminal: int) -> bool:
    """Read the keyboard until the next sign of life; return whether Ctrl+C was pressed twice before."""
    presses = 0
    while presses < 2:
        # A stopped program is in the background, and the keyboard is another's.
        in_front = os.tcgetpgrp(terminal) == os.getpgrp()
        readable = select.select([life, terminal] if in_front else [life], [], [], EVERY)[0]
        if life in readable:
            return False
        if readable:
            keys = os.read(terminal, 4096)
            presses += sum(keys.count(key) for key in _CTRL_C)
    return True


if __name__ == "__main__":
    watch(int(sys.argv[1]), sys.argv[2])
