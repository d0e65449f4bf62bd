"""Word documents: what a reader of the page sees, in the original and in the final version."""

from pathlib import Path

import pytest

from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers import read_content
from evolve.readers.docx import read_docx
from tests.readers.word_files import STRICT, W, deleted, docx, inserted, p, packed, r

BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
READ = {
    "split runs": (
        '<w:p w:rsidR="00B2"><w:proofErr w:type="spellStart"/><w:r><w:t>Got</w:t></w:r><w:proofErr w:type="spellEnd"/>'
        '<w:r><w:rPr><w:b/></w:rPr><w:t>tlob </w:t></w:r><w:smartTag w:element="place"><w:r><w:t>Frege</w:t></w:r>'
        "</w:smartTag><w:bookmarkStart w:id='0' w:name='x'/><w:r><w:t>.</w:t></w:r></w:p>",
        ["Gottlob Frege."],
    ),
    "headings and items": (
        p("Peace", '<w:pStyle w:val="Titel"/>')
        + p("Now", '<w:pStyle w:val="berschrift1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
        + p("one", '<w:pStyle w:val="Aufz2"/>')
        + p("first", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
        + p("inner", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>')
        + p("deep", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="2"/></w:numPr>')
        + p("second", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
        + p("anew", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
        + p("none", '<w:pStyle w:val="Aufz"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("more", '<w:numPr><w:numId w:val="4"/></w:numPr>'),
        ["Peace", "Now", "- one", "1. first", "(a) inner", "1.IV deep", "2. second", "1. anew", "none", "more"],
    ),
    "a table in a table": (
        f"<w:tbl><w:tr><w:trPr/><w:tc><w:tcPr/>{p('a')}</w:tc><w:tc><w:tbl><w:tr><w:tc>{p('b')}</w:tc><w:tc>{p('c')}"
        f"</w:tc></w:tr></w:tbl>{p('')}</w:tc></w:tr><w:tr><w:tc>{p('d')}{p('e')}</w:tc><w:tc>{p('f')}</w:tc></w:tr>"
        "</w:tbl>",
        ["a | b | c", "d", "e", "f"],
    ),
    "a text box, once": (
        "<w:p><w:r><w:t>Before </w:t><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>after.</w:t></w:r></w:p>",
        ["Before after.", "In a box."],
    ),
    "fields and links": (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"x\" </w:instrText></w:r>"
        "<w:r><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>a link</w:t></w:r><w:r>"
        "<w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='DATE'><w:r><w:t>, today</w:t></w:r></w:fldSimple>"
        "<w:hyperlink r:id='r9'><w:r><w:t>, another</w:t></w:r></w:hyperlink></w:p><w:p><w:r><w:fldChar "
        f"w:fldCharType='begin'/></w:r></w:p>{p('A field without end.')}",
        ["a link, today, another", "A field without end."],
    ),
    "characters": (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"
        "<w:br w:type='page'/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:noBreakHyphen/><w:sym w:font='Symbol' "
        "w:char='F0B7'/><w:sym w:char='2192'/><w:sym w:char='no'/></w:r><m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath></w:p>",
        ["a b", "c de‑→x²"],
    ),
    "hidden text, placeholders and contents": (
        "<w:p>"
        + r("Seen")
        + r(" hidden", "<w:vanish/>")
        + r(" secret", "<w:rStyle w:val='Geheim'/>")
        + r(" and shown", "<w:vanish w:val='0'/>")
        + "</w:p><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        + f"<w:sdtContent>{p('Contents')}</w:sdtContent></w:sdt>"
        + p("Now 3", "<w:pStyle w:val='Verzeichnis1'/>")
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Typed.')}</w:sdtContent></w:sdt>",
        ["Seen and shown", "Typed."],
    ),
}


@pytest.mark.parametrize("name", READ)
def test_the_text_is_what_a_reader_sees(name: str) -> None:
    body, lines = READ[name]
    assert [line for line in read_docx(docx(body), "a.docx").text.split("\n") if line] == lines


MARK_DELETED = '<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>'
MARK_INSERTED = '<w:rPr><w:ins w:id="4" w:author="A"/></w:rPr>'
CHANGED = {
    "words": (
        f"<w:p>{r('We ')}{deleted('may')}{inserted(r('must'))}{r(' go.')}</w:p>",
        ["We may go."],
        ["We must go."],
    ),
    "a move": (
        f"<w:p>{r('One. ')}<w:moveFromRangeStart w:id='5' w:name='m'/><w:moveFrom w:id='6'><w:r><w:t>Two. </w:t></w:r>"
        f"</w:moveFrom><w:moveFromRangeEnd w:id='5'/>{r('Three. ')}<w:moveTo w:id='7'>{r('Two. ')}</w:moveTo></w:p>",
        ["One. Two. Three."],
        ["One. Three. Two."],
    ),
    "a moved paragraph": (
        f"<w:p><w:pPr><w:rPr><w:moveFrom w:id='1'/></w:rPr></w:pPr><w:moveFrom w:id='2'>{r('One.')}</w:moveFrom></w:p>{p('Two.')}"
        f"<w:p><w:pPr><w:rPr><w:moveTo w:id='3'/></w:rPr></w:pPr><w:moveTo w:id='4'>{r('One.')}</w:moveTo></w:p>{p('Three.')}",
        ["One.", "Two.", "Three."],
        ["Two.", "One.", "Three."],
    ),
    "a deleted item": (
        f"<w:p><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr>{MARK_DELETED}</w:pPr>{deleted('one')}</w:p>"
        + p("two", "<w:numPr><w:numId w:val='2'/></w:numPr>")
        + p("End."),
        ["1. one", "2. two", "End."],
        ["1. two", "End."],
    ),
    "changes around a table": (
        f"<w:p><w:pPr>{MARK_DELETED}</w:pPr>{r('One.')}</w:p><w:tbl><w:tr><w:tc><w:p><w:pPr>{MARK_INSERTED}</w:pPr>{r('a')}"
        f"</w:p>{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr></w:tbl>{p('End.')}",
        ["One.", "ab | c", "End."],
        ["One.", "a", "b", "c", "End."],
    ),
    "a deleted paragraph mark": (p("One, ", MARK_DELETED) + p("two."), ["One,", "two."], ["One, two."]),
    "an inserted paragraph mark": (p("One. ", MARK_INSERTED) + p("Two."), ["One. Two."], ["One.", "Two."]),
    "a deleted paragraph": (
        f"{p('One.')}<w:p><w:pPr>{MARK_DELETED}</w:pPr>{deleted('Two.')}</w:p>{p('Three.')}",
        ["One.", "Two.", "Three."],
        ["One.", "Three."],
    ),
    "a deleted row": (
        f"<w:tbl><w:tr><w:trPr><w:del w:id='8'/></w:trPr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:ins w:id='9'/></w:trPr><w:tc>{p('c')}</w:tc><w:tc>{p('d')}</w:tc></w:tr></w:tbl>{p('End.')}",
        ["a | b", "End."],
        ["c | d", "End."],
    ),
    "what was inserted and deleted": (
        f"<w:p>{r('One.')}{inserted(deleted(' Never.'))}{inserted(r(' Two.'))}</w:p>",
        ["One."],
        ["One. Two."],
    ),
    "a change of format": (
        "<w:p><w:pPr><w:pPrChange w:id='1'><w:pPr><w:pStyle w:val='Aufz'/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr>"
        f"<w:rPrChange w:id='2'><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>One</w:t></w:r>{inserted(r('.'))}</w:p>",
        ["One"],
        ["One."],
    ),
    "a note in a deletion": (
        f"<w:p>{r('One')}<w:del w:id='1'><w:r><w:footnoteReference w:id='2'/></w:r></w:del>{r('.')}</w:p>",
        ["One.", "A note."],
        ["One."],
    ),
}
NOTES = (
    f'<w:footnote w:type="separator" w:id="-1">{p("---")}</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    f"{r(' A ')}{r('note.')}</w:p></w:footnote><w:footnote w:id='3'>{p('Never referred to.')}</w:footnote>"
)


@pytest.mark.parametrize("name", CHANGED)
def test_tracked_changes_are_rejected_in_the_original_and_accepted_in_the_final_text(name: str) -> None:
    body, original, final = CHANGED[name]
    data = docx(body, footnotes=NOTES)
    for view, lines in (("original", original), ("final", final)):
        content = read_docx(data, "a.docx", "original" if view == "original" else "final")
        assert ([line for line in content.text.split("\n") if line], content.has_changes) == (lines, True)


def test_notes_follow_after_the_text_and_their_marks_are_left_out() -> None:
    body = f"<w:p>{r('One')}<w:r><w:footnoteReference w:id='2'/></w:r>{r('.')}<w:r><w:endnoteReference w:id='2'/></w:r></w:p>"
    endnotes = f'<w:endnote w:id="2">{p("First,")}{p("second.")}</w:endnote>'
    text = read_docx(docx(body + p("Two."), footnotes=NOTES, endnotes=endnotes), "a.docx").text
    assert text == "One.\n\nTwo.\n\nA note.\n\nFirst,\n\nsecond.\n"


def test_what_is_left_out_is_counted() -> None:
    body = f"<w:p>{r('One.')}<w:r><w:drawing><pic:pic><a:blip/></pic:pic></w:drawing></w:r></w:p>"
    comments = f'<w:comment w:id="1">{p("Why?")}</w:comment><w:comment w:id="2">{p("Really?")}</w:comment>'
    embedded = '<w:altChunk r:id="r9"/>'
    note = read_docx(docx(body + embedded, comments=comments), "a.docx").note
    assert note == "left out: 2 comments, 1 picture, 1 embedded document"
    changed = read_docx(docx(f"<w:p>{inserted(r('One.'))}{r('x', '<w:vanish/>')}</w:p>"), "a.docx").note
    assert changed == "tracked changes are accepted, --view original shows the text before them; left out: hidden text"


def test_the_strict_form_is_read() -> None:
    assert read_docx(docx(CHANGED["words"][0], w=STRICT), "a.docx").text == "We must go.\n"


def test_the_main_part_may_have_any_name() -> None:
    relations = (
        "<p:Relationships xmlns:p='http://schemas.openxmlformats.org/package/2006/relationships'><p:Relationship Id='a' "
        "Target='/word/document2.xml' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/>"
        "</p:Relationships>"
    )
    body = f"<w:document xmlns:w='{W}'><w:body>{p('We went home.')}</w:body></w:document>"
    data = packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": relations, "word/document2.xml": body})
    assert read_content(data, "a.docx").sentences[0].text == "We went home."


CORE = "<dc:title>{}</dc:title><dc:creator>Ann Lee; Bo Ek</dc:creator><dcterms:created>2020-01-02T03:04:05Z</dcterms:created>"


@pytest.mark.parametrize(
    ("core", "body", "metadata"),
    [
        (CORE.format("On Peace"), p("One."), Metadata("On Peace", ("Ann Lee", "Bo Ek"), "2020-01-02")),
        (CORE.format("Microsoft Word - x.doc"), p("One."), Metadata("", ("Ann Lee", "Bo Ek"), "2020-01-02")),
        (
            CORE.format("Template"),
            p("War", '<w:pStyle w:val="Titel"/>'),
            Metadata("War", ("Ann Lee", "Bo Ek"), "2020-01-02"),
        ),
        ("<dcterms:modified>2021-05-06T00:00:00Z</dcterms:modified>", p("One."), Metadata(date="2021-05-06")),
        ("<dcterms:modified>1601-01-01T00:00:00Z</dcterms:modified>", p("One."), Metadata()),
    ],
)
def test_properties_give_title_authors_and_date(core: str, body: str, metadata: Metadata) -> None:
    assert read_docx(docx(body, core=core), "a.docx").metadata == metadata


def test_an_original_has_a_digest_of_its_own(tmp_path: Path) -> None:
    data = docx(CHANGED["words"][0])
    final, original = (read_content(data, "a.docx", view=view) for view in ("final", "original"))
    assert (final.sentences[0].text, original.sentences[0].text) == ("We must go.", "We may go.")
    assert final.sha256 != original.sha256


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
DAMAGED = {
    "a part of the archive": (docx(p("One."))[:-40], "is damaged"),
    "other XML": (
        packed({"[Content_Types].xml": "", "word/document.xml": "<w:document>"}),
        "has damaged XML in line 1",
    ),
    "entities": (
        packed({"[Content_Types].xml": "", "word/document.xml": BOMB + b"<x>&b;</x>"}),
        "declares XML entities",
    ),
    "nesting": (packed({"[Content_Types].xml": "", "word/document.xml": b"<a>" * 9_999}), "is nested too deeply"),
    "a bomb": (packed({"[Content_Types].xml": "", "word/document.xml": b" " * 9_000_000}), "unpacks to far more"),
    "a spreadsheet": (
        packed(
            {
                "[Content_Types].xml": "",
                "_rels/.rels": '<Relationship Type="x/officeDocument" Target="xl/workbook.xml"/>',
            }
        ),
        "seems to be a spreadsheet",
    ),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "an archive": (packed({"a.txt": "One."}), "seems to be a packed archive"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_that_is_no_document_is_refused_in_one_line(name: str) -> None:
    data, reason = DAMAGED[name]
    with pytest.raises(InputError, match=reason):
        read_content(data, "a.docx")


def test_plain_text_with_the_name_of_a_document_is_read() -> None:
    assert read_content(b"We went home. It rained.", "a.docx").sentences[0].text == "We went home."
