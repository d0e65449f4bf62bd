"""How a pair of versions is opened: its first view, and what is doubtful about its texts or its judgements."""

from __future__ import annotations

from dataclasses import replace

from evolve.tui.state.entries import Entries, Order, ViewKind
from evolve.tui.state.pairs import ShownPair
from evolve.tui.state.view import View
from evolve.tui.terminal.wrap import visible

LINKED_FEW = 4
"""A pair is opened in arguments if fewer than one sentence in this number is linked."""

FEW_ROWS = 10
"""Fewer rows than this are read at a glance: they are always opened as rows."""


def opened(entries: Entries, *, pairs: int = 1) -> View:
    """Return the view that a pair is opened in.

    Of several `pairs`, that is, of three versions or more, it is the timeline; of two, arguments, the surest first and
    the linked ones in full, where few sentences are found to be linked; otherwise rows. The texts are below each other
    where most rows would have an empty side.
    """
    if pairs > 1:
        return replace(opened(entries), kind=ViewKind.TIMELINE, order=Order.WEIGHT)
    rows = entries.rows
    one_sided = sum(not (row.before and row.after) for row in rows)
    if len(rows) < FEW_ROWS:
        return View(entries, order=Order.SURE)
    view = View(entries, order=Order.SURE, is_stacked=2 * one_sided > len(rows))
    comparison = entries.comparison
    # Judgements do not count, so that the texts are opened as they were before they were judged.
    found = [link for link in comparison.links if link.score >= comparison.threshold]
    count = len({link.before for link in found}) + len({link.after for link in found})
    if LINKED_FEW * count >= len(comparison.before.sentences) + len(comparison.after.sentences):
        return view
    linked = (entry.refs[0] for entry in entries.arguments if any(entry.links))
    return replace(view, kind=ViewKind.ARGUMENTS, opened=frozenset(linked))


def complaint(pair: ShownPair) -> str:
    """Return a problem with the judgements on a pair, or a doubt about its texts; empty if there is none."""
    unplaced = len(pair.comparison.unplaced)
    stores = (*([pair.store] if pair.store is not None else []), *pair.over_gaps.values())
    if warnings := [warning for store in stores for warning in store.warnings]:
        # The place comes last, because the end of a message that is too long is cut off.
        where, found, what = warnings[0].rpartition(": ")
        return visible(f"Judgements: {what} ({where})" if found else what)
    if unplaced:
        what = "1 judgement is" if unplaced == 1 else f"{unplaced} judgements are"
        return f"{what} about sentences that are not in these texts."
    doubted = [document for document in (pair.comparison.before, pair.comparison.after) if document.body_note()]
    if doubted:
        return f"It is not certain which lines of {visible(doubted[0].label)} are its body: b shows them."
    return ""
