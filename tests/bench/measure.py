"""What the benchmarks share: running a command and seeing what it took, medians, and a table of the results.

Every candidate runs in a process of its own, so that none pays for the memory or the imports of another.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

ROOT = Path(__file__).parents[2]
SEEDS = tuple(str(path.relative_to(ROOT)) for path in sorted((ROOT / "seeds").glob("*.txt")))
_MEGABYTES = 1 / 2**20 if sys.platform == "darwin" else 1 / 2**10  # of what the system counts peak memory in


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command."""

    seconds: float
    """From start to end, by the clock on the wall."""
    processor: float
    """Seconds of processor time, of the program and of the system for it, with all its children that have ended."""
    megabytes: float
    """The most memory it held at once."""
    output: str
    """What it wrote to standard output; empty when it was stopped."""
    stopped: bool
    """Whether it took longer than allowed."""


def run(command: Sequence[str], *, limit: float = 3600.0) -> Run:
    """Run a command from the top of the project. Raises CalledProcessError when it fails by itself.

    A process starts with the peak memory of the one that starts it: whoever calls this should hold next to nothing.
    """
    with TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output)
        stopped = False
        pause = 0.001
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.perf_counter() - started
            if done:
                break
            if seconds > limit and not stopped:
                stopped = True
                process.kill()
            time.sleep(pause)
            pause = min(0.02, pause * 1.2)
        code = process.returncode = os.waitstatus_to_exitcode(status)
        if code and not stopped:
            raise subprocess.CalledProcessError(code, list(command))
        output.seek(0)
        text = "" if stopped else output.read().decode("utf-8")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MEGABYTES, text, stopped)


def typical(command: Sequence[str], *, repeat: int, limit: float = 3600.0) -> Run:
    """The medians of several runs, with the output of the last; a stopped run is not repeated."""
    runs: list[Run] = []
    while len(runs) < repeat and not (runs and runs[-1].stopped):
        runs.append(run(command, limit=limit))
    last = runs[-1]
    if last.stopped:
        return last
    middle = [median(getattr(one, name) for one in runs) for name in ("seconds", "processor", "megabytes")]
    return Run(*middle, last.output, False)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their heads, the first column to the left and figures to the right."""
    lines = [head, ["-" * len(cell) for cell in head], *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]

    def laid_out(line: Sequence[str]) -> str:
        cells = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        return "  ".join((line[0].ljust(widths[0]), *cells)).rstrip()

    return "\n".join(laid_out(line) for line in lines)


def write(path: Path | None, what: Mapping[str, object]) -> None:
    """Keep the results as JSON, if a file was named."""
    if path is not None:
        path.write_text(json.dumps(what, indent=2) + "\n", encoding="utf-8")
