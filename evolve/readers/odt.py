"""Read the text of an OpenDocument file, packed (.odt) or flat (.fodt), in its original or its final version.

A file with tracked changes has its final text in place; deleted text is kept at its head, and marks in the text refer
to it. So the original has the deleted text at these marks, and lacks the text between the marks of an insertion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers.archive import Archive
from evolve.readers.blocks import LINE_BREAK, Block, BlockBuilder, text_of
from evolve.readers.content import Content, View
from evolve.readers.left_out import left_out
from evolve.readers.odt_styles import OpenList, Styles
from evolve.readers.xml_events import Event, xml_events

_PREFIXES = {
    **{
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": prefix
        for name, prefix in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("drawing", "draw"),
            ("style", "style"),
            ("meta", "meta"),
            ("svg-compatible", "svg"),
        )
    },
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_INDEXES = frozenset(
    f"text:{name}"
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
_SKIPPED = _INDEXES | {
    "office:annotation",
    "office:binary-data",
    "office:change-info",
    "office:forms",
    "office:event-listeners",
    "svg:title",
    "svg:desc",
    "style:header",
    "style:header-left",
    "style:header-first",
    "style:footer",
    "style:footer-left",
    "style:footer-first",
    "text:note-citation",
    "text:placeholder",
    "text:ruby-text",
    "text:script",
}
_CHARACTERS = {"text:s": " ", "text:tab": " ", "text:line-break": LINE_BREAK}
_PARAGRAPHS = frozenset(("text:p", "text:h"))
_METADATA = frozenset(("dc:title", "dc:creator", "dc:date", "meta:initial-creator", "meta:creation-date"))
_MARKS_BEFORE_SPACE = ".,;:!?…"
_ENCRYPTION = b":encryption-data"


def read_odt(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text and the metadata of an OpenDocument file. Raises InputError if it is damaged."""
    archive = Archive(data, where)
    if _ENCRYPTION in (archive.read("META-INF/manifest.xml") or b""):
        raise InputError("is protected by a password", next_step="save it without one and try again", where=where)
    reading = _Reading(view)
    parts = [archive.read("meta.xml"), archive.read("styles.xml"), archive.require("content.xml")]
    reading.read(chain.from_iterable(xml_events(part, where, _PREFIXES) for part in parts if part is not None))
    return reading.content()


