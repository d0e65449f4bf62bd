"""Ctrl+C twice quits a program that lets no other thread run, quitting never waits, and the terminal is as it was."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time

import pytest

pty = pytest.importorskip("pty")

PROGRAM = """
import re, sys, time
from evolve import tui
from evolve.settings import Settings

def load():
    {work}

if __name__ == "__main__":
    sys.exit(tui.run(["a", "b"], load, Settings()))
"""
"""Shows the screen, and does some work."""
HANG = 're.match("(a+)+$", "a" * 80 + "b")'  # holds the interpreter for ever

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


def started(work: str) -> tuple[int, int]:
    """Return the number and the terminal of a program that shows the screen and does some work."""
    process, terminal = pty.fork()
    if not process:
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM.format(work=work)])
    return process, terminal


@pytest.mark.slow
@pytest.mark.parametrize(
    ("work", "codes"),
    [
        ("time.sleep(100)", (0,)),
        ("while True: pass", (0,)),
        # It ends by itself if the work is not yet in the part that hangs.
        (f"exec('try:\\n while True: time.time()\\nfinally: {HANG}')", (0, -signal.SIGKILL)),
    ],
    ids=["waits", "computes", "hangs when it is ended"],
)
def test_quitting_does_not_wait_for_work(work: str, codes: tuple[int, ...]) -> None:
    process, terminal = started(work)
    try:
        assert b"Reading" in output_until(terminal, b"Reading", 30)
        time.sleep(0.5)
        os.write(terminal, b"q")
        assert b"\x1b[?1049l" in output_until(terminal, b"\x1b[?1049l", 30)
        began = time.monotonic()
        ended = 0
        while not ended and time.monotonic() - began < 30:
            ended, status = os.waitpid(process, os.WNOHANG)
            output_until(terminal, b"never written", 0.1)
        assert ended == process and os.waitstatus_to_exitcode(status) in codes
    finally:
        os.close(terminal)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, 0)


@pytest.mark.slow
def test_ctrl_c_twice_quits_while_nothing_else_can_run() -> None:
    process, terminal = started(HANG)
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
