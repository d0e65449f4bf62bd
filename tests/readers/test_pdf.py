"""A PDF is read in a process of its own, or refused in one clear line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers import pdf, read, read_content
from evolve.readers.pdf import read_pdf

FILES = Path(__file__).parent / "files" / "pdf"
COLUMNS = FILES / "interleaved.pdf"


def encrypted(**passwords: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(COLUMNS))
    writer.encrypt(**passwords, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_pdf(data, "essay.pdf")
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.slow
def test_a_file_says_what_it_is_called() -> None:
    content = read_pdf(COLUMNS.read_bytes(), "essay.pdf")
    assert content.metadata == Metadata("Rivers and trams", ("Ada Lindqvist",), "2000-01-01")
    assert content.note == "left out: 6 running heads and page numbers"


@pytest.mark.slow
def test_a_pdf_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "essay.txt"
    path.write_bytes(COLUMNS.read_bytes())
    assert read(path).sentences[0].text.startswith("When the city council voted")


@pytest.mark.slow
def test_a_password_for_changes_alone_does_not_matter() -> None:
    assert "When the city council" in read_pdf(encrypted(user_password="", owner_password="secret"), "essay.pdf").text


@pytest.mark.slow
def test_a_password_for_reading_is_asked_for() -> None:
    assert "needs a password" in refusal(encrypted(user_password="secret"))


@pytest.mark.slow
def test_a_scan_is_said_to_be_one() -> None:
    assert "pictures of pages and no text; run it through OCR" in refusal((FILES / "scan.pdf").read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5_000), COLUMNS.read_bytes()[:3_000], b"%PDF-1.4\n1 0 obj<</Kids[1 0 R]>>"],
)
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert "the PDF" in refusal(data)


def test_a_page_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "own_python", lambda code: pdf_waiting)
    monkeypatch.setattr(pdf, "_PAGE_SECONDS", 0.05)
    assert "takes too long" in refusal(COLUMNS.read_bytes())


pdf_waiting = ["sleep", "30"]


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MAX_BYTES", 1_000)
    assert "megabytes" in refusal(COLUMNS.read_bytes())


def test_what_is_lacking_is_named_with_the_command_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pypdf is not installed; .*pip install .*\[pdf\]"):
        read_content(COLUMNS.read_bytes(), "essay.pdf")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die B¨ucher ¨uber K¨afer", "Die Bücher über Käfer"),
        ("Caf´e, se˜nor, ˚Ase, Fran¸cois, Gen`eve, vo´ıla", "Café, señor, Åse, François, Genève, voíla"),
        ("the `name` of a thing", "the `name` of a thing"),
        ("one ´a alone", "one ´a alone"),
        ("¨x ¨x ¨1", "ẍ ẍ ¨1"),
    ],
)
def test_accents_before_letters_are_set_on_them(text: str, expected: str) -> None:
    assert pdf.with_accents(text) == expected
