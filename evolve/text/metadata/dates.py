"""Find the date in a short text, such as a line below a title, a field or a file name, in ISO 8601.

A date is as exact as it is written: "2022", "2022-06" or "2022-06-01". One with two readings, such as 3/4/2021, has its
year alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_YEAR = r"(?:1[4-9]|2[01])\d\d"
"""Matches the years from 1400 to 2199."""
_MONTHS = 12
_MAX_LENGTH = 400
"""Maximum length of a text in which a date is looked for, in characters; metadata is short."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and its place in the text."""

    iso: str
    start: int
    end: int


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its names in lower case, in all languages."""
    lines = files("evolve.text").joinpath("metadata/months.txt").read_text(encoding="utf-8").splitlines()
    months: dict[str, int] = {}
    for line in lines:
        if not line.startswith("#"):
            for number, names in enumerate(line.partition(":")[2].split(), 1):
                months.update(dict.fromkeys(names.split("|"), number))
    return months


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month, end = rf"(?:{names})", r"(?![^\W_])"
    return re.compile(
        r"(?<![^\W_])(?:"
        rf"(?P<y1>{_YEAR})年(?:\s?(?P<m1>\d\d?)月(?:\s?(?P<d1>\d\d?)日)?)?"
        rf"|(?P<y2>{_YEAR})(?P<s2>[-./_])(?P<m2>\d\d?)(?:(?P=s2)(?P<d2>\d\d?))?(?:(?=T\d)|{end})(?!\.\d)"
        rf"|(?P<y3>{_YEAR})(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01]){end}"
        rf"|(?P<d4>\d\d?)(?P<s4>[./_-])(?P<m4>\d\d?)(?P=s4)(?P<y4>{_YEAR}){end}"
        rf"|(?P<d5>\d\d?)(?:st|nd|rd|th|er|re|[ºª°.])?[\s._-]{{0,3}}(?:of\s|de\s|d[’'])?(?P<n5>{month})\.?"
        rf"[\s,._-]{{0,3}}(?:de[l]?\s|of\s)?(?P<y5>{_YEAR}){end}"
        rf"|(?P<n6>{month})\.?[\s._-]{{0,3}}(?P<d6>\d\d?)(?:st|nd|rd|th)?,?[\s._-]{{1,3}}(?P<y6>{_YEAR}){end}"
        rf"|(?P<n7>{month})\.?[\s,._-]{{0,3}}(?:de\s|of\s)?(?P<y7>{_YEAR}){end}"
        rf"|(?P<y8>{_YEAR})[\s,._-]{{0,3}}(?P<n8>{month})\.?(?:[\s._-]{{1,3}}(?P<d8>\d\d?))?{end}"
        rf"|(?P<y9>{_YEAR}){end}"
        r")",
        re.IGNORECASE,
    )


def dates_in(text: str) -> Iterator[FoundDate]:
    """Yield the dates in a text, in order; nothing in a text of more than 400 characters."""
    if len(text) > _MAX_LENGTH:
        return
    for match in _pattern().finditer(text):
        groups = {name[0]: value for name, value in match.groupdict().items() if value is not None}
        month = groups.get("m") or (str(_months()[groups["n"].lower()]) if "n" in groups else "")
        is_ambiguous = match["s4"] not in (None, ".")
        iso = _iso(int(groups["y"]), int(month or 0), int(groups.get("d") or 0), is_ambiguous=is_ambiguous)
        yield FoundDate(iso, match.start(), match.end())


def first_date(text: str) -> str:
    """Return the first date in a text in ISO 8601, as exact as it is written; "" if there is none."""
    return next((date.iso for date in dates_in(text)), "")


def _iso(year: int, month: int, day: int, *, is_ambiguous: bool) -> str:
    """Return a date in ISO 8601, its year alone if month or day cannot be; a day or month of 0 is not known."""
    if is_ambiguous:
        # "6/13/2022" is the thirteenth of June; of "3/4/2021" only the year is certain.
        if month > _MONTHS >= day:
            month, day = day, month
        elif month != day and day <= _MONTHS:
            return f"{year}"
    if not 1 <= month <= _MONTHS:
        return f"{year}"
    if not day:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}" if day <= monthrange(year, month)[1] else f"{year}"
