"""Divide a list of people's names, such as "Medea Benjamin and Nicolas J. S. Davies", into names."""

from __future__ import annotations

import re

_AND = re.compile(r"(?<!\s)\s*+(?:,|;|&|\+|\b(?:and|und|et|y|e|og|och|en|ja|i|и)\b|、)\s++", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_]{1,2}$|(?:[^\W\d_]\.)+$")
_PARTICLES = frozenset(
    (
        *("da", "das", "de", "del", "della", "di", "do", "dos", "du", "des", "el", "la", "le", "al", "y", "av", "af"),
        *("van", "von", "vom", "zu", "zur", "der", "den", "ter", "ten", "bin", "ibn"),
    )
)
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "phd", "ph.d.", "md", "m.d."))
_MAX_WORDS = 6
"""Maximum number of words of a name."""
_WORD = re.compile(r"\A[^\W\d_](?:[^\W\d_]|[.'’‘-])*+\Z")


def is_name(text: str) -> bool:
    """Return whether a text looks like the name of a person: two to six words in capitals, particles aside."""
    words = text.split()
    if not 2 <= len(words) <= _MAX_WORDS or not all(map(_WORD.match, words)):
        return False
    return words[-1][0].isupper() and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)


def names_in(text: str) -> list[str]:
    """Return the names in a list of names in order; empty if a part of the list does not look like a name.

    Names in capitals get the case of running text. "Roe, Jane" is one name.
    """
    parts = [part.strip() for part in _AND.split(text.strip()) if part.strip()]
    names: list[str] = []
    for part in parts:
        if names and part.lower() in _SUFFIXES:
            continue
        names.append(part)
    if len(names) == 2 and "," in text and all(len(name.split()) == 1 for name in names):
        names = [f"{names[1]} {names[0]}"]
    if not names or not all(map(is_name, names)):
        return []
    return [_recased(name) for name in names]


def _recased(name: str) -> str:
    """Return a name in capitals as in running text: "NICOLAS JS DAVIES" becomes "Nicolas JS Davies"."""
    if not name.isupper():
        return name
    *first, last = name.split()
    return " ".join([*(word if _INITIALS.match(word) else _capitalised(word) for word in first), _capitalised(last)])


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
