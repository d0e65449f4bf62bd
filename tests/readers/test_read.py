"""A file becomes a document, or one line that says why not."""

import hashlib
import io
import sys
from importlib import import_module
from pathlib import Path
from typing import IO

import pytest

from evolve.document import Document
from evolve.errors import InputError
from evolve.readers import read, seeds

PROSE = "The café was closed – nobody knew why. We went home."


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings_are_recognised(tmp_path: Path, codec: str, encoding: str) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(PROSE.encode(codec))
    document = read(path)
    assert (document.text, document.encoding) == (PROSE, encoding)


def test_big_endian_marks_are_believed(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"\xfe\xff" + PROSE.encode("utf-16-be"))
    assert read(path).text == PROSE


def test_undefined_bytes_are_read(tmp_path: Path) -> None:
    """Bytes that no encoding defines do not stop the reader."""
    path = tmp_path / "draft.txt"
    path.write_bytes(b"We went home\x81\x8d\x8f\x90\x9d again.")
    assert read(path).text == "We went home\ufffd\ufffd\ufffd\ufffd\ufffd again."


def test_a_document_knows_where_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / "second draft.v2.txt"
    path.write_text(PROSE, encoding="utf-8")
    document = read(path)
    digest = hashlib.sha256(PROSE.encode()).hexdigest()
    assert (document.label, document.source, document.sha256) == ("second draft.v2", str(path), digest)


def test_a_file_without_suffix_is_read(tmp_path: Path) -> None:
    path = tmp_path / "draft"
    path.write_text(PROSE, encoding="utf-8")
    assert len(read(path, label="mine").sentences) == 2


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PROSE.encode())))
    document = read("-")
    assert (document.source, document.label, len(document.sentences)) == ("-", "stdin", 2)


def refusal(path: Path, body: str = "auto") -> str:
    with pytest.raises(InputError) as caught:
        read(path, body=body)
    assert caught.value.where and caught.value.next_step
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_missing_file_names_its_neighbours(tmp_path: Path) -> None:
    """A missing file is answered with the names of its neighbours."""
    (tmp_path / "draft-2022.txt").write_text(PROSE, encoding="utf-8")
    assert f"did you mean {tmp_path / 'draft-2022.txt'}?" in refusal(tmp_path / "draft-2020.txt")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"there is no folder {tmp_path / 'no'} either" in refusal(tmp_path / "no" / "draft.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(tmp_path)


def test_a_forbidden_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(self: Path, mode: str) -> IO[bytes]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbid)
    assert "no permission to read it" in refusal(tmp_path / "draft.txt")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device that never ends")
def test_a_file_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("evolve.readers"), "_MAX_MEGABYTES", 3)
    assert "has more than 3 megabytes" in refusal(Path("/dev/zero"))
    with Path("/dev/zero").open(encoding="ascii") as endless:
        monkeypatch.setattr(sys, "stdin", endless)
        assert "has more than 3 megabytes" in refusal(Path("-"))


def test_a_name_with_a_null_byte_is_refused() -> None:
    assert "cannot be read" in refusal(Path("draft\x00.txt"))


def test_control_characters_of_a_name_reach_no_message() -> None:
    assert "\x1b" not in refusal(Path("draft\x1b[31m.txt"))


REFUSED = [
    ("empty.txt", b"", "the file is empty"),
    ("blank.txt", b" \n\n\t\n", "there are no words in it"),
    ("numbers.txt", b"1 2 3\n4 5 6\n", "there are no words in it"),
    ("page.txt", b"\xef\xbb\xbf\n<!-- saved -->\n<HTML lang='en'>", "the web page has no text"),
    ("feed.txt", b"<?xml version='1.0'?><feed>", "seems to be an XML file"),
    ("essay.docx", b"PK\x03\x04", "is damaged"),
    ("essay.txt", b"PK\x03\x04", "is damaged"),
    ("essay.rtf", b"{\\rtf1", "there are no words in it"),
    ("essay.txt", b"{\\rtf1", "there are no words in it"),
    ("essay.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "seems to be an old Word document"),
    ("picture.txt", b"\x89PNG\r\n", "seems to be a picture"),
    ("data.bin", bytes(range(256)) * 4, "seems to be a binary file"),
    ("half.txt", b"\xff\xfeH\x00i", "is damaged at byte"),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[f"{case[0]} {case[2]}" for case in REFUSED])
def test_what_is_no_plain_prose_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert reason in refusal(path)


def test_a_body_without_sentences_says_how_to_see_why(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(f"123\n{PROSE}", encoding="utf-8")
    assert "no sentence in the body; choose other lines than 1" in refusal(path, body="1")


def test_text_that_looks_odd_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("A <bold> claim with\x00 a stray null byte.", encoding="utf-8")
    assert read(path).text == "A <bold> claim with a stray null byte."


def test_the_seeds_are_two_essays_in_order() -> None:
    earlier, later = seeds()
    assert (earlier.name, later.name) == ("2022-peace-talks-a-chance.txt", "2025-peace-or-escalation.txt")
    assert earlier.is_file() and later.is_file()


def test_the_seeds_are_unchanged() -> None:
    digests = [hashlib.sha256(path.read_bytes()).hexdigest()[:8] for path in seeds()]
    assert digests == ["8619ff3c", "0d6ea973"]


def test_read_is_the_public_function() -> None:
    """`evolve.read` is the public function, whatever was imported before."""
    import evolve

    assert isinstance(evolve.read(seeds()[0]), Document)
