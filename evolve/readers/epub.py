"""Read the text of an EPUB book: its chapters in the order of reading.

The cover, the title and copyright pages and the tables of contents are left out where the book itself marks them.
Notes that are marked as such follow after the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers.archive import Archive
from evolve.readers.blocks import Block, text_of
from evolve.readers.content import Content, View
from evolve.readers.html_charset import decode_html
from evolve.readers.html_text import BOOK_PARTS, blocks_of_events
from evolve.readers.html_tokens import Event, events_of
from evolve.readers.left_out import left_out
from evolve.readers.xml_events import xml_events

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:container": "container",
    "http://www.idpf.org/2007/opf": "opf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
}
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTERS = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", ""))
_NOT_TEXT = frozenset(
    ("cover", "toc", "landmarks", "loi", "lot", "page-list", "titlepage", "title-page", "copyright-page")
)
"""Names of pages that are not the text of a book, in `epub:type` or in its guide."""
_MAX_CHAPTERS = 5_000
_MAX_EVENTS = 1_000_000
"""Maximum number of tags, and pieces of text between them, of all chapters."""


@dataclass(slots=True)
class _Package:
    """The files, their order and the metadata in the package document of a book."""

    folder: str
    files: dict[str, str] = field(default_factory=dict)
    """The file of each item."""
    spine: list[str] = field(default_factory=list)
    """The items in the order of reading."""
    not_text: set[str] = field(default_factory=set)
    """Files that are not the text of the book."""
    values: dict[str, list[str]] = field(default_factory=dict)
    """Title, authors, date and publisher, by the names of their elements."""


def read_epub(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text and the metadata of an EPUB. Raises InputError if it is damaged or encrypted."""
    archive = Archive(data, where)
    package = _package(archive)
    encrypted = _encrypted_files(archive)
    blocks: list[Block] = []
    events_left = _MAX_EVENTS
    is_without_pages = False
    for item in package.spine[:_MAX_CHAPTERS]:
        name = package.files.get(item, "")
        if name in encrypted:
            step = "use a copy without copy protection, or copy its text into a plain text file"
            raise InputError("is protected against copying (DRM)", next_step=step, where=where)
        content = archive.read(name) if name and name not in package.not_text else None
        if content is None:
            is_without_pages = is_without_pages or name in package.not_text
            continue
        events = list(islice(events_of(decode_html(content, "", where).text), events_left + 1))
        events_left -= len(events)
        if events_left < 0:
            step = "choose a part of it"
            raise InputError(f"is a book of more than {_MAX_EVENTS:,} tags", next_step=step, where=where)
        if _is_not_text(events):
            is_without_pages = True
        else:
            blocks += blocks_of_events(events, leave_out=BOOK_PARTS)
    if not blocks:
        raise InputError("the book has no text", next_step="check that it opens in an e-book reader", where=where)
    return Content(
        text_of(blocks),
        note=left_out({"cover, title page or table of contents": is_without_pages}),
        metadata=_metadata(package.values),
    )


def _package(archive: Archive) -> _Package:
    """Return the content of the package document. Raises InputError if the book has none."""
    path = ""
    for event in xml_events(archive.require(_CONTAINER), archive.where, _PREFIXES):
        if event.kind == "start" and event.value == "container:rootfile" and not path:
            path = event.attributes.get("full-path", "")
    package = _Package(dirname(path))
    open_value: list[str] | None = None
    for kind, name, attributes in xml_events(archive.require(path), archive.where, _PREFIXES):
        if kind == "text":
            if open_value is not None:
                open_value[-1] += name
        elif kind == "end":
            open_value = None
        elif name.startswith("dc:"):
            open_value = package.values.setdefault(name, [])
            open_value.append("")
        elif name == "opf:item" and attributes.get("media-type", "").lower() in _CHAPTERS:
            file = _path(package.folder, attributes.get("href", ""))
            package.files[attributes.get("id", "")] = file
            if "nav" in attributes.get("properties", "").split():
                package.not_text.add(file)
        elif name == "opf:itemref":
            package.spine.append(attributes.get("idref", ""))
        elif name == "opf:reference" and attributes.get("type", "").lower() in _NOT_TEXT:
            package.not_text.add(_path(package.folder, attributes.get("href", "")))
    return package


def _path(folder: str, reference: str) -> str:
    """Return the name of the member that a reference in a folder of the archive names."""
    return normpath(join("/", folder, unquote(reference.partition("#")[0]))).lstrip("/")


def _encrypted_files(archive: Archive) -> set[str]:
    content = archive.read(_ENCRYPTION)
    if content is None:
        return set()
    return {
        _path("", event.attributes.get("URI", ""))
        for event in xml_events(content, archive.where, _PREFIXES)
        if event.kind == "start" and event.value == "enc:CipherReference"
    }


def _is_not_text(events: Iterable[Event]) -> bool:
    """Return whether an element before the first text of a page marks it as a cover, contents or the like."""
    in_body = False
    for event in events:
        in_body = in_body or (event.kind == "start" and event.value == "body")
        if in_body and event.kind == "text" and event.value.strip():
            return False
        kind = event.attributes.get("epub:type", "") if in_body and event.kind == "start" else ""
        if not _NOT_TEXT.isdisjoint(kind.lower().split()):
            return True
    return False


def _metadata(values: dict[str, list[str]]) -> Metadata:
    def first(name: str) -> str:
        return next((value for part in values.get(name, ()) if (value := part.strip())), "")

    return Metadata(
        title=first("dc:title"),
        authors=tuple(author for part in values.get("dc:creator", ()) if (author := part.strip())),
        date=first("dc:date")[:10],
        outlet=first("dc:publisher"),
    )
