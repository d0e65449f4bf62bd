"""Cuts a sentence into the words that are compared: unified, stemmed, each with its place.

A token's `form` is what two sentences can share; its span is what a person is shown. Function words are tokens too:
how little they weigh is decided by how common they are, not by a list of stop words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from evolve.text.equivalents import Equivalents

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W\d_]+)*|%")
_POSSESSIVE = re.compile(r"['’]s?$")

# British to American, English only; a wrong guess ("promise" becomes "promize") does no harm: both texts pass here
_SPELLINGS = (
    (re.compile(r"is(e|es|ed|ing|er|ers|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"^(\w{3,})our(s|ed|ing|able|ite|ites|hood|hoods|ly|ful|less)?$"), r"\1or\2"),
    (re.compile(r"^(\w{3,}[aeiou])ll(ed|ing|er|ers)$"), r"\1l\2"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence."""

    form: str
    """What it is compared by: unified and stemmed."""
    word: str
    """Lower-cased as written, for looking up how common it is; the unified name where it has one."""
    start: int
    """Where it starts in the sentence, in characters."""
    end: int
    """Where it ends, half-open."""
    name: bool
    """Whether it is capitalised within the sentence: most likely a name."""
    number: bool
    """Whether it is a figure."""


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """The Snowball stemmer of a language, remembering what it has stemmed."""
    from nltk.stem.snowball import SnowballStemmer

    stem: Callable[[str], str] = SnowballStemmer(language).stem

    @cache
    def remembered(word: str) -> str:
        return stem(_american(word) if language == "english" else word)

    return remembered


def tokenise(sentence: str, *, language: str = "english", equivalents: Equivalents | None = None) -> tuple[Token, ...]:
    """The words of a sentence in order, one at least; a spelling of several words ("European Union") is one token."""
    stem = stemmer(language)
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(sentence)]
    words = [_POSSESSIVE.sub("", raw) for raw, _, _ in found]
    out: list[Token] = []
    at = 0
    while at < len(words):
        length, unified = equivalents.longest(words, at) if equivalents else (1, None)
        raw, start, _ = found[at]
        end = found[at + length - 1][2]
        name = raw[0].isupper() and (at > 0 or raw.isupper())
        if unified is not None:
            out.append(Token(unified, unified, start, end, name, unified.isdigit()))
        else:
            low = words[at].lower().replace("’", "'").replace(".", "") if not raw[0].isdigit() else raw.replace(",", "")
            figure = raw[0].isdigit()
            out.append(Token(low if figure else stem(low), low, start, end, name, figure))
        at += length
    if not out:
        # "* * *" or a smiley is a sentence too, and has to find itself again
        out.append(Token(sentence.strip(), sentence.strip(), 0, len(sentence), False, False))
    return tuple(out)


def _american(word: str) -> str:
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word
