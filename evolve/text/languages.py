"""The languages a text may be in, and which of them a text looks like by its commonest words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = (
    "arabic", "danish", "dutch", "english", "finnish", "french", "german", "hungarian", "italian", "norwegian",
    "portuguese", "romanian", "russian", "spanish", "swedish",
)  # fmt: skip
"""Those with a Snowball stemmer, listed here so that checking one loads no nltk."""

CODES = {
    "arabic": "ar", "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr", "german": "de",
    "hungarian": "hu", "italian": "it", "norwegian": "no", "portuguese": "pt", "romanian": "ro", "russian": "ru",
    "spanish": "es", "swedish": "sv",
}  # fmt: skip
"""What each is called in files that machines read (BCP 47)."""


WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
"""A word of running text."""

_PLAIN = 0.2  # the share of its commonest words from which a text is plainly in a language

_TWICE = 2.0  # times as many of them as of the language named; Danish and Norwegian differ by less

_ENOUGH = 20  # words, from which shares say something


def function_share(text: str) -> float:
    """0..1, the share of words that are among the commonest ones of the language they fit best."""
    return max(_shares(text).values())


def unexpected_language(text: str, language: str) -> str | None:
    """The language a text is plainly in, where that is another than `language` and one that can be chosen."""
    shares = _shares(text)
    if language not in shares or len(WORD.findall(text)) < _ENOUGH:
        return None
    best = max((name for name in LANGUAGES if name in shares), key=lambda name: shares[name])
    return best if shares[best] >= max(_PLAIN, _TWICE * shares[language]) else None


def _shares(text: str) -> dict[str, float]:
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
