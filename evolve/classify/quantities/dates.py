"""Dates in a sequence of words: whole days, years, months, decades, seasons, and days relative to the text's own.

"3 April 2021", "April 3rd, 2021", "2021-04-03" and "03.04.2021" have one key. A date such as 3/4/2021 may mean two days
and keeps both readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evolve.classify.lexicon import Lexicon
from evolve.classify.quantities.numbers import Quantity
from evolve.text.words.scan import RawWord

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)$")
_TWO_YEARS = re.compile(r"(\d{4})/(\d\d|\d{4})$")
_DAY = re.compile(r"(\d{1,2})([^\W\d_]*)$")
_YEAR = re.compile(r"(\d{4})$")
_DECADE = re.compile(r"((?:\d\d)?\d0)([^\W\d_]*)$")
_DASHES = ("-", "–")
_OLDEST_YEAR, _LATEST_YEAR = 1000, 2100
_LONGEST_PART = 4  # digits of a year
_FIRST_SHORT_YEAR = 50  # years of two digits from here on are in the twentieth century


def date_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the date that starts at a word, and the number of words it covers; None if there is none."""
    word = words[index]
    numeric = _numeric_date(word, lexicon)
    if numeric:
        return numeric, 1
    united = _united_date(words, index, lexicon)
    if united:
        return united
    if word.low in lexicon.weekdays and (word.text[0].isupper() or lexicon.small_months):
        return _part(("weekday", lexicon.weekdays[word.low]), word), 1
    decade = _decade(words, index, lexicon)
    if decade:
        return decade
    parts, end = _written_parts(words, index, lexicon)
    if parts:
        return _joined(parts, words, index, end), end - index
    return _relative_date(words, index, lexicon)


def _numeric_date(word: RawWord, lexicon: Lexicon) -> Quantity | None:
    """Return the day of "2021-04-03", "03.04.2021" or "3/4/2021"; None for any other word."""
    iso = _ISO.match(word.low)
    if iso:
        return _whole_day(word, int(iso[1]), int(iso[2]), int(iso[3]))
    years = _TWO_YEARS.match(word.low)
    if years and not word.lead:
        return _two_years(word, int(years[1]), int(years[2]))
    match = _NUMERIC.match(word.low)
    if match is None or word.lead:
        return None
    one, mark, two, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if len(match[4]) == 2:
        if mark == "-" or not len(match[1]) == len(match[3]) == 2:
            return None
        year += 1900 if year >= _FIRST_SHORT_YEAR else 2000
    day_first, month_first = _is_day(two, one), _is_day(one, two)
    if not (day_first or month_first):
        return None
    is_certain = mark == "." or lexicon.day_first or one == two or not (day_first and month_first)
    if is_certain:
        return _whole_day(word, year, two, one) if day_first else _whole_day(word, year, one, two)
    readings = tuple(sorted(_whole_day(word, year, month, day).key for month, day in ((one, two), (two, one))))
    return Quantity(f"#date {word.low}", float(year), True, False, word.start, word.end, readings=readings)


def _two_years(word: RawWord, first: int, second: int) -> Quantity | None:
    """Return the two years of "2020/21", if one follows the other."""
    if second not in (first + 1, (first + 1) % 100) or not _OLDEST_YEAR <= first <= _LATEST_YEAR:
        return None
    parts = (f"#year {first}", f"#year {first + 1}")
    return Quantity("".join(parts), float(first), True, False, word.start, word.end, parts=parts)


