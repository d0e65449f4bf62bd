"""Parts of texts about thresholds: tables, the marks of their rows, two sentences with a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized

from evolve.render.numbers import hundredths
from evolve.render.text_page import Page
from evolve.tune.labels import Thresholds

HEADS = ("threshold", "links", "persisted", "changed", "unclear", "dropped", "added", "not by chance", "± .02")
"""The column names of the results at a threshold, in every table; the last is the links that come or go nearby."""

_COUNTED = (("links", 1, 4), ("sentences", 4, 7))
"""What is counted in some of these columns: a name, and the columns, half-open."""

SHORT_STEPS = tuple(step / 20 for step in range(1, 20))
"""The thresholds of a table for reading."""

FEW_SHOWN = 10
"""Maximum number of sentence pairs printed of a list."""

UNKNOWN = "–"
"""Replaces a figure that nothing supports."""


def put_sentences(page: Page, score: float, before: str, after: str) -> None:
    """Write two sentences with their score."""
    first = f"{hundredths(score):>4}  "
    page.put(before, first=first)
    page.put(after, first=" " * (len(first) - 2) + "→ ")


def as_sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def threshold_name(threshold: Thresholds) -> str:
    """Return the name of a threshold's row."""
    return "own" if isinstance(threshold, tuple) else hundredths(threshold)


def has_own_row(threshold: float, marks: Iterable[float]) -> bool:
    """Return whether a threshold gets a row: not if a marked one next to it is displayed alike."""
    return threshold in marks or hundredths(threshold) not in map(hundredths, marks)


def legend(marks: Sized) -> str:
    """Return the explanation of the marks."""
    return "> current, * recommended" if len(marks) > 1 else "> current and recommended"


def counted_line(widths: Sequence[int], gap: int) -> str:
    """Return the line above the column names of `HEADS`, which names what is counted in columns of these widths with
    `gap` blanks between them."""
    line = ""
    for name, first, end in _COUNTED:
        start = sum(widths[:first]) + first * gap
        line += " " * (start - len(line)) + f" {name} ".center(sum(widths[first:end]) + (end - first - 1) * gap, "─")
    return line


def put_table(page: Page, heads: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Write columns of the necessary width, aligned to the right; the last cell of a row is the mark before it."""
    body = [(row[:-1], row[-1] or " ") for row in rows]
    widths = [max(len(head), *(len(cells[column]) for cells, _ in body)) for column, head in enumerate(heads)]

    def line(cells: Sequence[str], mark: str) -> str:
        text = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        return f"{mark} {text}"

    if heads is HEADS:
        page.lines.append("  " + counted_line(widths, 2))
    page.lines.append(line(heads, " "))
    page.lines.extend(line(cells, mark) for cells, mark in body)
