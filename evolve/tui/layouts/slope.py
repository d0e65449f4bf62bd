"""The whole comparison as a drawing: a line for every link, from its place in the earlier text to that in the later.

Parallel lines show an order that was kept, crossings one that was not; what no line reaches was dropped or is new. The
drawing is as high as the window, however long the texts. Beside it are the sentences that begin there, as far as there
is room; those of the row under the cursor always.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from evolve.model import SIDES, Side, Span, Status
from evolve.render.status_names import status_name
from evolve.tui.layouts.base import Layout
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line, Role, Run, clipped, shortened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from evolve.comparison.rows import Row

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille character by row and column of its dots."""

CROWD = 60
"""The most links that are drawn one by one; more are drawn in bundles."""
BUNDLE = 2
"""The lines of the window on either side whose links are one bundle."""

FINE = 4
"""Points drawn for every dot across, so that steep lines have no holes."""


class SlopeLayout(Layout):
    """A drawing as high as the window."""

    marks_cursor: ClassVar[bool] = True

    def __init__(self, view: View, arrangement: Arrangement, width: int, height: int) -> None:
        super().__init__(view, arrangement, width)
        self._tall = max(2, height)
        self._beside = 0 if arrangement is Arrangement.LIST else max(0, (self.width - 24) // 3)
        self._wide = self.width - 2 * self._beside - 4
        self._counts: dict[Side, int] = {side: max(1, len(view.texts[side])) for side in SIDES}
        self._pointed = 0

    @property
    def height(self) -> int:
        return self._tall if self.view.shown else 0

    @property
    def caption(self) -> Line:
        row = self.view.row(self._pointed)
        if row is None:
            return ()
        numbers = " → ".join(", ".join(str(n + 1) for n in here) for here in (row.before, row.after) if here)
        name = status_name(row.status, is_rewritten=self.view.comparison.needs_reading)
        more = "   12 +1: sentence 12 and one more" if self._tall < max(self._counts.values()) else ""
        return (Run(f"   {row.status.glyph} {numbers}", (Role.HEAD,)), Run(f"  {name}{more}", (Role.DIM,)))

    def point(self, position: int) -> bool:
        changed = position != self._pointed
        self._pointed = position
        if changed:
            self.__dict__.pop("_pointed_dots", None)
        return changed

    def position_at(self, line: int) -> int:
        index = int((line + 0.5) * self._counts["before"] / self._tall)
        return self.view.position((self.view.entries.pair, min(index, self._counts["before"] - 1)))

    def positions(self, first: int, end: int) -> range:
        count, pair = self._counts["before"], self.view.entries.pair
        bounds = (first * count // self._tall, min(count - 1, (end * count - 1) // self._tall))
        one, last = (self.view.position((pair, index)) for index in bounds)
        return range(one, last + 1) if end < self._tall else range(one, len(self.view.shown))

    def span(self, position: int) -> Span:
        row = self.view.row(position)
        if row is None:
            return 0, 1
        y = self._line_of("before", row.before[0]) if row.before else self._line_of("after", row.after[0])
        return y, y + 1

    def _line_of(self, side: Side, index: int) -> int:
        return min(self._tall - 1, int((index + 0.5) * self._tall / self._counts[side]))

    def line(self, y: int) -> Line:
        left, right = (self._edge(side, y) for side in SIDES)
        return (*left[0], left[1], *self._drawn(y), right[1], *right[0])

    def _edge(self, side: Side, y: int) -> tuple[Line, Run]:
        """Return the sentence beside a line of the drawing, and the mark where the drawing meets it."""
        row = self.view.row(self._pointed)
        own = [n for n in (getattr(row, side) if row else ()) if self._line_of(side, n) == y]
        index = own[0] if own else self._standing[side].get(y)
        if index is None:
            return clipped((Run(" "),), self._beside), Run("  ")
        status = self.view.comparison.status_of(side, index)
        linked = status in (Status.PERSISTED, Status.CHANGED)
        sign = status.glyph if not linked else "╶" if side == "after" else "╴"
        more = self._shown_on[side][y] - 1
        number = f"{index + 1} +{more}" if more else f"{index + 1}"
        text = shortened(f"{number} {self.view.texts[side][index]}", max(0, self._beside - 1))
        role = Role.HEAD if own else Role.TEXT if linked else Role.DIM
        if side == "before":
            line = (Run("▸" if own else " ", (Role.GLYPH,)), Run(text, (role,)))
            return clipped(line, self._beside), Run(f" {sign}", (Role(status.value),))
        return clipped((Run(text, (role,)),), self._beside), Run(f"{sign}{'▸' if own else ' '}", (Role(status.value),))

    @cached_property
    def _standing(self) -> dict[Side, dict[int, int]]:
        """For every line of either side, the first shown sentence there; a linked one if there is one."""
        out: dict[Side, dict[int, int]] = {"before": {}, "after": {}}
        for side in SIDES:
            here = [n for row in self._rows for n in getattr(row, side)]
            linked = {n for row in self._rows if row.links for n in getattr(row, side)}
            for n in sorted(here, key=lambda n: (n not in linked, n)):
                out[side].setdefault(self._line_of(side, n), n)
        return out

    @cached_property
    def _shown_on(self) -> dict[Side, Counter[int]]:
        """The number of shown sentences of either side on each line of the drawing."""
        return {
            side: Counter(self._line_of(side, n) for row in self._rows for n in getattr(row, side)) for side in SIDES
        }

    @cached_property
    def _rows(self) -> list[Row]:
        rows = (self.view.row(position) for position in range(len(self.view.shown)))
        return [row for row in rows if row is not None]

    def _drawn(self, y: int) -> Line:
        """Return a line of the drawing, with one run for each stretch of one colour."""
        persisted, changed, pointed = self._dots[Status.PERSISTED], self._dots[Status.CHANGED], self._pointed_dots
        out: list[Run] = []
        for x in range(self._wide):
            bits = int(persisted[y, x] | changed[y, x] | pointed[y, x])
            role = Role.HEAD if pointed[y, x] else Role.CHANGED if changed[y, x] else Role.PERSISTED
            character = chr(0x2800 + bits) if bits else " "
            if out and out[-1].roles == (role,):
                out[-1] = out[-1]._replace(text=out[-1].text + character)
            else:
                out.append(Run(character, (role,)))
        return tuple(out)

    @cached_property
    def _dots(self) -> dict[Status, NDArray[np.uint8]]:
        """The drawing of all links, by status."""
        ends: dict[Status, list[tuple[int, int]]] = {Status.PERSISTED: [], Status.CHANGED: []}
        for row in self._rows:
            for link in row.links:
                ends[link.status].append((link.before, link.after))
        return {status: self._draw(found) for status, found in ends.items()}

    @cached_property
    def _is_crowded(self) -> bool:
        """Whether links are drawn in bundles."""
        return sum(len(row.links) for row in self._rows) > CROWD

    @cached_property
    def _pointed_dots(self) -> NDArray[np.uint8]:
        row = self.view.row(self._pointed)
        return self._draw([(link.before, link.after) for link in row.links] if row else [])

    def _draw(self, ends: list[tuple[int, int]]) -> NDArray[np.uint8]:
        """Draw lines from left to right; return the bits of the braille character in each cell."""
        # The first paint, of names alone, does not wait for this import.
        import numpy as np

        high, wide = self._tall * 4, self._wide * 2
        cells = np.zeros((self._tall, self._wide), dtype=np.uint8)
        if not ends:
            return cells
        counts: tuple[int, int] = self._counts["before"], self._counts["after"]
        if self._is_crowded:
            # So many lines would be one black field; those that begin and end together are drawn as one.
            places = ((self._line_of("before", b), self._line_of("after", a)) for b, a in ends)
            ends = sorted({(b // BUNDLE, a // BUNDLE) for b, a in places})
            counts = (-(-self._tall // BUNDLE),) * 2
        points = (np.array(ends, dtype=float) + 0.5) / counts
        first, last = points[:, :1], points[:, 1:]
        across = np.linspace(0, 1, wide * FINE)
        y = np.clip((first + (last - first) * across) * high, 0, high - 1).astype(int)
        x = np.minimum((across * wide).astype(int), wide - 1)
        dots = np.zeros((high, wide), dtype=bool)
        dots[y, np.broadcast_to(x, y.shape)] = True
        for row, bits in enumerate(DOTS):
            for column, bit in enumerate(bits):
                cells |= np.where(dots[row::4, column::2], bit, 0).astype(np.uint8)
        return cells
