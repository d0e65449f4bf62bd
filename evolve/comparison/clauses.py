"""Quotes the most valuable clause of a sentence, in at most twelve words.

A quotation begins and ends where a reader would pause: at a punctuation mark, at a conjunction, or between a content
word and a function word. It is quoted as written, with "…" where the sentence continues. In scripts without spaces two
characters count as a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from evolve.classify.lexicon import Family
from evolve.classify.lexicon_files import lexicon_of
from evolve.text.languages import function_words
from evolve.text.words.scan import UNSPACED, UNSPACED_CHARACTER
from evolve.text.words.word_types import CONJUNCTIONS

MAX_WORDS = 12
"""Maximum number of words of a quotation."""

_MAX_LENGTH = 2 * MAX_WORDS  # in half words, the unit of length: a character of a script without spaces is one
_MAX_WORD = 60  # characters of a word; a longer one, such as an address, is measured by its characters
_DAMPING = 8  # words added to the length of a quotation before its bits are divided by the root of its length
# Quality of a break, 0..1: 1 at punctuation; less at a conjunction, before a function word, after one, elsewhere.
_CONJUNCTION, _PHRASE, _WITHIN, _FORCED = 0.95, 0.75, 0.7, 0.6
_DENIED = 0.6  # factor if the break leaves out a denial before it: "nobody believes that it is replaced"
_MIN_WORDS = 5  # the score of a shorter quotation, which is too short to be clear, is reduced in proportion
_GAP = 10  # characters between two words that count as half a word, such as dots before a page number

# Conjunctions that a quotation does not begin with; "if" and "because" are part of the claim.
_JOINING = frozenset({
    "and", "but", "or", "nor", "yet", "so", "which", "that", "who", "und", "oder", "aber", "denn", "dass",
    "et", "ou", "mais", "que", "y", "pero", "e", "ma",
})  # fmt: skip
_CONJUNCTIONS = frozenset(CONJUNCTIONS) | _JOINING
_COORDINATING = frozenset({"and", "or", "nor", "und", "oder", "et", "ou", "y", "e"})  # mostly join words
_SUBORDINATING = _CONJUNCTIONS - _JOINING
_DEPENDENT = frozenset({"that", "which", "who", "dass", "que"})  # begin a clause that completes the one before it
_INDEPENDENT = _CONJUNCTIONS - _DEPENDENT  # a denial does not reach beyond them

_MARK_RANGES = "\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"  # full width
_PIECE = re.compile(
    rf"(?P<unspaced>[{UNSPACED}](?:(?!\w)[{UNSPACED}\u0300-\u036f\u3099\u309a\ufe00-\ufe0f])*)"
    rf"|[^\s—…{_MARK_RANGES}{UNSPACED}]+"
)
_CHARACTER = re.compile(r"\w[^\w\x00-\x7f]{0,30}")  # with its combining marks
_OUTER = "\"'`“”„‟‘’‚‛«»‹›()[]{}<>,;:!?.*_~¿¡|·•"
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_SIGNS = frozenset("%‰§&€$£")
_BREAK = re.compile(rf"[,;:()\[\]?!—…{_MARK_RANGES}]|\s[–-]\s")
_PAIRS = ("“”", "„“", "«»", "‘’", "()", "[]", "「」", "『』", "（）", "`'", '""')
_PAIRED = re.compile(f"[{re.escape(''.join(_PAIRS))}]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A clause of a sentence."""

    text: str
    """One line, never empty."""
    score: float
    """The bits of its words for its length; comparable between sentences with the same weights."""


@dataclass(frozen=True, slots=True)
class _BreakPoints:
    """The words of a sentence, and the quality of beginning and ending a quotation at each."""

    spans: list[tuple[int, int]]
    """The span of each word, in characters."""
    length: list[int]
    """The length of each word, in half words."""
    function_word: list[bool]
    """Whether each word is a function word."""
    begin: list[float]
    """The quality of beginning before each word, 0..1."""
    end: list[float]
    """The quality of ending after each word, 0..1."""


