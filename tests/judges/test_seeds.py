"""A judge that answers as the reading in `seeds/` does turns the seeds' report into the one that reader would write."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from evolve import compare, read
from evolve.comparison import Comparison, evolution_of
from evolve.judges import JudgeStore
from evolve.judges.ask import Judge, ask, tasks_of
from evolve.judges.run import words_of
from evolve.model import Status
from evolve.readers import seeds
from evolve.report import RENDERERS, Provenance

from .commands import READER, command

READING = seeds()[0].with_name("judgements.csv")
PROGRAM = f"""{READER}
import csv
with open({str(READING)!r}, encoding="utf-8", newline="") as file:
    rows = [(one[row["before"]], two[row["after"]], row["verdict"], row["kinds"]) for row in csv.DictReader(file)]
for before, after, verdict, kinds in rows:
    verdict = "related" if verdict == "unsure" else verdict
    print(json.dumps({{"before": before, "after": after, "verdict": verdict, "kind": kinds}}))
named = {{row[:2] for row in rows}}
for pair in to_check:
    if (pair["before"], pair["after"]) not in named:
        print(json.dumps({{**pair, "verdict": "not"}}))
print(json.dumps({{"done": done}}))
"""


@pytest.fixture(scope="module")
def plain() -> Comparison:
    before, after = (read(path) for path in seeds())
    return compare(before, after)


@pytest.fixture(scope="module")
def judged(plain: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("judge")
    store = JudgeStore.open(plain.before, plain.after, folder=folder)
    judge = Judge("reader", words_of(command(folder, PROGRAM)))
    outcome = ask(plain, tasks_of(plain), judge, store)
    assert (outcome.asked, outcome.left_out, outcome.unended) == (1, [], 0)
    return plain.judged((), by_judges=store.reading())


@pytest.fixture(scope="module")
def reading(plain: Comparison) -> dict[tuple[int, int], str]:
    """What the reading says of which pair."""
    one, two = plain.pair.sentence_texts
    with READING.open(encoding="utf-8", newline="") as file:
        return {(one.index(row["before"]), two.index(row["after"])): row["verdict"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("threshold", [None, 0.0, 0.1, 1.0])
def test_links_are_the_pairs_of_the_reading(
    judged: Comparison, reading: dict[tuple[int, int], str], threshold: float | None
) -> None:
    """All of them and no other, wherever the threshold is."""
    comparison = judged if threshold is None else judged.at(threshold)
    same = {pair for pair, verdict in reading.items() if verdict == "same"}
    assert {(link.before, link.after) for link in comparison.links} == same
    assert {link.judged_by for link in comparison.links} == {"reader"}


def test_sentences_of_no_pair_have_no_match(judged: Comparison, reading: dict[tuple[int, int], str]) -> None:
    matched = {b for (b, _), verdict in reading.items() if verdict == "same"}
    for n in range(len(judged.before.sentences)):
        assert (judged.status_of("before", n) in (Status.PERSISTED, Status.CHANGED)) is (n in matched)


def test_nothing_is_estimated_of_judged_links(judged: Comparison) -> None:
    assert (judged.link_chance().pairs, judged.link_chance().expected) == (0, 0)


def test_every_report_names_the_judge(judged: Comparison, plain: Comparison) -> None:
    for renderer in RENDERERS.values():
        text = renderer.render(evolution_of([judged]), Provenance(version="0.0.0"))
        assert "reader" in text
        unjudged = " ".join(renderer.render(evolution_of([plain]), Provenance(version="0.0.0")).split())
        # The folder of the texts may have the word in its name.
        assert "reader" not in unjudged.replace("let a reader judge", "").replace(str(seeds()[0].parent), "")


def test_json_has_all_that_was_judged(judged: Comparison, reading: dict[tuple[int, int], str]) -> None:
    report = json.loads(RENDERERS["json"].render(evolution_of([judged]), Provenance(version="0.0.0")))
    counts = Counter(reading.values())
    assert (report["judges"]["same"], report["judges"]["related"]) == (counts["same"], counts["unsure"])
    assert all(link["judge"]["verdict"] == "same" for link in report["links"])


def test_installed_seeds_are_not_written_beside(plain: Comparison) -> None:
    assert JudgeStore.open(plain.before, plain.after).path.parent != Path(plain.before.source).parent


def test_related_pairs_are_possible(judged: Comparison, reading: dict[tuple[int, int], str]) -> None:
    """Sentences are unclear exactly where the reading has a related pair and no match for them."""
    matched = {b for (b, _), verdict in reading.items() if verdict == "same"}
    related = {b for (b, _), verdict in reading.items() if verdict == "unsure"} - matched
    unclear = {n for n in range(len(judged.before.sentences)) if judged.status_of("before", n) is Status.UNCLEAR}
    assert unclear == related
    assert {reading[link.before, link.after] for link in judged.possible} == {"unsure"}
