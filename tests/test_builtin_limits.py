"""No limit of Python reaches a user: digits of an integer, size of a float, depth of a recursion, length of a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

import evolve
from evolve.cli import main
from evolve.comparison import evolution_of
from evolve.readers import read_content
from evolve.report import RENDERERS, Provenance

LONG = "1" * 5_000
"""More digits than `int` reads, and a number beyond the largest float."""
FORMS = (
    LONG,
    f"{LONG} %",
    f"{LONG}.5",
    f"0.{LONG}",
    f"1,{LONG}",
    f"{LONG}th",
    f"{LONG}/{LONG}",
    f"{LONG}/3",
    f"1/{LONG}",
    f"{LONG}-12-31",
    f"12/31/{LONG}",
    f"{LONG} May {LONG}",
    f"at {LONG}:30",
    f"{LONG} a.m.",
    f"${LONG}",
    f"€{LONG} million",
    f"{LONG} thousand million",
    f"{LONG}-{LONG}",
    f"{LONG} to {LONG}",
    f"{LONG}s",
    f"1e{LONG}",
    f"10^{LONG}",
    f"-{LONG}",
    f"{LONG} times",
    f"{LONG}²",
    "I" * 5_000,
    "M" * 5_000,
    f"Article {LONG}",
    f"[{LONG}]",
    f"{LONG}. ",
    f"²{'²' * 5_000}",
    "٣" * 5_000,
    "five hundred " * 400,
    "thousand " * 2_000,
    "million " * 500,
    "half of " * 500,
    f"1999-{LONG}",
    f"{LONG}er",
    ",".join(["111"] * 2_000),
    f"{LONG[:-1]}½",
    f"½{LONG}",
    f"&#{LONG};",
    f"&#x{LONG};",
    f"<p>&#{LONG};</p>",
    f"{LONG}) ",
    "1" * 400,
    f"{'1' * 400}.5 %",
    f"{'9' * 309} thousand",
    f"1/{'9' * 400}",
    f"{'9' * 400}/{'9' * 401}",
    f"{LONG}°C",
)


@pytest.mark.parametrize("form", FORMS, ids=[f"{n}" for n in range(len(FORMS))])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_long_figure_is_text(form: str, name: str) -> None:
    texts = [f"The number {form} is not paid by the town.", f"The number {form}1 is paid by the town of {form}."]
    settings = evolve.Settings(threshold=0.0)
    documents = [read_content(text.encode(), name, body="all") for text in texts]
    pair = evolve.compare(*documents, settings=settings)
    for renderer in RENDERERS.values():
        assert renderer.render(evolution_of([pair]), Provenance())


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("piece", ["(", "[", "> ", "- ", "**", "<b>", "“", "<div>", "[[", "((", "&amp;", "{"])
def test_deep_nesting_is_text(piece: str, name: str) -> None:
    text = f"{piece * 3_000}The tax on bread is not paid by the town this year."
    assert read_content(text.encode(), name, body="all").sentences


def test_long_cells_and_deep_objects_of_people_are_read_or_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in ("a.txt", "b.txt"):
        Path(text).write_text("The tax on bread is not paid by the town this year.", encoding="utf-8")
    cell = "x" * 200_000
    Path("plan.csv").write_text(f"before,after\n{cell},b.txt\n", encoding="utf-8")
    Path("labels.csv").write_text(f"before,after,verdict\n{cell},{cell},same\n", encoding="utf-8")
    Path("deep.jsonl").write_text("[" * 100_000 + "\n", encoding="utf-8")
    Path("long.jsonl").write_text(f'{{"before": {LONG}, "after": {LONG}, "verdict": 1}}\n', encoding="utf-8")
    Path("long.toml").write_text(f"threshold = {LONG}\n", encoding="utf-8")
    Path("plan.toml").write_text(f"[[pair]]\nbefore = {LONG}\n", encoding="utf-8")
    for words in (
        ["batch", "plan.csv", "-o", "out"],
        ["batch", "plan.toml", "-o", "out"],
        ["report", "a.txt", "b.txt", "--threshold", LONG],
        ["report", "a.txt", "b.txt", "--body", f"{LONG}-{LONG}"],
        *(["tune", "a.txt", "b.txt", "--judgements", name] for name in ("labels.csv", "deep.jsonl", "long.jsonl")),
        *(["judgements", "a.txt", "b.txt", "--import", name] for name in ("labels.csv", "deep.jsonl", "long.jsonl")),
        *(["judge", "a.txt", "b.txt", "--import", name] for name in ("labels.csv", "deep.jsonl", "long.jsonl")),
        ["serve", "a.txt", "b.txt", "--port", LONG],
        ["label", "a.txt", "b.txt", "--seed", LONG],
        ["batch", "labels.csv", "-o", "out2", "--jobs", LONG],
    ):
        assert main(words) in (0, 2, 3), words
    assert "Traceback" not in capsys.readouterr().err
