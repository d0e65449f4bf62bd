"""Texts of one piece repeated many times, such as a line of marks, are read like any other text.

A pattern that tries every way to divide such a run would not end within hours.
"""

import pytest

from evolve.document import Document
from evolve.readers import read_content
from evolve.report.as_markdown import escaped

SENTENCE = "The people of the town will not pay the tax on bread this year because it is too high."
PIECES = [
    " ",
    "؟",
    ".",
    ". ",
    "¹",
    " [1]",
    "[/",
    "(photo ",
    "“([",
    "Ab, ",
    "A.",
    "To A ",
    "[Applause] ",
    "<!---->",
    "*",
    "a-",
    "[a](",
    "```\n",
    "- ",
    "\n- ",
    "&#",
    "> ",
]
COUNT = 20_000
"""Length of a run in characters."""


@pytest.mark.parametrize("piece", PIECES)
def test_a_run_between_two_sentences_keeps_both(piece: str) -> None:
    run = piece * (COUNT // len(piece))
    document = Document.from_text(f"{SENTENCE}\n\nAnna{run}b\n\n{SENTENCE}", body="all")
    assert [document.sentences[0].text, document.sentences[-1].text] == [SENTENCE, SENTENCE]
    document = Document.from_text(f"{SENTENCE}\n\nAnna{run}b\n\n{SENTENCE}")
    assert SENTENCE in [sentence.text for sentence in document.sentences]


@pytest.mark.parametrize("comments", ["<!---->" * 1000, "<!-- lint -->\n" * 500, "<?xml " * 1000])
def test_comments_before_a_text_do_not_make_it_a_web_page(comments: str) -> None:
    document = read_content(f"<!-- -->{comments}\n\n{SENTENCE}".encode(), "draft.md")
    assert SENTENCE in [sentence.text for sentence in document.sentences]


def test_a_long_word_after_a_colon_is_written_as_it_is() -> None:
    word = "a" * COUNT
    assert escaped(f"See :{word}") == f"See :{word}"
