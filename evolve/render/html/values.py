"""Values that pages show beside plain text and numbers: signs of statuses, and parts of a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evolve.model import Status


@dataclass(frozen=True, slots=True)
class StatusSign:
    """The word, the glyph and the style of a status on a page."""

    word: str
    glyph: str
    look: str
    """The class of its rows, marks, lines and bars in the style."""


_LOOKS = {Status.PERSISTED: "p", Status.CHANGED: "c", Status.UNCLEAR: "u", Status.DROPPED: "d", Status.ADDED: "n"}

SIGNS: Mapping[Status, StatusSign] = {
    status: StatusSign(status.value, status.glyph, _LOOKS[status]) for status in Status
}
"""Every status as pages show it."""


def status_sign(status: Status, name: str) -> StatusSign:
    """Return a status as pages show it, under another name."""
    return replace(SIGNS[status], word=name)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a line, whose outer blanks a page prints too."""

    text: str
