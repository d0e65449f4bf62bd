"""A file becomes a Document: one module a format, behind one registry.

Only this room opens files that are to be compared. It says in one line what is wrong with a file and what to do about
it; it never guesses silently at a format it cannot read.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from evolve.document import Document
from evolve.errors import InputError, UsageError
from evolve.readers.formats import refuse_other_formats
from evolve.readers.plain import Decoded, decode
from evolve.text.clean import clean_line

Reader = Callable[[bytes, str], Decoded]
"""Bytes and the name to show in errors in, text and encoding out; raises InputError."""

READERS: dict[str, Reader] = {
    "": decode,
    ".txt": decode,
    ".text": decode,
    ".md": decode,
    ".markdown": decode,
}
"""The readers by the file's suffix in lower case; "" reads everything else, after a look at what it is."""

STDIN = "-"

_MEGABYTE = 1 << 20
_LARGEST = 256
"""Megabytes; a shelf of two hundred novels. A device such as /dev/zero never ends."""


def read(source: str | Path, *, label: str = "", body: str = "auto", language: str = "english") -> Document:
    """Read one document from a file, or from standard input when `source` is "-".

    `label` is what the version is called; without it, the file's name without its suffix. `body` and `language` as in
    `Document.from_text`. Raises InputError for a file that is missing, cannot be opened, is empty, holds no text or no
    prose, and UsageError for a body or language that makes no sense.
    """
    document = inspect(source, label=label, body=body, language=language)
    _require_prose(document, body, _shown(source))
    return document


def inspect(source: str | Path, *, label: str = "", body: str = "auto", language: str = "english") -> Document:
    """As `read`, but also for a file without any prose, to show what became of its lines."""
    return _document(content_of(source), str(source), label, body, language)


def read_content(
    data: bytes, source: str, *, label: str = "", body: str = "auto", language: str = "english"
) -> Document:
    """As `read`, for what was a file's content when somebody else read it; `source` tells the format and is shown."""
    document = _document(data, source, label, body, language)
    _require_prose(document, body, _shown(source))
    return document


def content_of(source: str | Path) -> bytes:
    """All bytes of a file, or of standard input. Raises InputError when they cannot be read or are too many."""
    where = _shown(source)
    return _all_of(sys.stdin.buffer, where) if str(source) == STDIN else _bytes_of(Path(source), where)


def _document(data: bytes, source: str, label: str, body: str, language: str) -> Document:
    path, where = Path(source), _shown(source)
    if not data:
        raise InputError("the file is empty", next_step="choose a file with text in it", where=where)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        refuse_other_formats(data, path.suffix.lower(), where)
        reader = READERS[""]
    elif reader is decode:
        refuse_other_formats(data, "", where)
    decoded = reader(data, where)
    try:
        return Document.from_text(
            decoded.text,
            label=label or ("stdin" if source == STDIN else path.stem),
            body=body,
            language=language,
            source=source,
            sha256=hashlib.sha256(data).hexdigest(),
            encoding=decoded.encoding,
        )
    except UsageError as error:
        raise UsageError(error.what, next_step=error.next_step, where=error.where or where) from None


def seeds() -> tuple[Path, Path]:
    """The two essays that come with evolve, the earlier one first."""
    shipped = Path(__file__).parent.parent / "seeds"
    folder = shipped if shipped.is_dir() else Path(__file__).parent.parent.parent / "seeds"
    return folder / "2022-peace-talks-a-chance.txt", folder / "2025-peace-or-escalation.txt"


def _shown(source: str | Path) -> str:
    return "standard input" if str(source) == STDIN else clean_line(str(source))


def _bytes_of(path: Path, where: str) -> bytes:
    try:
        with path.open("rb") as file:
            return _all_of(file, where)
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


def _all_of(file: BinaryIO, where: str) -> bytes:
    data = b"".join(islice(iter(partial(file.read, _MEGABYTE), b""), _LARGEST + 1))
    if len(data) > _LARGEST * _MEGABYTE:
        step = "choose a text, or a part of it"
        raise InputError(f"has more than {_LARGEST} megabytes, too much for a text", next_step=step, where=where)
    return data


def _suggestion(path: Path) -> str:
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
    if any(any(map(str.isalpha, sentence.text)) for sentence in document.sentences):
        return
    if any(map(str.isalpha, document.text)):
        step = f"run `evolve extract {where} --explain` to see why, or take every line with `--body all`"
        if body not in ("auto", "all"):
            step = f"choose other lines than {body}, or take every line with `--body all`"
        raise InputError("no sentence in the body", next_step=step, where=where)
    raise InputError("there are no words in it", next_step="choose a file with text in it", where=where)