def _united_date(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the date of "2019年5月3日" or of some of its parts; None elsewhere."""
    parts: list[tuple[str, int]] = []
    end = index
    while end + 1 < len(words) and words[end].low.isdecimal() and len(words[end].low) <= _LONGEST_PART:
        name = lexicon.date_units.get(words[end + 1].low)
        if name is None or words[end + 1].start != words[end].end or any(name == known for known, _ in parts):
            break
        parts.append((name, int(words[end].low)))
        end += 2
    if not parts or (len(parts) == 1 and parts[0][0] == "day"):
        return None
    if len(parts) == 1:
        name, number = parts[0]
        start, stop = words[index].start, words[end - 1].end
        return Quantity(f"#{name} {number}", number, True, name == "year", start, stop), end - index
    return _date(parts, words[index].start, words[end - 1].end), end - index


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _whole_day(word: RawWord, year: int, month: int, day: int) -> Quantity:
    """Return the date of one word that gives year, month and day."""
    return _date([("day", day), ("month", month), ("year", year)], word.start, word.end)


def _date(parts: list[tuple[str, int]], start: int, end: int) -> Quantity:
    """Return a date of several parts."""
    keys = tuple(f"#{name} {number}" for name, number in sorted(parts))
    value = next((number for name, number in parts if name == "year"), 0)
    return Quantity("".join(keys), float(value), True, False, start, end, parts=keys)


def _part(part: tuple[str, int], word: RawWord) -> Quantity:
    """Return a year, month, weekday or day of one word."""
    name, number = part
    return Quantity(f"#{name} {number}", number, True, name == "year", word.start, word.end)


def _joined(parts: list[tuple[str, int]], words: Sequence[RawWord], first: int, end: int) -> Quantity:
    """Return the date that consists of one or more parts."""
    if len(parts) == 1:
        return _part(parts[0], words[first])
    return _date(parts, words[first].start, words[end - 1].end)


def _written_parts(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[list[tuple[str, int]], int]:
    """Return the parts of "9 May 1931", "May 9th, 1931", "the 9th of May", "May 1931" or "1931", and the end."""
    end = index
    parts: list[tuple[str, int]] = []
    day = _day_value(words[index], lexicon)
    if day is not None:
        month_at = index + 1
        if month_at < len(words) and words[month_at].low in lexicon.date_joints:
            month_at += 1
        if month_at >= len(words) or not _is_month(words, month_at, lexicon):
            year = _year_value(words, index, lexicon)
            return ([], index) if year is None else ([("year", year)], index + 1)
        parts, end = [("day", day), ("month", lexicon.months[words[month_at].low])], month_at + 1
    elif _is_month(words, index, lexicon):
        parts, end = [("month", lexicon.months[words[index].low])], index + 1
        following = _day_value(words[end], lexicon) if end < len(words) else None
        if following is not None and words[end].text[0].isdigit():
            parts, end = [*parts, ("day", following)], end + 1
    else:
        year = _year_value(words, index, lexicon)
        return ([], index) if year is None else ([("year", year)], index + 1)
    year_at = end
    while year_at < len(words) and (words[year_at].text == "," or words[year_at].low in lexicon.date_joints):
        year_at += 1
    if year_at < len(words) and year_at <= end + 1:
        year = _year_value(words, year_at, lexicon, after_month=True)
        if year is not None:
            return [*parts, ("year", year)], year_at + 1
    return parts, end


def _day_value(word: RawWord, lexicon: Lexicon) -> int | None:
    """Return the number of a word that may be the day of a month, in digits or as an ordinal; None if it is none."""
    match = _DAY.match(word.low)
    if match and not word.lead and (not match[2] or match[2] in lexicon.ordinal_suffixes):
        return int(match[1]) if 1 <= int(match[1]) <= 31 else None
    if word.low in lexicon.ordinal_words or (lexicon.small_months and word.low in lexicon.numbers):
        number = lexicon.ordinal_words.get(word.low) or int(lexicon.numbers.get(word.low, 0))
        return number if 1 <= number <= 31 else None
    return None


def _is_month(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> bool:
    """Return whether a word names a month; "May" and "March" only beside a digit or after a word such as "in"."""
    word = words[index]
    if word.low not in lexicon.months or not (word.text[0].isupper() or lexicon.small_months):
        return False
    if word.low not in lexicon.months_that_are_words:
        return True
    after = words[index + 1].low if index + 1 < len(words) else ""
    before = words[index - 1].low if index else ""
    return (
        _is_may_between_words(words, index, lexicon)
        or after[:1].isdigit()
        or before[:1].isdigit()
        or (before in lexicon.before_a_date and word.low not in lexicon.numbers)
        or (before in lexicon.date_joints and index > 1 and _day_value(words[index - 2], lexicon) is not None)
    )


def _is_may_between_words(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> bool:
    """Return whether "May" is written with a capital inside a sentence and beside no name: "the May fair"."""
    if words[index].low not in lexicon.capital_months or index == 0 or words[index].text.isupper():
        return False
    previous, near = words[index - 1], words[index + 1 : index + 2]
    starts_plainly = index == 1 and previous.low in lexicon.function
    return (
        words[index].before == " "
        and (previous.text.islower() or starts_plainly)
        and all(word.text.islower() or word.text == "," for word in near)
    )


def _year_value(words: Sequence[RawWord], index: int, lexicon: Lexicon, *, after_month: bool = False) -> int | None:
    """Return the number of a year: 1800 to 2100 unless it counts something; earlier only after words such as "in"."""
    match = _YEAR.match(words[index].low)
    if match is None and index:
        return _second_year(words, index, lexicon)
    if match is None or words[index].lead:
        return None
    number = int(match[1])
    after = words[index + 1].low if index + 1 < len(words) else ""
    if after in lexicon.magnitudes or (after,) in lexicon.units or not _OLDEST_YEAR <= number <= _LATEST_YEAR:
        return None
    before = words[index - 1].low if index else ""
    is_counting = after.isalpha() and after not in lexicon.function
    may_be_year = after_month or before in lexicon.before_a_date or before in lexicon.months
    return number if number >= 1800 or (not is_counting and may_be_year) else None


def _second_year(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> int | None:
    """Return the second year of "1990–95"; None elsewhere."""
    first = index - 2 if words[index - 1].text in _DASHES else index - 1
    match = _YEAR.match(words[first].low) if first >= 0 else None
    if match is None or not re.fullmatch(r"\d\d", words[index].low):
        return None
    is_joined = words[index].before in _DASHES and words[index].start == words[first].end + 1
    year = int(match[1][:2] + words[index].low)
    return year if is_joined and int(match[1]) < year and _year_value(words, first, lexicon) else None


def _decade(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the decade of "1990s", "the nineties", "90er" or "années 90", and the number of words it covers."""
    word = words[index]
    match = _DECADE.match(word.low)
    if word.low in lexicon.decade_nouns and index + 1 < len(words):
        number = _decade_number(words[index + 1], lexicon)
        return None if number is None else (_whole_decade(number, word.start, words[index + 1].end), 2)
    if match and match[2] in lexicon.decade_suffixes and not word.lead:
        return _whole_decade(_start_of_decade(int(match[1])), word.start, word.end), 1
    if word.low in lexicon.decades:
        return _whole_decade(lexicon.decades[word.low], word.start, word.end), 1
    return None


def _decade_number(word: RawWord, lexicon: Lexicon) -> int | None:
    """Return the first year of the decade that a word numbers, in digits or letters; None if it numbers none."""
    match = _DECADE.match(word.low)
    if match and not match[2]:
        return _start_of_decade(int(match[1]))
    value = lexicon.numbers.get(word.low, 0.0)
    return _start_of_decade(int(value)) if 10 <= value <= 90 and value % 10 == 0 else None


def _start_of_decade(number: int) -> int:
    """Return the first year of a decade given by four digits or by two, which are of the twentieth century."""
    return number if number >= _OLDEST_YEAR else 1900 + number


def _whole_decade(year: int, start: int, end: int) -> Quantity:
    return Quantity(f"#year {year}s", float(year), True, True, start, end)


def _relative_date(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the soft date of "today", "last year" or "autumn"; None if there is none."""
    low = words[index].low
    if index and not lexicon.plain_nouns and words[index].text[0].isupper() and low not in lexicon.seasons:
        # "Morgen" is a noun in German, "morgen" a day.
        return None
    if low in lexicon.relative_days:
        return _soft(f"#day {lexicon.relative_days[low]:+d}", words, index, index + 1)
    following = words[index + 1].low if index + 1 < len(words) else ""
    for shift, unit in ((low, following), (following, low)):
        if shift in lexicon.relative_shifts and unit in lexicon.relative_units:
            named = lexicon.relative_units[unit]
            return _soft(f"#{named} {lexicon.relative_shifts[shift]:+d}", words, index, index + 2)
    if low in lexicon.seasons:
        previous = words[index - 1].low if index else ""
        if low not in lexicon.seasons_that_are_words or previous in lexicon.before_a_season:
            return _soft(f"#season {lexicon.seasons[low]}", words, index, index + 1)
    return None


def _soft(key: str, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    """Return a date that is reported only if another takes its place."""
    return Quantity(key, 0.0, True, False, words[first].start, words[end - 1].end, soft=True), end - first
