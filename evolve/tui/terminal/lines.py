"""A line on the screen: runs of text with their roles, without colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from evolve.model import SentenceRef, Span
from evolve.render import short_names


class Role(StrEnum):
    """The role of a run of text in its line; the screen has a style for each."""

    PERSISTED = "persisted"
    CHANGED = "changed"
    UNCLEAR = "unclear"
    DROPPED = "dropped"
    ADDED = "added"
    TEXT = "text"
    QUIET = "quiet"
    GLYPH = "glyph"
    NUMBER = "number"
    DIM = "dim"
    HATCH = "hatch"
    GONE = "gone"
    NEW = "new"
    HIT = "hit"
    HEAD = "head"


class Run(NamedTuple):
    """A stretch of one line with the same roles."""

    text: str
    roles: tuple[Role, ...] = ()
    """The style of a later role replaces that of an earlier one."""
    of: SentenceRef | None = None
    """The sentence it is part of; None for text that the screen adds."""


Line = tuple[Run, ...]


def cells(line: Line) -> int:
    """Return the width of a line in cells."""
    return sum(cell_len(run.text) for run in line)


def cut(text: str, span: Span, layers: Iterable[tuple[Span, Role]], own: int, of: SentenceRef) -> list[Run]:
    """Return the runs of a line: its span of the text, cut wherever a layer begins or ends."""
    start, end = span
    touching = [((max(a, start), min(b, end)), role) for (a, b), role in layers if a < end and b > start]
    cuts = sorted({start, end, *(at for stretch, _ in touching for at in stretch)})
    out = []
    for a, b in pairwise(cuts):
        roles = tuple(role for (first, last), role in touching if first <= a and b <= last)
        out.append(Run(text[a:b], roles, of if a < own else None))
    return out


def clipped(line: Line, width: int) -> Line:
    """Return a line made exactly `width` cells wide."""
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
    """Return a text cut to the cells there is room for, with an ellipsis at the end where some of it is left out."""
    return text if cell_len(text) <= room else set_cell_size(text, max(0, room - 1)).rstrip() + "…"


def fitting_names(names: Sequence[str], room: int) -> tuple[str, ...]:
    """Return names of at most `room` cells, different wherever the given ones are."""
    return short_names.fitting_names(names, room, shortened)


def column_heads(names: Sequence[str], dates: Sequence[str], room: int) -> tuple[str, ...]:
    """Return the heads of the columns of versions, of at most `room` cells: names, or else dates."""
    return short_names.column_heads(names, dates, room, shortened)


def ending(text: str, room: int) -> str:
    """Return a text cut as by `shortened`, but at its beginning, as for paths."""
    return text if cell_len(text) <= room else "…" + text[len(text) - max(0, room - 1) :]
