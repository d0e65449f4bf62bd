"""The draw: every candidate in one stratum, the same seed the same draw, however early it stops each has its share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.tune.sampling import PLANS, Drawn, Stratum, draw, parse_drawn, strata_of

from .made_pairs import AFTER, BEFORE, made


@given(st.floats(0.01, 1))
def test_every_candidate_is_in_exactly_one_stratum(threshold: float) -> None:
    places = np.concatenate(list(strata_of(made().alignment, threshold).values()))
    assert sorted(places.tolist()) == list(range(len(made().alignment.score)))


@given(st.floats(0.01, 1))
def test_no_stratum_is_cut_by_the_threshold(threshold: float) -> None:
    a = made().alignment
    for places in strata_of(a, threshold).values():
        linked = a.wins[places] & (a.score[places] >= threshold)
        assert linked.all() or not linked.any()


def test_the_same_seed_draws_the_same() -> None:
    assert draw(made().alignment, 0.4, 7) == draw(made().alignment, 0.4, 7)


def test_another_seed_draws_others() -> None:
    assert draw(made().alignment, 0.4, 7) != draw(made().alignment, 0.4, 8)


def test_whole_draw_asks_once_for_each() -> None:
    """A whole draw asks once for every candidate whose sentences differ in their words."""
    places = [place for place, _ in draw(made().alignment, 0.4, 1)]
    assert sorted(places) == np.flatnonzero(~made().alignment.equal).tolist()


def test_nobody_is_asked_about_a_sentence_and_itself() -> None:
    a = made().alignment
    assert all(BEFORE[a.before[place]] != AFTER[a.after[place]] for place, _ in draw(a, 0.4, 1))


def test_a_short_draw_is_the_beginning_of_a_long_one() -> None:
    assert draw(made().alignment, 0.4, 3, 12) == draw(made().alignment, 0.4, 3)[:12]


def test_the_shares_are_a_whole() -> None:
    assert sum(plan.share for plan in PLANS.values()) == pytest.approx(1)


def test_drawn_survives_writing() -> None:
    """How a pair was drawn survives being written down."""
    drawn = Drawn(Stratum.NEAR, 57, 0.3125)
    assert parse_drawn(str(drawn)) == drawn


@pytest.mark.parametrize(
    "text", ["", "near", "near of 57", "elsewhere of 57 at 0.3", "near of many at 0.3", "far of 5 at 1.9"]
)
def test_judgement_without_a_draw(text: str) -> None:
    """A judgement without a note of how it was drawn was not drawn."""
    assert parse_drawn(text) is None
