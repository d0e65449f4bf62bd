"""Labels from files: ours and other tools', and a clear word for what is wrong with them."""

from __future__ import annotations

import json

import pytest

from evolve.errors import InputError, UsageError
from evolve.model import Verdict
from evolve.tune.label_files import columns_of, labels_in


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


def test_missing_columns_are_named_with_how_to_say_which_they_are() -> None:
    with pytest.raises(InputError, match="lacks the columns before, after; it has a, b, verdict") as caught:
        labels_in("a,b,verdict\nx,y,same\n", "gold.csv")
    assert "--columns before=NAME,after=NAME" in caught.value.next_step


def test_an_unknown_verdict_names_its_line() -> None:
    with pytest.raises(InputError, match="line 2: unknown verdict 'perhaps'"):
        labels_in("before,after,verdict\nx,y,perhaps\n", "gold.csv")


@pytest.mark.parametrize("text", ["before", "before=", "earlier=x", "=x"])
def test_columns_that_name_none_of_ours_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="names no column"):
        columns_of(text)


def test_rows_of_a_table_that_contradict_each_other_are_left_out_and_listed() -> None:
    file = labels_in("before,after,verdict\nx,y,same\nx,y,not\nx,z,same\n", "gold.csv")
    assert ([j.after for j in file.judgements], [j.after for j in file.contradicting]) == (["z"], ["y"])


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


def test_a_drawn_pair_stays_drawn_when_another_judges_it_too() -> None:
    text = line("x", "y", "same", by="anna", drawn="near of 5 at 0.4000") + line("x", "y", "same", by="ben")
    assert [j.drawn for j in labels_in(text, "a.jsonl").judgements] == ["near of 5 at 0.4000"]
