"""The last line of a screen: its main keys, or a message."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from evolve.tui.command import AnyCommand
from evolve.tui.terminal.lines import shortened

SECONDS_TO_READ = 3


class Footer(Widget):
    """The keys that a person needs first, as many as fit; a click does what the key does."""

    DEFAULT_CSS = """
    Footer { height: 1; width: 1fr; background: $panel; padding: 0 1; }
    """

    def __init__(self, commands: Sequence[AnyCommand]) -> None:
        super().__init__()
        self._commands = tuple(commands)
        self._spans: list[tuple[int, int, AnyCommand]] = []
        """The columns of every command shown, half-open."""
        self._message = ""
        self._until: Timer | None = None

    def show_message(self, words: str) -> None:
        """Show a message in place of the keys, for as long as it takes to read."""
        self._message = words
        self.refresh()
        if self._until is not None:
            self._until.stop()
        self._until = self.set_timer(SECONDS_TO_READ, self._clear_message)

    def _clear_message(self) -> None:
        self._message = ""
        self.refresh()

    def render(self) -> Content:
        self._spans = []
        if self._message:
            return Content.styled(shortened(self._message, self.size.width), "bold")
        parts: list[tuple[str, str]] = []
        x = 0
        for command in sorted(self._commands, key=lambda command: command.if_room):
            if not command.footer:
                continue
            key = command.shown
            if command.id == "lower":
                key = f"{key} {next(other.shown for other in self._commands if other.id == 'raise')}"
            wide = len(key) + 1 + len(command.footer)
            if x + wide > self.size.width:
                break
            self._spans.append((x, x + wide, command))
            parts += [(key, "bold $primary"), (f" {command.footer}", ""), ("   ", "")]
            x += wide + 3
        return Content.assemble(*parts[:-1])

    async def on_click(self, event: events.Click) -> None:
        for start, end, command in self._spans:
            if start <= event.x - 1 < end:
                await self.screen.run_action(command.action)
