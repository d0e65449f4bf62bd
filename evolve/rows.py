"""How two versions lie side by side: every sentence in exactly one row.

Screens and reports lay texts out the same way, so the rule stands here once. A row holds the sentences that are read
next to each other: a linked pair, a sentence with the several it was split into, or one sentence with nothing opposite.
"""

from __future__ import annotations

from dataclasses import dataclass

from evolve.compare import Comparison
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
    count = len(comparison.before.sentences), len(comparison.after.sentences)
    row_before: dict[int, int] = {}
    row_after: dict[int, int] = {}
    members: list[tuple[list[int], list[int], list[Link]]] = []
    for link in comparison.links:
        b, a = row_before.get(link.before), row_after.get(link.after)
        if b is None and a is None:
            b = a = len(members)
            members.append(([], [], []))
        elif b is None:
            b = a
        elif a is None:
            a = b
        if a != b or a is None:
            continue
        here = members[a]
        here[2].append(link)
        if link.before not in row_before:
            row_before[link.before] = a
            here[0].append(link.before)
        if link.after not in row_after:
            row_after[link.after] = a
            here[1].append(link.after)
    laid = [
        Row(
            tuple(sorted(b)),
            tuple(sorted(a)),
            tuple(links),
            Status.PERSISTED if all(link.status is Status.PERSISTED for link in links) else Status.CHANGED,
        )
        for b, a, links in members
    ]
    by_first = {row.before[0]: row for row in laid}
    home = {a: row for row in laid for a in row.after}
    lone = [a for a in range(count[1]) if a not in home]
    following: dict[int | None, list[int]] = {}
    for a in lone:
        before_it = a - 1
        while before_it >= 0 and before_it not in home:
            before_it -= 1
        anchor = home[before_it].before[0] if before_it >= 0 else None
        following.setdefault(anchor, []).append(a)
    out: list[Row] = []

    def add(anchor: int | None) -> None:
        out.extend(Row((), (a,), (), Status.ADDED) for a in following.get(anchor, ()))

    add(None)
    for b in range(count[0]):
        if b in by_first:
            out.append(by_first[b])
        elif b not in row_before:
            out.append(Row((b,), (), (), Status.DROPPED))
        add(b)
    return tuple(out)
