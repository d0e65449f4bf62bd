"""The dialog in which two texts are chosen from folders, the earlier first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
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
EXAMPLES: tuple[str, ...] = ()
"""The result that stands for the example essays."""

Propose = Callable[[Path], Sequence[str]]
"""Returns the files of a folder to compare, the earliest first; empty if they cannot be known."""


def entries_of(folder: Path) -> list[Path]:
    """Return the folders and the readable files of a folder, without hidden ones, folders first, by name.

    Raises OSError for a folder that cannot be read.
    """
    found = [path for path in folder.iterdir() if not path.name.startswith(".")]
    kept = [path for path in found if path.is_dir() or (path.suffix.lower() in SUFFIXES and path.is_file())]
    return sorted(kept, key=lambda path: (not path.is_dir(), path.name.casefold()))[:MOST]


def _offer(names: Sequence[str]) -> str:
    """Return the line that offers to compare texts, the earliest first."""
    if len(names) <= 2:
        return f"Compare {' → '.join(names)}"
    return f"Compare {len(names)} versions: {names[0]} → … → {names[-1]}"


class Entries(OptionList):
    """Textual's list, which cannot move by a page in a window that has no line for it."""

    def action_page_down(self) -> None:
        if self.scrollable_content_region.area:
            super().action_page_down()  # type: ignore[no-untyped-call]  # untyped in textual

    def action_page_up(self) -> None:
        if self.scrollable_content_region.area:
            super().action_page_up()  # type: ignore[no-untyped-call]  # untyped in textual


class OpenFiles(ModalScreen[tuple[str, ...] | None]):
    """Asks for the files to compare; its result is their paths, `EXAMPLES`, or None when the person leaves."""

    DEFAULT_CSS = """
    OpenFiles { align: center middle; }
    OpenFiles > Vertical {
        width: 78; max-width: 96%; height: 24; max-height: 96%;
        border: round $primary; padding: 0 2; background: $surface;
    }
    OpenFiles Static { height: auto; }
    OpenFiles OptionList, OpenFiles OptionList:focus { height: 1fr; border: none; padding: 0; background: $surface; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave"),
        Binding("backspace,left", "up", "Up"),
        Binding("j", "move(1)", "Down"),
        Binding("k", "move(-1)", "Up"),
    ]

    def __init__(self, folder: Path, propose: Propose | None = None) -> None:
        """With `propose`, given where nothing is compared yet, its proposal and the example essays are offered too."""
        super().__init__()
        self._folder = folder
        self._propose = propose
        self._proposed: Sequence[str] = ()
        self._entries: list[Path] = []
        self._actions: list[Callable[[], None]] = []
        """The action of each line of the list."""
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
            self._proposed = () if self._propose is None else self._propose(folder)
        except OSError:
            self._message = f"The folder {visible(folder.name)} cannot be read."
        self._list()

    def _list(self) -> None:
        """List what can be chosen here, with the cursor on the proposal, else on the first entry of the folder."""
        lines: list[tuple[str, Callable[[], None]]] = []
        if self._propose is not None and self._earlier is None:
            if self._proposed:
                lines.append(
                    (
                        _offer([visible(Path(file).name) for file in self._proposed]),
                        partial(self._finish, tuple(self._proposed)),
                    )
                )
            lines.append(("Compare the two example essays", partial(self._finish, EXAMPLES)))
        first = 0 if self._proposed and lines else len(lines) + 1
        lines.append((UP, self.action_up))
        for path in self._entries:
            lines.append((visible(path.name) + ("/" if path.is_dir() else ""), partial(self._choose, path)))
        self._actions = [action for _, action in lines]
        options = self.query_one(Entries)
        options.clear_options()
        options.add_options([Option(Content(name)) for name, _ in lines])
        options.highlighted = min(first, len(lines) - 1) if self._entries else 0
        self._show()

    def _show(self) -> None:
        which = "earlier" if self._earlier is None else "later"
        leaves = "Esc cancels" if self._propose is None else "Esc quits"
        parts = [
            (f"{'Open' if self._propose is None else 'Choose'} the {which} text", "bold $primary"),
            (f"   Enter opens, ← the folder above, {leaves}\n", "$faint"),
        ]
        if self._earlier is not None:
            parts.append((f"earlier: {ending(visible(self._earlier.name), 60)}\n", ""))
        parts.append((ending(visible(str(self._folder)), 70), "$quiet"))
        message = self._message or ("" if any(not path.is_dir() for path in self._entries) else "No texts here.")
        if message:
            parts.append((f"\n{message}", "bold"))
        self.query_one(Static).update(Content.assemble(*parts))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._actions[event.option_index]()

    def _choose(self, path: Path) -> None:
        """Open a folder; take a file as the earlier text, or as the later one."""
        if path.is_dir():
            self._go(path)
        elif self._earlier is None:
            self._earlier = path
            self._list()
            options = self.query_one(Entries)
            at = self._entries.index(path)
            # After the last text the one before it may be the later one.
            at += 1 if at + 1 < len(self._entries) else -1 if at and not self._entries[at - 1].is_dir() else 0
            options.highlighted = len(self._actions) - len(self._entries) + at
        elif path == self._earlier:
            self._message = "That is the earlier text: choose another."
            self._show()
        else:
            self._finish((str(self._earlier), str(path)))

    def _finish(self, files: tuple[str, ...]) -> None:
        """Close the dialog with these files."""
        self.dismiss(files)

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
