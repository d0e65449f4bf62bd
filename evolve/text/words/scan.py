"""Split a string into words, numbers and marks.

Two patterns are defined here: `WORD` for the words that are aligned, and `PIECE` for the finer pieces whose numbers,
contractions and marks are classified.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import NamedTuple


class RawWord(NamedTuple):
    """A word as written in the text."""

    text: str
    low: str
    """The word in lower case, contractions expanded."""
    start: int
    end: int
    before: str
    """The character before it; empty at the start."""
    joined: bool = False
    """Whether a hyphen joins it to a preceding word that ends in a capital: the 19 of "COVID-19" counts nothing."""
    lead: str = ""
    """The sign and the currency symbol written before a figure: "−", "$", "-US$"."""


_raw_word = partial(tuple.__new__, RawWord)  # faster than the constructor, which is in Python

UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Ranges of characters of scripts without spaces between words, for a character class; two count as a word."""
UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
"""Matches a character of a script without spaces."""
SPACED_LETTER = rf"[^\W_{UNSPACED}]"
"""Pattern of a letter or digit of a script with spaces between words."""
UNSPACED_WORD = rf"[\u30a1-\u30fa\u30fc-\u30ff]+|(?=\w)[{UNSPACED}](?:(?!\w)[{UNSPACED}])*"
"""Pattern of a word of a script without spaces: a run of katakana, or one character with its combining marks."""
_PLAIN_WORD = r"[A-Za-z]++(?!['’.\w])"  # most words, found without trying what else a word can be
WORD = re.compile(
    rf"{_PLAIN_WORD}|"
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s)(?![^\W\d_]))?"
    rf"|{SPACED_LETTER}+(?:['’][^\W\d_]+)*|%|{UNSPACED_WORD}"
)
"""Matches a word, a figure, a dotted initialism or a per cent sign; one character of a script without spaces."""

_HANGUL = "\uac00-\ud7af"  # particles and counters follow a figure without a space

PIECE = re.compile(
    rf"""
    (?P<plain> [A-Za-z]++(?!['’.\w€$£¥₹]) )
  | (?P<lead> (?: (?<![^\s(\[“"])[-−] | (?<![^\s(])(?<!\d\s)– )? (?: (?:\b(?:US|AU|CA|NZ|HK|[ACS]))? [€$£¥₹] \s? )? )
    (?P<figure>
        \d{{4}}-\d\d-\d\d(?!{SPACED_LETTER})
      | \d{{1,2}}(?P<between>[-/.])\d{{1,2}}(?P=between)(?:\d{{4}}|\d\d)(?![\w/])(?!\.\d)
      | (?:\d{{1,3}}\ )?\d{{1,4}}/\d{{1,4}}(?![\w/])
      | \d{{1,3}}(?:[ \u00a0\u2009\u202f'’]\d{{3}})+(?!\d)(?:[.,]\d+)*[^\W\d_{UNSPACED}{_HANGUL}]*
      | (?<![\w.,])\.\d+(?!\d)(?!\.\d)
      | \d+(?:[.,]\d+)*[^\W\d_{UNSPACED}{_HANGUL}]*
    )
  | (?: [^\W\d_]\. ){{2,}}
  | {SPACED_LETTER}+(?:['’][^\W\d_]+)* | {UNSPACED_WORD}
  | °\s?[CF]\b | [°℃℉] | [€$£¥₹](?!\s?\d) | [%,;:()—–，、；：（）]
    """,
    re.VERBOSE,
)
"""Matches a date, a number, a word, an initialism, a unit sign or a mark."""

_WITHOUT_APOSTROPHE = frozenset(
    f"{verb}nt"
    for verb in (
        "did",
        "does",
        "do",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "would",
        "could",
        "should",
        "must",
    )
)
"""Contractions as written in haste: "didnt"."""

_WIDE_MARKS = {"，": ",", "、": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
"""Marks of scripts without spaces, with the marks they are compared as."""

_CONTRACTED_VERBS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "be"}

_ELISIONS = {
    "french": {
        "l": "le", "d": "de", "n": "ne", "qu": "que", "j": "je", "s": "se", "m": "me", "t": "te", "c": "ce",
        "jusqu": "jusque", "lorsqu": "lorsque", "puisqu": "puisque", "quoiqu": "quoique",
    },
    "italian": {
        "l": "lo", "d": "di", "un": "un", "c": "ci", "s": "si", "m": "mi", "t": "ti", "v": "vi", "all": "alla",
        "dell": "della", "nell": "nella", "sull": "sulla", "dall": "dalla", "quell": "quello", "quest": "questo",
        "nessun": "nessuno", "senz": "senza", "mezz": "mezzo", "tutt": "tutto", "anch": "anche", "po": "po",
    },
}  # fmt: skip
"""Words that lose their ending before an apostrophe, by language."""

_CONTRACTED_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}


def raw_words(text: str, *, language: str) -> list[RawWord]:
    """Return the words, figures and marks of a text, contractions and elisions of its language expanded."""
    words: list[RawWord] = []
    for match in PIECE.finditer(text):
        if match.lastgroup == "plain":
            start, end = match.span()
            before = text[start - 1] if start else ""
            for written, low in _parts(match[0], language):
                words.append(_raw_word((written, low, start, end, before, False, "")))
            continue
        figure = match["figure"]
        start, end = match.start("figure") if figure else match.start(), match.end()
        before = text[start - 1] if start else ""
        joined = before == "-" and start > 1 and text[start - 2].isupper() and text[start].isdigit()
        for written, low in _parts(figure or match[0], language):
            words.append(RawWord(written, low, start, end, before, joined, match["lead"] or ""))
    return words


@lru_cache(maxsize=1 << 15)
def _parts(piece: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a piece, each as written and as compared; only contractions have more than one."""
    low = piece.lower().replace("’", "'")
    if piece[0].isdigit():
        return ((piece, low),)
    if piece[0] == ".":
        return ((piece, f"0{low}"),)
    if piece in _WIDE_MARKS:
        return ((piece, _WIDE_MARKS[piece]),)
    if piece[0] == "°":
        return ((piece, low.replace(" ", "")),)
    if language == "english" and low in _WITHOUT_APOSTROPHE:
        low = low[:-1] + "'t"
    if language == "english" and ("'" in low or low == "cannot"):
        return tuple((piece[: len(part)] if low.startswith(part) else part, part) for part in _uncontracted(low))
    if "'" in low and language in _ELISIONS:
        elided, _, rest = low.partition("'")
        if rest and elided in _ELISIONS[language]:
            word = piece[len(elided) + 1 :]
            return (piece[: len(elided)], _ELISIONS[language][elided]), *_parts(word, language)
    if "'" in low:
        low = low.removesuffix("'s").removesuffix("'")
    if "." in low and low[0].isalpha():
        piece = piece.replace(".", "").upper()
        low = piece.lower()
    return ((piece, low),)


def _uncontracted(low: str) -> tuple[str, ...]:
    """Return the words of a contraction: "don't" as "do", "not"; a genitive loses its ending."""
    if low == "cannot":
        return "can", "not"
    if low.endswith("n't") and len(low) > 3:
        base = low[:-3]
        return _CONTRACTED_VERBS.get(base, base), "not"
    for ending, full in _CONTRACTED_ENDINGS.items():
        if low.endswith(ending):
            return low.removesuffix(ending), full
    return (low.removesuffix("'s").removesuffix("'"),)
