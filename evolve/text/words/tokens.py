"""Split a sentence into the words that are compared: unified, stemmed, each with its span.

A token's `form` is what two sentences can share; its span is what the user sees. Function words are tokens too: their
low weight follows from their frequency, not from a list of stop words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from evolve.text.words.equivalents import NONE, Equivalents
from evolve.text.words.scan import WORD
from evolve.text.words.stems import stemmer

_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)$")
_POSSESSIVE = re.compile(r"['’]s?$")

_CAPITAL_NOUNS = ("german",)  # languages that capitalise all nouns, so that a capital does not mark a name


class Token(NamedTuple):
    """One word of a sentence; a tuple, because a report creates a hundred thousand of them."""

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


_token = partial(tuple.__new__, Token)
"""Returns the token with these six fields; faster than the constructor, which is in Python."""


def as_written(sentence: str, token: Token) -> str:
    """Return a word as written in its sentence, without a possessive ending."""
    return without_possessive(sentence[token.start : token.end])


def without_possessive(word: str) -> str:
    """Return a word without "'s" or "'" at its end."""
    return _POSSESSIVE.sub("", word)


class ReadWord(NamedTuple):
    """The properties of a word that do not depend on its place, and whether it may be part of a longer name."""

    plain: str
    """As written, without a possessive ending."""
    form: str
    word: str
    number: bool
    unified: bool
    """Whether the word by itself is a spelling of a unified name."""
    name: bool
    """Whether it is a name within a sentence."""
    first_name: bool
    """Whether it is a name also at the start of a sentence, because it is written in capitals."""
    begins_phrase: bool
    """Whether a known spelling of several words may begin with it."""
    continues_phrase: bool
    """Whether it may be the second word of one."""


@cache
def word_reader(language: str, equivalents: Equivalents) -> Callable[[str], ReadWord]:
    """Return a function that reads a word by itself; cached, because most words of a text have occurred before."""
    stem = stemmer(language)
    inflected = {stem(word): unified for word, unified in equivalents.inflected.items()}
    capitals_mark_names = language not in _CAPITAL_NOUNS

    def form_of(raw: str, plain: str) -> tuple[str, str, bool]:
        if raw[0].isdigit():
            return _ORDINAL.sub("", raw).replace(",", ""), raw, True
        low = plain.lower().replace("’", "'").replace(".", "")
        form = stem(low)
        return inflected.get(form, form), low, False

    @lru_cache(maxsize=1 << 16)
    def read(raw: str) -> ReadWord:
        plain = without_possessive(raw)
        _, unified = equivalents.longest([plain])
        form, word, number = form_of(raw, plain) if unified is None else (unified, unified, unified.isdigit())
        may_be_name = raw[0].isupper() and len(raw) > 1
        return ReadWord(
            plain,
            form,
            word,
            number,
            unified is not None,
            may_be_name and (capitals_mark_names or raw.isupper()),
            may_be_name and raw.isupper(),
            equivalents.begins_phrase(plain),
            equivalents.continues_phrase(plain),
        )

    return read


def tokenise(sentence: str, *, language: str = "english", equivalents: Equivalents = NONE) -> tuple[Token, ...]:
    """Return the words of a sentence in order, at least one; a spelling of several words ("European Union") is one
    token.
    """
    read = word_reader(language, equivalents)
    spans = [match.span() for match in WORD.finditer(sentence)]
    if not spans:
        # "* * *" or a smiley is a sentence too, and must be able to match itself
        return (Token(sentence.strip(), sentence.strip(), 0, len(sentence), False, False),)
    words = [read(sentence[start:end]) for start, end in spans]
    tokens = [
        _token((word.form, word.word, start, end, word.name, word.number))
        for word, (start, end) in zip(words, spans, strict=True)
    ]
    tokens[0] = tokens[0]._replace(name=words[0].first_name)
    for first, (stop, unified) in reversed(_phrases(words, equivalents).items()):
        start, name = tokens[first].start, tokens[first].name
        tokens[first:stop] = [Token(unified, unified, start, spans[stop - 1][1], name, unified.isdigit())]
    return tuple(tokens)


def _phrases(words: Sequence[ReadWord], equivalents: Equivalents) -> dict[int, tuple[int, str]]:
    """Return the known spellings of several words, by their first word: the word after them, and the unified form."""
    found: dict[int, tuple[int, str]] = {}
    stop = 0
    starts = [index for index, word in enumerate(words[:-1]) if word.begins_phrase]
    for index in starts:
        if index >= stop and words[index + 1].continues_phrase:
            ahead = words[index : index + equivalents.most_words]
            length, unified = equivalents.longest([word.plain for word in ahead])
            if unified is not None and length > 1:
                stop = index + length
                found[index] = stop, unified
    return found
