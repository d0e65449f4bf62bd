"""Distinguish the title of a text from a first paragraph that does not end like a sentence."""

from __future__ import annotations

import re

from evolve.text.body.paragraph_kinds import names_in_line, word_count
from evolve.text.formulas import is_stage_direction
from evolve.text.sentences import segment

_MAX_TITLE_WORDS = 15
"""Maximum number of words of a title without a heading mark."""
_MAX_NAME_WORDS = 6
"""Maximum number of words of a line with an author's name below a title."""
_MARK = re.compile(r"#{1,6}\s+")
_QUESTION_MARKS = ("?", "？", "؟")
_INNER_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？｡](?=.)")
_END_BEFORE_BRACKETS = re.compile(r"[.!?…。！？][\"'”’»]*\s*[(\[（][^()\[\]（）]{1,80}[)\]）]$")
"""Matches the end of a sentence with a reference or a remark after it: "… one gym. (p. 4)"."""
_CITATION = re.compile(r"[(\[](?:[^()\[\]]{0,60}\bpp?\. ?\d[\d–-]{0,9}|[^\W\d_][^()\[\]]{1,60}, \d{4}[a-z]?)[)\]]$")
"""Matches a reference at the end: "(p. 4)", "(Smith, 2019)"."""
_DIRECTION = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]$")
_DASHES = ("—", "–", " -")


def is_surely_text(text: str, words: int) -> bool:
    """Return whether a paragraph that does not end like a sentence is still text.

    It is if it is long, has several sentences, breaks off, or has a reference or a stage direction at its end.
    """
    text = text.strip()
    if _has_inner_end(text) or _END_BEFORE_BRACKETS.search(text) or _CITATION.search(text):
        return True
    direction = _DIRECTION.search(text)
    if direction and is_stage_direction(direction[0]):
        return True
    return not _MARK.match(text) and (words > _MAX_TITLE_WORDS or text.endswith(_DASHES))


def is_surely_title(text: str, words: int, *, below: str) -> bool:
    """Return whether a paragraph that ends like a sentence is a title: marked as one, or a question above a name.

    `below` is the paragraph after it.
    """
    text = text.strip()
    if words > _MAX_TITLE_WORDS or _has_inner_end(text):
        return False
    if _MARK.match(text):
        return True
    words_below = word_count(below)
    return text.endswith(_QUESTION_MARKS) and words_below <= _MAX_NAME_WORDS and bool(names_in_line(below, words_below))


def _has_inner_end(text: str) -> bool:
    """Return whether a sentence ends within a text, before its last characters; abbreviations and initials do not."""
    bare = _MARK.sub("", text, count=1)
    return _INNER_END.search(bare) is not None and len(segment(bare, [(0, len(bare))])) > 1
