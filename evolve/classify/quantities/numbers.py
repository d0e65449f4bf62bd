"""Plain numbers in a sequence of words, however they are written.

"three" is 3, "69 per cent" is "69%", "$40 billion" is "40 billion dollars", "3–5 km" is "3 to 5 km". A figure absorbs
the words it consists of, so that another way of writing it is no change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from evolve.classify.lexicon import Lexicon
from evolve.classify.quantities.spelled import spelled_at
from evolve.text.words.scan import RawWord

_DIGITS = re.compile(r"\A(\d[\d.,'’ \u00a0\u2009\u202f]*+)?+([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])?+([^\W\d_]*+)\Z")
VULGAR_FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
"""The characters for fractions, each with its numerator and its denominator."""
_SEPARATORS = str.maketrans("", "", "'’ \u00a0\u2009\u202f")
_CURRENCIES = "€$£¥₹"
_DASHES = "-–—"
MAX_EXACT_DIGITS = 15
"""Maximum number of digits that a value holds exactly; longer numbers are compared digit by digit."""
ORDINAL = "th"
"""The unit of ordinal numbers."""
VAGUE = "~"
"""The unit of "dozens" and "hundreds"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, a date or a part of one, or a time of day."""

    key: str
    """Equal for equal figures, however they are written."""
    value: float
    date: bool
    year: bool
    start: int
    end: int
    clock: bool = False
    """Whether it is a time of day; if so, its value is in hours."""
    unit: str = ""
    """What it measures or counts in: "%", "$", "s" for durations; empty for a plain number."""
    parts: tuple[str, ...] = ()
    """The keys of the parts of a date, or of the two ends of a range; empty for any other figure."""
    readings: tuple[str, ...] = ()
    """The keys of the two days that a date such as 3/4/2021 may mean; empty if it means one."""
    soft: bool = False
    """Whether it may be no figure ("spring", "first"), so that it is reported only if another takes its place."""
    relation: str = ""
    """How the sentence relates to it: "before", "after" for dates, "about", "exactly" for numbers; may be empty."""
    relation_start: int = -1
    """First character of the words of its relation; -1 without any."""

    @property
    def is_range(self) -> bool:
        """Whether it has two ends: "3–5 km"."""
        return bool(self.parts) and not self.date


class _Reading(NamedTuple):
    """A number without its unit."""

    value: float
    digits: str
    """Its digits, if they are too many for an exact value; else empty."""
    unit: str
    """The unit written with it: "$" in "$5", "th" in "5th"; may be empty."""
    end: int
    """Index after its last word."""


class _Unit(NamedTuple):
    """The unit after a number."""

    name: str
    size: float
    """Its size in the base unit; a week is 604,800 seconds."""
    end: int
    """Index after its last word."""


def quantity_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the plain number or the range that starts at a word, and the number of words it covers."""
    first = _reading_at(words, index, lexicon)
    with_half = _measure_and_half(words, index, first, lexicon)
    if with_half:
        return with_half
    if first is None:
        return _vague_number(words, index, lexicon)
    unit = _unit_at(words, first.end, first.unit, lexicon)
    if words[index].low in lexicon.ones and unit.end == index + 1:
        return None
    start = words[index].start - len(words[index].lead)
    low = _quantity(first, unit, start, words[unit.end - 1].end)
    if lexicon.positional and first.end == index + 1 and not words[index].text[0].isdecimal():
        # "三" counts in "三座桥", and is part of a name or an idiom elsewhere.
        return replace(low, soft=True), unit.end - index
    joined_at = None if ORDINAL in (first.unit, unit.name) else _index_after_joint(words, index, unit.end, lexicon)
    second = None if joined_at is None else _reading_at(words, joined_at, lexicon)
    if joined_at is None or second is None or words[joined_at].low in lexicon.ones:
        return low, unit.end - index
    last = _unit_at(words, second.end, second.unit, lexicon)
    if ORDINAL in (second.unit, last.name):
        return low, unit.end - index
    if not unit.name:
        low = _quantity(first, last, start, low.end)
    high = _quantity(second, last if last.name else unit._replace(end=last.end), start, words[last.end - 1].end)
    parts = (low.key, high.key)
    return replace(high, key="–".join(parts), value=low.value, parts=parts), last.end - index


