"""`evolve tune` and `evolve label` from outside: what goes where, and a clear word for every bad input."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from evolve.cli import main
from tests.tune.made_pairs import AFTER, BEFORE, SAME

Capture = pytest.CaptureFixture[str]
FILES = ["one.txt", "two.txt"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    for name, sentences in zip(FILES, (BEFORE, AFTER), strict=True):
        (place / name).write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
    with (place / "gold.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["source", "target", "label"])
        rows.writerows([b, a, int((i, j) in SAME)] for i, b in enumerate(BEFORE) for j, a in enumerate(AFTER))
    monkeypatch.chdir(place)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for name in [name for name in os.environ if name.startswith("EVOLVE_")]:
        monkeypatch.delenv(name)
    return place


GOLD = ["--judgements", "gold.csv", "--columns", "before=source,after=target,verdict=label"]


def test_recommendation_without_labels(capsys: Capture) -> None:
    """Without labels a threshold is recommended, with its reason."""
    assert main(["tune", *FILES]) == 0
    said = capsys.readouterr()
    assert "Recommended without labels:" in said.out
    assert "links expected by chance" in " ".join(said.out.split())
    assert said.err == ""


@pytest.mark.slow
def test_data_are_the_same_bytes_twice(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["tune", *FILES, *GOLD, "--json"])
    once = capfdbinary.readouterr().out
    main(["tune", *FILES, *GOLD, "--json"])
    assert capfdbinary.readouterr().out == once


def test_labels_give_figures_with_intervals(capsys: Capture) -> None:
    """Labels give precision, recall and F with intervals."""
    main(["tune", *FILES, *GOLD, "--json"])
    labels = json.loads(capsys.readouterr().out)["labels"]
    row = next(row for row in labels["rows"] if row["precision"] and row["recall"])
    assert all(low <= value <= high for value, low, high in (row["precision"], row["recall"], row["f1"]))
    assert labels["same"] == len(SAME)


@pytest.mark.slow
def test_rows_have_the_figures_of_the_report(capsys: Capture) -> None:
    """Under stored judgements the row in force has the report's figures; the recommendation stays as it was."""
    from evolve import Judgement, JudgementStore, Verdict, read

    main(["tune", *FILES, "--json"])
    (before,) = json.loads(capsys.readouterr().out)["pairs"]
    documents = [read(file) for file in FILES]
    JudgementStore.open(*documents).add(Judgement(BEFORE[0], AFTER[0], Verdict.NOT))
    main(["tune", *FILES, "--json"])
    said = json.loads(capsys.readouterr().out)
    (pair,) = said["pairs"]
    main(["report", *FILES, "-f", "json"])
    report = json.loads(capsys.readouterr().out)
    assert (pair["threshold"], pair["choice"]["threshold"]) == (before["threshold"], before["choice"]["threshold"])
    row = next(row for row in pair["rows"] if row["threshold"] == pytest.approx(report["threshold"], abs=1e-4))
    (figures,) = report["pairs"]
    assert row["links"] == report["counts"]["links"] < before["rows"][0]["links"]
    assert row["expected"] == pytest.approx(figures["link_chance"]["expected"], abs=1e-4)
    assert row["precision"] == pytest.approx(figures["link_chance"]["precision"], abs=1e-4)
    assert (row["dropped"], row["added"]) == (
        figures["counts"]["before"]["dropped"],
        figures["counts"]["after"]["added"],
    )
    assert said["labels"]["not"] == 1


def test_kept_judgements_can_be_left_out(capsys: Capture) -> None:
    from evolve import Judgement, JudgementStore, Verdict, read

    JudgementStore.open(*[read(file) for file in FILES]).add(Judgement(BEFORE[0], AFTER[0], Verdict.SAME))
    main(["tune", *FILES, "--json", "--no-judgements"])
    assert json.loads(capsys.readouterr().out)["labels"] is None


@pytest.mark.slow
def test_several_pairs_are_each_judged_by_the_others(folder: Path, capsys: Capture) -> None:
    for name in FILES:
        text = (folder / name).read_text(encoding="utf-8").replace("the", "this")
        (folder / f"also-{name}").write_text(text, encoding="utf-8")
    gold = (folder / "gold.csv").read_text(encoding="utf-8")
    (folder / "more.csv").write_text(gold.replace("the", "this"), encoding="utf-8")
    more = ["--pair", "also-one.txt", "also-two.txt", "--judgements", "more.csv"]
    assert main(["tune", *FILES, *GOLD, *more, "--json"]) == 0
    assert [held["pair"] for held in json.loads(capsys.readouterr().out)["labels"]["held_out"]] == [1, 2]


