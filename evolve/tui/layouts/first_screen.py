"""The arguments that are opened in full on the first screen: as many as leave room for one that is only possible."""

from __future__ import annotations

from dataclasses import replace

from evolve.model import Status
from evolve.tui.layouts import layout_for
from evolve.tui.layouts.base import Layout
from evolve.tui.state.entries import ArgumentEntry
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement


def fitted(view: View, arrangement: Arrangement, size: tuple[int, int]) -> View:
    """Return a view with opened arguments folded, the last first, until the first unclear one is in sight.

    `size` is that of the list: columns and lines. The first argument stays open unless every entry is one line. The
    view is returned as it is if no folding brings an unclear argument into sight.
    """
    shown = [entry for n in view.shown if isinstance(entry := view.all[n], ArgumentEntry)]
    unclear = next((n for n, entry in enumerate(shown) if entry.status is Status.UNCLEAR), None)
    if unclear is None:
        return view
    full, folded = (layout_for(one, arrangement, size) for one in (view, replace(view, opened=frozenset())))
    height = full.span(unclear)[1]
    kept = [n for n in range(unclear) if view.is_open(shown[n])]
    least = 0 if arrangement is Arrangement.LIST else 1
    closed = []
    while height > size[1] and len(kept) > least:
        last = kept.pop()
        height -= _height(full, last) - _height(folded, last)
        closed.append(shown[last].refs[0])
    return replace(view, opened=view.opened.difference(closed)) if height <= size[1] else view


def _height(layout: Layout, position: int) -> int:
    """Return the number of lines of an entry, with the blank ones above it."""
    return layout.span(position)[1] - (layout.span(position - 1)[1] if position else 0)
