"""How many sentences of a shuffled and edited book are found again: `.venv/bin/python -m tests.bench.bench_moves`.

A book's sentences are put in another order; a third is lightly edited (one word in ten), a tenth heavily (four in ten)
and a tenth replaced by strangers. Printed are the shares found, against their goals, for evolve and for difflib, which
stands for all tools that keep the order.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from .books import Edition, Fate, book, edited
from .candidates import CANDIDATES
from .measure import table, write

SHARES = {Fate.VERBATIM: 1 - 1 / 3 - 0.2, Fate.LIGHT: 1 / 3, Fate.HEAVY: 0.1, Fate.REPLACED: 0.1}
KEPT_GOAL, HEAVY_GOAL, PRECISION_GOAL = 0.98, 0.6, 0.98
MEASURED = ("evolve", "difflib SequenceMatcher", "difflib ndiff")


@dataclass(frozen=True, slots=True)
class Found:
    """What of a shuffled book was found again, as shares from 0 to 1."""

    kept: float
    """Of the sentences that are verbatim or lightly edited."""
    heavy: float
    """Of the heavily edited ones."""
    precision: float
    """Of the links, those that are right; 1 when there are none."""


def found(links: Collection[tuple[int, int]], edition: Edition) -> Found:
    """Judge links against what was done to the book."""
    right = [(before, after) for before, after in links if (before, after) in edition.links]

    def share(*fates: Fate) -> float:
        return sum(edition.fates[before] in fates for before, _ in right) / sum(f in fates for f in edition.fates)

    return Found(share(Fate.VERBATIM, Fate.LIGHT), share(Fate.HEAVY), len(right) / len(links) if links else 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=int, nargs="?", default=1000, help="in the book (1,000)")
    parser.add_argument("--seeds", type=int, default=3, help="books of which the mean is taken (3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    options = parser.parse_args()
    rows: list[tuple[str, ...]] = []
    results: dict[str, object] = {"sentences": options.sentences, "books": options.seeds}
    for name in MEASURED:
        if options.sentences > CANDIDATES[name].most:
            continue
        each: list[Found] = []
        for seed in range(1, options.seeds + 1):
            original = book(options.sentences, seed=seed)
            edition = edited(original, SHARES, shuffled=True, seed=seed)
            work = CANDIDATES[name].prepare(original.sentences, edition.book.sentences)
            each.append(found({(before, after) for _, before, after in work()}, edition))
        means = {key: sum(getattr(one, key) for one in each) / len(each) for key in ("kept", "heavy", "precision")}
        results[name] = means
        rows.append((name, *(f"{value:.3f}" for value in means.values())))
    goals = (f">= {KEPT_GOAL}", f">= {HEAVY_GOAL}", f">= {PRECISION_GOAL}")
    print(f"{options.sentences:,} sentences shuffled, mean of {options.seeds} books")
    print(table(("", "verbatim or light", "heavy", "precision"), [*rows, ("goal", *goals)]))
    write(options.json, results)


if __name__ == "__main__":
    main()
