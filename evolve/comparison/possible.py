"""Which candidates of a sentence without a link are worth a look.

A sentence has some when it would be linked at a lower threshold that is still better than chance. To take every
sentence with a candidate above that score would call more of them unclear and find hardly more of those that do have a
counterpart: on retold texts .52 instead of .43 of all, and .72 instead of .62 of these.
"""

from __future__ import annotations

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Flags
from evolve.align.pairing import STANDS_BY_ITSELF

MOST = 3
"""Candidates of one sentence that are worth a look, at most."""


def possible_places(
    alignment: Alignment, wins: Flags, refused: Flags, linked: tuple[Flags, Flags], bar: float
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """For the sentences of either text without a link, the places of their possible candidates, best first.

    `wins` marks the candidates that become links once the threshold lets them, `refused` those that a person or a judge
    refused, `linked` the sentences that have a link, and `bar` is the score from which a candidate is worth a look.
    """
    count, reach = alignment.above(bar), alignment.above(STANDS_BY_ITSELF * bar)
    eligible = ~(alignment.beaten | refused)
    out: tuple[dict[int, list[int]], dict[int, list[int]]] = {}, {}
    for found, ids, taken in zip(out, (alignment.before, alignment.after), linked, strict=True):
        # the best of the candidates that would link it
        first: dict[int, int] = {}
        for place in np.flatnonzero(wins[:count] & eligible[:count] & ~taken[ids[:count]]).tolist():
            first.setdefault(int(ids[place]), place)
        floor = np.full(len(taken), np.inf)
        floor[list(first)] = STANDS_BY_ITSELF * alignment.score[list(first.values())]
        for place in np.flatnonzero(eligible[:reach] & (alignment.score[:reach] >= floor[ids[:reach]])).tolist():
            found.setdefault(int(ids[place]), []).append(place)
        for index, place in first.items():
            best = found[index][:MOST]
            found[index] = best if place in best else [*best[:-1], place]
    return out
