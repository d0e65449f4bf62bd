"""Labels of versions, from the metadata of the texts: "2022 · We Urgently Need to Give …".

A label has the year, or as much of the date as the versions differ in, and the title, shortened at a word. Where these
are not different, as with drafts of one title, the labels are the names of the files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from evolve.model import Metadata

_MAX_TITLE = 28
"""Maximum length of a title in a label, in characters, without the mark of a cut."""
_MARK = " · "
_CUT = " …"
_DATE_LENGTHS = (4, 7, 10)
"""The lengths of a year, a month and a day in ISO 8601."""
_NATURAL_END = re.compile(r"\s{0,4}[:;,–—(?!.-]{1,16}\s{0,4}$")
_MIN_MAIN_TITLE = 8
"""Minimum length of a main title before a colon at which a title may be cut, in characters."""


def version_labels(metadata: Sequence[Metadata], names: Sequence[str], dates: Sequence[str]) -> list[str]:
    """Return a label for each version, all different if the names are.

    `names` are those of the files; `dates` the versions' dates in ISO 8601, "" where unknown.
    """
    shown_dates = _shortest_dates(dates)
    titles = [shortened_title(data.title) for data in metadata]
    labels = [
        title_or_name if not date or date[:4] in title_or_name else f"{date}{_MARK}{title_or_name}"
        for date, title_or_name in zip(
            shown_dates, (title or name for title, name in zip(titles, names, strict=True)), strict=True
        )
    ]
    are_distinct = len({label.casefold() for label in labels}) == len(labels)
    return labels if are_distinct and (all(titles) or all(shown_dates)) else list(names)


def shortened_title(title: str) -> str:
    """Return a title of at most 28 characters, else its first words and "…"; its main title if a colon ends it."""
    if len(title) <= _MAX_TITLE:
        return title
    main = re.split(r":\s|\s[–—-]\s|\?\s", title, maxsplit=1)[0]
    if _MIN_MAIN_TITLE <= len(main) <= _MAX_TITLE:
        return main + _CUT
    words = title.split()
    lengths = accumulate(len(word) + 1 for word in words)
    count = sum(length - 1 <= _MAX_TITLE for length in lengths)
    # A script without spaces has no word to cut at.
    short = " ".join(words[:count]) or title[: _MAX_TITLE // 2]
    return _NATURAL_END.sub("", short) + _CUT


def _shortest_dates(dates: Sequence[str]) -> list[str]:
    """Return the dates with as few parts as keep different dates different; all empty if all known ones are equal."""
    known = {date for date in dates if date}
    for length in _DATE_LENGTHS:
        short = [date[:length] for date in dates]
        if len({date for date in short if date}) == len(known):
            break
    if len(known) < sum(map(bool, dates)):
        return [""] * len(dates) if len(known) == 1 else short
    return short
