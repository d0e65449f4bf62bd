"""Find the essay on a page that lost its tags: the run of paragraphs with the most prose between its head and its end.

The kind of a paragraph by itself comes from `evolve.text.body.paragraph_kinds`; here it is corrected by the paragraphs
around it. Repeated lines (headlines, pull quotes), the lines below one such as "Read more", and those at the end that
begin with the name of the author are not part of the essay, in any language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from evolve.text.body.paragraph import TEXT_KINDS, Paragraph
from evolve.text.body.paragraph_kinds import (
    MIN_PROSE_WORDS,
    author_in_note,
    is_comment_head,
    is_date_mark,
    is_section_about,
    names_in_line,
    word_count,
)
from evolve.text.body.repetitions import end_before_summary, mark_repetitions
from evolve.text.languages import WORD
from evolve.text.paragraphs import LIST_ITEM

_PAGE_EVIDENCE = {
    "junk": 1, "box": 1, "teasers": 1, "pointer": 1, "disclaimer": 1,
    "paywall": 2, "comments": 2, "standfirst": 2, "author note": 2,
}  # fmt: skip
"""Weight of each kind as evidence that the text is a page; a sum of two is enough."""
_NEVER_KEPT = frozenset(
    {
        "junk", "box", "caption", "byline", "standfirst", "author note", "comments", "paywall", "teasers", "pointer",
        "repeated", "pull quote", "date line", "disclaimer", "notes", "link", "caption label",
    }
)  # fmt: skip
_END_KINDS = frozenset({"paywall", "comments", "author note", "notes"})
_MAX_SUMMARY_WORDS = 80
"""Maximum number of prose words before a byline for them to be a summary and not the essay."""
_MIN_MENU_HEADINGS = 6
"""Minimum number of consecutive short headings, before or after all prose, that form a menu."""
_MIN_MENU_ITEMS = 8
"""Minimum number of consecutive items of a list above all prose that form a menu."""
_MAX_ITEM_WORDS = 3
"""Maximum number of words of such an item; the ingredients of a recipe have more, or figures."""
_MIN_BYLINES = 3
"""Minimum number of bylines of a page that lists articles by several authors."""
_AUTHOR_SEARCH_PARAGRAPHS = 400
"""Number of preceding paragraphs that are searched for an author's name."""
_MAX_NAME_NOTE_WORDS = 70
"""Maximum number of words of a closing note that begins with the name of the author."""
_MAX_TEASER_WORDS = 40
"""Maximum number of words of the summary of another article."""
_MAX_HEADLINES = 3
"""Maximum number of lines between two summaries of other articles in one list."""
_POSSESSIVE = re.compile(r"['’]s?$")
_MIN_COMMENTS = 2
"""Minimum number of lines that name a commenter for them to be a thread of comments."""
_MIN_DATED_COMMENTS = 3
"""Minimum number of dates directly above text, after an article without any, that make a thread of comments."""
_MIN_WORDS_BEFORE_COMMENTS = 150
"""Minimum number of words of prose before such a thread."""
_COST = {
    "figures": 0,
    "update date": 4,
    "heading": 8,
    "caption": 4,
    "junk": 10,
    "byline": 10,
    "standfirst": 20,
    "teasers": 80,
    "pointer": 6,
    "date line": 6,
    "link": 4,
    "ornament": 2,
}
"""Cost, in words of prose, of a paragraph that is not prose within a run."""
_INLINE_TEASER_COST = 10
"""Cost of a line such as "Related" if two paragraphs of prose in a row follow the headlines below it."""
_HEADING_RUN = 3
"""Number of headings in a row from which each further one costs more: a menu or a list of headlines."""
_HEADING_RUN_COST = 14


