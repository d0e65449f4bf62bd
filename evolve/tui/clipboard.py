"""Copy the sentences under the cursor: their text, and the ways a text can leave a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from evolve.model import SentenceRef
from evolve.programs import environ_of_user, program_path
from evolve.tui.state.entries import ArgumentEntry
from evolve.tui.state.view import View
from evolve.tui.terminal.wrap import visible

PATIENCE = 2
"""Seconds that a program has to take a text."""

_TOOLS: tuple[tuple[str, Sequence[str]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)
"""Programs that put a text on the clipboard, each with the environment variable that is set where it works."""


def text_under(view: View, position: int, version: int | None = None) -> tuple[str, int]:
    """Return the sentences of an entry, one a line with its version and number, and how many there are; those of one
    version alone if it is given."""
    entry = view.entry(position)
    refs = [ref for ref in view.refs(entry) if version in (None, ref[0])]
    texts = view.entries.texts
    lines = [f"{_label(view, (v, n))} {n + 1}: {texts[v][n]}" for v, n in refs]
    if version is not None:
        lines = [texts[v][n] for v, n in refs]
    elif isinstance(entry, ArgumentEntry) and entry.argument.label:
        lines.insert(0, f"{entry.status.glyph} {visible(entry.argument.label)}")
    return "\n".join(lines), len(refs)


def _label(view: View, ref: SentenceRef) -> str:
    versions = view.entries.versions
    document = versions[ref[0]].before if ref[0] < len(versions) else versions[-1].after
    return visible(document.label) or f"version {ref[0] + 1}"


def hand_to_system(text: str) -> str:
    """Give a text to the first program that puts it on the clipboard; return its name, empty when there is none."""
    for command in _commands():
        program = program_path(command[0])
        if program is None:
            continue
        try:
            subprocess.run(
                [program, *command[1:]],
                env=environ_of_user(),
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
        return [("pbcopy",)]
    if sys.platform == "win32":
        return [("clip",)]
    return [command for variable, command in _TOOLS if os.environ.get(variable)]
