"""Plain text and Markdown: decode bytes into characters, and leave out markup."""

from __future__ import annotations

from dataclasses import replace

from evolve.readers.encodings import Decoded, decode
from evolve.text.clean import clean
from evolve.text.markup import has_markup, without_markup, without_quote_marks


def read_markdown(data: bytes, where: str) -> Decoded:
    """Return the text of a Markdown file without its markup, and its encoding. Raises InputError as `decode` does."""
    decoded = decode(data, where)
    return replace(decoded, text=without_markup(clean(decoded.text)))


def read_text(data: bytes, where: str) -> Decoded:
    """Return the text of a plain file and its encoding, without markup if it is plainly Markdown or contains HTML.

    Raises InputError as `decode` does.
    """
    decoded = decode(data, where)
    text = clean(decoded.text)
    return replace(decoded, text=without_markup(text) if has_markup(text) else without_quote_marks(text))
