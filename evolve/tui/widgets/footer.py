"""What opens beside or over the rows: the footer's keys, the evidence panel, the help."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from evolve.tui.command import Command
from evolve.tui.terminal.lines import shortened

SECONDS_TO_READ = 3


class Footer(Widget):
    """The keys one needs first, as many as fit; a click does what the key does."""

    DEFAULT_CSS = """
    Footer { height: 1; width: 1fr; background: $panel; padding: 0 1; }
    """

    def __init__(self, actions: Sequence[Command]) -> None:
        super().__init__()
        self._actions = tuple(actions)
        self._places: list[tuple[int, int, Command]] = []
        self._said = ""
        self._until: Timer | None = None

    def tell(self, words: str) -> None:
        """Say something in the place of the keys, for as long as it takes to read."""
        self._said = words
        self.refresh()
        if self._until is not None:
            self._until.stop()
        self._until = self.set_timer(SECONDS_TO_READ, self._fall_silent)

    def _fall_silent(self) -> None:
        self._said = ""
        self.refresh()

    def render(self) -> Content:
        self._places = []
        if self._said:
            return Content.styled(shortened(self._said, self.size.width), "bold")
        parts: list[tuple[str, str]] = []
        x = 0
        for action in self._actions:
            if not action.footer:
                continue
            key = action.shown
            if action.id == "lower":
                key = f"{key} {next(other.shown for other in self._actions if other.id == 'raise')}"
            wide = len(key) + 1 + len(action.footer)
            if x + wide > self.size.width:
                break
            self._places.append((x, x + wide, action))
            parts += [(key, "bold $primary"), (f" {action.footer}", ""), ("   ", "")]
            x += wide + 3
        return Content.assemble(*parts[:-1])

    async def on_click(self, event: events.Click) -> None:
        for start, end, action in self._places:
            if start <= event.x - 1 < end:
                await self.screen.run_action(action.run)
