"""Times of the day in a row of words: "half past eight", "9:15", "3 p.m.", "nine o'clock".

A full hour has the key of the bare number, so that "at nine" and "at nine o'clock" say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evolve.classify.lexicon import Lexicon
from evolve.classify.quantities.numbers import Quantity
from evolve.text.words.scan import RawWord

_HOUR = re.compile(r"(\d\d?)(?:\.([0-5]\d))?([^\W\d_]*)$")
_MINUTES = re.compile(r"[0-5]\d$")
_LONGEST = 3
"""How many words at most stand between a number of minutes and the hour: "twenty five past"."""
_NOON = 12


def time_at(words: Sequence[RawWord], at: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """The time of the day that starts at a word, and how many words it takes up."""
    if words[at].low in lexicon.clock_starts:
        for length in range(_LONGEST, 0, -1):
            minutes = lexicon.clock.get(tuple(word.low for word in words[at : at + length]))
            if minutes is not None and at + length < len(words):
                hour = _number_of_hours(words[at + length], lexicon)
                if hour is None or not 1 <= hour <= _NOON:
                    return None
                end = at + length + 1
                end += end < len(words) and words[end].low in lexicon.oclock
                return _time(hour * 60 + minutes, words, at, end)
    return _as_digits(words, at, lexicon)


def _number_of_hours(word: RawWord, lexicon: Lexicon) -> int | None:
    hour = lexicon.numbers.get(word.low, lexicon.ones.get(word.low))
    return int(word.low) if word.low.isdecimal() and len(word.low) <= 2 else None if hour is None else int(hour)


def _as_digits(words: Sequence[RawWord], at: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """An hour with minutes or with "o'clock", "a.m." or "Uhr"."""
    match = _HOUR.match(words[at].low)
    hour = int(match[1]) if match else _number_of_hours(words[at], lexicon)
    if hour is None or hour > 2 * _NOON:
        return None
    minutes = int(match[2]) if match and match[2] else None
    suffix = match[3] if match else ""
    end = at + 1
    if minutes is None and not suffix and _colon(words, end):
        minutes, end = int(words[end + 1].low), end + 2
    if not suffix and end < len(words) and words[end].low in lexicon.clock_suffixes:
        suffix, end = words[end].low, end + 1
        if minutes is None and end < len(words) and suffix in lexicon.oclock and _MINUTES.match(words[end].low):
            minutes, end = int(words[end].low), end + 1
    # "9.30" is a time only where something says so.
    if suffix not in lexicon.clock_suffixes and (suffix or minutes is None or (match and match[2])):
        return None
    if suffix in lexicon.halves_of_day and hour <= _NOON:
        hour = hour % _NOON + lexicon.halves_of_day[suffix]
    return _time(hour * 60 + (minutes or 0), words, at, end)


def _colon(words: Sequence[RawWord], at: int) -> bool:
    """Whether a colon and two digits stand here without a space."""
    if at + 1 >= len(words) or words[at].text != ":" or not _MINUTES.match(words[at + 1].low):
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _time(minutes: int, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    hour, rest = divmod(minutes, 60)
    key = f"#{float(hour)!r}" if not rest else f"#{hour}:{rest:02}"
    return Quantity(key, minutes / 60, False, False, words[first].start, words[end - 1].end, clock=True), end - first
