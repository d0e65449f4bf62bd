"""What labels say, and that they say nothing where there is nothing to tell it from."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from evolve.model import Judgement, Verdict
from evolve.tune.estimate import estimate
from evolve.tune.labels import Labels, match
from evolve.tune.sampling import draw

from .made_pairs import SAME, made

BAR = made().threshold


def judged(pairs: Iterable[tuple[int, int]], verdict: Verdict, drawn: str = "") -> list[Judgement]:
    one, two = made().pair.sentence_texts
    return [Judgement(one[b], two[a], verdict, drawn=drawn) for b, a in pairs]


def drawn(count: int | None, seed: int = 0) -> Labels:
    """The first pairs of a draw, judged by the truth."""
    a = made().alignment
    out = []
    for place, how in draw(a, BAR, seed, count):
        pair = int(a.before[place]), int(a.after[place])
        out += judged([pair], Verdict.SAME if pair in SAME else Verdict.NOT, str(how))
    return match((made(),), out)


def with_chosen(labels: Labels, chosen: list[Judgement]) -> Labels:
    """Labels with further ones that a person chose."""
    more = match((made(),), chosen).items
    known = {(label.before, label.after) for label in more}
    return Labels(labels.comparisons, (*(i for i in labels.items if (i.before, i.after) not in known), *more))


def truth() -> tuple[float, float]:
    links = {(link.before, link.after) for link in made().links}
    reachable = SAME & set(made().pair.candidate_positions)
    return len(links & SAME) / len(links), len(links & SAME) / len(reachable)


def test_all_judged_leaves_no_doubt() -> None:
    """When every pair was judged, no doubt is left."""
    equal = made().alignment.equal.nonzero()[0]
    chosen = zip(made().alignment.before[equal].tolist(), made().alignment.after[equal].tolist(), strict=True)
    labels = with_chosen(drawn(None), judged(chosen, Verdict.SAME))
    row = estimate(labels, (BAR,)).at(BAR)
    assert row.precision is not None
    assert row.recall is not None
    assert (row.precision.value, row.recall.value) == pytest.approx(truth())
    assert (row.precision.width, row.recall.width) == pytest.approx((0, 0))


@pytest.mark.parametrize("seed", range(5))
def test_a_drawn_handful_has_the_truth_in_its_interval(seed: int) -> None:
    row = estimate(drawn(30, seed), (BAR,)).at(BAR)
    assert row.precision is not None
    assert row.precision.low <= truth()[0] <= row.precision.high


def test_more_labels_narrow_the_interval() -> None:
    few, many = (estimate(drawn(count), (BAR,)).at(BAR).f[1.0] for count in (10, 50))
    assert few is not None
    assert many is not None
    assert many.width < few.width


def test_the_same_labels_give_the_same_figures() -> None:
    assert estimate(drawn(20)).rows == estimate(drawn(20)).rows


def test_chosen_pairs_are_counted_as_they_are() -> None:
    labels = match((made(),), judged({(0, 0), (1, 1)}, Verdict.SAME) + judged({(4, 4)}, Verdict.NOT))
    row = estimate(labels, (0.01,)).at(0.01)
    assert row.recall is not None
    assert row.recall.value == row.confusion.recall


def test_chosen_pair_weighs_one() -> None:
    """A chosen pair stands for itself alone beside drawn ones."""
    labels = drawn(20)
    both = with_chosen(labels, judged({(0, 0)}, Verdict.SAME))
    row = estimate(both, (BAR,)).at(BAR)
    assert row.precision is not None
    assert 0 < row.precision.value <= 1


def test_no_recall_without_a_same_pair() -> None:
    """Without a pair judged the same there is no recall and no F."""
    row = estimate(match((made(),), judged({(0, 1), (0, 2)}, Verdict.NOT)), (0.3,)).at(0.3)
    assert (row.recall, set(row.f.values())) == (None, {None})


def test_no_precision_without_a_not_pair() -> None:
    """Without a pair judged not the same there is no precision."""
    assert estimate(match((made(),), judged(SAME, Verdict.SAME)), (0.3,)).at(0.3).precision is None


def test_no_precision_without_a_linked_pair() -> None:
    """Where no judged pair is linked there is no precision."""
    labels = match((made(),), judged({(9, 7)}, Verdict.SAME) + judged({(0, 4)}, Verdict.NOT))
    assert estimate(labels, (1.0,)).at(1.0).precision is None


def test_complete_takes_unnamed_as_different() -> None:
    """Complete labels take what is not named as different."""
    labels = match((made(),), judged(SAME, Verdict.SAME), complete=True)
    row = estimate(labels, (BAR,)).at(BAR)
    assert row.precision is not None
    assert row.precision.value == pytest.approx(truth()[0])


def test_complete_counts_unnamed_pairs() -> None:
    """Complete labels report how many pairs were not judged."""
    labels = match((made(),), judged(SAME, Verdict.SAME), complete=True)
    assert labels.assumed == labels.different > 0
    assert "cover all pairs" in labels.coverage


def test_an_unsure_pair_is_counted_and_weighs_nothing() -> None:
    labels = match((made(),), judged({(0, 0)}, Verdict.UNSURE))
    assert (labels.unsure, labels.items) == (1, ())


def test_judgements_of_other_texts_are_kept_apart() -> None:
    stranger = Judgement("It is not there.", "Nor is this.", Verdict.SAME)
    assert match((made(),), [stranger]).unplaced == (stranger,)


def test_outdated_labels_weigh_one() -> None:
    """Labels drawn from other candidates stand for themselves alone."""
    labels = match((made(),), judged({(0, 0)}, Verdict.SAME, "kept of 999 at 0.5000"))
    assert (labels.outdated, labels.drawn) == (1, 0)
