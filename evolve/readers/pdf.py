"""PDF files, read by pypdf in a process of its own (extra `pdf`).

A PDF has no paragraphs, only pieces of text with places on pages; `evolve.readers.pdf_layout` puts them together.
"""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from time import monotonic
from typing import IO, Any
from unicodedata import normalize

from evolve.errors import InputError
from evolve.model import Metadata
from evolve.programs import own_python
from evolve.readers.blocks import text_of
from evolve.readers.content import Content, View
from evolve.readers.pdf_layout import Piece, laid_out
from evolve.text.clean import clean, clean_line
from evolve.text.whole_words import with_whole_words

_MAX_BYTES = 100 << 20
_MAX_PAGES = 3_000
_PAGE_SECONDS = 8.0
"""Maximum time for the first page, and from one page to the next."""
_ALL_SECONDS = 60.0
"""Maximum time for the whole file."""
_MAX_CHARACTERS = 5_000_000
_MIN_LETTERS = 20
"""Minimum number of letters for each page with pictures; a scan has less, such as the name of the scanner."""
_NO_TITLE = re.compile(
    r"untitled|microsoft word\b|^[\w .-]{1,80}\.(?:docx?|odt|rtf|tex|dvi|indd|qxd|pdf|pages|txt)$", re.I
)
"""Titles that programs write into a file and no person chose."""
_TEX = str.maketrans(
    {
        "\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl",
        "\x10": "“", "\x11": "”", "\x12": "„", "\x13": "«", "\x14": "»", "\x15": "–", "\x16": "—",
        "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
    }
)  # fmt: skip
"""The characters that fonts of TeX have where others have control characters; old files do not name them."""
_COMBINING = {
    "¨": "\u0308", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "˚": "\u030a", "¸": "\u0327", "ˇ": "\u030c",
    "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", "˝": "\u030b", "`": "\u0300",
}  # fmt: skip
"""Accents that have a width of their own, and those that are set on the letter before them."""
_ACCENTED = re.compile(r"([¨´ˆ˜˚¸ˇ¯˘˙˝])([^\W\d_])")
_ACCENTED_OR_GRAVE = re.compile(r"([¨´ˆ˜˚¸ˇ¯˘˙˝`])([^\W\d_])")
_MIN_ACCENTS = 2
"""Minimum number of accents before letters for them to belong to the letters."""
_DATE = re.compile(r"D?:?((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


def read_pdf(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text of a PDF by paragraphs, without running heads and page numbers, and its notes at the end.

    Raises InputError if the extra `pdf` is not installed, and for a file that needs a password, is damaged, takes too
    long, is too large, or has only pictures of pages.
    """
    if find_spec("pypdf") is None:
        from evolve.extras import install_command

        step = f"install it: {install_command('pdf')}"
        raise InputError("is a PDF, and pypdf is not installed", next_step=step, where=where)
    if len(data) > _MAX_BYTES:
        raise InputError("is a PDF of more than 100 megabytes", next_step="save the part that is the text", where=where)
    pages: list[list[Piece]] = []
    described: dict[str, Any] = {}
    pictures = letters = characters = 0
    for values in _read_by_child(data, where):
        if "error" in values:
            raise _refusal(values, where)
        if "pieces" not in values:
            described = values
            if values["pages"] > _MAX_PAGES:
                step = "save the part that is the text"
                raise InputError(f"is a PDF of more than {_MAX_PAGES:,} pages", next_step=step, where=where)
            continue
        pages.append([Piece(*piece) for piece in values["pieces"]])
        pictures += bool(values["pictures"])
        characters += sum(len(piece.text) for piece in pages[-1])
        letters += sum(character.isalpha() for piece in pages[-1] for character in piece.text)
        if characters > _MAX_CHARACTERS:
            step = "save the part that is the text"
            raise InputError("is a PDF with too much text", next_step=step, where=where)
    if letters < _MIN_LETTERS * max(1, pictures):
        what = "the PDF has pictures of pages and no text" if pictures else "the PDF has no text"
        step = "run it through OCR, for example with ocrmypdf" if pictures else "save it again with its text"
        raise InputError(what, next_step=step, where=where)
    blocks, note = laid_out(pages)
    lines = with_whole_words(clean(with_accents(text_of(blocks).translate(_TEX))))
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in lines.split("\n\n"))
    return Content(text + "\n", "pdf", note, _metadata(described))


def with_accents(text: str) -> str:
    """Return the text with letters under the accents that TeX sets before them: "B¨ucher" is "Bücher".

    A grave accent alone may be a quotation mark, and counts only in a text that has others.
    """
    if len(_ACCENTED.findall(text)) < _MIN_ACCENTS:
        return text
    return _ACCENTED_OR_GRAVE.sub(_accented, text)


def _accented(match: re.Match[str]) -> str:
    letter = {"ı": "i", "ȷ": "j"}.get(match[2], match[2])
    composed = normalize("NFC", letter + _COMBINING[match[1]])
    return composed if len(composed) == 1 else match.group()


def _refusal(values: dict[str, Any], where: str) -> InputError:
    """Return the error for a file that the process could not read."""
    from evolve.extras import install_command

    known = {
        "password": ("the PDF needs a password", "open it and save a copy without a password"),
        "encryption": ("the PDF is encrypted", f"install the library that decrypts it: {install_command('pdf')}"),
        "memory": ("the PDF needs too much memory", "print it into a new PDF and try again"),
        "time": ("the PDF takes too long to read", "print it into a new PDF and try again"),
    }
    reason = clean_line(str(values.get("reason", "")))
    damaged = (
        f"the PDF is damaged: {reason}" if reason else "the PDF is damaged",
        "print it into a new PDF and try again",
    )
    what, step = known.get(values["error"], damaged)
    return InputError(what, next_step=step, where=where)


def _read_by_child(data: bytes, where: str) -> Iterator[dict[str, Any]]:
    """Yield the objects that the process writes: the description, then each page; an error is the last."""
    child = subprocess.Popen(
        own_python("from evolve.readers.pdf_child import main; main()"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdin is not None and child.stdout is not None
    lines: SimpleQueue[bytes] = SimpleQueue()
    threads = [
        threading.Thread(target=_feed, args=(child.stdin, data), daemon=True),
        threading.Thread(target=_collect, args=(child.stdout, lines), daemon=True),
    ]
    for thread in threads:
        thread.start()
    wanted = 1
    end = monotonic() + _ALL_SECONDS
    try:
        while wanted:
            try:
                line = lines.get(timeout=max(0.0, min(_PAGE_SECONDS, end - monotonic())))
            except Empty:
                yield {"error": "time"}
                return
            if not line:
                yield {"error": "memory"} if child.poll() in (None, -9) else {"error": "damaged"}
                return
            values = json.loads(line)
            yield values
            wanted += values.get("pages", 0) - 1
    finally:
        child.kill()
        child.wait()
        for thread in threads:
            thread.join(1)
        child.stdout.close()


def _feed(stream: IO[bytes], data: bytes) -> None:
    try:
        with stream:
            stream.write(data)
    except OSError:
        pass  # The process has ended; its output gives the reason.


def _collect(stream: IO[bytes], lines: SimpleQueue[bytes]) -> None:
    try:
        for line in stream:
            lines.put(line)
    except (OSError, ValueError):
        pass  # The process was ended.
    lines.put(b"")


def _metadata(described: dict[str, Any]) -> Metadata:
    """Return the metadata in the file's own description, without titles that a program made up."""
    title = clean_line(str(described.get("title", "")))
    author = clean_line(str(described.get("author", "")))
    date = _DATE.match(str(described.get("created", "")))
    return Metadata(
        title="" if _NO_TITLE.search(title) else title,
        authors=tuple(name.strip() for name in re.split(r";|\band\b|&", author) if name.strip()),
        date="-".join(date.groups()) if date else "",
    )