@pytest.mark.parametrize(("bar", "code"), [("f1=0.01", 0), ("recall=0.9", 1), ("precision=.01", 0)])
def test_fail_under_decides_the_exit_code(bar: str, code: int) -> None:
    assert main(["tune", *FILES, *GOLD, "--threshold", ".95", "--fail-under", bar]) == code


@pytest.mark.parametrize("bar", ["f1", "f1=2", "f9=.5", "f1=x", "=1"])
def test_a_bar_that_is_none_is_wrong_usage(bar: str) -> None:
    assert main(["tune", *FILES, *GOLD, "--fail-under", bar]) == 2


def test_fail_under_without_labels_is_no_pass(capsys: Capture) -> None:
    assert main(["tune", *FILES, "--fail-under", "f1=0"]) == 3
    assert "needs judged pairs" in capsys.readouterr().err


def test_recommendation_ignores_the_threshold(capsys: Capture) -> None:
    """What the labels recommend does not depend on the threshold in force."""
    found = []
    for more in ([], ["--threshold", ".95"]):
        main(["tune", *FILES, *GOLD, "--json", *more])
        found.append(json.loads(capsys.readouterr().out)["choice"])
    assert found[0] == found[1]


def test_recommended_row_is_marked(capsys: Capture) -> None:
    """The recommended threshold has a marked row in every table."""
    main(["tune", *FILES, *GOLD, "--threshold", ".9531", "--json"])
    said = json.loads(capsys.readouterr().out)
    choices = [said["pairs"][0]["choice"]["threshold"], said["choice"]["threshold"]]
    main(["tune", *FILES, *GOLD, "--threshold", ".9531"])
    out = capsys.readouterr().out
    assert re.findall(r"^\* +(\S+)", out, re.M) == [f"{choice:.2f}"[1:] for choice in choices]
    assert out.count("* recommended") == 2


def test_rows_show_different_thresholds(capsys: Capture) -> None:
    """No two rows of a table show the same threshold."""
    main(["tune", *FILES, "--threshold", ".9531"])
    bars = re.findall(r"^[>* ] +(\.\d\d)  ", capsys.readouterr().out, re.M)
    assert bars
    assert len(bars) == len(set(bars))


@pytest.mark.parametrize("wish", [["--objective", "recall>=.8"], ["--complete"]])
def test_option_that_needs_labels(wish: list[str], capsys: Capture) -> None:
    """An option that needs labels is reported to have no effect without them."""
    assert main(["tune", *FILES, *wish]) == 0
    assert f"{wish[0]} has no effect without judged pairs" in capsys.readouterr().err


def test_it_ends_with_what_can_be_done_next(capsys: Capture) -> None:
    main(["tune", *FILES])
    assert "`evolve label` asks about one pair" in " ".join(capsys.readouterr().out.splitlines()[-2:])
    main(["tune", *FILES, *GOLD, "--threshold", ".95"])
    assert re.fullmatch(r"threshold = 0\.\d+", capsys.readouterr().out.splitlines()[-1])


