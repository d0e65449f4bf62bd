"""The threshold that fits a pair of texts, found without any label.

Two things are known without labels. Chance: how many of the links at a threshold would come about by chance. And how
much of the texts was kept almost to the letter: where an author kept most sentences, what is left over is more likely
new than retold, so that a link has to be a good one; where nothing was kept, chance alone decides. So drafts of one
essay and two essays years apart both come out right with the same settings.

The threshold has to stay where it is when a text changes a little. So nothing in it jumps: what chance gives is read
off a smooth curve, and set against how many claims come back at all rather than against the few links at a threshold.
"""

from __future__ import annotations

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Flags, Floats
from evolve.align.surroundings import KEPT, SURE

_STEP = 0.01
_STEADY = 0.25  # chance links added to what is expected, so that one or two links prove little
HANDFUL = 6  # sentences; the words of fewer, dealt out again, mostly come back to where they were
_FOR_A_HANDFUL = 0.35  # the threshold between so few sentences; .3 to .4 do as well
_KEPT_HEIGHT = 0.7  # the threshold where every sentence was kept; .7 to .75 do as well
_KEPT_POWER = 0.25  # how fast that height is reached as more is kept
_USUAL_SHARE = 0.1  # share of the sentences of a rewritten text that come back, before anything is known of the texts
_USUAL_SENTENCES = 40.0  # sentences that this knowledge counts for beside what the texts show
_BLUR = 0.02  # scores over which a link comes in as the threshold passes it
_TAIL = 4.0  # expected chance links from which on upwards their scores are read off a curve
_TAIL_SCORES = 20  # scores of chance links that make a curve


def find_threshold(alignment: Alignment, sizes: tuple[int, int], trust: float) -> float:
    """Return the lowest threshold at which chance gives few links beside the claims that come back.

    `trust`, 0..1, is the share that these have of the two together. Never lower than what the share of kept sentences
    calls for. `sizes` are the numbers of sentences.
    """
    kept = kept_share(alignment, alignment.weightless)
    return round(max(_from_chance(alignment, sizes, trust, kept), _from_kept(alignment, kept)), 4)


def _from_kept(alignment: Alignment, kept: float) -> float:
    """The threshold that a share of kept sentences calls for.

    It is a height of the score without voices. The more was kept, the more it becomes the height of the score with them
    that as many candidates reach: in a draft voices order the candidates and make no more of them links.
    """
    reached = float(kept**_KEPT_POWER)
    height = _KEPT_HEIGHT * reached
    count = int((alignment.made_of.placed >= height).sum())
    highest = float(alignment.score[count - 1]) if count else 1.0
    lowest = float(alignment.score[count]) + 1e-4 if count < len(alignment.score) else 0.0
    as_many = min(max(height, lowest), highest)
    return height + reached * (as_many - height)


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


def _from_chance(alignment: Alignment, sizes: tuple[int, int], trust: float, kept: float) -> float:
    """The threshold at which chance gives the allowed share of links beside the claims that come back; SURE at most."""
    left = min(size - count for size, count in zip(sizes, _linked(alignment, SURE), strict=True))
    if left < HANDFUL:
        return _FOR_A_HANDFUL
    thresholds: Floats = np.arange(1.0, round(SURE / _STEP) + 1.0) * _STEP
    by_chance = _chance_links(alignment, thresholds)
    found = alignment.score[alignment.wins]
    links = _passed(found[found < SURE], thresholds)
    # the largest surplus of links over chance and its scatter, at any threshold, is how many claims come back
    surplus = max(0.0, float((links - by_chance - np.sqrt(by_chance)).max()))
    coming_back = left * (surplus + _USUAL_SHARE * _USUAL_SENTENCES) / (left + _USUAL_SENTENCES)
    # what is left over of a text that was mostly kept is new rather than retold
    coming_back *= 1 - kept**0.5
    steady = max(_STEADY, 2 * alignment.draw_weight)  # two links among dealt-out words may have been missed by accident
    allowed = (1 - trust) / max(trust, 1e-9) * coming_back - steady
    if allowed <= 0:
        return SURE
    # chance links never increase with the threshold; between two steps their logarithm is taken as straight
    heights = np.log(np.maximum(by_chance, 1e-3))
    return float(np.interp(-np.log(max(allowed, 1e-3)), -heights, thresholds))


def _passed(scores: Floats, thresholds: Floats) -> Floats:
    """How many scores are above each threshold; one that is near it counts in part."""
    passed: Floats = (1 / (1 + np.exp((thresholds[:, None] - scores[None, :]) / _BLUR))).sum(axis=1)
    return passed


def _chance_links(alignment: Alignment, thresholds: Floats) -> Floats:
    """How many links chance is expected to give above each threshold and below SURE.

    In log odds the high scores of chance links fall off exponentially, as the tails of most distributions do (Pickands
    1975); a curve through them is steadier than the few scores themselves, and within a few per cent of ten times as
    many.
    """
    scores, expected = alignment.chance_link_scores, alignment.expected_at
    count = np.searchsorted(-scores, -thresholds, side="right")
    by_chance = np.append(0.0, expected)[count]
    last = min(int(np.searchsorted(expected, _TAIL)), len(scores) - 1)
    if last >= _TAIL_SCORES:
        odds = _log_odds(scores[: last + 1])
        decay = 1 / max(1e-6, float(odds[:last].mean()) - odds[last])
        tail = expected[last] * np.exp(-decay * (_log_odds(thresholds) - odds[last]))
        by_chance = np.where(_log_odds(thresholds) >= odds[last], tail, by_chance)
    below_sure: Floats = np.maximum(0.0, by_chance - by_chance[-1])
    return below_sure


def _log_odds(scores: Floats) -> Floats:
    inside = np.clip(scores, 1e-6, 1 - 1e-6)
    odds: Floats = np.log(inside / (1 - inside))
    return odds
