"""The feast, season or event that places a claim in time: "before Easter", "until the end of term", "since the flood".

Dates with a number, and weekdays, are figures; they count here only beside another occasion.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from evolve.classify.places import figures_by_start
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence
from evolve.model import Change, Kind

MAX_NOUN_WORDS = 4
"""Maximum number of content words of an occasion: "the first school summer holidays"."""
MAX_WORDS_AHEAD = 3
"""Maximum number of words from the preposition to the noun: "before all their"."""


class Bound(Enum):
    """How an occasion bounds in time what is claimed."""

    END = auto()
    """Until it: "before Easter", "by the end of term"."""
    START = auto()
    """From it on: "since the flood"."""
    WITHIN = auto()
    """As long as it lasts: "during the war", "at Easter"."""


class Occasion(NamedTuple):
    """A feast, a stretch of time or an event, with the preposition before it."""

    bound: Bound
    keys: tuple[str, ...]
    """The keys of its words, without articles; words that mean the same have one key."""
    first: int
    """Index of the preposition."""
    last: int
    """Index after its last word."""
    is_figure: bool
    """Whether it is a date or a season alone, which is compared as a figure too."""


def occasion_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of the one occasion that took the place of another that bounds it alike; None without one.

    The sentences share half of their other content words.
    """
    all_old, all_new = occasions_of(before), occasions_of(after)
    if not (all_old and all_new):
        return None
    keys_old, keys_new = {one.keys for one in all_old}, {one.keys for one in all_new}
    old = [one for one in all_old if one.keys not in keys_new]
    new = [one for one in all_new if one.keys not in keys_old]
    if len(old) != 1 or len(new) != 1 or old[0].bound is not new[0].bound:
        return None
    one, two = old[0], new[0]
    if one.is_figure and two.is_figure:
        return None
    # "Before the war" and "before the last war" may be the same.
    if set(one.keys) <= set(two.keys) or set(two.keys) <= set(one.keys):
        return None
    others = _content_outside(before, one), _content_outside(after, two)
    if 2 * len(others[0] & others[1]) < min(map(len, others)) or not others[0] & others[1]:
        return None
    return Change(Kind.DATE, before.span(one.first, one.last), after.span(two.first, two.last))


def _content_outside(sentence: AnnotatedSentence, occasion: Occasion) -> frozenset[str]:
    """Return the keys of the content words of a sentence without those of an occasion."""
    return sentence.content.difference(sentence.keys[occasion.first : occasion.last])


@lru_cache(maxsize=RECENT_SENTENCES)
def occasions_of(sentence: AnnotatedSentence) -> tuple[Occasion, ...]:
    """Return the occasions of a sentence, in order. Cached, because one sentence occurs in many pairs."""
    lexicon = sentence.lexicon
    if not lexicon.stretches:
        return ()
    found = []
    for index, word in enumerate(sentence.words):
        if word.low in lexicon.deadlines:
            bound = Bound.END
        elif word.low in lexicon.time_starts:
            bound = Bound.START
        elif word.low in lexicon.recurs_within and word.low not in lexicon.every:
            bound = Bound.WITHIN
        else:
            continue
        occasion = _occasion_at(sentence, index, bound)
        if occasion is not None:
            found.append(occasion)
    return tuple(found)


def _occasion_at(sentence: AnnotatedSentence, index: int, bound: Bound) -> Occasion | None:
    """Return the occasion after a preposition; None if what follows names no time, or begins a clause."""
    lexicon, words = sentence.lexicon, sentence.words
    first = index + 1
    boundary: tuple[str, ...] = ()
    while first < min(len(words), index + MAX_WORDS_AHEAD) and words[first].low in lexicon.determiners:
        first += 1
    if first + 1 < len(words) and words[first].low in lexicon.time_ends and words[first + 1].low in lexicon.date_joints:
        boundary = (words[first].key,)
        first += 2
        while first < len(words) and words[first].low in lexicon.articles:
            first += 1
    last = first
    while last < len(words) and words[last].content and last < first + MAX_NOUN_WORDS:
        last += 1
    if last == first or (last < len(words) and (words[last].content or words[last].low in lexicon.auxiliaries)):
        return None
    figures = figures_by_start(sentence)
    found = [figures[word.start] for word in words[first:last] if word.start in figures]
    is_figure = len(found) == last - first
    if any(not (figure.date or figure.clock) for figure in found) or not (
        is_figure or _names_time(sentence, index, last - 1, bound)
    ):
        return None
    # "Christmas" and "Xmas" are one feast.
    keys = [str(lexicon.alike.get(words[i].low, sentence.keys[i])) for i in range(first, last)]
    return Occasion(bound, (*boundary, *keys), index, last, is_figure)


def _names_time(sentence: AnnotatedSentence, preposition: int, head: int, bound: Bound) -> bool:
    """Return whether the last noun of an occasion is a time after its preposition: "at Easter", but not "at war"."""
    lexicon, word = sentence.lexicon, sentence.words[head]
    low = sentence.text[word.start : word.end].lower().split()[-1]
    if low in lexicon.stretches:
        return True
    is_alone = head == preposition + 2 and (head + 1 == len(sentence.words) or sentence.words[head + 1].mark)
    if sentence.words[preposition].low in lexicon.before_times:
        return low in lexicon.events or is_alone
    return low in lexicon.events and bound is not Bound.WITHIN and sentence.words[preposition].low != "by"
