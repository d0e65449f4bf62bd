"""Ctrl+C twice quits a program that lets no other thread run, and leaves the terminal as it was."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time

import pytest

pty = pytest.importorskip("pty")

HANGING = """
import re, sys
from evolve import tui
from evolve.settings import Settings

def load():
    re.match("(a+)+$", "a" * 80 + "b")

if __name__ == "__main__":
    sys.exit(tui.run(["a", "b"], load, Settings()))
"""
"""Shows the screen, whose work holds the interpreter for ever."""


SCREEN = b"\x1b[?1049h"  # the screen begins


def output_until(terminal: int, wanted: bytes, seconds: float) -> bytes:
    """Return what a program writes until it has written what is wanted, for so many seconds at most."""
    output, end = b"", time.monotonic() + seconds
    while wanted not in output and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                output += os.read(terminal, 65536)
            except OSError:
                break
    return output


@pytest.mark.slow
def test_ctrl_c_twice_quits_while_nothing_else_can_run() -> None:
    process, terminal = pty.fork()
    if not process:
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-c", HANGING])
    try:
        assert SCREEN in output_until(terminal, SCREEN, 30)
        output_until(terminal, b"stopped", 3)  # by then the work has begun
        quitting = b""
        for _ in range(40):
            os.write(terminal, b"\x03")
            quitting += output_until(terminal, b"stopped by Ctrl+C", 1)
            if b"stopped by Ctrl+C" in quitting:
                break
        assert b"stopped by Ctrl+C" in quitting
        assert b"\x1b[?1049l" in quitting
    finally:
        os.close(terminal)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
