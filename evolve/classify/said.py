"""One sentence read once: its words with keys and weights, its figures, its cue words, its quotations.

Everything that compares two sentences works on these values, so a sentence that stands in many pairs is read once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from evolve.classify.clock import clock_at
from evolve.classify.figures import Figure, Raw, figure_at
from evolve.classify.lexicon import Family, Lexicon, lexicon_of
from evolve.classify.shares import share_at
from evolve.text.commonness import zipf_table
from evolve.text.equivalents import Equivalents
from evolve.text.languages import LANGUAGES
from evolve.text.tokens import stemmer

FUNCTION_WEIGHT = 0.2
CONNECTIVE_WEIGHT = 0.05
"""Of each word of a phrase such as "on the other hand": the whole phrase weighs about as much as "however"."""
NEGATOR_WEIGHT = 1.5
MARK_WEIGHT = 0.75
FIGURE_WEIGHT = 2.0
NAME_WEIGHT = 2.5
UNLISTED_ZIPF = 3.0
"""Words outside the table of common words; measured on revisions of student essays, flat between 2.5 and 3.5."""

_PIECE = re.compile(
    r"\d{4}-\d\d-\d\d(?!\w)|(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W_]+(?:['’][^\W\d_]+)*|[%,;:()—–]"
)
_MARKS = frozenset(",;:()—–")
_OPENING = frozenset(".!?:…“\"„«(‘'")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)(?:[”“»\"]|$)")
_SHORT = {"ca": "can", "wo": "will", "sha": "shall", "ai": "be"}
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a figure or a clause mark of a sentence."""

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
class Said:
    """What was read off one sentence."""

    text: str
    lexicon: Lexicon
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    counts: Counter[str]
    """How often each key stands in it."""
    content: frozenset[str]
    """The keys of its content words."""
    figures: tuple[Figure, ...]
    cues: Mapping[Family, tuple[Cue, ...]]
    quotes: tuple[tuple[int, int], ...]
    """Spans between quotation marks, in characters."""

    def span(self, first: int, last: int) -> str:
        """The text from one word up to another."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""


@lru_cache(maxsize=1 << 15)
def read_sentence(text: str, language: str, equivalents: Equivalents | None = None) -> Said:
    """Read a sentence; remembered, because one sentence stands in many candidate pairs."""
    lexicon = lexicon_of(language)
    raws = _raws(text, english=language == "english")
    words: list[Word] = []
    figures: list[Figure] = []
    names = [raw.text for raw in raws]
    loud = text.isupper()
    at = 0
    while at < len(raws):
        raw = raws[at]
        found = _figure(raws, at, lexicon)
        if found:
            figure, length = found
            figures.append(figure)
            words.append(
                Word(figure.key, raw.low, figure.start, figure.end, FIGURE_WEIGHT, content=True, mark=False, name=False)
            )
            at += length
            continue
        if raw.text in _MARKS:
            words.append(
                Word(raw.text, raw.text, raw.start, raw.end, MARK_WEIGHT, content=False, mark=True, name=False)
            )
            at += 1
            continue
        length, unified = 1, None
        if equivalents and (raw.low not in lexicon.function or raw.text == "US"):
            length, unified = equivalents.longest(names[at : at + equivalents.most_words])
        words.append(_word(raw, raws[at + length - 1].end, unified, lexicon, inside=at > 0, loud=loud))
        at += length
    cues = _cues(words, lexicon)
    for cue in cues.get(Family.NEGATOR, ()):
        if cue.last - cue.first == 1 and not words[cue.first].content:
            words[cue.first] = replace(words[cue.first], weight=NEGATOR_WEIGHT)
    for cue in cues.get(Family.CONNECTIVE, ()):
        for index in range(cue.first, cue.last):
            words[index] = replace(words[index], weight=CONNECTIVE_WEIGHT, content=False)
    return Said(
        text,
        lexicon,
        tuple(words),
        tuple(word.key for word in words),
        Counter(word.key for word in words),
        frozenset(word.key for word in words if word.content),
        tuple(figures),
        cues,
        tuple(match.span(1) for match in _QUOTED.finditer(text)),
    )


def _figure(raws: list[Raw], at: int, lexicon: Lexicon) -> tuple[Figure, int] | None:
    raw = raws[at]
    if raw.joined or not (raw.low[0].isdigit() or raw.low in lexicon.figure_words):
        return None
    return clock_at(raws, at, lexicon) or share_at(raws, at, lexicon) or figure_at(raws, at, lexicon)


def _raws(text: str, *, english: bool) -> list[Raw]:
    out: list[Raw] = []
    for match in _PIECE.finditer(text):
        piece, start, end = match.group(), match.start(), match.end()
        low = piece.lower().replace("’", "'")
        before = text[start - 1] if start else ""
        joined = before == "-" and start > 1 and text[start - 2].isupper() and piece[0].isdigit()
        if english and ("'" in low or low == "cannot"):
            for part in _uncontracted(low):
                out.append(Raw(piece if part == low else part, part, start, end, before))
            continue
        if "'" in low:
            low = low.removesuffix("'s").removesuffix("'")
        if "." in low and low[0].isalpha():
            piece = piece.replace(".", "").upper()
            low = piece.lower()
        out.append(Raw(piece, low, start, end, before, joined))
    return out


def _uncontracted(low: str) -> tuple[str, ...]:
    """ "don't" as "do not"; a genitive loses its mark."""
    if low == "cannot":
        return "can", "not"
    if low.endswith("n't") and len(low) > 3:
        base = low[:-3]
        return _SHORT.get(base, base), "not"
    for ending, full in _ENDINGS.items():
        if low.endswith(ending):
            return low.removesuffix(ending), full
    return (low.removesuffix("'s").removesuffix("'"),)


def _word(raw: Raw, end: int, unified: str | None, lexicon: Lexicon, *, inside: bool, loud: bool) -> Word:
    shouted = raw.text.isupper() and len(raw.text) > 1 and not loud
    capital = raw.text[0].isupper()
    is_name = lexicon.plain_nouns and capital and (shouted or (inside and raw.before not in _OPENING))
    if unified is not None:
        weight = NAME_WEIGHT if capital and lexicon.plain_nouns else _weight(raw.low, lexicon.language)
        return Word(
            unified, raw.low, raw.start, end, weight, content=True, mark=False, name=capital and lexicon.plain_nouns
        )
    if raw.low in lexicon.function and not (shouted and raw.low == "us"):
        return Word(raw.low, raw.low, raw.start, end, FUNCTION_WEIGHT, content=False, mark=False, name=False)
    key = raw.text if shouted and raw.low == "us" else _stem(lexicon.language)(raw.low)
    weight = NAME_WEIGHT if is_name else _weight(raw.low, lexicon.language)
    return Word(key, raw.low, raw.start, end, weight, content=True, mark=False, name=is_name)


def _weight(low: str, language: str) -> float:
    """About 1 for an uncommon word, down to .3 for the commonest."""
    zipf = zipf_table(language).get(low, UNLISTED_ZIPF)
    return min(1.1, max(0.3, (7.5 - zipf) / 4))


def _stem(language: str) -> Callable[[str], str]:
    """Snowball's stems where the language has them, the words themselves elsewhere."""
    return stemmer(language) if language in LANGUAGES else str


def _cues(words: list[Word], lexicon: Lexicon) -> dict[Family, tuple[Cue, ...]]:
    found: dict[Family, list[Cue]] = {}
    lows = ["" if word.key.startswith("#") else word.low for word in words]
    at = 0
    while at < len(words):
        step = 1
        for phrase, what in lexicon.cues.get(lows[at], ()):
            if tuple(lows[at : at + len(phrase)]) == phrase:
                step = len(phrase)
                for family, level in what:
                    found.setdefault(family, []).append(Cue(family, level, at, at + step))
                break
        at += step
    return {family: tuple(cues) for family, cues in found.items()}
