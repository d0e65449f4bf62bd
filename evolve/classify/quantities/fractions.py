"""Numbers that give a share of something, or a multiple of it: "two thirds", "one in ten", "half", "twice".

A share has the key of its percentage, so that "a quarter" equals "25%".
"""

from __future__ import annotations

from collections.abc import Sequence

from evolve.classify.lexicon import Lexicon
from evolve.classify.quantities.numbers import Quantity
from evolve.text.words.scan import RawWord

MAX_DENOMINATOR = 1000
"""The largest denominator of "one in ...": a larger number may be a year."""


def fraction_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the share or multiple that starts at a word, and the number of words it covers; None if there is none."""
    low = words[index].low
    if low in lexicon.multiples:
        return _multiple(lexicon.multiples[low], words, index, index + 1)
    if low in lexicon.halves:
        return _half(words, index, lexicon)
    numerator = _whole_number(words, index, lexicon)
    following = words[index + 1].low if index + 1 < len(words) else ""
    if numerator is None or not following:
        return None
    if following in lexicon.halves and numerator == 1 and _is_noun_absent(words, index + 2, lexicon):
        return _percentage(0.5, words, index, index + 2)
    if following in lexicon.fractions or (
        following in lexicon.ordinals and numerator == 1 and _is_noun_absent(words, index + 2, lexicon)
    ):
        return _percentage(
            numerator / lexicon.fractions.get(following, lexicon.ordinals.get(following, 1)), words, index, index + 2
        )
    if (
        following in lexicon.times
        and words[index + 1].text.islower() is lexicon.plain_nouns
        and low not in lexicon.singular_markers
    ):
        return _multiple(numerator, words, index, index + 2)
    return _one_in(numerator, words, index, lexicon)


def _whole_number(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> int | None:
    """Return the value of a whole number from 1 on; "a" and "one" are 1."""
    low = words[index].low
    if low in lexicon.singular_markers or low in lexicon.ones:
        return 1
    if low.isdecimal():
        return int(low) or None
    value = lexicon.numbers.get(low)
    return int(value) if value is not None and value == int(value) else None


def _is_noun_absent(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> bool:
    """Return whether no noun follows: "a third of the land", as opposed to "a third attempt"."""
    return index >= len(words) or not words[index].text[0].isalnum() or words[index].low in lexicon.function


def _half(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the share of "half of", "half the" or "by half", or the number "half a million"; None elsewhere.

    "the second half of" and "half-hearted" are no shares.
    """
    previous = words[index - 1].low if index else ""
    following = [word.low for word in words[index + 1 : index + 3]]
    if len(following) == 2 and following[0] in lexicon.ones and following[1] in lexicon.magnitudes:
        value = lexicon.magnitudes[following[1]] / 2
        return Quantity(f"#{value!r}", value, False, False, words[index].start, words[index + 2].end), 3
    if previous in lexicon.no_halves:
        return None
    if previous in lexicon.before_half or (following and following[0] in lexicon.after_half):
        return _percentage(0.5, words, index, index + 1)
    return None


def _one_in(numerator: int, words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the share of "one in ten" or "nine out of ten"."""
    if words[index].low in lexicon.singular_markers - lexicon.ones.keys() or (
        index and words[index - 1].low in lexicon.no_one_in
    ):
        return None
    for phrase, only_one in lexicon.one_in.items():
        end = index + 1 + len(phrase)
        if end >= len(words) or (only_one and words[index].low not in lexicon.one_counted):
            continue
        if (
            tuple(word.low for word in words[index + 1 : end]) == phrase
            and words[end].low not in lexicon.singular_markers
        ):
            denominator = _whole_number(words, end, lexicon)
            if denominator is not None and numerator < denominator <= MAX_DENOMINATOR:
                return _percentage(numerator / denominator, words, index, end + 1)
    return None


def _percentage(share: float, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    """Return a share as a percentage; a non-terminating one, such as a third, in whole percents as people write it."""
    exact = round(share * 100, 6)
    value = exact if exact == round(exact, 2) else float(round(exact))
    return Quantity(f"#{value!r}%", value, False, False, words[first].start, words[end - 1].end), end - first


def _multiple(times: float, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    """Return a multiple: "twice", "ten times"."""
    return Quantity(
        f"#{float(times)!r}×", float(times), False, False, words[first].start, words[end - 1].end
    ), end - first
