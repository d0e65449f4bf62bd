"""Read the text of a rich text file (RTF), of its original or of its final version if its changes were tracked.

A group whose destination is not text, such as a picture or a font table, is left out as a whole, and so is an unknown
group that is marked as ignorable. Footnotes follow after the text; the marks of list items are those in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evolve.model import Metadata
from evolve.readers.blocks import LINE_BREAK, BlockBuilder, text_of
from evolve.readers.content import Content, View
from evolve.readers.left_out import left_out
from evolve.readers.list_marks import BULLET
from evolve.readers.rtf_tokens import Token, rtf_tokens

_CHARACTERS = {
    "tab": " ",
    "line": LINE_BREAK,
    "lbr": LINE_BREAK,
    "page": " ",
    "column": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "enspace": " ",
    "emspace": " ",
    "qmspace": " ",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "~": "\xa0",
    "_": "\u2011",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
_LEFT_OUT_NAMES = """
aftncn aftnsep aftnsepc annotation atnauthor atndate atnid atnref atntime atrfend atrfstart bkmkend bkmkstart buptim
colorschememapping colortbl comment company datafield datastore defchp defpap do docvar filetbl fldinst footer footerf
footerl footerr formfield ftncn ftnsep ftnsepc generator header headerf headerl headerr keywords latentstyles
listoverridetable listtable mmathPr nonesttables nonshppict objclass objdata objname operator pgptbl picprop pict
printim private pxe revtbl rsidtbl rxe shpgrp shprslt sn sp subject sv tc tcn template themedata upr userprops
wgrffmtfilter xe xmlnstbl
"""
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
"""Destinations that are not text."""
_KEPT = frozenset(
    ("fldrslt", "footnote", "shpinst", "shptxt", "shppict", "nesttableprops", "ud", "listtext", "pntext", "ftnalt")
)
"""Destinations that are read although they are marked as ignorable."""
_INFO = frozenset(("title", "author", "creatim", "revtim"))
_TIMES = frozenset(("creatim", "revtim"))
_CHARSETS = {
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
"""The code page of each character set of a font; all others are the document's."""
_CODE_PAGES = frozenset((*range(1250, 1259), 437, 850, 852, 855, 866, 874, 932, 936, 949, 950))
_WESTERN = "cp1252"
_NUMBER = re.compile(r"[(\[]?[\w.]{1,12}[.)\]]?")
_MAX_SKIPPED = 20
"""Maximum number of characters in place of one that old programs do not know."""


@dataclass(slots=True)
class _State:
    """The formatting and the destination that apply until the end of a group."""

    destination: str = "text"
    is_hidden: bool = False
    is_deleted: bool = False
    is_inserted: bool = False
    replacements: int = 1
    """Number of characters that follow a character by its number, for old programs."""
    codec: str = ""
    """The code page of the font; empty for that of the document."""
    inset: str = ""
    """The inset that ends with the group: "note", "box" or none."""


class _Paragraph:
    """The formatting that applies until the next paragraph."""

    def __init__(self) -> None:
        self.style = 0
        self.is_heading = False
        self.is_in_table = False


