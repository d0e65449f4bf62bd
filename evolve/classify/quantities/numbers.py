"""Plain numbers and dates in a sequence of words, however they are written.

"three" is 3, "69 per cent" is "69%", "$40 billion" is "40 billion dollars", "9 May" is "May 9th". A figure absorbs the
words it consists of, so that another way of writing it is no change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evolve.classify.lexicon import Lexicon
from evolve.text.words.scan import RawWord

_DIGITS = re.compile(r"(\d[\d.,]*)([^\W\d_]*)$")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_CURRENCIES = "$€£¥"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or one part of a date."""

    key: str
    """Equal for equal figures, however they are written."""
    value: float
    date: bool
    year: bool
    start: int
    end: int
    clock: bool = False
    """Whether it is a time of day; if so, its value is in hours."""


def quantity_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the plain number or the part of a date that starts at a word, and the number of words it covers."""
    return _date(words, index, lexicon) or _number(words, index, lexicon)


def _date(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the part of a date that starts at a word, and the number of words it covers; None if there is none."""
    word = words[index]
    if word.low in lexicon.months:
        return _date_part("month", lexicon.months[word.low], word) if _is_month(words, index, lexicon) else None
    if word.low in lexicon.weekdays:
        return _date_part("weekday", lexicon.weekdays[word.low], word) if word.text[0].isupper() else None
    iso = _ISO.match(word.low)
    if iso:
        return Quantity(f"#date {word.low}", float(iso[1]), True, False, word.start, word.end), 1
    match = _DIGITS.match(word.low)
    if match is None or (word.before in _CURRENCIES and word.before):
        return None
    digits, suffix = match[1].rstrip(".,"), match[2]
    if digits.count(".") == 2 and not suffix:
        return Quantity(f"#date {digits}", 0.0, True, False, word.start, word.end), 1
    if not digits.isdigit():
        return None
    number = int(digits)
    if len(digits) == 4 and suffix in ("", "s") and _is_year(words, index, number, lexicon):
        return Quantity(f"#year {number}{suffix}", number, True, True, word.start, word.end), 1
    if 1 <= number <= 31 and (not suffix or suffix in _ORDINALS) and _is_beside_month(words, index, lexicon):
        return _date_part("day", number, word)
    return None


def _date_part(name: str, number: int, word: RawWord) -> tuple[Quantity, int]:
    """Return a month, weekday or day of one word."""
    return Quantity(f"#{name} {number}", number, True, False, word.start, word.end), 1


def _is_beside_month(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> bool:
    """Return whether a month precedes or follows: "9 May", "May 9", "the 9th of May"."""
    of = index + 1 < len(words) and words[index + 1].low == "of"
    return any(
        0 <= near < len(words) and _is_month(words, near, lexicon) for near in (index - 1, index + (2 if of else 1))
    )


def _is_month(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> bool:
    """Return whether a word names a month; "May" and "March" only beside a digit or after a word such as "in"."""
    word = words[index]
    if word.low not in lexicon.months or not word.text[0].isupper():
        return False
    if word.low not in lexicon.months_that_are_words:
        return True
    after = words[index + 1].low if index + 1 < len(words) else ""
    before = words[index - 1].low if index else ""
    return after[:1].isdigit() or before[:1].isdigit() or before in lexicon.before_a_date


def _is_year(words: Sequence[RawWord], index: int, number: int, lexicon: Lexicon) -> bool:
    """Return whether a number is a year: 1800 to 2100 unless it counts something; earlier only after words such as
    "in".
    """
    after = words[index + 1].low if index + 1 < len(words) else ""
    if after in lexicon.magnitudes or (after,) in lexicon.units or not 1000 <= number <= 2100:
        return False
    before = words[index - 1].low if index else ""
    is_counting = after.isalpha() and after not in lexicon.function
    return number >= 1800 or (not is_counting and (before in lexicon.before_a_date or before in lexicon.months))


def _number(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the plain number that starts at a word, with its unit, and the number of words it covers."""
    word = words[index]
    unit = word.before if word.before and word.before in _CURRENCIES else ""
    end = index + 1
    if word.low[0].isdigit():
        match = _DIGITS.match(word.low)
        if match is None:
            return None
        value = _parse_digits(match[1].rstrip(".,"), lexicon.decimal)
        suffix = match[2]
        if value is None:
            return None
        if suffix in _ORDINALS:
            unit = "th"
        elif suffix in lexicon.magnitudes:
            value *= lexicon.magnitudes[suffix]
        elif suffix:
            return None
    else:
        spelled = _spelled_number(words, index, lexicon)
        if spelled is None:
            return None
        value, end = spelled
    if lexicon.and_half and tuple(w.low for w in words[end : end + len(lexicon.and_half)]) == lexicon.and_half:
        value, end = value + 0.5, end + len(lexicon.and_half)
    while end < len(words) and words[end].low in lexicon.magnitudes:
        value *= lexicon.magnitudes[words[end].low]
        end += 1
    for length in (2, 1):
        name = tuple(w.low for w in words[end : end + length])
        if len(name) == length and name in lexicon.units:
            unit, end = lexicon.units[name], end + length
            break
    if not unit and end < len(words) and words[end].low in lexicon.measures:
        unit, size = lexicon.measures[words[end].low]
        value, end = value * size, end + 1
    if word.low in lexicon.ones and end == index + 1:
        return None
    start = word.start - (1 if word.before and word.before in _CURRENCIES else 0)
    return Quantity(f"#{round(float(value), 6)!r}{unit}", value, False, False, start, words[end - 1].end), end - index


def _spelled_number(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """Return the value of a number in words and the index after it: "two hundred and five" is 205."""
    low = words[index].low
    if low in lexicon.ones:
        following = words[index + 1].low if index + 1 < len(words) else ""
        after_it = tuple(word.low for word in words[index + 1 : index + 3])
        is_percentage = lexicon.units.get(after_it, lexicon.units.get(after_it[:1], "")).startswith("%")
        halved = lexicon.and_half and tuple(w.low for w in words[index + 1 : index + 4]) == lexicon.and_half
        if not (is_percentage or halved) and (following not in lexicon.magnitudes or len(following) < 3):
            return None
        return lexicon.ones[low], index + 1
    if low not in lexicon.numbers:
        return None
    value = lexicon.numbers[low]
    end = index + 1
    if end < len(words) and value >= 20:
        extra = lexicon.numbers.get(words[end].low, 1.0 if words[end].low == "one" else 0.0)
        if 0 < extra < 10 and words[end].start == words[end - 1].end + 1:
            return value + extra, end + 1
    return value, end


def _parse_digits(digits: str, decimal: str) -> float | None:
    """Return the value of digits with separators; a single separator not before three digits is a decimal mark."""
    thousands = "," if decimal == "." else "."
    whole, mark, rest = digits.partition(decimal)
    groups = whole.split(thousands)
    if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
        if len(groups) == 2 and not mark:
            whole, rest, groups = groups[0], groups[1], [groups[0]]
        else:
            return None
    whole = "".join(groups)
    if decimal in rest or thousands in rest:
        return None
    return float(f"{whole or 0}.{rest or 0}")
