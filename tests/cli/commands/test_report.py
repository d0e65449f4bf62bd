"""`evolve report`, and what files alone give off a terminal: what goes where, and what it ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evolve import Judgement, JudgementStore, Verdict, read
from evolve.cli import main
from evolve.report import RENDERERS

from ..versions import ONE, TWO, outside


@pytest.mark.parametrize("name", [[], ["compare"], ["diff"]])
def test_files_alone_off_a_terminal(name: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Files alone, or after `compare` or `diff`, give the text report off a terminal."""
    assert main([*name, "one.txt", "two.txt"]) == 0
    plain = capsys.readouterr().out
    assert main(["report", "one.txt", "two.txt"]) == 0
    assert capsys.readouterr().out == plain


@pytest.mark.parametrize("name", [[], ["report"], ["diff"]])
@pytest.mark.slow
def test_no_files_give_the_two_essays_that_come_along(name: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(name) == 0
    assert "Six months ago, Russia invaded Ukraine." in " ".join(capsys.readouterr().out.split())


def test_a_report_says_nothing_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "one.txt", "two.txt"])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", RENDERERS)
def test_a_file_holds_what_stdout_would_have(name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["report", "one.txt", "two.txt", "-f", name, "-o", "out"]) == 0
    assert capfdbinary.readouterr().out == b""
    assert main(["report", "one.txt", "two.txt", "-f", name]) == 0
    assert capfdbinary.readouterr().out == Path("out").read_bytes()


@pytest.mark.parametrize("name", RENDERERS)
def test_the_name_of_the_output_chooses_the_format(name: str) -> None:
    target = f"out{RENDERERS[name].suffix}"
    assert main(["report", "one.txt", "two.txt", "-o", target]) == 0
    assert main(["report", "one.txt", "two.txt", "-f", name, "-o", "same"]) == 0
    assert Path(target).read_bytes() == Path("same").read_bytes()


def test_options_may_stand_between_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "one.txt", "-f", "json", "two.txt", "--threshold", ".4"]) == 0
    assert json.loads(capsys.readouterr().out)["threshold"] == 0.4


def test_an_option_stands_above_the_folders_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "evolve.toml").write_text("threshold = 0.9\ntrust = 0.8", encoding="utf-8")
    main(["report", "one.txt", "two.txt", "-f", "json", "--threshold", "0.4"])
    report = json.loads(capsys.readouterr().out)
    assert (report["origins"]["threshold"], report["origins"]["trust"]) == ("--threshold", "evolve.toml")


def test_file_named_like_an_option_or_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file may be called like an option or a command."""
    (folder / "one.txt").rename(folder / "-x")
    (folder / "two.txt").rename(folder / "report")
    assert main(["--", "-x", "report"]) == 0
    assert capsys.readouterr().out.startswith("-x → report\n")


def test_labels_name_the_versions_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "one.txt", "two.txt", "--label", "2022", "--label", "2025"])
    assert capsys.readouterr().out.startswith("2022 → 2025\n")


def test_files_of_one_name_show_their_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files of one name are distinguished by their folders."""
    (folder / "later").mkdir()
    (folder / "later" / "one.txt").write_text(TWO, encoding="utf-8")
    main(["report", "one.txt", "later/one.txt"])
    assert capsys.readouterr().out.startswith("one.txt → later/one.txt\n")


