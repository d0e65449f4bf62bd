"""The score from which a candidate makes a sentence unclear."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evolve.align import align
from evolve.align.possible import possible_threshold
from evolve.align.threshold import FEW_SENTENCES_THRESHOLD, MIN_SENTENCES
from tests.align.alignments import with_chance
from tests.bench.books import Fate, book, edited


def test_chance_alone_decides_if_nothing_was_kept() -> None:
    """The score is one that half of the sentences of shuffled words do not reach with any candidate."""
    alignment = align(book(30, seed=1).sentences, book(30, seed=2).sentences)
    threshold = possible_threshold(alignment, 0.5)
    assert threshold == pytest.approx(float(np.median(alignment.chance.best_scores)), abs=1e-4)


@pytest.mark.slow
def test_kept_share_raises_the_score() -> None:
    """The more was kept, the higher the score of a candidate must be; it stays below the threshold."""
    original = book(60, seed=1)
    shares = (0.0, 0.3, 0.6, 0.9)
    fates = [{Fate.VERBATIM: share, Fate.REPLACED: 1 - share} for share in shares]
    thresholds = [
        possible_threshold(align(original.sentences, edited(original, f, seed=1).book.sentences), 0.7) for f in fates
    ]
    assert thresholds == sorted(thresholds)
    assert thresholds[-1] < 0.7


def test_few_sentences_have_a_threshold_of_their_own() -> None:
    few = book(40, seed=1).sentences[: MIN_SENTENCES - 1]
    assert possible_threshold(align(few, book(40, seed=2).sentences), 0.7) == FEW_SENTENCES_THRESHOLD


def test_threshold_without_shuffled_words_is_that_of_few_sentences() -> None:
    """Where no words were shuffled, chance cannot be estimated either."""
    alignment = align(book(30, seed=1).sentences, book(30, seed=2).sentences)
    unknown = with_chance(alignment, replace(alignment.chance, best_scores=np.zeros(0)))
    assert possible_threshold(unknown, 0.7) == FEW_SENTENCES_THRESHOLD


@pytest.mark.slow
def test_sample_of_long_texts() -> None:
    """Long texts are sampled, and only the sentences of the sample have met all possible partners."""
    one, two = book(1200, seed=1).sentences, book(1200, seed=2).sentences
    assert len(align(one, two).chance.best_scores) < len(one) + len(two)
