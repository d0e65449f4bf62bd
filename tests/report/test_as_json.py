"""The JSON report: valid against its shipped schema, complete, and deterministic."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import evolve
from evolve.report import RENDERERS, Provenance

from .versions import evolution

ONE = ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."]
TWO = ["The treaty was signed in June.", "Grain prices rose by twenty percent.", "The minister has resigned."]
THREE = ["The minister has resigned.", "Grain prices fell by five percent."]


def render(*versions: list[str], **settings: Any) -> str:
    return RENDERERS["json"].render(evolution(*versions, **settings), Provenance(origins={"language": "default"}))


def shipped_schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(files("evolve.report").joinpath(f"{name}.schema.json").read_text("utf-8"))
    return schema


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(shipped_schema("comparison"))
    return Draft202012Validator(shipped_schema("comparison"))


@pytest.mark.parametrize("versions", [(ONE, TWO), (ONE, ONE), (ONE, []), ([], [])], ids=lambda v: str(len(v)))
def test_report_is_valid_against_the_shipped_schema(
    validator: Draft202012Validator, versions: tuple[list[str]]
) -> None:
    assert [error.message for error in validator.iter_errors(json.loads(render(*versions)))] == []


@pytest.mark.parametrize("versions", [(ONE, TWO, THREE), (ONE, TWO, ONE), (ONE, [], TWO), ([], [], [])], ids=str)
def test_several_versions_have_a_schema_of_their_own(versions: tuple[list[str]]) -> None:
    """The report on three versions is valid by the schema for several, which the one on two is not."""
    Draft202012Validator.check_schema(shipped_schema("evolution"))
    several = Draft202012Validator(shipped_schema("evolution"))
    assert [error.message for error in several.iter_errors(json.loads(render(*versions)))] == []
    assert not several.is_valid(json.loads(render(ONE, TWO)))


def test_both_schemas_share_their_parts() -> None:
    """What both reports have is described in the same words; the second only adds to it."""
    two, several = shipped_schema("comparison"), shipped_schema("evolution")
    own = {"argument"}
    assert {name: part for name, part in several["$defs"].items() if name not in {*own, "step"}} == {
        name: part for name, part in two["$defs"].items() if name not in own
    }
    assert two["$defs"]["argument"]["properties"].items() <= several["$defs"]["argument"]["properties"].items()


def test_links_over_gaps_and_lives() -> None:
    """An argument that comes back is one argument, with a link over the gap and its life in every version."""
    report = json.loads(render(ONE, TWO, ONE))
    over = [link for link in report["links"] if link["to"] - link["from"] > 1]
    farmers = next(argument for argument in report["arguments"] if "farmers" in argument["label"])
    assert [(link["from"], link["to"], link["before"], link["after"]) for link in over] == [(0, 2, 2, 2)]
    assert farmers["sentences"] == [[2], [], [2]]
    assert [step["event"] for step in farmers["life"]] == ["first", "dropped", "revived"]


def test_schema_rejects_unknown_keys(validator: Draft202012Validator) -> None:
    report = json.loads(render(ONE, TWO))
    report["documents"][0]["sentences"][0]["mood"] = "sad"
    assert not validator.is_valid(report)


def test_keys_are_in_the_published_order() -> None:
    assert list(json.loads(render(ONE, TWO))) == [
        "schema", "evolve", "settings", "origins", "language", "threshold", "chance", "judgements", "judges", "pairs",
        "documents", "links", "arguments", "counts",
    ]  # fmt: skip


def test_sentences_have_number_and_span() -> None:
    """Every sentence is in the report once, with its number and span."""
    made = evolution(ONE, TWO, THREE)
    report = json.loads(render(ONE, TWO, THREE))
    for document, given in zip(made.documents, report["documents"], strict=True):
        assert [s["n"] for s in given["sentences"]] == list(range(1, len(document.sentences) + 1))
        assert [s["text"] for s in given["sentences"]] == [
            document.text[s["start"] : s["end"]] for s in given["sentences"]
        ]


def test_links_and_counts_equal_the_comparison() -> None:
    made = evolution(ONE, TWO)
    report = json.loads(render(ONE, TWO))
    links = made.comparisons[0].links
    assert links
    assert [(x["before"] - 1, x["after"] - 1) for x in report["links"]] == [(x.before, x.after) for x in links]
    assert report["counts"]["links"] == len(links) == report["counts"]["persisted"] + report["counts"]["changed"]
    assert report["counts"]["dropped"] == report["counts"]["before"]["dropped"]
    assert report["counts"]["added"] == report["counts"]["after"]["added"]
    for side, document in zip(("before", "after"), report["documents"], strict=True):
        statuses = Counter(sentence["status"] for sentence in document["sentences"])
        assert report["counts"][side] == {str(status): statuses[str(status)] for status in evolve.Status}


def test_pairs_have_own_threshold_and_chance() -> None:
    """Every pair of three versions has its own threshold and chance."""
    pairs = json.loads(render(ONE, TWO, THREE))["pairs"]
    assert [(pair["from"], pair["to"], pair["threshold"]) for pair in pairs] == [(0, 1, 0.1), (1, 2, 0.1)]


def test_threshold_only_if_shared() -> None:
    """The report has one threshold at the top only if all pairs share it."""
    made = evolution(ONE, TWO, THREE)
    moved = evolve.Evolution(made.documents, (made.comparisons[0], made.comparisons[1].at(0.5)))
    assert json.loads(RENDERERS["json"].render(made, Provenance()))["threshold"] == 0.1
    assert json.loads(RENDERERS["json"].render(moved, Provenance()))["threshold"] is None


def test_automatic_threshold_is_auto() -> None:
    assert json.loads(render(ONE, TWO, threshold=None))["settings"]["threshold"] == "auto"


def test_numbers_have_six_digits_at_most() -> None:
    found: list[float] = []
    json.loads(render(ONE, TWO), parse_float=lambda text: found.append(len(text.partition(".")[2])))
    assert max(found) <= 6


def test_non_ascii_letters_are_not_escaped() -> None:
    assert "“Čas” – 時間" in render(["“Čas” – 時間 is money."], TWO)


def test_sentence_is_on_one_line() -> None:
    assert sum('"text": "Nobody asked the farmers."' in line for line in render(ONE, TWO).splitlines()) == 1
