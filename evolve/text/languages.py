"""The languages of texts, and the language a text seems to be in, judged by its script and its most common words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

STEMMED_LANGUAGES = (
    "arabic", "danish", "dutch", "english", "finnish", "french", "german", "hungarian", "italian", "norwegian",
    "portuguese", "romanian", "russian", "spanish", "swedish",
)  # fmt: skip
"""The languages with a Snowball stemmer, listed here so that checking one does not load nltk."""

UNSPACED_LANGUAGES = ("chinese", "japanese")
"""The languages written without spaces between words; their words are not inflected by endings that a stemmer cuts."""

LANGUAGES = tuple(sorted((*STEMMED_LANGUAGES, *UNSPACED_LANGUAGES)))
"""The languages that can be chosen."""

AUTO = "auto"
"""The setting by which the language is recognised."""

DEFAULT = "english"
"""The language whose rules are used for texts whose language is not recognised."""

CODES = {
    "arabic": "ar", "chinese": "zh", "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr",
    "german": "de", "hungarian": "hu", "italian": "it", "japanese": "ja", "norwegian": "no", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv",
}  # fmt: skip
"""The language codes for machine-readable files (BCP 47)."""


WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
"""Matches a word of running text."""

_MIN_CERTAIN_SHARE = 0.2  # minimum share of a language's most common words for a text to be certainly in it

_MIN_RATIO = 2.0  # minimum ratio to the share of the language named; Danish and Norwegian differ by less

_MIN_WORDS = 20  # minimum number of words for the shares to be meaningful

_MIN_FEW_WORDS = 10  # minimum number of words of a text whose shares are far from each other

_MIN_FEW_SHARE = 0.3  # minimum share for so few words

_MIN_FEW_RATIO = 3.0  # minimum ratio for so few words

_MIN_SCRIPT_SHARE = 0.3  # minimum share of the letters in a script for the text to be written in it

_MAX_CHARACTERS = 20_000  # number of characters of each text that are read to recognise its language

_KANA = re.compile("[\u3041-\u30ff]")

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def function_words(language: str) -> frozenset[str]:
    """Return the most common words of a language, in lower case; empty if none are listed."""
    return _function_words().get(language, frozenset())


def function_share(text: str) -> float:
    """Return the share of words, 0..1, that are among the most common ones of the best-fitting language."""
    return max(_shares(text).values())


def recognised_language(texts: Sequence[str]) -> str | None:
    """Return the one language that all texts seem to be in; None if they differ or it cannot be recognised.

    Texts too short to be recognised alone are taken to be in the language of the others.
    """
    texts = [text[:_MAX_CHARACTERS] for text in texts]
    found = {language for language in map(_language_of, texts) if language}
    if not found:
        return _language_of(" ".join(texts))
    return found.pop() if len(found) == 1 else None


def is_recognised(texts: Sequence[str]) -> bool:
    """Return whether the language of texts is recognised, or they are too short for it to be expected."""
    words = sum(len(WORD.findall(text[:_MAX_CHARACTERS])) for text in texts)
    return words < _MIN_WORDS or recognised_language(texts) is not None


def unexpected_language(text: str, language: str) -> str | None:
    """Return the language a text is certainly in, if it is not `language` and can be chosen; else None."""
    shares = _shares(text)
    if language not in shares or len(WORD.findall(text)) < _MIN_WORDS:
        return None
    best = max((name for name in LANGUAGES if name in shares), key=lambda name: shares[name])
    return best if shares[best] >= max(_MIN_CERTAIN_SHARE, _MIN_RATIO * shares[language]) else None


@lru_cache(maxsize=64)
def _language_of(text: str) -> str | None:
    """Return the language a text is certainly in, if it can be chosen; else None."""
    letters = sum(character.isalpha() for character in text)
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if kana + han >= _MIN_SCRIPT_SHARE * letters > 0:
        return "japanese" if kana >= _MIN_SCRIPT_SHARE * (kana + han) else "chinese"
    shares = _shares(text)
    words = len(WORD.findall(text))
    best = max(shares, key=lambda name: shares[name])
    if shares[DEFAULT] >= max(_MIN_CERTAIN_SHARE, shares[best] / _MIN_RATIO):
        return DEFAULT
    if best not in LANGUAGES or words < _MIN_FEW_WORDS:
        return None
    few = words < _MIN_WORDS
    least_share, least_ratio = (_MIN_FEW_SHARE, _MIN_FEW_RATIO) if few else (_MIN_CERTAIN_SHARE, _MIN_RATIO)
    return best if shares[best] >= max(least_share, least_ratio * shares[DEFAULT]) else None


def _shares(text: str) -> dict[str, float]:
    """Return for each language the share of words, 0..1, that are among its most common ones."""
    counts: Counter[str] = Counter()
    for word, count in Counter(WORD.findall(text)).items():
        counts[word.lower()] += count
    size = max(1, counts.total())
    return {
        language: sum(counts[word] for word in common if word in counts) / size
        for language, common in _function_words().items()
    }


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    lines = (files("evolve.text") / "function_words.txt").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":") for line in lines if ":" in line and not line.startswith("#"))
    return {language: frozenset(words.split()) for language, _, words in named}
