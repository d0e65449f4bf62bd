"""Split a sentence into the words that are compared: unified, stemmed, each with its span.

A token's `form` is what two sentences can share; its span is what the user sees. Function words are tokens too: their
low weight follows from their frequency, not from a list of stop words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from evolve.text.words.equivalents import NONE, Equivalents
from evolve.text.words.scan import WORD
from evolve.text.words.stems import stemmer

_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)$")
_POSSESSIVE = re.compile(r"['’]s?$")

_CAPITAL_NOUNS = ("german",)  # languages that capitalise all nouns, so that a capital does not mark a name


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence."""

    form: str
    """The form that is compared: unified and stemmed."""
    word: str
    """The word in lower case, for looking up its frequency; the unified name if it has one."""
    start: int
    """First character in the sentence."""
    end: int
    """End in the sentence, half-open."""
    name: bool
    """Whether it is capitalised within the sentence: most likely a name."""
    number: bool
    """Whether it is a figure."""


def as_written(sentence: str, token: Token) -> str:
    """Return a word as written in its sentence, without a possessive ending."""
    return without_possessive(sentence[token.start : token.end])


def without_possessive(word: str) -> str:
    """Return a word without "'s" or "'" at its end."""
    return _POSSESSIVE.sub("", word)


class WordForm(NamedTuple):
    """The properties of a word that do not depend on its place."""

    form: str
    word: str
    capital: bool
    number: bool


@cache
def word_reader(language: str, equivalents: Equivalents) -> Callable[[str], WordForm]:
    """Return a cached function that reads a word by itself, without names of several words."""
    stem = stemmer(language)
    inflected = {stem(word): unified for word, unified in equivalents.inflected.items()}

    @cache
    def word_form(raw: str) -> WordForm:
        capital = raw[0].isupper()
        if raw[0].isdigit():
            return WordForm(_ORDINAL.sub("", raw).replace(",", ""), raw, capital, True)
        low = without_possessive(raw).lower().replace("’", "'").replace(".", "")
        form = stem(low)
        return WordForm(inflected.get(form, form), low, capital, False)

    return word_form


@cache
def _may_begin_name(equivalents: Equivalents) -> Callable[[str], bool]:
    """Return a cached function: whether a known spelling may begin with a word as written."""
    return cache(lambda raw: equivalents.may_begin(without_possessive(raw)))


def tokenise(sentence: str, *, language: str = "english", equivalents: Equivalents = NONE) -> tuple[Token, ...]:
    """Return the words of a sentence in order, at least one; a spelling of several words ("European Union") is one
    token.
    """
    word_form, may_begin_name = word_reader(language, equivalents), _may_begin_name(equivalents)
    found = [(match.group(), match.start(), match.end()) for match in WORD.finditer(sentence)]
    tokens: list[Token] = []
    index = 0
    while index < len(found):
        raw, start, end = found[index]
        length, unified = 1, None
        if may_begin_name(raw):
            ahead = [without_possessive(word) for word, _, _ in found[index : index + equivalents.most_words]]
            length, unified = equivalents.longest(ahead)
            end = found[index + length - 1][2]
        if unified is None:
            form, word, capital, figure = word_form(raw)
        else:
            form, word, capital, figure = unified, unified, raw[0].isupper(), unified.isdigit()
        name = capital and len(raw) > 1 and (raw.isupper() or (index > 0 and language not in _CAPITAL_NOUNS))
        tokens.append(Token(form, word, start, end, name, figure))
        index += length
    if not tokens:
        # "* * *" or a smiley is a sentence too, and must be able to match itself
        tokens.append(Token(sentence.strip(), sentence.strip(), 0, len(sentence), False, False))
    return tuple(tokens)
