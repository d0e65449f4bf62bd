"""Annotate one sentence: its words with keys and weights, its figures, its cues and its quotations.

Everything that compares two sentences uses these values, so a sentence that occurs in many pairs is annotated once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from evolve.classify.denial_particles import read_particles
from evolve.classify.item_labels import inline_labels, label_of_sentence, note_marks
from evolve.classify.lexicon import Family, Lexicon
from evolve.classify.lexicon_files import lexicon_of
from evolve.classify.quantities.figures import figure_at, may_begin_quantity
from evolve.classify.quantities.numbers import Quantity
from evolve.text.languages import LANGUAGES
from evolve.text.words.equivalents import Equivalents
from evolve.text.words.frequency import zipf_table
from evolve.text.words.scan import RawWord, raw_words
from evolve.text.words.stems import stemmer

FUNCTION_WEIGHT = 0.2
"""Weight of a function word."""
CONNECTIVE_WEIGHT = 0.05
"""Weight of each word of a phrase such as "on the other hand": the whole phrase weighs about as much as "however"."""
NEGATOR_WEIGHT = 1.5
"""Weight of a denial."""
DENIAL = "¬"
"""The key shared by "not" and "no"."""
MARK_WEIGHT = 0.75
"""Weight of a clause mark."""
FIGURE_WEIGHT = 2.0
"""Weight of a figure."""
NAME_WEIGHT = 2.5
"""Weight of a name."""
UNLISTED_ZIPF = 3.0
"""Zipf frequency of words outside the frequency table; measured on revisions of student essays, flat between 2.5 and
3.5."""

RECENT_SENTENCES = 1 << 10
"""Number of sentences whose results are cached: far more than those around a pair, and few enough that a long text does
not fill the memory."""

_MARKS = frozenset(",;:()—–")
_DATE_KEYS = ("#weekday", "#month", "#day", "#year", "#season")
_HYPHENS = ("-", "\u2010", "\u2011")
_OPENING = frozenset(".!?:…“\"„«(‘'")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)(?:[”“»\"]|$)")


class Word(NamedTuple):
    """A word, a figure or a clause mark of a sentence; a tuple, because a report creates a hundred thousand of them."""

    key: str
    """The form that is compared; equal for spellings, inflections and names that mean the same."""
    low: str
    """The word as written, in lower case."""
    start: int
    end: int
    weight: float
    """How much it contributes to the claim: about 1 for a content word, less for a common one, more for a name or a
    figure."""
    content: bool
    mark: bool
    name: bool


_plain_word = partial(tuple.__new__, Word)  # faster than the constructor, which is in Python


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
    """The words, figures, cues and quotations of one sentence."""

    text: str
    lexicon: Lexicon
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    counts: Counter[str]
    """Number of occurrences of each key."""
    content: frozenset[str]
    """The keys of its content words."""
    plain_words: frozenset[str]
    """Its words that consist of letters only, as written, in lower case."""
    figures: tuple[Quantity, ...]
    cues: Mapping[Family, tuple[Cue, ...]]
    quotes: tuple[tuple[int, int], ...]
    """The spans between quotation marks, in characters."""

    def span(self, first: int, last: int) -> str:
        """Return the text from the word `first` up to the word `last`, half-open."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""

    def whole_span(self, first: int, last: int) -> str:
        """Return the text from the word `first` up to the word `last`, half-open, with all parts of a compound.

        "Self-driving" is two words.
        """
        while 0 < first < last and self._is_hyphenated(first):
            first -= 1
        while first < last < len(self.words) and self._is_hyphenated(last):
            last += 1
        return self.span(first, last)

    def _is_hyphenated(self, index: int) -> bool:
        """Return whether nothing but a hyphen is between a word and the one before it."""
        return self.text[self.words[index - 1].end : self.words[index].start] in _HYPHENS


