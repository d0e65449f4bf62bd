"""A sweep says of every threshold what the comparison itself says there."""

from __future__ import annotations

import pytest

from evolve.comparison import compare
from evolve.model import SIDES, Status
from evolve.tune.recommend import recommend_without_labels
from evolve.tune.sweep import NEARBY, STEPS, Sweep

from .made_pairs import made


@pytest.mark.parametrize("threshold", [0.01, 0.2, 0.35, 0.5, 0.8, 1.0])
def test_row_agrees_with_the_comparison(threshold: float) -> None:
    """A row agrees with the comparison at that threshold."""
    row, there = Sweep(made()).at(threshold), made().at(threshold)
    alone = [counts.unclear + counts.unmatched for counts in map(there.counts_of, SIDES)]
    assert [row.dropped, row.added] == alone
    statuses = [link.status for link in there.links]
    assert [row.persisted, row.changed] == [statuses.count(Status.PERSISTED), statuses.count(Status.CHANGED)]
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


def test_pairs_around_the_threshold() -> None:
    """Pairs just above reach the threshold, and those below do not."""
    above, below = Sweep(made()).around(0.95)
    assert min(link.score for link in above) >= 0.95 > max(link.score for link in below)


@pytest.mark.parametrize("threshold", [0.1, 0.3, 0.6, 0.9])
def test_steady_changes_two_links_at_most(threshold: float) -> None:
    """At most two links change within what is called steady."""
    sweep = Sweep(made())
    low, high, changing = sweep.stable_range(threshold)
    counts = [sweep.links(t) for t in (low, high)]
    assert low <= round(threshold, 2) <= high
    assert counts[0] - counts[1] <= changing <= 2


def test_recommendation_ignores_what_is_set() -> None:
    """The recommended threshold is the one the texts call for, whatever is set."""
    assert (
        recommend_without_labels(Sweep(made().at(0.9))).threshold == made().pair.automatic_threshold == made().threshold
    )


def test_recommendation_gives_its_reason() -> None:
    """A recommendation names the share that is not chance, and what is steady."""
    reason = recommend_without_labels(Sweep(made())).reason
    assert "estimated precision" in reason
    assert "come or go" in reason


def test_no_review_without_further_links() -> None:
    """Nothing is worth a look where a lower threshold brings no link."""
    sweep = Sweep(compare(made().before, made().before))
    choice = recommend_without_labels(sweep)
    assert sweep.links(choice.review) == sweep.links(0.01)
    assert choice.review == choice.threshold
