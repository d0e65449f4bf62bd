"""Web pages: saved as HTML or XHTML, or with everything they show in one MHTML file.

The essay of a page is found with trafilatura if the extra `web` is installed: the blocks of the page are kept whose
words are in its result. Without it, or where it finds too little, the tags and names of the page's elements decide. The
rules for the body of a text are applied to the blocks that are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from evolve.errors import InputError
from evolve.readers.blocks import Block, text_of
from evolve.readers.content import Content, View
from evolve.readers.html_charset import decode_html
from evolve.readers.html_metadata import metadata_of
from evolve.readers.html_page import Page, page_of
from evolve.readers.html_text import HIDDEN, blocks_of_events
from evolve.readers.html_tokens import events_of
from evolve.text.clean import clean, clean_line
from evolve.text.whole_words import with_whole_words

_MAX_EVENTS = 300_000
"""Maximum number of tags and pieces of text between them; encyclopedias have pages of 100,000."""
_MAX_BYTES = 16 << 20
"""Maximum size of a page: more than a hundred times that of a long one."""


def read_html(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text of a web page without navigation, captions and comments, and its metadata.

    Raises InputError for a page that is too large or shows no text.
    """
    return read_page(data, where, "")


def read_page(data: bytes, where: str, charset: str) -> Content:
    """Return the text and the metadata of a web page; `charset` is the encoding named in a header, "" if none is."""
    if len(data) > _MAX_BYTES:
        step = "save the part of it that is the text"
        raise InputError(f"is a web page of more than {_MAX_BYTES >> 20} megabytes", next_step=step, where=where)
    decoded = decode_html(data, charset, where)
    events = list(islice(events_of(decoded.text), _MAX_EVENTS + 1))
    if len(events) > _MAX_EVENTS:
        step = "save the part of it that is the text"
        raise InputError(f"is a web page of more than {_MAX_EVENTS:,} tags", next_step=step, where=where)
    page = page_of(events)
    blocks, note = _essay(decoded.text, page)
    if not blocks:
        step = "save the page again once its text is shown, or copy its text into a plain text file"
        raise InputError("the web page has no text without running its scripts", next_step=step, where=where)
    metadata = metadata_of(events)
    return Content(
        with_whole_words(clean(text_of(_without_title(blocks, metadata.title)))),
        decoded.encoding,
        "; ".join(filter(None, (decoded.note, note))),
        metadata,
    )


def _without_title(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """Return the blocks without the page's title among the headings before the text; it may look like a sentence."""
    first = next((k for k, block in enumerate(blocks) if block.kind != "heading"), 0)
    return [block for k, block in enumerate(blocks) if k >= first or clean_line(block.text) != title]


def _essay(text: str, page: Page) -> tuple[Sequence[Block], str]:
    """Return the blocks that are the essay, and a note if trafilatura is not installed."""
    by_tags = blocks_of_events(page.region(), leave_out=HIDDEN, without=page.left_out())
    try:
        from evolve.readers.html_trafilatura import blocks_found
    except ImportError:
        from evolve.extras import install_command

        step = install_command("web")
        return by_tags, f"the text of the page is found by its tags alone; trafilatura is more accurate: {step}"
    return blocks_found(text, page) or by_tags, ""
