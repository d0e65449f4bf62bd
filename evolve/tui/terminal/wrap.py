"""Break a sentence into lines of terminal cells.

Pure and cached: every paint, filter and threshold step needs the same sentences at the same width. A line is a
span of the text, never a copy of it, so that marks found in the sentence can be drawn on the lines. Wide characters
(CJK, emoji) and combining marks are measured as the terminal draws them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len

from evolve.model import Span

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
_JOINERS = ("\u200d", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400)))
_MAX_JOINED = 32
"""Maximum number of characters measured as one; an emoji of a family has seven or eleven."""
_BLANKS = re.compile(" {2,}")
_UNIT = re.compile(r"[^\s\u200b]+")


def visible(text: str) -> str:
    """Return a text that is safe to show, character by character: breaks and tabs as blanks, control and direction
    characters as a visible mark. It keeps its length, so spans of the text are spans of what is shown."""
    return text.translate(_HIDDEN)


def on_one_line(text: str) -> str:
    """Return a text that is safe to show, without the runs of blanks that line breaks and indents of a file leave."""
    return _BLANKS.sub(" ", visible(text))


@lru_cache(maxsize=1 << 15)
def wrap(text: str, width: int) -> tuple[Span, ...]:
    """Return the lines of a text, at least one, each at most `width` cells wide unless one character alone is wider.

    Lines break at blanks, and between any two wide characters; blanks at a break belong to no line; a word longer than
    a line is cut. Everything else in the text is on exactly one line.
    """
    width = max(1, width)
    return _wrap_narrow(text, width) if _NARROW.fullmatch(text) else _wrap_any(text, width)


def _wrap_narrow(text: str, width: int) -> tuple[Span, ...]:
    """Break a text of which every character is one cell: three searches for a sentence of three lines."""
    text = text.replace("\xa0", "\x7f")
    out: list[Span] = []
    start, count = _skip_blanks(text, 0), len(text.rstrip(" "))
    while count - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut < 0:
            out.append((start, start + width))
            start += width
        else:
            out.append((start, start + len(text[start:cut].rstrip(" "))))
            start = _skip_blanks(text, cut)
    if start < count or not out:
        out.append((start, max(start, count)))
    return tuple(out)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _wrap_any(text: str, width: int) -> tuple[Span, ...]:
    widths = _widths(text)
    up_to = [0, *accumulate(widths)]
    out: list[Span] = []
    start = end = -1
    for first, last in _units(text, widths):
        if start >= 0 and up_to[last] - up_to[start] <= width:
            end = last
            continue
        if start >= 0:
            out.append((start, end))
        while up_to[last] - up_to[first] > width:
            cut = _cut(widths, first, last, width)
            if cut >= last:
                break
            out.append((first, cut))
            first = cut
        start, end = first, last
    out.append((start, end) if start >= 0 else (0, 0))
    return tuple(out)


def _widths(text: str) -> list[int]:
    """Return the cells of every character; 0 for one that joins the one before: combining marks, joined emoji."""
    out = [_width(character) for character in text]
    if any(joiner in text for joiner in _JOINERS):
        whole = 0
        for at in range(1, len(text)):
            joined = cell_len(text[max(whole, at - _MAX_JOINED) : at + 1])
            asks = text[at - 1] == "\u200d" or "\U0001f3fb" <= text[at] <= "\U0001f3ff"
            # No character takes more than two cells, and none is joined to a blank: such are drawn apart.
            if out[at] == 0 or (asks and joined <= 2 and not text[whole].isspace()):
                out[at] = 0
                out[whole] = joined
            else:
                whole = at
    return out


@lru_cache(maxsize=1 << 14)
def _width(character: str) -> int:
    return cell_len(character)


def _units(text: str, widths: list[int]) -> list[Span]:
    """Return what no line break may part: words, and wide characters with what must not begin a line after them."""
    out: list[Span] = []
    for word in _UNIT.finditer(text.replace("\xa0", "\x7f")):
        start, end = word.span()
        before = widths[start]
        for at in range(start + 1, end):
            here = widths[at]
            if here:
                if (here == 2 or before == 2) and text[at] not in _NEVER_FIRST:
                    out.append((start, at))
                    start = at
                before = here
        out.append((start, end))
    return out


def _cut(widths: list[int], start: int, end: int, width: int) -> int:
    """Return the end of the longest run of whole characters that fits; one character at least."""
    used = 0
    for at in range(start, end):
        used += widths[at]
        if used > width and widths[at] and at > start:
            return at
    return end
