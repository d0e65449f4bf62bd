"""Which sentences are formulas of speeches, and which only look like one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.text.formulas import is_formula, is_stage_direction, split_directions

CASES = sorted((Path(__file__).parent.parent / "cases" / "formulas").glob("*.txt"))
ROWS = [(case.stem, row[2:], row[0] == "-") for case in CASES for row in case.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("language", "sentence", "expected"), ROWS)
def test_the_marked_sentences_are_formulas(language: str, sentence: str, expected: bool) -> None:
    assert is_formula(sentence) is expected, language


@pytest.mark.parametrize("sentence", ["“Thank you.”", '"Good night, my friends!"', "«Merci.»", "„Vielen Dank.“"])
def test_a_quoted_formula_is_reported_and_no_formula(sentence: str) -> None:
    assert not is_formula(sentence)


def test_a_headline_has_no_names() -> None:
    assert is_formula("Thank you, Senator Marsh, and Ellen Reed.")
    assert not is_formula("Thank You For Voting Down The Dog Tax")


def test_list_of_dignitaries_is_a_formula() -> None:
    """A list of dignitaries is a formula, however many there are."""
    row = ", ".join(["Governor Marsh", "Senator Reed", "Chief Justice Holt", "members of the Senate"] * 5)
    assert is_formula(f"{row}, and my fellow citizens:")


def test_a_paragraph_of_formulas_is_one() -> None:
    assert is_formula("Thank you. Thank you very much. Please be seated. [Applause] Good evening, Leeds!")
    assert not is_formula("Thank you. Thank you very much. The mill is sold. [Applause] Good evening, Leeds!")


@pytest.mark.parametrize("text", ["", " ", "***", "12", "?", "Thank you?", "[1]", "(a)", "[…]"])
def test_what_has_no_formula_in_it_is_none(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize(
    "text", ["[Applause]", "(Laughter.)", "*applause*", "_Music plays_", "(Beifall) [Zurufe]", '(Applause.)"']
)
def test_a_note_on_the_audience_is_a_stage_direction(text: str) -> None:
    assert is_stage_direction(text)


@pytest.mark.parametrize("text", ["Applause", "[sic]", "*Laughter* was heard.", "(Laughter) Thank you.", "[The end]"])
def test_other_words_in_brackets_are_none(text: str) -> None:
    assert not is_stage_direction(text)


SPLIT = [
    ("[Applause] We will raise taxes.", ["[Applause]", "We will raise taxes."]),
    ("We will win! [applause] And then?", ["We will win!", "[applause]", "And then?"]),
    ("We will win      [applause]", ["We will win", "[applause]"]),
    ("The hall [applause] rose.", ["The hall [applause] rose."]),
    ("We ask [sic] for more.", ["We ask [sic] for more."]),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_stage_direction_is_its_own_sentence(text: str, expected: list[str]) -> None:
    """A stage direction between sentences is a sentence of its own."""
    assert [text[start:end] for start, end in split_directions(text)] == expected


PIECES = ["[Applause]", "(laughter)", "[sic]", " ", "\n", "               ", "We rose.", "the mill", "(", "]", "”"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_splitting_loses_nothing_but_space(text: str) -> None:
    spans = list(split_directions(text))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
