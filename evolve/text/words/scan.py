"""What a string is cut into before anything is made of it: words, numbers, marks.

Two patterns are here beside each other: `WORD`, the words that are aligned, and `PIECE`, the finer pieces whose
numbers, contractions and marks are classified.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class RawWord(NamedTuple):
    """A word as it stands in the text."""

    text: str
    low: str
    start: int
    end: int
    before: str
    """The character before it; empty at the start."""
    joined: bool = False
    """Whether it hangs by a hyphen on a word that ends in a capital: the 19 of "COVID-19" counts nothing."""


PIECE = re.compile(
    r"\d{4}-\d\d-\d\d(?!\w)|(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W_]+(?:['’][^\W\d_]+)*|[%,;:()—–]"
)

_SHORT = {"ca": "can", "wo": "will", "sha": "shall", "ai": "be"}

_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}


def raw_words(text: str, *, english: bool) -> list[RawWord]:
    out: list[RawWord] = []
    for match in PIECE.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else ""
        joined = before == "-" and start > 1 and text[start - 2].isupper() and text[start].isdigit()
        for written, low in _parts(match[0], english):
            out.append(RawWord(written, low, start, end, before, joined))
    return out


@lru_cache(maxsize=1 << 15)
def _parts(piece: str, english: bool) -> tuple[tuple[str, str], ...]:
    """The words that are written as one, each as written and as read; all but contractions are one."""
    low = piece.lower().replace("’", "'")
    if english and ("'" in low or low == "cannot"):
        return tuple((piece if part == low else part, part) for part in _uncontracted(low))
    if "'" in low:
        low = low.removesuffix("'s").removesuffix("'")
    if "." in low and low[0].isalpha():
        piece = piece.replace(".", "").upper()
        low = piece.lower()
    return ((piece, low),)


def _uncontracted(low: str) -> tuple[str, ...]:
    """ "don't" as "do not"; a genitive loses its mark."""
    if low == "cannot":
        return "can", "not"
    if low.endswith("n't") and len(low) > 3:
        base = low[:-3]
        return _SHORT.get(base, base), "not"
    for ending, full in _ENDINGS.items():
        if low.endswith(ending):
            return low.removesuffix(ending), full
    return (low.removesuffix("'s").removesuffix("'"),)


WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s)(?![^\W\d_]))?|[^\W_]+(?:['’][^\W\d_]+)*|%")
"""A word, a figure, a dotted initialism or a per cent sign."""
