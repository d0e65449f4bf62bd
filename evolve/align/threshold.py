"""The threshold that fits a pair of texts, found without any label.

Two things are known without being told. Chance: how many of the links at a threshold would come about by luck. And how
much of the texts is surely linked: where an author kept most sentences, what is left over is more likely new than
retold, so that a link has to be a good one; where nothing is sure, chance alone decides. So drafts of one essay and two
essays years apart both come out right with the same settings.
"""

from __future__ import annotations

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.score import SURE

_STEP = 0.01
_STEADY = 0.25  # a quarter of a lucky link is added to what is expected, so that one or two links prove little
_FEW = 4  # fewer links do not speak for a threshold that misses the chosen share
_EVEN_ODDS = 0.5  # a threshold that misses the chosen share must at least reach this one
_KEPT_HEIGHT = 0.7  # where every sentence is surely linked; .7 to .8 do as well on drafts, more loses retold claims
_KEPT_POWER = 0.25  # how fast the height is reached as more is kept


def find_threshold(alignment: Alignment, sizes: tuple[int, int], trust: float) -> float:
    """The lowest threshold at which the share `trust` of the links that are not sure is estimated to be no luck.

    Where no threshold reaches it, the one with the best estimate, if that is better than even odds; otherwise only sure
    links are taken. Never lower than what the share of sentences that are surely linked calls for. `sizes` are the
    numbers of sentences.
    """
    by_chance = _from_chance(alignment, trust)
    by_kept = _KEPT_HEIGHT * float(surely_linked(alignment, sizes) ** _KEPT_POWER)
    return round(max(by_chance, by_kept), 4)


def surely_linked(alignment: Alignment, sizes: tuple[int, int]) -> float:
    """0..1, the share of the sentences of both texts that have a link from `SURE` on."""
    sure = alignment.wins & (alignment.score >= SURE)
    linked = len(np.unique(alignment.before[sure])) + len(np.unique(alignment.after[sure]))
    return linked / max(1, sum(sizes))


def _from_chance(alignment: Alignment, trust: float) -> float:
    sure = alignment.links_above(SURE)
    lowest: float | None = None
    best_share, best = 0.0, SURE
    for step in range(round(SURE / _STEP), 0, -1):
        threshold = step * _STEP
        links = alignment.links_above(threshold) - sure
        if links <= 0:
            continue
        share = 1 - (alignment.expected_links(threshold) + _STEADY) / (links + _STEADY)
        if share >= trust:
            lowest = threshold
        if links >= _FEW and share > best_share:
            best_share, best = share, threshold
    if lowest is not None:
        return lowest
    return best if best_share >= _EVEN_ODDS else SURE
