"""Copying what stands under the cursor: what is copied, and the ways by which it can leave a terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from evolve.model import SentenceRef
from evolve.tui.state.entries import ArgumentEntry
from evolve.tui.state.view import View
from evolve.tui.terminal.wrap import visible

PATIENCE = 2
"""Seconds a program is given to take a text."""

_TOOLS: tuple[tuple[str, Sequence[str]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)
"""Programs that take a text for the clipboard, each with the variable that says that it can."""


def text_under(view: View, position: int) -> tuple[str, int]:
    """What a person wants of the entry at a position, a sentence a line with its version and number; and how many."""
    entry = view.entry(position)
    refs = view.refs(entry)
    texts = view.entries.texts
    lines = [f"{_label(view, (v, n))} {n + 1}: {texts[v][n]}" for v, n in refs]
    if isinstance(entry, ArgumentEntry) and entry.argument.label:
        lines.insert(0, f"{entry.status.glyph} {visible(entry.argument.label)}")
    return "\n".join(lines), len(refs)


def _label(view: View, ref: SentenceRef) -> str:
    versions = view.entries.versions
    document = versions[ref[0]].before if ref[0] < len(versions) else versions[-1].after
    return visible(document.label) or f"version {ref[0] + 1}"


def hand_to_system(text: str) -> str:
    """Give a text to the first program that takes it for the clipboard; its name, empty when there is none."""
    for command in _commands():
        try:
            subprocess.run(
                command,
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return command[0]
    return ""


def _commands() -> list[Sequence[str]]:
    if sys.platform == "darwin":
        found: list[Sequence[str]] = [("pbcopy",)]
    elif sys.platform == "win32":
        found = [("clip",)]
    else:
        found = [command for variable, command in _TOOLS if os.environ.get(variable)]
    return [command for command in found if shutil.which(command[0])]
