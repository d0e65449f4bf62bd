"""Find the body of a text by its first and its last words, as a person quotes them.

A quotation is found in whatever typography the text has: letters and digits are compared, in any case; quotation marks,
dashes, spaces, line breaks and the hyphen of a divided word are not.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from evolve.errors import UsageError
from evolve.text.languages import WORD
from evolve.text.words.scan import SPACED_LETTER, UNSPACED_CHARACTER

QUOTED_BODY = re.compile(
    r"\s*from\s+[\"'“”„«»‘’](?P<first>.{1,2000})[\"'“”«»‘’]\s+to\s+[\"'“”„«»‘’](?P<last>.{1,2000})[\"'“”«»‘’]\s*",
    re.IGNORECASE | re.DOTALL,
)
"""Matches a body by quotations: from "First words" to "last words"."""

_LETTERS = re.compile(rf"{UNSPACED_CHARACTER.pattern}|{SPACED_LETTER}+")
"""Matches a word, or a character of a script without spaces between words."""

_MAX_SHOWN = 3
"""Maximum number of lines that an error names."""
_MAX_LINE = 60
"""Maximum number of characters of a line or a quotation in an error."""
_MIN_SHARED = 0.5
"""Minimum share of a quotation's words in a line for an error to name it as the nearest."""


def quoted_lines(text: str, spans: Sequence[tuple[int, int]], body: str) -> tuple[int, int]:
    """Return the first and the last line, from 1, of a body such as 'from "First words" to "last words"'.

    `spans` are the lines of the text. Raises UsageError if a quotation is not in the text, or more than once.
    """
    match = QUOTED_BODY.fullmatch(body)
    if match is None:
        raise UsageError(
            f"the body {_shortened(body)} does not have two quotations",
            next_step='write it as from "First words" to "last words"',
        )
    letters = _Letters(text)
    starts = _occurrences(letters, match["first"])
    if not starts:
        raise _missing(text, spans, match["first"])
    if len(starts) > 1:
        raise _ambiguous(spans, match["first"], [start for start, _ in starts])
    ends = [(start, end) for start, end in _occurrences(letters, match["last"]) if end >= starts[0][1]]
    if not ends:
        if _occurrences(letters, match["last"]):
            raise UsageError(
                f"the words {_shortened(match['last'])} are only before {_shortened(match['first'])}",
                next_step="quote the first words of the body, then its last ones",
            )
        raise _missing(text, spans, match["last"])
    if len(ends) > 1:
        raise _ambiguous(spans, match["last"], [end for _, end in ends])
    return _line_at(spans, starts[0][0]), _line_at(spans, ends[0][1])


class _Letters:
    """The letters and digits of a text in a comparable form, and where each word of the text has them."""

    def __init__(self, text: str) -> None:
        self.starts, self.ends = array("Q"), array("Q")
        """Where each word is in the text."""
        self.offsets = array("Q")
        """Where each word begins in `joined`, and the length of that."""
        pieces, offset = [], 0
        for match in _LETTERS.finditer(text):
            piece = _plain(match.group())
            if not piece:
                continue
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.offsets.append(offset)
            pieces.append(piece)
            offset += len(piece)
        self.offsets.append(offset)
        self.joined = "".join(pieces)


def _plain(word: str) -> str:
    """Return letters and digits without case, accents and ligatures."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def _occurrences(letters: _Letters, quotation: str) -> list[tuple[int, int]]:
    """Return the spans, first and last character, of every occurrence of a quotation as whole words; at most four."""
    wanted = _Letters(quotation).joined
    found: list[tuple[int, int]] = []
    at = letters.joined.find(wanted) if wanted else -1
    while at >= 0 and len(found) <= _MAX_SHOWN:
        first = bisect_left(letters.offsets, at)
        end = bisect_left(letters.offsets, at + len(wanted))
        if letters.offsets[first] == at and letters.offsets[end] == at + len(wanted):
            found.append((letters.starts[first], letters.ends[end - 1] - 1))
        following = first + (letters.offsets[first] == at)
        at = letters.joined.find(wanted, letters.offsets[min(following, len(letters.starts))])
    return found


def _line_at(spans: Sequence[tuple[int, int]], place: int) -> int:
    return next(number for number, (_, end) in enumerate(spans, 1) if place < end)


def _missing(text: str, spans: Sequence[tuple[int, int]], quotation: str) -> UsageError:
    """Return the error for a quotation that is not in the text; it names the lines that share the most words."""
    wanted = set(WORD.findall(quotation.casefold()))
    if not wanted:
        return UsageError(f"the quotation {_shortened(quotation)} has no words", next_step="quote words of the text")
    shared = [len(wanted & set(WORD.findall(text[start:end].casefold()))) for start, end in spans]
    best = sorted(range(len(spans)), key=lambda k: (-shared[k], k))[:_MAX_SHOWN]
    near = [k for k in best if shared[k] >= _MIN_SHARED * len(wanted)]
    lines = "; ".join(f"{k + 1}: {_shortened(text[slice(*spans[k])])}" for k in near)
    step = (
        f"the nearest line{' is' if len(near) == 1 else 's are'} {lines}"
        if near
        else "quote some words exactly as the text has them"
    )
    return UsageError(f"the words {_shortened(quotation)} are not in the text", next_step=step)


def _ambiguous(spans: Sequence[tuple[int, int]], quotation: str, places: Sequence[int]) -> UsageError:
    numbers = list(dict.fromkeys(_line_at(spans, place) for place in places))
    shown = ", ".join(map(str, numbers[:_MAX_SHOWN])) + (", …" if len(numbers) > _MAX_SHOWN else "")
    return UsageError(
        f"the words {_shortened(quotation)} are in the text more than once, on line{'s'[: len(numbers) > 1]} {shown}",
        next_step="quote more words",
    )


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= _MAX_LINE else line[: _MAX_LINE - 1].rstrip() + '…'}”"