class _Phrases(NamedTuple):
    """The phrases of a lexicon that begin with one word."""

    longer: Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[Family]]]]
    """Those of several words by their second word, the longest first, each with its families."""
    alone: frozenset[Family] | None
    """The families of the word alone; None if it is no phrase by itself."""


class _Cue(NamedTuple):
    """A phrase of the lexicon in a sentence."""

    stop: int
    """The index of the word after it."""
    families: frozenset[Family]


def quote(text: str, weights: Sequence[tuple[int, int, float]], *, language: str) -> Quotation:
    """Return the quotation of a sentence on one line with the most bits for its length.

    `weights` gives spans in characters, in order, with the bits of each. Function words count no bits.
    """
    points = _break_points(text, language)
    if not points.spans:
        return Quotation(_start(text), 0.0)
    bits = _bits_by_word(points, weights)
    first, last, score = _best(points, bits)
    return Quotation(_rendered(text, points, first, last), score)


def _break_points(text: str, language: str) -> _BreakPoints:
    """Return the words of a sentence with their quality as beginning and as end."""
    common, function = function_words(language), lexicon_of(language).function
    spans, length = _words(text)
    lowered = [text[a:b].lower().replace("’", "'") for a, b in spans]
    breaks = [
        position == 0 or _is_break(text, spans[position - 1][1], spans[position][0]) for position in range(len(spans))
    ] + [True]
    list_numbers = [text[b : b + 1] == ")" and b - a <= 2 for a, b in spans]  # as in "(2)"
    function_word = [
        word in common or word in function or counts for word, counts in zip(lowered, list_numbers, strict=True)
    ]
    cues = _cues(lowered, _phrases_of(language))
    begin = _beginnings(lowered, function_word, breaks, cues)
    end = _endings(lowered, function_word, breaks, list_numbers, cues)
    return _BreakPoints(spans, length, function_word, begin, end)


def _is_break(text: str, first: int, last: int) -> bool:
    """Return whether a punctuation mark is in the gap between two words; most gaps are one space."""
    return text[first:last] != " " and _BREAK.search(text, first, last) is not None


def _beginnings(
    lowered: Sequence[str], function_word: Sequence[bool], breaks: Sequence[bool], cues: Mapping[int, _Cue]
) -> list[float]:
    """Return the quality of beginning before each word, 0..1."""
    openers, denial = _openers(function_word, breaks, cues), _denial_factors(lowered, function_word, breaks, cues)
    begin: list[float] = []
    skipped = 0
    for position, word in enumerate(lowered):
        if word in _JOINING or openers[position]:
            quality = 0.0
        elif breaks[position]:
            quality = 1.0
        elif lowered[position - 1] in _CONJUNCTIONS and (
            breaks[position - 1] or lowered[position - 1] not in _COORDINATING
        ):
            quality = _CONJUNCTION * denial[position]
        elif function_word[position]:
            quality = _PHRASE * denial[position]
        else:
            quality = _WITHIN * denial[position] if function_word[position - 1] else 0.0
        skipped = 0 if quality else skipped + 1
        if skipped == MAX_WORDS:
            quality, skipped = _FORCED, 0
        begin.append(quality)
    if begin and not any(begin):
        begin[0] = 1.0
    return begin


def _endings(
    lowered: Sequence[str],
    function_word: Sequence[bool],
    breaks: Sequence[bool],
    list_numbers: Sequence[bool],
    cues: Mapping[int, _Cue],
) -> list[float]:
    """Return the quality of ending after each word, 0..1."""
    end: list[float] = []
    for position, word in enumerate(lowered):
        if list_numbers[position]:
            end.append(0.0)
        elif breaks[position + 1]:
            end.append(1.0)
        elif function_word[position] or word in _JOINING:
            end.append(0.0)
        elif lowered[position + 1] in _DEPENDENT or (position in cues and Family.REPORT in cues[position].families):
            end.append(_FORCED)
        elif lowered[position + 1] in _SUBORDINATING:
            end.append(_CONJUNCTION)
        else:
            end.append(_PHRASE if function_word[position + 1] else 0.0)
    return end


