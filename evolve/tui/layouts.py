"""Which layout shows which shape of a view."""

from __future__ import annotations

from evolve.tui.arguments_layout import ArgumentsLayout
from evolve.tui.entries import Shape
from evolve.tui.laid import Laid, Mode
from evolve.tui.layout import Layout
from evolve.tui.slope_layout import SlopeLayout
from evolve.tui.text_layout import TextLayout
from evolve.tui.timeline_layout import TimelineLayout
from evolve.tui.view import View


def lay_out(view: View, mode: Mode, size: tuple[int, int]) -> Laid:
    """The lines of a view for a window of so many columns and lines."""
    width, height = size
    if view.shape is Shape.ARGUMENTS:
        return ArgumentsLayout(view, mode, width)
    if view.shape is Shape.TIMELINE:
        return TimelineLayout(view, mode, width)
    if view.shape is Shape.SLOPE:
        return SlopeLayout(view, mode, width, height)
    return (TextLayout if view.shape.of_one_text else Layout)(view, mode, width)
