"""Recognises formulas: sentences that greet, thank, bless, address somebody or conduct a meeting, and claim nothing.

A formula makes no claim, however often two speeches share it. A sentence is one only if every word of it belongs to a
listed phrase, may follow that phrase, or is a name beside it. With one other word it may be making a claim.
Quotations and questions are never formulas: somebody reports them, or expects an answer. The phrases are a data file
beside this module, so that a language can be added without Python. Every pass is linear in the length of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from evolve.text.languages import WORD
from evolve.text.sections import sections_of

_CASED_NOUNS = "german"
"""The language whose capitals do not mark names."""
_MAX_WORDS = 80
"""Maximum number of words; the longest list of dignitaries that one sentence addresses has fewer."""
_MAX_NAME_WORDS = 4
"""Maximum number of words of a name: "the United States Congress"."""
_MAX_TITLE_DISTANCE = 2
"""Maximum number of words from a title to its office: "Monsieur le Président"."""
_MAX_DIRECTION_WORDS = 12
"""Maximum number of words of a stage direction."""
_TAIL_LENGTH = 12
"""Number of characters before a stage direction that show whether a sentence has ended."""
_PAUSE = (",", ":", "!", "—", "–", ";")
_QUOTES = re.compile('["“”„«»‹›「」]')
_BRACKETED = re.compile(r"(?:\[[^\[\]()]{2,80}\]|\([^\[\]()]{2,80}\))[.!]?")
_EMPHASISED = re.compile(r"([*_]{1,2})([^*_]{2,40})\1[.!]?$")
_CLOSED = re.compile(r"[.!?…:;,—–-][\"'”’»)\]*_]{0,4}$")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The words of one language's formulas."""

    phrases: dict[str, str]
    """The kind of every phrase."""
    longest: int
    """Number of words of the longest phrase."""
    first_words: frozenset[str]
    """Words that a phrase begins with."""
    following: dict[str, frozenset[str]]
    """By kind, the words that may follow a phrase."""
    vocatives: frozenset[str]
    """Words used only to address somebody: "fellow", "distinguished"."""
    titles: frozenset[str]
    called: frozenset[str]
    """Names of groups that are often called to: "Comrades!"."""
    addressed: frozenset[str]
    """Offices and groups."""
    between: frozenset[str]
    """Words between the names and offices of the people addressed."""
    opening: frozenset[str]
    """Words that a formula can begin with."""
    known: frozenset[str]
    """All words of formulas that are not names."""
    names: bool
    """Whether a capital marks a name."""


@dataclass(slots=True)
class _ReadingState:
    """The state of reading a sentence up to some word."""

    kind: str = "lead"
    """The kind of the phrase read last."""
    phrases: bool = False
    """Whether a phrase other than a lead-in was read."""
    vocative: bool = False
    """Whether words used only to address somebody were read."""
    called: bool = False
    """Whether a name that is often called to was read."""
    names: int = 0
    """Number of words read of the current name."""
    beside_title: bool = False
    """Whether the last word is a title, an office or a name after one."""
    title_at: int = -9
    """The index of the last title."""


def is_formula(text: str) -> bool:
    """Return whether a sentence, or a paragraph of several, consists of formulas and stage directions alone."""
    if is_stage_direction(text):
        return True
    rest = _without_directions(text)
    if "?" in rest or _QUOTES.search(rest):
        return False
    found: list[re.Match[str]] = []
    words: list[str] = []
    lower: list[str] = []
    for match in WORD.finditer(rest):
        words.append(match.group().replace("’", "'"))
        lower.append(words[-1].lower())
        # Most sentences are left after a word or two.
        known = _known_words() if found else _opening_words()
        if len(found) == _MAX_WORDS or (lower[-1] not in known and (not found or not words[-1][0].isupper())):
            return False
        found.append(match)
    if not found:
        return False
    marks_before = [","] + [rest[a.end() : b.start()].strip() for a, b in pairwise(found)]
    end = rest[found[-1].end() :].strip().rstrip("*_")
    return any(
        lower[0] in grammar.opening and _are_formulas(words, lower, marks_before, end, grammar)
        for grammar in _grammars()
    )


def is_stage_direction(text: str) -> bool:
    """Return whether a text is nothing but notes on the audience or the scene, such as "[Applause]" or "(Beifall)"."""
    # a quotation may end with the applause for it
    text = text.strip().rstrip('"”’»')
    emphasised = _EMPHASISED.match(text)
    if emphasised:
        return _is_direction(emphasised[2].strip("()[]"))
    return bool(text) and text[0] in "[(" and not _without_directions(text).strip()


def split_directions(text: str) -> Iterator[tuple[int, int]]:
    """Return the spans into which stage directions before, after and between sentences divide a text, in order.

    A stage direction within a sentence stays there. White space between the spans belongs to none of them.
    """
    at, stop = 0, len(text.rstrip())
    for match in _directions(text):
        first, last = match.span()
        edge = first
        while edge > at and text[edge - 1].isspace():
            edge -= 1
        before = text[max(at, edge - _TAIL_LENGTH) : edge]
        if before and last < stop and not _CLOSED.search(before):
            continue
        if before:
            yield _stripped(text, at, first)
        yield first, last
        at = last
    if at < stop:
        yield _stripped(text, at, stop)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _directions(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _BRACKETED.finditer(text) if _is_direction(match.group()))


