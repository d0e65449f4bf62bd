"""Cuts a sentence into the words that are compared: unified, stemmed, each with its place.

A token's `form` is what two sentences can share; its span is what a person is shown. Function words are tokens too:
how little they weigh is decided by how common they are, not by a list of stop words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from evolve.text.words.equivalents import NONE, Equivalents
from evolve.text.words.scan import WORD
from evolve.text.words.stems import stemmer

_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)$")
_POSSESSIVE = re.compile(r"['’]s?$")

_CAPITAL_NOUNS = ("german",)  # languages where a capital letter is no sign of a name


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


def as_written(sentence: str, token: Token) -> str:
    """A word as it stands in its sentence, without a possessive ending."""
    return _POSSESSIVE.sub("", sentence[token.start : token.end])


_Plain = tuple[str, str, bool, bool]
"""Form, word, whether it may be a name, whether it is a figure."""


@cache
def _reader(language: str, equivalents: Equivalents) -> tuple[Callable[[str], _Plain], Callable[[str], bool]]:
    """What a word is by itself, and whether a known spelling may begin with it; both remembered."""
    stem = stemmer(language)
    inflected = {stem(word): unified for word, unified in equivalents.inflected.items()}

    @cache
    def plain(raw: str) -> _Plain:
        name = raw[0].isupper()
        if raw[0].isdigit():
            return _ORDINAL.sub("", raw).replace(",", ""), raw, name, True
        low = _POSSESSIVE.sub("", raw).lower().replace("’", "'").replace(".", "")
        form = stem(low)
        return inflected.get(form, form), low, name, False

    @cache
    def begins(raw: str) -> bool:
        return equivalents.may_begin(_POSSESSIVE.sub("", raw))

    return plain, begins


def tokenise(sentence: str, *, language: str = "english", equivalents: Equivalents = NONE) -> tuple[Token, ...]:
    """The words of a sentence in order, one at least; a spelling of several words ("European Union") is one token."""
    plain, begins = _reader(language, equivalents)
    found = [(match.group(), match.start(), match.end()) for match in WORD.finditer(sentence)]
    out: list[Token] = []
    at = 0
    while at < len(found):
        raw, start, end = found[at]
        length, unified = 1, None
        if begins(raw):
            ahead = [_POSSESSIVE.sub("", word) for word, _, _ in found[at : at + equivalents.most_words]]
            length, unified = equivalents.longest(ahead)
            end = found[at + length - 1][2]
        if unified is None:
            form, word, capital, figure = plain(raw)
        else:
            form, word, capital, figure = unified, unified, raw[0].isupper(), unified.isdigit()
        name = capital and len(raw) > 1 and (raw.isupper() or (at > 0 and language not in _CAPITAL_NOUNS))
        out.append(Token(form, word, start, end, name, figure))
        at += length
    if not out:
        # "* * *" or a smiley is a sentence too, and has to find itself again
        out.append(Token(sentence.strip(), sentence.strip(), 0, len(sentence), False, False))
    return tuple(out)
