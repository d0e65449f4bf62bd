"""The frequency of an event: "once a month", "every quarter", "twice a year", "daily".

Each is read as a number of times a year, so that "monthly" and "once a month" are equal.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from evolve.classify.antonyms import MAX_REPLACED_WORDS
from evolve.classify.cue_targets import AlignedWords
from evolve.classify.places import figures_by_start
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence
from evolve.classify.shared_claims import share_half
from evolve.model import Change, Kind

TOLERANCE = 0.005
"""Maximum share by which two frequencies differ that are the same: a year has 52 weeks, and a little more."""
SECONDS_A_YEAR = 31_557_600.0
_SECONDS = "s"  # the unit of durations
_TIMES = "×"  # the unit of "twice" and "three times"


class Frequency(NamedTuple):
    """A phrase that gives a frequency."""

    value: float
    """Times a year; of "once" and "twice" without a period, times."""
    first: int
    """Index of its first word."""
    last: int
    """Index after its last word."""


def exchanged_frequencies(
    before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords
) -> tuple[Frequency, Frequency] | None:
    """Return the frequency of each sentence if both give one of the same thing; None otherwise.

    They are about the same if the sentences share half of their content words.
    """
    if not share_half(before, after):
        return None
    old, new = frequency_of(before), frequency_of(after)
    if old and new:
        return old, new
    once = before.lexicon.once_starts
    if old or new or (once.isdisjoint(before.plain_words) and once.isdisjoint(after.plain_words)):
        return None
    for region in aligned.regions:
        if max(region.before[1] - region.before[0], region.after[1] - region.after[0]) > MAX_REPLACED_WORDS:
            continue
        old, new = _times_within(before, region.before), _times_within(after, region.after)
        if old and new and 1.0 in (old.value, new.value):
            return old, new
    return None


def frequency_change(
    before: AnnotatedSentence, after: AnnotatedSentence, found: tuple[Frequency, Frequency]
) -> Change | None:
    """Return the change of two frequencies that differ; None if they are the same."""
    old, new = found
    if are_same(old, new):
        return None
    note = "higher" if new.value > old.value else "lower"
    return Change(Kind.NUMBER, before.span(old.first, old.last), after.span(new.first, new.last), note)


def are_same(one: Frequency, other: Frequency) -> bool:
    """Return whether two frequencies differ by no more than `TOLERANCE`."""
    return abs(one.value - other.value) <= TOLERANCE * max(one.value, other.value)


@lru_cache(maxsize=RECENT_SENTENCES)
def frequency_of(sentence: AnnotatedSentence) -> Frequency | None:
    """Return the one frequency of a sentence; None if it gives none or more than one.

    Cached, because one sentence occurs in many pairs.
    """
    if not sentence.lexicon.frequencies:
        return None
    found: list[Frequency] = []
    index = 0
    while index < len(sentence.words):
        frequency = _frequency_at(sentence, index)
        index = frequency.last if frequency else index + 1
        found += [frequency] if frequency else []
    return found[0] if len(found) == 1 else None


def _frequency_at(sentence: AnnotatedSentence, index: int) -> Frequency | None:
    """Return the frequency that starts at a word; None if none does."""
    words, lexicon = sentence.words, sentence.lexicon
    low = words[index].low
    if low in lexicon.frequencies:
        return Frequency(lexicon.frequencies[low], index, index + 1)
    if low in lexicon.every:
        first = _after_article(sentence, index + 1)
        following = [word.low for word in words[first : first + 2]]
        if len(following) == 2 and following[0] in lexicon.every_other and following[1] in lexicon.periods:
            return Frequency(lexicon.periods[following[1]] / 2, index, first + 2)
        if following and following[0] in lexicon.periods:
            return Frequency(lexicon.periods[following[0]], index, first + 1)
        seconds = _figure_value(sentence, first, _SECONDS)
        return Frequency(SECONDS_A_YEAR / seconds, index, first + 1) if seconds else None
    times, last = _times_at(sentence, index)
    if times and last < len(words) and words[last].low in lexicon.per:
        period = _after_article(sentence, last + 1)
        if period < len(words) and words[period].low in lexicon.periods:
            return Frequency(times * lexicon.periods[words[period].low], index, period + 1)
    return None


def _after_article(sentence: AnnotatedSentence, index: int) -> int:
    """Return the index after the article at a word, if there is one: "tous les mois", "una vez a la semana"."""
    words = sentence.words
    return index + (index < len(words) and words[index].low in sentence.lexicon.articles)


def _times_within(sentence: AnnotatedSentence, span: tuple[int, int]) -> Frequency | None:
    """Return the first "once" or "twice" among the words of a span; None if there is none."""
    for index in range(*span):
        times, last = _times_at(sentence, index)
        if times:
            return Frequency(times, index, last)
    return None


def _times_at(sentence: AnnotatedSentence, index: int) -> tuple[float, int]:
    """Return the number of times that starts at a word, 1 for "once" and 0 for none, and the index after its last."""
    counts, word = sentence.lexicon.counts_of_times, sentence.words[index]
    if word.low in sentence.lexicon.once_starts:
        for length in (1, 2):
            times = counts.get(tuple(other.low for other in sentence.words[index : index + length]), 0.0)
            if times:
                return times, index + length
    return _figure_value(sentence, index, _TIMES), index + 1


def _figure_value(sentence: AnnotatedSentence, index: int, unit: str) -> float:
    """Return the value of the figure with this unit at a word; 0 if there is none."""
    if index >= len(sentence.words) or not sentence.figures:
        return 0.0
    figure = figures_by_start(sentence).get(sentence.words[index].start)
    return figure.value if figure and figure.unit == unit else 0.0
