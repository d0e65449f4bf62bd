"""Numbers that say how much of something, or how many times as much: "two thirds", "one in ten", "half", "twice".

A share has the key of its percentage, so that "a quarter" and "25%" say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from evolve.classify.lexicon import Lexicon
from evolve.classify.quantities.numbers import Quantity
from evolve.text.words.scan import RawWord

MOST = 1000
"""The biggest number that something is one in: a bigger one may be a year."""


def fraction_at(words: Sequence[RawWord], at: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """The share or multiple that starts at a word, and how many words it takes up."""
    low = words[at].low
    if low in lexicon.multiples:
        return _multiple(lexicon.multiples[low], words, at, at + 1)
    if low in lexicon.halves:
        return _half(words, at, lexicon)
    upper = _whole(words, at, lexicon)
    follows = words[at + 1].low if at + 1 < len(words) else ""
    if upper is None or not follows:
        return None
    if follows in lexicon.halves and upper == 1 and _ends_here(words, at + 2, lexicon):
        return _percentage(0.5, words, at, at + 2)
    if follows in lexicon.fractions or (
        follows in lexicon.ordinals and upper == 1 and _ends_here(words, at + 2, lexicon)
    ):
        return _percentage(upper / lexicon.fractions.get(follows, lexicon.ordinals.get(follows, 1)), words, at, at + 2)
    if follows in lexicon.times and words[at + 1].text.islower() is lexicon.plain_nouns and low not in lexicon.single:
        return _multiple(upper, words, at, at + 2)
    return _one_in(upper, words, at, lexicon)


def _whole(words: Sequence[RawWord], at: int, lexicon: Lexicon) -> int | None:
    """A whole number from 1 on; "a" and "one" are 1."""
    low = words[at].low
    if low in lexicon.single or low in lexicon.ones:
        return 1
    if low.isdecimal():
        return int(low) or None
    value = lexicon.numbers.get(low)
    return int(value) if value is not None and value == int(value) else None


def _ends_here(words: Sequence[RawWord], at: int, lexicon: Lexicon) -> bool:
    """Whether no noun follows: "a third of the land", and not "a third attempt"."""
    return at >= len(words) or not words[at].text[0].isalnum() or words[at].low in lexicon.function


def _half(words: Sequence[RawWord], at: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """ "half of", "half the", "by half"; "half a million" is a number, "the second half of" and "half-hearted" none."""
    leads = words[at - 1].low if at else ""
    follows = [word.low for word in words[at + 1 : at + 3]]
    if len(follows) == 2 and follows[0] in lexicon.ones and follows[1] in lexicon.magnitudes:
        value = lexicon.magnitudes[follows[1]] / 2
        return Quantity(f"#{value!r}", value, False, False, words[at].start, words[at + 2].end), 3
    if leads in lexicon.no_halves:
        return None
    if leads in lexicon.before_half or (follows and follows[0] in lexicon.after_half):
        return _percentage(0.5, words, at, at + 1)
    return None


def _one_in(upper: int, words: Sequence[RawWord], at: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """ "one in ten", "nine out of ten"."""
    if words[at].low in lexicon.single - lexicon.ones.keys() or (at and words[at - 1].low in lexicon.no_one_in):
        return None
    for phrase, only_one in lexicon.one_in.items():
        end = at + 1 + len(phrase)
        if end >= len(words) or (only_one and words[at].low not in lexicon.one_counted):
            continue
        if tuple(word.low for word in words[at + 1 : end]) == phrase and words[end].low not in lexicon.single:
            lower = _whole(words, end, lexicon)
            if lower is not None and upper < lower <= MOST:
                return _percentage(upper / lower, words, at, end + 1)
    return None


def _percentage(share: float, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    """A share as a percentage; one that never ends, such as a third, in whole percents as people write it."""
    exact = round(share * 100, 6)
    value = exact if exact == round(exact, 2) else float(round(exact))
    return Quantity(f"#{value!r}%", value, False, False, words[first].start, words[end - 1].end), end - first


def _multiple(times: float, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    return Quantity(
        f"#{float(times)!r}×", float(times), False, False, words[first].start, words[end - 1].end
    ), end - first
