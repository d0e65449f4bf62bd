"""Finds the lines of a file that are the essay.

Two kinds of file come in. A text that someone wrote or saved whole is kept whole, but for its title. A page that was
copied from a browser, or lost its tags otherwise, carries navigation, captions, notes, comments and teasers; there the
essay is the run of paragraphs with the greatest sum of prose words, less a price for every paragraph that is none
(maximum subarray: Bentley 1984, by Kadane's scan). Which of the two it is, the page's own phrases tell. What greets and
signs at the two ends of a letter is taken off either (see `evolve.text.body.letters`), and what a speech only says for
form's sake (see `evolve.text.body.speeches`). In doubt a line is kept: a stray caption costs a reader less than a lost
sentence.

Every line gets the name of the rule that decided, so that a person can see why and say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evolve.errors import UsageError
from evolve.text.body.boilerplate import is_dated, kind_of, noted_author, word_count
from evolve.text.body.letters import letter_furniture
from evolve.text.body.speeches import speech_furniture
from evolve.text.languages import function_share
from evolve.text.paragraphs import line_spans, runs

RULES: dict[str, str] = {
    "all": "kept: every line was asked for",
    "user": "the lines that were asked for are kept, no others",
    "blank": "nothing stands here",
    "prose": "kept: ten words or more that end like a sentence, or thirty words",
    "short sentence": "kept: ends like a sentence",
    "list item": "kept: begins with a list mark",
    "heading": "kept: short, without the end of a sentence, between paragraphs of the essay",
    "letters": "kept: nothing in this text looks like prose, so every line with letters stays",
    "ornament": "left out: no letters",
    "title": "left out: the headings before the first sentence",
    "byline": "left out: names the authors",
    "before the byline": "left out: title, summary and captions stand before the names of the authors",
    "standfirst": "left out: a summary that ends with the authors' names",
    "caption": "left out: credits a picture",
    "junk": "left out: a phrase of the page, such as a call to subscribe",
    "author note": "left out: says who the authors are",
    "comments": "left out: readers' comments begin here",
    "paywall": "left out: the page stops here unless one pays",
    "teasers": "left out: points to other articles",
    "mail header": "left out: a field at the head of an e-mail or a letter",
    "place and date": "left out: where and when a letter was written",
    "recipient": "left out: an address above a salutation",
    "salutation": "left out: greets those whom the letter or the speech is for",
    "closing": "left out: takes leave at the end of a letter or a speech",
    "signature": "left out: names who signed",
    "formula": "left out: only greets, thanks, blesses or conducts a meeting, as speeches do",
    "stage direction": "left out: notes what the audience or the scene does, such as [Applause]",
    "book start": "left out: the note that a digital library puts before a book",
    "book end": "left out: the licence that a digital library puts after a book",
    "after the end": "left out: follows notes, comments, teasers or a licence",
    "outside": "left out: outside the run of paragraphs with the most prose",
}
"""What the rules say, by name."""

_PAGE = {"junk": 1, "teasers": 1, "paywall": 2, "comments": 2, "standfirst": 2, "author note": 2}
"""How much each kind says that the text is a page; two are enough."""
_NEVER_KEPT = frozenset({"junk", "caption", "byline", "standfirst", "author note", "comments", "paywall", "teasers"})
_TEXT = frozenset({"prose", "short sentence", "list item"})
_LETTER = frozenset({"salutation", "closing"})
_STOPS = frozenset({"paywall", "comments", "author note"})
_DECK_WORDS = 80
"""Prose words up to which what stands before a byline is a summary and no essay."""
_MENU = 6
"""Short headings in a row, before or after all prose, that make a menu."""
_REACH = 400
"""Paragraphs that are searched for an author's name."""
_PRICE = {"heading": 8, "caption": 4, "junk": 10, "byline": 10, "standfirst": 20, "teasers": 80, "ornament": 2}
"""What a paragraph that is no prose costs the run it stands in, in words of prose."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text and what was decided about it."""

    number: int
    """Counted from 1."""
    start: int
    """Where it starts in the text, in characters."""
    end: int
    """Where it ends, half-open, without its line feed."""
    kept: bool
    rule: str
    """The name of the rule that decided, one of RULES."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    first: int
    last: int  # half-open, indices of lines
    kind: str
    words: int
    text: str


def find_body(text: str, body: str = "auto") -> tuple[Line, ...]:
    """Every line with its verdict.

    `body` is "auto" (the rules decide), "all", or lines counted from 1: "5-27", "5-27,30-31". Raises UsageError for
    anything else and for lines outside the text.
    """
    spans = list(line_spans(text))
    if body == "auto":
        return _by_rules(text, spans)
    # What follows the last line feed is no line that anyone counts.
    wanted = None if body == "all" else _parse(body, len(spans) - text.endswith("\n"))
    out = []
    for number, (start, end) in enumerate(spans, 1):
        blank = not text[start:end].strip()
        inside = wanted is None or any(first <= number <= last for first, last in wanted)
        rule = "blank" if blank else "all" if wanted is None else "user"
        out.append(Line(number, start, end, inside and not blank, rule))
    return tuple(out)


def paragraphs_of(text: str, lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """The spans of the paragraphs that the kept lines make, without the white space around them.

    A line each where lines are long; where a text was broken by hand into short lines, the lines between two blank
    ones (see `evolve.text.layout`).
    """
    kept = [line for line in lines if line.kept]
    out = []
    for first, last in runs(text, [(line.start, line.end) for line in kept]):
        start, end = kept[first].start, kept[last - 1].end
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        out.append((start, start + len(piece.strip())))
    return tuple(out)


def _parse(body: str, count: int) -> list[tuple[int, int]]:
    how = 'write it like "5-27" or "5-27,30-31", or say "auto" or "all"'
    out = []
    for part in body.split(","):
        match = re.fullmatch(r"\s*([0-9]{1,9})\s*(?:[-–]\s*([0-9]{1,9}))?\s*", part)
        if not match:
            raise UsageError(f"the body {body!r} is not a range of lines", next_step=how)
        first = int(match[1])
        last = int(match[2] or first)
        if first > last:
            raise UsageError(f"the body {part.strip()!r} ends before it begins", next_step=how)
        if first < 1 or last > count:
            raise UsageError(
                f"the body {part.strip()!r} lies outside the text", next_step=f"choose lines from 1 to {count}"
            )
        out.append((first, last))
    return out


def _by_rules(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
    paragraphs = _paragraphs(text, spans)
    rules = _verdicts(paragraphs)
    verdict = ["blank"] * len(spans)
    kept = [False] * len(spans)
    for paragraph, (keep, rule) in zip(paragraphs, rules, strict=True):
        for k in range(paragraph.first, paragraph.last):
            verdict[k], kept[k] = rule, keep
    for k, rule in letter_furniture([text[start:end] for start, end in spans], kept, verdict).items():
        verdict[k], kept[k] = rule, False
    for k, rule in _formulas(text, spans, kept, verdict).items():
        verdict[k], kept[k] = rule, False
    return tuple(Line(k + 1, *spans[k], kept[k], verdict[k]) for k in range(len(spans)))


def _formulas(
    text: str, spans: Sequence[tuple[int, int]], kept: Sequence[bool], verdict: Sequence[str]
) -> dict[int, str]:
    """Return the kept lines that are furniture of a speech, with the rule of each; none in a text without sentences."""
    inside = [k for k, keep in enumerate(kept) if keep]
    if not any(verdict[k] in ("prose", "short sentence") for k in inside):
        return {}
    lines = [spans[k] for k in inside]
    paragraphs = runs(text, lines)
    pieces = [text[lines[first][0] : lines[last - 1][1]] for first, last in paragraphs]
    rules = speech_furniture(pieces, greets=not _LETTER.isdisjoint(verdict))
    return {inside[line]: rule for n, rule in rules.items() for line in range(*paragraphs[n])}


def _paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> list[_Paragraph]:
    known = function_share(text[:20_000]) >= 0.15
    out = []
    for first, last in runs(text, spans):
        piece = text[spans[first][0] : spans[last - 1][1]]
        words = word_count(piece)
        kind = kind_of(piece, words, known_language=known) if any(map(str.isalpha, piece)) else "ornament"
        out.append(_Paragraph(first, last, kind, words, piece))
    return out


def _verdicts(paragraphs: list[_Paragraph]) -> list[tuple[bool, str]]:
    """For every paragraph whether it is kept, and the rule that says so."""
    low, high = _book(paragraphs)
    inside = paragraphs[low:high]
    kinds = _in_place(inside)
    if not any(kind in ("prose", "short sentence") for kind in kinds):
        inner = [(kind != "ornament", "ornament" if kind == "ornament" else "letters") for kind in kinds]
    elif _is_page(inside, kinds):
        inner = _page(inside, kinds)
    else:
        inner = _plain(inside, kinds)
    return [(False, "book start")] * low + inner + [(False, "book end")] * (len(paragraphs) - high)


def _book(paragraphs: Sequence[_Paragraph]) -> tuple[int, int]:
    """Which paragraphs a digital library's notes leave of a book, half-open; all of them where there are none."""
    starts = [k for k, p in enumerate(paragraphs) if p.kind == "book start"]
    low = starts[0] + 1 if starts else 0
    ends = [k for k, p in enumerate(paragraphs) if p.kind == "book end" and k >= low]
    return low, ends[0] if ends else len(paragraphs)


