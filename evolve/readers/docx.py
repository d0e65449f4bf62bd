"""Read the text of a Word document, of its original or of its final version if its changes were tracked.

Headings, paragraphs, list items, table rows, text boxes, footnotes and endnotes are read; comments, pictures, tables of
contents and hidden text are left out and counted. Running heads and feet belong to the pages, not to the text. A
paragraph whose mark was deleted is joined to the next one, as Word shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from evolve.model import Metadata
from evolve.readers.archive import Archive, main_part
from evolve.readers.blocks import LINE_BREAK, Block, BlockBuilder, text_of
from evolve.readers.content import Content, View
from evolve.readers.docx_styles import OFF, Lists, Styles, is_outline_level, level_of, read_lists, read_styles
from evolve.readers.left_out import left_out
from evolve.readers.xml_events import Event, xml_events

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:schemas-microsoft-com:vml": "v",
}
_INSERTED = frozenset(("w:ins", "w:moveTo"))
_DELETED = frozenset(("w:del", "w:moveFrom"))
_CHANGES = _INSERTED | _DELETED | {"w:cellIns", "w:cellDel"}
_SKIPPED = frozenset(("mc:Fallback", "w:rt", "w:instrText", "w:delInstrText", "w:fldData"))
"""Elements that are left out, beside the properties before a change of format ("w:rPrChange" and others)."""
_CHARACTERS = {
    "w:tab": " ",
    "w:ptab": " ",
    "w:br": LINE_BREAK,
    "w:cr": LINE_BREAK,
    "w:noBreakHyphen": "\u2011",
}
_TEXT = frozenset(("w:t", "w:delText", "m:t"))
_PRIVATE = range(0xE000, 0xF900)
"""Characters of symbol fonts, which mean nothing without their font."""
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FIRST_YEAR = 1980
_NO_TITLE = re.compile(r"\A(?:(?:microsoft )?word\b|untitled\b|document ?\d*+\Z|\S+\.docx?\Z)", re.IGNORECASE)
"""Titles that a program gave."""


def read_docx(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text and the metadata of a Word document. Raises InputError if it is damaged."""
    archive = Archive(data, where)
    main = main_part(archive) or "word/document.xml"
    parts = _related_parts(archive, main)

    def events_of(name: str | None) -> Iterable[Event]:
        content = archive.read(name) if name else None
        return () if content is None else xml_events(content, where, _PREFIXES)

    reading = _Reading(view, read_styles(events_of(parts.get("styles"))), read_lists(events_of(parts.get("numbering"))))
    for kind in ("footnote", "endnote"):
        reading.read_notes(kind, events_of(parts.get(f"{kind}s")))
    reading.read(xml_events(archive.require(main), where, _PREFIXES))
    comments = sum(event.kind == "start" and event.value == "w:comment" for event in events_of(parts.get("comments")))
    return Content(
        text_of(reading.builder.blocks()),
        note=left_out(
            {
                "comment": comments,
                "picture": reading.pictures,
                "embedded document": reading.embedded,
                "table of contents": reading.has_contents,
            },
            hidden=reading.has_hidden,
            changes=reading.has_changes and view == "final",
        ),
        metadata=_metadata(
            events_of(next((name for name in archive.names if name.startswith("docProps/core")), None)), reading.title
        ),
        has_changes=reading.has_changes,
    )


def _related_parts(archive: Archive, main: str) -> dict[str, str]:
    """Return the names of the parts that the main part refers to, by their kind such as "footnotes"."""
    folder = dirname(main)
    content = archive.read(join(folder, "_rels", f"{main.rpartition('/')[2]}.rels"))
    if content is None:
        return {}
    parts: dict[str, str] = {}
    for event in xml_events(content, archive.where, _PREFIXES):
        if event.kind == "start" and event.value == "Relationship" and event.attributes.get("TargetMode") != "External":
            kind = event.attributes.get("Type", "").rpartition("/")[2]
            target = event.attributes.get("Target", "")
            parts.setdefault(kind, normpath(join("/", folder, target)).lstrip("/"))
    return parts