@lru_cache(maxsize=RECENT_SENTENCES)
def annotate(
    text: str, language: str, equivalents: Equivalents | None = None, *, without: tuple[tuple[int, int], ...] = ()
) -> AnnotatedSentence:
    """Annotate a sentence; cached, because one sentence occurs in many candidate pairs.

    The label at its start, note marks and the spans `without`, in characters, are left out.
    """
    lexicon = lexicon_of(language)
    raw = read_particles(raw_words(text, language=language), lexicon)
    label = label_of_sentence(text, lexicon)
    left_out = [*([label] if label else []), *note_marks(text), *inline_labels(text), *without]
    if left_out:
        raw = _outside(raw, sorted(left_out))
    words, figures = _read(raw, lexicon, equivalents, all_capitals=text.isupper())
    cues = _cues(words, lexicon)
    _weigh_cues(words, cues, lexicon)
    keys = tuple([word.key for word in words])
    return AnnotatedSentence(
        text,
        lexicon,
        tuple(words),
        keys,
        Counter(keys),
        frozenset(word.key for word in words if word.content),
        frozenset(word.low for word in words if word.low.isalpha()),
        tuple(figures),
        cues,
        tuple(match.span(1) for match in _QUOTED.finditer(text)),
    )


def _outside(raw: Sequence[RawWord], spans: Sequence[tuple[int, int]]) -> list[RawWord]:
    """Return the words that start outside sorted spans, in characters."""
    kept = []
    index = 0
    for word in raw:
        while index < len(spans) and spans[index][1] <= word.start:
            index += 1
        if index == len(spans) or word.start < spans[index][0]:
            kept.append(word)
    return kept


def _read(
    raw: Sequence[RawWord], lexicon: Lexicon, equivalents: Equivalents | None, *, all_capitals: bool
) -> tuple[list[Word], list[Quantity]]:
    """Return the words of a sentence, with figures and known names of several words as one, and its figures."""
    words: list[Word] = []
    figures: list[Quantity] = []
    written = [word.text for word in raw]
    index = 0
    while index < len(raw):
        word = raw[index]
        text, low, start, end, preceding, _, _ = word
        if low in _MARKS:
            words.append(Word(low, low, start, end, MARK_WEIGHT, False, True, False))
            index += 1
            continue
        may_be_name = index > 0 and preceding not in _OPENING
        form = _word_form(text, low, lexicon, equivalents, may_be_name, all_capitals)
        found = figure_at(raw, index, lexicon) if form.may_begin_quantity else None
        length = 1
        if found:
            figure, length = found
            figures.append(figure)
            words += _figure_words(figure, raw[index : index + length], lexicon, equivalents)
        else:
            if form.may_begin_name and equivalents:
                length, unified = equivalents.longest(written[index : index + equivalents.most_words])
                if unified is not None:
                    form = _with_unified_key(text, low, unified, lexicon)
                    end = raw[index + length - 1].end
            words.append(_plain_word((form.key, low, start, end, form.weight, form.content, False, form.name)))
        index += length
    return words, figures


def _weigh_cues(words: list[Word], cues: Mapping[Family, Sequence[Cue]], lexicon: Lexicon) -> None:
    """Give denials and connectives among the words the weights of their cues."""
    for cue in cues.get(Family.NEGATOR, ()):
        index = cue.last - 1
        if not words[index].content and (index == cue.first or words[cue.first].low in lexicon.auxiliaries):
            words[index] = words[index]._replace(weight=NEGATOR_WEIGHT)
    for cue in cues.get(Family.CONNECTIVE, ()):
        for index in range(cue.first, cue.last):
            words[index] = words[index]._replace(weight=CONNECTIVE_WEIGHT, content=False)


def _figure_words(
    figure: Quantity, raw: Sequence[RawWord], lexicon: Lexicon, equivalents: Equivalents | None
) -> list[Word]:
    """Return the words of a figure: one for each part of a date, or one that covers the figure.

    A figure that may be none, such as "spring", weighs what its words weigh.
    """
    if not figure.soft:
        keys = figure.parts if figure.date and figure.parts else (figure.key,)
        start, end = figure.start, figure.end
        low = raw[0].low if len(raw) == 1 else " ".join(word.low for word in raw)
        return [Word(key, low, start, end, FIGURE_WEIGHT, True, False, False) for key in keys]
    forms = [_word_form(word.text, word.low, lexicon, equivalents, False, False) for word in raw]
    heaviest = max(forms, key=lambda form: form.weight)
    key = heaviest.key if len(raw) == 1 and figure.date else figure.key
    return [Word(key, raw[0].low, figure.start, figure.end, heaviest.weight, heaviest.content, False, False)]


