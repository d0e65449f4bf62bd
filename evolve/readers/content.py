"""The result of reading a file: its text without markup, its metadata, and remarks for the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evolve.model import NO_METADATA, Metadata
from evolve.text.markup import LinkedWords

View = Literal["final", "original"]
"""Which text of a document with tracked changes is read: with the changes accepted, or with all of them rejected."""


@dataclass(frozen=True, slots=True)
class Content:
    """The text and the metadata of a file."""

    text: str
    """The text without markup: one line for each paragraph, heading or item, blank lines between them."""
    encoding: str = "utf-8"
    """The name of the codec by which the bytes were decoded."""
    note: str = ""
    """A remark for the user in one line, such as repaired letters or parts left out; empty if nothing is in doubt."""
    metadata: Metadata = NO_METADATA
    """Title, authors, date and outlet, as far as the file names them."""
    links: tuple[LinkedWords, ...] = ()
    """The words that lead to an address, in order, as far as the format marks them."""
    has_changes: bool = False
    """Whether the file has tracked changes, so that its original and its final text differ."""
