"""Names of versions where there is little room: cut so that different names stay different."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

_DATE_LENGTHS = (len("2011"), len("2011-03"), len("2011-03-05"))


def short_name(name: str, room: int) -> str:
    """Return a name cut to a number of characters, with an ellipsis where some of it is left out."""
    return name if len(name) <= room else name[: max(0, room - 1)].rstrip() + "…"


def fitting_names(names: Sequence[str], room: int, cut: Callable[[str, int], str] = short_name) -> tuple[str, ...]:
    """Return names no longer than there is room for, different wherever the given ones are.

    `cut` cuts a name to the room, at first in characters. Where one is too long, the words that all begin or end with
    are left out; names that are still cut to the same text have their numbers, from 1, before it.
    """
    whole = tuple(cut(name, room) for name in names)
    if whole == tuple(names) or len(set(names)) == 1:
        return whole
    parts = _distinct_parts(names)
    shortest = tuple(cut(part, room) for part in parts)
    if len(set(shortest)) == len(set(names)):
        return shortest
    return tuple(cut(f"{n} {part}", room) for n, part in enumerate(parts, 1))


def column_heads(
    names: Sequence[str], dates: Sequence[str], room: int, cut: Callable[[str, int], str] = short_name
) -> tuple[str, ...]:
    """Return the heads of the columns of versions, no longer than there is room for.

    These are the names if all fit, else the dates in their shortest form, if every version has a date of its own and
    they fit, else shortened names.
    """
    if any(cut(name, room) != name for name in names):
        shown = shortest_dates(dates)
        if shown and max(map(len, shown)) <= room:
            return shown
    return fitting_names(names, room, cut)


def shortest_dates(dates: Sequence[str]) -> tuple[str, ...]:
    """Return dates in ISO 8601 as years, months or days, the first that distinguishes all; empty if none does."""
    for length in _DATE_LENGTHS:
        shown = tuple(date[:length] for date in dates)
        if all(shown) and len(set(shown)) == len(shown):
            return shown
    return ()


def _distinct_parts(names: Sequence[str]) -> list[str]:
    """Return names without the whole words that all of them begin or end with, with ellipses in place of them."""
    before = _common_words(names)
    after = _common_words([name[len(before) :][::-1] for name in names])
    parts = [name[len(before) : len(name) - len(after)] for name in names]
    if not all(part.strip() for part in parts):
        return list(names)
    return [f"{'…' if before else ''}{part}{'…' if after else ''}" for part in parts]


def _common_words(names: Sequence[str]) -> str:
    """Return the whole words, with what is between them, that all names begin with."""
    common = list(takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False)))
    while common and common[-1][0].isalnum():
        common.pop()
    return "".join(letters[0] for letters in common)
