"""What every start costs, against its goal: `.venv/bin/python -m tests.bench.bench_start [--repeat 5] [--json FILE]`.

Whole processes, from the shell's point of view; medians. The bare interpreter is there to compare with: nothing can be
faster on the same machine. A goal that is missed is said, not raised: a loaded machine is no fault of the program.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .measure import SEEDS, Run, table, typical, write

COMMANDS = (
    # what, command, goal in seconds, goal in megabytes
    ("the bare interpreter", ("-c", "pass"), None, None),
    ("import evolve", ("-c", "import evolve"), None, None),
    ("evolve --help", ("-m", "evolve", "--help"), 0.25, None),
    ("evolve report on the two seeds", ("-m", "evolve", "report", *SEEDS), 2.0, 150),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5, help="runs of which the median is taken (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    options = parser.parse_args()
    rows: list[tuple[str, ...]] = []
    results: dict[str, object] = {}
    for name, arguments, seconds, megabytes in COMMANDS:
        typical([sys.executable, *arguments], repeat=1)  # the first start pays for reading the disk
        took = typical([sys.executable, *arguments], repeat=options.repeat)
        goals = f"{seconds:g} s" if seconds else "", f"{megabytes} MB" if megabytes else ""
        kept = _kept(took, seconds, megabytes)
        rows.append((name, f"{took.seconds:.3f}", f"{took.megabytes:.0f}", *goals, "" if kept else "missed"))
        results[name] = {"seconds": took.seconds, "megabytes": took.megabytes}
    print(table(("", "seconds", "MB", "goal", "goal", ""), rows))
    write(options.json, results)


def _kept(took: Run, seconds: float | None, megabytes: float | None) -> bool:
    return (seconds is None or took.seconds < seconds) and (megabytes is None or took.megabytes < megabytes)


if __name__ == "__main__":
    main()
