"""The languages of texts, and the language a text seems to be in, judged by its most common words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = (
    "arabic", "danish", "dutch", "english", "finnish", "french", "german", "hungarian", "italian", "norwegian",
    "portuguese", "romanian", "russian", "spanish", "swedish",
)  # fmt: skip
"""The languages with a Snowball stemmer, listed here so that checking one does not load nltk."""

CODES = {
    "arabic": "ar", "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr", "german": "de",
    "hungarian": "hu", "italian": "it", "norwegian": "no", "portuguese": "pt", "romanian": "ro", "russian": "ru",
    "spanish": "es", "swedish": "sv",
}  # fmt: skip
"""The language codes for machine-readable files (BCP 47)."""


WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
"""Matches a word of running text."""

_MIN_CERTAIN_SHARE = 0.2  # minimum share of a language's most common words for a text to be certainly in it

_MIN_RATIO = 2.0  # minimum ratio to the share of the language named; Danish and Norwegian differ by less

_MIN_WORDS = 20  # minimum number of words for the shares to be meaningful


def function_words(language: str) -> frozenset[str]:
    """Return the most common words of a language, in lower case; empty if none are listed."""
    return _function_words().get(language, frozenset())


def function_share(text: str) -> float:
    """Return the share of words, 0..1, that are among the most common ones of the best-fitting language."""
    return max(_shares(text).values())


def unexpected_language(text: str, language: str) -> str | None:
    """Return the language a text is certainly in, if it is not `language` and can be chosen; else None."""
    shares = _shares(text)
    if language not in shares or len(WORD.findall(text)) < _MIN_WORDS:
        return None
    best = max((name for name in LANGUAGES if name in shares), key=lambda name: shares[name])
    return best if shares[best] >= max(_MIN_CERTAIN_SHARE, _MIN_RATIO * shares[language]) else None


def _shares(text: str) -> dict[str, float]:
    """Return for each language the share of words, 0..1, that are among its most common ones."""
    words = [word.lower() for word in WORD.findall(text)]
    return {
        language: sum(word in common for word in words) / max(1, len(words))
        for language, common in _function_words().items()
    }


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    lines = (files("evolve.text") / "function_words.txt").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":") for line in lines if ":" in line and not line.startswith("#"))
    return {language: frozenset(words.split()) for language, _, words in named}