def _measure_and_half(
    words: Sequence[RawWord], index: int, first: _Reading | None, lexicon: Lexicon
) -> tuple[Quantity, int] | None:
    """Return the number with a half after its unit: "an hour and a half", "two miles and a half"; None elsewhere."""
    value = first.value if first else lexicon.ones.get(words[index].low)
    end = first.end if first else index + 1
    if value is None or (first and first.unit) or end >= len(words) or words[end].low not in lexicon.measures:
        return None
    after = end + 1 + len(lexicon.and_half)
    if not lexicon.and_half or tuple(word.low for word in words[end + 1 : after]) != lexicon.and_half:
        return None
    measure, size = lexicon.measures[words[end].low]
    reading, unit = _Reading(value + 0.5, "", "", end), _Unit(measure, size, after)
    return _quantity(reading, unit, words[index].start - len(words[index].lead), words[after - 1].end), after - index


def _quantity(reading: _Reading, unit: _Unit, start: int, end: int) -> Quantity:
    """Return a number with its unit; a very long one has its digits as key."""
    value = reading.value * unit.size
    amount = reading.digits or repr(round(value, 6))
    return Quantity(f"#{amount}{unit.name}", value, False, False, start, end, unit=unit.name)


def _index_after_joint(words: Sequence[RawWord], index: int, end: int, lexicon: Lexicon) -> int | None:
    """Return the index of the upper end of a range: after "–", "to", or "and" if "between" precedes; None elsewhere.

    "From 3 to 5" may be a change as well as a range; its ends are two numbers.
    """
    if end >= len(words):
        return None
    touches = words[end].start == words[end - 1].end
    if touches and words[end].text in _DASHES + ":" and end + 1 < len(words):
        following = words[end + 1]
        is_joined = following.start - len(following.lead) == words[end].end
        return end + 1 if is_joined and following.text[0].isdigit() else None
    is_next = words[end].start - len(words[end].lead) == words[end - 1].end + 1
    if is_next and words[end].text[0].isdigit() and (words[end].before in ("-", "/") or words[end].lead[:1] == "-"):
        return end
    previous = words[index - 1].low if index else ""
    joint = words[end].low
    if end + 1 < len(words) and (
        (joint in lexicon.range_joints and previous not in lexicon.range_starts)
        or (previous in lexicon.range_betweens and joint in lexicon.number_joints)
    ):
        return end + 1
    return None


def _reading_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> _Reading | None:
    """Return the number that starts at a word, with the magnitude after it, but without its unit."""
    word = words[index]
    sign = -1.0 if word.lead[:1] in ("-", "−", "–") and word.lead else 1.0
    if word.low in lexicon.minus and index + 1 < len(words) and words[index + 1].text[0].isdigit():
        negated = _reading_at(words, index + 1, lexicon)
        return None if negated is None else negated._replace(value=-negated.value)
    unit = _currency(word.lead)
    if not word.text[0].isdigit() and word.text[0] not in VULGAR_FRACTIONS:
        return _reading_of_letters(words, index, lexicon)
    match = _DIGITS.match(word.low)
    if match is None:
        return None
    parsed = _parse_digits((match[1] or "0").translate(_SEPARATORS).rstrip(".,"), lexicon.decimal)
    if parsed is None:
        return None
    value, digits = parsed
    if match[2]:
        numerator, denominator = VULGAR_FRACTIONS[match[2]]
        value += numerator / denominator
    suffix, end = match[3], index + 1
    if suffix in lexicon.ordinal_suffixes or (not suffix and lexicon.ordinal_dot and _has_dot(words, index)):
        unit = ORDINAL
    elif suffix and _is_metre(suffix, unit, words, end, lexicon):
        unit, size = lexicon.measures[suffix]
        value *= size
    elif suffix in lexicon.magnitudes:
        value *= lexicon.magnitudes[suffix]
    elif suffix:
        return None
    return _with_magnitude(
        sign * value, ("-" if sign < 0 else "") + digits if digits else "", unit, end, words, lexicon
    )


