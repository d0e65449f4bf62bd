"""Plain text: bytes become characters.

A byte order mark is believed. Without one, bytes that are valid UTF-8 are UTF-8: other encodings hardly ever are by
accident. What is left is read as Windows-1252, which has a character for nearly every byte and is what old Western
texts mostly are; statistical guessers mislabel short ones.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from evolve.errors import InputError

_MARKS = (  # the longer marks first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, where: str) -> Decoded:
    """The text of a plain file and its encoding: "utf-8", "utf-8-sig", "utf-16", "utf-32" or "cp1252".

    Raises InputError for a file whose byte order mark promises what its bytes do not keep.
    """
    for mark, encoding in _MARKS:
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
