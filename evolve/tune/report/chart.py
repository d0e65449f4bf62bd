"""Curves over the threshold as an SVG picture: shares above, counts below, marked thresholds, a cursor a page may move.

Pure text. Nothing from a document enters it. Curves differ in their dashes as well as in their colours; what they are
called stands in the legend that a page puts beside them, so that letters stay large enough on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from math import ceil, floor, log10

from evolve.render.numbers import hundredths

WIDTH, LEFT, RIGHT = 720, 60, 16
_HEIGHT, _GAP, _LINE, _ABOVE, _BELOW = 190, 62, 24, 32, 56


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a panel."""

    key: str
    """The column of the page's table that holds the same figures."""
    points: tuple[tuple[float, float], ...]
    """(threshold, value), rising in threshold."""
    style: str
    """The class that gives its colour and dashes."""
    band: tuple[tuple[float, float, float], ...] = ()
    """(threshold, low, high) of an interval around it."""


@dataclass(frozen=True, slots=True)
class ChartPanel:
    """Curves on one scale."""

    title: str
    curves: tuple[Curve, ...]
    highest: float
    """The upper end of the scale; the lower is 0."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A threshold that is pointed out."""

    name: str
    threshold: float


def chart(panels: Sequence[ChartPanel], marks: Iterable[Mark], end: float, title: str, described: str) -> str:
    """The picture of the thresholds from 0 to `end`."""
    named = _together(marks)
    top = len(named) * _LINE + 6
    height = top + _ABOVE + len(panels) * (_HEIGHT + _GAP) - _GAP + _BELOW
    bottom = height - _BELOW
    out = [
        f'<svg id="chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="chart-t chart-d" '
        f'data-left="{LEFT}" data-wide="{WIDTH - LEFT - RIGHT}" data-end="{end:g}">',
        f'<title id="chart-t">{escape(title)}</title><desc id="chart-d">{escape(described)}</desc>',
    ]
    for number, panel in enumerate(panels):
        out += _panel(panel, top + _ABOVE + number * (_HEIGHT + _GAP), end)
    out.append(
        f'<text class="t" x="{LEFT + (WIDTH - LEFT - RIGHT) / 2:.0f}" y="{height - 8}" text-anchor="middle">'
        "threshold: the score from which a pair is a link</text>"
    )
    names = []
    for line, (threshold, name) in enumerate(named):
        x, y = _x(threshold, end), (line + 1) * _LINE - 6
        anchor, by = ("start", 5) if x < LEFT + (WIDTH - LEFT - RIGHT) * 0.5 else ("end", -5)
        out.append(f'<path class="mark m{line}" d="M{x:.1f} {y - 12}V{bottom}"/>')
        names.append(f'<text class="said" x="{x + by:.1f}" y="{y}" text-anchor="{anchor}">{escape(name)}</text>')
    out += names  # over all lines, or a line to the left would strike them through
    out.append(f'<path id="cursor" class="cursor" d="M0 {top}V{bottom}" hidden=""/></svg>')
    return "\n".join(out)


def sample(style: str) -> str:
    """A short piece of a curve for a legend; what it stands for is written beside it."""
    return (
        '<svg class="key" viewBox="0 0 34 10" aria-hidden="true" focusable="false">'
        f'<path class="curve {style}" d="M1 5H33"/></svg>'
    )


def _together(marks: Iterable[Mark]) -> list[tuple[float, str]]:
    """Marks from left to right; those on one threshold share a line."""
    out = []
    for threshold, here in groupby(sorted(marks, key=lambda mark: mark.threshold), key=lambda mark: mark.threshold):
        out.append((threshold, f"{' and '.join(mark.name for mark in here)}: {hundredths(threshold)}"))
    return out


def _x(threshold: float, end: float) -> float:
    return LEFT + min(1.0, threshold / end) * (WIDTH - LEFT - RIGHT)


def _panel(panel: ChartPanel, top: float, end: float) -> Iterator[str]:
    bottom = top + _HEIGHT
    scale = panel.highest or 1.0

    def y_of(value: float) -> float:
        return bottom - min(value, scale) / scale * _HEIGHT

    yield f'<text class="name" x="{LEFT}" y="{top - 8:.0f}">{escape(panel.title)}</text>'
    for value in _ticks(scale):
        y = y_of(value)
        label = (
            f"{value:.2f}".lstrip("0") if 0 < value < 1 else f"{value / 1000:g}k" if value >= 10_000 else f"{value:.0f}"
        )
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>'
        yield f'<text class="t" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    step = 0.05 if end <= 0.5 else 0.1
    for number in range(round(end / step) + 1):
        bar = number * step
        x = _x(bar, end)
        label = f"{bar:.2f}".lstrip("0").rstrip("0") if 0 < bar < 1 else f"{bar:.0f}"
        yield f'<path class="x" d="M{x:.1f} {bottom}v4"/>'
        yield f'<text class="t" x="{x:.1f}" y="{bottom + 20:.0f}" text-anchor="middle">{label}</text>'
    yield f'<path class="x" d="M{LEFT} {bottom}H{WIDTH - RIGHT}"/>'
    for curve in panel.curves:
        if curve.band:
            edge = [f"{_x(t, end):.1f} {y_of(high):.1f}" for t, _, high in curve.band]
            edge += [f"{_x(t, end):.1f} {y_of(low):.1f}" for t, low, _ in reversed(curve.band)]
            yield f'<path class="band {curve.style}" d="M{"L".join(edge)}Z"/>'
    for curve in panel.curves:
        if curve.points:
            line = "L".join(f"{_x(t, end):.1f} {y_of(value):.1f}" for t, value in curve.points)
            yield f'<path class="curve {curve.style}" d="M{line}"/>'
            yield (
                f'<circle class="{curve.style}" data-key="{curve.key}" data-bottom="{bottom}" data-high="{_HEIGHT}" '
                f'data-scale="{scale:g}" r="4.5" hidden=""/>'
            )


def _ticks(highest: float) -> list[float]:
    """Up to six round numbers from 0 to the end of a scale."""
    if highest <= 1:
        return [0, 0.25, 0.5, 0.75, 1]
    size = 10.0 ** floor(log10(highest / 5))
    step = next(size * by for by in (1, 2, 5, 10) if size * by * 5 >= highest)
    step = max(1.0, step)
    return [step * number for number in range(ceil(highest / step) + 1) if step * number <= highest]
