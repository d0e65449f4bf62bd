"""Neutralise hostile and invisible characters before any other part of the program sees a text.

A text may come from anywhere and is shown in terminals, browsers and spreadsheets: characters that could control those,
hide words or reverse their order must not get past this module. Characters that a script needs for correct rendering
are kept: ZWJ and ZWNJ shape Persian, Hindi and emoji.

The result is in Unicode normalisation form C. The same word typed on two systems may arrive as one character or as a
letter and its accent; without NFC the two would look the same and still be found, compared and coloured as different
words. NFC changes neither meaning nor appearance. Compatibility forms (NFKC) do ("ﬁ", "²"), so they are left as they
are.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_REMOVED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls and DEL: escape sequences begin with them
    "\xad\u180e\u200b\u2060-\u2064\ufeff"  # soft hyphens, zero-width spaces: they split words unseen
    "\u061c\u200e\u200f\u206a-\u206f\ufff9-\ufffb"  # direction marks without width, retired format characters
    "\ud800-\udfff\ufffe\uffff"  # half characters and non-characters: no file can hold them
    "\U000e0000-\U000e007f"  # tag characters: a second text that nobody sees
    "]"
)
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MAX_MARKS = 30
"""Maximum number of combining marks kept on one letter: the limit of Unicode's Stream-Safe Text Format (UAX #15), far
above what any script uses. Normalisation sorts the marks of a letter in quadratic time."""
_MARK_RUNS = re.compile(rf"[^\x00-\u02ff\w\s]{{{_MAX_MARKS + 1},}}")
"""Finds runs in which more marks than that may follow each other; other matches, such as lines of dots, contain no
marks."""


def clean(text: str) -> str:
    """Return the text with "\\n" as its only line end, without control and invisible characters, in NFC.

    Bidirectional overrides, embeddings and isolates become visible: U+202E is written ⟨U+202E⟩. Of a letter's combining
    marks the first 30 are kept. Cleaning twice gives the same as cleaning once.
    """
    if text.isascii() and text.isprintable():
        return text  # the usual case, and a frequent one
    text = _LINE_ENDS.sub("\n", text)
    text = _REMOVED.sub("", text)
    text = _DIRECTION_MARKS.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)
    text = unicodedata.normalize("NFC", _MARK_RUNS.sub(_limit_marks, text))
    # NFC decomposes a few characters into a letter and a mark, or into two marks.
    return _MARK_RUNS.sub(_limit_marks, text)


def _limit_marks(run: re.Match[str]) -> str:
    characters = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS:
            characters.append(character)
    return "".join(characters)


def clean_line(text: str) -> str:
    """Return the cleaned text as one line, for labels and paths in headers, which a line end would break."""
    cleaned = clean(text)
    return cleaned if cleaned.isalnum() else " ".join(cleaned.split())
