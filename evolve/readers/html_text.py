"""Find the blocks of an HTML or XHTML text with the standard library's parser, without a list of what a page contains.

Left out is what a reader does not see (scripts, styles, templates), the parts of a page around its text, and the marks
of notes; notes in a marked list are notes.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from evolve.readers.blocks import LINE_BREAK, Block, BlockBuilder

HIDDEN = frozenset(("head", "script", "style", "template", "svg", "math", "noscript", "iframe", "object", "select"))
"""Elements whose content is not text that a reader sees."""
PAGE_PARTS = HIDDEN | {"nav", "header", "footer", "aside", "form", "button", "figcaption"}
"""Elements that are not the text of a page."""
BOOK_PARTS = HIDDEN | {"nav"}
"""Elements that are not the text of a book."""
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_NOTE_TYPES = re.compile(r"\b(?:doc-)?(?:foot|end|rear)notes?\b")
_NOTE_LINKS = re.compile(r"\b(?:doc-)?(?:noteref|backlink|footnote-ref|footnote-back(?:ref)?)\b")
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,4}|[*†‡§↩⏎^↑\ufe0e]{1,4})[\])]?\s*")


def blocks_of_html(text: str, *, leave_out: frozenset[str] = PAGE_PARTS) -> tuple[Block, ...]:
    """Return the blocks of an HTML text in order; `leave_out` are the names of elements that are skipped."""
    parser = _Parser(leave_out)
    parser.feed(text)
    parser.close()
    return parser.builder.blocks()


class _Parser(HTMLParser):
    """Sends what a reader sees to a builder; a link in the text is held back until it is known to be no note mark."""

    def __init__(self, leave_out: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = BlockBuilder()
        self._leave_out = leave_out
        self._skipped = ""
        self._depth = 0
        """Number of open elements of the name that is skipped."""
        self._lists: list[int] = []
        """Number of the last item of each open list; -1 in a list without numbers."""
        self._notes = ""
        self._notes_depth = 0
        self._item = ""
        self._link: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._depth += tag == self._skipped and tag not in _VOID
            return
        if tag in self._leave_out and tag not in _VOID:
            self._end_block()
            self._skipped, self._depth = tag, 1
            return
        given = {name: value or "" for name, value in attrs}
        marks = " ".join(given.get(name, "") for name in ("epub:type", "role", "class"))
        self._start_element(tag, given, marks)

    def _start_element(self, tag: str, given: dict[str, str], marks: str) -> None:
        if tag == self._notes:
            self._notes_depth += 1
        elif not self._notes and tag in _BLOCKS and _NOTE_TYPES.search(marks):
            self._notes, self._notes_depth = tag, 1
        if tag == "a" and (given.get("href", "").startswith("#") or _NOTE_LINKS.search(marks)):
            self._end_link()
            self._link = []
        elif tag == "br":
            self._add(LINE_BREAK)
        elif tag in ("ol", "ul"):
            self._end_block()
            start = given.get("start", "")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self._lists.append(first - 1 if tag == "ol" else -1)
        elif tag == "li":
            self._end_block()
            if self._lists and self._lists[-1] >= 0:
                self._lists[-1] += 1
                self._item = f"{self._lists[-1]}. "
            else:
                self._item = "- "
            self._begin("item")
        elif tag == "tr":
            self._end_block()
            self.builder.start_row()
        elif tag in _CELLS:
            self._end_block()
            self.builder.start_cell()
        elif tag in _BLOCKS:
            self._end_block()
            self._begin("heading" if tag in _HEADINGS else "paragraph")

    def _begin(self, kind: str) -> None:
        if self._notes:
            self.builder.start("note")
        elif self._item:
            self.builder.start("item", self._item)
        else:
            self.builder.start("heading" if kind == "heading" else "paragraph")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._depth -= tag == self._skipped
            if not self._depth:
                self._skipped = ""
            return
        if tag == "a":
            self._end_link()
        elif tag == "tr":
            self._end_block()
            self.builder.end_row()
        elif tag in _CELLS:
            self._end_block()
            self.builder.end_cell()
        elif tag in _BLOCKS:
            self._end_block()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
        if tag == self._notes:
            self._notes_depth -= 1
            if not self._notes_depth:
                self._notes = ""
        if tag == "li":
            self._item = ""

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._add(data)

    def _add(self, text: str) -> None:
        if self._link is not None:
            self._link.append(text)
            return
        if not text.isspace():
            self._item = ""
        self.builder.add(text)

    def _end_link(self) -> None:
        """Add the text of a link unless it is the mark of a note."""
        link, self._link = self._link, None
        if link is not None and not _NOTE_MARK.fullmatch("".join(link)):
            self._add("".join(link))

    def _end_block(self) -> None:
        self._end_link()
        self.builder.end()
        if self._notes:
            self.builder.start("note")
