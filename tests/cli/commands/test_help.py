"""`evolve help` shows its pages as plain text that fits the terminal."""

from __future__ import annotations

import pytest

from evolve.cli import main
from evolve.cli.markdown_page import as_page
from evolve.cli.topics import TOPICS, source_of, summary_of


def test_topics_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    shown = capsys.readouterr().out
    assert [line.split()[0] for line in shown.split("\n\n")[0].splitlines()[1:]] == list(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_fits_the_terminal(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = source_of(topic)
    assert source.startswith("# ") and len(summary_of(source)) <= 90
    assert main(["help", topic]) == 0
    shown = capsys.readouterr().out
    assert " ".join(shown.split()).startswith(summary_of(source).upper())
    assert max(len(line) for line in shown.splitlines() if not line.startswith("    ")) <= 80


def test_a_command_is_a_topic(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "report"]) == 0
    assert capsys.readouterr().out.startswith("examples:\n")


def test_an_unknown_topic_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "fromats"]) == 2
    assert "did you mean `evolve help formats`?" in capsys.readouterr().err


def test_cells_of_a_table_are_wrapped_in_their_columns() -> None:
    page = as_page("# T\n\n| a | b |\n| --- | --- |\n| .txt | one two three four five six seven |\n", 24)
    assert page.splitlines()[2:] == [
        "a     b",
        "----  ------------------",
        ".txt  one two three four",
        "      five six seven",
    ]


def test_code_and_lists_keep_their_lines() -> None:
    page = as_page("# T\n\nA `b` and\n*c*.\n\n- one\n- two three four\n\nText:\n\n    x  y\n", 14)
    assert page == "T\n\nA `b` and c.\n\n- one\n- two three\n  four\n\nText:\n\n    x  y\n"
