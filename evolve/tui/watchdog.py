"""A second process that lets Ctrl+C quit while the program is too busy to read the keyboard.

Some work of Python's libraries lets no other thread run. The screen sends a sign of life to this process; while that is
missing, it reads the keyboard in its place, and at the second Ctrl+C kills the program and restores the terminal. The
process imports nothing but the standard library, and is run as a file, so that it starts in an instant.
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

SECONDS_OF_SILENCE = 3.0
"""Seconds without a sign of life after which this process reads the keyboard."""
EVERY = 0.5
"""Seconds between two signs of life."""
_CTRL_C = (b"\x03", b"\x1b[99;5u")  # as terminals send it, plain and by the protocol of kitty
_MODES = (1000, 1002, 1003, 1004, 1006, 1015, 2004, 2048, 1049)  # mouse, focus, paste, resizing, the other screen
_RESTORE = b"\x1b[<u" + b"".join(b"\x1b[?%dl" % mode for mode in _MODES) + b"\x1b[?25h\x1b[0m"


@contextlib.contextmanager
def watched() -> Iterator[Callable[[], None]]:
    """Start the process, and yield the function that sends a sign of life; without a terminal it does nothing."""
    if sys.platform == "win32" or not sys.stdin.isatty() or os.environ.get("TEXTUAL_DRIVER"):
        yield lambda: None
        return
    import termios

    reading, writing = os.pipe()
    try:
        attributes = json.dumps(termios.tcgetattr(sys.stdin.fileno()), default=bytes.hex)
        words = [sys.executable, "-I", "-S", __file__, str(reading), attributes]
        process = subprocess.Popen(words, pass_fds=(reading,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except (OSError, termios.error):
        os.close(writing)
        yield lambda: None
        return
    finally:
        os.close(reading)
    os.set_blocking(writing, False)

    def beat() -> None:
        with contextlib.suppress(OSError):
            os.write(writing, b".")

    try:
        yield beat
    finally:
        os.close(writing)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)


def watch(life: int, attributes: str) -> None:
    """Watch the signs of life at a file descriptor until it closes; `attributes` are those of the terminal, as JSON."""
    program, terminal = os.getppid(), os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    while True:
        if not select.select([life], [], [], SECONDS_OF_SILENCE)[0]:
            if _reads_two_ctrl_c(life, terminal):
                break
        elif not os.read(life, 4096):
            return
    # first, because a terminal whose first program ends hangs up; the busy program writes nothing in between
    import termios

    plain = json.loads(attributes)
    plain[6] = [bytes.fromhex(value) if isinstance(value, str) else value for value in plain[6]]
    os.write(terminal, _RESTORE)
    termios.tcsetattr(terminal, termios.TCSAFLUSH, plain)
    os.write(terminal, b"evolve: it was busy, and was stopped by Ctrl+C\r\n")
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
