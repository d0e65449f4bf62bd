"""When something recurs: "on weekdays", "every day", "in summer", "all year round".

Each is read as a cycle (the week, the year, the day) and the parts of it. More parts are a wider scope, fewer a
narrower one, and others in their place another date.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from evolve.classify.cue_targets import AlignedWords
from evolve.classify.lexicon import EVERY_LEVEL, Family
from evolve.classify.places import figures_by_start
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence
from evolve.classify.shared_claims import share_half
from evolve.model import Change, Kind

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
    """What it is a part of: "week", "year" or "day"."""
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


class RecurrenceChange(NamedTuple):
    """The difference between the recurring times of two sentences."""

    change: Change | None = None
    same: tuple[frozenset[int], frozenset[int]] | None = None
    """The word indices of two phrases for the same times: "all year round", "throughout the year"."""


NO_CHANGE = RecurrenceChange()


def compare_recurrences(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> RecurrenceChange:
    """Return the change of when something recurs, and the words of two phrases for the same times.

    Both sentences give a time, and share half of their content words.
    """
    if not share_half(before, after):
        return NO_CHANGE
    old, new = recurrences_of(before), recurrences_of(after)
    if not (old and new):
        return NO_CHANGE
    is_kept = all(
        index in kept
        for found, kept in ((old, aligned.kept_before), (new, aligned.kept_after))
        for one in found
        for index in range(one.first, one.last)
    )
    if is_kept:
        return NO_CHANGE
    relation = _relation(old, new)
    if relation == "same":
        if any(UNNAMED_PART in one.parts for one in (*old, *new)):
            return NO_CHANGE
        chosen = any(one.is_chosen for one in old), any(one.is_chosen for one in new)
        if not any(chosen):
            return RecurrenceChange(same=(_words_of(old), _words_of(new)))
        if all(chosen) or not all(_is_repeated(*one) for one in ((before, old), (after, new))):
            return NO_CHANGE
        relation = "narrower" if chosen[1] else "wider"
    if not relation:
        return NO_CHANGE
    kind, note = (Kind.DATE, "") if relation == "other" else (Kind.SCOPE, relation)
    shown_before, shown_after = _shown(before, old), _shown(after, new)
    if shown_before.lower() == shown_after.lower():
        return NO_CHANGE
    return RecurrenceChange(Change(kind, shown_before, shown_after, note))


def _relation(old: Sequence[Recurrence], new: Sequence[Recurrence]) -> str:
    """Return "wider", "narrower", "other" or "same" for the new times against the old; empty if it is unknown."""
    parts_old, parts_new = _parts_by_cycle(old), _parts_by_cycle(new)
    if parts_old.keys() == parts_new.keys():
        if parts_old == parts_new:
            return "same"
        if all(_includes(cycle, parts_new[cycle], parts_old[cycle]) for cycle in parts_old):
            return "wider"
        if all(_includes(cycle, parts_old[cycle], parts_new[cycle]) for cycle in parts_old):
            return "narrower"
        is_unknown = any(UNNAMED_PART in parts_old[cycle] | parts_new[cycle] for cycle in parts_old)
        return "" if is_unknown else "other"
    for few, many, found, relation in (
        (parts_old, parts_new, new, "wider"),
        (parts_new, parts_old, old, "narrower"),
    ):
        if few.keys() < many.keys() and all(few[cycle] == many[cycle] for cycle in few):
            further = [one.is_joined for one in found if one.cycle not in few]
            # "In the evening and at weekends" is more often, "in the evening at weekends" less.
            if all(further):
                return relation
            return "" if any(further) else {"wider": "narrower", "narrower": "wider"}[relation]
    return "other" if parts_old.keys().isdisjoint(parts_new) else ""


def _includes(cycle: str, many: frozenset[int], few: frozenset[int]) -> bool:
    """Return whether some parts of a cycle include others; a whole cycle includes a part that is not named further."""
    return few <= many or len(many - {UNNAMED_PART}) == PARTS[cycle]


def _parts_by_cycle(found: Sequence[Recurrence]) -> dict[str, frozenset[int]]:
    """Return all parts of each cycle."""
    parts: dict[str, frozenset[int]] = {}
    for one in found:
        parts[one.cycle] = parts.get(one.cycle, frozenset()) | one.parts
    return parts


def _words_of(found: Sequence[Recurrence]) -> frozenset[int]:
    """Return the indices of the words of all times."""
    return frozenset(index for one in found for index in range(one.first, one.last))


def _shown(sentence: AnnotatedSentence, found: Sequence[Recurrence]) -> str:
    """Return the words of the times as written, with the "only" beside them; those that are apart are separated by ";".

    Times that "and" joins are shown as one.
    """
    spans: list[tuple[int, int]] = []
    for one in found:
        if spans and (one.is_joined or one.first == spans[-1][1]):
            spans[-1] = spans[-1][0], one.last
        else:
            spans.append((one.first, one.last))
    for cue in sentence.cues.get(Family.NARROWING, ()):
        if cue.last == spans[0][0]:
            spans[0] = cue.first, spans[0][1]
        if cue.first == spans[-1][1]:
            spans[-1] = spans[-1][0], cue.last
    return "; ".join(sentence.span(*span) for span in spans)


@lru_cache(maxsize=RECENT_SENTENCES)
def recurrences_of(sentence: AnnotatedSentence) -> tuple[Recurrence, ...]:
    """Return the recurring times of a sentence, in order; none if one of them is denied or counted.

    Times after "not only" are left out, since the others include them. Cached, because one sentence occurs in many
    pairs.
    """
    phrases = sentence.lexicon.recurrence
    if not phrases:
        return ()
    lows, places = _plain_words(sentence)
    if phrases.keys().isdisjoint(lows):
        return ()
    found: list[Recurrence] = []
    index = 0
    while index < len(lows):
        match = next(
            (entry for entry in phrases.get(lows[index], ()) if tuple(lows[index : index + len(entry[0])]) == entry[0]),
            None,
        )
        if match is None:
            index += 1
            continue
        phrase, cycle, parts = match
        first, last = places[index], places[index + len(phrase) - 1] + 1
        index += len(phrase)
        is_whole = len(parts) == PARTS[cycle] and (len(phrase) > 1 or not _is_before_content(sentence, last))
        end_of_range = _range_end(sentence, first)
        if end_of_range:
            parts, last = _range_parts(sentence, first, end_of_range), end_of_range + 1
            index = max(index, bisect_right(places, end_of_range))
        if is_whole or end_of_range or len(phrase) > 1:
            start: int | None = first
        else:
            is_plural = phrase[-1].endswith("s") or _is_before_plural_part(sentence, last)
            start = _frame(sentence, first, last, found, is_plural=is_plural)
        if start is None:
            continue
        if found:
            start = max(start, found[-1].last)
        if _is_exempt(sentence, start, first):
            return ()
        if not _is_only_one_of_more(sentence, start):
            is_chosen = any(not _is_of_frame(sentence, i) for i in range(start, first))
            is_joined = bool(found) and _is_joined(sentence, found[-1], start)
            found.append(Recurrence(cycle, parts, start, last, is_chosen, is_joined))
    return tuple(found)


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


def _frame(
    sentence: AnnotatedSentence, first: int, last: int, found: Sequence[Recurrence], *, is_plural: bool
) -> int | None:
    """Return the index of the word by which a part of a cycle says when: "in", "every"; None if it says no such thing.

    A plural needs no such word, and a part that is joined to another has that of the other.
    """
    lexicon, words = sentence.lexicon, sentence.words
    # "On Monday" is a date, "every Monday" is none.
    is_single_day = words[first].key.startswith("#") and not is_plural
    if not is_plural and _is_before_content(sentence, last):
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
    return first if is_plural else None


def _is_of_frame(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether a word before a time chooses none among such times: "on the"."""
    lexicon, word = sentence.lexicon, sentence.words[index]
    return word.low in lexicon.recurs_within or word.low in lexicon.determiners or word.low in lexicon.joining


def _is_repeated(sentence: AnnotatedSentence, found: Sequence[Recurrence]) -> bool:
    """Return whether all times recur for certain: "on Sundays", "every Sunday"."""
    return all(
        sentence.words[one.last - 1].low.endswith("s")
        or any(word.low in sentence.lexicon.every for word in sentence.words[one.first : one.last])
        for one in found
    )


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