def _reading_of_letters(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> _Reading | None:
    """Return the number that starts with letters: in words, or in digits after the code of a currency, "EUR 5"."""
    word = words[index]
    code = lexicon.units.get((word.low,), "") if word.text.isupper() and len(word.text) == 3 else ""
    if code and index + 1 < len(words) and words[index + 1].text[0].isdigit():
        following = _reading_at(words, index + 1, lexicon)
        return None if following is None else following._replace(unit=following.unit or code)
    spelled = spelled_at(words, index, lexicon)
    if spelled is None:
        return None
    return _with_magnitude(spelled[0], "", "", spelled[1], words, lexicon)


def _has_dot(words: Sequence[RawWord], index: int) -> bool:
    """Return whether digits are followed by a full stop, a space and a capital: "19. Jahrhundert"."""
    if index + 1 >= len(words) or not words[index].low.isdecimal() or len(words[index].low) > 2:
        return False
    following = words[index + 1]
    return following.start == words[index].end + 2 and following.before == " " and following.text[0].isupper()


def _with_magnitude(
    value: float, digits: str, unit: str, end: int, words: Sequence[RawWord], lexicon: Lexicon
) -> _Reading:
    """Return a number with "and a half" and the magnitudes after it."""
    if lexicon.and_half and tuple(word.low for word in words[end : end + len(lexicon.and_half)]) == lexicon.and_half:
        value, end = value + 0.5, end + len(lexicon.and_half)
    while end < len(words) and words[end].low in lexicon.magnitudes:
        # "$5 m" is five millions, "5 m" is a length.
        if words[end].low in lexicon.measures and not unit:
            break
        value *= lexicon.magnitudes[words[end].low]
        end += 1
        if end < len(words) - 1 and words[end].low in lexicon.magnitude_of and _is_currency(words[end + 1], lexicon):
            end += 1
    return _Reading(value, digits, unit, end)


def _is_currency(word: RawWord, lexicon: Lexicon) -> bool:
    """Return whether a word names a currency: "millions d'euros"."""
    return lexicon.units.get((word.low,), "")[:1] in _CURRENCIES and (word.low,) in lexicon.units


def _is_metre(suffix: str, unit: str, words: Sequence[RawWord], end: int, lexicon: Lexicon) -> bool:
    """Return whether letters directly after digits are a unit of measure; "5m people" are millions, "$5m" too."""
    if suffix not in lexicon.measures or unit:
        return False
    following = words[end].low if end < len(words) else ""
    return suffix not in lexicon.magnitudes or not following.endswith(("s", "people"))


def _unit_at(words: Sequence[RawWord], index: int, unit: str, lexicon: Lexicon) -> _Unit:
    """Return the unit at a word; `unit` is the one already written with the number, such as "$"."""
    for length in (3, 2, 1):
        name = tuple(word.low for word in words[index : index + length])
        if len(name) == length and name in lexicon.units:
            # "$5 US dollars" and "US$5" are the same; "£5 USD" is not a number with a unit.
            return _Unit(lexicon.units[name], 1.0, index + length) if unit != ORDINAL else _Unit(unit, 1.0, index)
        if not unit and len(name) == length and name in lexicon.rates:
            return _Unit(*lexicon.rates[name], index + length)
    if not unit and index < len(words) and words[index].low in lexicon.measures:
        measure, size = lexicon.measures[words[index].low]
        return _Unit(measure, size, index + 1)
    return _Unit(unit, 1.0, index)


def _currency(lead: str) -> str:
    """Return the currency of the characters before a figure: "$" for "-US$"; empty without any."""
    symbol = lead.strip().lstrip("-−–")
    return symbol.removeprefix("US") if symbol.endswith("$") else symbol


def _vague_number(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the number of "dozens of" or "hundreds of thousands"; None elsewhere."""
    value, end = 1.0, index
    while end < len(words) and words[end].low in lexicon.vague:
        value *= lexicon.vague[words[end].low]
        end += 1
        if end + 1 < len(words) and words[end].low in lexicon.magnitude_of and words[end + 1].low in lexicon.vague:
            end += 1
    if end == index:
        return None
    return Quantity(
        f"#{value!r}{VAGUE}",
        value,
        False,
        False,
        words[index].start,
        words[end - 1].end,
        unit=VAGUE,
        soft=True,
    ), end - index


def _parse_digits(digits: str, decimal: str) -> tuple[float, str] | None:
    """Return the value of digits with separators, and the digits themselves if they are too many for an exact value.

    A single separator not before three digits is a decimal mark.
    """
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
    exact = f"{whole.lstrip('0') or 0}.{rest.rstrip('0') or 0}"
    return float(exact), exact if len(exact) > MAX_EXACT_DIGITS + 1 else ""
