"""The threshold that fits a pair of texts, found without labels.

Two things are known without labels. The first is chance: how many links at a threshold would come about by chance. The
second is how much of the texts was kept almost to the letter: if an author kept most sentences, the others are more
likely new than retold, so a link needs a high score; if nothing was kept, chance alone decides. So drafts of one essay
and two essays years apart both come out right with the same settings.

The threshold must stay where it is when a text changes a little. So there are no jumps in it: the number of chance
links is read from a smooth curve, and compared with the number of all claims that return rather than with the few links
at a threshold.
"""

from __future__ import annotations

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Flags, Floats, sorted_distinct
from evolve.align.surroundings import KEPT, SURE

_STEP = 0.01
_PSEUDOCOUNT = 0.25  # added to the expected chance links, so that one or two links prove little
MIN_SENTENCES = 6  # for an estimate of chance; the shuffled words of fewer mostly return to their own sentence
FEW_SENTENCES_THRESHOLD = 0.35  # the threshold for fewer than MIN_SENTENCES; .3 to .4 do as well
_MAX_KEPT_THRESHOLD = 0.7  # the threshold if every sentence was kept; .7 to .75 do as well
_KEPT_EXPONENT = 0.25  # how fast that threshold is approached as more is kept
_PRIOR_SHARE = 0.1  # prior share of the sentences of a rewritten text that return
_PRIOR_SENTENCES = 40.0  # number of sentences that the prior counts as, beside those of the texts
_SMOOTHING = 0.02  # difference of score over which a link fades in as the threshold passes it
_TAIL_START = 4.0  # expected chance links; where fewer are expected, at higher scores, a curve is fitted
_MIN_TAIL_SCORES = 20  # number of chance links needed to fit the curve


def find_threshold(alignment: Alignment, sizes: tuple[int, int], trust: float) -> float:
    """Return the lowest threshold at which chance links are few compared with the claims that return.

    `trust`, 0..1, is the required share of those claims in the two together. The threshold is at least the one for the
    share of kept sentences. `sizes` are the numbers of sentences.
    """
    kept = kept_share(alignment, alignment.formulas)
    return round(max(_chance_threshold(alignment, sizes, trust, kept), _kept_threshold(alignment, kept)), 4)


def _kept_threshold(alignment: Alignment, kept: float) -> float:
    """Return the threshold for a share of kept sentences.

    It is a threshold for the score without voices. The more was kept, the nearer it moves to the threshold for the
    score with voices that as many candidates reach: in a draft, voices order the candidates and make no more of them
    links.
    """
    weight = float(kept**_KEPT_EXPONENT)
    threshold = _MAX_KEPT_THRESHOLD * weight
    count = int((alignment.scored_pairs.in_context >= threshold).sum())
    highest = float(alignment.score[count - 1]) if count else 1.0
    lowest = float(alignment.score[count]) + 1e-4 if count < len(alignment.score) else 0.0
    equivalent = min(max(threshold, lowest), highest)
    return threshold + weight * (equivalent - threshold)


def kept_share(alignment: Alignment, formulas: tuple[Flags, Flags]) -> float:
    """Return the share, 0..1, of the sentences of both texts that were kept almost to the letter.

    `formulas` marks sentences that count neither way: an author who writes "Thank you" twice kept no argument.
    """
    linked = alignment.wins & (alignment.score >= KEPT)
    kept = total = 0
    for ids, is_formula in zip((alignment.before, alignment.after), formulas, strict=True):
        is_claim = ~is_formula
        kept += int(is_claim[sorted_distinct(ids[linked])].sum())
        total += int(is_claim.sum())
    return kept / max(1, total)


def _linked_sentences(alignment: Alignment, threshold: float) -> tuple[int, int]:
    """Return the number of sentences of either text that are linked at a threshold."""
    linked = alignment.wins & (alignment.score >= threshold)
    return len(sorted_distinct(alignment.before[linked])), len(sorted_distinct(alignment.after[linked]))


def _chance_threshold(alignment: Alignment, sizes: tuple[int, int], trust: float, kept: float) -> float:
    """Return the threshold at which chance gives the allowed share beside the claims that return; at most SURE."""
    unlinked = min(size - count for size, count in zip(sizes, _linked_sentences(alignment, SURE), strict=True))
    if unlinked < MIN_SENTENCES:
        return FEW_SENTENCES_THRESHOLD
    thresholds: Floats = np.arange(1.0, round(SURE / _STEP) + 1.0) * _STEP
    chance_links = _chance_links(alignment, thresholds)
    scores = alignment.score[alignment.wins]
    links = _smooth_counts(scores[scores < SURE], thresholds)
    # the number of claims that return is the largest surplus of links over chance and its scatter at any threshold
    surplus = max(0.0, float((links - chance_links - np.sqrt(chance_links)).max()))
    returning = unlinked * (surplus + _PRIOR_SHARE * _PRIOR_SENTENCES) / (unlinked + _PRIOR_SENTENCES)
    # the other sentences of a text that was mostly kept are new rather than retold
    returning *= 1 - kept**0.5
    # two links among shuffled words may have been missed by accident
    pseudocount = max(_PSEUDOCOUNT, 2 * alignment.chance.draw_weight)
    allowed = (1 - trust) / max(trust, 1e-9) * returning - pseudocount
    if allowed <= 0:
        return SURE
    # chance links never increase with the threshold; their logarithm is interpolated linearly between two steps
    log_chance = np.log(np.maximum(chance_links, 1e-3))
    return float(np.interp(-np.log(max(allowed, 1e-3)), -log_chance, thresholds))


def _smooth_counts(scores: Floats, thresholds: Floats) -> Floats:
    """Return the number of scores above each threshold; a score near the threshold counts in part."""
    counts: Floats = (1 / (1 + np.exp((thresholds[:, None] - scores[None, :]) / _SMOOTHING))).sum(axis=1)
    return counts


def _chance_links(alignment: Alignment, thresholds: Floats) -> Floats:
    """Return the number of links expected by chance above each threshold and below SURE.

    In log odds, the high scores of chance links decrease exponentially, as the tails of most distributions do (Pickands
    1975). A curve fitted to them is more stable than the few scores themselves, and within a few per cent of the result
    of ten times as many scores.
    """
    scores, expected = alignment.chance.link_scores, alignment.chance.expected_at
    chance_links = alignment.chance.links_above(thresholds)
    last = min(int(np.searchsorted(expected, _TAIL_START)), len(scores) - 1)
    if last >= _MIN_TAIL_SCORES:
        odds = _log_odds(scores[: last + 1])
        decay = 1 / max(1e-6, float(odds[:last].mean()) - odds[last])
        tail = expected[last] * np.exp(-decay * (_log_odds(thresholds) - odds[last]))
        chance_links = np.where(_log_odds(thresholds) >= odds[last], tail, chance_links)
    below_sure: Floats = np.maximum(0.0, chance_links - chance_links[-1])
    return below_sure


def _log_odds(scores: Floats) -> Floats:
    """Return the log odds of scores, finite also for 0 and 1."""
    clipped = np.clip(scores, 1e-6, 1 - 1e-6)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds
