"""The palette of commands, on a terminal of any size: no wider than is needed, so that the rows stay in sight."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's palette, which in a terminal of four lines or fewer has no line to move by a page from."""

    DEFAULT_CSS = """
    Palette > Vertical { width: 84; max-width: 100%; }
    Palette > .command-palette--help-text { color: $quiet; text-style: not bold; }
    """

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region.area:
            super()._action_command_list(action)
