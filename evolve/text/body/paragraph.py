"""A paragraph of a text whose essay is looked for."""

from __future__ import annotations

from dataclasses import dataclass

TEXT_KINDS = frozenset({"prose", "short sentence", "list item"})
"""Kinds of paragraphs that are text and not a heading or a phrase of the page."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text, before it is decided whether it is part of the essay."""

    first: int
    """The index of its first line."""
    last: int
    """The index after its last line."""
    kind: str
    """What it looks like by itself."""
    words: int
    text: str
