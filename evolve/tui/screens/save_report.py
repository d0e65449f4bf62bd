"""The dialog that saves a report: asks for the file and the format, and shows what the report will hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from evolve.report import RENDERERS, Renderer


def proposed(labels: Sequence[str]) -> str:
    """Return a file name for a report on versions with these labels."""
    words = [re.sub(r"[^\w.-]+", "-", label).strip("-.") for label in (labels[0], labels[-1])]
    return f"{'-to-'.join(word[:40] for word in words if word) or 'comparison'}{_first().suffix}"


def format_of(path: str) -> Renderer | None:
    """Return the format that a file name asks for; None for an ending that no format has."""
    suffix = Path(path).suffix.lower()
    return next((renderer for renderer in RENDERERS.values() if renderer.suffix == suffix), None)


def turned(path: str, step: int) -> str:
    """Return the same file name in the next format."""
    formats = list(RENDERERS.values())
    now = format_of(path)
    after = formats[(formats.index(now) + step) % len(formats)] if now is not None else formats[0]
    return str(Path(path).with_suffix(after.suffix)) if path and now is not None else f"{path}{after.suffix}"


def objection(path: str, spared: Sequence[str]) -> str:
    """Return what is wrong with a path, in a sentence; empty when nothing is. `spared` are the versions' files."""
    if not path.strip():
        return "Name a file."
    if not path.isprintable():
        return "A file cannot have this name."
    if format_of(path) is None:
        return f"No format ends in {Path(path).suffix or 'nothing'}: choose one with ↑ or ↓."
    target = Path(path).expanduser()
    try:
        if target.is_dir():
            return "That is a folder."
        if not target.parent.is_dir():
            return "There is no such folder."
        if target.exists() and any(Path(file).exists() and target.samefile(file) for file in spared):
            return "That is one of the versions: choose another name."
    except (OSError, ValueError) as error:
        return f"That file cannot be written ({error})."
    return ""


def _first() -> Renderer:
    return next(iter(RENDERERS.values()))


class Saving(ModalScreen[str | None]):
    """Asks for the file of a report; its result is the path, or None when the person leaves."""

    DEFAULT_CSS = """
    Saving { align: center middle; }
    Saving > Vertical {
        width: 76; max-width: 96%; height: auto; border: round $primary; padding: 0 2; background: $surface;
    }
    Saving Static { height: auto; }
    Saving Input, Saving Input:focus { height: 1; border: none; padding: 0; background: $panel; margin: 1 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        Binding("up", "format(-1)", "Previous format", priority=True),
        Binding("down", "format(1)", "Next format", priority=True),
    ]

    def __init__(self, name: str, holds: str, spared: Sequence[str], *, download: bool) -> None:
        super().__init__()
        self._file = name
        self._holds = holds
        self._spared = tuple(spared)
        self._download = download
        self._message = ""
        self._warned = ""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="formats")
            yield Input(self._file, compact=True)
            yield Static(id="status")

    def on_mount(self) -> None:
        self.query_one(Input).cursor_position = len(self._file)
        self._show()

    def _show(self) -> None:
        now = format_of(self.query_one(Input).value)
        parts: list[tuple[str, str]] = [("Save a report  ", "bold $primary"), ("↑ ↓  ", "$faint")]
        for renderer in RENDERERS.values():
            parts += [(renderer.name, "bold reverse" if renderer is now else ""), ("  ", "")]
        if now is not None:
            parts.append((f"\n{now.description}", "$faint"))
        self.query_one("#formats", Static).update(Content.assemble(*parts))
        where = "Enter downloads it" if self._download else "Enter saves"
        shown: list[tuple[str, str]] = [(f"{self._message}\n", "bold")] if self._message else []
        shown += [(f"{self._holds}\n", ""), (f"{where}, Esc cancels.", "$faint")]
        self.query_one("#status", Static).update(Content.assemble(*shown))

    @on(Input.Changed)
    def _typed(self) -> None:
        self._message = ""
        self._show()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        path = event.value.strip()
        self._message = objection(path if not self._download else Path(path).name, self._spared)
        there = not self._download and not self._message and Path(path).expanduser().exists()
        if there and self._warned != path:
            self._warned = path
            self._message = "That file already exists: Enter again replaces it."
        if self._message:
            self._show()
        else:
            self.dismiss(path)

    def action_format(self, step: int) -> None:
        field = self.query_one(Input)
        field.value = turned(field.value, step)
        field.cursor_position = len(field.value)

    def action_leave(self) -> None:
        self.dismiss(None)
