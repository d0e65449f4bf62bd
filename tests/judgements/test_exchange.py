"""Judgements that people keep in files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Judgement, JudgementStore, Kind, Verdict, read, read_judgements
from evolve.errors import InputError, UsageError
from evolve.judgements import write_judgements
from evolve.judgements.records import cleaned
from evolve.readers import seeds

ONE = Judgement("One, “here”.", "Two; there.", Verdict.SAME, (Kind.NUMBER, Kind.SCOPE), "=1+1", "-me")
TEXT = st.sampled_from(["=1+1", "'=x", "@a", "-", "a,b", '"', ";", "\n", "{", "[", "", " ", "\ufeff", "x"]) | st.text()
JUDGEMENTS = st.lists(
    st.builds(
        Judgement, TEXT, TEXT, st.sampled_from(Verdict), st.lists(st.sampled_from(Kind), unique=True).map(tuple), TEXT
    ),
    min_size=1,
    unique_by=lambda judgement: (cleaned(judgement).before, cleaned(judgement).after),
)


@pytest.mark.parametrize("name", ["words.csv", "words.jsonl"])
@given(judgements=JUDGEMENTS)
def test_what_was_written_is_read(
    name: str, judgements: list[Judgement], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("files") / name
    write_judgements(path, judgements)
    assert read_judgements(path) == tuple(map(cleaned, judgements))


@pytest.mark.parametrize("name", ["words.csv", "words.jsonl"])
def test_letters_that_look_encoded_twice_are_read_as_written(name: str, tmp_path: Path) -> None:
    judgement = Judgement("cafÃ© â¡¡", "caf\u00e9", Verdict.SAME, note="Ã©Ã©Ã©")
    write_judgements(tmp_path / name, [judgement])
    assert read_judgements(tmp_path / name) == (judgement,)


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    write_judgements(tmp_path / "a.csv", [ONE])
    assert "'=1+1" in (tmp_path / "a.csv").read_text("utf-8")


def test_the_reading_that_comes_along_can_be_read() -> None:
    path = seeds()[0].with_name("judgements.csv")
    judgements = read_judgements(path)
    assert len(judgements) == len(path.read_text("utf-8").splitlines()) - 1


def test_a_store_can_be_read(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(f"{name} is here.", encoding="utf-8")
    store = JudgementStore.open(read(tmp_path / "one"), read(tmp_path / "two"))
    store.add(ONE)
    store.add(Judgement("x", "y", Verdict.NOT))
    store.undo()
    assert read_judgements(store.path) == (ONE,)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_any_spreadsheet_are_read(tmp_path: Path, delimiter: str) -> None:
    rows = [["Verdict", "Before", "extra", "After"], [" SAME ", "One.", "?", "Two."], ["", "", "", ""]]
    text = "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)
    (tmp_path / "a.csv").write_bytes(text.encode())
    assert read_judgements(tmp_path / "a.csv") == (Judgement("One.", "Two.", Verdict.SAME),)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        ("before,after,verdict\n", "there is no judgement in it"),
        ("before,after,verdict\na,b,\n", "there is no judgement in it"),
        ("left,right,label\na,b,1\n", "lacks the columns before, after, verdict"),
        ("before,after\na,b\n", "lacks the column verdict"),
        ("before,after,verdict\na,b,same\na,b,perhaps\n", "line 3: unknown verdict 'perhaps'"),
        ("before,after,verdict,kinds\na,b,same,number;mood\n", "line 2: unknown kind 'mood'"),
        ("before,after,verdict\na\n", "line 2: one cell, where the first line has 3"),
        ('before,after,verdict\n"a,b,same\n', "line 2: "),
        ('{"before": "a", "after": "b"}\n', "line 1: no verdict"),
        ('{"before": "a", "after": "b", "verdict": "same"}\n{"bef', "line 2: no JSON"),
        ('{"before": "a", "after": 1, "verdict": "same"}\n', "line 1: a text is not text"),
        ('{"before": "a", "after": "b", "verdict": "same", "kinds": "number"}', "line 1: kinds are not a list"),
        ('[{"before": "a", "after": "b", "verdict": "same"}]', "is JSON, but not JSON Lines"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "a").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_judgements(tmp_path / "a")
    assert caught.value.what.startswith(what)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"no such file|not a regular file"):
        read_judgements(tmp_path / name)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_judgements(tmp_path, [ONE])
