"""Numbers in words: "two hundred and five", "quatre-vingt-dix", "einundzwanzig", "veintiuno".

Some languages write a number as one word; it is divided into the words it is made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from evolve.classify.lexicon import Lexicon
from evolve.text.words.scan import RawWord

MAX_COMPOUND_LETTERS = 80
"""Maximum length of a number written as one word."""
_LARGEST = 1e30  # a number in words beyond it is none; "thousand thousand …" would leave the range of a float
_MYRIAD = 10_000  # from here on a magnitude multiplies all that precedes it
_SHORTEST_MAGNITUDE = 3  # minimum letters of a magnitude after "one"; "one m" is no million


def spelled_at(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """Return the value of a number in words and the index after it: "two hundred and five" is 205."""
    low = words[index].low
    if lexicon.positional:
        return _positional(words, index, lexicon)
    if low in lexicon.ones and not _counts_one(words, index, lexicon):
        return None
    total, current, end = 0.0, _first_value(low, lexicon), index + 1
    if current is None:
        return None
    has_magnitude = low in lexicon.bare_magnitudes
    if has_magnitude and current >= 1000:
        total, current = current, 0.0
    while end < len(words):
        low = words[end].low
        if low in lexicon.magnitudes and len(low) >= _SHORTEST_MAGNITUDE:
            if (total + current) * lexicon.magnitudes[low] > _LARGEST:
                break
            total, current = _multiplied(total, current, lexicon.magnitudes[low])
            has_magnitude = True
            end += 1
            continue
        following = _added_value(words, end, lexicon, may_join=has_magnitude or lexicon.joins_tens)
        if following is None:
            break
        combined = _combined(current, following[0], bool(total or current), lexicon)
        if combined is None:
            break
        current, end = combined, following[1]
    return total + current, end


def _multiplied(total: float, current: float, size: float) -> tuple[float, float]:
    """Return a number after a magnitude: what is complete of it, and what the next words may still multiply."""
    if size < 1000:
        return total, (current or 1.0) * size
    if total and size > total:
        return (total + current) * size, 0.0
    return total + (current or 1.0) * size, 0.0


def _added_value(words: Sequence[RawWord], index: int, lexicon: Lexicon, *, may_join: bool) -> tuple[float, int] | None:
    """Return the value of the next word of a number and the index after it: the 5 of "and five"; None at its end."""
    joint = words[index].low in lexicon.number_joints and index + 1 < len(words)
    if joint and not may_join:
        return None
    at = index + 1 if joint else index
    word = words[at]
    value = word_value(word.low, lexicon)
    if value is None and word.low in lexicon.trailing_ones:
        value = 1.0
    if value is None or word.text[0].isdigit() or not (joint or word.start <= words[at - 1].end + 1):
        return None
    return value, at + 1


def _positional(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """Return the value of digits and magnitudes of one character each, and the end: "三万五千", "二〇一九"."""
    total = section = 0.0
    digit: float | None = None
    end = index
    while end < len(words) and (end == index or words[end].start == words[end - 1].end):
        low = words[end].low
        if low in lexicon.numbers:
            digit = lexicon.numbers[low] if digit is None else digit * 10 + lexicon.numbers[low]
        elif low in lexicon.magnitudes and lexicon.magnitudes[low] < _MYRIAD:
            section += (1.0 if digit is None else digit) * lexicon.magnitudes[low]
            digit = None
        elif low in lexicon.magnitudes:
            total = (total + section + (digit or 0.0) or 1.0) * lexicon.magnitudes[low]
            section, digit = 0.0, None
        else:
            break
        end += 1
        if total + section + (digit or 0.0) > _LARGEST:
            return None
    return (total + section + (digit or 0.0), end) if end > index else None


def _counts_one(words: Sequence[RawWord], index: int, lexicon: Lexicon) -> bool:
    """Return whether "a" or "one" is a number: before a magnitude, a percentage or "and a half"."""
    following = words[index + 1].low if index + 1 < len(words) else ""
    after_it = tuple(word.low for word in words[index + 1 : index + 3])
    if lexicon.units.get(after_it, lexicon.units.get(after_it[:1], "")).startswith("%"):
        return True
    if lexicon.and_half and tuple(word.low for word in words[index + 1 : index + 4]) == lexicon.and_half:
        return True
    return following in lexicon.magnitudes and len(following) >= _SHORTEST_MAGNITUDE


def _first_value(low: str, lexicon: Lexicon) -> float | None:
    """Return the value of the first word of a number; None if no number begins with it."""
    if low in lexicon.ones:
        return lexicon.ones[low]
    if low in lexicon.bare_magnitudes:
        return lexicon.magnitudes[low]
    return word_value(low, lexicon)


def _combined(current: float, added: float, is_open: bool, lexicon: Lexicon) -> float | None:
    """Return the value of a number with one more word: 20 and 5, 200 and 50; None if the word begins another number."""
    if lexicon.counts_in_twenties and added == 20 and current % 100 == 4:
        return current + 76
    if lexicon.counts_in_twenties and current % 100 in (60, 80) and added < 20:
        return current + added
    if lexicon.counts_in_twenties and current % 100 == 10 and 7 <= added <= 9:
        return current + added
    fits = (
        is_open
        and added > 0
        and (
            (current % 1000 == 0 and added < 1000)
            or (current % 100 == 0 and added < 100)
            or (current % 10 == 0 and current % 100 >= 20 and added < 10)
        )
    )
    return current + added if fits else None


def word_value(low: str, lexicon: Lexicon) -> float | None:
    """Return the value of a number written as one word: "twenty", "zweihundertfünfzig"; None if it is no number."""
    value = lexicon.numbers.get(low)
    if value is None and lexicon.compounds and 4 <= len(low) <= MAX_COMPOUND_LETTERS:
        return _compound_value(low, lexicon)
    return value


@lru_cache(maxsize=1 << 14)
def _compound_value(low: str, lexicon: Lexicon) -> float | None:
    """Return the value of several number words written as one; None if it is not made of number words alone."""
    parts = _compound_parts(low, lexicon)
    if parts is None or len(parts) < 2 or parts[0] in lexicon.compound_joints or parts[-1] in lexicon.compound_joints:
        return None
    total = current = 0.0
    joined = False
    for part in parts:
        if part in lexicon.compound_joints:
            joined = True
            continue
        added = lexicon.compounds[part]
        if added == 100:
            current = (current or 1.0) * added
        elif added >= 1000:
            total, current = total + (current or 1.0) * added, 0.0
        elif joined and 0 < current % 100 < 10 and added % 10 == 0:
            current += added
        else:
            combined = _combined(current, added, True, lexicon)
            if combined is None:
                return None
            current = combined
        joined = False
    return total + current


def _compound_parts(low: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the number words that a word consists of, in order; None if it is not made of number words alone."""
    parts_until: list[tuple[str, ...] | None] = [(), *[None] * len(low)]
    for at, before in enumerate(parts_until):
        if before is None:
            continue
        for part in lexicon.compounds:
            end = at + len(part)
            if parts_until[end : end + 1] == [None] and low.startswith(part, at):
                parts_until[end] = (*before, part)
    return parts_until[-1]
