"""What a line on the screen is made of: stretches of text that know what they are, and no colours yet."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from evolve.model import SentenceRef, Span


class Role(StrEnum):
    """What a piece of a line is; the screen has a style for each."""

    PERSISTED = "persisted"
    CHANGED = "changed"
    DROPPED = "dropped"
    ADDED = "added"
    GLYPH = "glyph"
    NUMBER = "number"
    DIM = "dim"
    HATCH = "hatch"
    GONE = "gone"
    NEW = "new"
    HIT = "hit"
    HEAD = "head"


class Run(NamedTuple):
    """A stretch of one line."""

    text: str
    roles: tuple[Role, ...] = ()
    """What it is; a later role is painted over an earlier one."""
    of: SentenceRef | None = None
    """The sentence whose text it is; None for what the screen adds."""


Line = tuple[Run, ...]


def cells(line: Line) -> int:
    """How wide a line is."""
    return sum(cell_len(run.text) for run in line)


def cut(text: str, span: Span, layers: Iterable[tuple[Span, Role]], own: int, of: SentenceRef) -> list[Run]:
    """A line's span cut wherever a layer begins or ends."""
    start, end = span
    touching = [((max(a, start), min(b, end)), role) for (a, b), role in layers if a < end and b > start]
    cuts = sorted({start, end, *(at for stretch, _ in touching for at in stretch)})
    out = []
    for a, b in pairwise(cuts):
        roles = tuple(role for (first, last), role in touching if first <= a and b <= last)
        out.append(Run(text[a:b], roles, of if a < own else None))
    return out


def clipped(line: Line, width: int) -> Line:
    """A line made exactly as wide as the screen, whatever it holds."""
    used = cells(line)
    if used <= width:
        return (*line, Run(" " * (width - used)))
    out: list[Run] = []
    for run in line:
        room = width - cells(tuple(out))
        if room <= 0:
            break
        out.append(run if cell_len(run.text) <= room else run._replace(text=set_cell_size(run.text, room)))
    return tuple(out)


def shortened(text: str, room: int) -> str:
    """A text that takes no more cells than there is room for, with a sign where some of it is left out."""
    return text if cell_len(text) <= room else set_cell_size(text, max(0, room - 1)).rstrip() + "…"


def ending(text: str, room: int) -> str:
    """As `shortened`, but it is the end of the text that is kept, as with paths."""
    return text if cell_len(text) <= room else "…" + text[len(text) - max(0, room - 1) :]
