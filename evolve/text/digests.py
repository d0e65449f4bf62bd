"""Digests of sentences: they identify a sentence without storing its text."""

from __future__ import annotations

import hashlib

from evolve.text.clean import clean_line


def sentence_digest(text: str) -> str:
    """Return twelve hexadecimal digits that identify a sentence, however its lines are broken."""
    return hashlib.sha256(clean_line(text).encode()).hexdigest()[:12]