def _openers(function_word: Sequence[bool], breaks: Sequence[bool], cues: Mapping[int, _Cue]) -> list[bool]:
    """Return whether each word is part of an opening phrase such as "However," or "in fact"."""
    last = len(function_word) - 1
    openers = [False] * len(function_word)
    for position in range(last - 1, -1, -1):
        openers[position] = function_word[position] and (breaks[position + 1] or openers[position + 1])
    for position, cue in cues.items():
        if Family.CONNECTIVE in cue.families and cue.stop <= last:
            openers[position : cue.stop] = [True] * (cue.stop - position)
    return openers


def _denial_factors(
    lowered: Sequence[str], function_word: Sequence[bool], breaks: Sequence[bool], cues: Mapping[int, _Cue]
) -> list[float]:
    """Return a factor for beginning before each word: 0 if that leaves out a denial, less than 1 if it may, else 1."""
    denials = {position: cue.stop for position, cue in cues.items() if Family.NEGATOR in cue.families}
    if not denials:
        return [1.0] * len(lowered)
    factors: list[float] = []
    phrase_end = 0  # the end of the last denial
    just_denied = denied = False
    for position in range(len(lowered)):
        if breaks[position] or lowered[position] in _INDEPENDENT:
            just_denied = denied = False
        quality = 0.0 if just_denied else _DENIED if denied else 1.0
        if position in denials:
            phrase_end = max(phrase_end, denials[position])
            if position and function_word[position - 1] and not breaks[position]:
                quality = 0.0  # "does not permit" rather than "not permit"
        factors.append(quality)
        just_denied = position < phrase_end or (just_denied and function_word[position])
        denied = denied or position < phrase_end
    return factors


def _cues(lowered: Sequence[str], known: Mapping[str, _Phrases]) -> dict[int, _Cue]:
    """Return the longest phrase of the lexicon that begins at each word, by word; words without one are left out."""
    out: dict[int, _Cue] = {}
    for position, word in enumerate(lowered):
        if word not in known:
            continue
        longer, alone = known[word]
        following = lowered[position + 1] if position + 1 < len(lowered) else ""
        for phrase, families in longer.get(following, ()):
            if tuple(lowered[position : position + len(phrase)]) == phrase:
                out[position] = _Cue(position + len(phrase), families)
                break
        else:
            if alone is not None:
                out[position] = _Cue(position + 1, alone)
    return out


@cache
def _phrases_of(language: str) -> dict[str, _Phrases]:
    """Return the phrases of a language's lexicon by their first word."""
    table: dict[str, _Phrases] = {}
    for word, phrases in lexicon_of(language).cues.items():
        longer: dict[str, list[tuple[tuple[str, ...], frozenset[Family]]]] = {}
        alone = None
        for phrase, meaning in phrases:
            families = frozenset(family for family, _ in meaning)
            if len(phrase) == 1:
                alone = families
            else:
                longer.setdefault(phrase[1], []).append((phrase, families))
        table[word] = _Phrases(longer, alone)
    return table


