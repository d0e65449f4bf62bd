"""Scores beside a threshold: what is below never looks equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.render.numbers import hundredths, score_beside, threshold_beside


@pytest.mark.parametrize(
    ("score", "threshold", "expected"),
    [
        (0.3034, 0.3046, (".303", ".305")),
        (0.2996, 0.3004, (".2996", ".3004")),
        (0.31, 0.3046, (".31", ".30")),
        (0.3046, 0.3046, (".30", ".30")),
        (0.3049, 0.3046, (".30", ".30")),
        (0.29, 0.3046, (".29", ".30")),
        (0.259997, 0.26, (".259997", ".26")),
    ],
)
def test_only_a_lower_score_that_looks_the_same_has_more_digits(
    score: float, threshold: float, expected: tuple[str, str]
) -> None:
    assert (score_beside(score, threshold), threshold_beside(threshold, score)) == expected


@given(score=st.integers(0, 10**5), threshold=st.integers(0, 10**5))
def test_lower_scores_look_lower(score: int, threshold: int) -> None:
    one, two = score / 10**5, threshold / 10**5
    shown = float(score_beside(one, two)), float(threshold_beside(two, one))
    assert shown[0] < shown[1] if one < two else shown[0] >= shown[1]


@pytest.mark.parametrize(
    ("share", "expected"), [(1.0, "1.00"), (0.9984, ".99"), (0.995, ".99"), (0.994, ".99"), (0.48, ".48"), (0, ".00")]
)
def test_only_1_is_shown_as_1(share: float, expected: str) -> None:
    assert hundredths(share) == expected
