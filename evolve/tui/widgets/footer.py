"""The last line of a screen: the main keys of what is shown, or a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from evolve.tui.declaration import AnyCommand
from evolve.tui.terminal.lines import shortened

SECONDS_TO_READ = 3
GAP = "  "
"""The space between two entries."""
MOST_KEYS = 3
"""Maximum number of keys of one entry; of more, the first and the last are shown."""


class _Shown(NamedTuple):
    """An entry that fits on the line."""

    word: str
    keys: Sequence[tuple[str, AnyCommand]]
    joint: str
    """What is between two keys."""


class Footer(Widget):
    """The keys that a person needs first, as many as fit; a click does what the key does."""

    DEFAULT_CSS = """
    Footer { height: 1; width: 1fr; background: $panel; padding: 0 1; }
    """

    def __init__(self, commands: Sequence[AnyCommand], entries: Sequence[Sequence[str]]) -> None:
        """`entries` are to be shown first, each a word and the ids of its commands."""
        super().__init__()
        self._commands = {command.id: command for command in commands}
        self._entries = tuple(map(tuple, entries))
        self._spans: list[tuple[int, int, AnyCommand]] = []
        """The columns of every command shown, half-open."""
        self._message = ""
        self._until: Timer | None = None

    def offer(self, entries: Sequence[Sequence[str]]) -> None:
        """Show other keys from now on."""
        found = tuple(map(tuple, entries))
        if found != self._entries:
            self._entries = found
            self.refresh()

    def show_message(self, words: str) -> None:
        """Show a message in place of the keys, for as long as it takes to read."""
        self._message = words
        self.refresh()
        if self._until is not None:
            self._until.stop()
        self._until = self.set_timer(SECONDS_TO_READ, self._clear_message)

    def withdraw(self, words: str) -> None:
        """Show the keys again if this message is still shown."""
        if self._message == words:
            self._clear_message()

    def _clear_message(self) -> None:
        self._message = ""
        self.refresh()

    def render(self) -> Content:
        self._spans = []
        if self._message:
            return Content.styled(shortened(self._message, self.size.width), "bold")
        parts: list[tuple[str, str]] = []
        x = 0
        for word, keys, joint in self._fitting():
            at = x
            for n, (key, command) in enumerate(keys):
                end = at + cell_len(key) + (len(joint) if n + 1 < len(keys) else 1 + len(word))
                self._spans.append((at, end, command))
                at = end
            parts += [(joint.join(key for key, _ in keys), "bold $primary"), (f" {word}", ""), (GAP, "")]
            x = at + len(GAP)
        return Content.assemble(*parts[:-1])

    def _fitting(self) -> list[_Shown]:
        """Return the first entries, as many as fit on the line."""
        out: list[_Shown] = []
        x = 0
        for word, *ids in self._entries:
            commands = [command for name in ids if (command := self._commands[name]).keys]
            if not commands:
                continue
            keys = [(command.shown.split()[0], command) for command in commands]
            if len(keys) > MOST_KEYS:
                keys = [keys[0], ("…", commands[1]), keys[-1]]
            joint = "" if len(keys) == MOST_KEYS and keys[1][0] == "…" else " "
            wide = cell_len(joint.join(key for key, _ in keys)) + 1 + len(word)
            if x + wide > self.size.width:
                break
            out.append(_Shown(word, keys, joint))
            x += wide + len(GAP)
        return out

    async def on_click(self, event: events.Click) -> None:
        for start, end, command in self._spans:
            if start <= event.x - 1 < end:
                await self.screen.run_action(command.action)
