"""Sentences by digest: to know again, without keeping it, what a text held."""

from __future__ import annotations

import hashlib

from evolve.text.clean import clean_line


def sentence_digest(text: str) -> str:
    """Return twelve hexadecimal digits that stand for a sentence, however its lines are broken."""
    return hashlib.sha256(clean_line(text).encode()).hexdigest()[:12]
