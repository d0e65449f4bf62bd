"""Breaks a sentence into lines of so many terminal cells.

Pure and cached: the same sentence at the same width is asked for at every paint, filter and threshold step. A line is a
span of the text, never a copy of it, so that marks found in the sentence can be drawn on the lines. Wide characters
(CJK, emoji) and combining marks are measured as the terminal draws them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rich.cells import cell_len

Span = tuple[int, int]
"""Where something starts and ends, in characters, half-open."""

_NARROW = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2013-\u2027\u2190-\u2194\u2212]*")
_HIDDEN = {
    **{code: 0x2400 + code for code in range(0x20)},
    **dict.fromkeys((*range(0x09, 0x0E), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029), 0x20),
    0x7F: 0x2421,
    **{code: 0xFFFD for code in range(0x80, 0xA0) if code != 0x85},
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}
_NEVER_FIRST = frozenset("、。，．！？：；）」』】》〉〕’”…ー々")
_UNIT = re.compile(r"[^\s\u200b]+")


def visible(text: str) -> str:
    """The text as a screen may show it, character by character: breaks and tabs as blanks, control and direction
    characters as a mark that can be seen. It keeps its length, so spans of the text are spans of what is shown."""
    return text.translate(_HIDDEN)


@lru_cache(maxsize=1 << 15)
def wrap(text: str, width: int) -> tuple[Span, ...]:
    """The lines of a text, at least one, each at most `width` cells wide unless one character alone is wider.

    Lines break at blanks, and between any two wide characters; blanks at a break belong to no line; a word longer than
    a line is cut. Whatever else the text holds stands on exactly one line.
    """
    width = max(1, width)
    return _wrap_narrow(text, width) if _NARROW.fullmatch(text) else _wrap_any(text, width)


def _wrap_narrow(text: str, width: int) -> tuple[Span, ...]:
    """Where a character is a cell: three searches for a sentence of three lines."""
    text = text.replace("\xa0", "\x7f")
    out: list[Span] = []
    start, count = _skip_blanks(text, 0), len(text.rstrip(" "))
    while count - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut < 0:
            out.append((start, start + width))
            start += width
        else:
            out.append((start, len(text[:cut].rstrip(" "))))
            start = _skip_blanks(text, cut)
    if start < count or not out:
        out.append((start, max(start, count)))
    return tuple(out)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _wrap_any(text: str, width: int) -> tuple[Span, ...]:
    out: list[Span] = []
    start = end = -1
    for first, last in _units(text):
        if start >= 0 and cell_len(text[start:last]) <= width:
            end = last
            continue
        if start >= 0:
            out.append((start, end))
        while cell_len(text[first:last]) > width:
            cut = _cut(text, first, last, width)
            if cut >= last:
                break
            out.append((first, cut))
            first = cut
        start, end = first, last
    out.append((start, end) if start >= 0 else (0, 0))
    return tuple(out)


def _units(text: str) -> list[Span]:
    """What no line break may part: words, and wide characters with what must not begin a line after them."""
    out: list[Span] = []
    for word in _UNIT.finditer(text.replace("\xa0", "\x7f")):
        start = word.start()
        for at in _cluster_starts(text, *word.span()):
            if at > start and text[at] not in _NEVER_FIRST and (_wide(text[at]) or _wide(text[at - 1])):
                out.append((start, at))
                start = at
        out.append((start, word.end()))
    return out


def _cluster_starts(text: str, start: int, end: int) -> list[int]:
    """Where a character begins that a person sees as one: combining marks and joined emoji belong to the one before."""
    return [at for at in range(start, end) if at == start or not (_joins(text[at]) or text[at - 1] == "\u200d")]


def _joins(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or character in "\u200d\ufe0e\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _wide(character: str) -> bool:
    return character > "\u10ff" and cell_len(character) == 2


def _cut(text: str, start: int, end: int, width: int) -> int:
    """The end of the longest run of whole characters that fits; one character at least."""
    best = 0
    for at in [*_cluster_starts(text, start, end)[1:], end]:
        if best and cell_len(text[start:at]) > width:
            break
        best = at
    return best
