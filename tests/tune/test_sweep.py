"""A sweep says of every threshold what the comparison itself says there."""

from __future__ import annotations

import pytest

from evolve.comparison import compare
from evolve.tune.recommend import automatic_threshold, recommend_without_labels
from evolve.tune.sweep import NEARBY, STEPS, Sweep

from .made_pairs import made


@pytest.mark.parametrize("threshold", [0.01, 0.2, 0.35, 0.5, 0.8, 1.0])
def test_a_row_agrees_with_the_comparison_at_that_threshold(threshold: float) -> None:
    row, there = Sweep(made()).at(threshold), made().at(threshold)
    counts = there.counts
    assert (row.persisted, row.changed, row.dropped, row.added) == (
        counts.persisted,
        counts.changed,
        counts.dropped,
        counts.added,
    )
    assert (row.links, row.expected) == (there.link_chance().pairs, there.link_chance().expected)


def test_raising_the_threshold_only_takes_links_away() -> None:
    links = [row.links for row in Sweep(made()).rows()]
    assert links == sorted(links, reverse=True)


def test_flips_are_the_links_that_come_or_go_nearby() -> None:
    sweep = Sweep(made())
    assert [sweep.flips(t) for t in STEPS] == [sweep.links(max(0, t - NEARBY)) - sweep.links(t + NEARBY) for t in STEPS]


def test_a_threshold_without_a_link_has_no_precision() -> None:
    sweep = Sweep(made())
    assert [row.precision for row in sweep.rows((1.0,)) if not row.links] in ([], [None])


def test_pairs_just_above_reach_the_threshold_and_those_below_do_not() -> None:
    above, below = Sweep(made()).around(0.9)
    assert min(link.score for link in above) >= 0.9 > max(link.score for link in below)


@pytest.mark.parametrize("threshold", [0.1, 0.3, 0.6, 0.9])
def test_at_most_two_links_change_within_what_is_called_steady(threshold: float) -> None:
    sweep = Sweep(made())
    low, high, changing = sweep.stable_range(threshold)
    counts = [sweep.links(t) for t in (low, high)]
    assert low <= round(threshold, 2) <= high
    assert counts[0] - counts[1] <= changing <= 2


def test_the_recommended_threshold_is_the_one_the_texts_call_for_whatever_is_set() -> None:
    assert recommend_without_labels(Sweep(made().at(0.9))).threshold == automatic_threshold(made()) == made().threshold


def test_a_recommendation_says_how_much_is_no_luck_and_what_is_steady() -> None:
    reason = recommend_without_labels(Sweep(made())).reason
    assert "estimated precision" in reason
    assert "come or go" in reason


def test_nothing_is_worth_a_look_where_a_lower_threshold_brings_no_link() -> None:
    sweep = Sweep(compare(made().before, made().before))
    choice = recommend_without_labels(sweep)
    assert sweep.links(choice.review) == sweep.links(0.01)
    assert choice.review == choice.threshold
