"""Web pages: the essay, what the page says about itself, its letters, and what it may not do.

The pages in `files/pages` were written by hand in the shapes that such pages have: a newspaper with comments and boxes,
tables of 1999, a blog, a page inside one form, a paper with a list of teasers, a newsletter, an encyclopedia, XHTML, a
magazine, a live blog. The elements of the essay have the attribute `data-essay`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from evolve.document import Document
from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers import read, read_content
from evolve.readers.html import read_html
from evolve.readers.html_charset import decode_html
from evolve.readers.html_metadata import metadata_of
from evolve.readers.html_tokens import events_of

FILES = Path(__file__).parent / "files"
PAGES = sorted((FILES / "pages").glob("*html"))
WORDS = "The council has met, and the bridge is closed."


def essay_words(path: Path) -> Counter[str]:
    """Return the words in the elements that are marked as the essay."""
    parts, opened = [], [False]
    for event in events_of(decode_html(path.read_bytes(), "", "").text):
        if event.kind == "start":
            opened.append(opened[-1] or "data-essay" in event.attributes)
            parts.append(" " if "data-essay" in event.attributes else "")
        elif event.kind == "end":
            opened.pop()
        elif opened[-1]:
            parts.append(event.value)
    return Counter(re.findall(r"\w+", "".join(parts)))


def body_words(document: Document) -> Counter[str]:
    return Counter(re.findall(r"\w+", "\n".join(document.text[s.start : s.end] for s in document.sentences)))


@pytest.mark.parametrize("with_library", [True, False])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_body_of_a_page_is_its_essay(path: Path, with_library: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the essay is lost but marks of notes, and little else is kept."""
    if not with_library:
        monkeypatch.setitem(sys.modules, "evolve.readers.html_trafilatura", None)
    wanted, found = essay_words(path), body_words(read(path))
    assert (wanted - found).total() <= 2
    assert (found - wanted).total() <= 0.05 * wanted.total()


@pytest.mark.parametrize("unseen", ["&shy;", "&#x200b;", "&#8288;"])
def test_words_with_unseen_marks_are_found_in_the_result(unseen: str) -> None:
    """Soft hyphens and zero-width characters, of which pages are full, do not hide a paragraph from the library."""
    places = ["valley", "harbour", "village", "market", "station"]
    texts = [f"In the {place} the council de{unseen}cided on Mon{unseen}day that nobody pays." for place in places]
    texts.append("The minister, whom nobody had asked before, said on the radio that all of this was his own idea.")
    page = "<html><body><article>" + "".join(f"<p>{text}</p>" for text in texts) + "</article></body></html>"
    assert [place for place in places if place not in text_of(page)] == []
    assert text_of(page).count("decided on Monday") == len(places)


def test_what_is_lacking_is_noted_with_the_command_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    page = FILES / "essay.html"
    assert read(page).encoding_note == ""
    monkeypatch.setitem(sys.modules, "evolve.readers.html_trafilatura", None)
    assert "[web]" in read(page).encoding_note


def text_of(html: str | bytes) -> str:
    return read_html(html.encode() if isinstance(html, str) else html, "page.html").text


@pytest.mark.parametrize(
    "data",
    [
        '<meta charset="iso-8859-1"><p>Käse für 5 €.'.encode("cp1252"),
        '<meta http-equiv=content-type content="text/html; charset=utf-8"><p>Käse für 5 €.'.encode(),
        '<meta charset="iso-8859-1"><p>Käse für 5 €.'.encode(),
        '<?xml version="1.0" encoding="iso-8859-15"?><html><p>Käse für 5 €.</p></html>'.encode("iso-8859-15"),
        "<html><p>Käse für 5 €.".encode("utf-16"),
        "\ufeff<p>Käse für 5 €.".encode(),
        "<p>Käse für 5 €.".encode("cp1252"),
        '<meta charset="unicode_escape"><p>K&auml;se f&uuml;r 5 &euro;.'.encode("ascii"),
    ],
)
def test_letters_are_those_that_the_page_means(data: bytes) -> None:
    assert text_of(data).strip() == "Käse für 5 €."


