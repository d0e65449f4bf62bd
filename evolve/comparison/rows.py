"""Arranges two versions side by side: every sentence in exactly one row.

Screens and reports use the same rows. A row contains sentences that are read side by side: a linked pair, a sentence
and those it was split into, an unclear sentence and its best candidate, or one sentence with nothing opposite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evolve.comparison import Comparison
from evolve.model import SIDES, Link, Side, Status


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that are read side by side."""

    before: tuple[int, ...]
    """Indices of the earlier sentences, in order; empty for an added one."""
    after: tuple[int, ...]
    """Indices of the later sentences, in order; empty for a dropped one."""
    links: tuple[Link, ...]
    """The links between them, best first."""
    status: Status
    possible: tuple[Link, ...] = ()
    """The possible candidates of unclear sentences, best first; if the row has two sentences, the link between them is
    one."""


def rows_of(comparison: Comparison) -> tuple[Row, ...]:
    """Return all rows in the order of the earlier text; an added sentence follows its predecessor in the later text.

    Links are arranged first, best first. A link whose sentences are both in no row yet opens a row; one with one such
    sentence adds it to the row of the other; a link between two rows is left out and shown as a reference. Two unclear
    sentences that are each other's best candidate share a row.
    """
    paired = [*_linked_rows(comparison.links), *_unclear_rows(comparison)]
    row_of_first = {row.before[0]: row for row in paired}
    linked = {before for row in paired for before in row.before}
    row_of_later = {after: row for row in paired for after in row.after}
    added: dict[int | None, list[Row]] = {}
    previous: int | None = None
    for after in range(len(comparison.after.sentences)):
        if after in row_of_later:
            previous = row_of_later[after].before[0]
        else:
            added.setdefault(previous, []).append(_single_row(comparison, "after", after))
    rows = [*added.get(None, ())]
    for before in range(len(comparison.before.sentences)):
        if before in row_of_first:
            rows.append(row_of_first[before])
        elif before not in linked:
            rows.append(_single_row(comparison, "before", before))
        rows += added.get(before, ())
    return tuple(rows)


def _single_row(comparison: Comparison, side: Side, index: int) -> Row:
    """Return the row of a sentence with nothing opposite."""
    before, after = ((index,), ()) if side == "before" else ((), (index,))
    return Row(before, after, (), comparison.status_of(side, index), comparison.possible_of(side, index))


def possible_partners(comparison: Comparison) -> dict[int, int]:
    """Return every two unclear sentences that are each other's best candidate: the later, by the earlier."""
    earlier, later = (
        {(best.before, best.after) for index in indices for best in comparison.possible_of(side, index)[:1]}
        for side, indices in zip(SIDES, comparison.unclear, strict=True)
    )
    return dict(sorted(earlier & later))


def _unclear_rows(comparison: Comparison) -> list[Row]:
    """Return the rows with two unclear sentences."""
    rows = []
    for before, after in possible_partners(comparison).items():
        found = (*comparison.possible_of("before", before), *comparison.possible_of("after", after))
        possible = sorted(dict.fromkeys(found), key=lambda candidate: -candidate.score)
        rows.append(Row((before,), (after,), (), Status.UNCLEAR, tuple(possible)))
    return rows


def _linked_rows(links: Sequence[Link]) -> list[Row]:
    """Return the rows with links."""
    row_before: dict[int, int] = {}
    row_after: dict[int, int] = {}
    members: list[list[Link]] = []
    for link in links:
        earlier_row, later_row = row_before.get(link.before), row_after.get(link.after)
        row = later_row if earlier_row is None else earlier_row
        if row is None:
            row = len(members)
            members.append([])
        elif later_row not in (None, row):
            continue
        members[row].append(link)
        row_before[link.before] = row_after[link.after] = row
    return [_row(row_links) for row_links in members]


def _row(links: Sequence[Link]) -> Row:
    """Return the row of some links: persisted if every link is."""
    if len(links) == 1:
        (link,) = links
        return Row((link.before,), (link.after,), (link,), link.status)
    is_persisted = all(link.status is Status.PERSISTED for link in links)
    return Row(
        tuple(sorted({link.before for link in links})),
        tuple(sorted({link.after for link in links})),
        tuple(links),
        Status.PERSISTED if is_persisted else Status.CHANGED,
    )
