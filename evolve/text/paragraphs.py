"""Finds the paragraphs of a plain text: which lines belong together.

Plain text has two customs. Either a line is a paragraph, however long, or lines are broken by hand near a width and a
blank line parts the paragraphs. Nothing in a file says which, but broken lines give themselves away: the first word of
the next line would not have fitted any more. Verse and lists are broken too, elsewhere; there only a line that plainly
goes on (a comma, a lower-case start) is joined to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

SENTENCE_END = re.compile(r"[.!?…。！？।؟۔][\"'”’“‘»«›‹)\]}*_]*(?:\[\d{1,3}\]|[\d¹²³⁰⁴-⁹]{1,3})?\s*$")
"""Finds the end of a sentence at the end of a line: closing quotes, emphasis and a footnote mark may follow."""
LIST_ITEM = re.compile(r"\s*(?:[-*•‣◦–—+]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s|#{1,6}\s|>)")
"""Matches a line that begins with a list mark, a Markdown heading or a quotation mark of e-mail."""

_WIDEST = 100
"""Characters; nobody breaks lines by hand further out, and lines of prose that are not broken are longer."""
_NARROWEST = 30
"""Characters; shorter lines are verse or lists. With so few lines that their width proves little, twice that."""
_SLACK = 8
"""Characters; people and programs that break lines stop about a word early."""
_LONGEST_WORD = 15
"""Characters; so that scripts without spaces do not look as if the next line's one word had never fitted."""
_SHARE = 0.6
"""The share of lines that must be full for a text to count as broken by hand."""
_GOES_ON = (",", ";", "–", "—", "-")


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    """The span of every line, without its line feed."""
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def runs(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which lines make a paragraph: half-open ranges of indices into `lines`.

    `lines` are spans in order. Blank lines part paragraphs, and so does a gap where a line was left out.
    """
    texts = [text[start:end] for start, end in lines]
    blank = [not line.strip() for line in texts]
    near = [not blank[k] and not blank[k + 1] and lines[k + 1][0] == lines[k][1] + 1 for k in range(len(lines) - 1)]
    width = _width(texts, near)
    out: list[tuple[int, int]] = []
    first = 0
    for k in range(len(lines)):
        if k < len(near) and near[k] and _joins(texts[k], texts[k + 1], width):
            continue
        if not blank[first]:
            out.append((first, k + 1))
        first = k + 1
    return out


def _joins(line: str, following: str, width: int) -> bool:
    full = width > 0 and _full(line, following, width)
    if LIST_ITEM.match(following):
        # A dash or a number may come to stand first on a line by accident, in the middle of a sentence.
        return full and not (line.rstrip().endswith((":", ";")) or SENTENCE_END.search(line) or LIST_ITEM.match(line))
    if full:
        return True
    if len(line) > _WIDEST:
        return False
    stripped = following.lstrip()
    if width and len(following) - len(stripped) > len(line) - len(line.lstrip()):
        return False
    return stripped[:1].islower() or line.rstrip().endswith(_GOES_ON)


def _full(line: str, following: str, width: int) -> bool:
    word = following.split(None, 1)[0]
    return len(line.rstrip()) + 1 + min(len(word), _LONGEST_WORD) > width - _SLACK


def _width(texts: Sequence[str], near: Sequence[bool]) -> int:
    """The width at which lines are broken by hand, in characters; 0 when they are not."""
    inner = [k for k, close in enumerate(near) if close]
    if not inner:
        return 0
    lengths = sorted(len(texts[k].rstrip()) for k in inner)
    width = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
    if not (_NARROWEST if len(inner) > 2 else 2 * _NARROWEST) <= width <= _WIDEST:
        return 0
    full = sum(_full(texts[k], texts[k + 1], width) for k in inner)
    return width if full >= _SHARE * len(inner) else 0
