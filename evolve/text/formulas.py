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
from importlib.resources import files
from itertools import pairwise, product

from evolve.text.languages import WORD

_CASED_NOUNS = "german"
"""A language whose capitals are no sign of a name."""
_LONGEST = 80
"""Words; the longest list of dignitaries that one sentence addresses."""
_NAMES = 4
"""Words in a row that a name has at most: "the United States Congress"."""
_TITLED = 2
"""Words after a title up to which an office belongs to it: "Monsieur le Président"."""
_LONGEST_DIRECTION = 12
"""Words that a stage direction has at most."""
_TAIL = 12
"""Characters before a stage direction that show whether a sentence has ended."""
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
    """Words of the longest phrase."""
    first_words: frozenset[str]
    """Words that a phrase begins with."""
    following: dict[str, frozenset[str]]
    """By kind, the words that may follow a phrase."""
    vocatives: frozenset[str]
    """Words that only somebody who is spoken to is called by: "fellow", "distinguished"."""
    titles: frozenset[str]
    called: frozenset[str]
    """Who is often called to: "Comrades!"."""
    addressed: frozenset[str]
    """Offices and groups."""
    between: frozenset[str]
    """Words between the names and offices of those who are addressed."""
    names: bool
    """Whether a capital marks a name."""


@dataclass(slots=True)
class _Seen:
    """What the words of a sentence up to some place are."""

    kind: str = "lead"
    """Of the phrase that was read last."""
    phrases: bool = False
    """Whether a phrase other than a lead-in was read."""
    vocative: bool = False
    """Whether words were read by which only somebody who is spoken to is called."""
    called: bool = False
    """Whether somebody was named who is often called to."""
    names: int = 0
    """Words of the name that is being read."""
    beside_title: bool = False
    """Whether the word before is a title, an office or a name after one."""
    title_at: int = -9
    """The place of the last title."""


def is_formula(text: str) -> bool:
    """Return whether a sentence, or a paragraph of several, consists of formulas and stage directions alone."""
    if is_stage_direction(text):
        return True
    rest = _without_directions(text)
    first = WORD.search(rest)
    if (
        first is None
        or first.group().replace("’", "'").lower() not in _opening()
        or "?" in rest
        or _QUOTES.search(rest)
    ):
        return False
    found = list(WORD.finditer(rest))
    words = [match.group().replace("’", "'") for match in found]
    if not 0 < len(words) <= _LONGEST:
        return False
    parted = [","] + [rest[a.end() : b.start()].strip() for a, b in pairwise(found)]
    end = rest[found[-1].end() :].strip().rstrip("*_")
    return any(_reads(words, parted, end, grammar) for grammar in _grammars())


def is_stage_direction(text: str) -> bool:
    """Return whether a text is nothing but notes on the audience or the scene, such as "[Applause]" or "(Beifall)"."""
    # a quotation may end with the applause for it
    text = text.strip().rstrip('"”’»')
    emphasised = _EMPHASISED.match(text)
    if emphasised:
        return _directs(emphasised[2].strip("()[]"))
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
        before = text[max(at, edge - _TAIL) : edge]
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
    return (match for match in _BRACKETED.finditer(text) if _directs(match.group()))


def _without_directions(text: str) -> str:
    if "[" not in text and "(" not in text:
        return text
    return _BRACKETED.sub(lambda match: " " if _directs(match.group()) else match.group(), text)


def _directs(text: str) -> bool:
    """Whether the words in brackets note what the audience or the scene does."""
    words = WORD.findall(text)
    known = _words("stage") | _words("stage words")
    return (
        0 < len(words) <= _LONGEST_DIRECTION
        and any(word.lower() in _words("stage") for word in words)
        and all(word.lower() in known or word[0].isupper() for word in words)
    )


def _reads(words: Sequence[str], parted: Sequence[str], end: str, grammar: _Grammar) -> bool:
    """Whether the words are formulas of one language; `parted` is the punctuation before each, `end` after the last."""
    lower = [word.lower() for word in words]
    # in a headline every word has a capital, and none is a sign of a name
    cased = len(words) <= 2 or any(word[0].islower() for word in words[1:])
    seen = _Seen()
    at = 0
    while at < len(words):
        if parted[at]:
            seen.names = 0
            seen.beside_title = seen.beside_title and parted[at] == "."
        count = _phrase_at(lower, at, grammar)
        if count > 1 or (count and lower[at] not in grammar.following.get(seen.kind, ())):
            kind = grammar.phrases[" ".join(lower[at : at + count])]
            if kind == "address":
                seen.vocative = True
            elif kind != "lead":
                seen.kind, seen.phrases = kind, True
            seen.names, seen.beside_title = 0, kind == "address"
            at += count
            continue
        if not _continues(words[at], lower[at], at, seen, grammar, cased=cased):
            return False
        at += 1
    return seen.phrases or seen.vocative or (seen.called and end.startswith(_PAUSE))


def _phrase_at(lower: Sequence[str], at: int, grammar: _Grammar) -> int:
    """How many words the longest phrase has that begins here; 0 for none."""
    if lower[at] not in grammar.first_words:
        return 0
    most = min(grammar.longest, len(lower) - at)
    return next((n for n in range(most, 0, -1) if " ".join(lower[at : at + n]) in grammar.phrases), 0)


def _continues(word: str, lower: str, at: int, seen: _Seen, grammar: _Grammar, *, cased: bool) -> bool:
    """Whether a word may follow what was read; notes what it is."""
    if lower in grammar.titles:
        seen.title_at, seen.beside_title = at, True
        return True
    if lower in grammar.vocatives or lower in grammar.called or lower in grammar.addressed:
        titled = at - seen.title_at <= _TITLED
        seen.vocative = seen.vocative or titled or lower in grammar.vocatives
        seen.called = seen.called or lower in grammar.called
        seen.beside_title, seen.names = True, 0
        return True
    if lower in grammar.between:
        seen.names = 0
        return True
    if lower in grammar.following.get(seen.kind, ()):
        seen.names, seen.beside_title = 0, False
        return True
    allowed = seen.beside_title or (grammar.names and cased and seen.phrases)
    if allowed and word[0].isupper() and seen.names < _NAMES:
        seen.names += 1
        return True
    return False


@cache
def _opening() -> frozenset[str]:
    """The words that a formula of any language can begin with."""
    return frozenset().union(
        *(
            words
            for each in _grammars()
            for words in (
                each.first_words,
                each.titles,
                each.vocatives,
                each.called,
                each.addressed,
                each.between,
                each.following.get(_Seen().kind, frozenset()),
            )
        )
    )


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
    return _Grammar(
        phrases,
        max(len(phrase.split()) for phrase in phrases),
        frozenset(phrase.split()[0] for phrase in phrases),
        following,
        vocatives=following["vocative"],
        titles=following["title"],
        called=following["called"],
        addressed=following["addressed"],
        between=following["between"],
        names=language != _CASED_NOUNS,
    )


def _spelled_out(line: str) -> Iterator[str]:
    """Every phrase that a line with alternatives stands for."""
    parts = [part.split("|") for part in re.split(r"[{}]", line)]
    return (" ".join("".join(choice).split()) for choice in product(*parts))


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in _sections()[section] for word in line.split())


@cache
def _sections() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    section = ""
    for line in (files("evolve.text") / "formulas.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            out.setdefault(section, []).append(line)
    return out
