"""EPUB books: the text of the chapters in the order of reading."""

import pytest

from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers import read_content
from evolve.readers.epub import read_epub
from tests.readers.word_files import packed

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/>'
    '<rootfile full-path="other.opf"/></rootfiles></container>'
)
OPF = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>On Peace</dc:title><dc:title>Part one</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>"
    "<dc:date>2021-05-06T00:00:00Z</dc:date><dc:publisher>Valley Press</dc:publisher></metadata><manifest>{}</manifest>"
    "<spine>{}</spine><guide>{}</guide></package>"
)
ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
    '<CipherData><CipherReference URI="{}"/></CipherData></EncryptedData></encryption>'
)


def page(body: str, kind: str = "bodymatter") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<head><title>No text</title></head><body epub:type="frontmatter"><section epub:type="{kind}">{body}</section></body></html>'
    )


def book(pages: dict[str, str], *, guide: str = "", nav: str = "", more: dict[str, str] | None = None) -> bytes:
    """Return an EPUB whose spine has the pages in their order."""
    items = "".join(
        f'<item id="{name}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml" properties="{"nav" * (name == nav)}"/>'
        for name in sorted(pages)
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    files = {f"OEBPS/{name}": content for name, content in pages.items()}
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": OPF.format(items, spine, guide),
            **files,
            **(more or {}),
        }
    )


def test_chapters_come_in_the_order_of_reading() -> None:
    data = book(
        {
            "z one.xhtml": page("<h1>One</h1><p>We&nbsp;went.</p>"),
            "a.xhtml": page("<header><h1>Two</h1></header><p>Home."),
        }
    )
    content = read_epub(data, "a.epub")
    assert content.text == "One\n\nWe\xa0went.\n\nTwo\n\nHome.\n"
    assert content.metadata == Metadata("On Peace", ("Ann Lee", "Bo Ek"), "2021-05-06", "Valley Press")


def test_notes_follow_after_the_text() -> None:
    first = page(
        "<p>We went<sup><a href='notes.xhtml#n1'>1</a></sup> home<a epub:type='noteref' href='#n2'>*</a>.</p>"
        "<aside epub:type='footnote' id='n2'><p>A note. <a href='#r2'>↩</a></p></aside><p>It rained.</p>"
    )
    assert read_epub(book({"a.xhtml": first}), "a.epub").text == "We went home.\n\nIt rained.\n\nA note.\n"


def test_pages_that_are_no_text_are_left_out() -> None:
    pages = {
        "cover.xhtml": page("<p>Cover</p>"),
        "title.xhtml": page("<p>On Peace</p>", "titlepage"),
        "nav.xhtml": page("<p>Contents</p>"),
        "rights.xhtml": page("<p>All rights reserved.</p>", "copyright-page"),
        "one.xhtml": page("<p>We went.</p>"),
    }
    data = book(pages, nav="nav.xhtml", guide='<reference type="cover" href="cover.xhtml#x"/>')
    content = read_epub(data, "a.epub")
    assert content.text == "We went.\n"
    assert content.note == "left out: the cover, title page or table of contents"


def test_an_encrypted_font_is_no_encrypted_book() -> None:
    data = book({"a.xhtml": page("<p>We went.</p>")}, more={"META-INF/encryption.xml": ENCRYPTED.format("OEBPS/f.otf")})
    assert read_epub(data, "a.epub").text == "We went.\n"


REFUSED = {
    "is protected against copying": book(
        {"a.xhtml": "garbage"}, more={"META-INF/encryption.xml": ENCRYPTED.format("OEBPS/a.xhtml")}
    ),
    "the book has no text": book({"a.xhtml": page("<img src='a.png'/>")}),
    "is damaged": packed({"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}),
    "has damaged XML": book({"a.xhtml": page("<p>One.")}, more={"OEBPS/book.opf": "<package>"}),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_book_that_cannot_be_read_is_refused(reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_content(REFUSED[reason], "a.epub")


def test_a_path_outside_the_book_names_nothing() -> None:
    data = book({"a.xhtml": page("<p>We went.</p>"), "../../etc/passwd": page("<p>Never.</p>")})
    assert "We went." in read_epub(data, "a.epub").text
