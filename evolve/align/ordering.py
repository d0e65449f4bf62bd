"""Finds the pairs that certainly keep their order: links outside them moved, and sure pairs guide their neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def orderliness(values: Sequence[int]) -> float:
    """Return how far the values ascend, 0..1: 1 if all do, 0 if at most half do, as in shuffled text."""
    return max(0.0, 2 * max(_subsequence_lengths(values), default=0) / max(1, len(values)) - 1)


def in_order(values: Sequence[int]) -> list[int]:
    """Return the positions of the values that are in every longest strictly ascending subsequence.

    If there are several longest ones (as when two sentences changed places), values that are not in all of them are
    left out, so that the result is the same from either text. Patience sorting (Fredman 1975) from both ends, in n log
    n.
    """
    ending = _subsequence_lengths(values)
    starting = _subsequence_lengths([-value for value in reversed(values)])[::-1]
    longest = max(ending, default=0)
    on_longest = [a + b - 1 == longest for a, b in zip(ending, starting, strict=True)]
    counts = Counter(length for length, is_on in zip(ending, on_longest, strict=True) if is_on)
    return [position for position, is_on in enumerate(on_longest) if is_on and counts[ending[position]] == 1]


def _subsequence_lengths(values: Sequence[int]) -> list[int]:
    """Return for each value the length of the longest ascending subsequence that ends with it."""
    tails: list[int] = []
    lengths = []
    for value in values:
        position = bisect_left(tails, value)
        tails[position : position + 1] = [value]
        lengths.append(position + 1)
    return lengths