def kinds_in_context(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the kinds of the paragraphs, with notes about authors recognised by the paragraphs after them.

    A note about an author must be followed by the end of the text, by phrases of the page, or by numbered comments. A
    long disclaimer between two paragraphs of prose is one of them: it only begins like a disclaimer.
    """
    kinds = [p.kind for p in paragraphs]
    for k in range(1, len(kinds) - 1):
        if (
            kinds[k] == "disclaimer"
            and paragraphs[k].words >= MIN_PROSE_WORDS
            and kinds[k - 1] == kinds[k + 1] == "prose"
        ):
            kinds[k] = "prose"
    names = _head_names(paragraphs, kinds)
    first_prose = kinds.index("prose") if "prose" in kinds else len(kinds)
    closed = True
    for k in range(len(kinds) - 1, -1, -1):
        p = paragraphs[k]
        may_be_note = closed and k > first_prose and kinds[k] in ("prose", "short sentence", "heading")
        if may_be_note and (_is_note(paragraphs, k) or _is_note_on_name(paragraphs, k, names)):
            kinds[k] = "author note"
        if kinds[k] in _PAGE_EVIDENCE or re.match(r"\s*1[.)]\s", p.text) or is_comment_head(p.text, p.words):
            closed = True
        elif kinds[k] in TEXT_KINDS:
            closed = False
    return kinds


def is_page(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> bool:
    """Return whether the text is a copied page: enough phrases of a page, or a menu before or after the prose."""
    if sum(_PAGE_EVIDENCE.get(kind, 0) for kind in kinds) > 1 or _leading_menu(paragraphs, kinds):
        return True
    prose = [k for k, kind in enumerate(kinds) if kind == "prose"]
    if len(prose) < 3:
        return False
    if kinds.count("byline") >= _MIN_BYLINES:
        return True
    headings_in_row = 0
    for k, kind in enumerate(kinds):
        is_outside = k < prose[0] or k > prose[-1]
        is_short = kind == "heading" and paragraphs[k].words <= 5 and paragraphs[k].text.rstrip()[-1:].isalnum()
        headings_in_row = headings_in_row + 1 if is_outside and is_short else 0
        if headings_in_row >= _MIN_MENU_HEADINGS:
            return True
    return False


def _leading_menu(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> range:
    """Return the paragraphs up to the last item of a menu that is written as a list above all prose; empty without."""
    items = end = 0
    for k, kind in enumerate(kinds):
        if kind == "prose":
            break
        p = paragraphs[k]
        is_listed = kind in ("list item", "junk") and LIST_ITEM.match(p.text) is not None
        is_item = is_listed and p.words <= _MAX_ITEM_WORDS and not any(map(str.isdigit, p.text))
        items = items + 1 if is_item else 0
        end = k + 1 if items >= _MIN_MENU_ITEMS else end
    return range(end)


def decide_page(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> list[tuple[bool, str]]:
    """Return the decisions for a page: the richest run of paragraphs between the head and the end is kept."""
    kinds = _page_kinds(paragraphs, kinds)
    low, high = _essay_bounds(paragraphs, kinds)
    first, last = _richest_range(paragraphs, kinds, low, high)
    while first > low and kinds[first - 1] in TEXT_KINDS:
        first -= 1
    while last < high and kinds[last] in TEXT_KINDS:
        last += 1
    last = end_before_summary(paragraphs, kinds, first, last)
    mark_repetitions(paragraphs, kinds, range(first, last))

    def decision(k: int) -> tuple[bool, str]:
        kind = kinds[k]
        if kind == "ornament" or kind in _NEVER_KEPT:
            return False, kind
        if kind == "update date" and k < high:
            return True, kind
        if not low <= k < high:
            return False, "before the byline" if k < low else "after the end"
        return (True, kind) if first <= k < last else (False, "outside")

    return [decision(k) for k in range(len(kinds))]


def _is_note(paragraphs: Sequence[Paragraph], k: int) -> bool:
    """Return whether a paragraph is a note about an author, such as "Jane Roe is the author of …"."""
    name = author_in_note(paragraphs[k].text, paragraphs[k].words)
    return name is not None and not (name and _is_mentioned(name, paragraphs, k))


def _is_note_on_name(paragraphs: Sequence[Paragraph], k: int, names: frozenset[str]) -> bool:
    """Return whether a paragraph begins with a name from the head of the page and the prose does not mention it."""
    name = _name_at_start(paragraphs[k], names)
    return bool(name) and not _is_mentioned(name.split()[-1], paragraphs, k, names)


def _is_mentioned(name: str, paragraphs: Sequence[Paragraph], k: int, names: frozenset[str] = frozenset()) -> bool:
    """Return whether the prose before a paragraph mentions a person: then a line about that person is no note."""
    name = name.casefold()
    return any(
        p.kind == "prose"
        and name in p.text.casefold()
        and author_in_note(p.text, p.words) is None
        and not _name_at_start(p, names)
        for p in paragraphs[max(0, k - _AUTHOR_SEARCH_PARAGRAPHS) : k]
    )


def _head_length(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> int:
    """Return the number of paragraphs at the head: up to two paragraphs of prose in a row, or a long one."""
    for k, kind in enumerate(kinds):
        if kind == "prose" and paragraphs[k].words > _MAX_SUMMARY_WORDS:
            return k
        if kind == "prose" and k and kinds[k - 1] == "prose":
            return k - 1
    return len(kinds)


def _head_names(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> frozenset[str]:
    """Return the names, in lower case, that a byline or a line of nothing but names at the head of a page gives."""
    names: set[str] = set()
    for k in range(_head_length(paragraphs, kinds)):
        if kinds[k] in ("byline", "heading", "standfirst", "date line"):
            for line in paragraphs[k].text.split("\n"):
                names.update(name.casefold() for name in names_in_line(line, word_count(line)))
    return frozenset(names)


def _name_at_start(p: Paragraph, names: frozenset[str]) -> str:
    """Return the one of the names that a short paragraph begins with; empty if there is none."""
    if p.words > _MAX_NAME_NOTE_WORDS or not names:
        return ""
    words = [_POSSESSIVE.sub("", word) for word in WORD.findall(p.text[:100].casefold())]
    return next((name for count in range(4, 1, -1) if (name := " ".join(words[:count])) in names), "")


def _page_kinds(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> list[str]:
    """Return the kinds of the paragraphs of a page, corrected by repetitions and by the paragraphs around them."""
    kinds = list(kinds)
    for k in _leading_menu(paragraphs, kinds):
        kinds[k] = "heading" if kinds[k] in TEXT_KINDS else kinds[k]
    _mark_dates_and_names(paragraphs, kinds)
    _mark_captions(paragraphs, kinds)
    _mark_below_pointers(paragraphs, kinds)
    _mark_ends(paragraphs, kinds)
    return kinds


def _mark_dates_and_names(paragraphs: Sequence[Paragraph], kinds: list[str]) -> None:
    """Mark lines that are only a date of publication, and names beside them or below a summary."""
    for k, p in enumerate(paragraphs):
        if kinds[k] in ("heading", "short sentence", "comments") and is_date_mark(p.text, p.words):
            kinds[k] = "date line"
    for k in range(_head_length(paragraphs, kinds)):
        near = kinds[max(0, k - 2) : k + 3]
        is_beside = "date line" in near or "byline" in near or "prose" in kinds[max(0, k - 1) : k]
        if kinds[k] == "heading" and is_beside and names_in_line(paragraphs[k].text, paragraphs[k].words):
            kinds[k] = "byline"
    head = range(_head_length(paragraphs, kinds))
    if any(kinds[k] in ("byline", "date line") or _is_dated_junk(paragraphs[k], kinds[k]) for k in head):
        kinds[:] = ["date line" if kind == "update date" else kind for kind in kinds]


def _is_dated_junk(p: Paragraph, kind: str) -> bool:
    """Return whether a phrase of the page is a date of publication: "Posted: 3 May 2020"."""
    return kind == "junk" and is_date_mark(p.text, p.words)


def _mark_captions(paragraphs: Sequence[Paragraph], kinds: list[str]) -> None:
    """Mark the lines below a label such as "Image" or "Credit" that another label or a credit follows."""
    for k, kind in enumerate(kinds):
        if kind != "caption label":
            continue
        kinds[k] = "caption"
        is_credit = k + 1 < len(kinds) and kinds[k + 1] == "heading" and "credit" in paragraphs[k].text.casefold()
        is_caption = k + 2 < len(kinds) and kinds[k + 2] in ("caption", "caption label")
        if is_credit or (is_caption and paragraphs[k + 1].words <= _MAX_TEASER_WORDS):
            kinds[k + 1] = "caption"


def _mark_below_pointers(paragraphs: Sequence[Paragraph], kinds: list[str]) -> None:
    """Mark the headlines below a line such as "Read more", with their summaries if there are several."""
    count = len(kinds)
    k = 0
    while k < count:
        if kinds[k] == "notes" and k + 1 < count and kinds[k + 1] == "heading":
            kinds[k] = "pointer"
        if kinds[k] not in ("pointer", "teasers") or (kinds[k] == "pointer" and not _is_label(paragraphs[k])):
            k += 1
            continue
        k = _mark_headlines(paragraphs, kinds, k + 1)


def _mark_headlines(paragraphs: Sequence[Paragraph], kinds: list[str], start: int) -> int:
    """Mark the headlines from `start` on, with their summaries; return the first paragraph that is neither."""
    count = len(kinds)

    def is_headline(k: int) -> bool:
        if k >= count:
            return True
        is_question = kinds[k] == "short sentence" and paragraphs[k].text.rstrip().endswith("?")
        return is_question or kinds[k] not in TEXT_KINDS

    pairs, headlines, k = 0, 0, start
    below_headline = False
    while k < count:
        if is_headline(k):
            below_headline = True
            headlines += 1
            if headlines > _MAX_HEADLINES:
                pairs = 0
            if kinds[k] in ("teasers", "comments", "paywall", "notes", "author note"):
                return k
            if kinds[k] in ("heading", "short sentence"):
                kinds[k] = "pointer"
        else:
            is_summary = below_headline and paragraphs[k].words <= _MAX_TEASER_WORDS
            if not (is_summary and (pairs or is_headline(k + 1))):
                return k
            kinds[k] = "pointer"
            pairs += 1
            headlines = 0
            below_headline = False
        k += 1
    return k


def _is_label(p: Paragraph) -> bool:
    """Return whether a line such as "Read more:" gives no headline itself."""
    return p.words <= 4


def _mark_ends(paragraphs: Sequence[Paragraph], kinds: list[str]) -> None:
    """Mark the beginnings of sections about the publisher, of notes about authors, and of comments."""
    names = _head_names(paragraphs, kinds)
    prose = [p.words if kind == "prose" else 0 for p, kind in zip(paragraphs, kinds, strict=True)]
    before = list(accumulate(prose, initial=0))
    total = before[-1]
    for k, p in enumerate(paragraphs):
        is_tail = before[k] > 0 and total - before[k] < before[k] / 2
        if kinds[k] == "notes" and not is_tail:
            kinds[k] = "heading"
        elif kinds[k] == "heading" and is_tail and is_section_about(p.text, p.words):
            kinds[k] = "notes"
        elif kinds[k] in ("heading", "short sentence", "prose") and is_tail and _is_note_on_name(paragraphs, k, names):
            kinds[k] = "author note"
        elif kinds[k] == "paywall" and list(kinds[k + 1 : k + 3]) == ["prose", "prose"]:
            kinds[k] = "junk"
    heads = [k for k in range(len(kinds)) if _begins_comment(paragraphs, kinds, k)]
    if len(heads) >= _MIN_COMMENTS:
        for k in heads:
            kinds[k] = "comments"
    dated = [k for k in range(len(kinds) - 1) if kinds[k] == "date line" and kinds[k + 1] in TEXT_KINDS]
    if len(dated) >= _MIN_DATED_COMMENTS and before[dated[0]] > _MIN_WORDS_BEFORE_COMMENTS:
        kinds[dated[0]] = "comments"


def _begins_comment(paragraphs: Sequence[Paragraph], kinds: Sequence[str], k: int) -> bool:
    """Return whether a paragraph is the first line of a comment: "Jane says:", or a name above a date."""
    if k + 1 >= len(kinds) or kinds[k] not in ("heading", "short sentence", "date line"):
        return False
    p = paragraphs[k]
    if kinds[k] != "date line" and is_comment_head(p.text, p.words):
        return kinds[k + 1] != "ornament"
    is_name = kinds[k] == "heading" and p.words <= 4
    return is_name and kinds[k + 1] == "date line" and k + 2 < len(kinds) and kinds[k + 2] in TEXT_KINDS


def _essay_bounds(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> tuple[int, int]:
    """Return the half-open range of the paragraphs of a page after its head and before its end."""
    count = len(kinds)
    prose_before = [0]
    for p, kind in zip(paragraphs, kinds, strict=True):
        prose_before.append(prose_before[-1] + (p.words if kind == "prose" else 0))
    total = prose_before[-1]
    head = _head_length(paragraphs, kinds)
    lows = [
        k
        for k, kind in enumerate(kinds)
        if prose_before[k] <= _MAX_SUMMARY_WORDS
        and (kind == "byline" or (kind == "date line" and k < head))
        and total - prose_before[k] > prose_before[k]
    ]
    low = lows[-1] + 1 if lows else 0
    for k in range(low, count):
        before, after = prose_before[k] - prose_before[low], total - prose_before[k]
        has_enough_prose = before > _MAX_SUMMARY_WORDS or (before and before >= after)
        if has_enough_prose and kinds[k] in _END_KINDS:
            return low, k
    return low, count


def _richest_range(paragraphs: Sequence[Paragraph], kinds: Sequence[str], low: int, high: int) -> tuple[int, int]:
    """Return the half-open range of paragraphs between `low` and `high` with the most prose words minus costs."""
    best = (0.0, low, low)
    total, start = 0.0, low
    headings = 0
    for k in range(low, high):
        if total < 0 or k == low:
            total, start = 0.0, k
        headings = headings + 1 if kinds[k] == "heading" else 0
        total += _value(paragraphs, kinds, k, headings)
        if total > best[0]:
            best = (total, start, k + 1)
    return best[1], best[2]


def _value(paragraphs: Sequence[Paragraph], kinds: Sequence[str], k: int, headings: int) -> float:
    """Return the value of a paragraph within a run, in words of prose; negative for a cost."""
    kind, words = kinds[k], paragraphs[k].words
    if kind in TEXT_KINDS:
        return words if kind == "prose" else words / 2
    if kind == "heading" and headings > _HEADING_RUN:
        return -_HEADING_RUN_COST
    if kind == "teasers" and _is_inside_essay(kinds, k):
        return -_INLINE_TEASER_COST
    return -_COST.get(kind, 10)


def _is_inside_essay(kinds: Sequence[str], k: int) -> bool:
    """Return whether two paragraphs of prose in a row follow a line such as "Related" and the headlines below it."""
    n = k + 1
    while n < len(kinds) and kinds[n] == "pointer":
        n += 1
    return n > k + 1 and list(kinds[n : n + 2]) == ["prose", "prose"]
