"""Find the figure that starts at a word: a date, a time of day, a share or a number, with the bound set on it.

A bound ("more than", "at most") is part of the figure's key. Words that place a date ("before", "after") or make a
number rough ("about") are noted, and compared only between figures that are equal otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evolve.classify.lexicon import Lexicon
from evolve.classify.quantities.dates import date_at
from evolve.classify.quantities.fractions import fraction_at
from evolve.classify.quantities.numbers import ORDINAL, VAGUE, Quantity, quantity_at
from evolve.classify.quantities.spelled import word_value
from evolve.classify.quantities.times import time_at
from evolve.text.words.scan import RawWord

_LONGEST_BOUND = 4  # words of the longest phrase that sets a bound
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_CAPITALS = "IVX"
_LONGEST_ROMAN = 8
_VERSION = re.compile(r"\d+(?:[./-]\d+)+$")
_VERSION_UNIT = "."


def figure_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the figure that starts at a word, and the number of words it covers; None if there is none."""
    low = words[index].low
    if words[index].joined or tuple(word.low for word in words[index : index + 2]) in lexicon.no_figures:
        return None
    if low in lexicon.bound_starts:
        bounded = _bounded(words, index, lexicon)
        if bounded:
            return bounded
    if low in lexicon.approximation_starts:
        rough = _approximate(words, index, lexicon)
        if rough:
            return rough
    if not _may_begin_figure(low, lexicon):
        return _roman_century(words, index, lexicon)
    return _with_bound_after(_unbounded(words, index, lexicon), words, index, lexicon)


def may_begin_quantity(text: str, low: str, lexicon: Lexicon) -> bool:
    """Return whether a figure or what sets its bound may begin with a word."""
    starts = lexicon.bound_starts, lexicon.approximation_starts
    return text[0] in _ROMAN_CAPITALS or any(low in words for words in starts) or _may_begin_figure(low, lexicon)


def _may_begin_figure(low: str, lexicon: Lexicon) -> bool:
    """Return whether a figure may begin with a word: with a digit, a number word, or a word such as "half"."""
    return low in lexicon.figure_words or low[0].isnumeric() or word_value(low, lexicon) is not None


