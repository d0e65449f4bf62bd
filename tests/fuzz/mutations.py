"""Damaged files of every format: made from the test files of the readers, shared by a test and the fuzz harness."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from evolve.errors import EvolveError
from evolve.readers import read_content

FILES = Path(__file__).parents[1] / "readers" / "files"
_MAX_BYTES = 200_000
"""Larger files are left out: they are slow, and their mutations alike."""
_FRAGMENTS = (
    *(b"\x00", b"\xff", b"\xff\xfe", b"\xed\xa0\x80", b"\x1b[31m", b"\r", b"\n\n", b"<", b">", b"</", b"&", b"&#x0;"),
    *(b"&#99999999999;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b'"', b"'"),
    *(b"{", b"}", b"\\", b"\\'", b"\\u-1", b"\\bin9", b"\\uc9", b"-1", b"0", b"9" * 30, b"9" * 5000, b"1e999", b"nan"),
    *(b"[", b"]", b"<<", b">>", b"(", b")", b" obj", b"endstream", b" 0 R", b"/Length 9", b"BT", b"ET", b"Tj"),
    *(b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"..", b"/", b"../", b"-->\n", b"00:00:01.000 --> 00:00:00.000\n"),
)
"""What has broken readers of some program before."""


def samples() -> Mapping[str, bytes]:
    """Return the content of the test files by their names, which end with their suffixes."""
    paths = sorted(path for path in FILES.rglob("*.*") if path.name != "README.md")
    return {str(path.relative_to(FILES)): path.read_bytes() for path in paths if path.stat().st_size <= _MAX_BYTES}


def mutated(data: bytes, random: Random) -> bytes:
    """Return a damaged copy of a file; of an archive, often with one of its parts damaged and packed again."""
    if data.startswith(b"PK") and random.random() < 0.7:
        try:
            return _with_damaged_part(data, random)
        except (BadZipFile, zlib.error, KeyError):
            pass
    for _ in range(random.choice((1, 1, 2, 5, 30))):
        data = _damaged(data, random)
    return data


def _with_damaged_part(data: bytes, random: Random) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = random.choice(names)
        for name in names:
            content = old.read(name)
            if name == chosen:
                if random.random() < 0.1:
                    continue
                for _ in range(random.choice((1, 1, 2, 5, 30))):
                    content = _damaged(content, random)
            new.writestr(name, content)
    return out.getvalue()


def _damaged(data: bytes, random: Random) -> bytes:
    at, end = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
    end = min(end, at + random.choice((1, 4, 50, 1000)))
    match random.randrange(7):
        case 0:
            return data[:at] + data[end:]
        case 1:
            return data[:end] + data[at:end] * random.choice((1, 2, 50)) + data[end:]
        case 2:
            return data[:at] + random.choice(_FRAGMENTS) * random.choice((1, 1, 3, 100)) + data[at:]
        case 3:
            return data[:at] + random.choice(_FRAGMENTS) + data[end:]
        case 4:
            return data[:at] + random.randbytes(end - at) + data[end:]
        case 5:
            place = random.randrange(len(data) + 1)
            return data[:at] + data[end:place] + data[at:end] + data[place:]
        case _:
            return data[: max(1, at)]


def check_file(data: bytes, name: str) -> None:
    """Assert that a file is read, with spans that are right, or refused in one line."""
    try:
        document = read_content(data, name)
    except EvolveError as error:
        assert "\n" not in str(error) and str(error).isprintable(), str(error)
        return
    assert all(document.text[s.start : s.end] == s.text for s in document.sentences)