def _in_place(paragraphs: Sequence[_Paragraph]) -> list[str]:
    """The kinds, where the neighbours count too: notes about authors, and the numbered comments that follow them."""
    kinds = [p.kind for p in paragraphs]
    closed = True
    for k in range(len(kinds) - 1, -1, -1):
        p = paragraphs[k]
        if closed and k and kinds[k] in ("prose", "short sentence", "heading"):
            name = noted_author(p.text, p.words)
            if name is not None and not (name and _speaks_of(name, paragraphs[max(0, k - _REACH) : k])):
                kinds[k] = "author note"
        if kinds[k] in _PAGE or re.match(r"\s*1[.)]\s", p.text) or is_dated(p.text, p.words):
            closed = True
        elif kinds[k] in _TEXT:
            closed = False
    return kinds


def _speaks_of(name: str, paragraphs: Sequence[_Paragraph]) -> bool:
    """Whether the essay itself is about a person: then a closing line about that person is no note."""
    return any(name in p.text and p.kind == "prose" and noted_author(p.text, p.words) is None for p in paragraphs)


def _is_page(paragraphs: Sequence[_Paragraph], kinds: Sequence[str]) -> bool:
    if sum(_PAGE.get(kind, 0) for kind in kinds) > 1:
        return True
    prose = [k for k, kind in enumerate(kinds) if kind == "prose"]
    if len(prose) < 3:
        return False
    row = 0
    for k, kind in enumerate(kinds):
        outside = k < prose[0] or k > prose[-1]
        short = kind == "heading" and paragraphs[k].words <= 5 and paragraphs[k].text.rstrip()[-1:].isalnum()
        row = row + 1 if outside and short else 0
        if row >= _MENU:
            return True
    return False