def _without_directions(text: str) -> str:
    if "[" not in text and "(" not in text:
        return text
    return _BRACKETED.sub(lambda match: " " if _is_direction(match.group()) else match.group(), text)


def _is_direction(text: str) -> bool:
    """Return whether words in brackets describe what the audience or the scene does."""
    words = WORD.findall(text)
    known = _words("stage") | _words("stage words")
    return (
        0 < len(words) <= _MAX_DIRECTION_WORDS
        and any(word.lower() in _words("stage") for word in words)
        and all(word.lower() in known or word[0].isupper() for word in words)
    )


def _are_formulas(
    words: Sequence[str], lower: Sequence[str], marks_before: Sequence[str], end: str, grammar: _Grammar
) -> bool:
    """Return whether the words, also given in lower case, are formulas of one language.

    `marks_before` is the punctuation before each word, `end` that after the last one.
    """
    # in a headline every word has a capital, so capitals mark no names
    cased = len(words) <= 2 or any(word[0].islower() for word in words[1:])
    state = _ReadingState()
    at = 0
    while at < len(words):
        if marks_before[at]:
            state.names = 0
            state.beside_title = state.beside_title and marks_before[at] == "."
        count = _phrase_at(lower, at, grammar)
        if count > 1 or (count and lower[at] not in grammar.following.get(state.kind, ())):
            kind = grammar.phrases[" ".join(lower[at : at + count])]
            if kind == "address":
                state.vocative = True
            elif kind != "lead":
                state.kind, state.phrases = kind, True
            state.names, state.beside_title = 0, kind == "address"
            at += count
            continue
        if not _continues(words[at], lower[at], at, state, grammar, cased=cased):
            return False
        at += 1
    return state.phrases or state.vocative or (state.called and end.startswith(_PAUSE))


def _phrase_at(lower: Sequence[str], at: int, grammar: _Grammar) -> int:
    """Return the number of words of the longest phrase that begins at a word; 0 without one."""
    if lower[at] not in grammar.first_words:
        return 0
    most = min(grammar.longest, len(lower) - at)
    return next((n for n in range(most, 0, -1) if " ".join(lower[at : at + n]) in grammar.phrases), 0)


def _continues(word: str, lower: str, at: int, state: _ReadingState, grammar: _Grammar, *, cased: bool) -> bool:
    """Return whether a word may follow the words read so far, and record it in `state`."""
    if lower in grammar.titles:
        state.title_at, state.beside_title = at, True
        return True
    if lower in grammar.vocatives or lower in grammar.called or lower in grammar.addressed:
        titled = at - state.title_at <= _MAX_TITLE_DISTANCE
        state.vocative = state.vocative or titled or lower in grammar.vocatives
        state.called = state.called or lower in grammar.called
        state.beside_title, state.names = True, 0
        return True
    if lower in grammar.between:
        state.names = 0
        return True
    if lower in grammar.following.get(state.kind, ()):
        state.names, state.beside_title = 0, False
        return True
    allowed = state.beside_title or (grammar.names and cased and state.phrases)
    if allowed and word[0].isupper() and state.names < _MAX_NAME_WORDS:
        state.names += 1
        return True
    return False


@cache
def _opening_words() -> frozenset[str]:
    """Return the words that a formula of any language can begin with."""
    return frozenset().union(*(grammar.opening for grammar in _grammars()))


@cache
def _known_words() -> frozenset[str]:
    """Return the words of formulas of all languages that are not names."""
    return frozenset().union(*(grammar.known for grammar in _grammars()))


@cache
def _grammars() -> tuple[_Grammar, ...]:
    languages = dict.fromkeys(name.split()[0] for name in _sections() if not name.startswith("stage"))
    return tuple(map(_grammar, languages))


def _grammar(language: str) -> _Grammar:
    phrases: dict[str, str] = {}
    following: dict[str, frozenset[str]] = {}
    for name, lines in _sections().items():
        of, _, kind = name.partition(" ")
        if of != language:
            continue
        if kind.endswith(" words"):
            following[kind.removesuffix(" words")] = _words(name)
        else:
            phrases |= dict.fromkeys((phrase for line in lines for phrase in _spelled_out(line)), kind)
    first_words = frozenset(phrase.split()[0] for phrase in phrases)
    single = frozenset().union(*(following[kind] for kind in ("vocative", "title", "called", "addressed", "between")))
    return _Grammar(
        phrases,
        max(len(phrase.split()) for phrase in phrases),
        first_words,
        following,
        vocatives=following["vocative"],
        titles=following["title"],
        called=following["called"],
        addressed=following["addressed"],
        between=following["between"],
        opening=first_words.union(single, following.get(_ReadingState().kind, ())),
        known=frozenset(word for phrase in phrases for word in phrase.split()).union(single, *following.values()),
        names=language != _CASED_NOUNS,
    )


def _spelled_out(line: str) -> Iterator[str]:
    """Yield every phrase that a line with alternatives means."""
    parts = [part.split("|") for part in re.split(r"[{}]", line)]
    return (" ".join("".join(choice).split()) for choice in product(*parts))


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in _sections()[section] for word in line.split())


@cache
def _sections() -> dict[str, list[str]]:
    return sections_of("evolve.text", "formulas.txt")
