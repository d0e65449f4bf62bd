"""Which sentences could make the same claim, how strong the evidence is, and which pairs win.

Pure: sentences in, scored candidates out. Knows no threshold, so that moving one never scores again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.chance import expected_links, luck, outcompeted
from evolve.align.features import extract
from evolve.align.pairing import pair_up
from evolve.align.surroundings import KEPT
from evolve.text.words.equivalents import NONE, Equivalents


def align(
    before: Sequence[str], after: Sequence[str], *, language: str = "english", equivalents: Equivalents = NONE
) -> Alignment:
    """Score every pair of sentences that can matter and decide which of them win a place.

    Sentences are given in the order of their texts; indices in the result are theirs. Either text may be empty.
    """
    features = extract(before, after, language=language, equivalents=equivalents)
    scored, wins = pair_up(features)
    b, a, score = scored.before, scored.after, scored.score
    kept = wins & (score >= KEPT)
    kept_before, kept_after = np.unique(b[kept]), np.unique(a[kept])
    lucky, lucky_links, worth = luck(features, kept_before, kept_after)
    places = min(len(before) - len(kept_before), len(after) - len(kept_after))
    return Alignment(
        made_of=scored,
        wins=wins,
        beaten=outcompeted(b, a, score, wins),
        luck=lucky,
        lucky_links=lucky_links,
        worth=worth,
        lucky_expected=expected_links(lucky_links, worth, score[wins & ~kept], places),
        features=features,
    )
