"""The formats that evolve reads, each with the module that reads it, imported when a file of that format is opened."""

from __future__ import annotations

from collections.abc import Callable

from evolve.readers.content import Content, View

Reader = Callable[[bytes, str, View], Content]
"""Takes the bytes, the name for errors and the view of tracked changes; raises InputError if it cannot read them."""


def _plain() -> Reader:
    from evolve.readers.plain import read_text

    return read_text


def _markdown() -> Reader:
    from evolve.readers.plain import read_markdown

    return read_markdown


def _docx() -> Reader:
    from evolve.readers.docx import read_docx

    return read_docx


def _html() -> Reader:
    from evolve.readers.html import read_html

    return read_html


def _mhtml() -> Reader:
    from evolve.readers.mhtml import read_mhtml

    return read_mhtml


def _odt() -> Reader:
    from evolve.readers.odt import read_odt

    return read_odt


def _fodt() -> Reader:
    from evolve.readers.odt import read_fodt

    return read_fodt


def _epub() -> Reader:
    from evolve.readers.epub import read_epub

    return read_epub


def _rtf() -> Reader:
    from evolve.readers.rtf import read_rtf

    return read_rtf


def _tei() -> Reader:
    from evolve.readers.tei import read_tei

    return read_tei


def _pdf() -> Reader:
    from evolve.readers.pdf import read_pdf

    return read_pdf


def _subtitles() -> Reader:
    from evolve.readers.subtitles import read_subtitles

    return read_subtitles


READERS: dict[str, Callable[[], Reader]] = {
    "plain": _plain,
    "markdown": _markdown,
    "docx": _docx,
    "html": _html,
    "mhtml": _mhtml,
    "odt": _odt,
    "fodt": _fodt,
    "epub": _epub,
    "rtf": _rtf,
    "tei": _tei,
    "pdf": _pdf,
    "subtitles": _subtitles,
}
"""A function that imports the reader, by the name of the format that `formats.format_of` returns."""

SUFFIXES: dict[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".odt": "odt",
    ".ott": "odt",
    ".fodt": "fodt",
    ".epub": "epub",
    ".rtf": "rtf",
    ".tei": "tei",
    ".xml": "tei",
    ".pdf": "pdf",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}
"""The format of each suffix, in lower case; a file's content decides where it differs."""

WITH_CHANGES = frozenset({"docx", "odt", "fodt", "rtf", "tei"})
"""Formats that may have tracked changes."""
