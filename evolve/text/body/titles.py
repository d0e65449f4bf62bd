"""Distinguish the title of a text from a first paragraph that does not end like a sentence."""

from __future__ import annotations

import re

from evolve.text.body.paragraph_kinds import names_in_line, word_count
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
_DASHES = ("—", "–", " -")


def is_surely_text(text: str, words: int) -> bool:
    """Return whether a paragraph that does not end like a sentence is still text: long, several sentences, cut off."""
    text = text.strip()
    if _has_inner_end(text) or _END_BEFORE_BRACKETS.search(text):
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
