"""What the README says of the tuner's honesty, held to on labelled documents where they lie beside the checkout."""

from __future__ import annotations

from functools import cache

import pytest

from .gate import shared
from .tuning import GROUPS, LABELS, RETOLD, Known, coverage, honesty, load, recommended

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shared() / "data").is_dir(), reason="the labelled documents are not beside this checkout"),
]

_DRAWS = 500


@cache
def known(group: str) -> list[Known]:
    return load(shared() / "data", {**GROUPS, "retold claims": RETOLD}[group])


@pytest.mark.parametrize("group", GROUPS)
def test_estimate_without_labels(group: str) -> None:
    """The precision estimated without labels is within a tenth of the true one, where it is at least a half.

    Over at least twenty links: the truth about fewer is itself uncertain by more.
    """
    rows = [row for row in honesty(known(group)) if row[1] >= 20]
    assert max(abs(estimated - true) for _, _, estimated, true in rows if estimated >= 0.5) <= 0.10


@pytest.mark.parametrize("group", [*GROUPS, "retold claims"])
def test_share_of_right_links_where_it_is_given(group: str) -> None:
    """Over all texts whose report gives the share of right links, it is within a tenth of the true one."""
    given = [(one, one.comparison.link_chance()) for one in known(group)]
    given = [(one, chance) for one, chance in given if chance.is_known]
    links = sum(chance.pairs for _, chance in given)
    right = sum(len(one.links(one.comparison.threshold) & one.truth) for one, _ in given)
    assert links >= 20
    assert abs(sum(chance.precision * chance.pairs for _, chance in given) - right) / links <= 0.10


@pytest.mark.parametrize("group", GROUPS)
def test_recommended_is_nearly_the_best(group: str) -> None:
    """The recommended threshold is nearly as good as the best fixed one."""
    ours, best, _ = recommended(known(group))
    assert best - ours <= 0.01


@pytest.mark.parametrize("count", LABELS)
@pytest.mark.parametrize("group", [*GROUPS, "retold claims"])
def test_intervals_cover_the_truth(group: str, count: int) -> None:
    """Intervals cover the truth about as often as they claim."""
    # 95 %, give or take what 500 draws and the few values that so few labels can take leave open
    assert all(0.89 <= share <= 0.99 for _, share, _ in coverage(known(group), count, _DRAWS).values())
