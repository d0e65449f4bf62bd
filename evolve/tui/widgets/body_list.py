"""The lines of a version on the screen, kept or left out: one widget that paints only the lines in sight."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from evolve.tui.state.body_lines import BodyLines
from evolve.tui.terminal.wrap import visible

_LEAST_FOR_RULES = 72
"""Minimum width, in cells, at which each line shows its rule."""
_MARGIN = 3
"""Number of lines in sight above and below the cursor."""
_LONGEST_TEXT = 400
"""Maximum number of characters of a line that are prepared for painting; no window is wider."""


class BodyList(ScrollView, can_focus=True, inherit_bindings=False):
    """All lines of a version with text, one to a row, with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"body--kept", "body--left", "body--rule", "body--own", "body--cursor"}

    DEFAULT_CSS = """
    BodyList { height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size: 0 0; }
    BodyList .body--kept { color: $foreground; }
    BodyList .body--left { color: $faint; }
    BodyList .body--rule { color: $quiet; }
    BodyList .body--own { color: $primary; text-style: bold; }
    BodyList .body--cursor { background: $ground; }
    """

    class Moved(Message):
        """Posted when a click puts the cursor on another line, or a double click toggles the line under it."""

        def __init__(self, position: int, *, toggles: bool) -> None:
            super().__init__()
            self.position = position
            self.toggles = toggles

    def __init__(self, lines: BodyLines) -> None:
        super().__init__()
        self._shown = lines

    def show(self, lines: BodyLines) -> None:
        """Show other lines, or the same with another cursor."""
        self._shown = lines
        self.virtual_size = Size(self.size.width, len(lines.lines))
        top, height = self.scroll_offset.y, self.size.height
        margin = min(_MARGIN, max(0, (height - 1) // 2))
        if height and not top + margin <= lines.at < top + height - margin:
            aim = lines.at - margin if lines.at < top + margin else lines.at - height + 1 + margin
            self.scroll_to(0, max(0, aim), animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        self.show(self._shown)

    def render_line(self, y: int) -> Strip:
        width, position = self.size.width, y + self.scroll_offset.y
        lines = self._shown
        if position >= len(lines.lines):
            return Strip.blank(width, self.rich_style)
        line, is_kept, is_own = lines.lines[position], position in lines.kept, lines.is_chosen(position)
        digits = len(str(lines.lines[-1].number))
        under = self.get_component_rich_style("body--cursor", partial=True) if position in lines.selected else Style()
        decided = self.get_component_rich_style("body--kept" if is_kept else "body--left", partial=True)
        own = self.get_component_rich_style("body--own", partial=True)
        rule = self.get_component_rich_style("body--rule", partial=True)
        pointer = "▌" if position == lines.at else " "
        parts = [
            (pointer, own),
            ("✓ " if is_kept else "· ", own if is_own else decided),
            (f"{line.number:>{digits}}  ", rule),
        ]
        if width >= _LEAST_FOR_RULES:
            parts.append((set_cell_size("you" if is_own else line.rule, 18) + " ", own if is_own else rule))
        parts.append((visible(lines.text(position)[:_LONGEST_TEXT].strip()), decided))
        segments, room = [], width
        for text, style in parts:
            cut = text if cell_len(text) <= room else set_cell_size(text, room)
            segments.append(Segment(cut, self.rich_style + style + under))
            room -= cell_len(cut)
        return Strip([*segments, Segment(" " * room, self.rich_style + under)])

    def on_click(self, event: events.Click) -> None:
        position = event.y + self.scroll_offset.y
        if position < len(self._shown.lines):
            self.post_message(self.Moved(position, toggles=event.chain == 2))
