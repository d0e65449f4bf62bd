"""Pieces that texts about thresholds are put together from: tables, marks of their rows, two sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized

from evolve.render.numbers import hundredths
from evolve.render.text_page import Page
from evolve.tune.labels import Thresholds

HEADS = ("threshold", "links", "persisted", "changed", "dropped", "added", "by chance", "precision", "flips")
"""What a threshold gives, in the words of every table."""

SHORT_STEPS = tuple(step / 20 for step in range(1, 20))
"""The thresholds of a table that is read."""

FEW_SHOWN = 10
"""Pairs of sentences of a list that are printed."""

UNKNOWN = "–"
"""In place of a figure that nothing tells."""


def put_two(page: Page, score: float, before: str, after: str) -> None:
    """Two sentences with their score."""
    first = f"{hundredths(score):>4}  "
    page.put(before, first=first)
    page.put(after, first=" " * (len(first) - 2) + "→ ")


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def named(bar: Thresholds) -> str:
    """A threshold as a row is called."""
    return "own" if isinstance(bar, tuple) else hundredths(bar)


def reads_apart(bar: float, marks: Iterable[float]) -> bool:
    """Whether a threshold has a row: not beside a marked one that reads the same."""
    return bar in marks or hundredths(bar) not in map(hundredths, marks)


def legend(marks: Sized) -> str:
    """What the marks of some rows mean."""
    return "> is in force, * recommended" if len(marks) > 1 else "> is in force, and recommended"


def put_table(page: Page, heads: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Columns as wide as they must be, numbers to the right; the last cell of a row is the mark before it."""
    body = [(row[:-1], row[-1] or " ") for row in rows]
    widths = [max(len(head), *(len(cells[at]) for cells, _ in body)) for at, head in enumerate(heads)]

    def line(cells: Sequence[str], mark: str) -> str:
        out = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        return f"{mark} {out}"

    page.lines.append(line(heads, " "))
    page.lines.extend(line(cells, mark) for cells, mark in body)