def read_rtf(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text and the metadata of a rich text file. Raises InputError if it is too large."""
    reading = _Reading(view)
    for token in rtf_tokens(data, where):
        reading.read(token)
    return reading.content()


class _Reading:
    """Reads the tokens of a file into blocks."""

    def __init__(self, view: View) -> None:
        self._is_original = view == "original"
        self._builder = BlockBuilder()
        self._states: list[_State] = []
        self._state = _State()
        self._paragraph = _Paragraph()
        self._outer: list[tuple[_Paragraph, list[str], bool, bool]] = []
        """The paragraph, its mark, and the open row and cell around each open note or text box."""
        self._has_row = self._has_cell = False
        self._codec = _WESTERN
        self._fonts: dict[int, str] = {}
        self._font = self._default_font = 0
        self._styles: dict[int, str] = {}
        self._style = 0
        self._style_name: list[str] = []
        self._bytes: list[str] = []
        """Bytes that are not decoded yet, each as the character of that number."""
        self._surrogate = ""
        self._to_skip = 0
        self._is_ignorable = False
        self._mark: list[str] = []
        self._info: dict[str, list[str]] = {}
        self._times: dict[str, dict[str, int]] = {}
        self._counts = {"comment": 0, "picture": 0}
        self._has_contents = self._has_hidden = self._has_changes = False

    def content(self) -> Content:
        """Return the text and the metadata that were read."""
        self._flush()
        self._end_paragraph()
        title, author = (" ".join("".join(self._info.get(name, ())).split()) for name in ("title", "author"))
        times = (self._times[name] for name in ("revtim", "creatim") if self._times.get(name, {}).get("yr"))
        date = next((f"{t['yr']:04}-{t.get('mo', 1):02}-{t.get('dy', 1):02}" for t in times), "")
        return Content(
            text_of(self._builder.blocks()),
            encoding=self._codec,
            note=left_out(
                {**self._counts, "table of contents": self._has_contents},
                hidden=self._has_hidden,
                changes=self._has_changes and not self._is_original,
            ),
            metadata=Metadata(title=title, authors=(author,) if author else (), date=date),
            has_changes=self._has_changes,
        )

    def read(self, token: Token) -> None:
        """Read the next token."""
        if token.kind in ("byte", "text"):
            self._read_characters(token.value)
            return
        if token.kind == "word" and token.value in ("u", "uc") and self._state.destination != "left out":
            self._read_number(token)
            return
        self._flush()
        if token.kind == "open":
            self._states.append(self._state)
            self._state = replace(self._state, inset="")
            self._is_ignorable = False
            self._to_skip = 0
        elif token.kind == "close":
            self._end_group()
        elif token.value == "*":
            self._is_ignorable = True
        else:
            self._read_word(token.value, token.number)
            self._is_ignorable = False

    def _read_characters(self, text: str) -> None:
        self._is_ignorable = False
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        if text and self._state.destination != "left out":
            if self._surrogate:
                self._flush()
            self._bytes.append(text)

    def _read_number(self, token: Token) -> None:
        """Read a character given by its number, or how many characters follow such a number for old programs."""
        number = token.number or 0
        if token.value == "uc":
            self._state.replacements = min(max(0, 1 if token.number is None else number), _MAX_SKIPPED)
            return
        code = number % 0x10000 if -0x8000 <= number < 0x10000 else 0xFFFD
        character = chr(code)
        if self._surrogate and 0xDC00 <= code < 0xE000:
            character = (self._surrogate + character).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            self._surrogate = ""
        else:
            self._flush()
            if 0xD800 <= code < 0xDC00:
                self._surrogate, character = character, ""
        if character:
            self._add(character)
        self._to_skip = self._state.replacements

    def _flush(self) -> None:
        """Decode the bytes that were read."""
        self._surrogate = ""
        if self._bytes:
            codec = self._state.codec or self._codec
            text = "".join(self._bytes)
            self._bytes.clear()
            self._add(text if text.isascii() else text.encode("latin-1").decode(codec, "replace"))

    def _read_word(self, word: str, number: int | None) -> None:
        destination = self._state.destination
        if destination == "left out":
            return
        if word in _LEFT_OUT or (self._is_ignorable and word not in _KEPT | _INFO):
            self._leave_out(word)
        elif destination == "shpinst" and word != "shptxt":
            return
        elif word in _INFO or word in ("info", "fonttbl", "stylesheet", "shpinst"):
            self._state.destination = word
        elif word in ("listtext", "pntext"):
            self._state.destination, self._mark = "mark", []
        elif word in ("footnote", "shptxt") and not self._is_shown():
            self._state.destination = "left out"
        elif word in ("footnote", "shptxt"):
            self._start_inset("note" if word == "footnote" else "box")
        elif destination in _TIMES:
            self._times.setdefault(destination, {})[word] = min(max(0, number or 0), 9999)
        elif destination == "fonttbl":
            self._read_font(word, number)
        elif destination == "stylesheet":
            if word in ("s", "cs", "ds", "ts"):
                self._style = (number or 0) if word == "s" else -1
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in ("ansicpg", "mac", "pc", "pca"):
            self._set_code_page(word, number)
        else:
            self._read_format(word, number)

    def _leave_out(self, word: str) -> None:
        if word == "pict":
            self._counts["picture"] += self._is_shown()
        self._counts["comment"] += word == "annotation"
        self._state.destination = "left out"

    def _read_format(self, word: str, number: int | None) -> None:
        state, is_on = self._state, number != 0
        if word in ("par", "sect", "nestcell", "nestrow"):
            self._end_paragraph()
        elif word == "cell":
            self._end_cell()
        elif word == "row":
            self._end_row()
        elif word == "pard":
            self._paragraph = _Paragraph()
        elif word == "plain":
            state.is_hidden = state.is_deleted = state.is_inserted = False
            state.codec = self._fonts.get(self._default_font, "")
        elif word == "v":
            state.is_hidden = is_on
        elif word in ("deleted", "mvf"):
            state.is_deleted = is_on
            self._has_changes = self._has_changes or is_on
        elif word in ("revised", "mvt"):
            state.is_inserted = is_on
            self._has_changes = self._has_changes or is_on
        elif word == "deff":
            self._default_font = number or 0
        elif word == "f":
            state.codec = self._fonts.get(number or 0, "")
        elif word in ("intbl", "itap"):
            self._paragraph.is_in_table = is_on
        elif word == "s":
            self._paragraph.style = number or 0
        elif word == "outlinelevel":
            self._paragraph.is_heading = 0 <= (number or 0) < 9

    def _read_font(self, word: str, number: int | None) -> None:
        if word == "f":
            self._font = number or 0
        elif word == "fcharset" and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number]
        elif word == "cpg" and number in _CODE_PAGES:
            self._fonts[self._font] = f"cp{number}"

    def _set_code_page(self, word: str, number: int | None) -> None:
        if word == "ansicpg":
            self._codec = "utf-8" if number == 65001 else f"cp{number}" if number in _CODE_PAGES else _WESTERN
        else:
            self._codec = {"mac": "mac-roman", "pc": "cp437"}.get(word, "cp850")

    def _start_inset(self, kind: str) -> None:
        self._state.destination, self._state.inset = "text", kind
        self._outer.append((self._paragraph, self._mark, self._has_row, self._has_cell))
        self._paragraph, self._mark, self._has_row, self._has_cell = _Paragraph(), [], False, False
        self._builder.start_inset()

    def _end_group(self) -> None:
        self._to_skip = 0
        state = self._state
        if state.inset:
            self._end_paragraph()
            self._end_row()
            self._builder.end_inset("note" if state.inset == "note" else "box")
            self._paragraph, self._mark, self._has_row, self._has_cell = self._outer.pop()
        if state.destination == "stylesheet" and self._style_name:
            if self._style >= 0:
                self._styles[self._style] = "".join(self._style_name).strip("; ").lower()
            self._style, self._style_name = 0, []
        self._state = self._states.pop() if self._states else _State()

    def _is_shown(self) -> bool:
        """Return whether the view shows the text at this place."""
        return not (self._state.is_inserted if self._is_original else self._state.is_deleted)

    def _add(self, text: str) -> None:
        destination = self._state.destination
        if destination == "mark":
            self._mark.append(text)
        elif destination == "stylesheet":
            self._style_name.append(text)
        elif destination in ("title", "author"):
            self._info.setdefault(destination, []).append(text)
        elif destination in ("text", "fldrslt", "ud") and self._is_shown():
            if self._state.is_hidden:
                self._has_hidden = self._has_hidden or not text.isspace()
                return
            self._find_place()
            self._builder.add(text)

    def _find_place(self) -> None:
        """Begin or end a table row before the first text of a paragraph."""
        if not self._paragraph.is_in_table:
            self._end_row()
            return
        if not self._has_row:
            self._builder.start_row()
            self._has_row = True
        if not self._has_cell:
            self._builder.start_cell()
            self._has_cell = True

    def _end_paragraph(self) -> None:
        """End a paragraph, unless its end is a change that the view does not show."""
        if not self._is_shown():
            return
        name = self._styles.get(self._paragraph.style, "")
        is_heading = self._paragraph.is_heading or name.startswith("heading ") or name in ("title", "subtitle")
        written = " ".join("".join(self._mark).split())
        self._mark = []
        mark = "" if is_heading or not written else f"{written} " if _NUMBER.fullmatch(written) else BULLET
        self._builder.become("heading" if is_heading else "item" if mark else "paragraph", mark)
        if name.startswith(("toc ", "contents ")):
            self._has_contents = self._has_contents or bool(self._builder.written().strip())
            self._builder.drop()
        self._builder.end()

    def _end_cell(self) -> None:
        self._end_paragraph()
        self._find_place()
        if self._has_cell:
            self._builder.end_cell()
            self._has_cell = False

    def _end_row(self) -> None:
        if self._has_cell:
            self._builder.end_cell()
        if self._has_row:
            self._builder.end_row()
        self._has_row = self._has_cell = False
