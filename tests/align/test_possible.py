"""From which score a candidate is worth a look."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evolve.align import align
from evolve.align.possible import NEVER, possible_from
from evolve.align.surroundings import KEPT
from evolve.align.threshold import HANDFUL
from tests.bench.books import Fate, book, edited


def test_where_nothing_was_kept_chance_alone_decides() -> None:
    """It is the score that half of the sentences of dealt-out words do not reach with any candidate."""
    alignment = align(book(30, seed=1).sentences, book(30, seed=2).sentences)
    bar = possible_from(alignment)
    assert bar == pytest.approx(float(np.median(alignment.chance_best_scores)), abs=1e-4)


def test_kept_share_raises_the_bar() -> None:
    """The more was kept, the better a candidate must be."""
    original = book(60, seed=1)
    shares = (0.0, 0.3, 0.6, 0.9)
    fates = [{Fate.VERBATIM: share, Fate.REPLACED: 1 - share} for share in shares]
    bars = [possible_from(align(original.sentences, edited(original, f, seed=1).book.sentences)) for f in fates]
    assert bars == sorted(bars)
    assert bars[-1] < KEPT


def test_a_handful_of_sentences_tells_nothing() -> None:
    few = book(40, seed=1).sentences[: HANDFUL - 1]
    assert possible_from(align(few, book(40, seed=2).sentences)) == NEVER


def test_nothing_beats_chance_without_a_deal() -> None:
    """Without dealt-out words nothing is better than chance."""
    alignment = align(book(30, seed=1).sentences, book(30, seed=2).sentences)
    assert possible_from(replace(alignment, chance_best_scores=np.zeros(0))) == NEVER


@pytest.mark.slow
def test_long_text_is_asked_for_in_whole() -> None:
    """Of long texts a sample is dealt out, and only the sentences of the sample met all that they could meet."""
    one, two = book(1200, seed=1).sentences, book(1200, seed=2).sentences
    assert len(align(one, two).chance_best_scores) < len(one) + len(two)
