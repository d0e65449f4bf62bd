"""Read the text of a TEI file (P5, or P4 without a namespace), as an edition shows it.

Paragraphs, verses, headings, list items and table rows are read, notes follow after the text. Of a choice the
corrected, regularised or expanded form is taken, of an apparatus the lemma or else the first reading. The additions and
deletions of the writer count as tracked changes: the original has the deletions, the final text the additions.

A report that evolve itself wrote, as texts with links or as an apparatus, has the text of every version: its original
is the earliest one, its final text the latest. In an apparatus each sentence is a paragraph, in the order of its
version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from evolve.model import Metadata
from evolve.readers.blocks import LINE_BREAK, Block, BlockBuilder, text_of
from evolve.readers.content import Content, View
from evolve.readers.left_out import left_out
from evolve.readers.list_marks import BULLET
from evolve.readers.xml_events import xml_events

_PREFIXES = {"http://www.tei-c.org/ns/1.0": "", "http://www.w3.org/XML/1998/namespace": "xml"}
_LEFT_OUT_NAMES = """
certainty citedRange divGen facsimile figDesc fw graphic index interp interpGrp linkGrp listWit media
metamark ptr respons sourceDoc space spanGrp standOff surface timeline titlePage wit witDetail witness
"""
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
_BLOCK_NAMES = """
ab address argument back body byline castItem castList cit closer dateline desc div div1 div2 div3 div4 div5 div6 div7
docAuthor docDate docEdition docImprint docTitle epigraph epilogue figure floatingText front group head imprimatur item
label lg list listBibl bibl opener p performance postscript prologue role salute set signed sp speaker stage table text
trailer
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_INLINE_IN = frozenset(("p", "l", "s", "head", "item", "note", "cell", "ab", "quote", "q"))
"""Elements inside which a bibliographic reference, a label or a stage direction is part of the sentence."""
_SOMETIMES_INLINE = frozenset(("bibl", "cit", "desc", "label", "role", "stage", "figure"))
_CHOICES = frozenset(("choice", "app", "rdgGrp"))
_NOT_CHOSEN = frozenset(("sic", "orig", "abbr", "am"))
_BREAKS = frozenset(("lb", "pb", "cb", "gb", "milestone"))
_DIVISION_MARKS = "-¬\u00ad\u2010 \t\r\n"
_CLOSING = frozenset(".,;:!?…)]}’”»")
_QUOTATIONS = frozenset(("q", "quote", "said", "soCalled"))
_MARKS = tuple("\"'“”„‟‘’‚«»‹›「『")
_HEADER_PARTS = frozenset(("titleStmt", "publicationStmt", "sourceDesc"))


@dataclass(slots=True)
class _Element:
    """An element that is open."""

    name: str
    is_chosen: bool = False
    """Whether one of its alternatives was read."""
    number: int = 0
    """Number of the last item of a list."""
    is_numbered: bool = False
    has_labels: bool = False
    """Whether the items of a list have labels in place of marks."""
    quotation: Literal["none", "begins", "open"] = "none"
    """Whether quotation marks are added to an element that replaces them."""


