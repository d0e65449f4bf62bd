"""Split rich text (RTF) into groups, control words and characters; one pass, whatever the text contains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from evolve.errors import InputError

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}]+)|\\'?", re.DOTALL
)
_LINE_ENDS = re.compile(r"[\r\n\x00]+")
_MAX_TOKENS = 1_000_000
"""Maximum number of tokens; a novel has some hundred thousand."""


class Token(NamedTuple):
    """A group that begins or ends, a control word or sign with its number, a byte, or characters of one byte each."""

    kind: Literal["open", "close", "word", "byte", "text"]
    value: str = ""
    number: int | None = None


def rtf_tokens(data: bytes, where: str) -> Iterator[Token]:
    """Yield the tokens of a rich text. Raises InputError for one with more tokens than a text has."""
    source = data.decode("latin-1")
    position = count = 0
    while match := _TOKEN.match(source, position):
        position = match.end()
        count += 1
        if count > _MAX_TOKENS:
            step = "save it as plain text and try again"
            raise InputError(f"is a rich text of more than {_MAX_TOKENS:,} parts", next_step=step, where=where)
        word, number, code, sign, brace, text = match.groups()
        if word is not None:
            value = None if number is None else int(number)
            if word == "bin":
                position += max(0, value or 0)
            else:
                yield Token("word", word, value)
        elif text is not None:
            if text := _LINE_ENDS.sub("", text):
                yield Token("text", text)
        elif brace is not None:
            yield Token("open" if brace == "{" else "close")
        elif code is not None:
            yield Token("byte", chr(int(code, 16)))
        elif sign is not None:
            yield Token("word", "par" if sign in "\r\n" else sign)
