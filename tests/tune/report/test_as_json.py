"""Tuning as data: valid by its shipped schema whatever is known, and whoever agrees."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import evolve
from evolve.comparison import Comparison
from evolve.model import Judgement, Verdict
from evolve.tune.agreement import agreement
from evolve.tune.labels import Labels, match
from evolve.tune.recommend import objective_of
from evolve.tune.report.as_json import render, render_agreement
from evolve.tune.sampling import draw
from evolve.tune.study import make_study

from ..made_pairs import AFTER, BEFORE, SAME, made

STRANGER = Judgement("A stranger.", "Another.", Verdict.SAME)


def shipped(name: str) -> Draft202012Validator:
    schema = json.loads(files("evolve.tune.report").joinpath(f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return shipped("tuning")


def pair(before: tuple[str, ...], after: tuple[str, ...]) -> Comparison:
    return evolve.compare(*(evolve.Document.from_sentences(text) for text in (before, after)))


def judged(verdict: Verdict | None = None) -> list[Judgement]:
    """Every pair judged rightly, or all alike."""
    return [
        Judgement(b, a, verdict or (Verdict.SAME if (i, j) in SAME else Verdict.NOT))
        for i, b in enumerate(BEFORE)
        for j, a in enumerate(AFTER)
    ]


def drawn() -> Labels:
    comparison = made()
    one, two = comparison.pair.sentence_texts
    a = comparison.alignment
    pairs = [(int(a.before[p]), int(a.after[p]), d) for p, d in draw(a, comparison.threshold, 0, 20)]
    said = [
        Judgement(one[b], two[x], Verdict.SAME if (b, x) in SAME else Verdict.NOT, drawn=str(d)) for b, x, d in pairs
    ]
    return match((comparison,), said)


def data(comparisons: tuple[Comparison, ...], labels: Labels | None, objective: str = "f1") -> Any:
    return json.loads(render(make_study(comparisons, labels, objective_of(objective), rounds=50)))


TWO_PAIRS = (made(), pair(tuple(b.replace("the", "this") for b in BEFORE), AFTER))
CASES = {
    "nothing judged": ((made(),), None),
    "several pairs": (TWO_PAIRS, None),
    "all judged": ((made(),), match((made(),), judged())),
    "only the same": ((made(),), match((made(),), judged(Verdict.SAME))),
    "only not": ((made(),), match((made(),), judged(Verdict.NOT))),
    "only unsure": ((made(),), match((made(),), judged(Verdict.UNSURE))),
    "some unusable": ((made(),), match((made(),), [*judged(), STRANGER], contradicting=[STRANGER])),
    "drawn": ((made(),), drawn()),
    "several pairs judged": (
        TWO_PAIRS,
        match(TWO_PAIRS, [*judged(), Judgement(BEFORE[0].replace("the", "this"), AFTER[0], Verdict.SAME)]),
    ),
    "identical texts": ((pair(BEFORE, BEFORE),), None),
    "nothing in common": ((pair(("Rain fell.",), ("Prices rose.",)),), None),
}


@pytest.mark.parametrize("case", CASES)
def test_data_are_valid_by_the_shipped_schema(validator: Draft202012Validator, case: str) -> None:
    assert [f"{e.json_path}: {e.message}" for e in validator.iter_errors(data(*CASES[case]))] == []


@pytest.mark.parametrize("objective", ["f2", "f0.5", "precision>=.9", "recall>=0", "recall>=.000001"])
def test_they_are_by_every_objective(validator: Draft202012Validator, objective: str) -> None:
    assert validator.is_valid(data((made(),), match((made(),), judged()), objective))


def test_the_schema_refuses_what_it_does_not_know(validator: Draft202012Validator) -> None:
    said = data(*CASES["all judged"])
    said["labels"]["rows"][0]["mood"] = "sad"
    assert not validator.is_valid(said)


def test_schema_refuses_half_an_interval(validator: Draft202012Validator) -> None:
    """The schema refuses an interval with an end missing."""
    said = data(*CASES["all judged"])
    next(row for row in said["labels"]["rows"] if row["f1"])["f1"].pop()
    assert not validator.is_valid(said)


@pytest.mark.parametrize("theirs", [judged(), judged(Verdict.SAME), judged(Verdict.UNSURE)], ids=["right", "same", "?"])
def test_agreement_is_valid_by_its_schema(theirs: list[Judgement]) -> None:
    for mine in (judged(), judged(Verdict.SAME)):
        said = json.loads(render_agreement(agreement(mine, theirs), ("anna.jsonl", "ben.jsonl")))
        assert [error.message for error in shipped("agreement").iter_errors(said)] == []
