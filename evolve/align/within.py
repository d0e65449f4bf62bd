"""Estimates how many links there would be if the two texts were no more alike than each is to itself.

Shuffled words share a vocabulary and nothing else. Two sentences of one text share more: a subject, an author, habits
of phrase. Yet a text seldom makes the same claim twice. So the scores between the sentences of one text are nearly
always reached without making the same claim; a link with no higher score may be right, but its words do not show it.
Shuffled words give too low an estimate of wrong links, and this gives too high a one, because texts do repeat
themselves: the truth is between the two.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Floats
from evolve.align.candidates import candidate_pairs
from evolve.align.chance import expected_links, sample, without_settled
from evolve.align.features import Features, Version
from evolve.align.pairing import best_first, winners
from evolve.align.score import score_pairs
from evolve.align.surroundings import KEPT
from evolve.align.threshold import MIN_SENTENCES

_MAX_UNSAMPLED = 400  # number of sentences up to which all sentences of a text are compared


def alike_links(alignment: Alignment) -> tuple[Floats, Floats]:
    """Return the scores of links within one text, descending, and the expected number of such links between the texts.

    The number at a score is that of the links between the two texts at or above it that are no better than those within
    either; kept sentences and formulas are left out. With too few sentences left it is infinite.
    """
    features = alignment.features
    sides = [
        without_settled(version, settled, features.weight)
        for version, settled in zip((features.before, features.after), alignment.settled, strict=True)
    ]
    sizes = len(sides[0]), len(sides[1])
    if min(sizes) < MIN_SENTENCES:
        return np.ones(1), np.full(1, np.inf)
    within_each = [_winning_scores_within(features, side) for side in sides]
    pair_count = sizes[0] * sizes[1]
    score = np.concatenate([scores for scores, _ in within_each])
    weights = np.concatenate(
        [np.full(len(scores), pair_count / pairs / len(within_each)) for scores, pairs in within_each]
    )
    order = np.lexsort((weights, -score))
    doubtful = alignment.score[alignment.wins & (alignment.score < KEPT)]
    return score[order], expected_links(score[order], weights[order], doubtful, min(sizes))


def _winning_scores_within(features: Features, version: Version) -> tuple[Floats, int]:
    """Return the scores of the pairs that win when a text is compared with itself, and the number of pairs in all."""
    if len(version) > _MAX_UNSAMPLED:
        version = sample(version, features.weight)
    same_text = replace(features, before=version, after=version)
    before, after = candidate_pairs(same_text)
    is_distinct = before != after
    scored = score_pairs(same_text, before[is_distinct], after[is_distinct])
    size = len(version)
    scored = scored.select(best_first(scored, (size, size)))
    return scored.score[winners(scored.before, scored.after, scored.score)], size * (size - 1)
