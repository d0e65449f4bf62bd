"""The whole comparison at a glance, on the right edge: click it to go there."""

from __future__ import annotations

from collections import Counter

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from evolve.model import Status
from evolve.tui.layouts.base import Layout

SIGNS = {
    Status.PERSISTED: "·",
    Status.CHANGED: "▐",
    Status.UNCLEAR: "▒",
    Status.DROPPED: "░",
    Status.ADDED: "█",
}


def statuses_along(layout: Layout, height: int) -> list[Status | None]:
    """Return the status that each line of a bar shows: of those it covers, the one that is rarest in the view, so
    that a single change among a thousand persisted sentences is not lost."""
    statuses = [layout.status(position) for position in range(len(layout.view.shown))]
    count, total = Counter(statuses), layout.height
    out: list[Status | None] = []
    for y in range(height):
        first, end = y * total // height, max(y * total // height + 1, (y + 1) * total // height)
        if total <= height and y >= total:
            out.append(None)
            continue
        if total <= height:
            first, end = y, y + 1
        covered = (statuses[position] for position in layout.positions(first, end))
        out.append(min(covered, key=lambda status: count[status], default=None))
    return out


class Overview(Widget):
    """A bar as high as the window, with a mark where the lines in sight are."""

    COMPONENT_CLASSES = {f"overview--{status.value}" for status in Status} | {"overview--sight"}

    DEFAULT_CSS = """
    Overview { width: 3; height: 1fr; }
    Overview .overview--persisted { color: $persisted; }
    Overview .overview--changed { color: $changed; }
    Overview .overview--unclear { color: $unclear; }
    Overview .overview--dropped { color: $dropped; }
    Overview .overview--added { color: $added; }
    Overview .overview--sight { color: $primary; }
    """

    class Chosen(Message):
        """Posted for a click on the bar; `share` is its height, 0..1 from the top."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self) -> None:
        super().__init__(id="overview")
        self._layout_shown: Layout | None = None
        self._statuses: list[Status | None] = []
        self._sight = (0, 0)

    def show(self, layout: Layout | None, first: int, lines: int) -> None:
        """Show a layout of which `lines` lines from `first` on are in sight."""
        height = self.size.height
        if layout is not self._layout_shown or len(self._statuses) != height:
            self._layout_shown = layout
            self._statuses = statuses_along(layout, height) if layout is not None and height else []
        total = max(layout.height if layout is not None else 1, height, 1)
        self._sight = (first * height // total, -(-(first + lines) * height // total))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        status = self._statuses[y] if y < len(self._statuses) else None
        sight = "▏" if status and self._sight[0] <= y < self._sight[1] else " "
        sign = Segment(SIGNS[status], base + self._colour(status.value)) if status else Segment(" ", base)
        return Strip([Segment(" ", base), sign, Segment(sight, base + self._colour("sight"))])

    def _colour(self, name: str) -> Style:
        return Style(color=self.get_component_rich_style(f"overview--{name}").color)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._choose(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._choose(event.y)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _choose(self, y: int) -> None:
        total = self._layout_shown.height if self._layout_shown is not None else 0
        covered = max(1, min(self.size.height, total))
        self.post_message(self.Chosen(min(max(0.0, (y + 0.5) / covered), 1.0)))