def _metadata(events: Iterable[Event], title: str) -> Metadata:
    """Return the properties of a document; `title` is the title in the text, which is more certain."""
    values: dict[str, str] = {}
    for kind, value, _ in events:
        if kind == "start":
            name = value
        elif kind == "text":
            values[name] = values.get(name, "") + value
        else:
            name = ""
    dates = (_DATE.match(values.get(name, "").strip()) for name in ("dcterms:modified", "dcterms:created"))
    given = values.get("dc:title", "").strip()
    return Metadata(
        title=title or ("" if _NO_TITLE.match(given) else given),
        authors=tuple(author for part in values.get("dc:creator", "").split(";") if (author := part.strip())),
        date=next((date.group() for date in dates if date and int(date[1]) >= _FIRST_YEAR), ""),
        outlet=values.get("dc:publisher", "").strip(),
    )


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read, and the fields that are open in it."""

    style: str = ""
    number: str = ""
    level: int = 0
    is_outline: bool = False
    is_joined: bool = False
    """Whether its mark was deleted, so that the next paragraph continues it."""
    fields: list[bool] = field(default_factory=list)
    """Whether the result of each open field is reached."""
    open_codes: int = 0
    """Number of open fields whose result is not reached."""


class _Reading:
    """Reads the events of the parts into blocks."""

    def __init__(self, view: View, styles: Styles, lists: Lists) -> None:
        self.builder = BlockBuilder()
        self.pictures = 0
        self.embedded = 0
        self.title = ""
        self.has_contents = False
        self.has_hidden = False
        self.has_changes = False
        self._unread = _DELETED if view == "final" else _INSERTED
        self._unread_cell = "w:cellDel" if view == "final" else "w:cellIns"
        self._styles, self._lists = styles, lists
        self._notes: dict[tuple[str, str], tuple[Block, ...]] = {}
        self._paragraph = _Paragraph()
        self._outer: list[_Paragraph] = []
        self._path: list[str] = []
        self._skipped = 0
        """Number of open elements inside one that is left out, itself included."""
        self._unread_depths: list[int] = []
        """Depths of the open elements whose text the view leaves out."""
        self._is_hidden = False
        self._skips_content = False
        """Whether the content of the current control is a table of contents or a placeholder."""

    def read_notes(self, kind: str, events: Iterable[Event]) -> None:
        """Read footnotes or endnotes, and keep their blocks until they are referred to."""
        number: str | None = None
        builder = self.builder
        for event in events:
            if event.value == f"w:{kind}" and event.kind != "text":
                if number is not None:
                    self._notes[f"w:{kind}Reference", number] = self.builder.blocks()
                is_note = event.kind == "start" and event.attributes.get("w:type", "normal") == "normal"
                number = event.attributes.get("w:id", "") if is_note else None
                self.builder, self._paragraph, self._path = BlockBuilder(), _Paragraph(), []
                self._unread_depths, self._skipped = [], 0
            elif number is not None:
                self._read_event(event)
        self.builder = builder

    def read(self, events: Iterable[Event]) -> None:
        """Read the events of the main part."""
        self._paragraph, self._path = _Paragraph(), []
        for event in events:
            self._read_event(event)

    def _read_event(self, event: Event) -> None:
        kind, value, attributes = event
        if kind == "text":
            if not self._skipped and self._path and self._path[-1] in _TEXT:
                self._add(value)
        elif self._skipped:
            self._skipped += 1 if kind == "start" else -1
        elif kind == "end":
            self._path.pop()
            self._end(value)
        elif value in _SKIPPED or (value.startswith("w:") and value.endswith("Change")):
            self._skipped = 1
        elif value == "w:sdtContent" and self._skips_content:
            self._skipped, self._skips_content = 1, False
        else:
            self._start(value, attributes)
            self._path.append(value)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        parent = self._path[-1] if self._path else ""
        if name in _CHANGES:
            self._start_change(name, parent)
        elif parent == "w:pPr" or parent == "w:numPr":
            self._set_property(name, attributes)
        elif parent == "w:rPr":
            self._set_run_property(name, attributes)
        elif name == "w:p":
            self._start_paragraph()
        elif name == "w:r":
            self._is_hidden = False
        elif name in _CHARACTERS:
            if parent != "w:tabs":
                self._add(" " if attributes.get("w:type") in ("page", "column") else _CHARACTERS[name])
        elif name == "w:sym":
            self._add_symbol(attributes.get("w:char", ""))
        elif name == "w:fldChar":
            self._set_field(attributes.get("w:fldCharType", ""))
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            self._read_note(name, attributes.get("w:id", ""))
        elif name == "w:txbxContent":
            self._outer.append(self._paragraph)
            self._paragraph = _Paragraph()
            self.builder.start_inset()
        elif name == "w:tr":
            self.builder.start_row()
        elif name == "w:tc":
            self.builder.start_cell()
        elif name in ("w:altChunk", "w:subDoc"):
            self.embedded += 1
        elif name == "w:showingPlcHdr":
            self._skips_content = True
        elif name == "w:docPartGallery" and attributes.get("w:val") == "Table of Contents":
            self._skips_content = self.has_contents = True
        elif name in ("a:blip", "v:imagedata"):
            self.pictures += self._is_read()

    def _end(self, name: str) -> None:
        while self._unread_depths and len(self._path) < self._unread_depths[-1]:
            self._unread_depths.pop()
        if name == "w:p":
            self._end_paragraph()
        elif name == "w:r":
            self._is_hidden = False
        elif name == "w:txbxContent":
            self.builder.end_inset("box")
            self._paragraph = self._outer.pop()
        elif name == "w:tc":
            self.builder.end_cell()
        elif name == "w:tr":
            self.builder.end_row()

    def _start_change(self, name: str, parent: str) -> None:
        """Leave out what a change of this kind encloses, or the row, cell or paragraph mark whose property it is."""
        self.has_changes = True
        if name not in self._unread and name != self._unread_cell:
            return
        depth = len(self._path)
        if parent == "w:rPr":
            if self._path[-2:-1] == ["w:pPr"]:
                self._paragraph.is_joined = True
        elif parent in ("w:trPr", "w:tcPr"):
            self._unread_depths.append(depth - 1)
        else:
            self._unread_depths.append(depth + 1)

    def _set_property(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("w:val", "")
        paragraph = self._paragraph
        if name == "w:pStyle":
            paragraph.style = value
        elif name == "w:numId":
            paragraph.number = value
        elif name == "w:ilvl":
            paragraph.level = level_of(value)
        elif name == "w:outlineLvl":
            paragraph.is_outline = is_outline_level(value)

    def _set_run_property(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("w:val", "")
        is_mark = self._path[-2:-1] == ["w:pPr"]
        if name == "w:vanish" and is_mark:
            self._paragraph.is_joined = self._paragraph.is_joined or value not in OFF
        elif name == "w:vanish":
            self._is_hidden = value not in OFF
        elif name == "w:rStyle" and not is_mark and self._styles.is_hidden(value):
            self._is_hidden = True

    def _start_paragraph(self) -> None:
        """Begin a paragraph; the result of a field may go on from the one before, its code may not."""
        self._paragraph = _Paragraph(fields=[is_result for is_result in self._paragraph.fields if is_result])

    def _end_paragraph(self) -> None:
        paragraph = self._paragraph
        if paragraph.is_joined:
            return
        number, level = (
            (paragraph.number, paragraph.level) if paragraph.number else self._styles.list_of(paragraph.style)
        )
        is_heading = paragraph.is_outline or self._styles.is_heading(paragraph.style)
        name = self._styles.name(paragraph.style)
        mark = self._lists.next_mark(number, level) if number and number != "0" and not is_heading else ""
        self.builder.become("heading" if is_heading else "item" if mark else "paragraph", mark)
        if name == "title" and not self.title:
            self.title = " ".join(self.builder.written().split())
        if name.startswith(("toc ", "table of figures")):
            self.has_contents = self.has_contents or bool(self.builder.written().strip())
            self.builder.drop()
        self.builder.end()

    def _set_field(self, kind: str) -> None:
        fields = self._paragraph.fields
        if kind == "begin":
            fields.append(False)
            self._paragraph.open_codes += 1
        elif kind == "separate" and fields and not fields[-1]:
            fields[-1] = True
            self._paragraph.open_codes -= 1
        elif kind == "end" and fields:
            self._paragraph.open_codes -= not fields.pop()

    def _read_note(self, name: str, number: str) -> None:
        """Add a note at the first reference to it."""
        if self._is_read():
            self.builder.add_notes(self._notes.pop((name, number), ()))

    def _add_symbol(self, code: str) -> None:
        try:
            number = int(code, 16)
        except ValueError:
            return
        if 0x20 <= number < 0x110000 and number not in _PRIVATE:
            self._add(chr(number))

    def _add(self, text: str) -> None:
        if self._is_hidden or self._styles.is_hidden(self._paragraph.style):
            self.has_hidden = self.has_hidden or not text.isspace()
        elif self._is_read():
            self.builder.add(text)

    def _is_read(self) -> bool:
        """Return whether the view and the open fields show the text at this place."""
        return not self._unread_depths and not self._paragraph.open_codes
