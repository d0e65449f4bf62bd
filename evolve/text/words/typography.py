"""One form for what several typists write in several ways: quotation marks, dashes, dots and spaces.

The score is computed from this form, so that a text whose typography was changed is compared as before.
"""

from __future__ import annotations

import re

_SINGLE = re.compile("[‘’‚‛′`´]")
_DOUBLE = re.compile("[“”„‟″«»]")
_DASH = re.compile(r"\s*(?:-{2,3}|[—―⸺])\s*|\s+[-–−]\s+")
_SPACE = re.compile(r"\s+")


def plain_typography(text: str) -> str:
    """Return the text with straight quotation marks, "—" for every dash between words, "..." and single spaces."""
    text = _DOUBLE.sub('"', _SINGLE.sub("'", text)).replace("…", "...")
    return _SPACE.sub(" ", _DASH.sub(" — ", text))
