"""Where sentences end."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.document import Document
from evolve.errors import UsageError
from evolve.readers import read, seeds
from evolve.text.languages import LANGUAGES
from evolve.text.sentences import segment

CASES = sorted((Path(__file__).parent.parent / "cases" / "sentences").glob("*.txt"))

TRICKY = st.lists(
    st.sampled_from(
        [".", "...", "…", "?", "!", " ", "\n", "\n\n", "“", "”", '"', ")", "(", "[3]", "²", "1", "U.S.", "Dr.", "he",
         "He", "A", "word", "Word", "。", "»", "\u00a0", "e\u0301", "www.a.org", "- ", "1. "]
    ),
    max_size=40,
).map("".join)  # fmt: skip
ANY_TEXT = st.one_of(TRICKY, st.text(), st.text(st.characters(codec="utf-8")))


def read_case(case: Path) -> tuple[str, str, list[str]]:
    content = case.read_text(encoding="utf-8").strip()
    language = "english"
    if content.startswith("# "):
        language, _, content = content[2:].partition("\n")
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", content).replace("~ ", "")
    return text, language.strip(), [line.removesuffix("~") for line in content.split("\n") if line]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_one_line_of_a_case_is_one_sentence(case: Path) -> None:
    text, language, expected = read_case(case)
    document = Document.from_text(text, body="all", language=language)
    assert [sentence.text for sentence in document.sentences] == expected


def test_a_sentence_may_span_lines_broken_by_hand() -> None:
    text = "It had rained for a week, and nobody in the village had seen\nthe sun. Then it stopped."
    document = Document.from_text(text, body="all")
    assert [sentence.text for sentence in document.sentences] == [text[:69], "Then it stopped."]


@given(ANY_TEXT, st.sampled_from(["auto", "all"]), st.sampled_from(LANGUAGES))
def test_sentences_are_stripped_spans_of_the_text(text: str, body: str, language: str) -> None:
    document = Document.from_text(text, body=body, language=language)
    for sentence in document.sentences:
        assert document.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""


@given(ANY_TEXT, st.sampled_from(["auto", "all"]))
def test_only_space_between_sentences(text: str, body: str) -> None:
    """Only white space and the quotation marks of e-mail are between the sentences of the body."""
    document = Document.from_text(text, body=body)
    covered = [False] * len(document.text)
    last = 0
    for sentence in document.sentences:
        assert sentence.start >= last
        last = sentence.end
        covered[sentence.start : sentence.end] = [True] * len(sentence.text)
    for line in document.lines:
        if line.kept:
            left = [document.text[k] for k in range(line.start, line.end) if not covered[k]]
            assert "".join(left).strip().strip(">\xa0 \t") == ""


@given(ANY_TEXT)
def test_a_sentence_stays_in_its_paragraph(text: str) -> None:
    document = Document.from_text(text, body="all")
    assert not any("\n\n" in sentence.text for sentence in document.sentences)
    numbers = [sentence.paragraph for sentence in document.sentences]
    assert numbers == sorted(numbers)


def test_what_was_read_before_changes_nothing() -> None:
    text = "He works at the ex-Q.Z. Museum now. See the Q.Z. Report."
    alone = segment(text, [(0, len(text))])
    segment("The Q.Z. Report. The ex-Q.Z. The end.", [(0, 37)])
    assert segment(text, [(0, len(text))]) == alone


@pytest.mark.parametrize(("seed", "count"), [(0, 47), (1, 40)])
def test_the_seeds_have_their_sentences(seed: int, count: int) -> None:
    assert len(read(seeds()[seed]).sentences) == count


@pytest.mark.parametrize(
    "beginning",
    [
        "He laid out his “red lines”",
        "The same message was reiterated by U.S. Defense Secretary Austin, who",
        "Unrealistic expectations could draw",
        "U.S. leaders have inflated",
        "Are his simplistic statements",
    ],
)
def test_sentences_of_the_seeds(beginning: str) -> None:
    """Sentences of the seeds begin where a reader would begin them."""
    sentences = [sentence.text for path in seeds() for sentence in read(path).sentences]
    assert [text.startswith(beginning) for text in sentences].count(True) == 1


def test_unknown_language_is_refused() -> None:
    """An unknown language is refused with a suggestion."""
    with pytest.raises(UsageError, match='did you mean "german"'):
        segment("Ja.", [(0, 3)], language="German")


@pytest.mark.parametrize("text", [". " * 50_000, "." * 100_000, "a." + '"' * 100_000, "A." * 50_000, "。" * 100_000])
def test_endless_marks_are_cut_in_linear_time(text: str) -> None:
    assert "".join(s.text for s in segment(text, [(0, len(text))])).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("> The roof is dry. Nobody came.", ["The roof is dry.", "Nobody came."]),
        (">The roof is dry.", ["The roof is dry."]),
        ("> > The roof is dry.", ["The roof is dry."]),
        (">\xa0>\xa0The roof is dry.", ["The roof is dry."]),
        ("> 90 % of the roofs are dry.", ["> 90 % of the roofs are dry."]),
        ("The roof > the floor.", ["The roof > the floor."]),
    ],
)
def test_mail_quotation_mark_is_in_no_sentence(paragraph: str, sentences: list[str]) -> None:
    """The mark before a quoted paragraph is in no sentence, unless it may mean "more than"; every span is in place."""
    text = f"An answer.\n\n{paragraph}\n"
    found = segment(text, [(0, 10), (12, 12 + len(paragraph))])
    assert [sentence.text for sentence in found] == ["An answer.", *sentences]
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