class _WordForm(NamedTuple):
    """The properties of a word that do not depend on its sentence."""

    key: str
    weight: float
    content: bool
    name: bool
    may_begin_name: bool
    """Whether a known spelling of several words, or another spelling of this one, may begin here."""
    may_begin_quantity: bool
    """Whether a figure, or what sets its bound, may begin here."""


@lru_cache(maxsize=1 << 16)
def _word_form(
    written: str, low: str, lexicon: Lexicon, equivalents: Equivalents | None, may_be_name: bool, all_capitals: bool
) -> _WordForm:
    """Return the properties of a word; cached, because the same words recur."""
    in_capitals = written.isupper() and len(written) > 1 and not all_capitals
    function = low in lexicon.function
    may_begin_name = equivalents is not None and (not function or written == "US") and equivalents.may_begin(written)
    may_begin_figure = may_begin_quantity(written, low, lexicon)
    if function and not (in_capitals and low == "us"):
        key = DENIAL if low in lexicon.equal_denials else low
        return _WordForm(key, FUNCTION_WEIGHT, False, False, may_begin_name, may_begin_figure)
    is_name = lexicon.plain_nouns and written[0].isupper() and (in_capitals or may_be_name)
    key = written if in_capitals and low == "us" else lexicon.inflections.get(low) or _stem(lexicon.language)(low)
    weight = NAME_WEIGHT if is_name else _content_weight(low, lexicon.language)
    return _WordForm(key, weight, True, is_name, may_begin_name, may_begin_figure)


@lru_cache(maxsize=1 << 16)
def keys_of_piece(piece: str, lexicon: Lexicon, equivalents: Equivalents | None) -> frozenset[str]:
    """Return the keys that the words of a piece of text may have, if they belong to no figure and no longer name."""
    return frozenset(
        _word_form(word.text, word.low, lexicon, equivalents, False, all_capitals).key
        for word in raw_words(piece, language=lexicon.language)
        for all_capitals in (False, True)
    )


def _with_unified_key(written: str, low: str, unified: str, lexicon: Lexicon) -> _WordForm:
    """Return the properties of a name or spelling whose key is that of its equivalents."""
    name = written[0].isupper() and lexicon.plain_nouns
    weight = NAME_WEIGHT if name else _content_weight(low, lexicon.language)
    return _WordForm(unified, weight, content=True, name=name, may_begin_name=True, may_begin_quantity=False)


def _content_weight(low: str, language: str) -> float:
    """Return the weight of a content word: 1.1 at most for an uncommon word, .3 at least for the commonest."""
    zipf = zipf_table(language).get(low, UNLISTED_ZIPF)
    return min(1.1, max(0.3, (7.5 - zipf) / 4))


def _stem(language: str) -> Callable[[str], str]:
    """Return the Snowball stemmer of a language; the identity if the language has none."""
    return stemmer(language) if language in LANGUAGES else str


def _is_numero(lows: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Return whether a denial is an abbreviation before a figure: "No. 4"."""
    return lexicon.language == "english" and lows[index] == "no" and lows[index + 1 : index + 2] == [""]


def _is_date(words: Sequence[Word], index: int) -> bool:
    """Return whether a date is at an index."""
    return index < len(words) and words[index].key.startswith(_DATE_KEYS)


def _cues(words: list[Word], lexicon: Lexicon) -> dict[Family, tuple[Cue, ...]]:
    """Return the cues among the words, by family; of several phrases that begin at a word, the longest."""
    found: dict[Family, list[Cue]] = {}
    phrases = lexicon.cues
    lows = ["" if word.key[:1] == "#" else word.low for word in words]
    for index, (word, following) in enumerate(zip(words, lows[1:], strict=False)):
        # "One of" counts, but gives no figure.
        if not lows[index] and (word.low, following) in lexicon.one_of:
            lows[index] = word.low
    index = 0
    while index < len(lows):
        step = 1
        if lows[index] in phrases and not _is_numero(lows, index, lexicon):
            for phrase, meaning in phrases[lows[index]]:
                if tuple(lows[index : index + len(phrase)]) == phrase:
                    step = len(phrase)
                    if len(phrase) > 1 and phrase[-1] in lexicon.range_starts and _is_date(words, index + step):
                        # "Free from Monday" denies nothing.
                        break
                    for family, level in meaning:
                        found.setdefault(family, []).append(Cue(family, level, index, index + step))
                    break
        index += step
    return {family: tuple(cues) for family, cues in found.items()}
