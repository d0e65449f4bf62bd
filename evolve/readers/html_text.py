"""Find the blocks of an HTML or XHTML text.

Elements that are not shown (scripts, styles, templates), the parts of a page around its text, and the marks of notes
are left out; the items of a list that is marked as one of notes are notes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from evolve.readers.blocks import LINE_BREAK, Block, BlockBuilder
from evolve.readers.html_tokens import Event
from evolve.readers.list_marks import in_form

HIDDEN = frozenset(("head", "script", "style", "template", "svg", "math", "noscript", "iframe", "object", "select"))
"""Elements whose content is not shown as text."""
PAGE_PARTS = HIDDEN | {"nav", "header", "footer", "aside", "form", "button", "figcaption"}
"""Elements that are not the text of a page."""
BOOK_PARTS = HIDDEN | {"nav"}
"""Elements that are not the text of a book."""
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_NUMBER_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_NOTE_TYPES = re.compile(r"\b(?:doc-)?(?:foot|end|rear)notes?\b")
_NOTE_LINKS = re.compile(r"\b(?:doc-)?(?:noteref|backlink|footnote-ref|footnote-back(?:ref)?)\b")
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§↩⏎^↑\ufe0e]{1,4})[\])]?")


def blocks_of_events(
    events: Iterable[Event], *, leave_out: frozenset[str] = PAGE_PARTS, without: Container[int] = ()
) -> tuple[Block, ...]:
    """Return the blocks of the tags and characters of an HTML text, in order.

    Skipped are elements that are hidden, those whose names are in `leave_out`, and those whose start has an index, from
    0, in `without`.
    """
    walker = _Walker()
    skipped = 0
    for index, event in enumerate(events):
        if skipped:
            skipped += (event.kind == "start") - (event.kind == "end")
        elif event.kind == "text":
            walker.add(event.value)
        elif event.kind == "end":
            walker.end(event.value)
        elif event.value in leave_out or index in without or is_hidden(event.attributes):
            if event.value in _BLOCKS:
                walker.end_block()
            skipped = 1
        else:
            walker.start(event.value, event.attributes)
    return walker.builder.blocks()


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Return whether an element is not shown."""
    return "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None


class _Walker:
    """Adds the text that is shown to a builder; that of a link is kept back until its end, as it may mark a note."""

    def __init__(self) -> None:
        self.builder = BlockBuilder()
        self._forms: list[str] = []
        """The form of the numbers of each open list."""
        self._lists: list[int] = []
        """Number of the last item of each open list; -1 in a list without numbers."""
        self._notes = ""
        self._notes_depth = 0
        """Number of open elements of the name of the list of notes."""
        self._item = ""
        self._link: list[str] | None = None
        self._pre = 0
        """Number of open elements whose line ends are shown."""

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Take in the start of an element."""
        marks = " ".join(given[name] for name in ("epub:type", "role", "class") if name in given)
        if tag == self._notes:
            self._notes_depth += 1
        elif not self._notes and tag in _BLOCKS and _NOTE_TYPES.search(marks):
            self._notes, self._notes_depth = tag, 1
        if tag == "a" and ("#" in given.get("href", "") or _NOTE_LINKS.search(marks)):
            self._end_link()
            self._link = []
        elif tag == "br":
            self.add(LINE_BREAK)
        elif tag in ("ol", "ul"):
            self.end_block()
            start = given.get("start", "")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self._lists.append(first - 1 if tag == "ol" else -1)
            self._forms.append(_NUMBER_FORMS.get(given.get("type", ""), "decimal"))
        elif tag == "li":
            self.end_block()
            if self._lists and self._lists[-1] >= 0:
                self._lists[-1] += 1
                self._item = f"{in_form(self._lists[-1], self._forms[-1])}. "
            else:
                self._item = "- "
            self._begin("item")
        elif tag == "tr":
            self.end_block()
            self.builder.start_row()
        elif tag in _CELLS:
            self.end_block()
            self.builder.start_cell()
        elif tag in _BLOCKS:
            self.end_block()
            self._pre += tag == "pre"
            self._begin("heading" if tag in _HEADINGS else "paragraph")

    def _begin(self, kind: str) -> None:
        if self._notes:
            self.builder.start("note")
        elif self._item:
            self.builder.start("item", self._item)
        else:
            self.builder.start("heading" if kind == "heading" else "paragraph")

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag == "a":
            self._end_link()
        elif tag == "tr":
            self.end_block()
            self.builder.end_row()
        elif tag in _CELLS:
            self.end_block()
            self.builder.end_cell()
        elif tag in _BLOCKS:
            self.end_block()
            self._pre -= tag == "pre"
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
                self._forms.pop()
        if tag == self._notes:
            self._notes_depth -= 1
            if not self._notes_depth:
                self._notes = ""
        if tag == "li":
            self._item = ""

    def add(self, text: str) -> None:
        """Take in characters."""
        if self._pre:
            text = text.replace("\n", LINE_BREAK)
        if self._link is not None:
            self._link.append(text)
            return
        if not text.isspace():
            self._item = ""
        self.builder.add(text)

    def _end_link(self) -> None:
        """Add the text of a link unless it is the mark of a note."""
        link, self._link = self._link, None
        if link is not None and not _NOTE_MARK.fullmatch("".join(link).strip()):
            self.add("".join(link))

    def end_block(self) -> None:
        """End the current block."""
        self._end_link()
        self.builder.end()
        if self._notes:
            self.builder.start("note")
