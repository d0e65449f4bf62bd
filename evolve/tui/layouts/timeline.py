"""Arguments through the versions: a line for each argument, a column for each version with what became of it there.

A changed argument has a second line, with its label in the last version that has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from evolve.model import Side, Status
from evolve.render.numbers import spread
from evolve.tui.layouts.base import Stack
from evolve.tui.state.entries import ArgumentEntry
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line, Role, Run, shortened
from evolve.tui.terminal.wrap import visible

if TYPE_CHECKING:
    from evolve.comparison import Comparison

CELL = (7, 16)
"""The least and the most cells of a version's column."""

LABEL = (16, 48)
"""The least and the most cells of an argument's label."""


class TimelineLayout(Stack):
    """One line for each shown argument, and two for a changed one."""

    def __init__(self, view: View, arrangement: Arrangement, width: int) -> None:
        super().__init__(view, arrangement, width)
        documents = [view.entries.versions[0].before, *(c.after for c in view.entries.versions)]
        self._names = [visible(d.label) or f"version {n}" for n, d in enumerate(documents, start=1)]
        room = self.width - 4
        self._label = min(LABEL[1], max(LABEL[0], room - CELL[1] * len(documents)))
        self._cell = min(CELL[1], max(CELL[0], (room - self._label) // len(documents)))

    @property
    def caption(self) -> Line:
        heads = "".join(f"{shortened(name, self._cell - 1):<{self._cell}}" for name in self._names)
        return (Run(f"{self.view.order.value:<{self._label + 4}}", (Role.DIM,)), Run(heads, (Role.GLYPH,)))

    def _argument(self, position: int) -> ArgumentEntry:
        entry = self.view.entry(position)
        assert isinstance(entry, ArgumentEntry)
        return entry

    def _height(self, position: int) -> int:
        # Whether the two labels differ is not asked here: all heights are needed before the first line is drawn.
        return 2 if self._argument(position).status is Status.CHANGED else 1

    def _made(self, position: int) -> tuple[Line, ...]:
        entry = self._argument(position)
        status = Role(entry.status.value)
        label = shortened(visible(entry.argument.label), self._label - 1)
        line = [
            Run(" "),
            Run(entry.status.glyph, (status, Role.GLYPH)),
            Run("  "),
            Run(label + " " * (self._label - cell_len(label)), (status,)),
        ]
        for version, fate in enumerate(fates(entry, self.view.entries.versions)):
            numbers = spread(entry.argument.sentences[version])
            sign = fate.glyph if fate is not None else " " if numbers else "·"
            text = shortened(f"{sign} {numbers}", self._cell - 1)
            roles = (Role(fate.value) if fate is not None else Role.DIM, *([Role.NUMBER] if numbers else []))
            line.append(Run(text + " " * (self._cell - cell_len(text)), roles))
        if self._height(position) == 1:
            return (tuple(line),)
        later = visible(entry.argument.later_label)
        return tuple(line), (Run("    "), Run(shortened(later and f"→ {later}", self.width - 5), (status,)))


def fates(entry: ArgumentEntry, comparisons: Sequence[Comparison]) -> tuple[Status | None, ...]:
    """Return the status of an argument in every version; None where it is absent, and where the first version has it.

    It is unclear where the argument begins or ends with an unclear sentence. `comparisons` are of each version with its
    next.
    """
    out: list[Status | None] = []
    sentences = entry.argument.sentences
    for version, here in enumerate(sentences):
        before = sentences[version - 1] if version else ()
        if here and before:
            same = all(link.status is Status.PERSISTED for link in entry.links[version - 1])
            out.append(Status.PERSISTED if same else Status.CHANGED)
        elif here and version:
            out.append(_lone(comparisons[version - 1], "after", here))
        else:
            out.append(_lone(comparisons[version - 1], "before", before) if before else None)
    return tuple(out)


def _lone(comparison: Comparison, side: Side, indices: Sequence[int]) -> Status:
    """Return the status of sentences without a link: unclear if one of them is."""
    found = [comparison.status_of(side, index) for index in indices]
    return Status.UNCLEAR if Status.UNCLEAR in found else found[0]
