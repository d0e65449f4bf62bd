"""The score from which a candidate of an unlinked sentence makes that sentence unclear.

It depends on the same two things as the threshold. The first is chance: in half of the shuffles a sentence of these
texts finds no better candidate among shuffled words. The second is how much was kept almost to the letter: the more of
it, the more likely a sentence without a link is new rather than retold, so the score rises from the one due to chance
to the threshold, in proportion to the share that was kept. It is below the threshold unless all was kept. Nothing is
fitted to any text.

The chance of each single sentence does no better: relative to the score that each sentence reaches among shuffled
words, sentences with a counterpart are harder to distinguish (AUC .58 against .68 on retold texts), because a long
sentence reaches a high score more easily and contains more that can return.
"""

from __future__ import annotations

from evolve.align.alignment import Alignment
from evolve.align.arrays import Floats
from evolve.align.threshold import FEW_SENTENCES_THRESHOLD, MIN_SENTENCES, kept_share


def possible_threshold(alignment: Alignment, threshold: float) -> float:
    """Return the lowest score, 0..1, of a candidate that makes a sentence unclear; `threshold` is the one found.

    The shuffled words of very few sentences mostly return to their own sentence, so that chance cannot be estimated.
    Where no more than that are left unsettled, the score is the threshold of so short a text: they are too few to make
    work for a reader, and in drafts two of five have a counterpart.
    """
    features = alignment.features
    sizes = len(features.before), len(features.after)
    unsettled = min(size - len(settled) for size, settled in zip(sizes, alignment.settled, strict=True))
    if unsettled < MIN_SENTENCES or not len(alignment.chance.best_scores):
        return min(FEW_SENTENCES_THRESHOLD, threshold)
    chance_score = _median(alignment.chance.best_scores)
    kept = kept_share(alignment, alignment.formulas)
    return round(chance_score + kept * max(0.0, threshold - chance_score), 4)


def _median(ordered: Floats) -> float:
    """Return the median of ordered scores, at least one; `numpy.median` would load the masked arrays of numpy."""
    middle = len(ordered) // 2
    return float(ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)
