"""Finds the possible candidates of sentences without a link.

A sentence has possible candidates if it would be linked at a lower threshold that is still better than chance. A
simpler rule, every sentence with a candidate above that score, calls more sentences unclear and finds hardly more of
those that do have a counterpart: on retold texts .52 instead of .43 of all sentences, and .72 instead of .62 of those
with a counterpart.
"""

from __future__ import annotations

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Flags
from evolve.align.pairing import MIN_SHARE_OF_BEST

MAX_POSSIBLE = 3
"""Maximum number of possible candidates of a sentence."""


def possible_positions(
    alignment: Alignment, wins: Flags, refused: Flags, linked: tuple[Flags, Flags], threshold: float
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the positions of the possible candidates of unlinked sentences in either text, by sentence, best first.

    `wins` marks the candidates that become links at a sufficiently low threshold, `refused` those that a person or a
    judge refused, and `linked` the sentences with a link. `threshold` is the lowest score of a candidate that would
    link a sentence.
    """
    count, reach = alignment.candidates_above(threshold), alignment.candidates_above(MIN_SHARE_OF_BEST * threshold)
    eligible = ~(alignment.outcompeted | refused)
    possible: tuple[dict[int, list[int]], dict[int, list[int]]] = {}, {}
    for positions, ids, is_linked in zip(possible, (alignment.before, alignment.after), linked, strict=True):
        # the best candidate that would link each sentence
        linking: dict[int, int] = {}
        for position in np.flatnonzero(wins[:count] & eligible[:count] & ~is_linked[ids[:count]]).tolist():
            linking.setdefault(int(ids[position]), position)
        floor = np.full(len(is_linked), np.inf)
        floor[list(linking)] = MIN_SHARE_OF_BEST * alignment.score[list(linking.values())]
        for position in np.flatnonzero(eligible[:reach] & (alignment.score[:reach] >= floor[ids[:reach]])).tolist():
            positions.setdefault(int(ids[position]), []).append(position)
        for index, position in linking.items():
            best = positions[index][:MAX_POSSIBLE]
            positions[index] = best if position in best else [*best[:-1], position]
    return possible
