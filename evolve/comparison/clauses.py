"""Quotes the clause of a sentence that is worth most, in at most twelve words.

A quotation begins and ends where a reader would pause: at a punctuation mark, at a conjunction, or between a content
word and a function word. It is written as in the sentence, with "…" where the sentence goes on. In scripts without
spaces two characters count as a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from evolve.align.features import CONJUNCTIONS
from evolve.classify.lexicon import Family, Lexicon, lexicon_of
from evolve.text.languages import function_words
from evolve.text.words.scan import UNSPACED, UNSPACED_CHARACTER

MAX_WORDS = 12
"""Maximum number of words of a quotation."""

_MAX_LENGTH = 2 * MAX_WORDS  # in half words, the unit of length here: a character of a script without spaces is one
_MAX_WORD = 60  # characters of a word; a longer one, such as an address, is measured by its characters
_DAMPING = 8  # words added to the length of a quotation before its worth is divided by the root of its length
# How good a cut is, 0..1: a punctuation mark is 1. Then a conjunction, a function word, after one, any other place.
_CONJUNCTION, _PHRASE, _WITHIN, _FORCED = 0.95, 0.75, 0.7, 0.6
_DENIED = 0.6  # factor where a denial before the cut is lost: "nobody believes that it is replaced"
_MIN_WORDS = 5  # a shorter quotation says too little: its score is reduced in proportion
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


@dataclass(frozen=True, slots=True)
class Quotation:
    """A clause of a sentence."""

    text: str
    """One line, never empty."""
    score: float
    """Its worth for its length; comparable between sentences with the same weights."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The words of a sentence, and where a quotation can begin and end."""

    spans: list[tuple[int, int]]
    """The span of each word, in characters."""
    length: list[int]
    """The length of each word, in half words."""
    function: list[bool]
    """Whether each word is a function word."""
    begin: list[float]
    """How good it is to begin before each word, 0..1."""
    end: list[float]
    """How good it is to end after each word, 0..1."""


class _Cue(NamedTuple):
    """A phrase of the lexicon in a sentence."""

    stop: int
    """The word after it."""
    families: frozenset[Family]


def quote(text: str, worth: Sequence[tuple[int, int, float]], *, language: str) -> Quotation:
    """Return the quotation of a sentence on one line that is worth most for its length.

    `worth` is the spans in characters, in order, with the bits of each. Function words are worth nothing.
    """
    places = _places(text, lexicon_of(language), function_words(language))
    if not places.spans:
        return Quotation(_start_of(text), 0.0)
    values = _worth_of(places, worth)
    first, last, score = _best(places, values)
    return Quotation(_written(text, places, first, last), score)


def _places(text: str, lexicon: Lexicon, common: frozenset[str]) -> _Places:
    spans, length = _words(text)
    lows = [text[a:b].lower().replace("’", "'") for a, b in spans]
    broken = [
        place == 0 or _BREAK.search(text, spans[place - 1][1], spans[place][0]) is not None
        for place in range(len(spans))
    ] + [True]
    counted = [text[b : b + 1] == ")" and b - a <= 2 for a, b in spans]  # as in "(2)"
    function = [low in common or low in lexicon.function or counts for low, counts in zip(lows, counted, strict=True)]
    cues = _cues_in(lows, lexicon)
    begin = _beginnings(lows, function, broken, cues)
    end = _endings(lows, function, broken, counted, cues)
    return _Places(spans, length, function, begin, end)


def _beginnings(
    lows: Sequence[str], function: Sequence[bool], broken: Sequence[bool], cues: Mapping[int, _Cue]
) -> list[float]:
    """Return how good it is to begin before each word, 0..1."""
    idle, denied = _idle(function, broken, cues), _denied(lows, function, broken, cues)
    out: list[float] = []
    since = 0
    for place, low in enumerate(lows):
        if low in _JOINING or idle[place]:
            good = 0.0
        elif broken[place]:
            good = 1.0
        elif lows[place - 1] in _CONJUNCTIONS and (broken[place - 1] or lows[place - 1] not in _COORDINATING):
            good = _CONJUNCTION * denied[place]
        elif function[place]:
            good = _PHRASE * denied[place]
        else:
            good = _WITHIN * denied[place] if function[place - 1] else 0.0
        since = 0 if good else since + 1
        if since == MAX_WORDS:
            good, since = _FORCED, 0
        out.append(good)
    if out and not any(out):
        out[0] = 1.0
    return out


def _endings(
    lows: Sequence[str],
    function: Sequence[bool],
    broken: Sequence[bool],
    counted: Sequence[bool],
    cues: Mapping[int, _Cue],
) -> list[float]:
    """Return how good it is to end after each word, 0..1."""
    out: list[float] = []
    for place, low in enumerate(lows):
        if counted[place]:
            out.append(0.0)
        elif broken[place + 1]:
            out.append(1.0)
        elif function[place] or low in _JOINING:
            out.append(0.0)
        elif lows[place + 1] in _DEPENDENT or (place in cues and Family.REPORT in cues[place].families):
            out.append(_FORCED)
        elif lows[place + 1] in _SUBORDINATING:
            out.append(_CONJUNCTION)
        else:
            out.append(_PHRASE if function[place + 1] else 0.0)
    return out


