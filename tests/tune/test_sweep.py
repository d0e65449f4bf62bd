"""A sweep says of every threshold what the comparison itself says there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evolve import read
from evolve.comparison import Comparison, compare
from evolve.model import SIDES, Judgement, Status, Verdict
from evolve.readers import seeds
from evolve.tune.recommend import recommend_without_labels
from evolve.tune.sweep import NEARBY, STEPS, Sweep

from .made_pairs import made


def judged() -> Comparison:
    """The pair under a person's verdicts on links and on other pairs, and a judge's."""
    one, two = made().pair.sentence_texts

    def verdict(before: int, after: int, word: str, by: str = "") -> Judgement:
        return Judgement(one[before], two[after], Verdict(word), by=by)

    by_person = [verdict(0, 0, "same"), verdict(1, 1, "not"), verdict(4, 8, "same"), verdict(5, 9, "unsure")]
    return made().judged(by_person, by_judges=[verdict(7, 4, "related", "judge")])


@pytest.mark.parametrize("comparison", [made, judged])
@pytest.mark.parametrize("threshold", [0.0, 0.01, 0.2, 0.35, 0.5, 0.8, 1.0])
def test_row_agrees_with_the_comparison(threshold: float, comparison: Callable[[], Comparison]) -> None:
    """A row has the figures of the comparison at that threshold, under its judgements."""
    row, there = Sweep(comparison()).at(threshold), comparison().at(threshold)
    counts = there.counts
    assert (row.unclear, row.dropped, row.added) == (counts.unclear, counts.dropped, counts.added)
    statuses = [link.status for link in there.links]
    assert [row.persisted, row.changed] == [statuses.count(Status.PERSISTED), statuses.count(Status.CHANGED)]
    assert (row.links, row.chance) == (len(there.links), there.link_chance())


def test_row_of_judged_links_estimates_nothing() -> None:
    """Where every link was judged there is nothing left to estimate."""
    comparison = made()
    one, two = comparison.pair.sentence_texts
    same = [Judgement(one[link.before], two[link.after], Verdict.SAME) for link in comparison.links]
    sweep = Sweep(comparison.judged(same))
    row = sweep.at(comparison.threshold)
    assert (row.links, row.chance.pairs, row.chance.not_by_chance) == (len(same), 0, None)
    assert "every link was judged" in recommend_without_labels(sweep).reason


def test_judgements_move_no_recommendation() -> None:
    """The recommended threshold and the pairs beside it are the same whatever was judged."""
    without, under = Sweep(made()), Sweep(judged())
    one, two = recommend_without_labels(without), recommend_without_labels(under)
    assert (one.threshold, one.review) == (two.threshold, two.review)
    assert without.around(one.threshold) == under.around(one.threshold)


def test_raising_the_threshold_only_takes_links_away() -> None:
    links = [row.links for row in Sweep(made()).rows()]
    assert links == sorted(links, reverse=True)


def test_flips_are_the_links_that_come_or_go_nearby() -> None:
    sweep = Sweep(made())
    assert [sweep.flips(t) for t in STEPS] == [sweep.links(max(0, t - NEARBY)) - sweep.links(t + NEARBY) for t in STEPS]


def test_a_threshold_without_a_link_has_no_share() -> None:
    sweep = Sweep(made())
    assert [row.chance.not_by_chance for row in sweep.rows((1.0,)) if not row.links] in ([], [None])


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
    """A recommendation names the links expected by chance, and what is steady; it is never certain."""
    reason = recommend_without_labels(Sweep(made())).reason
    assert "links expected by chance" in reason
    assert "precision 1.00" not in reason
    assert "come or go" in reason


def test_recommendation_for_rewritten_texts_has_no_precision() -> None:
    """As in a report, only reading can show how many links of rewritten texts are right."""
    reason = recommend_without_labels(Sweep(compare(*map(read, seeds())))).reason
    assert "only reading can show how many are right" in reason
    assert "precision" not in reason


def test_no_review_without_further_links() -> None:
    """Nothing is worth a look where a lower threshold brings no link."""
    sweep = Sweep(compare(made().before, made().before))
    choice = recommend_without_labels(sweep)
    assert sweep.links(choice.review) == sweep.links(0.01)
    assert choice.review == choice.threshold


@pytest.mark.parametrize(("by_text", "cell"), [((18, 18), "18"), ((9, 8), "9/8"), ((0, 0), "0")])
def test_unclear_sentences_are_shown_for_each_text(by_text: tuple[int, int], cell: str) -> None:
    """A table has the figures of the screen's first lines: of either text, once if they are equal."""
    row = replace(Sweep(made()).at(0.3), unclear=sum(by_text), unclear_by_text=by_text)
    assert row.unclear_cell == cell


def test_unclear_sentences_are_those_of_the_comparison() -> None:
    comparison = compare(*(read(path) for path in seeds()))
    counts = [comparison.counts_of(side).unclear for side in SIDES]
    assert list(Sweep(comparison).at(comparison.threshold).unclear_by_text or ()) == counts
