"""Find the essay of a web page with trafilatura, the most accurate library for it.

Its result lacks the numbers of lists, marks and spaces, so it only selects: a block of the page is kept if most of its
words, four in a row, are in the result. For pages with extreme amounts of tags it is not used, because its time grows
faster than the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

from trafilatura import extract

from evolve.readers.blocks import Block
from evolve.readers.html_page import Page
from evolve.readers.html_text import HIDDEN, blocks_of_events

MAX_LENGTH = 3_000_000
"""Maximum length of a page in characters."""
MAX_EVENTS = 60_000
"""Maximum number of tags and pieces of text of a page."""
MAX_DEPTH = 200
"""Maximum number of nested elements of a page."""
MAX_NESTING = 1_500_000
"""Maximum sum of the number of open elements over all tags of a page; usual pages have a tenth of it."""
_MIN_WORDS = 40
"""Minimum number of words of a result; less is a teaser or a message, not the essay."""
_RUN = 4
"""Number of consecutive words that are looked up."""
_MIN_SHARE = 0.6
"""Minimum share of a block's runs of words that are in the result."""
_WORD = re.compile(r"\w+")
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
"""Characters in words of the page that the result lacks: soft hyphens, zero-width spaces and joiners."""


def blocks_found(text: str, page: Page) -> Sequence[Block]:
    """Return the blocks of a page that trafilatura takes for its text; none if it finds too little or is not used."""
    depths = page.depths()
    if (
        len(text) > MAX_LENGTH
        or len(depths) > MAX_EVENTS
        or max(depths, default=0) > MAX_DEPTH
        or sum(depths) > MAX_NESTING
    ):
        return ()
    found = _extracted(text)
    if len(_words(found)) < _MIN_WORDS:
        return ()
    lines = {_key(line) for line in found.splitlines()}
    runs = set(_runs(_words(found)))
    blocks = blocks_of_events(page.events, leave_out=HIDDEN, without=page.left_out(everywhere=True))
    kept = [_is_found(block.text, lines, runs) for block in blocks]
    if not any(kept):
        return ()
    return [block for block, keep in zip(blocks, _with_parts_between(blocks, kept), strict=True) if keep]


def _with_parts_between(blocks: Sequence[Block], found: Sequence[bool]) -> Sequence[bool]:
    """Return which blocks are kept: those found, the headings, items and rows between two of them, the rest of a list
    or a table that a found block announces or begins, and notes; the result often lacks these."""
    kept = [keep or block.kind == "note" for keep, block in zip(found, blocks, strict=True)]
    first, last = found.index(True), len(found) - 1 - found[::-1].index(True)
    for k in range(first + 1, len(found)):
        if blocks[k].kind in ("item", "row"):
            before = blocks[k - 1]
            follows = kept[k - 1] and (before.kind == blocks[k].kind or before.text.endswith(":"))
            kept[k] = kept[k] or k < last or follows
        elif blocks[k].kind == "heading":
            kept[k] = kept[k] or k < last
    return kept


def _extracted(text: str) -> str:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # an empty result is handled here
    return extract(text, output_format="txt", include_comments=False, include_tables=True, deduplicate=False) or ""


def _is_found(block: str, lines: set[str], runs: set[tuple[str, ...]]) -> bool:
    words = _words(block)
    if len(words) < 2 * _RUN:
        return _key(block) in lines or (len(words) >= _RUN and set(_runs(words)) <= runs)
    wanted = list(_runs(words))
    return sum(run in runs for run in wanted) >= _MIN_SHARE * len(wanted)


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[k:] for k in range(_RUN)), strict=False)


def _key(line: str) -> str:
    return " ".join(_words(line))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_UNSEEN).casefold())
