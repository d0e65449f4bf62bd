"""Chart, figures and pairs at one threshold, one below the other, and the mouse on them."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from evolve.tui.screens.tuning.chart import (
    ABOVE,
    BELOW,
    MARGIN,
    Axis,
    StyledLine,
    axis_of,
    labels_chart,
    links_chart,
    side_by_side,
)
from evolve.tui.screens.tuning.figures import choices, figures, label_figures, reason
from evolve.tui.screens.tuning.model import Tuning
from evolve.tui.screens.tuning.pairs import pairs_beside
from evolve.tui.state.view import View

TWO_CHARTS_FROM = 76
"""The columns from which labels have a chart of their own beside that of links."""


CHART_FROM = 27
"""The least lines of the view with a chart: those of a window of thirty."""


class Heights(NamedTuple):
    """The number of lines of each part of the view."""

    bars: int
    """Lines of the chart, without those below the axis; 0 for no chart."""
    rows: int
    """Thresholds in the table."""
    reason: int
    """Lines of the reason for the recommended threshold."""
    gap: int
    """Blank lines between the parts."""


def plan_for(height: int) -> Heights:
    """Return the parts of a view of `height` lines; the pairs get the rest.

    Where there is little room the chart goes first, then the reason; the figures and the two nearest pairs stay.
    """
    bars = min(10, round((height - 8) * 0.3)) if height >= CHART_FROM else 0
    rows = 7 if height >= 44 else 3 if height >= 26 else 1
    return Heights(bars if bars >= 3 else 0, rows, 2 if height >= 30 else 1 if height >= 13 else 0, int(height >= 26))


class TuningView(Widget):
    """Chart, figures and pairs at one threshold."""

    DEFAULT_CSS = """
    TuningView { width: 1fr; height: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    class Pointed(Message):
        """A threshold was pointed at on the chart."""

        def __init__(self, threshold: float) -> None:
            super().__init__()
            self.threshold = threshold

    class Wheeled(Message):
        """The wheel was turned, up (1) or down (-1) in thresholds."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, tuning: Tuning, view: View) -> None:
        super().__init__()
        self.tuning = tuning
        self._view = view
        self._charts: list[tuple[int, Axis]] = []
        self._bars = 0

    def show(self, tuning: Tuning, view: View) -> None:
        """Show the threshold of a view."""
        self.tuning, self._view = tuning, view
        self.refresh()

    def on_resize(self) -> None:
        self.refresh()

    def render(self) -> Content:
        return Content("\n").join(Content.assemble(*line) for line in self._lines())

    def _lines(self) -> list[StyledLine]:
        width, height = self.size.width, self.size.height
        tuning, threshold = self.tuning, self._view.comparison.threshold
        plan = plan_for(height)
        gap: list[StyledLine] = [[]] * plan.gap
        lines = [*self._chart(plan.bars, width)]
        lines += gap if lines else []
        lines += figures(tuning, threshold, plan.rows, width)
        lines += label_figures(tuning, threshold, width)
        lines += [*gap, *choices(tuning, width)]
        if plan.reason:
            lines += reason(tuning, width, plan.reason)
        lines += gap
        room = height - len(lines)
        return [*lines, *pairs_beside(tuning.sweep, self._view.comparison, threshold, (width, room), plan.gap)][:height]

    def _chart(self, bars: int, width: int) -> list[StyledLine]:
        self._charts, self._bars = [], bars
        if not bars:
            return []
        tuning, threshold = self.tuning, self._view.comparison.threshold
        judged = tuning.findings is not None and tuning.findings.estimate is not None
        half = width // 2 if judged and width >= TWO_CHARTS_FROM else width
        axis = axis_of(tuning, half, threshold)
        self._charts = [(MARGIN, axis)]
        if judged and half == width:
            return labels_chart(tuning, threshold, axis, bars)
        chart = links_chart(tuning, threshold, axis, bars)
        if judged:
            self._charts.append((half + MARGIN, axis))
            return side_by_side(chart, labels_chart(tuning, threshold, axis, bars), half)
        return chart

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self._point(event.x, event.y):
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._point(event.x, 0)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.post_message(self.Wheeled(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.post_message(self.Wheeled(-1))

    def _point(self, x: int, y: int) -> bool:
        """Go to the threshold under the mouse; return whether there is a chart."""
        if y >= ABOVE + self._bars + BELOW - 1:
            return False
        for left, axis in self._charts:
            if left - MARGIN <= x < left + axis.cells + MARGIN:
                self.post_message(self.Pointed(axis.hundredth(x - left)))
                return True
        return False
