"""The bars around the sentences: the caption above them, the line to type in, the panel below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from evolve.tui.terminal.lines import Line, Role


class Caption(Widget):
    """The line above the rows that does not scroll: the heads of columns, or the question of a task."""

    DEFAULT_CSS = """
    Caption { height: 1; width: 1fr; color: $foreground; background: $surface; display: none; }
    """

    STYLES: ClassVar[dict[str, str]] = {Role.HEAD: "bold $primary", Role.GLYPH: "bold", Role.DIM: "$faint"}

    def __init__(self) -> None:
        super().__init__()
        self._shown = Content()

    def show(self, line: Line) -> None:
        """Show a line; an empty one hides the caption."""
        content = Content.assemble(*((run.text, self.STYLES.get(next(iter(run.roles), ""), "")) for run in line))
        if content != self._shown:
            self._shown = content
            self.display = bool(line)
            self.styles.height = 1 + content.plain.count("\n")
            self.refresh(layout=True)

    def render(self) -> Content:
        width = self.size.width
        lines = self._shown.split("\n")
        return Content("\n").join(
            line.truncate(width, ellipsis=True) if line.cell_length > width else line for line in lines
        )


class Prompt(Input):
    """A line to type in; hidden until it is needed, because it takes every key."""

    DEFAULT_CSS = """
    Prompt, Prompt:focus { height: 1; border: none; padding: 0 1; background: $surface; }
    """

    def __init__(self, name: str, asks: str) -> None:
        super().__init__(id=name, placeholder=f"{name}: {asks}", compact=True)
        self.display = False

    def open(self, text: str) -> None:
        """Show the line with this text, and put the focus on it."""
        self.value = text
        self.cursor_position = len(text)
        self.display = True
        self.focus()

    def close(self) -> None:
        """Hide the line."""
        self.display = False


class Panel(VerticalScroll):
    """An explanation below the rows."""

    DEFAULT_CSS = """
    Panel {
        height: auto; max-height: 45%;
        border-top: solid $primary; padding: 0 1; background: $surface;
    }
    Panel > Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self.display = False

    @property
    def is_open(self) -> bool:
        return bool(self.display)

    def show(self, content: Content | None) -> None:
        """Open with this content; None closes."""
        self.display = content is not None
        if content is not None:
            self.query_one(Static).update(content)
            self.scroll_home(animate=False)
