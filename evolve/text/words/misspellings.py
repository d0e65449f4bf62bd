"""Distinguish a misspelling from another word.

Two real words are never a misspelling of each other, however alike they look: "miner" and "minor". The list
`one_letter_apart.txt` has every English word of at least four letters that differs from another word by one edit. It is
made from SCOWL, the word lists of spelling checkers (Kevin Atkinson); see `one_letter_apart.source.txt`. Of other
languages only the most common words are known, so only two kinds of slips are accepted there: two letters swapped, or a
letter doubled.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from evolve.text.words.frequency import zipf_table

MIN_LETTERS = 5
"""Minimum length of a word whose misspellings are recognised; shorter words are too often one letter apart."""


def is_misspelling(one: str, other: str, language: str) -> bool:
    """Return whether one of two lower-case words is no word and differs from the other by one edit.

    The first letters are equal, and an edit is a letter added, removed or replaced, or two letters swapped (optimal
    string alignment distance). Names are words that no list has: do not ask for them.
    """
    if min(len(one), len(other)) < MIN_LETTERS - 1 or max(len(one), len(other)) < MIN_LETTERS or one[0] != other[0]:
        return False
    if abs(len(one) - len(other)) > 1 or not (one.isalpha() and other.isalpha()):
        return False
    from rapidfuzz.distance import OSA

    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    known = _is_known(one, language), _is_known(other, language)
    if all(known):
        return False
    if language == "english":
        # Two words that were both real would both be listed. A name that no list has, such as that of a program,
        # becomes another one by a letter at its end.
        return any(known) or not _has_letter_more(*sorted((one, other), key=len))
    return any(known) and (sorted(one) == sorted(other) or _without_doubles(one) == _without_doubles(other))


def _has_letter_more(short: str, long: str) -> bool:
    """Return whether a word has one letter more at its end than another, and that letter is not doubled."""
    return len(long) > len(short) and long.startswith(short) and long[-1] != short[-1]


def _is_known(word: str, language: str) -> bool:
    return word in zipf_table(language) or (language == "english" and word in _words_one_letter_apart())


@cache
def _words_one_letter_apart() -> frozenset[str]:
    return frozenset(
        resources.files("evolve.text").joinpath("one_letter_apart.txt").read_text(encoding="utf-8").split()
    )


def _without_doubles(word: str) -> str:
    """Return the word with every run of one letter shortened to that letter."""
    return "".join(letter for index, letter in enumerate(word) if not index or word[index - 1] != letter)
