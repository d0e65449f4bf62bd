"""Labels from files: ours and other tools', and a clear word for what is wrong with them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.errors import InputError, UsageError
from evolve.judgements.parse import columns_of, text_of
from evolve.model import Verdict
from evolve.tune.label_files import labels_in


def line(before: str, after: str, verdict: str, **more: object) -> str:
    return json.dumps({"before": before, "after": after, "verdict": verdict, **more}) + "\n"


def test_another_tools_columns_and_verdicts_are_read() -> None:
    text = "Source;Target;Label\nOne.;Two.;1\nOne.;Three.;0\nOne.;Four.;?\n"
    file = labels_in(text, "gold.csv", columns_of("before=source,after=target,verdict=label"))
    assert [j.verdict for j in file.judgements] == [Verdict.SAME, Verdict.NOT, Verdict.UNSURE]


def test_columns_hold_for_json_lines_too() -> None:
    text = json.dumps({"a": "One.", "b": "Two.", "gold": 1}) + "\n"
    assert labels_in(text, "x", columns_of("before=a,after=b,verdict=gold")).judgements[0].verdict is Verdict.SAME


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        labels_in(text, "gold.csv")


def test_a_header_alone_is_no_judgement() -> None:
    with pytest.raises(InputError, match="no judgement in it"):
        labels_in("before,after,verdict\n", "gold.csv")


def test_missing_columns_are_named() -> None:
    """Missing columns are named, with how to map them."""
    with pytest.raises(InputError, match="lacks the columns before, after; it has a, b, verdict") as caught:
        labels_in("a,b,verdict\nx,y,same\n", "gold.csv")
    assert "--columns before=NAME,after=NAME" in caught.value.next_step


def test_an_unknown_verdict_names_its_line() -> None:
    with pytest.raises(InputError, match="line 2: unknown verdict 'perhaps'"):
        labels_in("before,after,verdict\nx,y,perhaps\n", "gold.csv")


@pytest.mark.parametrize("text", ["before=a,before=b", "before=a,after=a"])
def test_columns_that_are_named_twice_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="names a column twice"):
        columns_of(text)


@pytest.mark.parametrize("text", ["before", "before=", "earlier=x", "=x"])
def test_columns_that_name_none_of_ours_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="does not name a column"):
        columns_of(text)


def test_contradicting_rows_are_listed() -> None:
    """Rows of a table that contradict each other are left out and listed."""
    file = labels_in("before,after,verdict\nx,y,same\nx,y,not\nx,z,same\n", "gold.csv")
    assert ([j.after for j in file.judgements], [j.after for j in file.contradicting]) == (["z"], ["y"])


@given(
    st.permutations([("same", ""), ("unsure", "near of 5 at 0.4000"), ("same", "near of 3 at 0.4000"), ("unsure", "")])
)
def test_order_of_rows_does_not_matter(said: list[tuple[str, str]]) -> None:
    """No order of rows or people changes what a pair is judged to be."""
    table = "before,after,verdict,drawn\n" + "".join(f"x,y,{verdict},{drawn}\n" for verdict, drawn in said)
    people = "".join(line("x", "y", verdict, drawn=drawn, by=f"{verdict} {drawn}") for verdict, drawn in said)
    for text in (table, people):
        (judgement,) = labels_in(text, "gold").judgements
        assert (judgement.verdict, judgement.drawn) == (Verdict.SAME, "near of 3 at 0.4000")


def test_of_one_persons_words_the_last_counts() -> None:
    file = labels_in(line("x", "y", "same", by="anna") + line("x", "y", "not", by="anna"), "a.jsonl")
    assert [j.verdict for j in file.judgements] == [Verdict.NOT]


def test_two_peoples_words_contradict_each_other() -> None:
    file = labels_in(line("x", "y", "same", by="anna") + line("x", "y", "not", by="ben"), "a.jsonl")
    assert (file.judgements, len(file.contradicting)) == ((), 1)


def test_a_word_that_was_taken_back_does_not_count() -> None:
    text = line("x", "y", "same") + line("x", "y", "same", withdrawn=True) + line("x", "z", "not")
    assert [j.after for j in labels_in(text, "a.jsonl").judgements] == ["z"]


def test_how_a_pair_was_drawn_is_kept() -> None:
    text = line("x", "y", "same", drawn="near of 5 at 0.4000")
    assert labels_in(text, "a.jsonl").judgements[0].drawn == "near of 5 at 0.4000"


def test_drawn_pair_judged_by_another() -> None:
    """A drawn pair stays drawn when another person judges it too."""
    text = line("x", "y", "same", by="anna", drawn="near of 5 at 0.4000") + line("x", "y", "same", by="ben")
    assert [j.drawn for j in labels_in(text, "a.jsonl").judgements] == ["near of 5 at 0.4000"]


TABLE = "before,after,verdict\n“One”,Two,same\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_a_spreadsheet_saves_is_read(encoding: str, mark: str, end: str) -> None:
    text = text_of(TABLE.replace(",", mark).replace("\n", end).encode(encoding), "gold.csv")
    assert [(j.before, j.after, j.verdict) for j in labels_in(text, "gold.csv").judgements] == [
        ("“One”", "Two", Verdict.SAME)
    ]


@pytest.mark.parametrize("content", [b"before\0", TABLE.encode("utf-16-be"), b"\x81\x8d\x8f"])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="contains bytes that are not text"):
        text_of(content, "gold.csv")


def test_a_json_list_is_told_from_json_lines() -> None:
    with pytest.raises(InputError, match="is JSON, but not JSON Lines"):
        labels_in(f"[{line('x', 'y', 'same')}]", "gold.json")


def test_a_broken_line_is_named() -> None:
    with pytest.raises(InputError, match="line 2: no JSON"):
        labels_in(line("x", "y", "same") + '{"before": "x", \n' + line("x", "z", "not"), "a.jsonl")


def test_open_quotation_mark_is_located() -> None:
    """A quotation mark that is never closed is found where it opens."""
    with pytest.raises(InputError, match="line 3: a quotation mark is opened there and never closed"):
        labels_in('before,after,verdict\nx,y,same\nx,"z,not\n' + "a,b,same\n" * 20_000, "gold.csv")


def test_so_is_one_in_the_first_row() -> None:
    with pytest.raises(InputError, match="line 2: a quotation mark"):
        labels_in('before,after,verdict\nx,"z,not\n', "gold.csv")


def test_cell_of_a_whole_text() -> None:
    """A cell that holds a whole text is not blamed on a quotation mark alone."""
    with pytest.raises(InputError, match=r"line 2: .*, or a cell has more than 131,072 characters"):
        labels_in("before,after,verdict\nx," + "z " * 100_000 + ",same\n", "gold.csv")


def test_a_verdict_of_prose_is_not_repeated_in_full() -> None:
    with pytest.raises(InputError) as caught:
        labels_in("before,after,verdict\nx,y," + "z" * 9_000 + "\n", "gold.csv")
    assert len(str(caught.value)) < 300


def test_a_row_that_is_too_short_says_how_short() -> None:
    with pytest.raises(InputError, match="line 2: 2 cells, where the first line has 3"):
        labels_in("before,after,verdict\nx,y\n", "gold.csv")


def test_a_column_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(InputError, match="has the column verdict twice"):
        labels_in("before,after,verdict,verdict\nx,y,same,not\n", "gold.csv")


def test_named_column_wins() -> None:
    """A column that was named wins over one of our name."""
    text = "before,after,verdict,label\nx,y,reviewed,1\n"
    assert labels_in(text, "gold.csv", columns_of("verdict=label")).judgements[0].verdict is Verdict.SAME


def test_columns_can_be_exchanged() -> None:
    file = labels_in("before,after,verdict\nx,y,same\n", "gold.csv", columns_of("before=after,after=before"))
    assert (file.judgements[0].before, file.judgements[0].after) == ("y", "x")


def test_exchanged_columns_keep_the_rest() -> None:
    """Exchanged columns keep kinds and what was taken back."""
    text = line("x", "y", "same", kinds=["number"]) + line("x", "z", "same") + line("x", "z", "same", withdrawn=True)
    file = labels_in(text, "a.jsonl", columns_of("before=after,after=before"))
    assert [(j.before, j.kinds) for j in file.judgements] == [("y", ("number",))]


def test_a_header_of_prose_is_not_repeated_in_full() -> None:
    with pytest.raises(InputError) as caught:
        labels_in("This is a letter. " * 50, "letter.txt")
    assert len(str(caught.value)) < 300
