"""Find which texts of one folder are versions of one work, and their order, from their names alone.

As a rule all of them are one work. But a class hands in `amira-draft1`, `amira-draft2`, `ben-draft1`, `ben-draft2`, and
comparing Amira's second draft with Ben's first would be nonsense that looks like a result. So the date or number is
removed from the names; if nearly all of them then have a twin, equal names form a work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

_DATE = re.compile(r"(?<!\d)((?:1\d|20|21)\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*(?!.*\d)", re.S)
_MIN_SHARE_WITH_TWIN = (
    0.75  # of the texts must have a twin; a few letters whose names happen to share a word are still one work
)
_MAX_DIGITS = 400  # longer numbers are compared as letters


@dataclass(frozen=True, slots=True)
class Works:
    """The works in one folder."""

    several: tuple[tuple[str, ...], ...]
    """Works of two versions or more, each with the earliest version first."""
    alone: tuple[str, ...]
    """Texts without another version."""


def works_of(paths: Sequence[str]) -> Works:
    """Return the texts of one folder, divided into works."""
    dated = _all_dated(paths)
    alike: dict[str, list[str]] = {}
    for path in paths:
        name = _folded(PurePosixPath(path).stem)
        alike.setdefault((_DATE if dated else _NUMBER).sub("", name, count=1), []).append(path)
    several = [group for group in alike.values() if len(group) > 1]
    if len(several) < 2 or sum(map(len, several)) < _MIN_SHARE_WITH_TWIN * len(paths):
        several = [list(paths)] if len(paths) > 1 else []
    taken = {path for group in several for path in group}
    works = sorted(map(in_order, several), key=lambda group: natural_key(group[0]))
    return Works(tuple(map(tuple, works)), tuple(path for path in paths if path not in taken))


def in_order(paths: Sequence[str]) -> list[str]:
    """Return the files of one work, the earliest first: by date if all names have one, else by number."""
    dated = _all_dated(paths)
    return sorted(paths, key=lambda path: (_date(path) if dated else [], natural_key(_without_ending(path)), path))


def is_ordered_by_letters(paths: Sequence[str]) -> bool:
    """Return whether only the alphabet gives the order, because a name has neither date nor number."""
    return sum(not any(map(str.isdigit, PurePosixPath(path).stem)) for path in paths) > 1


def natural_key(name: str) -> list[tuple[int, str]]:
    """Return the sort key of a name: numbers by value, letters without regard to case."""
    parts = re.split(r"(\d+)", _folded(name))
    return [(int(part), "") if at % 2 and len(part) < _MAX_DIGITS else (-1, part) for at, part in enumerate(parts)]


def _all_dated(paths: Sequence[str]) -> bool:
    return bool(paths) and all(_DATE.search(PurePosixPath(path).stem) for path in paths)


def _date(path: str) -> list[str]:
    found = _DATE.search(PurePosixPath(path).stem)
    return [part or "" for part in found.groups()] if found else []


def _without_ending(path: str) -> str:
    # With their suffixes, draft.txt would come after draft2.txt.
    return str(PurePosixPath(path).with_suffix(""))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
