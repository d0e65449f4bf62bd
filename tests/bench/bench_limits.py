"""What the largest texts take that evolve is meant for: processor time and memory, against what the help promises.

    .venv/bin/python -m tests.bench.bench_limits [--quick] [--json FILE]

Made-up books on one line each are compared, and the body of a million short lines is looked for. The promises are
those of the help; a text that is read takes them in proportion to its size.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from .measure import run, table, write

PROMISED = {
    "two texts of 4.6 MB on one line each": (70.0, 800),
    "one such text, and with every tenth sentence changed": (50.0, 800),
    "a million short lines": (40.0, 600),
}
"""Seconds of processor time and megabytes."""
GOALS = ((20.0, 500), (20.0, 500), (40.0, 600))
"""The same as they are aimed at."""
_SENTENCES = 37_000
_LINES = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the size")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    parser.add_argument("--write-texts", nargs=2, metavar=("FOLDER", "SHARE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write_texts:
        write_texts(Path(options.write_texts[0]), float(options.write_texts[1]))
        return
    own = (sys.executable, "-m", "tests.bench.bench_limits")
    evolve = (sys.executable, "-m", "evolve")
    results = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        run([*own, "--write-texts", name, "0.05" if options.quick else "1"])
        reports = [
            ["report", str(folder / "a.txt"), str(folder / later), "-f", "json", "-o", str(folder / "r.json")]
            for later in ("b.txt", "c.txt")
        ]
        for what, words in zip(PROMISED, (*reports, ["extract", str(folder / "lines.txt")]), strict=True):
            results.append(measured(what, [*evolve, *words]))
    rows = [
        (str(r["what"]), f"{r['seconds']} s", f"{r['megabytes']} MB", *map(_shown, limits))
        for r, *limits in zip(results, PROMISED.values(), GOALS, strict=True)
    ]
    print(table(("", "processor time", "memory", "promised", "goal"), rows))
    write(options.json, {"limits": results})


def measured(what: str, command: Sequence[str]) -> dict[str, object]:
    """Return the processor time and the peak memory of a command."""
    ran = run(command)
    return {"what": what, "seconds": round(ran.processor, 1), "megabytes": round(ran.megabytes)}


def _shown(limit: tuple[float, int]) -> str:
    seconds, megabytes = limit
    return f"{seconds:g} s, {megabytes:,} MB"


def write_texts(folder: Path, share: float) -> None:
    """Write a book and two editions on one line each, the second little changed, and short lines of its words."""
    from .books import Fate, book, edited

    original = book(round(_SENTENCES * share))
    little = {Fate.VERBATIM: 0.9, Fate.LIGHT: 0.1}
    for name, one in (("a.txt", original), ("b.txt", edited(original).book), ("c.txt", edited(original, little).book)):
        (folder / name).write_text(" ".join(one.sentences) + "\n", encoding="utf-8")
    words = " ".join(original.sentences).split()
    random = Random(1)
    with (folder / "lines.txt").open("w", encoding="utf-8") as file:
        for _ in range(round(_LINES * share)):
            start = random.randrange(len(words) - 5)
            file.write(" ".join(words[start : start + random.randint(1, 4)]) + "\n")


if __name__ == "__main__":
    main()
