"""Files made to hang a reader, to fill the memory, or to have it open other files: each is read, or refused in a line.

Most are small files that unpack to much; the limits themselves are tested with the readers that have them.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest

from evolve.errors import InputError
from evolve.readers import read, read_content

from ..fuzz.mutations import check_file, mutated, samples
from .word_files import docx, packed

SLOW = pytest.mark.slow
P = "<w:p><w:r><w:t>The end is near now.</w:t></w:r></w:p>"
TEXT = b"The end is near now."
MANY_DIGITS = "9" * 5000
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
TEI = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>%s</body></text></TEI>'
MHTML = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b0"\n\n%s'


def with_part(name: str, change: Callable[[bytes], bytes], data: bytes) -> bytes:
    """Return an archive with one part changed."""
    with ZipFile(BytesIO(data)) as archive:
        return packed({n: change(archive.read(n)) if n == name else archive.read(n) for n in archive.namelist()})


def bomb() -> bytes:
    return with_part("word/document.xml", lambda xml: xml + b" " * 5_000_000, docx(P))


def encrypted(data: bytes) -> bytes:
    """Return an archive whose members claim to be encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = data.find(mark, at + 1)
    return bytes(changed)


def wrong_sums(data: bytes) -> bytes:
    """Return an archive whose members have wrong check sums."""
    changed, at = bytearray(data), data.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 16] ^= 255
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


READ: dict[str, tuple[str, bytes]] = {
    "numbers of 5,000 digits": (
        "a.docx",
        docx(
            f'<w:p><w:pPr><w:outlineLvl w:val="{MANY_DIGITS}"/><w:numPr><w:ilvl w:val="{MANY_DIGITS}"/>'
            f'<w:numId w:val="{MANY_DIGITS}"/></w:numPr></w:pPr><w:r><w:t>The end is near now.</w:t></w:r></w:p>'
        ),
    ),
    "styles based on each other": (
        "a.docx",
        docx(
            f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>{P}',
            styles='<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        ),
    ),
    "number after the largest": ("a.rtf", b"{\\rtf1 \\u" + MANY_DIGITS.encode() + b"The end is near now.}"),
    "characters to skip without end": ("a.rtf", b"{\\rtf1 \\uc999999999\\u65 }{\\rtf1 The end is near now.}"),
    "a list of entities elsewhere": (
        "a.tei", b'<!DOCTYPE TEI SYSTEM "file:///etc/passwd">' + TEI % b"<p>The end is near now.</p>"
    ),
    "a head without an end": ("a.html", b"<html><head><meta charset=x><p>The end is near now."),
    "other addresses": (
        "a.html",
        b'<base href="http://127.0.0.1:9/"><iframe src="file:///etc/passwd"></iframe><p>The end is near now.</p>',
    ),
    "many packed files": ("a.txt.gz", gzip.compress(b"") * 9_000 + gzip.compress(TEXT)),
    "a name outside": ("a.docx", with_part("../../x", bytes, docx(P))),
}  # fmt: skip
"""For each a name and the content of a file with one sentence."""

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.docx", bomb, "unpacks to far more than a text has"),
    "gzip bomb": ("a.gz", lambda: gzip.compress(b"a" * 5_000_000), "unpacks to far more than a text has"),
    "too many packed files": ("a.gz", lambda: gzip.compress(b"") * 20_000, "is packed in too many parts"),
    "end missing": ("a.gz", lambda: gzip.compress(TEXT * 100)[:-9], "its end is missing"),
    "encrypted": ("a.docx", lambda: encrypted(docx(P)), "protected by a password"),
    "wrong sums": ("a.docx", lambda: wrong_sums(docx(P)), "is damaged"),
    "entities in an archive": (
        "a.docx",
        lambda: with_part("word/document.xml", lambda xml: ENTITIES + xml.partition(b"?>")[2], docx(P)),
        "declares XML entities",
    ),
    "entities": ("a.tei", lambda: ENTITIES + TEI % b"<p>&b;&c;</p>", "declares XML entities"),
    "nested elements": ("a.tei", lambda: TEI % (b"<div>" * 100_000), "is nested too deeply"),
    "nested parts": (
        "a.mhtml",
        lambda: (
            MHTML
            % b"".join(b'--b%d\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % (n, n + 1) for n in range(1_100))
        ),
        "parts",
    ),
}
"""For each the name of a file, a function that makes it, and a part of the error."""


@pytest.mark.parametrize("kind", [pytest.param(k, marks=SLOW if READ[k][0].endswith("html") else ()) for k in READ])
def test_a_hostile_file_is_read(kind: str) -> None:
    name, data = READ[kind]
    assert "The end is near now." in read_content(data, name).text


@pytest.mark.parametrize("kind", [pytest.param(k, marks=SLOW if k == "nested parts" else ()) for k in REFUSED])
def test_a_hostile_file_is_refused(kind: str) -> None:
    name, make, reason = REFUSED[kind]
    with pytest.raises(InputError) as refusal:
        read_content(make(), name)
    assert reason in str(refusal.value) and "\n" not in str(refusal.value)


def test_a_text_of_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("evolve.readers"), "_MAX_CHARACTERS", 30)
    assert read_content(TEXT, "a.txt").text
    for name, data in (("a.txt", TEXT * 10), ("a.docx", docx(P * 10)), ("a.md", TEXT * 2)):
        with pytest.raises(InputError, match="too many to compare"):
            read_content(data, name)


def test_a_text_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("evolve.readers"), "_MAX_LINES", 30)
    with pytest.raises(InputError, match="too many to compare"):
        read_content(b"\n" * 31 + TEXT, "a.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_beside_a_text_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    os.mkfifo(tmp_path / "a.txt.source.json")
    assert read(tmp_path / "a.txt").metadata.address == ""


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "a.txt")


@pytest.mark.slow
@pytest.mark.parametrize("name", samples())
def test_a_damaged_file_is_read_or_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = samples()[name]
    for seed in range(3 if name.endswith("pdf") else 15):
        check_file(mutated(data, Random(f"{name} {seed}")), Path(name).name)
    assert list(tmp_path.iterdir()) == []
