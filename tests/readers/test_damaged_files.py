"""Damaged files: every change of a few bytes gives a text or one clear line, never a traceback."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from evolve.errors import InputError
from evolve.readers.content import View
from evolve.readers.registry import READERS
from tests.readers import test_docx, test_odt, test_rtf, test_subtitles, test_tei
from tests.readers.word_files import docx, packed

FILES = Path(__file__).parent / "files"
PIECES = [
    b"<",
    b">",
    b"</w:p>",
    b"<w:p>",
    b"<w:del>",
    b"<text:p>",
    b"{",
    b"}",
    b"\\u-1",
    b"\\par",
    b"\\footnote",
    b"&#0;",
    b"&x;",
]
PIECES += [b"\x00", b"\xff", b"-->", b"9" * 400, b"<!--", b"<![CDATA[", b"<!DOCTYPE x>", b"\xed\xa0\x80"]
VIEWS: tuple[View, ...] = ("original", "final")
RTF = [case[0] for case in test_rtf.READ.values()] + [case[0] for case in test_rtf.CHANGED.values()]
DOCX = [case[0] for case in test_docx.READ.values()] + [case[0] for case in test_docx.CHANGED.values()]
ODT = [f"<text:tracked-changes>{case[0]}</text:tracked-changes>{case[1]}" for case in test_odt.CHANGED.values()]
SAMPLES = {
    "docx": [docx(body, footnotes=test_docx.NOTES) for body in DOCX],
    "odt": [test_odt.odt(body) for body in ODT],
    "epub": [(FILES / "essay.epub").read_bytes()],
    "rtf": [(test_rtf.HEAD + body + "}").encode() for body in RTF],
    "tei": [test_tei.tei(body) for body, _ in test_tei.READ.values()],
    "subtitles": [data for data, _ in test_subtitles.READ.values()],
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few bytes changed, removed, repeated or added."""
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        start = chance.randrange(len(changed) + 1)
        piece = changed[start : start + chance.randrange(1, 60)]
        changed[start : start + chance.choice([0, len(piece)])] = chance.choice(
            [b"", piece * chance.choice([1, 2, 40]), chance.choice(PIECES), chance.randbytes(len(piece))]
        )
    return bytes(changed)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """Return an archive with one of its members damaged."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in members if members[name]])
    return packed({**members, name: damaged(members[name], chance)})


def read_damaged(form: str, seed: int) -> None:
    chance = random.Random(seed)
    data = chance.choice(SAMPLES[form])
    is_packed = data.startswith(b"PK") and chance.random() < 0.8
    changed = damaged_inside(data, chance) if is_packed else damaged(data, chance)
    for view in VIEWS:
        try:
            READERS[form]()(changed, "a file", view)
        except InputError as error:
            assert error.next_step and "\n" not in str(error)


@pytest.mark.parametrize("form", SAMPLES)
def test_a_damaged_file_gives_a_text_or_one_line(form: str) -> None:
    for seed in range(15):
        read_damaged(form, seed)


@pytest.mark.slow
@pytest.mark.parametrize("form", SAMPLES)
def test_many_damaged_files_give_a_text_or_one_line(form: str) -> None:
    for seed in range(15, 200):
        read_damaged(form, seed)