def _unbounded(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the figure that starts at a word, with its relation to the words before it."""
    found = (
        time_at(words, index, lexicon)
        or (date_at(words, index, lexicon) if "/" in words[index].low else None)
        or fraction_at(words, index, lexicon)
        or date_at(words, index, lexicon)
        or _ordinal(words, index, lexicon)
        or quantity_at(words, index, lexicon)
        or _single(words, index, lexicon)
        or _version(words, index)
    )
    if found is None:
        return None
    figure, length = found
    if figure.unit in lexicon.degrees and _follows(words, index + length, lexicon.below_zero):
        figure = _negative(figure, words[index + length + len(lexicon.below_zero) - 1].end)
        length += len(lexicon.below_zero)
    return _related(figure, words, index, lexicon), length


def _negative(figure: Quantity, end: int) -> Quantity:
    """Return the figure below zero: "5 degrees below zero"."""
    value = -abs(figure.value)
    return replace(figure, key=f"#{round(value, 6)!r}{figure.unit}", value=value, end=end)


def _related(figure: Quantity, words: Sequence[RawWord], index: int, lexicon: Lexicon) -> Quantity:
    """Return the date or hour with the word before it that places it in time."""
    if not (figure.date or figure.clock):
        return figure
    relations = lexicon.date_relations
    first = index
    # "Before the 3rd of June" has an article between.
    if first and figure.date and words[first - 1].low in lexicon.articles:
        first -= 1
    for length in (2, 1):
        phrase = tuple(word.low for word in words[max(0, first - length) : first])
        if len(phrase) == length and phrase in relations:
            return replace(figure, relation=relations[phrase], relation_start=words[first - length].start)
    return figure


def _bounded(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the number after a phrase such as "more than", with the phrase as its bound; None elsewhere."""
    lows = tuple([word.low for word in words[index : index + _LONGEST_BOUND]])
    for length in range(min(_LONGEST_BOUND, len(words) - index - 1), 0, -1):
        bound = lexicon.bounds.get(lows[:length])
        start = index + length
        if bound is None or not _may_begin_figure(words[start].low, lexicon):
            continue
        found = _unbounded(words, start, lexicon)
        if found and _may_have_bound(found[0]):
            figure, covered = found
            return replace(
                figure, key=f"#{bound}{figure.key[1:]}", start=words[index].start, relation=""
            ), length + covered
    return None


def _approximate(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the number after a word such as "about", which makes it rough or exact; None elsewhere."""
    for length in range(min(_LONGEST_BOUND, len(words) - index - 1), 0, -1):
        relation = lexicon.approximations.get(tuple(word.low for word in words[index : index + length]))
        start = index + length
        if relation is None or words[start].low in lexicon.approximation_starts:
            continue
        found = figure_at(words, start, lexicon)
        if found and _may_have_bound(found[0]) and not found[0].soft:
            figure, covered = found
            begin = words[index].start
            return replace(figure, start=begin, relation=relation, relation_start=begin), length + covered
    return None


def _with_bound_after(
    found: tuple[Quantity, int] | None, words: Sequence[RawWord], index: int, lexicon: Lexicon
) -> tuple[Quantity, int] | None:
    """Return the figure with the bound after it: "30 days or more"."""
    if found is None or not _may_have_bound(found[0]):
        return found
    figure, covered = found
    for length in (3, 2, 1):
        phrase = tuple(word.low for word in words[index + covered : index + covered + length])
        if len(phrase) == length and phrase in lexicon.bounds_after:
            end = words[index + covered + length - 1].end
            return replace(figure, key=f"#{lexicon.bounds_after[phrase]}{figure.key[1:]}", end=end), covered + length
    return found


def _may_have_bound(figure: Quantity) -> bool:
    """Return whether "over" and the like before a figure set a bound: not before dates, times and ordinals."""
    return not figure.date and not figure.clock and figure.unit not in (ORDINAL, VAGUE)


def _ordinal(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the ordinal that starts at a word: "nineteenth", "twenty-first"; "First, …" at a start is none."""
    low, end = words[index].low, index + 1
    value = lexicon.ordinal_words.get(low)
    tens = lexicon.numbers.get(low, 0)
    if value is None and tens >= 20 and end < len(words) and words[end].start == words[end - 1].end + 1:
        ending = lexicon.ordinal_words.get(words[end].low, 0)
        value, end = (int(tens) + ending, end + 1) if 0 < ending < 10 else (None, end)
    following = words[end].low if end < len(words) else ""
    previous = words[index - 1].low if index else ""
    if value is None or following == "," or previous in lexicon.no_ordinals or following in lexicon.no_ordinals:
        return None
    start, stop = words[index].start, words[end - 1].end
    return Quantity(
        f"#{float(value)!r}{ORDINAL}", value, False, False, start, stop, unit=ORDINAL, soft=True
    ), end - index


def _single(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the soft number of "one warden" and "both wardens"; "no one", "the one" and "one could" count nothing."""
    value = 1.0 if words[index].low in lexicon.trailing_ones else 2.0
    if words[index].low not in lexicon.trailing_ones | lexicon.pairs or index + 1 >= len(words):
        return None
    following = words[index + 1]
    previous = words[index - 1].low if index else ""
    counts = following.low not in lexicon.function or following.low in lexicon.magnitude_of
    if previous in lexicon.no_one_in or not counts:
        return None
    if not following.text[0].isalpha():
        return None
    return Quantity(f"#{value!r}", value, False, False, words[index].start, words[index].end, soft=True), 1


def _version(words: Sequence[RawWord], index: int) -> tuple[Quantity, int] | None:
    """Return digits that are no number, such as "1.2.10", with the digits as key; None for anything else."""
    word = words[index]
    if not _VERSION.match(word.low):
        return None
    return Quantity(f"#{word.low}", 0.0, False, False, word.start, word.end, unit=_VERSION_UNIT), 1


def _roman_century(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """Return the ordinal of a century in Roman numerals: "XIXe siècle", "siglo XIX"; None elsewhere."""
    word = words[index]
    if word.text[0] not in _ROMAN_CAPITALS or len(word.text) > _LONGEST_ROMAN or word.low in lexicon.pronouns:
        return None
    near = (words[index + 1].low if index + 1 < len(words) else "", words[index - 1].low if index else "")
    if not lexicon.centuries & frozenset(near):
        return None
    letters = word.text.rstrip("abcdefghijklmnopqrstuvwxyzèéº").lower()
    if not letters or any(letter not in _ROMAN for letter in letters):
        return None
    values = [_ROMAN[letter] for letter in letters]
    value = sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    return Quantity(f"#{float(value)!r}{ORDINAL}", value, False, False, word.start, word.end, unit=ORDINAL), 1


def _follows(words: Sequence[RawWord], index: int, phrase: tuple[str, ...]) -> bool:
    """Return whether a phrase starts at a word; an empty phrase never does."""
    return bool(phrase) and tuple(word.low for word in words[index : index + len(phrase)]) == phrase
