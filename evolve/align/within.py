"""How many links there would be if the two texts were no more alike than each is to itself.

Dealt-out words share a vocabulary and nothing else. Two sentences of one text share more: a subject, an author, habits
of phrase. Yet a text seldom makes the same claim twice. So what each text's own sentences reach with one another is
reached without making the same claim, nearly always; a link that is no better may be right, but its words do not show
it. Dealt-out words expect too few wrong links and this too many, because texts do repeat themselves: the truth lies
between the two.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Floats
from evolve.align.candidates import candidate_pairs
from evolve.align.chance import expected_links, left_over, sample
from evolve.align.features import Features, Version
from evolve.align.pairing import best_first, winners
from evolve.align.score import score_pairs
from evolve.align.surroundings import KEPT
from evolve.align.threshold import HANDFUL

_WHOLE = 400  # sentences up to which all of a text are compared with one another


def links_within(alignment: Alignment) -> tuple[Floats, Floats]:
    """Return the scores that link sentences of one text, falling, and how many links they let one expect.

    The expectation at a score is of the links between the two texts down to it that are no better than those within
    either; kept sentences and formulas take no part. With less than a handful of sentences left it is infinite.
    """
    features = alignment.features
    sides = [
        left_over(version, settled, features.weight)
        for version, settled in zip((features.before, features.after), alignment.settled, strict=True)
    ]
    sizes = len(sides[0]), len(sides[1])
    if min(sizes) < HANDFUL:
        return np.ones(1), np.full(1, np.inf)
    found = [_within(features, side) for side in sides]
    between = sizes[0] * sizes[1]
    score = np.concatenate([scores for scores, _ in found])
    worth = np.concatenate([np.full(len(scores), between / pairs / len(found)) for scores, pairs in found])
    order = np.lexsort((worth, -score))
    doubted = alignment.score[alignment.wins & (alignment.score < KEPT)]
    return score[order], expected_links(score[order], worth[order], doubted, min(sizes))


def _within(features: Features, version: Version) -> tuple[Floats, int]:
    """The scores of the pairs that win when a text is compared with itself, and out of how many pairs."""
    if len(version) > _WHOLE:
        version = sample(version, features.weight)
    itself = replace(features, before=version, after=version)
    before, after = candidate_pairs(itself)
    other = before != after
    scored = score_pairs(itself, before[other], after[other])
    size = len(version)
    scored = scored.take(best_first(scored.before, scored.after, scored.score, (size, size)))
    return scored.score[winners(scored.before, scored.after, scored.score)], size * (size - 1)
