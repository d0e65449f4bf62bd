"""One text as it reads: its paragraphs, with the status of its sentences in the margins.

The left margin has the signs of the sentences that begin on a line and the number of the first; the right one has the
numbers of the sentences in the other text that they are linked to. Sentences run on, so the cursor is painted on its
sentence, not on lines.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import groupby
from typing import ClassVar, NamedTuple

from evolve.model import SentenceRef, Side, Span, Status, other
from evolve.render.numbers import spread
from evolve.tui.layouts.base import Layout
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line, Role, Run, cells, cut, shortened
from evolve.tui.terminal.wrap import wrap

SIGNS = 3
"""The most signs in the left margin; a line on which more sentences begin ends with an ellipsis there."""

MOST = 84
"""The most cells of a line of prose: it is hard to find the next line after a longer one."""

TARGETS = 18
"""Cells of the right margin."""


class Paragraph(NamedTuple):
    """Shown sentences that run on."""

    first: int
    """The position of its first sentence."""
    text: str
    starts: tuple[int, ...]
    """The start of each sentence in the text, in characters."""
    lines: tuple[Span, ...]


class TextLayout(Layout):
    """The lines of the shown sentences of one text."""

    by_sentence: ClassVar[bool] = True

    def __init__(self, view: View, arrangement: Arrangement, width: int) -> None:
        super().__init__(view, arrangement, width)
        self._side: Side = view.side
        self._version = view.entries.version(view.side)
        texts = view.entries.texts[self._version]
        self._digits = max(2, len(str(len(texts))))
        self._left = SIGNS + 2 + self._digits + 2
        self._right = TARGETS if arrangement is not Arrangement.LIST else 0
        self._room = max(8, min(MOST, self.width - self._left - self._right - 2))
        self._indices = [view.refs(view.all[n])[0][1] for n in view.shown]

    @cached_property
    def _paragraphs(self) -> tuple[Paragraph, ...]:
        comparison = self.view.comparison
        document = comparison.before if self._side == "before" else comparison.after
        texts = self.view.entries.texts[self._version]
        out = []
        positions = range(len(self._indices))
        for _, group in groupby(positions, key=lambda position: document.sentences[self._indices[position]].paragraph):
            held = list(group)
            starts, at = [], 0
            for position in held:
                starts.append(at)
                at += len(texts[self._indices[position]]) + 1
            text = " ".join(texts[self._indices[position]] for position in held)
            out.append(Paragraph(held[0], text, tuple(starts), wrap(text, self._room)))
        return tuple(out)

    @cached_property
    def _edges(self) -> list[int]:
        """The first line of every paragraph, and the number of all lines as the last item."""
        out = [0]
        for paragraph in self._paragraphs:
            out.append(out[-1] + len(paragraph.lines) + 1)
        return out

    @property
    def height(self) -> int:
        return max(0, self._edges[-1] - 1)

    @property
    def caption(self) -> Line:
        comparison = self.view.comparison
        document = comparison.before if self._side == "before" else comparison.after
        return (Run(" " * self._left), Run(document.label or self.view.kind.value, (Role.HEAD,)))

    def position_at(self, line: int) -> int:
        n, paragraph = self._paragraph_at(line)
        within = min(line - self._edges[n], len(paragraph.lines) - 1)
        # A line belongs to the sentence that begins on it, not to the one that ends there.
        return paragraph.first + bisect_right(paragraph.starts, max(0, paragraph.lines[within][1] - 1)) - 1

    def span(self, position: int) -> Span:
        n = bisect_right([paragraph.first for paragraph in self._paragraphs], position) - 1
        paragraph = self._paragraphs[n]
        at = position - paragraph.first
        start = paragraph.starts[at]
        end = paragraph.starts[at + 1] - 1 if at + 1 < len(paragraph.starts) else len(paragraph.text)
        ends = [stop for _, stop in paragraph.lines]
        first = min(bisect_right(ends, start), len(ends) - 1)
        last = min(bisect_right(ends, max(start, end - 1)), len(ends) - 1)
        return self._edges[n] + first, self._edges[n] + last + 1

    def line(self, y: int) -> Line:
        n, paragraph = self._paragraph_at(y)
        within = y - self._edges[n]
        if within >= len(paragraph.lines):
            return ()
        start, end = paragraph.lines[within]
        ends = paragraph.lines[within - 1][1] if within else 0
        first = bisect_right(paragraph.starts, start) - 1
        prose: list[Run] = []
        beginning: list[int] = []
        for at in range(first, len(paragraph.starts)):
            begin = paragraph.starts[at]
            if begin >= max(end, start + 1):
                break
            if begin >= ends or (within == 0 and at == 0):
                beginning.append(paragraph.first + at)
            prose += self._stretch(paragraph, at, (start, end), bool(prose))
        left, right = self._margins(beginning)
        return (*left, *prose, Run(" " * max(1, self._room - cells(tuple(prose)) + 2)), *right)

    def _stretch(self, paragraph: Paragraph, at: int, line: Span, follows: bool) -> list[Run]:
        """Return the part of a sentence that is on a line."""
        index = self._indices[paragraph.first + at]
        text, begin = self.view.entries.texts[self._version][index], paragraph.starts[at]
        span = max(0, line[0] - begin), min(len(text), line[1] - begin)
        of = self.status(paragraph.first + at)
        status = Role.QUIET if of is Status.PERSISTED else Role(of.value)
        layers = [((0, len(text)), status), *((hit, Role.HIT) for hit in self.view.hits(text))]
        runs = cut(text, span, layers, len(text), (self._version, index)) if span[0] < span[1] else []
        return [Run(" "), *runs] if follows else runs

    def _margins(self, beginning: list[int]) -> tuple[Line, Line]:
        signs = [self.status(position) for position in beginning]
        shown = signs if len(signs) <= SIGNS else signs[: SIGNS - 1]
        left = [Run(" "), *(Run(s.glyph, (Role(s.value), Role.GLYPH)) for s in shown)]
        left.append(Run(("…" if len(shown) < len(signs) else "") + " ", (Role.DIM,)))
        number = str(self._indices[beginning[0]] + 1) if beginning else ""
        left.append(Run(f"{number:>{self._left - cells(tuple(left)) - 2}}  ", (Role.NUMBER, Role.DIM)))
        there = self.view.entries.version(other(self._side))
        targets = []
        for position in beginning:
            partners = self.view.entries.partners(self._ref(position))
            row = self.view.row(position)
            mark = self.view.entries.mark(row).strip() if row is not None else ""
            linked = spread(sorted(n for version, n in partners if version == there)) if partners else ""
            if linked or mark:
                targets.append(f"{linked} {mark}".strip())
        margin = f"→ {'; '.join(targets)}" if targets and self._right else ""
        return tuple(left), (Run(shortened(margin, self._right), (Role.DIM,)),)

    def _ref(self, position: int) -> SentenceRef:
        return self._version, self._indices[position]

    def _paragraph_at(self, line: int) -> tuple[int, Paragraph]:
        n = min(max(0, bisect_right(self._edges, line) - 1), len(self._paragraphs) - 1)
        return n, self._paragraphs[n]
