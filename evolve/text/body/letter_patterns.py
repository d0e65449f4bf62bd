"""Tells what a line of a letter or a speech looks like, from its words alone: salutation, date, closing, name.

These are the clues; where they must stand to count is decided in `evolve.text.letter`. All of them ask the same: that
a line has nothing in it but words of courtesy and names. One other word in lower case, and it may be saying something.
The words are a data file beside this module, so that a language can be added without Python.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib.resources import files

from evolve.text.languages import WORD
from evolve.text.paragraphs import SENTENCE_END

_LONGEST = 16
"""Words; the longest row of dignitaries that a speaker greets on one line."""
_NAMES = 5
"""Words that a name and its titles have at most."""
_SIGNED = 14
"""Words that a name with office and town has at most."""
_OFFICE = 5
"""Words in lower case that are in an office: "chair of the women's committee"."""
_SENTENCE = 40
"""Words up to which a sentence can be a closing."""
_PAUSE = (",", ":", ";", "!", "،", "，", "：", "—", "–", "-")
_QUOTES = ('"', "“", "„", "«", "»", "‘", "'", "‚")
"""What is quoted greets nobody who reads this text."""
_TITLES = re.compile(r"\s*\([^()]*\)\s*$")
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


class Sure(Enum):
    """How much a clue says by itself."""

    NO = 0
    MAYBE = 1
    """Counts where the other end of the letter is plain."""
    YES = 2


def salutation(line: str) -> Sure:
    """Whether a line does nothing but address somebody."""
    text, words = _bare(line)
    if not words or len(words) > _LONGEST or text.endswith(("?", "…", "...")) or text.startswith(_QUOTES):
        return Sure.NO
    plain = text.rstrip("\"'”’»«").endswith(_PAUSE)
    full_stop = text.endswith(".")
    kinds = _words("salutation words")
    if (count := _begun(words, "address")) and (plain or (full_stop and len(words) > 1)):
        rest = words[count:]
        named = [word for word in rest if word.lower() not in kinds]
        if all(map(_name, named)) and not (named and full_stop):
            return Sure.YES
    if (count := _begun(words, "opener")) and count < len(words) and not full_stop:
        rest = words[count:]
        if rest[-1].lower() in _phrases("opener"):
            return Sure.NO
        strange = [word for word in rest if word.lower() not in kinds and not _name(word)]
        if not strange:
            return Sure.YES
        return Sure.MAYBE if plain and len(rest) == 1 else Sure.NO
    before, comma, last = text.rpartition(", ")
    others = WORD.findall(before)
    if comma and all(_name(word) or word.lower() in kinds for word in others) and salutation(last) is Sure.YES:
        return Sure.YES
    alone = plain and not text.endswith((":", ";")) and len(words) <= 2
    return Sure.MAYBE if alone and all(map(_name, words)) else Sure.NO


def is_friendly(line: str) -> bool:
    """Whether a salutation is one of a letter, "Dear Agnes,", and no speaker's."""
    return _begun(_bare(line)[1], "opener") > 0


def closing(line: str, following: str | None) -> Sure:
    """Whether a line takes leave, perhaps with a name; `following` is the line with letters after it, if any."""
    text, words = _bare(line)
    if not words or len(words) > _SENTENCE:
        return Sure.NO
    if _begun(words, "closing sentence") and (SENTENCE_END.search(text) or text.endswith(",") or len(words) <= 6):
        return Sure.YES
    if len(words) > _LONGEST or text.endswith("?"):
        return Sure.NO
    if text.rstrip(" .:").lower() in _phrases("signatories") and (text[-1:] == ":" or following is not None):
        return Sure.YES if text[-1:] == ":" else Sure.MAYBE
    start = _begun(words, "lead")
    while start and words[start : start + 1] and words[start].lower() in _words("courtesy words"):
        start += 1
    rule, count = "closing", _begun(words[start:], "closing")
    if not count:
        rule, count = "short closing", _begun(words[start:], "short closing")
    if not count and start:
        start, rule, count = 0, "closing", _begun(words, "closing")
    if not count:
        return Sure.NO
    known = _words("closing words")
    rest = [word for word in words[start + count :] if word.lower() not in known or (len(word) == 1 and word.isupper())]
    signed = bool(rest) and "," in text
    if len(rest) > _NAMES or not all(map(_name, rest)) or (rest and not signed and SENTENCE_END.search(text)):
        return Sure.NO
    if rule == "closing":
        return Sure.YES
    parted = text.endswith(",") and following is not None and is_name(following)
    return Sure.YES if parted or signed else Sure.MAYBE


