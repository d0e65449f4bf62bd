"""The pieces of text on the pages of a PDF become paragraphs in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from evolve.readers.pdf_child import _read
from evolve.readers.pdf_layout import Piece, laid_out

FILES = Path(__file__).parent / "files" / "pdf"
LINE = "The council has met again and the bridge is closed to all of us"
SHORT = "for the whole winter."


def page(*lines: str, x: float = 50, top: float = 700, size: float = 10, leading: float = 12) -> list[Piece]:
    """Return lines below each other; "  " before a line is an indent, "\\n" before it a blank line."""
    pieces = []
    y = top
    for line in lines:
        y -= leading * (1 + line.startswith("\n"))
        text = line.strip()
        indent = 15 if line.lstrip("\n").startswith("  ") else 0
        pieces.append(Piece(text, x + indent, y, size, 5 * len(text)))
    return pieces


def paragraphs(*pages: Sequence[Piece]) -> list[str]:
    return [block.text.replace("\n", " ") for block in laid_out(pages)[0]]


WHOLE = f"{LINE} {LINE} {SHORT}"


def test_a_gap_begins_a_paragraph() -> None:
    assert paragraphs(page(LINE, LINE, SHORT, f"\n{LINE}", LINE, SHORT)) == [WHOLE, WHOLE]


def test_an_indent_begins_a_paragraph() -> None:
    assert paragraphs(page(f"  {LINE}", LINE, SHORT, f"  {LINE}", LINE, SHORT)) == [WHOLE, WHOLE]


def test_a_short_last_line_ends_a_paragraph() -> None:
    assert paragraphs(page(LINE, LINE, SHORT, LINE, LINE, SHORT)) == [WHOLE, WHOLE]


def test_a_paragraph_goes_on_at_the_next_page() -> None:
    assert paragraphs(page(LINE, LINE, SHORT, LINE), page(LINE, SHORT, LINE, LINE, SHORT)) == [WHOLE] * 3


def test_items_keep_their_marks_and_their_lines() -> None:
    shown = paragraphs(
        page(LINE, "Three are left:", "• one of them", "• another", "1. Count.", f"2. {LINE}", "  and more.")
    )
    assert shown == [f"{LINE} Three are left:", "- one of them", "- another", "1. Count.", f"2. {LINE} and more."]


def heads(n: int) -> list[Piece]:
    return [Piece("The Quarterly", 50, 780, 8, 60), Piece(f"– {n} –", 290, 30, 8, 20)]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [[*heads(n), *page(f"Case {n} of them. {LINE}", *[LINE] * 5, SHORT)] for n in (17, 18, 19)]
    blocks, remark = laid_out(pages)
    wanted = [" ".join([f"Case {n} of them.", *[LINE] * 6, SHORT]) for n in (17, 18, 19)]
    assert [block.text.replace("\n", " ") for block in blocks] == wanted
    assert remark == "left out: 6 running heads and page numbers"


def test_a_first_line_that_recurs_in_the_text_is_no_running_head() -> None:
    assert paragraphs(page(LINE, SHORT), page(LINE, SHORT)) == [f"{LINE} {SHORT}"] * 2


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = page(LINE, LINE, LINE, LINE, LINE, SHORT), page(*[LINE.upper()] * 5, SHORT.upper(), x=400)
    wanted = " ".join([LINE] * 5 + [SHORT])
    by_line = [piece for pair in zip(left, right, strict=True) for piece in pair]
    assert paragraphs(by_line) == paragraphs([*left, *right]) == [wanted, wanted.upper()]


def test_rows_of_a_table_are_rows() -> None:
    row = [(50, "Ring"), (200, "4,100"), (300, "5,300")]
    table = [Piece(text, x, y, 10, 5 * len(text)) for y in (640, 625) for x, text in row]
    assert paragraphs([*page(LINE, SHORT), *table]) == [f"{LINE} {SHORT}", *["Ring | 4,100 | 5,300"] * 2]


def test_notes_are_at_the_end_without_their_marks() -> None:
    text = [
        Piece("The council has met", 50, 700, 10, 95),
        Piece("1", 145, 704, 6, 3),
        Piece(" again.", 148, 700, 10, 35),
    ]
    note = [Piece("1", 50, 104, 5, 3), Piece("In the town hall.", 54, 100, 8, 68)]
    more = page("It has decided nothing.", top=690)
    blocks, _ = laid_out([[*text, *note, *more]])
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "The council has met again.\nIt has decided nothing."),
        ("note", "In the town hall."),
    ]


def test_small_print_without_marks_is_text() -> None:
    assert (
        paragraphs([*page(LINE, SHORT), *page("Printed by the council.", top=500, size=8)])[-1]
        == "Printed by the council."
    )


def test_a_large_first_letter_belongs_to_its_word() -> None:
    initial = Piece("T", 50, 676, 30, 20)
    assert paragraphs([initial, *page("he council has met", x=75), *page(LINE, SHORT, top=688)])[0].startswith(
        "The council"
    )


def test_turned_text_is_left_out_and_a_turned_page_is_read() -> None:
    margin = Piece("arXiv:1234", 20, 300, 14, 60, 1)
    assert paragraphs([margin, *page(LINE, SHORT)]) == [f"{LINE} {SHORT}"]
    turned = [Piece(p.text, 800 - p.y, p.x, p.size, p.width, 1) for p in page(LINE, SHORT)]
    assert paragraphs(turned) == [f"{LINE} {SHORT}"]


def test_what_a_browser_prints_at_the_edges_is_left_out() -> None:
    edges = [
        Piece("11/2/24, 9:40 AM", 24, 770, 8, 70),
        Piece("file:///tmp/e.html", 24, 17, 8, 80),
        Piece("1/1", 560, 17, 8, 10),
    ]
    assert paragraphs([*page(LINE, SHORT), *edges]) == [f"{LINE} {SHORT}"]


def test_empty_pages_have_no_blocks() -> None:
    assert laid_out([]) == ((), "")
    assert laid_out([[], []]) == ((), "")


@pytest.mark.parametrize("name", ["latex", "interleaved"])
def test_columns_of_real_files_are_read_in_order(name: str) -> None:
    pages = [[Piece(*piece) for piece in _read(page)["pieces"]] for page in PdfReader(FILES / f"{name}.pdf").pages]
    shown = ["".join(block.text.split()).replace("-", "") for block in laid_out(pages)[0] if block.kind != "note"]
    if name == "latex":
        wanted = (FILES / "latex.txt").read_text(encoding="utf-8").strip().split("\n\n")
        assert shown == ["".join(text.split()).replace("-", "") for text in wanted]
    assert all(text[0].isupper() and text[-1] == "." for text in shown)


def test_a_page_of_many_pieces_takes_linear_work() -> None:
    """Work that grows with the square of a line's pieces would not finish in a minute."""
    pieces = [Piece("word ", 50 + k / 100, 700, 10, 0.01) for k in range(10_000)]
    assert len(paragraphs(pieces)) == 1


NUMBERS = st.floats(-1000, 1000) | st.sampled_from([0.0, 100.0, 100.5, 300.0])
PIECES = st.builds(
    Piece,
    st.text(st.sampled_from("aB1.- •\n|*["), max_size=6),
    NUMBERS,
    NUMBERS,
    st.sampled_from([0.0, 6.0, 10.0, 10.0, 24.0]),
    NUMBERS,
    st.integers(0, 3),
)


@given(st.lists(st.lists(PIECES, max_size=12), max_size=4))
def test_any_places_give_blocks_with_text(pages: list[list[Piece]]) -> None:
    blocks, _ = laid_out(pages)
    assert all(block.text.strip() for block in blocks)
