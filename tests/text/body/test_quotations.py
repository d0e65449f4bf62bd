"""A body chosen by quoting its first and its last words."""

import pytest

from evolve.document import Document
from evolve.errors import UsageError
from evolve.settings.checks import checked_setting
from evolve.text.body import find_body

TEXT = """\
Menu
The “old” bridge — a plea
The “old” bridge fell in April, and the nego-
tiations about a new one have begun.

Nobody asked Mr. Roe's opinion.
It should be built of wood.
Nobody asked me.
© 2020 The Bridge"""


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ('from "The old bridge fell" to "built of wood"', [3, 4, 6, 7]),
        ("from “bridge fell” to “built of wood.”", [3, 4, 6, 7]),
        ("From 'the negotiations' to 'ROE’S OPINION'", [3, 4, 6]),
        ('from "about  a\nnew one" to "opinion.\nIt should"', [4, 6, 7]),
        ('  from "nobody asked me" to "nobody asked me"  ', [8]),
        ("from „Menu“ to «2020 The Bridge»", [1, 2, 3, 4, 6, 7, 8, 9]),
    ],
)
def test_the_lines_between_two_quotations_are_kept(body: str, kept: list[int]) -> None:
    lines = find_body(TEXT, body)
    assert [line.number for line in lines if line.kept] == kept
    assert {line.rule for line in lines} == {"user", "blank"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('from "The old bridge" to "of wood"', r"more than once, on lines 2, 3; quote more words"),
        ('from "bridge fell" to "nobody asked"', r"more than once, on lines 6, 8"),
        (
            'from "the old bridge sank" to "of wood"',
            r"not in the text; the nearest lines are .*; 3: “The “old” bridge fell",
        ),
        ('from "bridge fell" to "made of gold brick"', r"not in the text; quote some words exactly"),
        ('from "of wood" to "bridge fell"', r"only before “of wood”"),
        ('from "ridge fell" to "of wood"', r"not in the text"),
        ('from "—" to "of wood"', r"has no words"),
        ('from "bridge fell"', r"not have two quotations"),
        ("from bridge fell to wood", r"not have two quotations"),
    ],
)
def test_a_quotation_that_is_not_there_once_is_refused(body: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        find_body(TEXT, body)


def test_a_body_by_quotations_is_a_setting_and_counts_as_the_users() -> None:
    body = 'from "bridge fell" to "of wood"'
    assert checked_setting("body", body, "here") == body
    document = Document.from_text(TEXT, body=body)
    assert [(part.first, part.last, part.by) for part in document.body] == [(3, 7, "user")]


def test_words_of_scripts_without_spaces_are_found_inside_a_line() -> None:
    text = "菜单\n这座桥在四月倒塌了。\n没有人问我的意见。\n版权所有"
    lines = find_body(text, 'from "桥在四月" to "我的意见"')
    assert [line.number for line in lines if line.kept] == [2, 3]


def test_a_word_is_found_after_words_that_end_like_it() -> None:
    """A match inside a word does not hide the one at the next word."""
    assert [line.number for line in find_body("aba\nba b\nc", 'from "ba b" to "c"') if line.kept] == [2, 3]
