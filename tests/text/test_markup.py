"""Markup is left out line by line; what a reader sees stays. The cases are files in tests/cases/markup."""

from pathlib import Path

import pytest

from evolve.readers import read
from evolve.text.markup import has_markup, read_markup, without_quote_marks

CASES = sorted((Path(__file__).parent.parent / "cases" / "markup").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_reader_sees_stays_on_its_line(path: Path) -> None:
    written, _, shown = path.read_text(encoding="utf-8").partition("=====\n")
    lines = [line.rstrip() for line in read_markup(written.removesuffix("\n"))[0].split("\n")]
    assert lines == shown.removesuffix("\n").split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "See [the list](https://x.example).",
        "[1]: https://x.example",
        "It is **old**.",
        "It is <b>old</b>.",
        "Bread &amp; wine.",
        "## A heading",
        "---\ntitle: x\n---\nText.",
    ],
)
def test_plain_markup_is_recognised(text: str) -> None:
    assert has_markup(text)


@pytest.mark.parametrize(
    "text",
    [
        "A note [1] and an index[2](see below).",
        "2 ** 3 ** 4 is no text.",
        "3 < 4 and 5 > 2.",
        "AT&T; and so on, &c.",
        "We are #1 in the town.",
        "---\nThe mill is old.\n---",
        "It is _old_ and *cheap*.",
    ],
)
def test_plain_text_is_not_taken_for_markup(text: str) -> None:
    assert not has_markup(text)


def test_a_markdown_file_is_read_without_its_markup(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("# The mill\n\nIt is *old*, says\n[our](https://x.example/12) miller.\n", encoding="utf-8")
    document = read(path)
    assert document.text.split("\n")[2:4] == ["It is old, says", "our miller."]
    assert [sentence.text for sentence in document.sentences] == ["It is old, says\nour miller."]


def test_entities_cannot_add_lines() -> None:
    assert read_markup("One&#10;two&#x2028;three <b>four&#13;</b>\n<p>five&#10;six</p>")[0].count("\n") == 1


def test_quotation_marks_of_mail_are_left_out_inside_paragraphs() -> None:
    assert without_quote_marks("> The roof\n> is dry.\n>\n> Nobody came.") == "> The roof\nis dry.\n\n> Nobody came."
    assert without_quote_marks("> The roof\n> is dry.\nGood.") == "> The roof\nis dry.\nGood."
    assert without_quote_marks("3 > 2\n> 1") == "3 > 2\n> 1"


def test_text_in_tags_nested_too_deeply_to_parse_is_kept() -> None:
    assert "the mill" in read_markup("> " * 40 + "the mill")[0]
    assert "the mill" in read_markup("- " * 40 + "the mill")[0]
