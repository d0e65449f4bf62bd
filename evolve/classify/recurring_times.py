"""The times at which something recurs in a sentence: "on weekdays", "every day", "in summer", "all year round".

Each is read as a cycle (the week, the year, the day) and the parts of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from evolve.classify.lexicon import EVERY_LEVEL, Family
from evolve.classify.places import figures_by_start
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence

UNNAMED_PART = 0
"""A part of a cycle that is not named further: "the season"."""
FRAME_WORDS = 4
"""Maximum distance, in words, between a preposition and a part of a cycle: "during the long summer holidays"."""
EXEMPTION_WORDS = 3
"""Maximum distance, in words, between a denial or an exception and the time it leaves out: "except at weekends"."""
PARTS = {"week": 7, "year": 4, "day": 4}
"""Number of parts of each cycle: days, seasons and the quarters of a day."""
WEEK = "week"


class Recurrence(NamedTuple):
    """A phrase for when something recurs."""

    cycle: str
    """The cycle that it is a part of: "week", "year" or "day"."""
    parts: frozenset[int]
    """The numbers of its parts."""
    first: int
    """Index of its first word, that of the preposition before it among them."""
    last: int
    """Index after its last word."""
    is_chosen: bool
    """Whether a word before it chooses among such times: "in early autumn", "every other Sunday"."""
    is_joined: bool
    """Whether "and" or a comma joins it to the one before."""


class _NamedTime(NamedTuple):
    """A name of a time, whether it recurs or not: "weekdays", "evening", "all year round"."""

    cycle: str
    parts: frozenset[int]
    first: int
    """Index of its first word."""
    last: int
    """Index after its last word."""
    is_complete: bool
    """Whether it recurs without a word such as "in" or "every" before it: "daily", "Monday to Friday"."""
    is_plural: bool


@lru_cache(maxsize=RECENT_SENTENCES)
def recurrences_of(sentence: AnnotatedSentence) -> tuple[Recurrence, ...]:
    """Return the recurring times of a sentence, in order; none if one of them is denied or counted.

    Times after "not only" are left out, since the others include them. Cached, because one sentence occurs in many
    pairs.
    """
    found: list[Recurrence] = []
    for time in _named_times(sentence):
        start = time.first if time.is_complete else _frame(sentence, time, found)
        if start is None:
            continue
        if found:
            start = max(start, found[-1].last)
        if _is_exempt(sentence, start, time.first):
            return ()
        if not _is_only_one_of_more(sentence, start):
            is_chosen = any(not _is_of_frame(sentence, i) for i in range(start, time.first))
            is_joined = bool(found) and _is_joined(sentence, found[-1], start)
            found.append(Recurrence(time.cycle, time.parts, start, time.last, is_chosen, is_joined))
    return tuple(found)


def _named_times(sentence: AnnotatedSentence) -> Iterator[_NamedTime]:
    """Yield the names of times in a sentence, in order; of several that begin at a word, the longest."""
    phrases = sentence.lexicon.recurrence
    if not phrases:
        return
    lows, places = _plain_words(sentence)
    index = 0
    while index < len(lows):
        entries = phrases.get(lows[index], ())
        entry = next((entry for entry in entries if tuple(lows[index : index + len(entry[0])]) == entry[0]), None)
        if entry is None:
            index += 1
            continue
        phrase, cycle, parts = entry
        first, last = places[index], places[index + len(phrase) - 1] + 1
        index += len(phrase)
        if end := _range_end(sentence, first):
            parts = _range_parts(sentence, first, end)
            yield _NamedTime(cycle, parts, first, end + 1, is_complete=True, is_plural=False)
            index = max(index, bisect_right(places, end))
        else:
            is_whole = len(parts) == PARTS[cycle] and not _is_before_content(sentence, last)
            is_plural = phrase[-1].endswith("s") or _is_before_plural_part(sentence, last)
            yield _NamedTime(cycle, parts, first, last, is_complete=is_whole or len(phrase) > 1, is_plural=is_plural)


def _range_end(sentence: AnnotatedSentence, first: int) -> int:
    """Return the index of the last weekday of "Monday to Friday", which begins at a word; 0 for anything else."""
    words, lexicon = sentence.words, sentence.lexicon
    if first + 2 >= len(words) or not (
        words[first].low in lexicon.weekdays and words[first + 2].low in lexicon.weekdays
    ):
        return 0
    return first + 2 if words[first + 1].low in lexicon.day_range_joints else 0


def _range_parts(sentence: AnnotatedSentence, first: int, last: int) -> frozenset[int]:
    """Return the numbers of the weekdays from one to another, over the end of the week if need be."""
    start, end = (sentence.lexicon.weekdays[sentence.words[index].low] for index in (first, last))
    days = PARTS[WEEK]
    return frozenset((start + step - 1) % days + 1 for step in range((end - start) % days + 1))


def _plain_words(sentence: AnnotatedSentence) -> tuple[list[str], list[int]]:
    """Return the words of a sentence in lower case, those of a duration apart, each with its word index.

    Other figures are empty: "last summer" does not recur.
    """
    figures = figures_by_start(sentence)
    lows: list[str] = []
    places: list[int] = []
    for index, word in enumerate(sentence.words):
        written = sentence.text[word.start : word.end].lower().split()
        figure = figures.get(word.start)
        if figure and ((figure.date and len(written) > 1) or figure.clock):
            written = [""]
        lows += written
        places += [index] * len(written)
    return lows, places


def _frame(sentence: AnnotatedSentence, time: _NamedTime, found: Sequence[Recurrence]) -> int | None:
    """Return the index of the word that makes a name a time: "in", "every"; None without one.

    A plural needs no such word, and a name that is joined to another has that of the other.
    """
    lexicon, words, first = sentence.lexicon, sentence.words, time.first
    # "On Monday" is a date, "every Monday" is none.
    is_single_day = words[first].key.startswith("#") and not time.is_plural
    if not time.is_plural and _is_before_content(sentence, time.last):
        return None
    if found and (found[-1].last == first or _is_joined(sentence, found[-1], first)):
        return first
    for index in range(first - 1, max(-1, first - 1 - FRAME_WORDS), -1):
        word = words[index]
        if word.mark:
            break
        if word.low in lexicon.recurs_within:
            if is_single_day and word.low not in lexicon.every:
                return None
            return _with_preposition(sentence, index)
        if word.low in lexicon.date_joints or word.low in lexicon.auxiliaries or word.key.startswith("#"):
            return None
    return first if time.is_plural else None


def _is_of_frame(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether a word before a time chooses none among such times: "on the"."""
    lexicon, word = sentence.lexicon, sentence.words[index]
    return word.low in lexicon.recurs_within or word.low in lexicon.determiners or word.low in lexicon.joining


