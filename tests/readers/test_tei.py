"""TEI: the text of an edition as its reader reads it."""

import pytest

from evolve.comparison import evolution
from evolve.document import Document
from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers import read_content
from evolve.readers.tei import read_tei
from evolve.report import RENDERERS, Provenance

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>On <hi>Peace</hi></title><author>Ann Lee</author></titleStmt><publicationStmt>"
    '<publisher>Valley Press</publisher><date when="2020">2020</date></publicationStmt><sourceDesc><bibl><title>Source</title>'
    '<date when="1848-03-01">the first of March</date></bibl></sourceDesc></fileDesc></teiHeader>'
)


def tei(body: str, header: str = HEADER, start: str = "") -> bytes:
    return f'<?xml version="1.0"?>{start}<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'.encode()


READ = {
    "sentences and notes": (
        "<div><head>Peace</head>\n<p>\n  <s>We went<note n='1'><p>A note.</p></note>.</s>\n  <s>It rained.</s>\n</p></div>",
        ["Peace", "We went. It rained.", "A note."],
    ),
    "verse": (
        "<lg><l>The sun was down,</l>\n<l n='2'>and all <hi>was</hi> still.</l></lg><p>End.</p>",
        ["The sun was down,", "and all was still.", "End."],
    ),
    "divided words": (
        "<p>a great exam-\n<lb break='no'/>\n  ple, a vill<lb break='no'/>age, and<lb/>more<pb n='2'/> text.</p>",
        ["a great example, a village, and more text."],
    ),
    "lists and tables": (
        "<p>Two:<list><item>one</item><item><p>two</p><p>more</p></item></list>rest</p><list type='ordered'><item>first</item>"
        "<item n='b)'>second</item></list><table><row><cell>a</cell><cell>b</cell></row></table>",
        ["Two:", "- one", "- two", "more", "rest", "1. first", "b) second", "a | b"],
    ),
    "a list with labels": (
        "<list type='gloss'><label>Peace</label><item>No war.<note>A note.</note></item></list>",
        ["Peace", "No war.", "A note."],
    ),
    "an apparatus and choices": (
        "<p>We <app><lem wit='#A'>went</lem><rdg wit='#B'>ran</rdg><note>never</note></app> <app><rdg>home</rdg><rdg>away</rdg></app>"
        " with <choice><sic>teh</sic><corr>the</corr></choice> <choice><abbr>Dr.</abbr><expan>Doctor</expan></choice>.</p>",
        ["We went home with the Doctor."],
    ),
    "words and quotations": (
        "<p><w>We</w> <w>went</w>\n<pc>,</pc> <w>saying</w> <q>Home</q> and <quote>“away”</quote>.</p><quote><p>Far away.</p></quote>",
        ["We went, saying “Home” and “away”.", "Far away."],
    ),
    "what is no text": (
        "<fw>Running head</fw><figure><graphic url='x'/><head>A map.</head><figDesc>No text</figDesc></figure><p>One<index><term>x"
        "</term></index> <bibl>Lee 1848</bibl>.</p><sp><speaker>ANN</speaker><p>No. <stage>Exit.</stage></p></sp>",
        ["A map.", "One Lee 1848.", "ANN", "No. Exit."],
    ),
}


@pytest.mark.parametrize("name", READ)
def test_the_text_is_what_a_reader_reads(name: str) -> None:
    body, lines = READ[name]
    assert [line for line in read_tei(tei(body), "a.xml").text.split("\n") if line] == lines
    assert not read_tei(tei(body), "a.xml").has_changes


def test_the_header_gives_title_author_date_and_publisher() -> None:
    content = read_tei(tei("<p>One.</p>"), "a.xml")
    assert content.metadata == Metadata("On Peace", ("Ann Lee",), "1848-03-01", "Valley Press")


def test_what_the_writer_changed_is_read_by_view() -> None:
    data = tei("<p>We <subst><del>ran</del><add>went</add></subst> home.</p>")
    assert (read_tei(data, "a.xml", "original").text, read_tei(data, "a.xml").text) == (
        "We ran home.\n",
        "We went home.\n",
    )
    assert read_tei(data, "a.xml").has_changes


@pytest.mark.parametrize(
    "data",
    [
        b"<TEI.2><teiHeader/><text><body><p>One.</p></body></text></TEI.2>",
        b'<!DOCTYPE TEI.2 SYSTEM "tei2.dtd"><TEI.2><text><p>One&#46;</p></text></TEI.2>',
        '<?xml version="1.0" encoding="utf-16"?><t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text><t:p>One.</t:p></t:text></t:TEI>'.encode(
            "utf-16"
        ),
    ],
)
def test_older_and_other_forms_are_recognised(data: bytes) -> None:
    assert [s.text for s in read_content(data, "a.xml").sentences] == ["One."]


def test_named_characters_of_an_external_list_are_read() -> None:
    start = '<!DOCTYPE TEI SYSTEM "chars.dtd">'
    assert read_tei(tei("<p>Caf&eacute;&nosuch;.</p>", start=start), "a.xml").text == "Café.\n"


def test_entities_of_its_own_are_refused() -> None:
    start = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(InputError, match="declares XML entities"):
        read_tei(tei("<p>&x;</p>", start=start), "a.xml")


@pytest.mark.parametrize("form", ["tei", "collation"])
def test_a_report_is_read_back(form: str) -> None:
    before = Document.from_text('Grain & prices rose by ten percent.\n\nNobody asked. The "war" <ended>.', label="a")
    after = Document.from_text("Grain & prices rose by twenty percent.\n\nThe farmers went home.", label="b")
    report = RENDERERS[form].render_bytes(evolution([before, after]), Provenance(origins={}, date="2026-01-01"))
    original, final = (read_content(report, "report.xml", body="all", view=view) for view in ("original", "final"))
    assert [s.text for s in original.sentences] == [s.text for s in before.sentences]
    assert [s.text for s in final.sentences] == [s.text for s in after.sentences]
    assert original.has_changes and final.metadata.title == ""
