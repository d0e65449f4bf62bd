"""Read a file into a Document: one module for each format, behind one registry.

Only this room opens the files that are compared. Its errors state in one line what is wrong with a file and what to do;
it never silently guesses at a format it cannot read.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

from evolve.document import Document
from evolve.errors import InputError, UsageError
from evolve.readers.content import View
from evolve.readers.formats import GZIP, format_of
from evolve.readers.git import content_at, is_revision, label_at
from evolve.readers.registry import READERS
from evolve.readers.sidecar import address_of
from evolve.text.clean import clean_line
from evolve.text.running_heads import left_out_heads, without_running_heads

STDIN = "-"

_MEGABYTE = 1 << 20
_MAX_MEGABYTES = 256
"""Maximum size of a file in megabytes, with its pictures. A device such as /dev/zero never ends."""
_MAX_CHARACTERS = 20_000_000
"""Maximum length of a text: about twenty long novels, whose sentences fit into the memory of most computers."""
_MAX_LINES = 2_000_000
"""Maximum number of lines; every one takes memory, even if it is empty."""
_MAX_BYTES_OF_CHARACTER = 4
_WITH_PICTURES = frozenset({"docx", "odt", "fodt", "epub", "pdf", "rtf", "html", "mhtml"})
"""Formats whose files may be much larger than their text."""


def read(
    source: str | Path, *, label: str = "", body: str = "auto", language: str = "auto", view: View = "final"
) -> Document:
    """Read one document from a file, from a version in git (`REVISION:PATH`), or from standard input ("-").

    `label` is the name of the version; by default the file's name without its suffix. `body` and `language` as in
    `Document.from_text`. `view` selects the text of a document with tracked changes: "final" has them accepted,
    "original" has them rejected. Raises InputError for a file that is missing, cannot be opened, is empty, or has no
    text or no prose, and UsageError for an invalid body or language.
    """
    document = inspect(source, label=label, body=body, language=language, view=view)
    _require_prose(document, body, _shown_name(source))
    return document


def inspect(
    source: str | Path, *, label: str = "", body: str = "auto", language: str = "auto", view: View = "final"
) -> Document:
    """Read a document as `read` does, but accept a file without prose, to show the decisions about its lines."""
    return _document(content_of(source), str(source), label, body, language, view)


def read_content(
    data: bytes, source: str, *, label: str = "", body: str = "auto", language: str = "auto", view: View = "final"
) -> Document:
    """Read a document as `read` does, from the content of a file; `source` determines the format and is shown."""
    document = _document(data, source, label, body, language, view)
    _require_prose(document, body, _shown_name(source))
    return document


def content_of(source: str | Path) -> bytes:
    """Return all bytes of a file, of a version in git, or of standard input.

    Raises InputError if they cannot be read or are too many.
    """
    where = _shown_name(source)
    if str(source) == STDIN:
        return _read_stream(sys.stdin.buffer, where)
    if is_revision(str(source)):
        return content_at(str(source))
    if str(source).startswith(("https://", "http://")):
        step = f"save it first: `evolve fetch {where} -o FILE`"
        raise InputError("is a web address, not a file", next_step=step, where=where)
    return _read_file(Path(source), where)


def _document(data: bytes, source: str, label: str, body: str, language: str, view: View) -> Document:
    path, where = Path(source), _shown_name(source)
    if not data:
        raise InputError("the file is empty", next_step="choose a file with text in it", where=where)
    packed, suffix = data, path.suffix.lower()
    if data.startswith(GZIP):
        from evolve.readers.unpack import unpacked

        data, suffix = unpacked(data, where), Path(path.stem).suffix.lower() if suffix == ".gz" else suffix
        if data.startswith(GZIP):
            raise InputError("is packed twice", next_step="unpack it", where=where)
    name = format_of(data, suffix, where)
    if name not in _WITH_PICTURES and len(data) > _MAX_CHARACTERS * _MAX_BYTES_OF_CHARACTER:
        raise _too_long(where)
    content = READERS[name]()(data, where, view)
    if len(content.text) > _MAX_CHARACTERS:
        raise _too_long(where)
    if content.text.count("\n") > _MAX_LINES:
        what = f"has more than {_MAX_LINES // 1_000_000} million lines, too many to compare"
        raise InputError(what, next_step="name a part of the text", where=where)
    sha256 = _digest(packed, content.text if content.has_changes and view == "original" else "")
    address = "" if source == STDIN else address_of(path, sha256)
    pages = without_running_heads(content.text)
    note = "; ".join(filter(None, (content.note, left_out_heads(pages.count))))
    try:
        return Document.from_text(
            pages.text,
            label=label or default_label(source),
            body=body,
            language=language,
            source=source,
            sha256=sha256,
            encoding=content.encoding,
            encoding_note=note,
            metadata=replace(content.metadata, address=address),
            has_changes=content.has_changes,
            links=content.links,
        )
    except UsageError as error:
        raise UsageError(error.what, next_step=error.next_step, where=error.where or where) from None


def _too_long(where: str) -> InputError:
    what = f"has more than {_MAX_CHARACTERS // 1_000_000} million characters, too many to compare"
    return InputError(what, next_step="name a part of the text", where=where)


def default_label(source: str) -> str:
    """Return the label of a file without another: its name without its suffix, or "stdin".

    A version in git is called by its date and the short hash of its commit.
    """
    if is_revision(source):
        return label_at(source)
    path = Path(source)
    return "stdin" if source == STDIN else Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem


def _digest(data: bytes, other_view: str) -> str:
    """Return the digest of a file; `other_view` is the text of a view that needs a digest of its own."""
    return hashlib.sha256(data + other_view.encode("utf-8", "surrogatepass")).hexdigest()


def seeds() -> tuple[Path, Path]:
    """Return the paths of the two essays shipped with evolve, the earlier one first."""
    shipped = Path(__file__).parent.parent / "seeds"
    folder = shipped if shipped.is_dir() else Path(__file__).parent.parent.parent / "seeds"
    return folder / "2022-peace-talks-a-chance.txt", folder / "2025-peace-or-escalation.txt"


def _shown_name(source: str | Path) -> str:
    return "standard input" if str(source) == STDIN else clean_line(str(source))


def _read_file(path: Path, where: str) -> bytes:
    try:
        with path.open("rb") as file:
            return _read_stream(file, where)
    except FileNotFoundError:
        raise InputError("there is no such file", next_step=_suggestion(path), where=where) from None
    except IsADirectoryError:
        raise InputError("this is a folder", next_step="name a file in it", where=where) from None
    except PermissionError:
        if path.is_dir():
            raise InputError("this is a folder", next_step="name a file in it", where=where) from None
        step = "change its permissions or copy it"
        raise InputError("no permission to read it", next_step=step, where=where) from None
    except (OSError, ValueError) as error:
        reason = clean_line(getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"cannot be read: {reason}", next_step="check the name and the disk", where=where) from None


def _read_stream(file: BinaryIO, where: str) -> bytes:
    parts: list[bytes] = []
    while part := file.read(_MEGABYTE):
        parts.append(part)
        if len(parts) > _MAX_MEGABYTES and sum(map(len, parts)) > _MAX_MEGABYTES * _MEGABYTE:
            what = f"has more than {_MAX_MEGABYTES} megabytes, too much for a text"
            raise InputError(what, next_step="choose a text, or a part of it", where=where)
    return b"".join(parts)


def _suggestion(path: Path) -> str:
    """Return the next step for a missing file: files of a similar name in its folder, if there are any."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except OSError:
        return f"there is no folder {clean_line(str(path.parent))} either; check the path"
    near = get_close_matches(path.name, names, n=3, cutoff=0.6)
    near = near or [name for name in names if Path(name).stem.lower() == path.stem.lower()][:3]
    if not near:
        return "check its name and folder"
    return f"did you mean {' or '.join(clean_line(str(path.parent / name)) for name in near)}?"


def _require_prose(document: Document, body: str, where: str) -> None:
    """Raise InputError for a document without a sentence that contains letters."""
    if any(any(map(str.isalpha, sentence.text)) for sentence in document.sentences):
        return
    if any(map(str.isalpha, document.text)):
        step = f"run `evolve extract {where} --explain` to see why, or take every line with `--body all`"
        if body not in ("auto", "all"):
            step = f"choose other lines than {body}, or take every line with `--body all`"
        raise InputError("no sentence in the body", next_step=step, where=where)
    raise InputError("there are no words in it", next_step="choose a file with text in it", where=where)
