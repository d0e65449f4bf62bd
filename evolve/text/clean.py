"""Takes the life out of hostile and invisible characters before anything else sees a text.

A text may come from anywhere, and ends up in terminals, browsers and spreadsheets: what could steer those, hide words
or reverse their order must not get further than this. What a script needs to be read right stays: ZWJ and ZWNJ shape
Persian, Hindi and emoji.

The result is in Unicode normalisation form C. The same word typed on two systems may come as one character or as a
letter and its accent; without NFC such a word would look alike and still be found, compared and coloured as another
one. NFC changes no meaning and no look. Compatibility forms (NFKC) do ("ﬁ", "²"), so they are left as they are.
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
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = 30
"""Combining marks that stay on one letter: the limit of Unicode's Stream-Safe Text Format (UAX #15), far above what any
script writes. Normalising sorts the marks of a letter, in time that grows with the square of their number."""
_PILE = re.compile(rf"[^\x00-\u02ff\w\s]{{{_MARKS + 1},}}")
"""Finds where more marks than that may follow each other; what else it finds, lines of dots say, is no mark."""


def clean(text: str) -> str:
    """The text with "\\n" as its only line end, without control and invisible characters, in NFC.

    Bidirectional overrides, embeddings and isolates become visible: U+202E is written ⟨U+202E⟩. Of a letter's combining
    marks the first 30 stay. Cleaning twice gives the same as cleaning once.
    """
    if text.isascii() and text.isprintable():
        return text  # most of what is shown, and it is shown often
    text = _LINE_ENDS.sub("\n", text)
    text = _REMOVED.sub("", text)
    text = _DIRECTIONS.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)
    text = unicodedata.normalize("NFC", _PILE.sub(_thinned, text))
    # A few characters come apart into a letter and a mark, or into two marks.
    return _PILE.sub(_thinned, text)


def _thinned(pile: re.Match[str]) -> str:
    out = []
    marks = 0
    for character in pile.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS:
            out.append(character)
    return "".join(out)


def clean_line(text: str) -> str:
    """The cleaned text as one line: labels and paths stand in headers, where a line end would tear them."""
    return " ".join(clean(text).split())
