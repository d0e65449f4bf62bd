"""Finds the lines of a file that are the essay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text and what was decided about it."""

    number: int
    """Counted from 1."""
    start: int
    """Where it starts in the text, in characters."""
    end: int
    """Where it ends, half-open, without its line feed."""
    kept: bool
    rule: str
    """The name of the rule that decided."""


def find_body(text: str, body: str = "auto") -> tuple[Line, ...]:
    """Every line with its verdict."""
    out = []
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        out.append(Line(number, at, at + len(line), bool(line.strip()), "prose" if line.strip() else "blank"))
        at += len(line) + 1
    return tuple(out)


def paragraphs_of(text: str, lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """The spans of the paragraphs that the kept lines make."""
    return tuple((line.start, line.end) for line in lines if line.kept)
