"""Blocks: the same lines from every format with markup."""

import pytest

from evolve.readers.blocks import LINE_BREAK, BlockBuilder, text_of
from evolve.readers.html_text import BOOK_PARTS, blocks_of_events
from evolve.readers.html_tokens import events_of

HTML = [
    ("<h1>Peace</h1><p>We <b>went</b>\n home.<p>Then?", "Peace\n\nWe went home.\n\nThen?\n"),
    ("<ul><li>one<li><p>two</p><p>more</p></ul><ol start=3><li>three</ol>", "- one\n\n- two\n\nmore\n\n3. three\n"),
    ("<ol type=a><li>one<li>two</ol><ol type=I start=4><li>four</ol>", "a. one\n\nb. two\n\nIV. four\n"),
    ("<table><tr><th>a</th><td><p>b</p></td></tr></table>", "a | b\n"),
    ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a\n\nb\n\nc\n"),
    ("<p>We went<a href='#n1'><sup>1</sup></a> <a href='#home'>home</a>.", "We went home.\n"),
    ("<section role='doc-endnotes'><ol><li>A note. <a href='#r'>↩︎</a></ol></section><p>End.", "End.\n\nA note.\n"),
    ("<p>one<br>two<br/><br/>three", "one\ntwo\nthree\n"),
    ("<script>x</script><nav><nav>a</nav>b</nav><p>c", "c\n"),
]


@pytest.mark.parametrize(("html", "text"), HTML)
def test_html_gives_one_line_for_each_block(html: str, text: str) -> None:
    assert text_of(blocks_of_events(events_of(html))) == text


def test_the_head_of_a_page_is_a_part_of_a_book() -> None:
    html = "<header><h1>Chapter</h1></header><p>We went."
    assert text_of(blocks_of_events(events_of(html))) == "We went.\n"
    assert text_of(blocks_of_events(events_of(html), leave_out=BOOK_PARTS)) == "Chapter\n\nWe went.\n"


def test_an_inset_follows_after_its_block_and_a_note_after_the_text() -> None:
    builder = BlockBuilder()
    builder.add("We ")
    builder.start_inset()
    builder.start("heading")
    builder.add("box")
    builder.end_inset("box")
    builder.add("went")
    builder.start_inset()
    builder.add("note")
    builder.end_inset("note")
    builder.add(f" home{LINE_BREAK}again")
    builder.start()
    builder.add("End.")
    assert text_of(builder.blocks()) == "We went home\nagain\n\nbox\n\nEnd.\n\nnote\n"


def test_tables_and_notes_inside_one_another_end_at_a_limit() -> None:
    builder = BlockBuilder()
    for n in range(200):
        builder.start_row()
        builder.start_cell()
        builder.add(f"cell {n}.")
    for _ in range(200):
        builder.end_cell()
        builder.end_row()
    for n in range(200):
        builder.start_inset()
        builder.add(f"note {n}. ")
    for _ in range(200):
        builder.end_inset("note")
    text = text_of(builder.blocks())
    assert [text.count(f"{word} {n}.") for word in ("cell", "note") for n in (7, 190)] == [1, 1, 1, 1]


@pytest.mark.parametrize("open_parts", ["row", "cell", "inset"])
def test_what_is_never_closed_is_kept(open_parts: str) -> None:
    builder = BlockBuilder()
    getattr(builder, f"start_{open_parts}")()
    builder.add("We went home.")
    assert text_of(builder.blocks()) == "We went home.\n"


def test_a_cell_outside_a_row_is_text() -> None:
    builder = BlockBuilder()
    builder.end_cell()
    builder.end_row()
    builder.start_cell()
    builder.add("We went")
    builder.end_cell()
    builder.add("home.")
    assert text_of(builder.blocks()) == "We went\n\nhome.\n"
