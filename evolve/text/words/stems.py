"""Snowball stems, with British spellings mapped to American ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from evolve.text.languages import UNSPACED_LANGUAGES

# British to American, English only; a wrong guess ("promise" becomes "promize") is harmless: it applies to both texts
_SPELLINGS = (
    (re.compile(r"is(e|es|ed|ing|er|ers|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"^(\w{3,})our(s|ed|ing|able|ite|ites|hood|hoods|ly|ful|less)?$"), r"\1or\2"),
    (re.compile(r"^(\w{3,}[aeiou])ll(ed|ing|er|ers)$"), r"\1l\2"),
)


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return the Snowball stemmer of a language, with a cache; the identity for a language without endings."""
    if language in UNSPACED_LANGUAGES:
        return str
    from evolve.text.nltk_parts import SNOWBALL, nltk_part

    stem: Callable[[str], str] = nltk_part(SNOWBALL).SnowballStemmer(language).stem

    @cache
    def cached_stem(word: str) -> str:
        return stem(american(word) if language == "english" else word)

    return cached_stem


def american(word: str) -> str:
    """Return an English word in American spelling, as far as its ending shows it."""
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word
