"""Times of day in a sequence of words: "half past eight", "9:15", "3 p.m.", "nine o'clock".

A full hour has the key of the plain number, so that "at nine" equals "at nine o'clock".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evolve.classify.lexicon import Lexicon
from evolve.classify.quantities.numbers import Quantity
from evolve.text.words.scan import RawWord

_HOUR = re.compile(r"(\d\d?)(?:\.([0-5]\d))?([^\W\d_]*)$")
_MINUTES = re.compile(r"([0-5]\d)([^\W\d_]*)$")
_MAX_PHRASE_WORDS = 3
"""Maximum number of words of the phrase before the hour: "twenty five past"."""
_NOON = 12


def time_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the time of day that starts at a word, and the number of words it covers; None if there is none."""
    found = _time_at(words, index, lexicon)
    if found is None:
        return _bare_hour(words, index, lexicon)
    start, end = _part_of_day(words, index + found[1], lexicon)
    if start and found[0].value < _NOON + 1:
        return _time(_minutes_from(start, round(found[0].value * 60)), words, index, end)
    return found


def _part_of_day(words: Sequence[RawWord], first: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """Return the hour at which a phrase such as "in the evening" starts, and the index after it; None without one."""
    for length in range(_MAX_PHRASE_WORDS, 0, -1):
        phrase = tuple(word.low for word in words[first : first + length])
        if len(phrase) == length and phrase in lexicon.clock_after:
            return lexicon.clock_after[phrase], first + length
    return None, first


def _bare_hour(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the hour of "until two in the morning"; None elsewhere."""
    if not index or words[index - 1].low not in lexicon.before_an_hour:
        return None
    hour = _hour_value(words[index], lexicon)
    start, end = _part_of_day(words, index + 1, lexicon) if hour is not None else (None, index)
    if hour is None or start is None or not 1 <= hour <= _NOON:
        return None
    return _time(_minutes_from(start, hour * 60), words, index, end)


def _minutes_from(start: int, minutes: int) -> int:
    """Return the first time, in minutes since midnight, that a clock of twelve hours shows from an hour on."""
    half_day = _NOON * 60
    return ((minutes - start * 60) % half_day + start * 60) % (2 * half_day)


def _time_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the time of day that starts at a word, without a phrase such as "in the evening"."""
    if words[index].low in lexicon.clock_words:
        figure, length = _time(lexicon.clock_words[words[index].low] * 60, words, index, index + 1)
        return replace(figure, soft=True), length
    if words[index].low in lexicon.clock_starts:
        for length in range(_MAX_PHRASE_WORDS, 0, -1):
            minutes = lexicon.clock.get(tuple(word.low for word in words[index : index + length]))
            if minutes is not None and index + length < len(words):
                hour = _hour_value(words[index + length], lexicon)
                if hour is None or not 1 <= hour <= _NOON:
                    return None
                end = index + length + 1
                end += end < len(words) and words[end].low in lexicon.oclock
                return _time(hour * 60 + minutes, words, index, end)
    return _digital_time(words, index, lexicon)


def _hour_value(word: RawWord, lexicon: Lexicon) -> int | None:
    """Return the number a word gives, in digits or in letters; None if it gives none."""
    hour = lexicon.numbers.get(word.low, lexicon.ones.get(word.low))
    if hour is not None:
        return int(hour) if hour == int(hour) else None
    return int(word.low) if word.low.isdecimal() and len(word.low) <= 2 else None


def _digital_time(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return an hour with minutes or with "o'clock", "a.m." or "Uhr"."""
    match = _HOUR.match(words[index].low)
    hour = int(match[1]) if match else _hour_value(words[index], lexicon)
    if hour is None or hour > 2 * _NOON:
        return None
    minutes = int(match[2]) if match and match[2] else None
    suffix = match[3] if match else ""
    end = index + 1
    if minutes is None and not suffix and _is_colon_and_minutes(words, end):
        match_minutes = _MINUTES.match(words[end + 1].low)
        if match_minutes and match_minutes[2] and match_minutes[2] not in lexicon.clock_suffixes:
            return None
        minutes, suffix = (int(match_minutes[1]), match_minutes[2]) if match_minutes else (0, "")
        end += 2
    if suffix in lexicon.oclock and end < len(words) and words[end].start == words[index].end:
        # "18h30"
        if _MINUTES.match(words[end].low):
            minutes, end = int(words[end].low[:2]), end + 1
    elif not suffix and end < len(words) and words[end].low in lexicon.clock_suffixes:
        suffix, end = words[end].low, end + 1
        if minutes is None and end < len(words) and suffix in lexicon.oclock and _MINUTES.match(words[end].low):
            minutes, end = int(words[end].low[:2]), end + 1
    # "9.30" is a time only beside "o'clock", "a.m." or the like.
    if suffix not in lexicon.clock_suffixes and (suffix or minutes is None or (match and match[2])):
        return None
    if suffix in lexicon.halves_of_day and hour <= _NOON:
        hour = hour % _NOON + lexicon.halves_of_day[suffix]
    return _time(hour * 60 + (minutes or 0), words, index, end)


def _is_colon_and_minutes(words: Sequence[RawWord], index: int) -> bool:
    """Return whether a colon and two digits follow without a space."""
    if index + 1 >= len(words) or words[index].text != ":" or not _MINUTES.match(words[index + 1].low):
        return False
    return words[index - 1].end == words[index].start and words[index].end == words[index + 1].start


def _time(minutes: int, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    """Return a time of day, given in minutes since midnight."""
    hour, rest = divmod(minutes, 60)
    key = f"#{float(hour)!r}" if not rest else f"#{hour}:{rest:02}"
    return Quantity(key, minutes / 60, False, False, words[first].start, words[end - 1].end, clock=True), end - first
