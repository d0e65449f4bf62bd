"""Numbers that give a share of something, or a multiple of it: "two thirds", "one in ten", "half", "twice".

A share has the key of its percentage, so that "a quarter" equals "25%".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evolve.classify.lexicon import Lexicon
from evolve.classify.quantities.numbers import VULGAR_FRACTIONS, Quantity
from evolve.text.words.scan import RawWord

MAX_DENOMINATOR = 1000
"""The largest denominator of "one in ...": a larger number may be a year."""
MAX_NUMERATOR_DIGITS = 9
"""Maximum number of digits of a number that is part of a share."""
_SLASHED = re.compile(r"(?:(\d{1,3}) )?(\d{1,4})/(\d{1,4})$")


def fraction_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the share or multiple that starts at a word, and the number of words it covers; None if there is none."""
    low = words[index].low
    if low in VULGAR_FRACTIONS or ("/" in low and _SLASHED.match(low)):
        return _written_fraction(words, index, lexicon)
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
        following in lexicon.ordinals
        and numerator == 1
        and (low in lexicon.trailing_ones or _is_noun_absent(words, index + 2, lexicon))
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


def _written_fraction(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the share or the measured amount of "1/4", "½" or "2 1/2"; "24/7" has the key of its digits."""
    low = words[index].low
    match = _SLASHED.match(low)
    whole = float(match[1]) if match and match[1] else 0.0
    if match and (int(match[3]) == 0 or not 0 < int(match[2]) < int(match[3]) <= MAX_DENOMINATOR):
        return Quantity(f"#{low}", 0.0, False, False, words[index].start, words[index].end, unit="/"), 1
    numerator, denominator = (int(match[2]), int(match[3])) if match else VULGAR_FRACTIONS[low]
    share = numerator / denominator
    measured = _measured(whole + share, words, index, index + 1, lexicon)
    if measured is None and not whole:
        return _percentage(share, words, index, index + 1)
    return measured or _plain(whole + share, "", words, index, index + 1)


def _measured(
    amount: float, words: Sequence[RawWord], first: int, end: int, lexicon: Lexicon
) -> tuple[Quantity, int] | None:
    """Return an amount of the unit that follows: "half an hour", "½ kg"; None if no unit follows."""
    for length in (2, 1):
        name = tuple(word.low for word in words[end : end + length])
        if len(name) == length and name in lexicon.units:
            return _plain(amount, lexicon.units[name], words, first, end + length)
    if end < len(words) and words[end].low in lexicon.measures:
        unit, size = lexicon.measures[words[end].low]
        return _plain(amount * size, unit, words, first, end + 1)
    return None


def _plain(value: float, unit: str, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    """Return a number that is no share."""
    return Quantity(
        f"#{round(value, 6)!r}{unit}", value, False, False, words[first].start, words[end - 1].end, unit=unit
    ), end - first


def _whole_number(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> int | None:
    """Return the value of a whole number from 1 on; "a" and "one" are 1."""
    low = words[index].low
    if low in lexicon.singular_markers or low in lexicon.ones:
        return 1
    if low.isdecimal():
        return int(low) or None if len(low) <= MAX_NUMERATOR_DIGITS else None
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
    has_article = bool(following) and following[0] in lexicon.ones
    noun = index + 2 if has_article else index + 1
    if noun < len(words) and words[noun].low in lexicon.magnitudes and len(words[noun].low) > 1:
        return _plain(lexicon.magnitudes[words[noun].low] / 2, "", words, index, noun + 1)
    if previous in lexicon.no_halves:
        return None
    measured = _measured(0.5, words, index, noun, lexicon)
    if measured:
        return measured
    at_end = index + 1 >= len(words) or not words[index + 1].text[0].isalnum()
    if at_end and previous and words[index - 1].text[0].isalpha() and previous not in lexicon.function:
        return _percentage(0.5, words, index, index + 1)
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
        if end >= len(words):
            continue
        # "Three in four patients" is a share, "rose by three in four years" is none.
        following = words[end + 1].low if end + 1 < len(words) else ""
        if (
            only_one
            and words[index].low not in lexicon.one_counted
            and (not following.isalpha() or following in lexicon.measures or following in lexicon.function)
        ):
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
    return Quantity(f"#{value!r}%", value, False, False, words[first].start, words[end - 1].end, unit="%"), end - first


def _multiple(times: float, words: Sequence[RawWord], first: int, end: int) -> tuple[Quantity, int]:
    """Return a multiple: "twice", "ten times"."""
    return Quantity(
        f"#{float(times)!r}×", float(times), False, False, words[first].start, words[end - 1].end, unit="×"
    ), end - first