def test_an_encoding_of_seven_bits_is_taken_as_declared() -> None:
    page = '<meta charset="iso-2022-jp"><p>昨日は雨が降った。'.encode("iso2022_jp")
    assert text_of(page).strip() == "昨日は雨が降った。"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>One</title>", Metadata("One")),
        ('<title>One | Sun</title><meta property="og:site_name" content="Sun">', Metadata("One", outlet="Sun")),
        ("<title>One - A life</title>", Metadata("One - A life")),
        ("<title>One: A life - Sun</title><h1>Sun</h1><h2>One: A life</h2><h3>Another</h3>", Metadata("One: A life")),
        ("<h1>One</h1>", Metadata("One")),
        ('<link rel="canonical" href="https://www.sun.example/1">', Metadata(outlet="sun.example")),
        ('<meta name="author" content="By Ann Lee and Bo Ek">', Metadata(authors=("Ann Lee", "Bo Ek"))),
        ('<meta name="citation_author" content="Lee, A."><meta name="citation_author" content="Ek, B.">',
         Metadata(authors=("Lee, A.", "Ek, B."))),
        ('<meta property="article:author" content="https://x.example/ann">', Metadata()),
        ('<meta property="article:published_time" content="2022-08-27T04:00:00Z">', Metadata(date="2022-08-27")),
        ('<meta name="date" content="20220827">', Metadata(date="2022-08-27")),
        ('<meta name="date" content="2022/8/7">', Metadata(date="2022-08-07")),
        ('<meta name="date" content="27 August">', Metadata()),
        ('<time datetime="2021-05">', Metadata(date="2021-05")),
        ('<time datetime="2021-05-01"></time><time datetime="2022-05-01"></time>', Metadata()),
        ('<time datetime="2021-05-01"></time><time pubdate datetime="2022-05-01"></time>', Metadata(date="2022-05-01")),
        ('<span itemprop="author"><b>Ann</b> Lee</span>', Metadata(authors=("Ann Lee",))),
        ('<script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"One","author":["Ann Lee"],'
         '"publisher":{"name":"The Sun"},"datePublished":"2022-08-27"}]</script>',
         Metadata("One", ("Ann Lee",), "2022-08-27", "The Sun")),
        ('<script type="application/ld+json">{"@type":</script>', Metadata()),
        ('<script type="application/ld+json">{"@type":"Article","headline":7,"author":[[]]}</script>', Metadata()),
        (f'<script type="application/ld+json">{"[" * 100_000}</script>', Metadata()),
    ],
)  # fmt: skip
def test_what_a_page_says_about_itself(head: str, expected: Metadata) -> None:
    assert metadata_of(list(events_of(head))) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{WORDS}<p hidden>Not this.", WORDS),
        (f'<p>{WORDS}<div style="display: none">Not this.</div>', WORDS),
        (f"<p>{WORDS}<script>document.write('Not this.')</script>", WORDS),
        (f"<p>{WORDS}<template><p>Not this.</template><noscript>Not this.</noscript>", WORDS),
        ("<p>The coun<b>cil</b> has met,<br>and the bridge<wbr>s.", "The council has met,\nand the bridges."),
        ("<p>It has&nbsp;met.", "It has\xa0met."),
        ("<p>The coun&shy;cil has met.", "The council has met."),
        ("<pre>One line.\nAnother line.</pre>", "One line.\nAnother line."),
        ("<dl><dt>Term<dd>What it means.</dl>", "Term\n\nWhat it means."),
    ],
)  # fmt: skip
def test_the_text_is_what_a_reader_sees(html: str, expected: str) -> None:
    assert text_of(html).strip() == expected


def test_a_page_of_scripts_alone_is_refused() -> None:
    with pytest.raises(InputError, match="no text without running its scripts"):
        text_of("<html><body><div id=root></div><script>boot()</script></body></html>")


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(InputError, match="more than 1,000 tags"), pytest.MonkeyPatch.context() as patch:
        patch.setattr("evolve.readers.html._MAX_EVENTS", 1_000)
        text_of("<b>" * 1_001)


@pytest.mark.slow
@pytest.mark.parametrize("tags", ["<div>", "<blockquote><p>", "<table><tr><td>", "<ul><li>", "<b><i>", "<article>"])
def test_a_hundred_thousand_nested_tags_are_read(tags: str) -> None:
    assert text_of(f"<html>{tags * (100_000 // tags.count('<'))}{WORDS}").strip().removeprefix("- ") == WORDS


def test_the_first_page_of_a_saved_file_is_read() -> None:
    data = (FILES / "essay.mhtml").read_bytes()
    assert read_content(data, "saved.txt").metadata.title == "The Price of a Quiet Street"
    with pytest.raises(InputError, match="but contains none"):
        read_content(data.replace(b"text/html\r\n", b"text/none\r\n"), "saved.mhtml")
    with pytest.raises(InputError, match="its head does not end"):
        read_content(data.replace(b"Subject:", b"Content-Type: multipart/related; " + b"a=b; " * 20_000), "saved.mhtml")


def test_marked_notes_of_an_essay_are_kept() -> None:
    paragraph = (
        "<p>The council says that every district gains, and three of nine districts lose where the new lanes end.</p>"
    )
    note = "<section id='footnotes' class='footnotes' role='doc-endnotes'><hr/><ol><li id='fn1'><p>In May.<a href='#r1' class='footnote-back'>↩</a></p></li></ol></section>"
    html = f"<html><body><h1>On streets</h1>{paragraph * 5}{note}</body></html>"
    assert text_of(html).endswith("\nIn May.\n")


def test_a_page_without_a_byte_of_text_is_refused() -> None:
    with pytest.raises(InputError, match="has no text"):
        text_of(b"")