def read_tei(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text of a TEI file and the metadata in its header. Raises InputError if its XML is damaged."""
    reading = _Reading(view)
    for kind, value, attributes in xml_events(data, where, _PREFIXES):
        if kind == "text":
            reading.add(value)
        elif kind == "start":
            reading.start(value.removeprefix("?:"), attributes)
        else:
            reading.end(value.removeprefix("?:"))
    return reading.content()


class _Reading:
    """Reads the elements of a file into blocks."""

    def __init__(self, view: View) -> None:
        self._is_original = view == "original"
        self._texts: list[BlockBuilder] = [BlockBuilder()]
        self._open: list[_Element] = []
        self._skipped = 0
        self._has_changes = self._is_report = False
        self._number = 0
        self._header: dict[str, list[str]] = {}
        self._value: list[str] | None = None
        """The value of the header that is being read."""
        self._in_header = False
        self._part = ""
        self._witnesses: list[str] = []
        """The versions of an apparatus that evolve wrote, in order."""
        self._numbered: dict[int, str] = {}
        """The sentences of the version that is read from such an apparatus, by their numbers."""
        self._is_joined = self._is_punctuation = False
        self._pictures = 0

    @property
    def _builder(self) -> BlockBuilder:
        return self._texts[-1]

    def content(self) -> Content:
        """Return the text and the metadata that were read."""
        texts = [text for builder in self._texts if (text := text_of(builder.blocks()))]
        has_versions = self._is_report and (len(texts) > 1 or len(self._witnesses) > 1)
        if self._witnesses and self._is_report:
            texts = [text_of(Block("paragraph", self._numbered[number]) for number in sorted(self._numbered))]
        elif has_versions:
            texts = texts[:1] if self._is_original else texts[-1:]
        has_changes = self._has_changes or has_versions
        return Content(
            "\n".join(texts),
            note=left_out({"picture": self._pictures}, changes=has_changes and not self._is_original),
            metadata=Metadata() if self._is_report else self._metadata(),
            has_changes=has_changes,
        )

    def _metadata(self) -> Metadata:
        values = {name: [" ".join(part.split()) for part in parts] for name, parts in self._header.items()}

        def first(*names: str) -> str:
            return next((value for name in names for value in values.get(name, ()) if value), "")

        return Metadata(
            title=first("titleStmt/title"),
            authors=tuple(filter(None, values.get("titleStmt/author", ()))),
            date=first("sourceDesc/date", "publicationStmt/date"),
            outlet=first("publicationStmt/publisher"),
        )

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in the start of an element."""
        if self._skipped:
            self._skipped += 1
        elif self._in_header:
            self._open.append(_Element(name))
            self._start_in_header(name, attributes)
        elif name == "teiHeader":
            self._in_header = True
            self._open.append(_Element(name))
        elif self._is_left_out(name) or (name == "rdg" and self._is_other_version(attributes)):
            self._skipped = 1
            self._pictures += name in ("graphic", "media")
        else:
            self._start_in_text(name, attributes)
            form = f"{attributes.get('rend', '')} {attributes.get('type', '')}"
            element = _Element(name, is_numbered="ordered" in form and "unordered" not in form)
            if name in _QUOTATIONS and self._open and self._open[-1].name in _INLINE_IN:
                element.quotation = "begins"
            self._open.append(element)

    def _start_in_header(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _HEADER_PARTS:
            self._part = name
        elif name == "application" and attributes.get("ident") == "evolve":
            self._is_report = True
        elif name == "witness":
            self._witnesses.append(attributes.get("xml:id", ""))
        elif name in ("title", "author", "date", "publisher"):
            self._value = []
            if when := attributes.get("when", ""):
                self._header.setdefault(f"{self._part}/{name}", []).append(when)

    def _is_left_out(self, name: str) -> bool:
        """Return whether an element is not read: by its name, as a change, or as one alternative among others."""
        if name in ("add", "addSpan", "del", "delSpan"):
            self._has_changes = True
        if name in _LEFT_OUT or name == ("add" if self._is_original else "del"):
            return True
        around = self._open[-1] if self._open else None
        if around is None or around.name not in _CHOICES:
            return False
        if around.is_chosen or name == "note" or (around.name == "choice" and name in _NOT_CHOSEN):
            return True
        around.is_chosen = True
        return False

    def _is_other_version(self, attributes: Mapping[str, str]) -> bool:
        """Return whether a reading in an apparatus that evolve wrote is not of the version that is read."""
        if not (self._is_report and self._witnesses):
            return False
        # There each version has a reading of its own, not one chosen among others.
        self._open[-1].is_chosen = False
        return attributes.get("wit") != f"#{self._witnesses[0 if self._is_original else -1]}"

    def _start_in_text(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _BREAKS:
            if attributes.get("break") == "no":
                self._builder.strip_end(_DIVISION_MARKS)
                self._is_joined = True
            elif name == "lb":
                self.add(" ")
        elif name == "note":
            self._builder.start_inset()
        elif name == "row":
            self._builder.start_row()
        elif name == "cell":
            self._builder.start_cell()
        elif name == "l":
            self._builder.add(LINE_BREAK)
        elif name == "text" and attributes.get("xml:id", "").startswith("v"):
            self._texts.append(BlockBuilder())
        elif name == "s" and self._is_report and self._witnesses:
            number = attributes.get("n", "")
            self._number = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
            self._builder.drop()
        elif self._is_block(name):
            self._start_block(name, attributes)
        elif name == "pc" or attributes.get("join") in ("left", "both"):
            self._is_punctuation = True

    def _start_block(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "item":
            parent = next((element for element in reversed(self._open[-3:]) if element.name == "list"), None)
            if parent is not None:
                parent.number += 1
            mark = (
                ""
                if parent is not None and parent.has_labels
                else f"{parent.number}. "
                if parent is not None and parent.is_numbered
                else BULLET
            )
            self._builder.start("item", f"{given} " if (given := attributes.get("n", "")[:20].strip()) else mark)
        elif name == "label" and self._open and self._open[-1].name == "list":
            self._open[-1].has_labels = True
            self._builder.start("paragraph")
        elif self._builder.is_empty() and self._open and self._open[-1].name == "item":
            return
        else:
            self._builder.start("heading" if name == "head" else "paragraph")

    def _is_block(self, name: str) -> bool:
        """Return whether an element begins and ends a block at this place."""
        if name not in _BLOCKS:
            return False
        return name not in _SOMETIMES_INLINE or not self._open or self._open[-1].name not in _INLINE_IN

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if self._skipped:
            self._skipped -= 1
            return
        element = self._open.pop()
        if element.quotation == "open":
            self._builder.add("”")
        if self._in_header:
            self._end_in_header(name)
        elif name == "note":
            self._builder.end_inset("note")
        elif name == "s" and self._is_report and self._witnesses:
            self._numbered[self._number] = " ".join(self._builder.written().split())
            self._builder.drop()
        elif name == "row":
            self._builder.end_row()
        elif name == "cell":
            self._builder.end_cell()
        elif name == "l":
            self._builder.add(LINE_BREAK)
        elif self._is_block(name):
            self._builder.end()

    def _end_in_header(self, name: str) -> None:
        if name == "teiHeader":
            self._in_header = False
        elif name in ("title", "author", "date", "publisher") and self._value is not None:
            self._header.setdefault(f"{self._part}/{name}", []).append("".join(self._value))
            self._value = None

    def add(self, text: str) -> None:
        """Take in text."""
        if self._skipped:
            return
        if self._in_header:
            if self._value is not None:
                self._value.append(text)
            return
        if self._is_joined:
            text = text.lstrip()
            self._is_joined = not text
        if self._is_punctuation and text:
            if text[0] in _CLOSING:
                self._builder.strip_end(" \t\r\n")
            self._is_punctuation = False
        if self._open and self._open[-1].quotation == "begins" and not text.isspace():
            is_marked = text.lstrip()[0] in _MARKS or self._builder.last_character() in _MARKS
            self._open[-1].quotation = "none" if is_marked else "open"
            text = text.lstrip() if is_marked else f"“{text.lstrip()}"
        self._builder.add(text)
