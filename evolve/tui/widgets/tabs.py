"""The views as tabs, the current one underlined; a click changes to another."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from evolve.tui.state.entries import ViewKind
from evolve.tui.state.view import View


class Tabs(Widget):
    """One line with the names of the views."""

    DEFAULT_CSS = """
    Tabs { height: 1; width: 1fr; padding: 0 1; background: $panel; display: none; }
    Tabs.-shown { display: block; }
    """

    class Chosen(Message):
        """Posted for a click on a view that is not in sight."""

        def __init__(self, kind: ViewKind) -> None:
            super().__init__()
            self.kind = kind

    def __init__(self) -> None:
        super().__init__()
        self._kinds: Sequence[ViewKind] = ()
        self._current: ViewKind | None = None
        self._spans: list[tuple[int, int, ViewKind]] = []

    def show(self, view: View | None) -> None:
        """Show the views there are of the versions in view."""
        kinds = view.kinds if view is not None else ()
        current = view.kind if view is not None else None
        if (kinds, current) != (self._kinds, self._current):
            self._kinds, self._current = kinds, current
            self.refresh()

    def render(self) -> Content:
        self._spans = []
        parts: list[tuple[str, str]] = []
        x = 0
        names = {kind: kind.value.capitalize() for kind in self._kinds}
        gap = "   " if sum(map(len, names.values())) + 3 * len(names) <= self.size.width else " "
        for kind, name in names.items():
            self._spans.append((x, x + len(name), kind))
            parts += [(name, "bold underline $primary" if kind is self._current else "$faint"), (gap, "")]
            x += len(name) + len(gap)
        return Content.assemble(*parts[:-1]) if parts else Content()

    def on_click(self, event: events.Click) -> None:
        for start, end, kind in self._spans:
            if start <= event.x - 1 < end and kind is not self._current:
                self.post_message(self.Chosen(kind))