def leads(line: str) -> bool:
    """Whether a line leads to a closing on the next: "I remain, dear Sir,"."""
    text, words = _bare(line)
    known = _words("closing words") | _words("salutation words")
    return (
        0 < len(words) <= _LONGEST
        and text.endswith(",")
        and _begun(words, "lead") > 0
        and all(word.lower() in known or _name(word) for word in words)
    )


def is_name(line: str) -> bool:
    """Whether a line is a name, as under a letter."""
    text, words = _bare(line)
    known = _words("salutation words")
    return (
        0 < len(words) <= _NAMES
        and (not SENTENCE_END.search(text) or _INITIALS.match(text) is not None or len(words) == 1)
        and not text.endswith(("!", "?", "…", ":"))
        and any(map(_name, words))
        and all(_name(word) or word.lower() in known for word in words)
    )


def is_person(line: str) -> bool:
    """Whether a line is a first and a last name, perhaps with an office after a comma."""
    _, words = _bare(line)
    return len(words) <= _SIGNED and _PERSON.match(line.strip()) is not None and not SENTENCE_END.search(line)


def signs_alone(line: str, *, friend: bool) -> bool:
    """Whether a last line is plainly a signature though no closing stands before; `friend` allows a lone name."""
    text, words = _bare(line)
    if _DASH.match(text):
        return is_name(_DASH.sub("", text, count=1))
    if _INITIALS.match(text):
        return text.endswith(".")
    return friend and len(words) == 1 and _name(words[0]) and text.isalpha() and not text.isupper()


def may_sign(line: str) -> bool:
    """Whether a line may stand below a closing: a name, an office, an address."""
    text, words = _bare(_TITLES.sub("", line))
    if "@" in text or "www." in text or is_name(text):
        return len(words) <= _SIGNED
    lower = sum(word[0].islower() for word in words)
    head = next((character for character in text if character.isalnum()), "")
    return (
        0 < len(words) <= _SIGNED
        and lower <= _OFFICE
        and not head.islower()
        and (not SENTENCE_END.search(text) or _INITIALS.match(text) is not None)
    )


def is_date_line(line: str) -> bool:
    """Whether a line is a date, with or without a place: "Leeds, 3 May 1872"."""
    text, words = _bare(line)
    months, others = _words("month words"), _words("date words")
    dated = _NUMERIC_DATE.search(text) is not None or (
        any(word.lower().rstrip(".") in months for word in words) and any(map(_DAY.match, words))
    )
    known = months | others
    strange = [word for word in words if not (word.lower() in known or word[0].isdigit())]
    return dated and len(words) <= _LONGEST and len(strange) <= _NAMES and all(map(_name, strange))


def is_address(line: str) -> bool:
    """Whether a line above a salutation is part of an address, or says for whom the letter is."""
    text, words = _bare(line)
    known = _words("salutation words")
    to = bool(words) and words[0].lower() in ("to", "an", "à", "al", "a", "alla", "ao", "aan", "til", "till")
    return (
        0 < len(words) <= _LONGEST
        and not text.endswith(("!", "?", "…", ":"))
        and (to or not text.endswith("."))
        and all(_name(word) or word[0].isdigit() or word.lower() in known for word in words)
    )


def is_header(line: str) -> bool:
    """Whether a line is a field at the head of an e-mail: "Subject: bread"."""
    match = _HEADER.match(line)
    return match is not None and " ".join(match[1].lower().rstrip(".").split()) in _phrases("header")


def is_postscript(line: str) -> bool:
    """Whether a postscript begins here."""
    return _POSTSCRIPT.match(line) is not None


def _bare(line: str) -> tuple[str, list[str]]:
    text = line.strip().strip("*_").strip()
    return text, WORD.findall(text)


def _name(word: str) -> bool:
    return word[0].isupper() or (word[0].isalpha() and word[0].lower() == word[0].upper())


def _begun(words: list[str], section: str) -> int:
    """How many words the longest phrase of a section has that these words begin with."""
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
    out: dict[str, list[str]] = {}
    section = ""
    for line in (files("evolve.text") / "letter_marks.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            out.setdefault(section, []).append(line)
    return out
