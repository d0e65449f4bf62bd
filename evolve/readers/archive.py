"""Read the members of a ZIP archive by name, without trusting the sizes, names and flags that it declares.

Word, OpenDocument and EPUB files are such archives. Nothing is written to disk, and a member is never larger in memory
than a limit, however small it is in the file.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from evolve.errors import InputError

_MEGABYTE = 1 << 20
_MAX_MEMBERS = 20_000
"""Maximum number of members; a book with a picture on every page has some thousands."""
_MAX_MEGABYTES = 40
"""Maximum size of the members that are read, all together; a novel has about ten megabytes of XML."""
_MAX_RATIO = 200
"""Maximum ratio of the size of a member to its size in the archive; XML of real documents reaches about 50."""
_ALWAYS_ALLOWED = 4 * _MEGABYTE
"""Size in bytes up to which a member may have any ratio."""
_CHUNK = 1 << 18
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_MAIN_PART = re.compile(rb"<(?:\w{1,20}:)?Relationship\b[^<>]{0,2000}/officeDocument[\"'][^<>]{0,2000}>")
_TARGET = re.compile(rb'\bTarget\s{0,9}=\s{0,9}["\']/?([^"\']{1,500})')
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_EPUB = "application/epub+zip"

_NO_ARCHIVE = (BadZipFile, OSError, ValueError, NotImplementedError, OverflowError)
"""What a damaged list of members raises; the last for a place beyond any file."""
_NO_MEMBER = (BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error)
"""What damaged content of a member raises: a wrong head or sum, a stream that ends early or is no stream."""


class Archive:
    """The members of a ZIP archive."""

    def __init__(self, data: bytes, where: str) -> None:
        """Open an archive; `where` names it in errors. Raises InputError if it is damaged or has too many members."""
        self.where = where
        self._left = _MAX_MEGABYTES * _MEGABYTE
        if data.count(_ENTRY) > _MAX_MEMBERS:
            raise self._error(f"has more than {_MAX_MEMBERS} parts, too many for a text", "choose another file")
        try:
            self._file = ZipFile(BytesIO(data))
            self._members = {info.filename: info for info in self._file.infolist()}
        except _NO_ARCHIVE:
            raise self._damaged() from None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, in the order of the archive."""
        return tuple(self._members)

    def read(self, name: str) -> bytes | None:
        """Return the content of a member; None if there is none of that name.

        Raises InputError if it is encrypted, damaged or too large.
        """
        info = self._members.get(name)
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise self._error("is protected by a password", "save it without one and try again")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._error("is packed in an unusual way", "open it in its program and save it again")
        try:
            return self._read(info)
        except _NO_MEMBER:
            raise self._damaged() from None

    def require(self, name: str) -> bytes:
        """Return the content of a member as `read` does. Raises InputError if it is missing."""
        content = self.read(name)
        if content is None:
            raise self._damaged()
        return content

    def _read(self, info: ZipInfo) -> bytes:
        parts: list[bytes] = []
        size = 0
        with self._file.open(info) as member:
            while part := member.read(_CHUNK):
                parts.append(part)
                size += len(part)
                if len(part) > self._left or (size > _ALWAYS_ALLOWED and size > _MAX_RATIO * info.compress_size):
                    step = "choose another file, or save its text as plain text"
                    raise self._error("unpacks to far more than a text has", step)
                self._left -= len(part)
        return b"".join(parts)

    def _damaged(self) -> InputError:
        return self._error("is damaged", "open it in its program and save it again")

    def _error(self, what: str, step: str) -> InputError:
        return InputError(what, next_step=step, where=self.where)


def format_of_archive(data: bytes, where: str) -> str:
    """Return "docx", "odt" or "epub", or the kind of an archive that evolve does not read: "a spreadsheet", …

    Raises InputError for a damaged archive.
    """
    archive = Archive(data, where)
    names = frozenset(archive.names)
    if "mimetype" in names:
        kind = (archive.read("mimetype") or b"")[:200].decode("ascii", "replace").strip()
        if kind.startswith(_OPEN_DOCUMENT):
            return "odt"
        if kind == _EPUB:
            return "epub"
        if "opendocument" in kind:
            return "a spreadsheet" if "spreadsheet" in kind else "a presentation or a drawing"
    if "[Content_Types].xml" in names:
        part = main_part(archive)
        if part.startswith("word/") or part.endswith("document.xml"):
            return "docx"
        return "a spreadsheet" if part.startswith("xl/") else "a presentation or a drawing"
    if "META-INF/container.xml" in names:
        return "epub"
    if any(name.startswith("Index/") or name == "Index.zip" for name in names):
        return "a Pages document"
    return "a packed archive"


def main_part(archive: Archive) -> str:
    """Return the name of the main part of an Office Open XML file; "" if it names none."""
    relations = archive.read("_rels/.rels") or b""
    relation = _MAIN_PART.search(relations[:_MEGABYTE])
    if relation is None:
        return "word/document.xml" if "word/document.xml" in archive.names else ""
    target = _TARGET.search(relation.group())
    return target[1].decode("utf-8", "replace") if target else ""
