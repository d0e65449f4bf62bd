"""Which sentences could make the same claim, how strong the evidence is, and which pairs win.

Pure: sentences in, scored candidates out. Knows no threshold, so that moving one never scores again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.candidates import candidate_pairs
from evolve.align.chance import SURE, luck, outcompeted
from evolve.align.features import extract
from evolve.align.pairing import best_first, winners
from evolve.align.score import score_pairs
from evolve.text.equivalents import Equivalents


def align(
    before: Sequence[str], after: Sequence[str], *, language: str = "english", equivalents: Equivalents | None = None
) -> Alignment:
    """Score every pair of sentences that can matter and decide which of them win a place."""
    features = extract(before, after, language=language, equivalents=equivalents)
    scored = score_pairs(features, *candidate_pairs(features))
    order = best_first(scored.before, scored.after, scored.score, (len(before), len(after)))
    b, a, score = scored.before[order], scored.after[order], scored.score[order]
    wins = winners(b, a, score)
    sure = wins & (score >= SURE)
    lucky, lucky_links, worth = luck(features, np.unique(b[sure]), np.unique(a[sure]))
    return Alignment(b, a, score, wins, outcompeted(b, a, score, wins), lucky, lucky_links, worth)
