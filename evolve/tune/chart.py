"""Curves over the threshold as an SVG picture: shares above, counts below, a cursor that a page may move.

Pure text. Nothing from a document enters it. Curves differ in their dashes as well as in their colours, and are named
at their ends, so that neither colour nor a legend has to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT = 760, 44, 130
_HEIGHT, _TOP, _GAP = 190, 16, 44


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a panel."""

    name: str
    points: tuple[tuple[float, float], ...]
    """(threshold, value), rising in threshold."""
    style: str
    """The class that gives its colour and dashes."""
    band: tuple[tuple[float, float, float], ...] = ()
    """(threshold, low, high) of an interval around it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves on one scale."""

    title: str
    curves: tuple[Curve, ...]
    highest: float
    """The upper end of the scale; the lower is 0."""


def chart(panels: Sequence[Panel], threshold: float, end: float, title: str, described: str) -> str:
    """The picture of the thresholds from 0 to `end`, with a cursor at one of them."""
    height = _TOP + len(panels) * (_HEIGHT + _GAP)
    out = [
        f'<svg id="chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="chart-title chart-text">',
        f'<title id="chart-title">{escape(title)}</title><desc id="chart-text">{escape(described)}</desc>',
    ]
    for number, panel in enumerate(panels):
        out += _panel(panel, _TOP + number * (_HEIGHT + _GAP) + 14, end)
    at = _x(threshold, end)
    out.append(
        f'<line id="cursor" class="cursor" x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP}" y2="{height - _GAP + 14}"/></svg>'
    )
    return "\n".join(out)


def _x(threshold: float, end: float) -> float:
    return LEFT + min(1.0, threshold / end) * (WIDTH - LEFT - RIGHT)


def _panel(panel: Panel, top: float, end: float) -> list[str]:
    bottom = top + _HEIGHT
    scale = panel.highest or 1.0

    def y_of(value: float) -> float:
        return bottom - min(value, scale) / scale * _HEIGHT

    out = [f'<text class="name" x="{LEFT}" y="{top - 6:.1f}">{escape(panel.title)}</text>']
    for step in range(5):
        value = scale * step / 4
        y = y_of(value)
        label = f"{value:.2f}".rstrip("0").rstrip(".") if scale <= 1 else f"{value:.0f}"
        out.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        out.append(f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    for step in range(6):
        bar = end * step / 5
        x = _x(bar, end)
        out.append(f'<text class="tick" x="{x:.1f}" y="{bottom + 15:.1f}" text-anchor="middle">{bar:.2g}</text>')
    taken: list[float] = []
    for curve in panel.curves:
        if not curve.points:
            continue
        if curve.band:
            edge = [f"{_x(t, end):.1f},{y_of(high):.1f}" for t, _, high in curve.band]
            edge += [f"{_x(t, end):.1f},{y_of(low):.1f}" for t, low, _ in reversed(curve.band)]
            out.append(f'<polygon class="band {curve.style}" points="{" ".join(edge)}"/>')
        line = " ".join(f"{_x(t, end):.1f},{y_of(value):.1f}" for t, value in curve.points)
        out.append(f'<polyline class="curve {curve.style}" points="{line}"/>')
        y = _free(y_of(curve.points[-1][1]) + 4, taken, bottom)
        out.append(f'<text class="end {curve.style}" x="{WIDTH - RIGHT + 6}" y="{y:.1f}">{escape(curve.name)}</text>')
    return out


def _free(wish: float, taken: list[float], bottom: float) -> float:
    """The height nearest to a wish where no other name stands."""
    steps = sorted(range(-16, 17), key=abs)
    options = [wish + step * 14 for step in steps if wish + step * 14 <= bottom + 10]
    y = next((o for o in options if all(abs(o - other) >= 13 for other in taken)), wish)
    taken.append(y)
    return y
