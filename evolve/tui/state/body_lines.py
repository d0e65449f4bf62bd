"""The lines of a version, from which a person chooses its body. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evolve.document import Document
    from evolve.text.body import Line


@dataclass(frozen=True, slots=True, eq=False)
class BodyLines:
    """The lines of a document that are not blank, those that are kept, and the cursor among them."""

    document: Document
    lines: tuple[Line, ...]
    """The lines that can be chosen, as the rules decided about them."""
    opened: frozenset[int]
    """The positions in `lines` of those that are the body of the document."""
    kept: frozenset[int]
    """The positions of those that are kept now."""
    at: int = 0
    """The position of the cursor."""
    anchor: int | None = None
    """The position where a range began; None without one."""

    @classmethod
    def of(cls, document: Document) -> BodyLines:
        """Return the lines of a document with the cursor on the first that is kept."""
        found = document.with_body("auto").lines if document.is_body_given and document.lines else document.lines
        places = [k for k, line in enumerate(found) if document.text[line.start : line.end].strip()]
        kept = frozenset(n for n, k in enumerate(places) if document.lines[k].kept)
        return cls(document, tuple(found[k] for k in places), kept, kept, min(kept, default=0))

    @property
    def selected(self) -> range:
        """The positions from the beginning of the range to the cursor; the cursor's alone without a range."""
        start = self.at if self.anchor is None else self.anchor
        return range(min(start, self.at), max(start, self.at) + 1)

    @property
    def is_changed(self) -> bool:
        """Whether the lines that are kept differ from the body of the document."""
        return self.kept != self.opened

    @property
    def is_by_rules(self) -> bool:
        """Whether the lines that are kept are those that the rules found."""
        return self.kept == self._found

    @property
    def _found(self) -> frozenset[int]:
        return frozenset(k for k, line in enumerate(self.lines) if line.kept)

    def text(self, position: int) -> str:
        """Return the text of a line."""
        line = self.lines[position]
        return self.document.text[line.start : line.end]

    def is_chosen(self, position: int) -> bool:
        """Return whether a person, not the rules, decided about a line."""
        return (position in self.kept) != self.lines[position].kept

    def moved(self, to: int, *, extends: bool = False) -> BodyLines:
        """Return the lines with the cursor elsewhere; `extends` begins a range at the cursor unless there is one."""
        at = min(max(0, to), max(0, len(self.lines) - 1))
        anchor = self.at if extends and self.anchor is None else self.anchor
        return replace(self, at=at, anchor=anchor)

    def marked(self) -> BodyLines:
        """Return the lines with a range begun at the cursor, or without the range."""
        return replace(self, anchor=self.at if self.anchor is None else None)

    def toggled(self) -> BodyLines:
        """Return the lines with those of the range kept, or left out if all of them are kept; the range ends."""
        selected = frozenset(self.selected) if self.lines else frozenset[int]()
        kept = self.kept - selected if selected <= self.kept else self.kept | selected
        return replace(self, kept=kept, anchor=None)

    def with_rules(self) -> BodyLines:
        """Return the lines with those kept that the rules found."""
        return replace(self, kept=self._found, anchor=None)

    def with_all(self) -> BodyLines:
        """Return the lines with every one kept."""
        return replace(self, kept=frozenset(range(len(self.lines))), anchor=None)

    def edge(self, step: int) -> int:
        """Return the position of the next line (1) or the line before (-1) unlike its neighbour."""
        k = self.at + step
        while 0 < k < len(self.lines) and (k in self.kept) == (k - 1 in self.kept):
            k += step
        return min(max(0, k), max(0, len(self.lines) - 1))

    @property
    def body(self) -> str:
        """The kept lines as `--body` takes them: "5-27,30"; lines without text between two of them are included."""
        ranges: list[tuple[int, int]] = []
        for k in sorted(self.kept):
            number = self.lines[k].number
            if ranges and k - 1 in self.kept:
                ranges[-1] = (ranges[-1][0], number)
            else:
                ranges.append((number, number))
        return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
