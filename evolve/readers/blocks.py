"""Collect the paragraphs, headings, list items, table rows and notes of a file with markup, and write them as text.

Every format with paragraphs is read into the same blocks, so that the same essay gives the same text whatever program
wrote it. A block is one line, or several where its author broke the line. Notes follow after the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "row", "note"]

LINE_BREAK = "\u2028"
"""Breaks a line inside a block; all other white space of a block is one space."""
CELL_SEPARATOR = " | "
"""Separates the cells of a table row."""
_MAX_TABLES = 50
"""Maximum number of tables inside one another whose rows are kept together."""
_MAX_INSETS = 20
"""Maximum number of notes and text boxes inside one another that are distinguished."""
_SPACE = re.compile(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table row or note."""

    kind: Kind
    text: str
    """The text without markup, one line or more."""
    mark: str = ""
    """The mark of a list item with its space, such as "- " or "1. "; empty for other blocks."""


def text_of(blocks: Iterable[Block]) -> str:
    """Return the text of blocks, a blank line between two of them; the notes are at the end."""
    written: list[str] = []
    notes: list[str] = []
    for block in blocks:
        (notes if block.kind == "note" else written).append(f"{block.mark}{block.text}\n")
    return "\n".join(written + notes)


@dataclass(slots=True)
class _Inline:
    """A block that is being written."""

    kind: Kind = "paragraph"
    mark: str = ""
    parts: list[str] = field(default_factory=list)
    insets: list[Block] = field(default_factory=list)
    """Blocks of notes and text boxes that are anchored in this block and follow after it."""


class BlockBuilder:
    """Collects the blocks of a file in the order in which a parser meets them; any nesting is allowed."""

    def __init__(self) -> None:
        """Begin without blocks."""
        self._block = _Inline()
        self._lists: list[list[Block]] = [[]]
        self._rows: list[list[list[Block]]] = []
        self._outer: list[_Inline] = []
        self._too_deep_insets = 0
        self._too_deep = 0
        """Number of open rows and cells inside more tables than are distinguished."""

    def start(self, kind: Kind = "paragraph", mark: str = "") -> None:
        """End the current block and begin another."""
        self.end()
        self._block = _Inline(kind, mark)

    def add(self, text: str) -> None:
        """Add text to the current block."""
        self._block.parts.append(text)

    def become(self, kind: Kind, mark: str = "") -> None:
        """Set the kind and the mark of the current block."""
        self._block.kind, self._block.mark = kind, mark

    def written(self) -> str:
        """Return the text of the current block as it was added."""
        return "".join(self._block.parts)

    def last_character(self) -> str:
        """Return the last character of the current block; "" if it is empty."""
        return next((part[-1] for part in reversed(self._block.parts) if part), "")

    def is_empty(self) -> bool:
        """Return whether the current block has no text yet."""
        return not any(part.strip() for part in self._block.parts)

    def strip_end(self, characters: str) -> None:
        """Remove these characters from the end of the current block."""
        parts = self._block.parts
        while parts:
            parts[-1] = parts[-1].rstrip(characters)
            if parts[-1]:
                return
            parts.pop()

    def drop(self) -> None:
        """Remove the text of the current block."""
        self._block.parts.clear()

    def add_notes(self, blocks: Iterable[Block]) -> None:
        """Add the blocks of a note that the current block refers to."""
        self._block.insets.extend(replace(block, kind="note", mark="") for block in blocks)

    def end(self) -> None:
        """End the current block; text that follows without `start` is a paragraph."""
        block = self._block
        if not block.parts and not block.insets:
            block.kind, block.mark = "paragraph", ""
            return
        self._block = _Inline()
        lines = [_SPACE.sub(" ", line).strip(" ") for line in "".join(block.parts).split(LINE_BREAK)]
        text = "\n".join(line for line in lines if line)
        if text:
            self._lists[-1].append(Block(block.kind, text, block.mark))
        self._lists[-1].extend(block.insets)

    def start_row(self) -> None:
        """Begin a table row."""
        self.end()
        if self._too_deep or len(self._rows) >= _MAX_TABLES:
            self._too_deep += 1
        else:
            self._rows.append([])

    def start_cell(self) -> None:
        """Begin a table cell."""
        self.end()
        if self._too_deep:
            self._too_deep += 1
        else:
            self._lists.append([])

    def end_cell(self) -> None:
        """End the table cell."""
        self.end()
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._lists) > 1:
            cell = self._lists.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._lists[-1].extend(cell)

    def end_row(self) -> None:
        """End the table row: one block, or the blocks of its cells if a cell has more than one."""
        self.end()
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._rows:
            return
        cells = [cell for cell in self._rows.pop() if cell]
        if len(cells) > 1 and all(len(cell) == 1 for cell in cells):
            text = CELL_SEPARATOR.join((cell[0].mark + cell[0].text).replace("\n", " ") for cell in cells)
            self._lists[-1].append(Block("row", text))
        else:
            self._lists[-1].extend(block for cell in cells for block in cell)

    def start_inset(self) -> None:
        """Begin a note or a text box inside the current block, which continues after it."""
        if self._too_deep_insets or len(self._outer) >= _MAX_INSETS:
            self._too_deep_insets += 1
            return
        self._outer.append(self._block)
        self._block = _Inline()
        self._lists.append([])

    def end_inset(self, kind: Literal["note", "box"]) -> None:
        """End a note or a text box; it follows after the block in which it is anchored."""
        if self._too_deep_insets:
            self._too_deep_insets -= 1
            return
        self.end()
        blocks = self._lists.pop()
        self._block = self._outer.pop()
        if kind == "note":
            self.add_notes(blocks)
        else:
            self._block.insets.extend(blocks)

    def blocks(self) -> tuple[Block, ...]:
        """End the current block and return all blocks in order."""
        self._too_deep_insets = 0
        while self._outer:
            self.end_inset("box")
        self.end()
        while len(self._lists) > 1:
            blocks = self._lists.pop()
            self._lists[-1].extend(blocks)
        return tuple(self._lists[0])