def _idle(function: Sequence[bool], broken: Sequence[bool], cues: Mapping[int, _Cue]) -> list[bool]:
    """Return whether each word is part of an opening phrase such as "However," or "in fact"."""
    last = len(function) - 1
    out = [False] * len(function)
    for place in range(last - 1, -1, -1):
        out[place] = function[place] and (broken[place + 1] or out[place + 1])
    for place, cue in cues.items():
        if Family.CONNECTIVE in cue.families and cue.stop <= last:
            out[place : cue.stop] = [True] * (cue.stop - place)
    return out


def _denied(
    lows: Sequence[str], function: Sequence[bool], broken: Sequence[bool], cues: Mapping[int, _Cue]
) -> list[float]:
    """Return a factor for beginning before each word: 0 if that loses a denial, less than 1 if it may, else 1."""
    denials = {place: cue.stop for place, cue in cues.items() if Family.NEGATOR in cue.families}
    if not denials:
        return [1.0] * len(lows)
    out: list[float] = []
    phrase = 0  # the end of the last denial
    right_after = after = False
    for place in range(len(lows)):
        if broken[place] or lows[place] in _INDEPENDENT:
            right_after = after = False
        good = 0.0 if right_after else _DENIED if after else 1.0
        if place in denials:
            phrase = max(phrase, denials[place])
            if place and function[place - 1] and not broken[place]:
                good = 0.0  # "does not permit" rather than "not permit"
        out.append(good)
        right_after = place < phrase or (right_after and function[place])
        after = after or place < phrase
    return out


def _cues_in(lows: Sequence[str], lexicon: Lexicon) -> dict[int, _Cue]:
    """Return the longest phrase of the lexicon that begins at each word, by word; words without one are left out."""
    out: dict[int, _Cue] = {}
    known = lexicon.cues
    for place, low in enumerate(lows):
        for phrase, meaning in known.get(low, ()):
            stop = place + len(phrase)
            if len(phrase) == 1 or tuple(lows[place:stop]) == phrase:
                out[place] = _Cue(stop, frozenset(family for family, _ in meaning))
                break
    return out


def _words(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the spans of the words without punctuation marks around them, and their lengths in half words."""
    spans: list[tuple[int, int]] = []
    length: list[int] = []
    ended = 0
    for match in _PIECE.finditer(text):
        start, stop = match.span()
        gap = (start - ended) // _GAP
        if match["unspaced"]:
            spans.append((start, stop))
            length.append(1 + gap)
            ended = stop
            continue
        piece = match[0]
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
        ended = stop
    return spans, length


def _worth_of(places: _Places, worth: Sequence[tuple[int, int, float]]) -> list[float]:
    """Return the bits of each word; those of a span with several words are divided among them."""
    spans, function = places.spans, places.function
    out = [0.0] * len(spans)
    at = 0
    for start, stop, bits in worth:
        while at < len(out) and spans[at][1] <= start:
            at += 1
        held = at
        while held < len(out) and spans[held][0] < stop:
            held += 1
        for place in range(at, held):
            if not function[place]:
                out[place] += bits / (held - at)
    return out


def _best(places: _Places, worth: Sequence[float]) -> tuple[int, int, float]:
    """Return the first and the last word of the best quotation, and its score."""
    reach = [0, *accumulate(places.length)]
    total = [0.0, *accumulate(worth)]
    ends = [place for place, good in enumerate(places.end) if good]
    best = (-1.0, 0, 0, 0)
    for first, begin in enumerate(places.begin):
        if not begin:
            continue
        # the last word within the maximum length, and at least one word
        furthest = max(first, bisect_right(reach, reach[first] + _MAX_LENGTH) - 2)
        inside = ends[bisect_left(ends, first) : bisect_right(ends, furthest)]
        for last in inside or [furthest]:
            words = (reach[last + 1] - reach[first]) / 2
            good = begin * (places.end[last] or _FORCED) * min(1.0, words / _MIN_WORDS)
            score = good * (total[last + 1] - total[first]) / (words + _DAMPING) ** 0.5
            best = max(best, (score, last - first, -first, last))
    score, size, _, last = best
    return last - size, last, score


def _written(text: str, places: _Places, first: int, last: int) -> str:
    """Return the text from the first word to the last, with "…" where the sentence goes on."""
    start, stop = places.spans[first][0], places.spans[last][1]
    start, stop = _closed(text, start, stop)
    if text[stop : stop + 1] in ("?", "？"):
        stop += 1
    opening = "…" + _blank(text, start - 1, start) if first else ""
    closing = _blank(text, stop, stop - 1) + "…" if last + 1 < len(places.spans) else ""
    return f"{opening}{text[start:stop]}{closing}"


def _blank(text: str, outside: int, inside: int) -> str:
    """Return the space between "…" and a quotation; none within a word or in a script without spaces."""
    unspaced = UNSPACED_CHARACTER.match(text, inside)
    return "" if unspaced or text[outside : outside + 1].isalnum() else " "


def _closed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span extended by quotation marks and brackets beside it that it opens or closes."""
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


def _start_of(text: str) -> str:
    """Return the start of a sentence without words."""
    return text if 0 < len(text) <= _MAX_LENGTH else f"{text[:_MAX_LENGTH]}…"
