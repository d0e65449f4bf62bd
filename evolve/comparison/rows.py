"""How two versions lie side by side: every sentence in exactly one row.

Screens and reports lay texts out the same way, so the rule stands here once. A row holds the sentences that are read
next to each other: a linked pair, a sentence with the several it was split into, or one sentence with nothing opposite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evolve.comparison import Comparison
from evolve.model import Link, Status


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that are read next to each other."""

    before: tuple[int, ...]
    """Indices of the earlier sentences, in order; empty for an added one."""
    after: tuple[int, ...]
    """Indices of the later sentences, in order; empty for a dropped one."""
    links: tuple[Link, ...]
    """The links between them, best first."""
    status: Status


def rows_of(comparison: Comparison) -> tuple[Row, ...]:
    """All rows, in the order of the earlier text; added sentences follow the one they follow in the later text.

    The best links are laid first: a link whose sentences are both still free opens a row, one with one free sentence
    joins the other's row, and one between two rows is left to be shown as a reference.
    """
    laid = _laid(comparison.links)
    opening = {row.before[0]: row for row in laid}
    linked = {b for row in laid for b in row.before}
    home = {a: row for row in laid for a in row.after}
    added: dict[int | None, list[Row]] = {}
    last: int | None = None
    for a in range(len(comparison.after.sentences)):
        if a in home:
            last = home[a].before[0]
        else:
            added.setdefault(last, []).append(Row((), (a,), (), Status.ADDED))
    out = [*added.get(None, ())]
    for b in range(len(comparison.before.sentences)):
        if b in opening:
            out.append(opening[b])
        elif b not in linked:
            out.append(Row((b,), (), (), Status.DROPPED))
        out += added.get(b, ())
    return tuple(out)


def _laid(links: Sequence[Link]) -> list[Row]:
    """The rows that hold links."""
    row_before: dict[int, int] = {}
    row_after: dict[int, int] = {}
    members: list[list[Link]] = []
    for link in links:
        b, a = row_before.get(link.before), row_after.get(link.after)
        row = a if b is None else b
        if row is None:
            row = len(members)
            members.append([])
        elif a not in (None, row):
            continue
        members[row].append(link)
        row_before[link.before] = row_after[link.after] = row
    return [_row(held) for held in members]


def _row(links: Sequence[Link]) -> Row:
    same = all(link.status is Status.PERSISTED for link in links)
    return Row(
        tuple(sorted({link.before for link in links})),
        tuple(sorted({link.after for link in links})),
        tuple(links),
        Status.PERSISTED if same else Status.CHANGED,
    )
