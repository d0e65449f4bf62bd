"""How long alignment takes, how much memory, and how well it does, against other ways to do it, as texts grow.

    .venv/bin/python -m tests.bench.bench_align [--repeat 3] [--json FILE]     100 to 3,000 sentences on either side
    .venv/bin/python -m tests.bench.bench_align --large                        31,000 on either side, evolve alone
    .venv/bin/pip install -e '.[bench]'                                        the competitors; skipped when missing

The texts are made up: a book and an edition of it revised in every way (`books.py`). Every run is a process of its own;
seconds are those of the alignment, megabytes those of the whole process.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .measure import Run, run, table, typical, write

SIZES = (100, 200, 400, 800, 1500, 3000)
LARGE = 31_000
GROWTH_FROM = 800  # sentences; below, what every text costs and the scoring of all pairs hide how time grows
GOALS = {3000: (2.0, 300), LARGE: (60.0, 1500)}  # seconds and megabytes of a whole `evolve report -f json`
OWN = (sys.executable, "-m", "tests.bench.bench_align")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} sentences on either side, evolve alone")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="sentences on either side")
    parser.add_argument("--only", action="append", metavar="NAME", help="measure this candidate alone; repeatable")
    parser.add_argument("--shuffled", action="store_true", help="the edition keeps no order")
    parser.add_argument("--repeat", type=int, default=3, help="runs of which the median is taken (3)")
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a run is stopped (120)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    parser.add_argument("--one", nargs=2, metavar=("NAME", "N"), help=argparse.SUPPRESS)
    parser.add_argument("--write-texts", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options.one[0], int(options.one[1]), shuffled=options.shuffled)))
    elif options.write_texts:
        write_texts(options.write_texts, options.sizes[0])
    elif options.large:
        results = [row for row in (candidate("evolve", LARGE, options.shuffled, 1, 1800),) if row]
        print(shown(results, [LARGE]))
        wholes = [whole(LARGE, 1)]
        print(f"\n{reports(wholes)}")
        write(options.json, {"align": results, "report": wholes})
    else:
        compared(options)


def compared(options: argparse.Namespace) -> None:
    """All candidates at all sizes, their growth, and the whole program at the largest size."""
    from .candidates import CANDIDATES

    results: list[dict[str, object]] = []
    for name in options.only or CANDIDATES:
        for size in options.sizes:
            if size > CANDIDATES[name].most:
                break
            row = candidate(name, size, options.shuffled, options.repeat, options.limit)
            if row is None:
                break
            results.append(row)
            if row["seconds"] is None:
                break
    print(f"\n{shown(results, options.sizes)}\n\nTime grows as the number of sentences to the power of:")
    slopes = growth(results)
    print(table(("", "slope"), [(name, f"{slope:.2f}") for name, slope in slopes.items()]))
    wholes = [whole(max(options.sizes), options.repeat)] if not options.only or "evolve" in options.only else []
    print(f"\n{reports(wholes)}")
    write(options.json, {"align": results, "slopes": slopes, "report": wholes})


def candidate(name: str, size: int, shuffled: bool, repeat: int, limit: float) -> dict[str, object] | None:
    """The medians of one candidate at one size; None when its library is missing."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.bench_align",
        "--one",
        name,
        str(size),
        *(["--shuffled"] if shuffled else []),
    ]
    runs: list[Run] = []
    while len(runs) < repeat and not (runs and runs[-1].stopped):
        runs.append(run(command, limit=limit))
    base: dict[str, object] = {"name": name, "sentences": size}
    if runs[-1].stopped:
        print(f"{name}, {size:,} sentences: stopped after {limit:.0f} s", file=sys.stderr)
        return base | {"seconds": None, "megabytes": None}
    told: list[dict[str, Any]] = [json.loads(one.output) for one in runs]
    if "missing" in told[0]:
        print(f"{name}: skipped, not installed ({told[0]['missing']})", file=sys.stderr)
        return None
    middle = sorted(told, key=lambda one: one["seconds"])[len(told) // 2]
    megabytes = sorted(one.megabytes for one in runs)[len(runs) // 2]
    print(f"{name}, {size:,} sentences: {middle['seconds']:.3f} s", file=sys.stderr)
    return base | middle | {"megabytes": round(megabytes)}


def measured(name: str, size: int, *, shuffled: bool) -> dict[str, object]:
    """One candidate at one size, in this process."""
    from .books import book, edited
    from .candidates import CANDIDATES, Missing

    original = book(size)
    edition = edited(original, shuffled=shuffled)
    chosen = CANDIDATES[name]
    try:
        work = chosen.prepare(original.sentences, edition.book.sentences)
    except Missing as missing:
        return {"missing": str(missing)}
    started = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - started
    return {"seconds": seconds} | judged(found, edition.links, any_cut_off=chosen.any_cut_off)


def judged(
    found: list[tuple[float, int, int]], links: frozenset[tuple[int, int]], *, any_cut_off: bool
) -> dict[str, object]:
    """Precision, recall and F1 of the links found; at the cut-off with the best F1 where any may be chosen."""
    best = {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    right = 0
    ranked = sorted(found, reverse=True)
    for count, (score, before, after) in enumerate(ranked, start=1):
        right += (before, after) in links
        if count < len(ranked) and (not any_cut_off or ranked[count][0] == score):
            continue
        f1 = 2 * right / (count + len(links))
        if f1 > best["f1"]:
            best = {"precision": right / count, "recall": right / len(links), "f1": f1}
    return {name: round(value, 4) for name, value in best.items()}


def growth(results: Sequence[dict[str, object]]) -> dict[str, float]:
    """For every candidate the slope of seconds against sentences, both logarithmic, by least squares."""
    out: dict[str, float] = {}
    for name in dict.fromkeys(str(row["name"]) for row in results):
        points = [
            (log(float(str(row["sentences"]))), log(float(str(row["seconds"]))))
            for row in results
            if row["name"] == name and row["seconds"] and int(str(row["sentences"])) >= GROWTH_FROM
        ]
        if len(points) < 2:
            continue
        x = sum(p[0] for p in points) / len(points)
        y = sum(p[1] for p in points) / len(points)
        out[name] = sum((p[0] - x) * (p[1] - y) for p in points) / sum((p[0] - x) ** 2 for p in points)
    return out


def shown(results: Sequence[dict[str, object]], sizes: Sequence[int]) -> str:
    """Seconds by size, then memory and quality at the largest size each candidate reached."""
    lines = []
    for name in dict.fromkeys(str(row["name"]) for row in results):
        rows = {int(str(row["sentences"])): row for row in results if row["name"] == name}
        cells = []
        for size in sizes:
            seconds = rows[size]["seconds"] if size in rows else None
            cells.append(f"{seconds:.2f}" if isinstance(seconds, float) else "too long" if size in rows else "")
        done = [row for row in rows.values() if row["seconds"] is not None]
        last = done[-1] if done else {}
        quality = [f"{last[key]:.3f}" if key in last else "" for key in ("precision", "recall", "f1")]
        lines.append((name, *cells, str(last.get("megabytes", "")), *quality))
    return table(("seconds, sentences:", *(f"{size:,}" for size in sizes), "MB", "prec.", "recall", "F1"), lines)


def whole(size: int, repeat: int) -> dict[str, object]:
    """What `evolve report -f json` takes from start to end for two files of so many sentences."""
    with TemporaryDirectory() as folder:
        run([*OWN, "--write-texts", folder, "--sizes", str(size)])
        files = [str(Path(folder) / name) for name in ("before.txt", "after.txt")]
        target = str(Path(folder) / "report.json")
        took = typical(
            [sys.executable, "-m", "evolve", "report", *files, "--body", "all", "-f", "json", "-o", target],
            repeat=repeat,
            limit=1800,
        )
    return {"sentences": size, "seconds": took.seconds, "megabytes": round(took.megabytes), "stopped": took.stopped}


def write_texts(folder: Path, size: int) -> None:
    """A book and its edition as files, a paragraph a line."""
    from .books import book, edited

    original = book(size)
    for name, one in (("before.txt", original), ("after.txt", edited(original).book)):
        paragraphs: dict[int, list[str]] = {}
        for sentence, paragraph in zip(one.sentences, one.paragraphs, strict=True):
            paragraphs.setdefault(paragraph, []).append(sentence)
        (folder / name).write_text("\n\n".join(" ".join(p) for p in paragraphs.values()) + "\n", encoding="utf-8")


def reports(wholes: Sequence[dict[str, object]]) -> str:
    """The whole program's figures against their goals."""
    rows = []
    for took in wholes:
        size = int(str(took["sentences"]))
        goal = GOALS.get(size)
        rows.append(
            (
                f"evolve report -f json, {size:,} + {size:,} sentences",
                f"{took['seconds']:.2f} s",
                f"{took['megabytes']} MB",
                f"{goal[0]:g} s, {goal[1]:,} MB" if goal else "",
            )
        )
    return table(("whole program", "took", "memory", "goal"), rows) if rows else ""


if __name__ == "__main__":
    main()
