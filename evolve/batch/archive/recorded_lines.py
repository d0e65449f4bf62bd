"""Check the lines of a journal that a person or a program may have edited, so that a bad one is made again.

A digest in each line shows damage; whoever edits a line can write another digest, as in a folder that was sent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evolve.batch.archive.halves import STEPS
from evolve.batch.jobs.job import Line
from evolve.text.clean import clean_line
from evolve.text.languages import LANGUAGES

_DATE = re.compile(r"(\d{4}(-\d\d){0,2})?", re.ASCII)


def is_text(line: Line, source: str, sha256: str) -> bool:
    """Return whether a line holds the text with a path and a digest, without any control character."""
    sentences, formulas, notes, date = (line.get(name) for name in ("sentences", "formulas", "notes", "date"))
    return (
        (line.get("source"), line.get("sha256")) == (source, sha256)
        and _are_clean([line.get("label"), line.get("title"), line.get("language"), date])
        and _DATE.fullmatch(str(date)) is not None
        and line.get("recognised") in ("", *LANGUAGES)
        and isinstance(notes, list)
        and _are_clean(notes)
        and isinstance(sentences, list)
        and len(sentences) > 0
        and _are_clean(sentences)
        and isinstance(formulas, list)
        and all(_is_position(n, len(sentences)) for n in formulas)
    )


def is_comparison(line: Line, earlier: int, later: int) -> bool:
    """Return whether a line holds a comparison of two halves with these numbers of sentences."""
    links, near, chance = line.get("links"), line.get("near"), line.get("chance")
    return (
        _is_number(line.get("threshold"), 1.0)
        and isinstance(links, list)
        and all(_are_ends(link, 3, earlier, later) and _is_number(link[2], 1.0) for link in links)
        and isinstance(near, list)
        and all(_are_ends(pair, 2, earlier, later) for pair in near)
        and isinstance(chance, list)
        and len(chance) <= STEPS + 1
        and all(_is_number(expected, float(earlier * later)) for expected in chance)
    )


def _are_clean(values: Sequence[object]) -> bool:
    """Return whether values are texts without line ends and control characters."""
    return all(isinstance(value, str) and clean_line(value) == value for value in values)


def _are_ends(values: object, count: int, earlier: int, later: int) -> bool:
    """Return whether a value is a list of `count` values, of which the first two are positions in either half."""
    return (
        isinstance(values, list)
        and len(values) == count
        and _is_position(values[0], earlier)
        and _is_position(values[1], later)
    )


def _is_position(value: object, count: int) -> bool:
    return isinstance(value, int) and 0 <= value < count


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, int | float) and 0 <= value <= most
