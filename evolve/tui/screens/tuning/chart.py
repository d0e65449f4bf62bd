"""The chart of the tuning screen, drawn in cells: links and chance over the threshold, and shares on the same axis.

Pure. Nothing of a document enters it. Curves differ in their signs as well as in their colours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from evolve.render.numbers import hundredths

if TYPE_CHECKING:
    from evolve.tui.screens.tuning.model import Tuning

Styled = tuple[str, str]
StyledLine = list[Styled]

EIGHTHS = " ▁▂▃▄▅▆▇█"
MARGIN = 6
"""Cells on either side of the axis, for the values at its ends."""
ABOVE = 1
"""The line above the bars: the names of the axes."""
BELOW = 3
"""Lines under the bars: the scale, the marks, the legend."""
SIGNS = {"precision": ("▴", "$foreground"), "recall": ("▾", "$quiet"), "F1": ("•", "bold $primary")}
"""The sign and style of each curve of the labels; a later one is drawn over an earlier one."""

MARGIN_BELOW = 0.03
"""The part of the axis below the scores from which pairs are worth a look."""

_BRIEF = {"precision": "prec.", "recall": "rec.", "F1": "F1"}
_AREA, _HERE, _CHANCE = "$area", "$primary", "$faint"


@dataclass(frozen=True, slots=True)
class Axis:
    """The thresholds from `low` to `high` on a number of cells."""

    low: float
    high: float
    cells: int

    def at(self, cell: int) -> float:
        """Return the threshold of a cell."""
        return self.low + (self.high - self.low) * cell / max(1, self.cells - 1)

    def cell(self, threshold: float) -> int:
        """Return the cell of a threshold."""
        share = (threshold - self.low) / max(1e-9, self.high - self.low)
        return min(self.cells - 1, max(0, round(share * (self.cells - 1))))

    def hundredth(self, cell: int) -> float:
        """Return the threshold, in hundredths, that a click on a cell means."""
        return round(100 * self.at(min(self.cells - 1, max(0, cell)))) / 100


def axis_of(tuning: Tuning, width: int, threshold: float) -> Axis:
    """Return the axis of a chart that is `width` cells wide: it begins just below the scores from which pairs are worth
    a look, and reaches every threshold with a key of its own, and the current one."""
    low, high = tuning.ends
    low = max(low, round(tuning.worth_a_look - MARGIN_BELOW, 2))
    shown = (low, high, threshold, *(at for _, at, _ in marks_of(tuning)))
    return Axis(min(shown), max(shown), max(2, width - 2 * MARGIN))


def links_chart(tuning: Tuning, threshold: float, axis: Axis, height: int) -> list[StyledLine]:
    """Draw bars of the links at each threshold, those due to chance at their foot, and the share not by chance."""
    levels = tuning.along(tuple(axis.at(cell) for cell in range(axis.cells)))
    top = max(1, levels[0].links)
    last = next((level.not_by_chance for level in reversed(levels) if level.not_by_chance is not None), None)
    end = round((1 - last) * (height - 1)) if last is not None else -1
    # Heights grow with the square root, so that a few good links stay visible beside many poor ones.
    heights = [round((level.links / top) ** 0.5 * height * 8) for level in levels]
    by_chance = [round((level.expected / top) ** 0.5 * height * 8) for level in levels]
    here = axis.cell(threshold)
    lines = []
    for y in range(height):
        foot = (height - 1 - y) * 8
        cells: StyledLine = []
        for x in range(axis.cells):
            filled = min(8, max(0, heights[x] - foot))
            share = levels[x].not_by_chance
            if share is not None and round((1 - share) * (height - 1)) == y:
                ground = f" on {_AREA}" if filled > 4 and foot + 4 > by_chance[x] else ""
                cells.append(("•", f"bold $foreground{ground}"))
            elif filled and foot + 4 <= by_chance[x]:
                cells.append(("░" if x != here else "▒", _CHANCE))
            elif filled:
                cells.append((EIGHTHS[filled], _HERE if x == here else _AREA))
            else:
                cells.append(("│", "bold $primary") if x == here else (" ", ""))
        left = {0: str(top), height - 1: "0"}.get(y, "")
        lines.append(_framed(cells, left, {end: "share", 0: "1", height - 1: "0"}.get(y, "")))
    signs = ("█", _AREA), ("░", _CHANCE), ("•", "bold $foreground")
    words = ("links", "of them by chance", "share not by chance"), ("links", "by chance", "not by chance")
    head = _named("links", "share not by chance", axis)
    return [head, *lines, *_under(tuning, threshold, axis), _legend(signs, words, axis)]


def labels_chart(tuning: Tuning, threshold: float, axis: Axis, height: int) -> list[StyledLine]:
    """Draw precision, recall and F1 by the labels, with the 95 % interval of the last that can be estimated."""
    assert tuning.findings is not None and tuning.findings.estimate is not None
    rows = tuning.findings.estimate.rows
    asked = [row.threshold for row in rows]
    nearest = [rows[min(bisect_left(asked, axis.at(cell) - 0.005), len(rows) - 1)] for cell in range(axis.cells)]
    curves = {
        "precision": [row.precision for row in nearest],
        "recall": [row.recall for row in nearest],
        "F1": [row.f[1.0] for row in nearest],
    }
    drawn = [name for name, curve in curves.items() if any(curve)]
    here = axis.cell(threshold)

    def at(value: float) -> int:
        return round((1 - value) * (height - 1))

    ends: dict[int, str] = {}
    for name in drawn:
        last = next(figure for figure in reversed(curves[name]) if figure is not None)
        ends.setdefault(at(last.value), _BRIEF[name])
    lines = []
    for y in range(height):
        cells: StyledLine = []
        for x in range(axis.cells):
            cell: Styled = ("│", "bold $primary") if x == here else (" ", "")
            band = curves[drawn[-1]][x] if drawn else None
            if band is not None and at(band.high) <= y <= at(band.low) and x != here:
                cell = "░", _AREA
            for name in drawn:
                figure = curves[name][x]
                if figure is not None and at(figure.value) == y:
                    cell = SIGNS[name]
            cells.append(cell)
        lines.append(_framed(cells, {0: "1", height - 1: "0"}.get(y, ""), ends.get(y, "")))
    if not drawn:
        legend = [(" " * MARGIN, ""), ("these labels show nothing yet"[: axis.cells + MARGIN], "$faint")]
    else:
        signs = *(SIGNS[name] for name in drawn), ("░", _AREA)
        brief = *(_BRIEF[name] for name in drawn), "95 %"
        legend = _legend(signs, ((*drawn, f"95 % of {drawn[-1]}, by labels"), brief), axis)
    return [_named("share, by labels", "", axis), *lines, *_under(tuning, threshold, axis), legend]


def side_by_side(one: Sequence[StyledLine], other: Sequence[StyledLine], width: int) -> list[StyledLine]:
    """Return two charts side by side; the first is `width` cells wide."""
    return [[*left, (" " * max(0, width - width_of(left)), ""), *right] for left, right in zip(one, other, strict=True)]


def width_of(line: Iterable[Styled]) -> int:
    """Return the width of a line without any text of a document."""
    return sum(len(text) for text, _ in line)


def marks_of(tuning: Tuning) -> list[tuple[str, float, str]]:
    """Return the thresholds with a key of their own: the key, the threshold, and its name."""
    out = [
        ("z", tuning.opened, "as opened"),
        ("=", tuning.default, "automatic" if tuning.is_automatic else "requested"),
    ]
    if tuning.findings is not None:
        choice = tuning.findings.choice
        out.append(("p", choice.threshold, "recommended"))
        if choice.review < choice.threshold:
            out.append(("f", choice.review, "worth checking from"))
    return out


def _under(tuning: Tuning, threshold: float, axis: Axis) -> list[StyledLine]:
    """Draw the scale with the current threshold, and below it the keys that go to a threshold."""
    here = axis.cell(threshold)
    scale: dict[int, Styled] = {}
    label = f"▲ {hundredths(threshold)}"
    start = here if here + len(label) <= axis.cells else here - len(label) + 1
    label = label if start == here else f"{hundredths(threshold)} ▲"
    _write(scale, start, label, "bold $primary")
    for at, text in ((0, hundredths(axis.low)), (axis.cells - len(hundredths(axis.high)), hundredths(axis.high))):
        if not any(x in scale for x in range(at - 1, at + len(text) + 1)):
            _write(scale, at, text, "$faint")
    words: dict[int, Styled] = {}
    # Of several marks at one threshold the last is the most telling.
    for at, (key, word) in sorted({axis.cell(at): (key, word) for key, at, word in marks_of(tuning)}.items()):
        text = word if at + len(word) <= axis.cells else ""
        start = at if text else max(0, at - len(word) + 1)
        clear = not any(x in words for x in range(start - 1, start + len(word) + 1))
        _write(words, start if clear else at, word if clear else key, "$quiet")
    return [_laid(scale, axis.cells), _laid(words, axis.cells)]


def _named(left: str, right: str, axis: Axis) -> StyledLine:
    """Return the names of the axes, above their ends; of two that do not fit only the left one."""
    room = axis.cells + 2 * MARGIN - 1 - len(left) - len(right)
    return [(f" {left}" + (" " * room + right if room > 2 else ""), "$faint")]


def _legend(signs: Sequence[Styled], words: Iterable[Sequence[str]], axis: Axis) -> StyledLine:
    """Draw the meaning of the signs, in the first of several wordings that fits below the axis."""
    line: StyledLine = []
    for wording in words:
        line = [(" " * MARGIN, "")]
        for sign, word in zip(signs, wording, strict=True):
            line += [sign, (f" {word}  ", "$faint")]
        if width_of(line) - 2 <= axis.cells + 2 * MARGIN:
            break
    return line


def _write(cells: dict[int, Styled], at: int, text: str, style: str) -> None:
    cells.update({at + n: (character, style) for n, character in enumerate(text)})


def _laid(cells: dict[int, Styled], width: int) -> StyledLine:
    return [(" " * MARGIN, ""), *_joined([cells.get(x, (" ", "")) for x in range(width)])]


def _framed(cells: StyledLine, left: str, right: str) -> StyledLine:
    return [(f"{left:>{MARGIN - 1}} ", "$faint"), *_joined(cells), (f" {right:<{MARGIN - 1}}", "$faint")]


def _joined(cells: StyledLine) -> StyledLine:
    """Join neighbours of one style: a tenth of the pieces to paint."""
    runs = groupby(cells, key=lambda cell: cell[1])
    return [("".join(text for text, _ in run), style) for style, run in runs]
