r"""Rich text: what a reader of the page sees, in the original and in the final version."""

import pytest

from evolve.errors import InputError
from evolve.model import Metadata
from evolve.readers import read_content
from evolve.readers.rtf import read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Times;}{\f2\fcharset128 MS Mincho;}}"
    r"{\colortbl;\red0;}{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s9 toc 1;}{\*\cs10 Char;}}"
    r"{\*\generator Word 16;}{\header\pard Running head\par}"
)
READ = {
    "characters": (
        r"\pard Caf\'e9\~\endash  nobody\rquote s\u8212?and \u-10179?\u-8704?\line\'93so\'94 \{x\} A\_B soft\-ly.\par",
        ["Café\xa0– nobody’s—and 😀", "“so” {x} A‑B softly."],
    ),
    "code pages": (
        r"\pard\f1\'cc\'e8\'f0 \f2\'93\'fa\'96\'7b\plain\f0  \'e4{\uc2\u228 ae}{\uc0\u246}\par",
        ["Мир 日本 ääö"],
    ),
    "paragraphs": (
        "\\pard One\r\n and two.\\par\r\nThree.\\\nFour.\\sect Five.",
        ["One and two.", "Three.", "Four.", "Five."],
    ),
    "headings and lists": (
        r"\pard\s1{\listtext 1.\tab}Peace\par\pard\s0{\listtext\pard\plain\'b7\tab}one\par{\pntext 2)\tab}two\par"
        r"\pard three\par\pard\s9 Peace \tab 3\par",
        ["Peace", "- one", "2) two", "three"],
    ),
    "a note in a list": (
        r"\pard{\listtext 1.\tab}one{\*\footnote\pard A note.\par}\par\pard{\listtext 2.\tab}two\par",
        ["1. one", "2. two", "A note."],
    ),
    "tables": (
        r"\trowd\cellx1\cellx2\pard\intbl a\cell b\cell\row\trowd\pard\intbl c\par d\cell e\cell\row\pard End.\par",
        ["a | b", "c", "d", "e", "End."],
    ),
    "fields, notes and boxes": (
        r"\pard See {\field{\*\fldinst HYPERLINK x}{\fldrslt{\ul this page}}}{\super\chftn}{\*\footnote\pard\plain\chftn A note.\par}"
        r" now.{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard In a box.\par}}{\shprslt{\*\do\dptxbxtext In a box.}}}\par End.\par",
        ["See this page now.", "In a box.", "End.", "A note."],
    ),
    "hidden and unknown parts": (
        r"\pard Seen{\v  hidden}{\xe index}{\*\unknown{\b x}y} here.{\*\shppict{\pict\pngblip 0A0B}}{\nonshppict{\pict 0C}}"
        r"{\*\atnauthor Bo}{\*\annotation Why?}\bin4 {\}}\v0\par",
        ["Seen here."],
    ),
}


@pytest.mark.parametrize("name", READ)
def test_the_text_is_what_a_reader_sees(name: str) -> None:
    body, lines = READ[name]
    text = read_rtf((HEAD + body + "}").encode("ascii"), "a.rtf").text
    assert [line for line in text.split("\n") if line] == lines


CHANGED = {
    "words": (r"\pard We {\deleted may}{\revised\revauth1 must} go.\par", ["We may go."], ["We must go."]),
    "a paragraph": (
        r"\pard One.\par{\deleted Two.\par}\pard Three.{\revised\par}Four.\par",
        ["One.", "Two.", "Three.Four."],
        ["One.", "Three.", "Four."],
    ),
    "a note in a deletion": (
        r"\pard One{\deleted{\super\chftn}{\*\footnote\pard\plain A note.\par}}.\par",
        ["One.", "A note."],
        ["One."],
    ),
    "a move": (r"\pard One. {\mvf Two. }Three.{\mvt  Two.}\par", ["One. Two. Three."], ["One. Three. Two."]),
    "a change that ends": (
        r"\pard One\deleted  and\deleted0  two\revised  three\plain .\par",
        ["One and two."],
        ["One two three."],
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_tracked_changes_are_rejected_in_the_original_and_accepted_in_the_final_text(name: str) -> None:
    body, original, final = CHANGED[name]
    data = (HEAD + body + "}").encode("ascii")
    assert [line for line in read_rtf(data, "a.rtf", "original").text.split("\n") if line] == original
    content = read_rtf(data, "a.rtf")
    assert ([line for line in content.text.split("\n") if line], content.has_changes) == (final, True)


def test_what_is_left_out_is_counted_and_properties_are_read() -> None:
    info = r"{\info{\title On Peace}{\author Ann Lee}{\creatim\yr2020\mo1\dy2}{\revtim\yr2021\mo5\dy6\hr7}{\company X}}"
    content = read_rtf((HEAD + info + READ["hidden and unknown parts"][0] + "}").encode(), "a.rtf")
    assert content.note == "left out: 1 comment, 1 picture, hidden text"
    assert content.metadata == Metadata("On Peace", ("Ann Lee",), "2021-05-06")


@pytest.mark.parametrize("end", [b"", b"}}}\\", b"{\\", b"{{{", b"\\'z", b"\\'"])
def test_a_damaged_file_gives_its_text(end: bytes) -> None:
    assert read_content(b"{\\rtf1 We went home." + end, "a.txt").sentences[0].text.startswith("We went home.")


def test_nested_groups_end() -> None:
    data = b"{\\rtf1 " + b"{\\footnote a" * 5_000 + b"}" * 5_000 + b" We went.}"
    assert "We went." in read_rtf(data, "a.rtf").text


def test_a_file_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evolve.readers.rtf_tokens._MAX_TOKENS", 100)
    with pytest.raises(InputError, match="more than 100 parts"):
        read_rtf(b"{\\rtf1" + b"{}" * 100, "a.rtf")
