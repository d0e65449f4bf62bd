"""Files packed by gzip."""

import gzip
import io
import sys
from pathlib import Path

import pytest

from evolve.errors import InputError
from evolve.readers import read, read_content

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("name", ["essay.md", "essay.docx", "essay.epub", "essay.tei", "essay.rtf"])
def test_a_packed_file_is_read_as_what_it_contains(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress((FILES / name).read_bytes())
    (tmp_path / f"{name}.gz").write_bytes(data)
    document = read(tmp_path / f"{name}.gz")
    assert (document.label, document.sentences) == ("essay", read(FILES / name).sentences)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [s.text for s in read("-", body="all").sentences][-1] == document.sentences[-1].text


def test_a_file_of_several_parts_is_read_whole() -> None:
    data = gzip.compress(b"We went home. ") + gzip.compress(b"It rained.")
    assert read_content(data, "a.txt.gz").text == "We went home. It rained."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(b"We went home." * 99)[:-20], "its end is missing"),
        (b"\x1f\x8b\x08" + b"x" * 99, "is damaged"),
        (gzip.compress(bytes(9_000_000)), "unpacks to far more than a text has"),
        (gzip.compress(gzip.compress(b"We went.")), "is packed twice"),
    ],
    ids=["cut off", "no archive", "far too much", "packed twice"],  # packed bytes contain the time
)
def test_a_damaged_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_content(data, "a.txt.gz")