def read_fodt(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text of an OpenDocument file in one piece of XML. Raises InputError if it is damaged."""
    reading = _Reading(view)
    reading.read(xml_events(data, where, _PREFIXES))
    return reading.content()


@dataclass(slots=True)
class _Deleted:
    """One paragraph of deleted text, and the notes in it."""

    parts: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)


class _Reading:
    """Reads the events of a file into blocks."""

    def __init__(self, view: View) -> None:
        self._is_original = view == "original"
        self._builder = BlockBuilder()
        self._styles = Styles()
        self._counts = {"comment": 0, "picture": 0}
        self._has_contents = self._has_hidden = False
        self._metadata: dict[str, str] = {}
        self._title = ""
        self._depth = 0
        self._skipped = 0
        self._field = ""
        """The element of the metadata that is open."""
        self._hidden: list[int] = []
        """Depths of the open elements whose text is hidden."""
        self._outer: list[tuple[str, list[OpenList]]] = []
        """The paragraph and the lists around each open note or text box."""
        self._paragraph = ""
        """The style of the open paragraph, or its element if it has none; empty outside paragraphs."""
        self._region = ""
        self._deleted: dict[str, list[_Deleted]] = {}
        self._insertions: set[str] = set()
        self._open_insertions: set[str] = set()
        self._deletion: list[_Deleted] | None = None
        """The deletion that is being read."""
        self._target: list[str] | None = None
        """The parts to which the text of the open paragraph of a deletion is added."""
        self._in_deleted_note = self._is_after_deletion = False

    def content(self) -> Content:
        """Return the text and the metadata that were read."""
        has_changes = bool(self._insertions or self._deleted)
        values = {name: value.strip() for name, value in self._metadata.items()}
        author = values.get("meta:initial-creator", "") or values.get("dc:creator", "")
        return Content(
            text_of(self._builder.blocks()),
            note=left_out(
                {**self._counts, "table of contents": self._has_contents},
                hidden=self._has_hidden,
                changes=has_changes and not self._is_original,
            ),
            metadata=Metadata(
                title=self._title or values.get("dc:title", ""),
                authors=(author,) if author else (),
                date=(values.get("dc:date", "") or values.get("meta:creation-date", ""))[:10],
            ),
            has_changes=has_changes,
        )

    def read(self, events: Iterable[Event]) -> None:
        """Read the events of all parts, the styles before the text."""
        for kind, value, attributes in events:
            if self._skipped:
                self._skipped += (kind == "start") - (kind == "end")
            elif kind == "text":
                self._add(value)
            elif kind == "start":
                self._start(value, attributes)
                self._depth += not self._skipped
            else:
                self._depth -= 1
                self._end(value)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _SKIPPED:
            self._skipped = 1
            self._has_contents = self._has_contents or name in _INDEXES
            self._counts["comment"] += name == "office:annotation"
        elif self._deletion is not None:
            self._start_deleted(self._deletion, name)
        elif name in _PARAGRAPHS:
            self._paragraph = attributes.get("text:style-name", "") or name
            self._hide(attributes)
        elif name == "text:span":
            self._hide(attributes)
        elif name == "text:section":
            if attributes.get("text:display") == "none":
                self._hidden.append(self._depth)
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name == "text:list":
            self._styles.start_list(attributes)
        elif name == "text:list-item":
            self._styles.start_item(attributes)
        elif name in ("text:note-body", "draw:text-box"):
            self._outer.append((self._paragraph, self._styles.lists))
            self._paragraph, self._styles.lists = "", []
            self._builder.start_inset()
        elif name == "table:table-row":
            self._builder.start_row()
        elif name == "table:table-cell":
            self._builder.start_cell()
        elif name == "draw:image":
            self._counts["picture"] += 1
        elif name.startswith("text:change"):
            self._start_change(name, attributes)
        elif name == "text:insertion":
            self._insertions.add(self._region)
        elif name == "text:deletion":
            self._deletion = self._deleted.setdefault(self._region, [])
        elif name in _METADATA and name not in self._metadata:
            self._field = name
        else:
            self._styles.read(name, attributes)

    def _end(self, name: str) -> None:
        self._field = ""
        while self._hidden and self._hidden[-1] >= self._depth:
            self._hidden.pop()
        if self._deletion is not None:
            self._end_deleted(self._deletion, name)
        elif name in _PARAGRAPHS:
            self._end_paragraph(name)
        elif name == "text:list":
            self._styles.end_list()
        elif name == "text:list-item":
            self._styles.end_item()
        elif name in ("text:note-body", "draw:text-box") and self._outer:
            self._builder.end_inset("note" if name == "text:note-body" else "box")
            self._paragraph, self._styles.lists = self._outer.pop()
        elif name == "table:table-row":
            self._builder.end_row()
        elif name == "table:table-cell":
            self._builder.end_cell()

    def _end_paragraph(self, name: str) -> None:
        """End a paragraph, unless its end was inserted and the original goes on."""
        style, self._paragraph = self._paragraph, ""
        if self._is_original and self._open_insertions:
            return
        if self._styles.is_title(style) and not self._title:
            self._title = " ".join(self._builder.written().split())
        mark = "" if name == "text:h" else self._styles.next_mark()
        self._builder.become("heading" if name == "text:h" else "item" if mark else "paragraph", mark)
        self._builder.end()

    def _hide(self, attributes: Mapping[str, str]) -> None:
        if self._styles.is_hidden(attributes.get("text:style-name", "")):
            self._hidden.append(self._depth)

    def _start_change(self, name: str, attributes: Mapping[str, str]) -> None:
        change = attributes.get("text:change-id", "")
        if name == "text:changed-region":
            self._region = attributes.get("text:id", "") or attributes.get("xml:id", "")
        elif name == "text:change-start" and change in self._insertions:
            self._open_insertions.add(change)
        elif name == "text:change-end":
            self._open_insertions.discard(change)
        elif name == "text:change" and self._is_original and not self._open_insertions:
            for n, paragraph in enumerate(self._deleted.get(change, ())):
                if n:
                    self._builder.end()
                self._add_at_deletion("".join(paragraph.parts))
                self._builder.add_notes(Block("note", "".join(note).strip()) for note in paragraph.notes)
            self._is_after_deletion = True

    def _add_at_deletion(self, text: str) -> None:
        """Add a text after or before deleted text, which has lost the spaces at its ends."""
        last = self._builder.last_character()
        self._builder.add(" " + text if last and last in _MARKS_BEFORE_SPACE and text[:1].isalpha() else text)
        self._is_after_deletion = False

    def _start_deleted(self, deletion: list[_Deleted], name: str) -> None:
        if name == "text:note-body":
            self._in_deleted_note = True
        elif name in _PARAGRAPHS and not self._in_deleted_note:
            deletion.append(_Deleted())
            self._target = deletion[-1].parts
        elif name in _PARAGRAPHS and deletion:
            deletion[-1].notes.append([])
            self._target = deletion[-1].notes[-1]
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])

    def _end_deleted(self, deletion: list[_Deleted], name: str) -> None:
        if name == "text:deletion":
            self._deletion = None
        elif name == "text:note-body":
            self._in_deleted_note = False
            self._target = deletion[-1].parts if deletion else None
        elif name in _PARAGRAPHS:
            self._target = None

    def _add(self, text: str) -> None:
        if self._field:
            self._metadata[self._field] = self._metadata.get(self._field, "") + text
        elif self._deletion is not None:
            if self._target is not None:
                self._target.append(text)
        elif self._paragraph and self._hidden:
            self._has_hidden = self._has_hidden or not text.isspace()
        elif self._paragraph and not (self._is_original and self._open_insertions):
            if self._is_after_deletion:
                self._add_at_deletion(text)
            else:
                self._builder.add(text)
