"""Put words together that a printer divided: at the ends of lines, and by ligatures.

The rest of a divided word moves up to the line where the word begins, so every line keeps its number. A hyphen at the
end of a line belongs to the word or to the line. It belongs to the line if the word without it occurs in the same text
or is common in its language, to the word if the text has it inside a line too or if both halves are words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from evolve.text.languages import DEFAULT, recognised_language
from evolve.text.words.frequency import zipf_table

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SOFT_HYPHEN = re.compile("\u00ad[ \t]{0,9}(\r?\n)")
_CERTAIN = "¬"
"""Replaces a soft hyphen at the end of a line; scanned texts use the same character."""
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-‐¬]$")
_LAST_PART = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*$")
_FIRST_PART = re.compile(r"[ \t]*(([^\W\d_]+)\S*)[ \t]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MAX_PART_LENGTH = 60
"""Maximum length of a part of a divided word, in characters."""
_MIN_WORD_LENGTH = 3
"""Minimum length of both halves for their hyphen to belong to the word."""
_JOINING = frozenset("and or to und oder bzw bis sowie et ou y o e en of och eller og".split())  # noqa: SIM905 - one line
"""Words after a hyphen that replaces a part of a later word: "two- and threefold"."""


def marked_soft_hyphens(text: str) -> str:
    """Return an uncleaned text with its soft hyphens at the ends of lines made visible, so that cleaning keeps them."""
    return _SOFT_HYPHEN.sub(rf"{_CERTAIN}\1", text) if "\u00ad" in text else text


def with_whole_words(text: str) -> str:
    """Return the text without ligatures and without words divided at the ends of lines, with the same lines."""
    text = text.translate(_LIGATURES)
    lines = text.split("\n")
    divided = [k for k, line in enumerate(lines[:-1]) if _DIVIDED.search(line, max(0, len(line) - 2))]
    if not divided:
        return text
    is_word = _word_test(text)
    for k in divided:
        line = lines[k]
        first = _LAST_PART.search(line, max(0, len(line) - 1 - _MAX_PART_LENGTH), len(line) - 1)
        second = _FIRST_PART.match(lines[k + 1])
        if first is None or second is None or not second[2].islower() or second[2] in _JOINING:
            continue
        rest = lines[k + 1][second.end() :]
        if len(second[1]) > _MAX_PART_LENGTH or not (rest or k + 2 >= len(lines) or not lines[k + 2].strip()):
            continue
        hyphen = "" if line.endswith(_CERTAIN) or not _keeps_hyphen(first[0], second[2], is_word) else "-"
        lines[k] = line[:-1] + hyphen + second[1]
        lines[k + 1] = rest
    return "\n".join(lines)


def _keeps_hyphen(first: str, second: str, is_word: Callable[[str], bool]) -> bool:
    """Return whether the hyphen between two parts belongs to their word."""
    last_part = re.split("[-‐]", first)[-1]
    if is_word(last_part + second):
        return False
    if is_word(f"{last_part}-{second}") or last_part != first:
        return True
    halves = last_part, second
    return min(map(len, halves)) >= _MIN_WORD_LENGTH and all(map(is_word, halves))


def _word_test(text: str) -> Callable[[str], bool]:
    """Return a function that returns whether a word occurs inside a line of the text or is common in its language."""
    common = zipf_table(recognised_language([text]) or DEFAULT)
    inside = {
        word.lower()
        for line in text.split("\n")
        for match in _WORD.finditer(line)
        if not (match.end() == len(line) - 1 and _DIVIDED.search(line, match.end()))
        for word in (match.group(), *match.group().split("-"))
    }

    def is_word(word: str) -> bool:
        return word.lower() in inside or word.lower() in common

    return is_word
