"""What an archive over time takes: `.venv/bin/python -m tests.bench.bench_archive [--texts 100 250 500] [--json FILE]`.

Made-up columns of 60 sentences each, among them claims that some make again in other words; then a second run with
--resume, which finds everything done, and a third with one more text. Goals: 500 texts in ten minutes on two cores, and
less than 200 MB in the parent. A goal that is missed is said, not raised.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.batch.archive.archives import archive

from .measure import run, table, write

_SENTENCES = 60
_CLAIMS = 40
_GOAL_SECONDS, _GOAL_MEGABYTES = 600, 200
_COST = """
import resource, sys
from evolve.cli import main
code = main(sys.argv[1:])
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(own.ru_utime + children.ru_utime, own.ru_maxrss, children.ru_maxrss)
sys.exit(code)
"""
_KILOBYTES = 2**20 if sys.platform == "darwin" else 2**10  # of what the system counts peak memory in, in a megabyte


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, nargs="+", default=[100, 250, 500], help="how many texts (100 250 500)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="workers")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    options = parser.parse_args()
    rows: list[tuple[str, ...]] = []
    results: dict[str, object] = {}
    for count in options.texts:
        with TemporaryDirectory() as place:
            folder, target = Path(place) / "texts", Path(place) / "out"
            last = _write(folder, count)
            held = last.read_bytes()
            last.unlink()
            for name in ("first run", "all done before", "one more text"):
                if name == "one more text":
                    last.write_bytes(held)
                cells, missed = _cost(folder, target, options.jobs, resume=name != "first run")
                rows.append((f"{count} texts, {name}", *(f"{cell:.1f}" for cell in cells), "missed" if missed else ""))
                results[f"{count} {name}"] = cells
    print(table(("", "seconds", "user s", "parent MB", "worker MB", ""), rows))
    write(options.json, results)


def _write(folder: Path, count: int) -> Path:
    """Write an archive, and return the path of its last text."""
    rng = Random(1)
    schedule = {claim: sorted(rng.sample(range(count), max(2, count // (5 + claim)))) for claim in range(_CLAIMS)}
    folder.mkdir()
    for number, text in enumerate(archive(count, schedule, sentences=_SENTENCES, has_slogan=True)[0]):
        date = f"{2000 + number // 50}-{number % 50 // 5 + 1:02}-{number % 5 * 6 + 1:02}"
        path = folder / f"{date} column.txt"
        path.write_text("\n\n".join(text.sentences) + "\n", encoding="utf-8")
    return path


def _cost(folder: Path, target: Path, jobs: int, *, resume: bool) -> tuple[tuple[float, float, float, float], bool]:
    """Return the seconds, processor seconds and peak megabytes of parent and worker, and whether a goal is missed."""
    command = ["batch", str(folder), "--timeline", "-o", str(target), "--jobs", str(jobs), "--json-progress"]
    took = run([sys.executable, "-c", _COST, *command, *(["--resume"] if resume else [])])
    user, parent, worker = map(float, took.output.splitlines()[-1].split())
    cells = took.seconds, user, parent / _KILOBYTES, worker / _KILOBYTES
    return cells, took.seconds > _GOAL_SECONDS or cells[2] > _GOAL_MEGABYTES


if __name__ == "__main__":
    main()