def _is_before_plural_part(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether a plural part of a day is at an index: the "mornings" of "Sunday mornings"."""
    if index >= len(sentence.words):
        return False
    low = sentence.words[index].low
    return low.endswith("s") and any(cycle == "day" for _, cycle, _ in sentence.lexicon.recurrence.get(low, ()))


def _is_before_content(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether there is a content word at an index."""
    return index < len(sentence.words) and sentence.words[index].content


def _with_preposition(sentence: AnnotatedSentence, index: int) -> int:
    """Return the index of the preposition directly before "every", or that of the word itself."""
    return index - 1 if index and sentence.words[index - 1].low in sentence.lexicon.recurs_within else index


def _is_joined(sentence: AnnotatedSentence, previous: Recurrence, first: int) -> bool:
    """Return whether nothing but "and", "or" and a comma is between two times."""
    words = sentence.words[previous.last : first]
    return bool(words) and all(word.low in sentence.lexicon.joining or word.low in (",", "or") for word in words)


def _is_exempt(sentence: AnnotatedSentence, first: int, noun: int) -> bool:
    """Return whether a time is left out, or only some such times are meant: "not on Sundays", "on most days"."""
    window = range(max(0, first - EXEMPTION_WORDS), noun)
    if any(
        cue.last - 1 in window for family in (Family.NEGATOR, Family.CONDITION) for cue in sentence.cues.get(family, ())
    ):
        return True
    if any(first - 1 <= cue.last - 1 < noun for cue in sentence.cues.get(Family.SCOPE, ()) if cue.level < EVERY_LEVEL):
        return True
    return any(sentence.words[index].low in sentence.lexicon.excepting for index in window)


def _is_only_one_of_more(sentence: AnnotatedSentence, first: int) -> bool:
    """Return whether "not only" precedes a time."""
    return any(first - 1 <= cue.last <= first for cue in sentence.cues.get(Family.MORE_THAN, ()))
