"""The threshold that fits a pair of texts, found without any label.

Two things are known without labels. Chance: how many of the links at a threshold would come about by chance. And how
much of the texts was kept almost to the letter: where an author kept most sentences, what is left over is more likely
new than retold, so that a link has to be a good one; where nothing was kept, chance alone decides. So drafts of one
essay and two essays years apart both come out right with the same settings.
"""

from __future__ import annotations

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Flags
from evolve.align.surroundings import KEPT, SURE

_STEP = 0.01
_STEADY = 0.25  # chance links added to what is expected, so that one or two links prove little
_FEW = 4  # fewer links do not speak for a threshold that misses the chosen share
_EVEN_ODDS = 0.5  # a threshold that misses the chosen share must at least reach this one
HANDFUL = 6  # sentences; the words of fewer, dealt out again, mostly come back to where they were
_FOR_AHANDFUL = 0.35  # the threshold between so few sentences; .3 to .4 do as well
_KEPT_HEIGHT = 0.7  # the threshold where every sentence was kept; .7 to .75 do as well
_KEPT_POWER = 0.25  # how fast that height is reached as more is kept


def find_threshold(alignment: Alignment, sizes: tuple[int, int], trust: float) -> float:
    """Return the lowest threshold at which at least `trust` of the links that are not sure are not due to chance.

    Where no threshold reaches it, the one with the best estimate, if that is better than even odds; otherwise only sure
    links are taken. Never lower than what the share of kept sentences calls for. `sizes` are the numbers of sentences.
    """
    by_kept = _KEPT_HEIGHT * float(kept_share(alignment, alignment.weightless) ** _KEPT_POWER)
    return round(max(_from_chance(alignment, sizes, trust), by_kept), 4)


def kept_share(alignment: Alignment, weightless: tuple[Flags, Flags]) -> float:
    """Return the share, 0..1, of the sentences of both texts that were kept almost to the letter.

    `weightless` marks the sentences of either text that count neither way: who says "Thank you" twice kept no argument.
    """
    linked = alignment.wins & (alignment.score >= KEPT)
    kept = total = 0
    for places, flags in zip((alignment.before, alignment.after), weightless, strict=True):
        counts = ~flags
        kept += int(counts[np.unique(places[linked])].sum())
        total += int(counts.sum())
    return kept / max(1, total)


def _linked(alignment: Alignment, bar: float) -> tuple[int, int]:
    """How many sentences of either text are linked at this score."""
    linked = alignment.wins & (alignment.score >= bar)
    return len(np.unique(alignment.before[linked])), len(np.unique(alignment.after[linked]))


def _from_chance(alignment: Alignment, sizes: tuple[int, int], trust: float) -> float:
    if min(size - count for size, count in zip(sizes, _linked(alignment, SURE), strict=True)) < HANDFUL:
        return _FOR_AHANDFUL
    sure = alignment.links_above(SURE)
    steady = max(_STEADY, 2 * alignment.draw_weight)  # two links among dealt-out words may have been missed by accident
    lowest: float | None = None
    best_share, best = 0.0, SURE
    for step in range(round(SURE / _STEP), 0, -1):
        threshold = step * _STEP
        links = alignment.links_above(threshold) - sure
        if links <= 0:
            continue
        share = 1 - (alignment.expected_links(threshold) + steady) / (links + steady)
        if share >= trust:
            lowest = threshold
        if links >= _FEW and share > best_share:
            best_share, best = share, threshold
    if lowest is not None:
        return lowest
    return best if best_share >= _EVEN_ODDS else SURE
