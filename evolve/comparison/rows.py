"""How two versions lie side by side: every sentence in exactly one row.

Screens and reports lay texts out the same way, so the rule stands here once. A row holds the sentences that are read
next to each other: a linked pair, a sentence with the several it was split into, an unclear sentence with the best of
its candidates, or one sentence with nothing opposite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evolve.comparison import Comparison
from evolve.model import Link, Side, Status


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
    possible: tuple[Link, ...] = ()
    """Of unclear sentences, the candidates worth a look, best first; one of them is between the two sentences of a row
    that holds two."""


def rows_of(comparison: Comparison) -> tuple[Row, ...]:
    """All rows, in the order of the earlier text; what has nothing opposite follows what it follows in the later text.

    The best links are laid first: a link whose sentences are both still free opens a row, one with one free sentence
    joins the other's row, and one between two rows is left to be shown as a reference. Then every two unclear sentences
    that are each other's best candidate, as far as both are still free, are laid next to each other.
    """
    laid = [*_laid(comparison.links), *_laid_unclear(comparison)]
    opening = {row.before[0]: row for row in laid}
    linked = {b for row in laid for b in row.before}
    home = {a: row for row in laid for a in row.after}
    added: dict[int | None, list[Row]] = {}
    last: int | None = None
    for a in range(len(comparison.after.sentences)):
        if a in home:
            last = home[a].before[0]
        else:
            added.setdefault(last, []).append(_alone(comparison, "after", a))
    out = [*added.get(None, ())]
    for b in range(len(comparison.before.sentences)):
        if b in opening:
            out.append(opening[b])
        elif b not in linked:
            out.append(_alone(comparison, "before", b))
        out += added.get(b, ())
    return tuple(out)


def _alone(comparison: Comparison, side: Side, index: int) -> Row:
    """The row of a sentence with nothing opposite."""
    before, after = ((index,), ()) if side == "before" else ((), (index,))
    return Row(before, after, (), comparison.status_of(side, index), comparison.possible_of(side, index))


def _laid_unclear(comparison: Comparison) -> list[Row]:
    """The rows that hold two unclear sentences."""
    out = []
    taken: set[tuple[Side, int]] = set()
    for link in comparison.possible:
        ends: tuple[tuple[Side, int], ...] = ("before", link.before), ("after", link.after)
        sure = all(comparison.status_of(*end) is Status.UNCLEAR for end in ends)
        if sure and not taken.intersection(ends):
            taken.update(ends)
            there = dict.fromkeys(other for end in ends for other in comparison.possible_of(*end))
            possible = sorted(there, key=lambda other: -other.score)
            out.append(Row((link.before,), (link.after,), (), Status.UNCLEAR, tuple(possible)))
    return out


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
