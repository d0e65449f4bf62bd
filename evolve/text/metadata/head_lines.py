"""Metadata from the lines at the head of a plain text: its title, "By Jane Roe", "June 1, 2022", "Published in …".

Only the lines before the first prose are examined. A line counts only if its meaning is certain: a date must be all of
its line, and a title must be the first heading, or the only one that is long enough to be one. So a page with a menu at
its head has no title, and neither has an essay that begins with its first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from evolve.model import NO_METADATA, Metadata
from evolve.text.body.paragraph_kinds import paragraph_kind, word_count
from evolve.text.metadata.dates import dates_in
from evolve.text.metadata.fields import field_of, metadata_of_fields
from evolve.text.metadata.names import is_name, names_in
from evolve.text.paragraphs import line_spans, paragraph_ranges
from evolve.text.sections import sections_of

_MAX_LINES = 120
"""Maximum number of lines at the head that are examined."""
_MAX_TITLE_WORDS = 25
_MAX_SUMMARY_WORDS = 80
"""Maximum number of words of prose before a byline for them to be a summary and not the essay."""
_MAX_HEAD_CHARACTERS = 2000
"""Maximum length of a paragraph that is examined, in characters; a longer one is prose."""
_MAX_DATE_WORDS = 12
"""Maximum number of words of a line with a date and nothing else but its label and the time."""
_MAX_WORDS_BEFORE_DATE = 8
"""Maximum number of words of the place, the newspaper or the byline before a day on the same line."""
_MIN_SOLE_TITLE_WORDS = 5
"""Minimum number of words of a title among many short lines, such as those of a menu."""
_MAX_HEADINGS = 3
"""Maximum number of headings before a byline or the first prose of which the first is the title."""
_NOT_TITLE_KINDS = frozenset({"junk", "box", "caption", "byline", "standfirst", "teasers", "comments", "paywall"})
_FIELD = re.compile(r"([^\W\d_][\w -]{1,30}?)\s?[:：]\s*(\S.*)$")
_BYLINE_END = re.compile(
    r"(?<!\s)(?:\s++(?:[|/–—·•]|in (?=[A-Z])|(?:for|für|pour|para)\s)|\s*+(?:[,|·•/–—-]\s*+)?+\d|\s*+\()"
)
_STANDFIRST_NAMES = re.compile(
    r",\s+(?:argues?|writes?|warns?|says?|reports?|asks?|explains?)\s+([^.!?]{3,120})$", re.IGNORECASE
)
_OUTLET_END = re.compile(r"(?<!\s)(?:\s++-\s|\s*+(?:[,|·•(–—]|\b(?:on|am|le|el)\b))(?s:.*)|[.;]$")
_UPDATED = re.compile(r"\W*(?:last )?(?:updated?|modified|aktualisiert|mis à jour|actualizado)", re.IGNORECASE)
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_SKIPPED_MARK = re.compile(r"[-*•>|]\s|\d{1,3}[.)]\s")


@dataclass(frozen=True, slots=True)
class _HeadLine:
    """One paragraph of the head."""

    line: int
    text: str
    words: int
    kind: str


@cache
def _words() -> dict[str, str]:
    """Return a pattern for the words in each section of the data file, longest first."""
    sections = sections_of("evolve.text", "metadata/head_words.txt")
    words = {name: [word for line in lines for word in line.split(", ")] for name, lines in sections.items()}
    return {
        name: "(?:" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + ")"
        for name, known in words.items()
    }


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(_words()["before a name"] + r"[: ]\s*(\S.*)$", re.IGNORECASE)


@cache
def _outlet() -> re.Pattern[str]:
    article = r"(?-i:(?:the|der|die|dem|den|das)\s)?"
    return re.compile(_words()["before an outlet"] + rf"\s+{article}(\S.*)$", re.IGNORECASE)


@cache
def _beside_date() -> re.Pattern[str]:
    """Return a pattern for text that may be beside a date: figures, marks, days of the week, "published" and so on."""
    return re.compile(rf"[\s\W\d]*(?:{_words()['beside a date']}\b[\s\W\d]*)*$", re.IGNORECASE)


@cache
def _heading_of_any_text() -> re.Pattern[str]:
    """Return a pattern for a heading that is not a title, because any text may have it."""
    words = _words()
    completed_by = r"(?:\s?[:.]\s?.{1,60}|\W{0,3}(?:\d{1,5}|[ivxlc]{1,6})(?:[a-z]?\b.{0,60})?)?"
    return re.compile(
        rf"(?:{words['headings of any text']}|{words['headings with a number or a name']}{completed_by})[\s\W\d]*$",
        re.IGNORECASE,
    )


@cache
def _section() -> re.Pattern[str]:
    """Return a pattern for the name of a section before a title, as in "Opinion | Why Libraries Matter"."""
    return re.compile(
        rf"{_words()['headings of any text']}(?:\s*[|›»]\s*|\s*[:.–—-]\s+)(?=[^\W_]|[\"“«„'‘])", re.IGNORECASE
    )


def metadata_of_head(text: str) -> Metadata:
    """Return the metadata in the lines before the first prose of a text; empty for a text without prose."""
    head = _head_of(text)
    if head is None:
        return NO_METADATA
    fields: list[tuple[str, str]] = []
    headings: list[_HeadLine] = []
    authors: list[str] = []
    dates: list[str] = []
    updates: list[str] = []
    outlet, first_fact = "", None
    for line in head:
        names, date, place = _authors_of(line), _date_of(line), _outlet_of(line)
        field = _FIELD.match(line.text)
        if field and field_of(field[1]) and line.words <= _MAX_TITLE_WORDS:
            fields.append((field[1], field[2]))
        elif date:
            (updates if _UPDATED.match(line.text) else dates).append(date)
        elif not names and not place:
            if _may_be_title(line):
                headings.append(line)
            continue
        if first_fact is None:
            first_fact = line.line
        authors = authors or names
        dates += [date] if names and date else []
        outlet = outlet or place
    named = metadata_of_fields(fields)
    title, author = _title_among(headings, head, first_fact)
    return Metadata(
        title=named.title or title,
        authors=named.authors or tuple(authors) or ((author,) if author else ()),
        date=named.date or next(iter([*dates, *updates]), ""),
        outlet=named.outlet or outlet,
    )


def _head_of(text: str) -> list[_HeadLine] | None:
    """Return the paragraphs before the first prose, and those from there to a byline that follows a summary.

    Prose itself is not in the list. None if there is no prose near the start.
    """
    spans = list(islice(line_spans(text), _MAX_LINES))
    head: list[_HeadLine] = []
    after_prose: list[_HeadLine] = []
    prose_words = 0
    for first, last in paragraph_ranges(text, spans):
        start, end = spans[first][0], spans[last - 1][1]
        if end - start > _MAX_HEAD_CHARACTERS:
            return head
        paragraph = " ".join(text[start:end].split())
        words = word_count(paragraph)
        kind = paragraph_kind(paragraph, words, known_language=False)
        if kind == "prose":
            if prose_words + words > _MAX_SUMMARY_WORDS:
                return head
            prose_words += words
            continue
        if words <= _MAX_TITLE_WORDS:
            paragraph = _section().sub("", paragraph, count=1)
        line = _HeadLine(first, paragraph, words, kind)
        if not prose_words:
            head.append(line)
        elif kind == "byline":
            head += [entry for entry in after_prose if _date_of(entry)] + [line]
            after_prose = []
        else:
            after_prose.append(line)
    return head if prose_words else None


def _may_be_title(line: _HeadLine) -> bool:
    text = _HEADING_MARK.sub("", line.text)
    return (
        line.kind not in _NOT_TITLE_KINDS
        and 0 < line.words <= _MAX_TITLE_WORDS
        and any(map(str.isalpha, text))
        and not text[:1].islower()
        and not text.endswith((",", ":", ";"))
        and not _SKIPPED_MARK.match(text)
        and not _heading_of_any_text().match(text)
        and (line.kind != "short sentence" or text.endswith(("?", "!", "？", "！")) or line.text != text)
    )


def _title_among(headings: Sequence[_HeadLine], head: Sequence[_HeadLine], first_fact: int | None) -> tuple[str, str]:
    """Return the title among the headings of the head, and the author that a school's heading names; "" if unknown.

    `first_fact` is the line of the first byline, date or outlet.
    """
    marked = [line for line in headings if line.text.startswith("# ")]
    if len(marked) == 1:
        return _HEADING_MARK.sub("", marked[0].text).strip(" #"), ""
    before = [line for line in headings if first_fact is None or line.line < first_fact]
    after = [line for line in headings if first_fact is not None and line.line > first_fact]
    is_school_heading = (
        first_fact is not None
        and len(after) == 1
        and len(before) > 1
        and all(n == line.line for n, line in enumerate(before, before[0].line))
        and first_fact == before[-1].line + 1
        and is_name(before[0].text)
    )
    if is_school_heading:
        return after[0].text, before[0].text
    candidates = before or after
    if first_fact is None and len(candidates) > 1:
        # The name of a newspaper or of a section may be above the title.
        return "", ""
    if not before and len(after) > 1:
        # Of several lines below a date, it is not certain which is the title and which the author.
        candidates = [line for line in after if line.words >= _MIN_SOLE_TITLE_WORDS]
    long = [line for line in candidates if line.words >= _MIN_SOLE_TITLE_WORDS]
    if candidates and len(candidates) <= _MAX_HEADINGS and len(head) <= 3 * _MAX_HEADINGS:
        # A single word above another heading is the name of a section.
        is_section = len(candidates) > 1 and candidates[0].words == 1 < candidates[1].words
        chosen = candidates[is_section]
    elif len(long) == 1:
        chosen = long[0]
    else:
        return "", ""
    return _HEADING_MARK.sub("", chosen.text).strip(" #*_"), ""


def _authors_of(line: _HeadLine) -> list[str]:
    if line.words > _MAX_TITLE_WORDS and line.kind != "standfirst":
        return []
    standfirst = _STANDFIRST_NAMES.search(line.text)
    if standfirst and line.kind == "standfirst":
        return names_in(standfirst[1])
    byline = _byline().match(line.text.strip("*_ –—-"))
    return names_in(_BYLINE_END.split(byline[1], maxsplit=1)[0].rstrip(" .,|")) if byline else []


def _date_of(line: _HeadLine) -> str:
    """Return the date of a line with a date and nothing else, or a day after a place, a name or a newspaper."""
    if line.words > _MAX_DATE_WORDS:
        return ""
    found = list(dates_in(line.text))
    if not found:
        return ""
    date = found[0]
    before, after = line.text[: date.start], line.text[found[-1].end :]
    if _beside_date().match(before) and _beside_date().match(after):
        return date.iso
    *names, label = re.split(r"\s[|/·•–—-]\s|,\s", before)
    is_after_name = names and sum(len(name.split()) for name in names) <= _MAX_WORDS_BEFORE_DATE
    is_day = len(date.iso) == len("2022-08-27")
    return date.iso if is_after_name and is_day and _beside_date().match(label) and _beside_date().match(after) else ""


def _outlet_of(line: _HeadLine) -> str:
    if line.words > _MAX_TITLE_WORDS:
        return ""
    outlet = _outlet().match(line.text.strip("*_ "))
    if not outlet or not outlet[1][:1].isupper():
        return ""
    name = _OUTLET_END.sub("", outlet[1]).strip(" *_")
    return "" if any(dates_in(name)) else name
