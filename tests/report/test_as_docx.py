"""Word with tracked changes: each version can be read back, and each link has one comment."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evolve
from evolve.comparison import evolution as compared
from evolve.readers import read_content, seeds
from evolve.readers.content import View
from evolve.readers.docx import read_docx
from evolve.report import RENDERERS, Provenance
from evolve.text.clean import clean_line

from .versions import evolution, judged_evolution

DOCX = RENDERERS["docx"]
WORDS = ["grain", "peace", "the", "mayor", "valley", "<war>", "4,100", "“home”", "&", "nobody"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(lambda words: f"We {' '.join(words)} went.")
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4).map("\n\n".join)


def read_back(report: bytes, view: View) -> list[tuple[int, str]]:
    """Return the paragraph and the text of each sentence in a view of a report."""
    document = read_content(report, "report.docx", body="all", language="english", view=view)
    return [(sentence.paragraph, sentence.text) for sentence in document.sentences]


def sentences(document: evolve.Document) -> list[tuple[int, str]]:
    return [(sentence.paragraph, clean_line(sentence.text)) for sentence in document.sentences]


@pytest.mark.slow
@given(TEXTS, TEXTS, st.sampled_from([0.0, 0.3, 0.6]))
def test_either_view_gives_its_version(one: str, two: str, threshold: float) -> None:
    before, after = (evolve.Document.from_text(text, body="all", language="english") for text in (one, two))
    settings = evolve.Settings(language="english", threshold=threshold)
    report = DOCX.render_bytes(compared([before, after], settings=settings), Provenance())
    assert read_back(report, "original") == sentences(before)
    assert read_back(report, "final") == sentences(after)


def test_either_view_gives_its_paragraphs() -> None:
    one = "We went home. It rained.\n\nNobody asked the mayor. Grain was dear.\n\nThe valley was quiet."
    two = "It rained. We went home.\n\nGrain was cheap. The valley was quiet.\n\nThe farmers sang."
    before, after = (evolve.Document.from_text(text, body="all", language="english") for text in (one, two))
    report = DOCX.render_bytes(compared([before, after]), Provenance())
    assert (read_back(report, "original"), read_back(report, "final")) == (sentences(before), sentences(after))


@pytest.mark.slow
def test_the_seeds_are_read_back() -> None:
    made = compared([evolve.read(path) for path in seeds()])
    report = DOCX.render_bytes(made, Provenance())
    views: tuple[View, View] = ("original", "final")
    for view, document in zip(views, made.documents, strict=True):
        assert [text for _, text in read_back(report, view)] == [text for _, text in sentences(document)]


ONE = [
    "Grain prices rose by ten percent.",
    "The mayor was asked.",
    "It rained all day.",
    "The bridge was closed in May.",
]
TWO = ["Grain prices rose by twenty percent.", "The farmers went home.", "The bridge was closed in May."]
MOVED = [TWO[2], *TWO[:2]]


def parts(report: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(report)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_each_link_has_one_comment_at_its_sentences() -> None:
    made = evolution(ONE, MOVED)
    xml = parts(DOCX.render_bytes(made, Provenance()))
    texts = [
        re.sub("<[^>]+>", " ", comment)
        for comment in re.findall("<w:comment .*?</w:comment>", xml["word/comments.xml"])
    ]
    links = made.comparisons[0].links
    assert len(texts) == 2 + len(links)
    assert sorted(text.split("·")[0].strip() for text in texts[2:]) == sorted(str(link.status) for link in links)
    changed = next(text for text in texts if "· 1 → 2 ·" in text)
    assert changed.strip().startswith("changed") and "number" in changed and "score ." in changed and "moved" in changed
    numbers = re.findall(r'<w:commentReference w:id="(\d+)"/>', xml["word/document.xml"])
    assert sorted(map(int, numbers)) == list(range(len(texts)))


def test_a_sentence_in_the_same_words_is_moved() -> None:
    document = parts(DOCX.render_bytes(evolution(ONE, [TWO[0], ONE[3], ONE[2]]), Provenance()))["word/document.xml"]
    moves = re.findall(
        r'<w:move(From|To)RangeStart [^>]*w:name="move1"/><w:move[^>]*><w:r><w:t[^>]*>([^<]*)</w:t>', document
    )
    assert moves in ([("From", text), ("To", text)] for text in ONE[2:]) or moves in (
        [("To", text), ("From", text)] for text in ONE[2:]
    )


def test_words_are_edited_in_place() -> None:
    document = parts(DOCX.render_bytes(evolution(ONE, TWO), Provenance()))["word/document.xml"]
    assert re.search(r"<w:del [^>]*><w:r><w:delText[^>]*>ten</w:delText>", document)
    assert re.search(r"<w:ins [^>]*><w:r><w:t[^>]*>twenty</w:t>", document)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    provenance = Provenance(version="1.0", date="2026-01-02")
    one, two = (DOCX.render_bytes(evolution(ONE, TWO), provenance) for _ in range(2))
    assert one == two
    assert 'w:date="2026-01-02T00:00:00Z"' in DOCX.render(evolution(ONE, TWO), provenance)


def test_judgements_are_in_the_comments() -> None:
    text = DOCX.render(judged_evolution(ONE, TWO, (0, 0, "same")), Provenance())
    assert "Your judgements: 1 same." in text and "1 → 1 · score" in text and "the same claim" in text


def test_several_versions_follow_pair_by_pair() -> None:
    data = DOCX.render_bytes(evolution(ONE, MOVED, ONE), Provenance())
    text = read_docx(data, "a.docx").text
    assert text.count("→") == 2 and text.count("The farmers went home.") == 1


def test_versions_without_sentences_are_written() -> None:
    made = compared([evolve.Document.from_sentences(one) for one in ([], ["We went home."])])
    assert read_docx(DOCX.render_bytes(made, Provenance()), "a.docx").text == "We went home.\n"


@pytest.mark.parametrize("name", ["text", "csv"])
def test_the_bytes_of_a_text_format_are_its_text(name: str) -> None:
    made = evolution(ONE, TWO)
    assert RENDERERS[name].render_bytes(made, Provenance()) == RENDERERS[name].render(made, Provenance()).encode()
