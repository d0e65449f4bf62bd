"""Recognise what a line of a letter or a speech looks like, from its words alone: salutation, date, closing, name.

These are the clues; `evolve.text.body.letters` decides where in the text they count. All of them require that a line
contains nothing but words of courtesy and names: with one other word in lower case it may be part of the essay. The
words are a data file beside this module, so that a language can be added without Python.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from evolve.text.languages import WORD
from evolve.text.paragraphs import ends_sentence
from evolve.text.sections import sections_of

_READ_CHARACTERS = 4_000  # of a line, from its beginning
_MAX_LINE_WORDS = 16
"""Maximum number of words of a salutation: the longest list of dignitaries that a speaker greets on one line."""
_MAX_NAME_WORDS = 5
"""Maximum number of words of a name and its titles."""
_MAX_SIGNATURE_WORDS = 14
"""Maximum number of words of a name with office and town."""
_MAX_OFFICE_WORDS = 5
"""Maximum number of lower-case words of an office: "chair of the women's committee"."""
_MAX_CLOSING_WORDS = 40
"""Maximum number of words of a sentence that is a closing."""
_PAUSE_MARKS = (",", ":", ";", "!", "،", "，", "：", "—", "–", "-")
_QUOTES = ('"', "“", "„", "«", "»", "‘", "'", "‚")
"""Quotation marks: a quoted salutation does not address the reader of this text."""
_DASH = re.compile(r"[—–-]{1,2}\s*(?=[^\W\d_])")
_DAY = re.compile(r"\d{1,4}(?:st|nd|rd|th|er|º|ª|[.])?$", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"\b(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}-\d{2}-\d{2})\b")
_INITIALS = re.compile(r"\W*(?:[^\W\d_a-z]\.?[ ]?){1,4}\W*$")
_PERSON = re.compile(
    r"\W*(?:\d{1,4}[.)]?\s+)?(?:[^\W\d_a-z][\w’'.-]*|[^\W\d_a-z]\.)"
    r"(?:\s+(?:de|del|da|di|la|le|van|von|der|den|al|el|and|und|et|y))*(?:\s+[^\W\d_a-z][\w’'.-]*){1,4}(?:\s*[,(–—-].*)?$"
)
_POSTSCRIPT = re.compile(r"\W*(?:(?:P\.?\s?){1,3}-?\s?S|P\.\s?D|U\.\s?i|N\.\s?B|З\.\s?Ы)\b[.:,;]?(?!\w)", re.IGNORECASE)
_HEADER = re.compile(r"\W{0,4}([^\W\d_][^:\n]{0,15}?)\W{0,3}:\W{0,3}\s*\S")


class Clue(Enum):
    """The strength of a clue, taken alone, that a line begins or ends a letter."""

    NONE = 0
    WEAK = 1
    """Counts only if the clue at the other end of the letter is strong."""
    STRONG = 2


def salutation_clue(line: str) -> Clue:
    """Return the strength of the clue that a line only addresses somebody."""
    text, words = _text_and_words(line)
    if not words or len(words) > _MAX_LINE_WORDS or text.endswith(("?", "…", "...")) or text.startswith(_QUOTES):
        return Clue.NONE
    has_pause = text.rstrip("\"'”’»«").endswith(_PAUSE_MARKS)
    full_stop = text.endswith(".")
    kinds = _words("salutation words")
    if (count := _opening_phrase_length(words, "address")) and (has_pause or (full_stop and len(words) > 1)):
        rest = words[count:]
        names = [word for word in rest if word.lower() not in kinds]
        if all(map(_may_be_name, names)) and not (names and full_stop):
            return Clue.STRONG
    if (count := _opening_phrase_length(words, "opener")) and count < len(words) and not full_stop:
        rest = words[count:]
        if rest[-1].lower() in _phrases("opener"):
            return Clue.NONE
        unknown = [word for word in rest if word.lower() not in kinds and not _may_be_name(word)]
        if not unknown:
            return Clue.STRONG
        return Clue.WEAK if has_pause and len(rest) == 1 else Clue.NONE
    first_part, comma, last_part = text.rpartition(", ")
    first_words = WORD.findall(first_part)
    if (
        comma
        and all(_may_be_name(word) or word.lower() in kinds for word in first_words)
        and salutation_clue(last_part) is Clue.STRONG
    ):
        return Clue.STRONG
    is_short_pause = has_pause and not text.endswith((":", ";")) and len(words) <= 2
    return Clue.WEAK if is_short_pause and all(map(_may_be_name, words)) else Clue.NONE


def is_letter_salutation(line: str) -> bool:
    """Return whether a salutation is that of a letter ("Dear Agnes,"), not of a speech."""
    return _opening_phrase_length(_text_and_words(line)[1], "opener") > 0


def closing_clue(line: str, following: str | None) -> Clue:
    """Return the strength of the clue that a line is a closing, perhaps with a name.

    `following` is the next line that contains letters, if any.
    """
    text, words = _text_and_words(line)
    if not words or len(words) > _MAX_CLOSING_WORDS:
        return Clue.NONE
    if _opening_phrase_length(words, "closing sentence") and (
        ends_sentence(text) or text.endswith(",") or len(words) <= 6
    ):
        return Clue.STRONG
    if len(words) > _MAX_LINE_WORDS or text.endswith("?"):
        return Clue.NONE
    if text.rstrip(" .:").lower() in _phrases("signatories") and (text[-1:] == ":" or following is not None):
        return Clue.STRONG if text[-1:] == ":" else Clue.WEAK
    lead_length = _opening_phrase_length(words, "lead")
    while (
        lead_length and words[lead_length : lead_length + 1] and words[lead_length].lower() in _words("courtesy words")
    ):
        lead_length += 1
    rule, count = "closing", _opening_phrase_length(words[lead_length:], "closing")
    if not count:
        rule, count = "short closing", _opening_phrase_length(words[lead_length:], "short closing")
    if not count and lead_length:
        lead_length, rule, count = 0, "closing", _opening_phrase_length(words, "closing")
    if not count:
        return Clue.NONE
    known = _words("closing words")
    rest = [
        word
        for word in words[lead_length + count :]
        if word.lower() not in known or (len(word) == 1 and word.isupper())
    ]
    has_name = bool(rest) and "," in text
    if (
        len(rest) > _MAX_NAME_WORDS
        or not all(map(_may_be_name, rest))
        or (rest and not has_name and ends_sentence(text))
    ):
        return Clue.NONE
    if rule == "closing":
        return Clue.STRONG
    precedes_name = text.endswith(",") and following is not None and is_name(following)
    return Clue.STRONG if precedes_name or has_name else Clue.WEAK


def precedes_closing(line: str) -> bool:
    """Return whether a line introduces a closing on the next line: "I remain, dear Sir,"."""
    text, words = _text_and_words(line)
    known = _words("closing words") | _words("salutation words")
    return (
        0 < len(words) <= _MAX_LINE_WORDS
        and text.endswith(",")
        and _opening_phrase_length(words, "lead") > 0
        and all(word.lower() in known or _may_be_name(word) for word in words)
    )


def is_name(line: str) -> bool:
    """Return whether a line is a name, as below a letter."""
    text, words = _text_and_words(line)
    known = _words("salutation words")
    return (
        0 < len(words) <= _MAX_NAME_WORDS
        and (not ends_sentence(text) or _INITIALS.match(text) is not None or len(words) == 1)
        and not text.endswith(("!", "?", "…", ":"))
        and any(map(_may_be_name, words))
        and all(_may_be_name(word) or word.lower() in known for word in words)
    )


def is_person(line: str) -> bool:
    """Return whether a line is a first and a last name, perhaps with an office after a comma."""
    _, words = _text_and_words(line)
    return len(words) <= _MAX_SIGNATURE_WORDS and _PERSON.match(line.strip()) is not None and not ends_sentence(line)


def is_lone_signature(line: str, *, allow_first_name: bool) -> bool:
    """Return whether the last line is certainly a signature without a closing before it.

    `allow_first_name` accepts a single name, as below a letter to a friend.
    """
    text, words = _text_and_words(line)
    if _DASH.match(text):
        return is_name(_DASH.sub("", text, count=1))
    if _INITIALS.match(text):
        return text.endswith(".")
    return allow_first_name and len(words) == 1 and _may_be_name(words[0]) and text.isalpha() and not text.isupper()


def may_be_below_closing(line: str) -> bool:
    """Return whether a line may follow a closing: a name, an office, an address."""
    text, words = _text_and_words(_without_last_brackets(line))
    if "@" in text or "www." in text or is_name(text):
        return len(words) <= _MAX_SIGNATURE_WORDS
    lower_case_words = sum(word[0].islower() for word in words)
    first_character = next((character for character in text if character.isalnum()), "")
    return (
        0 < len(words) <= _MAX_SIGNATURE_WORDS
        and lower_case_words <= _MAX_OFFICE_WORDS
        and not first_character.islower()
        and (not ends_sentence(text) or _INITIALS.match(text) is not None)
    )


def _without_last_brackets(line: str) -> str:
    """Return a line without a remark in round brackets at its end, such as a title."""
    text = line.rstrip()
    opening = text.rfind("(") if text.endswith(")") else -1
    return text[:opening] if opening >= 0 and ")" not in text[opening:-1] else line


def is_date_line(line: str) -> bool:
    """Return whether a line is a date, with or without a place: "Leeds, 3 May 1872"."""
    text, words = _text_and_words(line)
    if len(words) > _MAX_LINE_WORDS:
        return False
    months, others = _words("month words"), _words("date words")
    has_date = _NUMERIC_DATE.search(text) is not None or (
        any(word.lower().rstrip(".") in months for word in words) and any(map(_DAY.match, words))
    )
    known = months | others
    unknown = [word for word in words if not (word.lower() in known or word[0].isdigit())]
    return has_date and len(unknown) <= _MAX_NAME_WORDS and all(map(_may_be_name, unknown))


def months() -> frozenset[str]:
    """Return the names of months and their abbreviations in several languages, in lower case."""
    return _words("month words")


def is_address(line: str) -> bool:
    """Return whether a line above a salutation is part of an address or names the recipient."""
    text, words = _text_and_words(line)
    known = _words("salutation words")
    starts_with_to = bool(words) and words[0].lower() in (
        "to",
        "an",
        "à",
        "al",
        "a",
        "alla",
        "ao",
        "aan",
        "til",
        "till",
    )
    return (
        0 < len(words) <= _MAX_LINE_WORDS
        and not text.endswith(("!", "?", "…", ":"))
        and (starts_with_to or not text.endswith("."))
        and all(_may_be_name(word) or word[0].isdigit() or word.lower() in known for word in words)
    )


def is_header(line: str) -> bool:
    """Return whether a line is a field of an e-mail header: "Subject: bread"."""
    match = _HEADER.match(line)
    return match is not None and " ".join(match[1].lower().rstrip(".").split()) in _phrases("header")


def is_postscript(line: str) -> bool:
    """Return whether a line begins a postscript."""
    return _POSTSCRIPT.match(line) is not None


def _text_and_words(line: str) -> tuple[str, list[str]]:
    """Return a line without emphasis marks and white space around it, and its words, of a long line the first ones.

    Those are more than any line of a greeting or a signature has.
    """
    text = line.strip().strip("*_").strip()
    return text, WORD.findall(text, 0, _READ_CHARACTERS)


def _may_be_name(word: str) -> bool:
    """Return whether a word begins with a capital, or its script has no capitals."""
    return word[0].isupper() or (word[0].isalpha() and word[0].lower() == word[0].upper())


def _opening_phrase_length(words: list[str], section: str) -> int:
    """Return the number of words of the longest phrase of a section that the words begin with; 0 without one."""
    phrases = _phrases(section)
    lower = [word.lower() for word in words[:8]]
    return next((n for n in range(len(lower), 0, -1) if " ".join(lower[:n]) in phrases), 0)


@cache
def _phrases(section: str) -> frozenset[str]:
    return frozenset(_sections()[section])


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in _sections()[section] for word in line.split())


@cache
def _sections() -> dict[str, list[str]]:
    return sections_of("evolve.text", "letter_marks.txt")
