"""Which of some pairs keep their order beyond doubt: used for what has moved and for the order the sure pairs keep."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def orderliness(values: Sequence[int]) -> float:
    """0..1, how far the values rise: 1 where all do, 0 where no more than half of them do, as in shuffled text."""
    return max(0.0, 2 * max(_lengths(values), default=0) / max(1, len(values)) - 1)


def in_order(values: Sequence[int]) -> list[int]:
    """Places of the values that stand in every longest strictly rising subsequence.

    Where there are several longest ones (two sentences that changed places), what they do not share is left out, so
    that the answer is the same from either text. Patience sorting (Fredman 1975) from both ends, in n log n.
    """
    ending = _lengths(values)
    starting = _lengths([-value for value in reversed(values)])[::-1]
    longest = max(ending, default=0)
    on_some = [a + b - 1 == longest for a, b in zip(ending, starting, strict=True)]
    rivals = Counter(length for length, on in zip(ending, on_some, strict=True) if on)
    return [place for place, on in enumerate(on_some) if on and rivals[ending[place]] == 1]


def _lengths(values: Sequence[int]) -> list[int]:
    """For every value the length of the longest rising subsequence that ends with it."""
    tails: list[int] = []
    out = []
    for value in values:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        out.append(at + 1)
    return out
