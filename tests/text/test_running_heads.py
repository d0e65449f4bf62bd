"""Running heads and page numbers: they go and what they divided is joined, whatever else is numbered stays."""

from __future__ import annotations

import textwrap
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.text.running_heads import without_running_heads

SUBJECTS = ("The farmers of the valley", "A council of elders", "Nobody in the town", "The engineer from the coast")
VERBS = (
    "had seen how the weir was lost",
    "asked for a new survey of the river",
    "refused to pay for the repairs again",
)
ENDS = ("before the spring floods came", "although the mill was closed by then", "and wrote it down in the parish book")
SENTENCES = [f"{one} {two} {three}." for one in SUBJECTS for two in VERBS for three in ENDS]
PARAGRAPHS = [textwrap.wrap(" ".join(SENTENCES[n : n + 5]), 70) for n in range(0, len(SENTENCES), 4)] * 3
LINES = list(chain.from_iterable([*paragraph, ""] for paragraph in PARAGRAPHS))
PAGE = 23


def paged(heads: list[str], *, gap: str = "\n\n", wrapped: bool = True) -> str:
    """Return the text in pages, each with the next of these heads after it."""
    lines = LINES if wrapped else list(chain.from_iterable([" ".join(part), ""] for part in PARAGRAPHS))
    pages = [lines[start : start + PAGE] for start in range(0, len(lines), PAGE)]
    return "\n".join("\n".join(page) + gap + head + gap for page, head in zip(pages, heads, strict=False))


COUNT = -(-len(LINES) // PAGE)


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(
    "form",
    [
        "{}", "- {} -", "The Lost Weir {}", "{} | Jane Roe", "Page {} of 12", "Seite {}", "p. {}", "[page {}]",
        "{} / 12", "The Lost Weir {}/99", "weir.example/2019/5 {} / 99",
        "Jane Roe\nThe Lost Weir\n{}", "\x0c{}", "{}\n\x0c", "\x0cThe Lost Weir", "第 {} 页",
    ],
)  # fmt: skip
def test_heads_go_and_the_text_is_joined(form: str, gap: str) -> None:
    text = paged([form.format(n) for n in range(9, 9 + COUNT)], gap=gap)
    found = without_running_heads(text)
    paragraphs = [" ".join(part.split()) for part in found.text.split("\n\n") if part.strip()]
    assert paragraphs == [" ".join(paragraph) for paragraph in PARAGRAPHS]
    assert found.count == COUNT * len(form.replace("\x0c", "").split("\n")) - form.count("{}\n\x0c") * COUNT


def test_heads_of_odd_and_even_pages_go() -> None:
    heads = [f"{n} JANE ROE" if n % 2 else f"THE LOST WEIR {n}" for n in range(1, 1 + COUNT)]
    assert without_running_heads(paged(heads)).count == COUNT


def test_lines_keep_their_number() -> None:
    text = paged([f"The Lost Weir {n}" for n in range(COUNT)])
    assert without_running_heads(text).text.count("\n") == text.count("\n")


STANZA = "O weir, o weir,\nhow lost are you,\nthe water takes\n{}\nwhat it was given,\n\nand nobody, nobody asks\n"


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"Chapter {n}\n\nThe weir broke. Nobody asked why.\n\nIt was lost." for n in range(1, 9)),
        "\n\n".join(f"{n}\n\nThe weir broke. Nobody asked why it did.\n\nIt was lost." for n in range(1, 9)),
        "\n".join(f"{n}. Say no" for n in range(1, 9)),
        "\n\n".join(f"Step {n}/8\n\nThe weir broke. Nobody asked why." for n in range(1, 9)),
        "\n".join(f"In {n}" for n in range(1990, 1999)),
        "\n\n".join(STANZA.format(n) for n in range(1, 9)),
        "\n\n".join(f"{n}\nand the weir was lost,\nfor the water" for n in range(1, 9)),
        "\n\n".join([*SENTENCES[:6], "Nobody asked.", *SENTENCES[6:12], "Nobody asked.", "12", "Nobody asked."]),
        "No number here.",
        "",
    ],
)
def test_other_numbers_and_repeated_lines_stay(text: str) -> None:
    """Numbered headings, verses, lists, years and refrains are no running heads."""
    assert without_running_heads(text).text == text


@given(st.text(alphabet="a.\n\x0c 12", max_size=200))
def test_no_letter_is_lost_without_a_count(text: str) -> None:
    found = without_running_heads(text)
    assert found.count or "".join(found.text.split()) == "".join(text.split())
