"""Which layout shows which kind of view."""

from __future__ import annotations

from evolve.tui.layouts.arguments import ArgumentsLayout
from evolve.tui.layouts.base import Layout
from evolve.tui.layouts.rows import RowsLayout
from evolve.tui.layouts.running_text import TextLayout
from evolve.tui.layouts.slope import SlopeLayout
from evolve.tui.layouts.timeline import TimelineLayout
from evolve.tui.state.entries import ViewKind
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement


def layout_for(view: View, arrangement: Arrangement, size: tuple[int, int]) -> Layout:
    """Return the layout of a view for a window of `size`: columns and lines."""
    width, height = size
    if view.kind is ViewKind.ARGUMENTS:
        return ArgumentsLayout(view, arrangement, width, height)
    if view.kind is ViewKind.TIMELINE:
        return TimelineLayout(view, arrangement, width)
    if view.kind is ViewKind.SLOPE:
        return SlopeLayout(view, arrangement, width, height)
    if view.ranked and arrangement is Arrangement.SIDE:
        arrangement = Arrangement.STACKED
    return (TextLayout if view.kind.of_one_text and not view.ranked else RowsLayout)(view, arrangement, width)
