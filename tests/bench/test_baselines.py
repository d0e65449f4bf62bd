"""Scores beside each other on the same labels."""

from __future__ import annotations

import pytest

from evolve.model import Judgement, Verdict
from evolve.tune.labels import Labels, match
from evolve.tune.sampling import draw
from tests.tune.made_pairs import SAME, made

from .baselines import compare_scorers, weights


def truth() -> Labels:
    one, two = made().pair.sentence_texts
    return match((made(),), [Judgement(one[b], two[a], Verdict.SAME) for b, a in SAME], complete=True)


def test_every_score_is_between_none_and_all() -> None:
    assert all(0 < ranked.average_precision <= 1 and 0 < ranked.best_f <= 1 for ranked in compare_scorers(truth()))


def test_the_best_score_stands_first() -> None:
    areas = [ranked.average_precision for ranked in compare_scorers(truth())]
    assert areas == sorted(areas, reverse=True)


def test_four_scores_are_compared() -> None:
    assert {ranked.name for ranked in compare_scorers(truth())} == {
        "evolve",
        "TF-IDF cosine",
        "rapidfuzz ratio",
        "rapidfuzz token_set_ratio",
    }


def test_labels_of_one_kind_rank_nothing() -> None:
    one, two = made().pair.sentence_texts
    assert compare_scorers(match((made(),), [Judgement(one[0], two[0], Verdict.SAME)])) == ()


def test_drawn_labels_weigh_all_pairs() -> None:
    """Drawn labels stand for all pairs that can be drawn."""
    a = made().alignment
    one, two = made().pair.sentence_texts
    drawn = [
        Judgement(one[int(a.before[p])], two[int(a.after[p])], Verdict.NOT, drawn=str(how))
        for p, how in draw(a, made().threshold, 0, 30)
    ]
    assert weights(match((made(),), drawn)).sum() == pytest.approx((~a.equal).sum())
