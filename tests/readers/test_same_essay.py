"""The same essay gives the same sentences in every format.

To add a format, put the essay into `files/` as that format's own programs write it. It has headings, a quotation, a
list, a numbered list, a table, a note, abbreviations, typographic marks, umlauts, emphasis and a link.
"""

from pathlib import Path

import pytest

from evolve.document import Document
from evolve.readers import read

FILES = Path(__file__).parent / "files"
FORMATS = sorted(path.name for path in FILES.glob("essay.*"))


def sentences(document: Document) -> list[tuple[int, str]]:
    """Return the paragraph and the text of each sentence, without what differs between formats.

    Only Markdown marks headings and quotations, and some programs write a space that does not break after "Dr.".
    """
    return [(sentence.paragraph, sentence.text.lstrip("#> ").replace("\xa0", " ")) for sentence in document.sentences]


@pytest.fixture(scope="module")
def plain() -> list[tuple[int, str]]:
    return sentences(read(FILES / "essay.txt"))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.slow
def test_the_same_essay_gives_the_same_sentences(name: str, plain: list[tuple[int, str]]) -> None:
    assert sentences(read(FILES / name)) == plain


def test_the_essay_is_read_whole(plain: list[tuple[int, str]]) -> None:
    texts = [text for _, text in plain]
    assert (len(plain), plain[-1][0]) == (23, 17)
    assert texts[0].startswith("A quiet street") and texts[-1].endswith("weekends were left out.")
