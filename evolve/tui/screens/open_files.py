"""The dialog in which two other texts are chosen from folders, the earlier first."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from evolve.readers.registry import SUFFIXES
from evolve.tui.terminal.lines import ending
from evolve.tui.terminal.wrap import visible

MOST = 2000
"""Maximum number of entries of a folder that are listed."""

UP = ".."


def entries_of(folder: Path) -> list[Path]:
    """Return the folders and the readable files of a folder, without hidden ones, folders first, by name.

    Raises OSError for a folder that cannot be read.
    """
    found = [path for path in folder.iterdir() if not path.name.startswith(".")]
    kept = [path for path in found if path.is_dir() or (path.suffix.lower() in SUFFIXES and path.is_file())]
    return sorted(kept, key=lambda path: (not path.is_dir(), path.name.casefold()))[:MOST]


class Entries(OptionList):
    """Textual's list, which cannot move by a page in a window that has no line for it."""

    def action_page_down(self) -> None:
        if self.scrollable_content_region.area:
            super().action_page_down()  # type: ignore[no-untyped-call]  # untyped in textual

    def action_page_up(self) -> None:
        if self.scrollable_content_region.area:
            super().action_page_up()  # type: ignore[no-untyped-call]  # untyped in textual


class OpenFiles(ModalScreen[tuple[str, str] | None]):
    """Asks for two files; its result is their paths, or None when the person leaves."""

    DEFAULT_CSS = """
    OpenFiles { align: center middle; }
    OpenFiles > Vertical {
        width: 78; max-width: 96%; height: 24; max-height: 96%;
        border: round $primary; padding: 0 2; background: $surface;
    }
    OpenFiles Static { height: auto; }
    OpenFiles OptionList { height: 1fr; border: none; padding: 0; background: $surface; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave"),
        Binding("backspace,left", "up", "Up"),
        Binding("j", "move(1)", "Down"),
        Binding("k", "move(-1)", "Up"),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._entries: list[Path] = []
        self._earlier: Path | None = None
        self._message = ""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static()
            yield Entries()

    def on_mount(self) -> None:
        self._go(self._folder)

    def _go(self, folder: Path) -> None:
        """Show a folder; stay where one cannot be read."""
        try:
            self._entries = entries_of(folder)
            self._folder, self._message = folder, ""
        except OSError:
            self._message = f"The folder {visible(folder.name)} cannot be read."
        names = [UP, *(visible(path.name) + ("/" if path.is_dir() else "") for path in self._entries)]
        options = self.query_one(Entries)
        options.clear_options()
        options.add_options([Option(Content(name)) for name in names])
        options.highlighted = min(1, len(names) - 1)
        self._show()

    def _show(self) -> None:
        which = "earlier" if self._earlier is None else "later"
        parts = [
            (f"Open the {which} text", "bold $primary"),
            ("   Enter opens, ← the folder above, Esc cancels\n", "$faint"),
        ]
        if self._earlier is not None:
            parts.append((f"earlier: {ending(visible(self._earlier.name), 60)}\n", ""))
        parts.append((ending(visible(str(self._folder)), 70), "$quiet"))
        if self._message:
            parts.append((f"\n{self._message}", "bold"))
        self.query_one(Static).update(Content.assemble(*parts))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_index == 0:
            self.action_up()
            return
        path = self._entries[event.option_index - 1]
        if path.is_dir():
            self._go(path)
        elif self._earlier is None:
            self._earlier = path
            self._show()
        else:
            self.dismiss((str(self._earlier), str(path)))

    def action_up(self) -> None:
        """Show the folder above."""
        self._go(self._folder.parent)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        options = self.query_one(Entries)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
