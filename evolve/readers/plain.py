"""Plain text and Markdown: decode bytes into characters, and leave out markup.

A byte order mark is trusted. Without one, bytes that are valid UTF-8 are decoded as UTF-8: text in another encoding is
hardly ever valid UTF-8 by accident. All else is decoded as Windows-1252, which has a character for nearly every byte
and is the most likely encoding of old Western texts; statistical detectors mislabel short ones.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from evolve.errors import InputError
from evolve.text.clean import clean
from evolve.text.markup import has_markup, without_markup, without_quote_marks

_BYTE_ORDER_MARKS = (  # longer marks first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of its encoding."""

    text: str
    encoding: str


def read_markdown(data: bytes, where: str) -> Decoded:
    """Return the text of a Markdown file without its markup, and its encoding. Raises InputError as `decode` does."""
    decoded = decode(data, where)
    return Decoded(without_markup(clean(decoded.text)), decoded.encoding)


def read_text(data: bytes, where: str) -> Decoded:
    """Return the text of a plain file and its encoding, without markup if it is plainly Markdown or contains HTML.

    Raises InputError as `decode` does.
    """
    decoded = decode(data, where)
    text = clean(decoded.text)
    return Decoded(without_markup(text) if has_markup(text) else without_quote_marks(text), decoded.encoding)


def decode(data: bytes, where: str) -> Decoded:
    """Return the text of a plain file and its encoding: "utf-8", "utf-8-sig", "utf-16", "utf-32" or "cp1252".

    Raises InputError for a file whose bytes do not match its byte order mark.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"begins like {encoding.removesuffix('-sig').upper()} but is damaged at byte {error.start}",
                    next_step="save it again as UTF-8",
                    where=where,
                ) from None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves undefined become U+FFFD, as browsers show them.
        return Decoded(data.decode("cp1252", "replace"), "cp1252")
