"""Which lines of a file are the essay."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.errors import UsageError
from evolve.readers import seeds
from evolve.text.body import RULES, find_body, paragraphs_of
from evolve.text.clean import clean

CASES = sorted((Path(__file__).parents[2] / "cases" / "body").glob("*.txt"))
LINES = "one\ntwo\n\nfour\nfive"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_marked_lines_are_the_body(case: Path) -> None:
    marked = case.read_text(encoding="utf-8").rstrip("\n").split("\n")
    lines = find_body("\n".join(line[2:] for line in marked))
    found = [f"{'+' if line.kept else '-'} {row[2:]}" if row else "" for line, row in zip(lines, marked, strict=True)]
    assert found == marked


@pytest.mark.parametrize(
    ("seed", "count", "first", "last"),
    [
        (0, 22, "Six months ago, Russia invaded Ukraine.", "to their adversaries."),
        (1, 19, "DONALD TRUMP came into office", "the wider cold war it is part of."),
    ],
)
def test_the_seeds_have_exactly_their_paragraphs(seed: int, count: int, first: str, last: str) -> None:
    text = clean(seeds()[seed].read_text(encoding="utf-8"))
    paragraphs = [text[start:end] for start, end in paragraphs_of(text, find_body(text))]
    assert (len(paragraphs), paragraphs[0][: len(first)], paragraphs[-1][-len(last) :]) == (count, first, last)


@given(st.text(st.characters(codec="utf-8")).map(clean), st.sampled_from(["auto", "all"]))
def test_every_line_has_a_verdict_under_a_known_rule(text: str, body: str) -> None:
    lines = find_body(text, body)
    assert [text[line.start : line.end] for line in lines] == text.split("\n")
    assert {line.rule for line in lines} <= RULES.keys()


ROWS = ["Comments", "By Ann Lee", "Go on.", "* * *", "Skip to content", "", "word " * 40, "Ann Lee is a writer."]


@given(st.lists(st.sampled_from(ROWS), max_size=30))
def test_a_text_with_letters_never_has_an_empty_body(rows: list[str]) -> None:
    text = "\n".join(rows)
    assert any(line.kept for line in find_body(text)) or not any(map(str.isalpha, text))


@pytest.mark.parametrize(
    ("body", "kept"),
    [("all", [1, 2, 4, 5]), ("2-4", [2, 4]), ("1,4-5", [1, 4, 5]), (" 5 ", [5]), ("1–2", [1, 2]), ("3", [])],
)
def test_lines_that_are_asked_for_are_kept(body: str, kept: list[int]) -> None:
    assert [line.number for line in find_body(LINES, body) if line.kept] == kept


@pytest.mark.parametrize("body", ["", "none", "2-", "-3", "4-2", "0-3", "1-6", "1;3", "1-2,", "٣"])
def test_a_body_that_makes_no_sense_is_refused(body: str) -> None:
    with pytest.raises(UsageError):
        find_body(LINES, body)


def test_lines_outside_are_refused() -> None:
    """The refusal of lines outside names the lines there are."""
    with pytest.raises(UsageError, match="choose lines from 1 to 5"):
        find_body(LINES, "3-9")


PARAGRAPHS = [
    ("a line each", f"{'word ' * 40}\n{'other ' * 40}", 2),
    ("blank lines", "One.\n\nTwo.\n\n\nThree.", 3),
    ("broken by hand", "It had rained for a week, and nobody\nin the village had seen the sun since the\nmarket.", 1),
    ("verse that goes on", "The rain came in,\nthe gulls came in", 1),
    ("verse line by line", "The rain came in\nThe gulls came in", 2),
    ("a list", "We need\n- bread\n- roses", 3),
    ("headings", "Summer\nWinter\nSpring", 3),
]


@pytest.mark.parametrize(("text", "count"), [case[1:] for case in PARAGRAPHS], ids=[case[0] for case in PARAGRAPHS])
def test_lines_make_paragraphs(text: str, count: int) -> None:
    assert len(paragraphs_of(text, find_body(text, "all"))) == count


PERSON = [
    "The life of a mayor",
    "Jane Roe",
    *["Mrs. Roe was loved in the town for what she did for it."] * 4,
]


def test_a_text_about_a_person_keeps_its_last_line() -> None:
    text = "\n".join([*PERSON, "Jane Roe died in May, and the whole town came to the church."])
    assert find_body(text)[-1].kept


def test_a_refrain_is_no_repetition_of_a_page() -> None:
    """A sentence that recurs more often than a page repeats a headline stays."""
    verse = "And still the river runs to the sea, and still we are on the shore of it."
    rows = ["Sign in", "Subscribe", *["We sang of the town and of the winter that was in all of our bones.", verse] * 4]
    assert [line.kept for line in find_body("\n".join(rows))] == [False] * 2 + [True] * 8


@pytest.mark.parametrize("page", [(), ("Sign in", "Subscribe")], ids=["a text", "a page"])
def test_sentences_that_only_begin_like_a_disclaimer_stay(page: tuple[str, ...]) -> None:
    views = "The views expressed by Rousseau in the second discourse were shared by few of those who read it."
    prose = "The book was sold in all the towns of the north, and it was read aloud in the inns by those who could."
    body = [*([] if page else [views]), prose, views.replace("second", "first"), prose.replace("north", "south")]
    lines = find_body("\n".join([*page, *body]))
    assert [line.kept for line in lines] == [False] * len(page) + [True] * len(body)


_AFTER = (
    "The gym is too small for all of us, and the floor is old.\n\nWe ask the council to build a second one this year."
)


@pytest.mark.parametrize(
    "first",
    [
        "Good evening, and welcome to our open day. We have 640 pupils and only one gym. (Smith, 2019)",
        "Good evening. We have only one gym",
        "We have only one gym. (Applause)",
        "We have only one gym. [3]",
        "We have only one gym. (p. 4)",
        "We have only one gym —",
        "We have only one gym (p. 4)",
        "We have only one gym (Smith, 2019)",
        "We have only one gym [Applause]",
        "We have 640 pupils in our school and only one gym, which is much too small for us",
        "Should school start later?",
    ],
)
def test_a_first_line_that_may_be_text_is_kept(first: str) -> None:
    assert find_body(f"{first}\n\n{_AFTER}")[0].kept


@pytest.mark.parametrize(
    "head",
    [
        "A Small Gym",
        "A Small Gym (2019)",
        "A Small Gym (June 2019)",
        "A Small Gym\n\nBen Okafor, Year 9",
        "Dr. Jane Roe\n\nA Small Gym",
        "Should school start later?\n\nBen Okafor, Year 9",
        "# Should school start later?",
        "Why wait?\nBy Ben Okafor",
    ],
)
def test_a_certain_title_and_the_name_below_are_left_out(head: str) -> None:
    text = f"{head}\n\n{_AFTER}"
    assert [text[line.start : line.end] for line in find_body(text) if line.kept] == _AFTER.split("\n\n")