class TestBadLabels:
    def test_foreign_sentences_are_listed(self, folder: Path, capsys: Capture) -> None:
        """Sentences that are not in the texts are listed and counted."""
        (folder / "l.csv").write_text(f"before,after,verdict\nStranger.,Other.,same\n{BEFORE[0]},{AFTER[0]},same\n")
        assert main(["tune", *FILES, "--judgements", "l.csv"]) == 0
        err = capsys.readouterr().err
        assert "one judgement left out because of sentences that are not in these texts" in err
        assert "Stranger. | Other." in err

    def test_contradicting_labels_are_listed_and_left_out(self, folder: Path, capsys: Capture) -> None:
        row = f'"{BEFORE[1]}","{AFTER[1]}"'
        (folder / "l.csv").write_text(f"before,after,verdict\n{row},same\n{row},not\n", encoding="utf-8")
        assert main(["tune", *FILES, "--judgements", "l.csv"]) == 0
        err = capsys.readouterr().err
        assert "one pair with contradictory judgements, left out" in err
        assert "there are no usable judgements" in err

    def test_an_empty_file_is_refused(self, folder: Path, capsys: Capture) -> None:
        (folder / "l.csv").write_text("", encoding="utf-8")
        assert main(["tune", *FILES, "--judgements", "l.csv"]) == 3
        assert "l.csv: the file is empty" in capsys.readouterr().err

    def test_other_column_names_are_asked_for(self, capsys: Capture) -> None:
        assert main(["tune", *FILES, "--judgements", "gold.csv"]) == 3
        assert "--columns before=NAME" in capsys.readouterr().err

    def test_no_positive_label_is_said_and_gives_no_recall(self, folder: Path, capsys: Capture) -> None:
        (folder / "l.csv").write_text(f'before,after,verdict\n{BEFORE[0]},"{AFTER[1]}",not\n', encoding="utf-8")
        assert main(["tune", *FILES, "--judgements", "l.csv", "--json"]) == 0
        said = capsys.readouterr()
        assert "no pair was judged the same: recall and F cannot be estimated" in said.err
        assert {row["recall"] is None for row in json.loads(said.out)["labels"]["rows"]} == {True}

    def test_swapped_columns_are_recognised(self, folder: Path, capsys: Capture) -> None:
        """Labels whose sides are swapped are recognised, with a way out."""
        (folder / "l.csv").write_text(f'before,after,verdict\n"{AFTER[1]}","{BEFORE[1]}",same\n', encoding="utf-8")
        assert main(["tune", *FILES, "--judgements", "l.csv"]) == 0
        assert "1 of these fits if the two files are swapped" in capsys.readouterr().err
        assert main(["tune", *FILES, "--judgements", "l.csv", "--columns", "before=after,after=before", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["labels"]["same"] == 1

    def test_pairs_left_open_are_said_to_tell_nothing(self, folder: Path, capsys: Capture) -> None:
        (folder / "l.csv").write_text(f'before,after,verdict\n"{BEFORE[1]}","{AFTER[1]}",?\n', encoding="utf-8")
        assert main(["tune", *FILES, "--judgements", "l.csv"]) == 0
        assert "the only judgement is unsure" in capsys.readouterr().err

    def test_only_the_same_gives_no_precision(self, folder: Path, capsys: Capture) -> None:
        (folder / "l.csv").write_text(f'before,after,verdict\n"{BEFORE[1]}","{AFTER[1]}",same\n', encoding="utf-8")
        assert main(["tune", *FILES, "--judgements", "l.csv", "--json"]) == 0
        said = capsys.readouterr()
        assert "so false links cannot be counted" in said.err
        assert {row["precision"] is None for row in json.loads(said.out)["labels"]["rows"]} == {True}

    @pytest.mark.slow
    def test_the_same_file_twice_is_that_file(self, capsys: Capture) -> None:
        main(["tune", *FILES, *GOLD, "--json"])
        once = capsys.readouterr()
        main(["tune", *FILES, *GOLD, "--judgements", "gold.csv", "--json"])
        assert capsys.readouterr() == once

    @pytest.mark.parametrize("name", [".", os.devnull])
    def test_what_is_no_file_of_labels_is_refused(self, name: str, capsys: Capture) -> None:
        assert main(["tune", *FILES, "--judgements", name]) == 3
        assert capsys.readouterr().err.count("\n") == 1

    def test_escapes_from_a_file_never_reach_the_terminal(self, folder: Path, capsys: Capture) -> None:
        row = {"before": "\x1b[31mGone.", "after": "There\x1b]0;x\x07.", "verdict": "same", "note": "\x1b[2J"}
        (folder / "l.jsonl").write_text(json.dumps(row), encoding="utf-8")
        assert main(["tune", *FILES, "--judgements", "l.jsonl"]) == 0
        said = capsys.readouterr()
        assert not {"\x1b", "\x07"} & set(said.out + said.err)

    def test_labels_can_be_piped_in(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
        monkeypatch.setattr("sys.stdin", (folder / "gold.csv").open(encoding="utf-8"))
        assert main(["tune", *FILES, "--judgements", "-", *GOLD[2:], "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["labels"]["same"] == len(SAME)

    def test_stdin_is_not_read_for_a_text_and_for_labels(self, capsys: Capture) -> None:
        assert main(["tune", "-", FILES[1], "--judgements", "-"]) == 2
        assert "only once" in capsys.readouterr().err

    def test_columns_of_no_file_are_wrong_usage(self) -> None:
        assert main(["tune", *FILES, *GOLD[2:]]) == 2

    def test_a_file_that_is_not_there_is_one_line(self, capsys: Capture) -> None:
        assert main(["tune", *FILES, "--judgements", "none.csv"]) == 3
        assert capsys.readouterr().err.count("\n") == 1


def test_nothing_is_written_unasked(folder: Path) -> None:
    before = sorted(folder.iterdir())
    main(["tune", *FILES, *GOLD])
    assert sorted(folder.iterdir()) == before


class TestPage:
    @pytest.fixture
    def page(self, folder: Path) -> str:
        text = (folder / "one.txt").read_text(encoding="utf-8")
        (folder / "one.txt").write_text(text.replace("the reservoir", "the <b.reservoir> & more"), encoding="utf-8")
        main(["tune", *FILES, *GOLD, "--html", "t.html"])
        return (folder / "t.html").read_text(encoding="utf-8")

    def test_policy_names_own_script_and_style(self, page: str) -> None:
        """The page's policy names its own script and style alone."""
        for tag in ("script", "style"):
            (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in page

    def test_it_asks_for_nothing_from_the_network(self, page: str) -> None:
        assert "default-src 'none'" in page
        assert not re.search(r"(?:src=|href=\"[^#])|url\(|https?://", page)

    def test_nothing_of_a_document_is_markup(self, page: str) -> None:
        assert "<b.reservoir" not in page
        assert "&lt;b.reservoir&gt;" in page

    def test_the_chart_has_words_and_a_table_twin(self, page: str) -> None:
        assert "<title id=" in page
        assert "<desc id=" in page
        assert page.count("data-t=") >= 100


def test_agreement_of_two_files_needs_no_texts(folder: Path, capsys: Capture) -> None:
    for name, last in (("anna.csv", "not"), ("ben.csv", "same")):
        (folder / name).write_text(f"before,after,verdict\na,b,same\na,c,not\na,d,{last}\n", encoding="utf-8")
    assert main(["tune", "--agreement", "anna.csv", "ben.csv"]) == 0
    out = capsys.readouterr().out
    assert "67%" in out
    assert "Krippendorff's alpha" in out


def test_whose_verdict_is_whose_is_told(folder: Path, capsys: Capture) -> None:
    for name, said in (("anna.csv", "not"), ("ben.csv", "same")):
        (folder / name).write_text(f"before,after,verdict\na,b,{said}\na,c,not\n", encoding="utf-8")
    main(["tune", "--agreement", "anna.csv", "ben.csv"])
    out = capsys.readouterr().out
    assert "The first verdict is from anna.csv, the second from ben.csv." in out
    assert "not/same  a" in out


def test_agreement_can_be_had_as_data(folder: Path, capsys: Capture) -> None:
    for name in ("anna.csv", "ben.csv"):
        (folder / name).write_text("before,after,verdict\na,b,same\na,c,not\n", encoding="utf-8")
    assert main(["tune", "--agreement", "anna.csv", "ben.csv", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["alpha"] == 1


@pytest.mark.parametrize("more", [FILES, ["--html", "t.html"], ["--fail-under", "f1=.9"]])
def test_agreement_does_nothing_else_beside_it(more: list[str], folder: Path, capsys: Capture) -> None:
    before = sorted(folder.iterdir())
    assert main(["tune", *more, "--agreement", "gold.csv", "gold.csv"]) == 2
    assert "compares only two files of labels" in capsys.readouterr().err
    assert sorted(folder.iterdir()) == before


def test_labelling_asks_nobody_who_is_not_there(capsys: Capture) -> None:
    assert main(["label", *FILES]) == 2
    assert "labelling is interactive and needs a terminal" in capsys.readouterr().err


class TestLabelling:
    @pytest.fixture(autouse=True)
    def somebody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A person who types y and leaves."""
        said = iter(["y", "q"])
        monkeypatch.setattr("evolve.cli.commands.label.on_terminal", lambda stream: True)
        monkeypatch.setattr("builtins.input", lambda prompt: next(said))

    def test_labelling_ends_with_the_next_step(self, folder: Path, capsys: Capture) -> None:
        """Labelling ends with where the labels are, and what to do with them."""
        assert main(["label", *FILES, "--to", "an na.jsonl"]) == 0
        out = capsys.readouterr().out
        assert "saved in an na.jsonl" in out
        assert "evolve tune one.txt two.txt --judgements 'an na.jsonl'" in out
        assert len((folder / "an na.jsonl").read_text(encoding="utf-8").splitlines()) == 1

    def test_nothing_is_added_to_a_file_of_something_else(self, folder: Path, capsys: Capture) -> None:
        before = (folder / "gold.csv").read_bytes()
        assert main(["label", *FILES, "--to", "gold.csv"]) == 2
        assert "is not a file of labels" in capsys.readouterr().err
        assert (folder / "gold.csv").read_bytes() == before

    def test_a_torn_line_is_told_once_and_costs_no_other(self, folder: Path, capsys: Capture) -> None:
        row = {"before": BEFORE[0], "after": AFTER[0], "verdict": "same"}
        (folder / "a.jsonl").write_text(json.dumps(row) + '\n{"before": "x', encoding="utf-8")
        assert main(["label", *FILES, "--to", "a.jsonl"]) == 0
        assert capsys.readouterr().err.count("the last line is incomplete") == 1


def test_tune_without_files_is_wrong_usage() -> None:
    assert main(["tune"]) == 2


@pytest.mark.parametrize("place", ["one.txt", "gold.csv"])
def test_nothing_that_is_read_is_written_over(place: str, folder: Path) -> None:
    before = (folder / place).read_bytes()
    assert main(["tune", *FILES, *GOLD, "--html", place]) == 2
    assert (folder / place).read_bytes() == before


@pytest.mark.parametrize("seed", ["-1", "x"])
def test_a_seed_that_is_none_is_wrong_usage(seed: str) -> None:
    assert main(["label", *FILES, f"--seed={seed}"]) == 2
