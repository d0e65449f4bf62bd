"""What a batch takes: `.venv/bin/python -m tests.bench.bench_batch [--pairs 1000] [--json FILE]`.

So many pairs of made-up essays as long as the two that come along, JSON reports, with one worker and with one for each
core; then a second run with `--resume`, which finds everything done. Goals: 1.8 times the throughput on two cores, and
less than 200 MB in the parent however many pairs there are. A goal that is missed is said, not raised.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .books import book, edited
from .measure import Run, run, table, write

_SENTENCES = 44  # the two essays have 47 and 40
_PEAK = """
import resource, sys
from evolve.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.exit(code)
"""
_KILOBYTES = 2**20 if sys.platform == "darwin" else 2**10  # of what the system counts peak memory in, in a megabyte


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=1000, help="how many pairs (1000)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="workers to compare with one")
    parser.add_argument("--sentences", type=int, default=_SENTENCES, help="in a text (44)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    options = parser.parse_args()
    rows: list[tuple[str, ...]] = []
    results: dict[str, object] = {}
    with TemporaryDirectory() as place:
        plan = _plan(Path(place) / "texts", options.pairs, options.sentences)
        one = _rate(plan, Path(place) / "one", options.pairs, jobs=1)
        many = _rate(plan, Path(place) / "many", options.pairs, jobs=options.jobs)
        again = _rate(plan, Path(place) / "many", options.pairs, jobs=options.jobs, resume=True)
    for name, (took, megabytes) in {"1 worker": one, f"{options.jobs} workers": many, "all done before": again}.items():
        rate = options.pairs / took.seconds
        speed = one[0].seconds / took.seconds
        kept = megabytes < 200 and (name != "2 workers" or speed >= 1.8)
        cells = f"{took.seconds:.1f}", f"{rate:.1f}", f"{speed:.2f}", f"{megabytes:.0f}"
        rows.append((name, *cells, "" if kept else "missed"))
        results[name] = {"seconds": took.seconds, "pairs_a_second": rate, "parent_megabytes": megabytes}
    print(table((f"{options.pairs} pairs", "seconds", "pairs/s", "times", "parent MB", ""), rows))
    write(options.json, results)


def _plan(folder: Path, pairs: int, sentences: int) -> Path:
    folder.mkdir()
    lines = ["before,after"]
    for number in range(pairs):
        earlier = book(sentences, seed=number)
        for name, made in (("a", earlier), ("b", edited(earlier, seed=number).book)):
            paragraphs: dict[int, list[str]] = {}
            for sentence, paragraph in zip(made.sentences, made.paragraphs, strict=True):
                paragraphs.setdefault(paragraph, []).append(sentence)
            text = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs.values())
            (folder / f"{number}{name}.txt").write_text(text + "\n", encoding="utf-8")
        lines.append(f"{number}a.txt,{number}b.txt")
    plan = folder / "plan.csv"
    plan.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return plan


def _rate(plan: Path, target: Path, pairs: int, *, jobs: int, resume: bool = False) -> tuple[Run, float]:
    """A run, and the parent's peak memory in megabytes."""
    command = ["batch", str(plan), "-o", str(target), "-f", "json", "--jobs", str(jobs), "--json-progress"]
    took = run([sys.executable, "-c", _PEAK, *command, *(["--resume"] if resume else [])])
    last = took.output.splitlines()[-1]
    return took, int(last) / _KILOBYTES


if __name__ == "__main__":
    main()