def test_other_language_is_noted_on_stderr(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A language that is recognised is named on stderr and in the report; one that does not fit is doubted."""
    german = "Der Hafen ist nicht mehr der größte des Landes, und die Schiffe fahren seit dem Krieg an ihm vorbei. "
    for name in ("eins.txt", "zwei.txt"):
        (folder / name).write_text(german * 2 + name[:-4].title() + " ist genug.\n", encoding="utf-8")
    main(["report", "eins.txt", "zwei.txt"])
    said = capsys.readouterr()
    assert said.err == "evolve: language: German, recognised from the texts; --language NAME sets another\n"
    assert "Language: German, recognised from the texts." in said.out
    main(["report", "eins.txt", "zwei.txt", "--language", "english"])
    assert "evolve: eins.txt: looks like German; if it is, add --language german\n" in capsys.readouterr().err
    main(["report", "eins.txt", "zwei.txt", "--language", "german"])
    assert capsys.readouterr().err == ""


def test_what_is_not_looked_for_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A language without lists of denials is compared, and the report says what it leaves out."""
    swedish = (
        "Byn är den enda i dalen som inte har en station, och det är inte för att de som bor där inte vill ha en. "
    )
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(swedish * 2, encoding="utf-8")
    main(["report", "one.txt", "two.txt", "-f", "json"])
    said = capsys.readouterr()
    assert json.loads(said.out)["language"] == {"name": "swedish", "recognised": True, "denials": False}
    assert "denials, hedges and quantifiers are not looked for in Swedish" in said.err


def test_a_language_that_is_not_recognised_is_in_doubt(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text in a language that cannot be chosen is compared as English; stderr and the report say so."""
    korean = "시의회는 내년 예산을 승인했다. 어부들은 세금 인하를 요구했다. 다리는 다시 지어진다. "
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(korean * 3, encoding="utf-8")
    main(["report", "one.txt", "two.txt"])
    said = capsys.readouterr()
    assert "language not recognised; English is used" in said.err
    assert "because none was recognised; denials, hedges and quantifiers are" in " ".join(said.out.split())


def test_a_body_may_be_given_for_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "one.txt", "two.txt", "-f", "json", "--body", "1-1", "--body", "3-3"])
    bodies = [document["body"] for document in json.loads(capsys.readouterr().out)["documents"]]
    assert bodies == [[[1, 1, "user"]], [[3, 3, "user"]]]


@pytest.mark.slow
def test_stdin_is_a_version_called_dash() -> None:
    run = outside("report", "-", "two.txt", input=ONE.encode())
    assert run.returncode == 0
    assert "Nobody asked the farmers" in run.stdout.decode()


def test_three_versions_are_compared_step_by_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "one.txt", "two.txt", "one.txt", "-f", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["pairs"]) == 2


def test_same_file_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """The same file twice persists, and a line on stderr remarks on it."""
    assert main(["report", "one.txt", "one.txt", "--exit-code"]) == 0
    assert capsys.readouterr().err == ("evolve: one.txt: identical to the version before it; everything persists\n")


def test_exit_code_one() -> None:
    """The exit code is 1 when something is not persisted and --exit-code was given."""
    assert main(["report", "one.txt", "two.txt", "--exit-code"]) == 1
    assert main(["report", "one.txt", "two.txt"]) == 0


def test_a_guessed_encoding_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.txt").write_bytes("Hier, la forêt était déjà fermée.".encode("cp1252"))
    assert main(["report", "old.txt", "two.txt", "-f", "json"]) == 0
    assert "old.txt: the encoding is not UTF-8; it is read as Windows-1252" in capsys.readouterr().err


def test_the_encoding_of_unicode_is_not_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "one.txt", "two.txt", "-f", "json"]) == 0
    assert "encoding" not in capsys.readouterr().err


def test_judgements_over_gaps_are_followed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A judgement of the first and the third version counts among three, unless judgements are left out."""
    claim, other = "Watchmen walk the walls at night.", "The well must be dug deeper."
    texts = {"a.txt": f"{other} {claim}", "b.txt": other, "c.txt": f"{other} {claim}"}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    JudgementStore.open(read("c.txt"), read("a.txt")).add(Judgement(claim, claim, Verdict.NOT))

    def over_gaps(*options: str) -> list[object]:
        assert main(["report", *texts, "-f", "json", "--threshold", "0.3", *options]) == 0
        return [link for link in json.loads(capsys.readouterr().out)["links"] if link["to"] == link["from"] + 2]

    assert not over_gaps()
    assert len(over_gaps("--no-judgements")) == 1
