"""Curves over the threshold as an SVG picture: shares above, counts below, marked thresholds, a cursor a page may move.

Positions and paths are computed here; the markup is in the template. Curves differ in their dashes as well as in their
colours. Their names are in the legend of the page, so that letters stay large enough on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    """A threshold with a line of its own."""

    name: str
    threshold: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A number beside a scale."""

    path: str
    """Its line across the panel, or its notch."""
    x: str
    y: str
    label: str


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """A curve as a path, with what the script needs to move a dot along it."""

    key: str
    style: str
    path: str


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    """Curves on one scale, as paths."""

    title: str
    title_y: int
    heights: Sequence[Tick]
    thresholds: Sequence[Tick]
    base: str
    bottom: int
    high: int
    scale: str
    """The upper end of the scale, as the script reads it."""
    bands: Sequence[tuple[str, str]]
    """Class and path of each interval."""
    curves: Sequence[DrawnCurve]


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A marked threshold: an upright line and its name."""

    path: str
    x: str
    y: int
    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole picture."""

    width: int
    height: int
    left: int
    wide: int
    """The width of the panels."""
    end: str
    """The threshold at their right end, as the script reads it."""
    panels: Sequence[DrawnPanel]
    centre: str
    """The middle of the panels."""
    caption_y: int
    marks: Sequence[DrawnMark]
    cursor: str


def chart(panels: Sequence[ChartPanel], marks: Iterable[Mark], end: float) -> Chart:
    """Return the picture of the thresholds from 0 to `end`."""
    named = _together(marks)
    top = len(named) * _LINE + 6
    height = top + _ABOVE + len(panels) * (_HEIGHT + _GAP) - _GAP + _BELOW
    bottom = height - _BELOW
    return Chart(
        width=WIDTH,
        height=height,
        left=LEFT,
        wide=WIDTH - LEFT - RIGHT,
        end=f"{end:g}",
        panels=[_panel(panel, top + _ABOVE + at * (_HEIGHT + _GAP), end) for at, panel in enumerate(panels)],
        centre=f"{LEFT + (WIDTH - LEFT - RIGHT) / 2:.0f}",
        caption_y=height - 8,
        marks=[_mark(threshold, name, line, end, bottom) for line, (threshold, name) in enumerate(named)],
        cursor=f"M0 {top}V{bottom}",
    )


def _mark(threshold: float, name: str, line: int, end: float, bottom: int) -> DrawnMark:
    x, y = _x(threshold, end), (line + 1) * _LINE - 6
    anchor, by = ("start", 5) if x < LEFT + (WIDTH - LEFT - RIGHT) * 0.5 else ("end", -5)
    return DrawnMark(f"M{x:.1f} {y - 12}V{bottom}", f"{x + by:.1f}", y, anchor, name)


def _together(marks: Iterable[Mark]) -> list[tuple[float, str]]:
    """Return the marks from left to right; marks at one threshold share a line."""
    out = []
    for threshold, here in groupby(sorted(marks, key=lambda mark: mark.threshold), key=lambda mark: mark.threshold):
        out.append((threshold, f"{' and '.join(mark.name for mark in here)}: {hundredths(threshold)}"))
    return out


def _x(threshold: float, end: float) -> float:
    return LEFT + min(1.0, threshold / end) * (WIDTH - LEFT - RIGHT)


def _panel(panel: ChartPanel, top: int, end: float) -> DrawnPanel:
    bottom = top + _HEIGHT
    scale = panel.highest or 1.0

    def point(threshold: float, value: float) -> str:
        return f"{_x(threshold, end):.1f} {bottom - min(value, scale) / scale * _HEIGHT:.1f}"

    def band(curve: Curve) -> str:
        edge = [point(t, high) for t, _, high in curve.band] + [point(t, low) for t, low, _ in reversed(curve.band)]
        return f"M{'L'.join(edge)}Z"

    return DrawnPanel(
        title=panel.title,
        title_y=top - 8,
        heights=list(_heights(scale, bottom)),
        thresholds=list(_thresholds(end, bottom)),
        base=f"M{LEFT} {bottom}H{WIDTH - RIGHT}",
        bottom=bottom,
        high=_HEIGHT,
        scale=f"{scale:g}",
        bands=[(curve.style, band(curve)) for curve in panel.curves if curve.band],
        curves=[
            DrawnCurve(curve.key, curve.style, f"M{'L'.join(point(*place) for place in curve.points)}")
            for curve in panel.curves
            if curve.points
        ],
    )


def _heights(scale: float, bottom: int) -> Iterator[Tick]:
    for value in _ticks(scale):
        y = bottom - min(value, scale) / scale * _HEIGHT
        label = (
            f"{value:.2f}".lstrip("0") if 0 < value < 1 else f"{value / 1000:g}k" if value >= 10_000 else f"{value:.0f}"
        )
        yield Tick(f"M{LEFT} {y:.1f}H{WIDTH - RIGHT}", str(LEFT - 6), f"{y + 4:.1f}", label)


def _thresholds(end: float, bottom: int) -> Iterator[Tick]:
    step = 0.05 if end <= 0.5 else 0.1
    for number in range(round(end / step) + 1):
        threshold = number * step
        x = _x(threshold, end)
        label = f"{threshold:.2f}".lstrip("0").rstrip("0") if 0 < threshold < 1 else f"{threshold:.0f}"
        yield Tick(f"M{x:.1f} {bottom}v4", f"{x:.1f}", f"{bottom + 20}", label)


def _ticks(highest: float) -> list[float]:
    """Return up to six round numbers from 0 to the end of a scale."""
    if highest <= 1:
        return [0, 0.25, 0.5, 0.75, 1]
    size = 10.0 ** floor(log10(highest / 5))
    step = next(size * by for by in (1, 2, 5, 10) if size * by * 5 >= highest)
    step = max(1.0, step)
    return [step * number for number in range(ceil(highest / step) + 1) if step * number <= highest]
