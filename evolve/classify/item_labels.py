"""Find the labels of a sentence: list numbers, section numbers, clause letters, time stamps and note marks.

A label counts an item and is no figure of its claim, so that a renumbered item persists. It begins the sentence, and a
mark or the capital that follows sets it off; a note mark is a number in square brackets or a superscript. Numbers that
refer to a label ("under section 3") are found too: they mean the same if the item itself was renumbered, and are no
figures of the claim either.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from evolve.classify.lexicon import Lexicon
from evolve.classify.lexicon_files import lexicon_of

LOOK_BEHIND = 6
"""Number of characters before a label in a sentence that are searched for a word such as "and"."""
Span = tuple[int, int]
"""Half-open, in characters."""

_SECTION_WORDS = (
    r"(?i:§{1,2}|(?:art(?:icle|ikel|ículo|icolo|igo)?|sec(?:tion)?|sección|sezione|seção|clause|chapter|chapitre|capítulo"
    r"|capitolo|kapitel|hoofdstuk|part|teil|rule|regulation|para(?:graph)?|abs(?:atz|chnitt)?|ziffer|alinéa|schedule"
    r"|annex|appendix|item|step|point|figure|table)\b\.?)"
)
_SMALL_ROMAN = r"(?=[ivxl])x{0,3}l?x{0,3}(?:ix|iv|v?i{0,3})"
_ROMAN = r"(?=[IVXL])X{0,3}L?X{0,3}(?:IX|IV|V?I{0,3})"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}[a-z]?|{_SMALL_ROMAN}|{_ROMAN}|[A-Z](?:\.\d{{1,3}})*)(?!\w)"
    r"(?:\s?\(\w{1,4}\)){0,3}"
)
_STARTS = r"(?=\s+[\"“”„«'‘(\[]*[^\W\d_a-zß-öø-ÿ])"
"""Before the capital that begins the sentence."""
_LEADING = re.compile(
    rf"""
    \s* (?:
        \[? \d{{1,2}} [:.] \d\d (?: :\d\d )? \]? (?: \s? (?i: [ap]\.?m\.? | uhr | h | gmt | utc | bst | c?est? ) \b )?
          (?: \s*[:–—-]+(?=\s) | {_STARTS} )
      | {_SECTION_WORDS} \s* {_NUMBER} (?: \s*[.:)–—-]+(?=\s) | {_STARTS} )
      | \( (?: \d{{1,3}} | [A-Za-z] | {_SMALL_ROMAN} | {_ROMAN} ) \) (?=\s)
      | (?: \d{{1,3}}[a-z]? | [A-Za-z] | {_SMALL_ROMAN} ) \) (?=\s)
      | (?: \d{{1,3}}[a-z]? | [a-z] | {_SMALL_ROMAN} | (?=[IVXL]{{2}}) {_ROMAN} ) \. {_STARTS}
      | \d{{1,3}} (?: \.\d{{1,3}} ){{1,4}} \.? {_STARTS}
    )
    """,
    re.VERBOSE,
)
_NOTE_MARK = re.compile(
    r"(?<=[^\s\[])\s?\[\^?\d{1,3}\]|(?:(?<=[.,;:!?”’)])|(?<=[^\W\d_¹²³⁴⁵⁶⁷⁸⁹⁰]{4}))([¹²³⁴⁵⁶⁷⁸⁹⁰]+)(?=\s|$|[.,;:!?])"
)
_PLURAL_WORDS = (
    r"(?i:arti(?:cles|keln?|culos|coli|gos)|artículos|sec(?:tions|ciones|ções)|sezioni|se[cç]ções|clauses|chapters|chapitres"
    r"|capítulos|capitoli|rules|regulations|paragraphs|absätzen?|ziffern|alinéas|schedules|annexes|subsections?|items"
    r"|steps|tables|figures|nr\.)"
)
_IN_LINE = re.compile(r"(?<![\w)])\(([1-9]|[a-z])\)(?=\s)")
_AFTER_A_NUMBER = re.compile(r"\d[a-z]?\s?$")
_BEFORE_AN_ITEM = re.compile(r"(?:[,;:]|\b(?:and|or|und|oder|et|ou|y|o|e|en|of))\s$")
_REFERENCE_NUMBER = r"\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?(?![\w%€$£])(?:\s?\(\w{1,4}\)){0,3}"
_REFERENCE = re.compile(
    rf"(?<!\w)(?:{_SECTION_WORDS}|{_PLURAL_WORDS})\s*({_REFERENCE_NUMBER}"
    rf"(?:\s?(?:,|[-–]|\b(?:and|or|to|und|oder|bis|et|ou|à|y|o|e|en|of)\b)\s?{_REFERENCE_NUMBER}){{0,8}})"
)
_ONE_NUMBER = re.compile(_REFERENCE_NUMBER)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_FIRST_WORD = re.compile(r"[\W_]*([^\W_]+)")


def leading_label(
    text: str, *, not_before: Collection[str] = (), only_before: Collection[str] | None = None
) -> Span | None:
    """Return the span of the label at the start of a sentence; None if it has none, or nothing but a label.

    `not_before` are lower-case words that make the number before them a figure: "million", "May". `only_before` are the
    words that alone may follow a number with a full stop where that may be an ordinal, as in German: "3. Liga".
    """
    match = _LEADING.match(text)
    if match is None:
        return None
    following = _FIRST_WORD.match(text, match.end())
    if following is None or following[1].lower() in not_before:
        return None
    if only_before is not None and match[0].strip().endswith(".") and following[1].lower() not in only_before:
        return None
    return match.start(), match.end()


def note_marks(text: str) -> list[Span]:
    """Return the spans of the note marks: "[3]", "²"."""
    if text.isascii() and "[" not in text:
        return []
    return [match.span(1) if match[1] else match.span() for match in _NOTE_MARK.finditer(text)]


def inline_labels(text: str) -> list[Span]:
    """Return the spans of the labels of a list in a sentence: "either (1) a copy or (2) access to it"."""
    found: list[re.Match[str]] = []
    for match in _IN_LINE.finditer(text):
        ahead = text[max(0, match.start() - LOOK_BEHIND) : match.start()]
        is_first, is_next = match[1] in "1a", bool(found) and ord(match[1]) == ord(found[-1][1]) + 1
        if (is_first or is_next or _BEFORE_AN_ITEM.search(ahead)) and not _AFTER_A_NUMBER.search(ahead):
            found.append(match)
    is_one = len(found) == 1 and found[0][1] in "1a"
    return [] if is_one else [match.span() for match in found]


class Reference(NamedTuple):
    """A phrase that refers to a section, an article or another numbered item: "under sections 3 and 4"."""

    start: int
    end: int
    numbers: tuple[Span, ...]


@lru_cache(maxsize=1 << 14)
def references(text: str) -> tuple[Reference, ...]:
    """Return the references of a sentence to numbered items; none to a year or a measured amount."""
    if not any(map(str.isdigit, text)):
        return ()
    found = []
    for match in _REFERENCE.finditer(text):
        numbers = tuple(number.span() for number in _ONE_NUMBER.finditer(text, *match.span(1)))
        if numbers and not any(_YEAR.match(text[slice(*number)]) for number in numbers):
            found.append(Reference(match.start(), numbers[-1][1], numbers))
    return tuple(found)


def numbered_item(text: str, language: str) -> tuple[str, str] | None:
    """Return the number of the label at the start of a sentence and the rest of the sentence; None without a label."""
    span = label_of_sentence(text, lexicon_of(language))
    return (label_number(text[slice(*span)]), text[span[1] :].strip()) if span else None


def without_label(text: str, language: str) -> str:
    """Return a sentence without the label at its start."""
    item = numbered_item(text, language)
    return item[1] if item else text


def label_of_sentence(text: str, lexicon: Lexicon) -> Span | None:
    """Return the span of the label at the start of a sentence in the language of a lexicon; None if it has none."""
    only_before = None if lexicon.plain_nouns else lexicon.function or lexicon.idle
    return leading_label(text, not_before=lexicon.no_label_before, only_before=only_before)


def label_number(label: str) -> str:
    """Return the number or letter of a label, in lower case and without marks: "3.1" of "Section 3.1:"."""
    found = re.findall(r"\d+(?:\.\d+)*[a-z]?|\w+", label.lower())
    return found[-1] if found else ""
