"""What every part of the HTML report is made with: escaped text, status marks, and the names of places in the page."""

from __future__ import annotations

from html import escape

from evolve.compare import Evolution
from evolve.model import Status
from evolve.text.clean import clean_line

STATUS_CLASS = {Status.PERSISTED: "p", Status.CHANGED: "c", Status.DROPPED: "d", Status.ADDED: "n"}
"""What rows, marks and lines of a status are called in the style."""


def escaped(text: str) -> str:
    """Any text, on one line, as words and nothing else, in an element or a quoted attribute."""
    return escape(clean_line(text))


def sign(status: Status) -> str:
    """A status's glyph, for eyes; the word stands beside it."""
    return f'<span class="g" aria-hidden="true">{status.glyph}</span>'


def anchors(evolution: Evolution, at: int) -> str:
    """What the names of places in a pair begin with: nothing in a report about one pair."""
    return f"{at + 1}-" if len(evolution.comparisons) > 1 else ""


def place_of(evolution: Evolution, version: int, n: int) -> str:
    """The name of the place where a sentence stands, on the earlier side where it does on both."""
    last = len(evolution.comparisons)
    side, at = ("b", version) if version < last else ("a", version - 1)
    return f"{anchors(evolution, at)}{side}{n + 1}"
