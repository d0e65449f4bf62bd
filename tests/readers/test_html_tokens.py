"""Tags are split off in linear time, and every element is closed in the right order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.readers.html_tokens import Event, events_of


def shown(text: str) -> str:
    """Return the events of a text in one line: "<p" and "p>" for a start and an end."""
    marks = {"start": "<{}", "end": "{}>", "text": "{}"}
    return " ".join(marks[event.kind].format(event.value) for event in events_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<P>One<p>Two</P>", "<p One p> <p Two p>"),
        ("<ul><li>a<li>b</ul>c", "<ul <li a li> <li b li> ul> c"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "<table <tr <td a td> <td b td> tr> <tr <td c td> tr> table>"),
        ("<head><title>a</title><body><p>b", "<head <title a title> head> <body <p b p> body>"),
        ("<head><meta charset=x> b", "<head <meta meta> head> b"),
        ("<div><nav>a</div>b", "<div <nav a nav> div> b"),
        ("a</b>c<br>d<br/>e", "a c <br br> d <br br> e"),
        ("<a title='a > b' href=x>c</a>", "<a c a>"),
        ("<script>if (a < b) '</p>'</script>c", "<script if (a < b) '</p>' script> c"),
        ("<title>A &amp; B</title>", "<title A & B title>"),
        ("a<!-- <b> -->c<!doctype x>d<?php e ?>f", "a c d f"),
        ("1 < 2 &amp; 3 &#x2265; 2 &#99999999999;", "1 < 2 & 3 ≥ 2 \ufffd"),
        ('<p>cut off <a href="', "<p cut off  p>"),
        ('<?xml version="1.0"?><div><a id="x"/><script src="y"/>b</div>', "<div <a a> <script script> b div>"),
        ("<p><![CDATA[1 < 2]]></p>", "<p 1 < 2 p>"),
    ],
)
def test_tags_are_split_off(text: str, expected: str) -> None:
    assert shown(text).split() == expected.split()


def test_attributes_are_read() -> None:
    start = next(events_of("<A Href='x&amp;y' CLASS=\"a b\" id=c hidden data-x = 1 href=z>"))
    assert start.attributes == {"href": "x&y", "class": "a b", "id": "c", "hidden": "", "data-x": "1"}


def test_a_tag_whose_quotation_marks_have_no_end_is_still_a_tag() -> None:
    assert shown('<p title="x>One</p><p>Two</p>') == "<p One p> <p Two p>"


@given(st.text(alphabet="<>/!-?ap br='\"&;#1[]CDAT", max_size=60))
def test_every_start_has_its_end(text: str) -> None:
    opened: list[str] = []
    for event in events_of(text):
        if event.kind == "start":
            opened.append(event.value)
        elif event.kind == "end":
            assert opened.pop() == event.value
    assert opened == []


HOSTILE = [
    "<a ", "<!--", "<![CDATA[", "</", "<!", "<a x='", "<a x=\"'>", "<a =", "&", "<script>", "<?", "<", "<a/",
    "</script", "&#1", "<style></style>", "<title>", "<p><b>", "</i>", "<li>", "<td>",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_damaged_texts_take_no_more_than_linear_work(piece: str) -> None:
    """A tokenizer that begins anew at every mark would not finish this in a minute."""
    assert sum(1 for _ in events_of(piece * 10_000)) <= 60_000


def test_deep_nesting_is_no_recursion() -> None:
    assert list(events_of("<div>" * 10_000 + "x"))[10_000] == Event("text", "x")
