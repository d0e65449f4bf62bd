"""Judgements count wherever two files are compared, and can be handed on."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from evolve import Judgement, JudgementStore, Verdict, read, read_judgements
from evolve.cli import main
from evolve.judgements import data_folder, write_judgements
from evolve.judges import JudgeStore
from evolve.judges.store import Given

TALKS, FARMERS, PRICES = "The talks have failed.", "Nobody asked the farmers.", "Grain prices rose by ten percent."
TALKS_NOW, PRICES_NOW, MINISTER = TALKS, "Grain prices rose by twenty percent.", "The minister has resigned."


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> JudgementStore:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("EVOLVE_JUDGEMENTS", raising=False)
    Path("one.txt").write_text(" ".join((TALKS, FARMERS, PRICES)), encoding="utf-8")
    Path("two.txt").write_text(" ".join((TALKS_NOW, PRICES_NOW, MINISTER)), encoding="utf-8")
    return JudgementStore.open(read("one.txt"), read("two.txt"))


@pytest.fixture
def judged(store: JudgementStore) -> JudgementStore:
    for before, after, verdict in (
        (FARMERS, MINISTER, "same"), (PRICES, PRICES_NOW, "not"),
        (TALKS, TALKS_NOW, "unsure"), ("Gone.", "Too.", "same"),
    ):  # fmt: skip
        store.add(Judgement(before, after, Verdict(verdict)))
    return store


def report(capsys: pytest.CaptureFixture[str], *options: str) -> Any:
    assert main(["report", "one.txt", "two.txt", "-f", "json", "--threshold", "0.3", *options]) == 0
    return json.loads(capsys.readouterr().out)


def linked(made: Any) -> dict[tuple[int, int], str | None]:
    return {(link["before"], link["after"]): link["verdict"] for link in made["links"]}


def test_a_report_applies_them_and_says_so(judged: JudgementStore, capsys: pytest.CaptureFixture[str]) -> None:
    made = report(capsys)
    assert linked(made) == {(2, 3): "same", (1, 1): "unsure"}
    assert made["judgements"] == {"same": 1, "not": 1, "related": 0, "unsure": 1, "unplaced": 1}
    schema = json.loads(files("evolve.report").joinpath("comparison.schema.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(made)] == []


def test_judgements_can_be_left_out(
    judged: JudgementStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Judgements can be left out by an option or a setting."""
    without = report(capsys, "--no-judgements")
    assert linked(without) == {(1, 1): None, (3, 2): None}
    assert without["origins"]["judgements"] == "--no-judgements"
    monkeypatch.setenv("EVOLVE_JUDGEMENTS", "no")
    assert linked(report(capsys)) == linked(without)


def test_the_texts_turned_round_are_judged_the_same(judged: JudgementStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "two.txt", "one.txt", "-f", "json", "--threshold", "0.3"]) == 0
    assert linked(json.loads(capsys.readouterr().out)) == {(3, 2): "same", (1, 1): "unsure"}


def test_the_text_report_marks_judged_links(judged: JudgementStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "one.txt", "two.txt", "--threshold", "0.3"]) == 0
    given = " ".join(capsys.readouterr().out.split())
    assert "1 same, 1 not the same, 1 unsure" in given
    assert "judged the same claim" in given and "judged unsure" in given


def test_a_torn_line_is_told_on_stderr(judged: JudgementStore, capsys: pytest.CaptureFixture[str]) -> None:
    with judged.path.open("ab") as file:
        file.write(b'{"bef')
    assert main(["report", "one.txt", "two.txt"]) == 0
    assert "the last line is incomplete" in capsys.readouterr().err


def test_config_says_where_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--show-origin"]) == 0
    assert str(data_folder()) in capsys.readouterr().out


def test_what_was_judged_is_printed_and_written(judged: JudgementStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judgements", "one.txt", "two.txt"]) == 0
    Path("printed").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["judgements", "one.txt", "two.txt", "-o", "words.csv"]) == 0
    assert read_judgements("printed") == read_judgements("words.csv") == judged.all()


def test_import_takes_what_finds_its_sentences(store: JudgementStore, capsys: pytest.CaptureFixture[str]) -> None:
    """Other people's judgements are imported once, if their sentences are in the texts."""
    known, new = Judgement(PRICES, PRICES_NOW, Verdict.SAME), Judgement(FARMERS, MINISTER, Verdict.NOT)
    store.add(known)
    write_judgements("theirs.csv", [known, new, Judgement("Gone.", "Too.", Verdict.SAME)])
    assert main(["judgements", "one.txt", "two.txt", "--import", "theirs.csv"]) == 0
    given = capsys.readouterr().err
    assert (
        "1 imported" in given and "1 already known" in given and "1 skipped because of sentences that are not" in given
    )
    assert store.all() == (known, new)


def test_import_skips_what_changes_nothing(store: JudgementStore, capsys: pytest.CaptureFixture[str]) -> None:
    """A judgement that would change nothing is not imported again."""
    store.add(Judgement(PRICES, PRICES_NOW, Verdict.SAME, drawn="near of 5 at 0.31"))
    write_judgements("theirs.csv", [Judgement(PRICES, PRICES_NOW, Verdict.SAME)])
    assert main(["judgements", "one.txt", "two.txt", "--import", "theirs.csv"]) == 0
    assert "0 imported" in capsys.readouterr().err


def test_a_file_that_is_none_of_judgements_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judgements", "one.txt", "two.txt", "--import", "one.txt"]) == 3
    assert "one.txt: lacks the columns before, after, verdict" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "words"), [((), "no judgements yet"), (("--judges",), "no verdicts of judges yet")]
)
def test_no_stored_judgements_are_reported(
    options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["judgements", "one.txt", "two.txt", *options]) == 0
    said = capsys.readouterr()
    assert (said.out, words in said.err) == ("", True)


def test_verdicts_of_judges_are_listed_and_removed(judged: JudgementStore, capsys: pytest.CaptureFixture[str]) -> None:
    """The verdicts of judges are listed apart from a person's, and those of one judge can be removed."""
    verdict = Judgement(PRICES, PRICES_NOW, Verdict.SAME, by="llm")
    JudgeStore.open(read("one.txt"), read("two.txt")).add([Given(verdict)])
    main(["judgements", "one.txt", "two.txt", "--judges"])
    (line,) = capsys.readouterr().out.splitlines()
    assert {name: json.loads(line)[name] for name in ("before", "verdict", "by")} == {
        "before": PRICES, "verdict": "same", "by": "llm",
    }  # fmt: skip
    assert main(["judgements", "one.txt", "two.txt", "--remove-judge", "nobody"]) == 2
    assert "choose one of llm" in capsys.readouterr().err
    assert main(["judgements", "one.txt", "two.txt", "--remove-judge", "llm"]) == 0
    assert "1 verdict removed" in capsys.readouterr().err
    assert JudgeStore.open(read("one.txt"), read("two.txt")).verdicts() == ()
    assert len(judged.all()) == 4
