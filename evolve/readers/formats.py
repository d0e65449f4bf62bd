"""Recognise the format of a file by its first bytes and its name.

A format that evolve does not read is an error with one clear line, instead of being read as gibberish.
"""

from __future__ import annotations

import re

from evolve.errors import InputError
from evolve.readers.registry import READERS, SUFFIXES

_SAVE = "save it as plain text and try again"
_EXPORT = "export it from Pages as a Word document"
_CONVERT = "convert it into an EPUB, for example with Calibre"
_UNPACK = "unpack it and name the text file in it"

GZIP = b"\x1f\x8b"
"""The first bytes of a file packed by gzip."""
_ZIP = b"PK\x03\x04"
_RTF = b"{\\rtf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDLE = b"BOOKMOBI"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The name of a stream in the container of a Word document with a password."""
_PACKED = frozenset(("docx", "odt", "epub"))
"""Formats in ZIP archives."""

_BY_SUFFIX = {
    ".xml": ("an XML file", _SAVE),
    ".doc": ("an old Word document", "open it in Word or LibreOffice and save it as .docx"),
    ".pages": ("a Pages document", _EXPORT),
    ".mobi": ("a Kindle book", _CONVERT),
    ".azw": ("a Kindle book", _CONVERT),
    ".azw3": ("a Kindle book", _CONVERT),
    ".zip": ("a packed archive", _UNPACK),
    ".7z": ("a packed archive", _UNPACK),
}
_BY_FIRST_BYTES = (
    (_OLE, "an old Word or Office document", "open it in its program and save it as .docx or as plain text"),
    (b"7z\xbc\xaf\x27\x1c", "a packed archive", _UNPACK),
    (b"BZh", "a packed file", _UNPACK),
    (b"\xfd7zXZ", "a packed file", _UNPACK),
    (b"\x89PNG", "a picture", "choose a file with text in it"),
    (b"\xff\xd8\xff", "a picture", "choose a file with text in it"),
    (b"GIF8", "a picture", "choose a file with text in it"),
    (b"\x7fELF", "a program", "choose a file with text in it"),
)
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_HEADER = re.compile(rb"[A-Za-z-]{2,40}:")
_MHTML = re.compile(rb"^content-type:\s{0,9}multipart/related\b", re.I | re.M)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_XML = re.compile(rb"\s*<\?xml\b", re.I)
_ROOT = re.compile(rb"<(?:!DOCTYPE\s+)?([\w.:-]{1,60})")
_BY_ROOT = {"office:document": "fodt", "TEI": "tei", "TEI.2": "tei", "teiCorpus": "tei"}
"""The format of an XML file by the name of its root; TEI may have any prefix."""
_SUBTITLES = re.compile(rb"WEBVTT(?:\s|$)|\s{0,99}\d{1,9}\s{0,9}\n\s{0,9}\d{1,3}:\d\d:\d\d[,.]\d{1,3}\s{0,9}-->")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")
_HEAD_BYTES = 8192
"""Number of bytes at the start that are examined."""


def format_of(data: bytes, suffix: str, where: str) -> str:
    """Return the name of a file's format, a key of `registry.READERS`: by its content first, then by its suffix.

    `suffix` is in lower case with its full stop, or "". Raises InputError for formats that evolve does not read.
    """
    head = data[:_HEAD_BYTES]
    if head.startswith(_ZIP):
        return _format_of_archive(data, where)
    if head.startswith(_RTF):
        return "rtf"
    if head.startswith(_OLE) and _ENCRYPTED_PACKAGE in data:
        raise InputError("is protected by a password", next_step="save it without one and try again", where=where)
    for start, name, step in _BY_FIRST_BYTES:
        if head.startswith(start):
            named, step = _BY_SUFFIX.get(suffix, (name, step))
            raise InputError(f"seems to be {named}, which evolve does not read", next_step=step, where=where)
    if head[60:68] == _KINDLE:
        raise InputError("seems to be a Kindle book, which evolve does not read", next_step=_CONVERT, where=where)
    text = _decoded(head)
    root = _root_of(text)
    if found := _BY_ROOT.get(root) or _BY_ROOT.get(root.rpartition(":")[2]):
        return found
    if _SUBTITLES.match(text):
        return "subtitles"
    if suffix in _BY_SUFFIX:
        name, step = _BY_SUFFIX[suffix]
        raise InputError(f"seems to be {name}, which evolve does not read", next_step=step, where=where)
    if _WEB_PAGE.match(_after_comments(text)):
        return "html"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _HEADER.match(text) and _MHTML.search(_HEADER_END.split(text, 1)[0]):
        return "mhtml"
    if _XML.match(text) and SUFFIXES.get(suffix) != "html":
        raise InputError("seems to be an XML file, which evolve does not read", next_step=_SAVE, where=where)
    if not head.startswith(_BYTE_ORDER_MARKS) and _is_binary(head):
        raise InputError("seems to be a binary file, not text", next_step="save it as plain text in UTF-8", where=where)
    named_format = SUFFIXES.get(suffix, "plain")
    return "plain" if named_format in _PACKED else named_format


def _format_of_archive(data: bytes, where: str) -> str:
    from evolve.readers.archive import format_of_archive

    found = format_of_archive(data, where)
    if found in READERS:
        return found
    step = _EXPORT if "Pages" in found else _UNPACK if "archive" in found else _SAVE
    raise InputError(f"seems to be {found}, which evolve does not read", next_step=step, where=where)


def _decoded(head: bytes) -> bytes:
    """Return the first bytes of a file in UTF-8 without its byte order mark, if it is in UTF-8 or UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _root_of(text: bytes) -> str:
    """Return the name of the first element of a file; "" if it does not begin like XML."""
    root = _ROOT.match(_after_comments(text))
    return root[1].decode("ascii", "replace") if root else ""


def _after_comments(text: bytes) -> bytes:
    """Return what follows the white space, comments and XML declarations at the start."""
    text = text.lstrip()
    while text.startswith((b"<!--", b"<?")):
        text = text.partition(b"-->" if text.startswith(b"<!--") else b">")[2].lstrip()
    return text


def _is_binary(head: bytes) -> bool:
    """Return whether NUL bytes or many control bytes show that this is not text; any text may contain a few."""
    control_bytes = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return head.count(0) > len(head) // 500 + 1 or control_bytes > len(head) // 50 + 2
