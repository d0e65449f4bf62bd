"""One version, made from text or from sentences."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.document import BodyRange, Document
from evolve.errors import UsageError

TEXT = "Title\n\nOne is here.\nTwo is here.\n\nThree is here.\n"


def test_text_is_cleaned_before_anything_else() -> None:
    document = Document.from_text("One\x1b is\r\n\r\nhere.", label="a\nb\x07", body="all")
    assert (document.text, document.label) == ("One is\n\nhere.", "a b")


@pytest.mark.parametrize(
    ("body", "ranges"),
    [
        ("auto", (BodyRange(3, 6, "auto"),)),
        ("all", (BodyRange(1, 6, "user"),)),
        ("1,4-6", (BodyRange(1, 1, "user"), BodyRange(4, 6, "user"))),
    ],
)
def test_the_body_is_told_as_ranges_of_lines(body: str, ranges: tuple[BodyRange, ...]) -> None:
    assert Document.from_text(TEXT, body=body).body == ranges


def test_the_digest_of_text_is_that_of_its_utf8() -> None:
    assert Document.from_text(TEXT).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_an_empty_text_is_an_empty_document() -> None:
    document = Document.from_text("")
    assert (document.sentences, document.body) == ((), ())


@given(st.lists(st.text()))
def test_there_is_one_sentence_for_each_that_came(given_sentences: list[str]) -> None:
    document = Document.from_sentences(given_sentences)
    assert len(document.sentences) == len(given_sentences)
    assert all(document.text[s.start : s.end] == s.text for s in document.sentences)


@given(st.lists(st.text()))
def test_given_sentences_stand_a_line_each(given_sentences: list[str]) -> None:
    document = Document.from_sentences(given_sentences)
    assert [s.text for s in document.sentences] == (document.text.split("\n") if given_sentences else [])


def test_given_paragraphs_are_kept() -> None:
    document = Document.from_sentences(["a", "b", "c"], paragraphs=[0, 0, 1])
    assert [s.paragraph for s in document.sentences] == [0, 0, 1]


def test_paragraphs_must_be_as_many_as_sentences() -> None:
    with pytest.raises(UsageError, match="2 sentences came with 1 paragraph numbers"):
        Document.from_sentences(["a", "b"], paragraphs=[0])
