"""One form for what several typists write in several ways: quotation marks, dashes, dots and spaces.

The score is computed from this form, so that a text whose typography was changed is compared as before.
"""

from __future__ import annotations

import re
from itertools import groupby

_SINGLE = re.compile("[‘’‚‛′`´]")
_DOUBLE = re.compile("[“”„‟″«»]")
_DASHES = re.compile("[-–−—―⸺]{2,}|[—―⸺]")
_VARIED = re.compile("[‘’‚‛′`´“”„‟″«»…–−—―⸺]|--|(?:^|\\s)-(?:\\s|$)")  # what is written in several ways
_DASH_BETWEEN_WORDS = re.compile("[-–−]{2}|[—―⸺]|(?:^|\\s)[-–−](?:\\s|$)")
_SPACED = frozenset("-–−—")  # a dash if a space is on either side of it


def plain_typography(text: str) -> str:
    """Return the text with straight quotation marks, "—" for every dash between words, "..." and single spaces."""
    if not _VARIED.search(text):
        return " ".join(text.split())
    text = _DOUBLE.sub('"', _SINGLE.sub("'", text)).replace("…", "...")
    if not _DASH_BETWEEN_WORDS.search(text):
        return " ".join(text.split())
    pieces = ("—" if piece in _SPACED else piece for piece in _DASHES.sub(" — ", text).split())
    return " ".join(next(group) if piece == "—" else " ".join(group) for piece, group in groupby(pieces))
