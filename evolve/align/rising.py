"""The longest stretch that keeps its order, used for what has moved and for what order the sure pairs keep."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(values: Sequence[int]) -> list[int]:
    """Places of a longest strictly rising subsequence (patience sorting; Fredman 1975), in n log n."""
    tails: list[int] = []
    places: list[int] = []
    earlier = [-1] * len(values)
    for k, value in enumerate(values):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        places[at : at + 1] = [k]
        earlier[k] = places[at - 1] if at else -1
    out: list[int] = []
    k = places[-1] if places else -1
    while k >= 0:
        out.append(k)
        k = earlier[k]
    return out[::-1]
