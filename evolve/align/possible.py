"""From which score a candidate of an unlinked sentence is worth a look.

Two things decide, and they are the two that decide on the threshold. Chance: in half of the dealings a sentence of
these texts finds no better candidate than this one among dealt-out words. And how much was kept almost to the letter:
the more of it, the more likely a sentence without a link is new rather than retold, so that the score rises from
what chance calls for to that of a kept sentence. It rises with the square root of the share that was kept, the rule by
which voices fall silent and the threshold expects fewer claims to come back. Nothing is fitted to any text.

The chance of the sentence itself does no better: taken over the score that each sentence reaches among dealt-out
words, the sentences with a counterpart stand out less (AUC .58 against .68 on retold texts), because a long sentence
reaches a high score more easily and says more that can come back.
"""

from __future__ import annotations

import math

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.surroundings import KEPT
from evolve.align.threshold import HANDFUL, kept_share

NEVER = float("inf")
"""Above every score: where chance tells nothing, nothing is better than chance."""


def possible_from(alignment: Alignment) -> float:
    """Return the score, 0..1, from which a candidate is worth a look; NEVER where too few sentences are left to tell.

    Below a handful of sentences the words that are dealt out again mostly come back to where they were.
    """
    features = alignment.features
    sizes = len(features.before), len(features.after)
    left = min(size - len(settled) for size, settled in zip(sizes, alignment.settled, strict=True))
    if left < HANDFUL or not len(alignment.chance_best_scores):
        return NEVER
    by_chance = float(np.median(alignment.chance_best_scores))
    kept = kept_share(alignment, alignment.weightless)
    return round(by_chance + math.sqrt(kept) * (KEPT - by_chance), 4)
