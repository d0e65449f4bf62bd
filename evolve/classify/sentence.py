"""One sentence read once: its words with keys and weights, its figures, its cue words, its quotations.

Everything that compares two sentences works on these values, so a sentence that stands in many pairs is read once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from evolve.classify.lexicon import Family, Lexicon, lexicon_of
from evolve.classify.quantities.fractions import fraction_at
from evolve.classify.quantities.numbers import Quantity, quantity_at
from evolve.classify.quantities.times import time_at
from evolve.text.languages import LANGUAGES
from evolve.text.words.equivalents import Equivalents
from evolve.text.words.frequency import zipf_table
from evolve.text.words.scan import raw_words
from evolve.text.words.stems import stemmer

FUNCTION_WEIGHT = 0.2
CONNECTIVE_WEIGHT = 0.05
"""Of each word of a phrase such as "on the other hand": the whole phrase weighs about as much as "however"."""
NEGATOR_WEIGHT = 1.5
DENIAL = "¬"
"""The key of "not" and of "no"."""
MARK_WEIGHT = 0.75
FIGURE_WEIGHT = 2.0
NAME_WEIGHT = 2.5
UNLISTED_ZIPF = 3.0
"""Words outside the table of common words; measured on revisions of student essays, flat between 2.5 and 3.5."""

_MARKS = frozenset(",;:()—–")
_OPENING = frozenset(".!?:…“\"„«(‘'")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)(?:[”“»\"]|$)")


class Word(NamedTuple):
    """A word, a figure or a clause mark of a sentence; a tuple, because a report makes a hundred thousand of them."""

    key: str
    """What it is compared by; equal for spellings, inflections and names that mean the same."""
    low: str
    """Lower-cased as written."""
    start: int
    end: int
    weight: float
    """How much it says: about 1 for a content word, less for a common one, more for a name or a figure."""
    content: bool
    mark: bool
    name: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that denies, hedges, counts or attributes."""

    family: Family
    level: float
    first: int
    """Index of its first word."""
    last: int
    """Index after its last word."""


@dataclass(frozen=True, slots=True, eq=False)
class AnnotatedSentence:
    """What was read off one sentence."""

    text: str
    lexicon: Lexicon
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    counts: Counter[str]
    """How often each key stands in it."""
    content: frozenset[str]
    """The keys of its content words."""
    figures: tuple[Quantity, ...]
    cues: Mapping[Family, tuple[Cue, ...]]
    quotes: tuple[tuple[int, int], ...]
    """Spans between quotation marks, in characters."""

    def span(self, first: int, last: int) -> str:
        """The text from one word up to another."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""


@lru_cache(maxsize=1 << 15)
def annotate(text: str, language: str, equivalents: Equivalents | None = None) -> AnnotatedSentence:
    """Read a sentence; remembered, because one sentence stands in many candidate pairs."""
    lexicon = lexicon_of(language)
    raws = raw_words(text, english=language == "english")
    words: list[Word] = []
    figures: list[Quantity] = []
    names = [raw.text for raw in raws]
    loud = text.isupper()
    figure_words = lexicon.figure_words
    at = 0
    while at < len(raws):
        raw = raws[at]
        low = raw.low
        if (low in figure_words or low[0].isdigit()) and not raw.joined:
            found = time_at(raws, at, lexicon) or fraction_at(raws, at, lexicon) or quantity_at(raws, at, lexicon)
            if found:
                figure, length = found
                figures.append(figure)
                words.append(Word(figure.key, low, figure.start, figure.end, FIGURE_WEIGHT, True, False, False))
                at += length
                continue
        if low in _MARKS:
            words.append(Word(low, low, raw.start, raw.end, MARK_WEIGHT, False, True, False))
            at += 1
            continue
        may_be_name = at > 0 and raw.before not in _OPENING
        plain = _plain(raw.text, low, lexicon, equivalents, may_be_name, loud)
        length = 1
        if plain.begins and equivalents:
            length, unified = equivalents.longest(names[at : at + equivalents.most_words])
            if unified is not None:
                plain = _unified(raw.text, low, unified, lexicon)
        words.append(
            Word(plain.key, low, raw.start, raws[at + length - 1].end, plain.weight, plain.content, False, plain.name)
        )
        at += length
    cues = _cues(words, lexicon)
    for cue in cues.get(Family.NEGATOR, ()):
        at = cue.last - 1
        if not words[at].content and (at == cue.first or words[cue.first].low in lexicon.auxiliaries):
            words[at] = words[at]._replace(weight=NEGATOR_WEIGHT)
    for cue in cues.get(Family.CONNECTIVE, ()):
        for index in range(cue.first, cue.last):
            words[index] = words[index]._replace(weight=CONNECTIVE_WEIGHT, content=False)
    keys = tuple([word.key for word in words])
    return AnnotatedSentence(
        text,
        lexicon,
        tuple(words),
        keys,
        Counter(keys),
        frozenset(word.key for word in words if word.content),
        tuple(figures),
        cues,
        tuple(match.span(1) for match in _QUOTED.finditer(text)),
    )


class _Plain(NamedTuple):
    """What a word is wherever it stands."""

    key: str
    weight: float
    content: bool
    name: bool
    begins: bool
    """Whether a known spelling of several words, or another spelling of this one, may begin here."""


@lru_cache(maxsize=1 << 16)
def _plain(
    written: str, low: str, lexicon: Lexicon, equivalents: Equivalents | None, may_be_name: bool, loud: bool
) -> _Plain:
    """Remembered, because the same words come again and again."""
    shouted = written.isupper() and len(written) > 1 and not loud
    function = low in lexicon.function
    begins = equivalents is not None and (not function or written == "US") and equivalents.may_begin(written)
    if function and not (shouted and low == "us"):
        key = DENIAL if low in lexicon.same_denial else low
        return _Plain(key, FUNCTION_WEIGHT, content=False, name=False, begins=begins)
    is_name = lexicon.plain_nouns and written[0].isupper() and (shouted or may_be_name)
    key = written if shouted and low == "us" else _stem(lexicon.language)(low)
    weight = NAME_WEIGHT if is_name else _weight(low, lexicon.language)
    return _Plain(key, weight, content=True, name=is_name, begins=begins)


def _unified(written: str, low: str, unified: str, lexicon: Lexicon) -> _Plain:
    name = written[0].isupper() and lexicon.plain_nouns
    weight = NAME_WEIGHT if name else _weight(low, lexicon.language)
    return _Plain(unified, weight, content=True, name=name, begins=True)


def _weight(low: str, language: str) -> float:
    """About 1 for an uncommon word, down to .3 for the commonest."""
    zipf = zipf_table(language).get(low, UNLISTED_ZIPF)
    return min(1.1, max(0.3, (7.5 - zipf) / 4))


def _stem(language: str) -> Callable[[str], str]:
    """Snowball's stems where the language has them, the words themselves elsewhere."""
    return stemmer(language) if language in LANGUAGES else str


def _cues(words: list[Word], lexicon: Lexicon) -> dict[Family, tuple[Cue, ...]]:
    found: dict[Family, list[Cue]] = {}
    known = lexicon.cues
    lows = ["" if word.key[:1] == "#" else word.low for word in words]
    at = 0
    while at < len(lows):
        step = 1
        if lows[at] in known:
            for phrase, what in known[lows[at]]:
                if tuple(lows[at : at + len(phrase)]) == phrase:
                    step = len(phrase)
                    for family, level in what:
                        found.setdefault(family, []).append(Cue(family, level, at, at + step))
                    break
        at += step
    return {family: tuple(cues) for family, cues in found.items()}
