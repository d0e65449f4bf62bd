"""Names of versions where there is little room: cut so that different names stay different."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rich.cells import cell_len

from evolve.tui.terminal.lines import shortened


def fitting_names(names: Sequence[str], room: int) -> tuple[str, ...]:
    """Return names of at most `room` cells, different wherever the given ones are.

    Where one is too wide, the words that all begin or end with are left out; names that are still cut to the same text
    have their numbers, from 1, before it.
    """
    if len(set(names)) == 1 or all(cell_len(name) <= room for name in names):
        return tuple(shortened(name, room) for name in names)
    cut = [shortened(name, room) for name in _distinct_parts(names)]
    if len(set(cut)) == len(set(names)):
        return tuple(cut)
    return tuple(shortened(f"{n} {name}", room) for n, name in enumerate(_distinct_parts(names), 1))


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