def _words(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the spans of the words without punctuation marks around them, and their lengths in half words."""
    spans: list[tuple[int, int]] = []
    length: list[int] = []
    previous_stop = 0
    for match in _PIECE.finditer(text):
        start, stop = match.span()
        gap = (start - previous_stop) // _GAP
        if match["unspaced"]:
            spans.append((start, stop))
            length.append(1 + gap)
            previous_stop = stop
            continue
        piece = match[0]
        if piece.isalpha() and len(piece) <= _MAX_WORD:
            spans.append((start, stop))
            length.append(2 + gap)
            previous_stop = stop
            continue
        bare = piece.strip(_OUTER)
        if not bare or not (bare[0].isalnum() or bare in _SIGNS or any(map(str.isalnum, bare))):
            continue
        start += len(piece) - len(piece.lstrip(_OUTER))
        stop = start + len(bare)
        if text[stop : stop + 1] == "." and _INITIALS.fullmatch(bare):
            stop += 1
        if stop - start > _MAX_WORD:
            parts = [part.span() for part in _CHARACTER.finditer(text, start, stop)]
            spans += parts
            length += [1] * len(parts)
        else:
            spans.append((start, stop))
            length.append(2 + gap)
        previous_stop = stop
    return spans, length


def _bits_by_word(points: _BreakPoints, weights: Sequence[tuple[int, int, float]]) -> list[float]:
    """Return the bits of each word; those of a span with several words are divided among them."""
    spans, function_word = points.spans, points.function_word
    bits = [0.0] * len(spans)
    first_word = 0
    for start, stop, weight in weights:
        while first_word < len(bits) and spans[first_word][1] <= start:
            first_word += 1
        stop_word = first_word
        while stop_word < len(bits) and spans[stop_word][0] < stop:
            stop_word += 1
        for position in range(first_word, stop_word):
            if not function_word[position]:
                bits[position] += weight / (stop_word - first_word)
    return bits


def _best(points: _BreakPoints, bits: Sequence[float]) -> tuple[int, int, float]:
    """Return the first and the last word of the best quotation, and its score."""
    lengths_before = [0, *accumulate(points.length)]
    bits_before = [0.0, *accumulate(bits)]
    ends = [position for position, quality in enumerate(points.end) if quality]
    best = (-1.0, 0, 0, 0)
    for first, begin in enumerate(points.begin):
        if not begin:
            continue
        # the last word within the maximum length, and at least one word
        furthest = max(first, bisect_right(lengths_before, lengths_before[first] + _MAX_LENGTH) - 2)
        inside = ends[bisect_left(ends, first) : bisect_right(ends, furthest)]
        for last in inside or [furthest]:
            share, root = _by_length(lengths_before[last + 1] - lengths_before[first])
            quality = begin * (points.end[last] or _FORCED) * share
            score = quality * (bits_before[last + 1] - bits_before[first]) / root
            if score >= best[0]:
                best = max(best, (score, last - first, -first, last))
    score, size, _, last = best
    return last - size, last, score


@cache
def _by_length(half_words: int) -> tuple[float, float]:
    """Return the share of its score that a quotation of a length keeps, and the number its bits are divided by."""
    words = half_words / 2
    return min(1.0, words / _MIN_WORDS), (words + _DAMPING) ** 0.5


def _rendered(text: str, points: _BreakPoints, first: int, last: int) -> str:
    """Return the text from the first word to the last, with "…" where the sentence goes on."""
    start, stop = points.spans[first][0], points.spans[last][1]
    start, stop = _with_pairs_closed(text, start, stop)
    if text[stop : stop + 1] in ("?", "？"):
        stop += 1
    opening = "…" + _space(text, start - 1, start) if first else ""
    closing = _space(text, stop, stop - 1) + "…" if last + 1 < len(points.spans) else ""
    return f"{opening}{text[start:stop]}{closing}"


def _space(text: str, outside: int, inside: int) -> str:
    """Return the space between "…" and a quotation; none within a word or in a script without spaces."""
    unspaced = UNSPACED_CHARACTER.match(text, inside)
    return "" if unspaced or text[outside : outside + 1].isalnum() else " "


def _with_pairs_closed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span extended by adjacent quotation marks and brackets whose counterparts are inside it."""
    if not _PAIRED.search(text):
        return start, stop
    for pair in _PAIRS:
        opening, closing = pair[0], pair[1]
        inner = text[start:stop]
        opened, shut = inner.count(opening), inner.count(closing)
        odd = opening == closing and opened % 2 == 1
        if opened > shut or odd:
            following = re.match(rf"[.,!?]?{re.escape(closing)}", text[stop : stop + 2])
            if following:
                stop += following.end()
                continue
        if (shut > opened or odd) and start and text[start - 1] == opening:
            start -= 1
    return start, stop


def _start(text: str) -> str:
    """Return the beginning of a sentence without words."""
    return text if 0 < len(text) <= _MAX_LENGTH else f"{text[:_MAX_LENGTH]}…"
