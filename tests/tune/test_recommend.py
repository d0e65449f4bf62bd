"""Objectives, and that noise does not move a threshold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.comparison import compare
from evolve.document import Document
from evolve.errors import UsageError
from evolve.tune.estimate import BETAS, Confusion, Estimate, EstimateCurve, ThresholdFigures
from evolve.tune.recommend import Objective, objective_of, recommend_with_labels, recommend_without_labels
from evolve.tune.sweep import Sweep


def row(bar: float, precision: float | None, recall: float | None, f: float | None) -> ThresholdFigures:
    def figure(value: float | None) -> Estimate | None:
        return None if value is None else Estimate(value, value - 0.05, value + 0.05)

    return ThresholdFigures(
        figure(precision), figure(recall), dict.fromkeys(BETAS, figure(f)), Confusion(1, 1, 1, 1), bar
    )


def made_estimate(noise: float = 0.0, *, drawn: bool = True) -> EstimateCurve:
    rows = (row(0.2, 0.5, 0.9, 0.64), row(0.4, 0.8, 0.8, 0.8), row(0.6, 0.95, 0.5, 0.66), row(0.8, None, 0.0, None))
    rng = np.random.default_rng(0)
    middle = {r.threshold: figure.value if (figure := r.f[1.0]) else 0.0 for r in rows}
    rounds = {bar: dict.fromkeys(BETAS, value + noise * rng.normal(size=500)) for bar, value in middle.items()}
    return EstimateCurve(rows, rounds, drawn=drawn)


@pytest.mark.parametrize("text", ["f1", "f0.5", "f2", "precision>=.9", "recall >= 0.8", "F1"])
def test_an_objective_can_be_typed(text: str) -> None:
    assert objective_of(text) == objective_of(str(objective_of(text)))


@given(st.text(max_size=20).filter(lambda text: text.strip().lower() not in ("f1", "f2", "f0.5", "f.5")))
def test_anything_else_is_an_objective_or_refused(text: str) -> None:
    try:
        assert isinstance(objective_of(text), Objective)
    except UsageError as error:
        assert error.next_step


@pytest.mark.parametrize("text", ["precision>=", "precision>=2", "precision>=.", "f3", "recall<=.5", ""])
def test_an_objective_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="unknown objective"):
        objective_of(text)


@pytest.mark.parametrize(
    ("objective", "threshold"),
    [("f1", 0.4), ("precision>=.8", 0.4), ("precision>=.9", 0.6), ("recall>=.8", 0.4), ("recall>=.85", 0.2)],
)
def test_threshold_meets_the_objective(objective: str, threshold: float) -> None:
    """The threshold is the one the objective asks for."""
    choice = recommend_with_labels(made_estimate(), objective_of(objective), 0.2)
    assert choice is not None
    assert choice.threshold == threshold


def test_unproven_threshold_is_not_taken() -> None:
    """A threshold that labels do not show to be better is not taken."""
    choice = recommend_with_labels(made_estimate(noise=0.5), objective_of("f1"), 0.2)
    assert choice is not None
    assert choice.threshold == 0.2
    assert "do not show another threshold to be better" in choice.reason


def test_few_chosen_labels_move_nothing() -> None:
    """A handful of chosen labels does not move the threshold."""
    choice = recommend_with_labels(made_estimate(drawn=False), objective_of("f1"), 0.2)
    assert choice is not None
    assert choice.threshold == 0.2


def test_five_chosen_labels_can_move_it() -> None:
    """Five chosen labels between two thresholds can move the threshold."""
    found = made_estimate(drawn=False)
    rows = [replace(row, confusion=Confusion(1, 6, 1, 1)) if row.threshold == 0.2 else row for row in found.rows]
    choice = recommend_with_labels(replace(found, rows=tuple(rows)), objective_of("f1"), 0.2)
    assert choice is not None
    assert choice.threshold == 0.4


def test_other_threshold_must_prove_itself() -> None:
    """Where no judged pair is linked without labels, another threshold must still prove to be better."""
    choice = recommend_with_labels(made_estimate(drawn=False), objective_of("f1"), 0.8)
    assert choice is not None
    assert choice.threshold == 0.8
    assert "no judged pair is linked at .80" in choice.reason
    assert "do not show another threshold to be better" in choice.reason


def test_where_it_does_it_is_taken_with_that_said() -> None:
    choice = recommend_with_labels(made_estimate(), objective_of("f1"), 0.8)
    assert choice is not None
    assert choice.threshold == 0.4
    assert "at .80, found without labels, no judged pair is linked" in choice.reason


def test_an_objective_out_of_reach_is_said_to_be() -> None:
    choice = recommend_with_labels(made_estimate(), objective_of("precision>=.99"), 0.2)
    assert choice is not None
    assert "no threshold reaches a precision of at least .99" in choice.reason


def test_review_is_never_above_the_link_cut_off() -> None:
    choice = recommend_with_labels(made_estimate(), objective_of("recall>=.85"), 0.2)
    assert choice is not None
    assert choice.review <= choice.threshold


def test_labels_that_cannot_tell_choose_nothing() -> None:
    nothing = EstimateCurve((row(0.5, None, None, None),), {}, drawn=False)
    assert recommend_with_labels(nothing, objective_of("f1"), 0.5) is None


@pytest.mark.parametrize("objective", ["recall>=.8", "precision>=.8"])
def test_reached_value_is_not_the_threshold(objective: str) -> None:
    """What a threshold reaches is not confused with the threshold."""
    choice = recommend_with_labels(made_estimate(), objective_of(objective), 0.2)
    assert choice is not None
    assert f"{objective.split('>')[0]} here is .80" in choice.reason


def test_doubtful_objective_is_reported() -> None:
    """An objective that labels only perhaps reach is reported as in doubt."""
    choice = recommend_with_labels(made_estimate(), objective_of("recall>=.8"), 0.2)
    assert choice is not None
    assert "the true value may be lower" in choice.reason


def test_mostly_kept_texts_are_reported() -> None:
    """Texts that are mostly kept are reported so, by the scores of their links."""
    kept = ["The bridge was closed in May.", "Grain rose by ten percent.", "Bees died in the orchard."]
    same = compare(*(Document.from_sentences(kept, label=name) for name in ("one", "two")))
    assert "all 3 links score .80 or more" in recommend_without_labels(Sweep(same)).reason
