"""OpenDocument texts: what a reader of the page sees, in the original and in the final version."""

from collections.abc import Mapping

import pytest

from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers import read_content
from evolve.readers.content import View
from evolve.readers.odt import read_fodt, read_odt
from tests.readers.word_files import packed

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("meta", "meta"),
        ("svg", "svg-compatible"),
    )
)
NAMESPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = (
    '<style:style style:name="T2" style:parent-style-name="T1"/><style:style style:name="T1"><style:text-properties '
    'text:display="none"/></style:style><style:style style:name="P1" style:parent-style-name="Title"/>'
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="i" style:num-prefix="(" '
    'style:num-suffix=")" text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format=""/></text:list-style>'
)


def odt(body: str, meta: str = "", more: Mapping[str, str] = {}) -> bytes:
    """Return an OpenDocument text with a body."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta>{meta}</office:meta></office:document-meta>",
            "styles.xml": f"<office:document-styles {NAMESPACES}><office:master-styles><style:master-page><style:header>"
            "<text:p>Running head</text:p></style:header></style:master-page></office:master-styles></office:document-styles>",
            "content.xml": f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            **more,
        }
    )


def lines(data: bytes, view: View = "final") -> list[str]:
    return [line for line in read_odt(data, "a.odt", view).text.split("\n") if line]


def listed(*items: str, attributes: str = 'text:style-name="L2"') -> str:
    """Return a list with items, each a paragraph with what follows it."""
    inner = "".join(f"<text:list-item><text:p>{item}</text:list-item>" for item in items)
    return f"<text:list {attributes}>{inner}</text:list>"


READ = {
    "spans and spaces": (
        '<text:p text:style-name="Standard">\n  Gott<text:span>lob</text:span><text:s text:c="3"/>Frege<text:tab/>wrote'
        "<text:line-break/>this.<text:soft-page-break/><text:bookmark/></text:p>",
        ["Gottlob Frege wrote", "this."],
    ),
    "headings and lists": (
        '<text:h text:outline-level="1">Peace</text:h>'
        + listed(
            "one</text:p>" + listed("inner</text:p>", attributes=""), "two</text:p>", attributes='text:style-name="L1"'
        )
        + listed("first</text:p><text:p>more</text:p>", "second</text:p>" + listed("deep</text:p>", attributes=""))
        + listed("third</text:p>", attributes='text:style-name="L2" text:continue-numbering="true"')
        + listed("anew</text:p>")
        + listed("plain</text:p>", attributes='text:style-name="L3"')
        + '<text:list><text:list-header><text:p>head</text:p></text:list-header><text:list-item text:start-value="4">'
        '<text:h>Heading</text:h></text:list-item></text:list><text:list text:style-name="L2"><text:list-item '
        'text:start-value="7"><text:p>seven</text:p></text:list-item></text:list>',
        [
            "Peace",
            "- one",
            "a) inner",
            "- two",
            "1. first",
            "more",
            "2. second",
            "(2.i) deep",
            "3. third",
            "1. anew",
            "plain",
            "head",
            "Heading",
            "7. seven",
        ],
    ),
    "a table, a box and a note": (
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b"
        "</text:p></table:table-cell></table:table-row></table:table><text:p>Before<draw:frame><draw:text-box><text:p>In a "
        "box.</text:p></draw:text-box></draw:frame><text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note> after.</text:p><text:p>End.</text:p>",
        ["a | b", "Before after.", "In a box.", "End.", "A note."],
    ),
    "a note in a list": (
        listed(
            "one<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>",
            "two</text:p>",
        ),
        ["1. one", "2. two", "A note."],
    ),
    "hidden text and contents": (
        '<text:p>Seen<text:span text:style-name="T2"> hidden</text:span> here.</text:p><text:section text:display="none">'
        "<text:p>Hidden.</text:p></text:section><text:table-of-content><text:index-body><text:p>Peace 3</text:p>"
        "</text:index-body></text:table-of-content><text:section><text:p>End.<text:placeholder>&lt;Name&gt;</text:placeholder></text:p></text:section>",
        ["Seen here.", "End."],
    ),
}


@pytest.mark.parametrize("name", READ)
def test_the_text_is_what_a_reader_sees(name: str) -> None:
    body, expected = READ[name]
    assert lines(odt(body)) == expected


INSERTED = '<text:changed-region xml:id="i"><text:insertion><office:change-info><dc:date>2025</dc:date></office:change-info></text:insertion></text:changed-region>'
START, END = '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>'
AT = '<text:change text:change-id="d"/>'


def deleted(content: str) -> str:
    return f'<text:changed-region text:id="d"><text:deletion><office:change-info/>\n {content}\n </text:deletion></text:changed-region>'


CHANGED = {
    "words": (
        deleted("<text:p>may</text:p>"),
        f"<text:p>We {AT}{START}must{END} go.</text:p>",
        ["We may go."],
        ["We must go."],
    ),
    "a sentence that lost its space": (
        deleted("<text:p>Two.</text:p>"),
        f"<text:p>One.{AT}Three.</text:p>",
        ["One. Two. Three."],
        ["One.Three."],
    ),
    "a paragraph and its end": (
        deleted("<text:p>Two.</text:p><text:p/>"),
        f"<text:p>One.</text:p><text:p>{AT}Three.</text:p>",
        ["One.", "Two.", "Three."],
        ["One.", "Three."],
    ),
    "an inserted end": (
        "",
        f"<text:p>One.{START}</text:p><text:p>{END} Two.</text:p>",
        ["One. Two."],
        ["One.", "Two."],
    ),
    "an inserted item": (
        "",
        listed(f"one{START}</text:p>", f"two{END}</text:p>", "three</text:p>"),
        ["1. one", "2. three"],
        ["1. one", "2. two", "3. three"],
    ),
    "a note in a deletion": (
        deleted(
            "<text:p> Two.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>"
            "</text:note-body></text:note> More.</text:p>"
        ),
        f"<text:p>One.{AT}</text:p>",
        ["One. Two. More.", "A note."],
        ["One."],
    ),
    "a deletion in an insertion": (
        deleted("<text:p>never </text:p>"),
        f"<text:p>One{START}, {AT}two{END}.</text:p>",
        ["One."],
        ["One, two."],
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_tracked_changes_are_rejected_in_the_original_and_accepted_in_the_final_text(name: str) -> None:
    region, body, original, final = CHANGED[name]
    data = odt(f"<text:tracked-changes>{INSERTED}{region}</text:tracked-changes>{body}")
    assert (lines(data, "original"), lines(data)) == (original, final)
    assert read_odt(data, "a.odt").has_changes


def test_what_is_left_out_is_counted_and_properties_are_read() -> None:
    body = (
        '<text:p text:style-name="P1">On Peace</text:p><text:p>One.<office:annotation><dc:creator>Bo</dc:creator><text:p>Why?'
        "</text:p></office:annotation><draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image>"
        "<svg:title>A picture</svg:title></draw:frame></text:p>"
    )
    meta = "<dc:title>Template</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator><dc:date>2021-05-06T07:08:09</dc:date>"
    content = read_odt(odt(body, meta), "a.odt")
    assert content.text == "On Peace\n\nOne.\n"
    assert content.note == "left out: 1 comment, 1 picture"
    assert content.metadata == Metadata("On Peace", ("Ann Lee",), "2021-05-06")


def test_a_flat_file_is_read() -> None:
    data = f"<?xml version='1.0'?><office:document {NAMESPACES}><office:body><office:text><text:p>One.</text:p></office:text></office:body></office:document>"
    assert read_fodt(data.encode(), "a.fodt").text == "One.\n"
    assert [s.text for s in read_content(data.encode("utf-16"), "a.xml").sentences] == ["One."]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "protected by a password"),
        ({"content.xml": "<office:text>"}, "has damaged XML"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "seems to be a spreadsheet"),
        ({"mimetype": "application/vnd.oasis.opendocument.graphics"}, "seems to be a presentation or a drawing"),
    ],
)
def test_a_file_that_is_no_text_is_refused(more: dict[str, str], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_content(odt("<text:p>One.</text:p>", more=more), "a.odt")