def _plain(paragraphs: Sequence[_Paragraph], kinds: Sequence[str]) -> list[tuple[bool, str]]:
    def begins(k: int) -> bool:
        return kinds[k] in _TEXT or (kinds[k] != "ornament" and paragraphs[k].text.rstrip().endswith((",", ";", ":")))

    first = next(k for k in range(len(kinds)) if begins(k))
    return [
        (False, "ornament") if kind == "ornament" else (False, "title") if k < first else (True, _said(kind))
        for k, kind in enumerate(kinds)
    ]


def _page(paragraphs: Sequence[_Paragraph], kinds: Sequence[str]) -> list[tuple[bool, str]]:
    count = len(kinds)
    prose_before = [0]
    for p, kind in zip(paragraphs, kinds, strict=True):
        prose_before.append(prose_before[-1] + (p.words if kind == "prose" else 0))
    bylines = [k for k, kind in enumerate(kinds) if kind == "byline" and prose_before[k] <= _DECK_WORDS]
    low = bylines[-1] + 1 if bylines and prose_before[-1] > prose_before[bylines[-1]] else 0
    high = count
    for k in range(low, count):
        before = prose_before[k] - prose_before[low]
        enough = before > _DECK_WORDS or (before and before >= prose_before[-1] - prose_before[k])
        if enough and (kinds[k] in _STOPS or is_dated(paragraphs[k].text, paragraphs[k].words)):
            high = k
            break
    first, last = _richest(paragraphs, kinds, low, high)
    while first > low and kinds[first - 1] in _TEXT:
        first -= 1
    while last < high and kinds[last] in _TEXT:
        last += 1
    out = []
    for k, kind in enumerate(kinds):
        if kind == "ornament" or kind in _NEVER_KEPT:
            out.append((False, kind))
        elif k < low:
            out.append((False, "before the byline"))
        elif k >= high:
            out.append((False, "after the end"))
        elif first <= k < last:
            out.append((True, kind))
        else:
            out.append((False, "outside"))
    return out


def _richest(paragraphs: Sequence[_Paragraph], kinds: Sequence[str], low: int, high: int) -> tuple[int, int]:
    """The half-open run between `low` and `high` with the greatest sum of prose words less prices."""
    best = (0.0, low, low)
    total, start = 0.0, low
    for k in range(low, high):
        if total <= 0:
            total, start = 0.0, k
        kind, words = kinds[k], paragraphs[k].words
        total += words if kind == "prose" else words / 2 if kind in _TEXT else -_PRICE.get(kind, 10)
        if total > best[0]:
            best = (total, start, k + 1)
    return best[1], best[2]


def _said(kind: str) -> str:
    return kind if kind in _TEXT else "heading"
