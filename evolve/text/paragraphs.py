"""Find the paragraphs of a plain text: the lines that belong together.

Plain text follows one of two conventions. Either every line is a paragraph, however long, or lines are broken by hand
near a fixed width and blank lines separate the paragraphs. Nothing in a file states which, but broken lines can be
recognised: the first word of the next line would not have fitted on the line. Verse and lists are broken at other
places; there a line is joined to the next only if it clearly continues (a comma, a lower-case start).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_END_MARKS = tuple(".!?…。！？｡؟۔।॥։።፧།༎။។៕")
_CLOSERS = "\"'”’“‘»«›‹)]}*_」』）"
_NOTE_MARK = re.compile(
    r"(?:\[(?:\^[^\[\]\s]{1,30}|\d{1,3}(?:[,–-]\s?\d{1,3}){0,5})\]|[\d¹²³⁰⁴-⁹]{1,3}(?:,\d{1,3}){0,5})$"
)
_LONGEST_NOTE_MARK = 35
"""Maximum length of a footnote mark, in characters."""
LIST_ITEM = re.compile(r"\s*(?:[-*•‣◦–—+]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s|#{1,6}\s|>)")
"""Matches the start of a line with a list mark, a Markdown heading mark or a quotation mark of e-mail."""

_HEADING = re.compile(r"#{1,6}\s")

_MAX_WIDTH = 100
"""Maximum width of lines broken by hand, in characters; unbroken lines of prose are longer."""
_MIN_WIDTH = 30
"""Minimum width of lines broken by hand, in characters; shorter lines are verse or lists. Twice that if there are only
one or two such lines, whose width proves little."""
_WIDTH_TOLERANCE = 8
"""Number of characters by which a full line may be shorter than the width; people and programs stop about a word
early."""
_MAX_WORD_LENGTH = 15
"""Maximum length of the next word, in characters; in scripts without spaces the whole next line looks like one word."""
_MIN_FULL_SHARE = 0.6
"""Minimum share of full lines in a text that was broken by hand."""
_CONTINUATION_MARKS = (",", ";", "–", "—", "-")


def ends_sentence(text: str) -> bool:
    """Return whether a line ends like a sentence; closing quotes, emphasis and a footnote mark may follow the mark."""
    text = text.rstrip()
    if text.rstrip(_CLOSERS).endswith(_END_MARKS):
        return True
    note = _NOTE_MARK.search(text, max(0, len(text) - _LONGEST_NOTE_MARK))
    if note is None:
        return False
    before = text[: note.start()]
    # A number after a space is no footnote mark unless it is in brackets.
    return (before.rstrip() if note[0].startswith("[") else before).rstrip(_CLOSERS).endswith(_END_MARKS)


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of every line, without its line feed."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def paragraph_ranges(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lines of each paragraph as half-open ranges of indices into `lines`.

    `lines` are spans in order. A blank line ends a paragraph, and so does a gap where a line was left out.
    """
    texts = [text[start:end] for start, end in lines]
    blank = [not line.strip() for line in texts]
    adjacent = [not blank[k] and not blank[k + 1] and lines[k + 1][0] == lines[k][1] + 1 for k in range(len(lines) - 1)]
    width = _line_width(texts, adjacent)
    ranges: list[tuple[int, int]] = []
    first = 0
    for k in range(len(lines)):
        if k < len(adjacent) and adjacent[k] and _is_continued(texts[k], texts[k + 1], width):
            continue
        if not blank[first]:
            ranges.append((first, k + 1))
        first = k + 1
    return ranges


def _is_continued(line: str, following: str, width: int) -> bool:
    """Return whether the next line continues the paragraph of this one."""
    if line.startswith("#") and _HEADING.match(line):
        return False
    if min(line.count("|"), following.count("|")) > 1:
        return False
    if line.lstrip().startswith(">") and following.lstrip().startswith(">"):
        line, following = line.lstrip("> "), following.lstrip("> ")
        if not line or not following:
            return False
    full = width > 0 and _is_full(line, following, width)
    if LIST_ITEM.match(following):
        # A dash or a number in the middle of a sentence may come first on a line by accident.
        return full and not (line.rstrip().endswith((":", ";")) or ends_sentence(line) or LIST_ITEM.match(line))
    if full:
        return True
    if len(line) > _MAX_WIDTH:
        return False
    following_text = following.lstrip()
    if width and len(following) - len(following_text) > len(line) - len(line.lstrip()):
        return False
    return following_text[:1].islower() or line.rstrip().endswith(_CONTINUATION_MARKS)


def _is_full(line: str, following: str, width: int) -> bool:
    """Return whether the first word of the next line would not have fitted on this line."""
    word = following.split(None, 1)[0]
    return len(line.rstrip()) + 1 + min(len(word), _MAX_WORD_LENGTH) > width - _WIDTH_TOLERANCE


def _line_width(texts: Sequence[str], adjacent: Sequence[bool]) -> int:
    """Return the width at which lines are broken by hand, in characters; 0 if they are not."""
    inner = [k for k, is_adjacent in enumerate(adjacent) if is_adjacent]
    if not inner:
        return 0
    lengths = sorted(len(texts[k].rstrip()) for k in inner)
    width = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
    if not (_MIN_WIDTH if len(inner) > 2 else 2 * _MIN_WIDTH) <= width <= _MAX_WIDTH:
        return 0
    full = sum(_is_full(texts[k], texts[k + 1], width) for k in inner)
    return width if full >= _MIN_FULL_SHARE * len(inner) else 0
