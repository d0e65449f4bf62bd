"""Draws seconds against sentences, both logarithmic, from what `bench_align.py --json` wrote.

    .venv/bin/python -m tests.bench.chart RESULTS.json [MORE.json …] > tests/bench/speed.svg

By hand, because a chart of a few lines is no reason to depend on a plotting library. It is legible on light and dark
pages and without colour: every line has a dash of its own and its name at its end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path

Point = tuple[float, float]
Line = tuple[str, list[Point]]

_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 560, 48, 384
_APART = 17  # between two names, so that they do not overlap
_LEAST = 0.001  # seconds; below, nothing can be told apart
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2", "1 2", "12 4")
_STYLE = """
.page { fill: #ffffff } .text { fill: #24292f } .grid { stroke: #d0d7de }
.other { stroke: #57606a } .dot { fill: #57606a } .ours { stroke: #0550ae } .ours-dot, .ours-text { fill: #0550ae }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117 } .text { fill: #e6edf3 } .grid { stroke: #30363d }
.other { stroke: #9aa4b0 } .dot { fill: #9aa4b0 } .ours { stroke: #79c0ff } .ours-dot, .ours-text { fill: #79c0ff }
}
text { font: 13px system-ui, sans-serif } .title { font-size: 15px; font-weight: 600 } .ours-text { font-weight: 600 }
"""


def chart(lines: Sequence[Line]) -> str:
    """An SVG of named lines; the first is drawn as the one that matters."""
    sizes = [x for _, points in lines for x, _ in points]
    times = [max(_LEAST, y) for _, points in lines for _, y in points]
    low_x, high_x = log10(min(sizes)), log10(max(sizes))
    low_y, high_y = floor(log10(min(times))), ceil(log10(max(times)))

    def across(sentences: float) -> float:
        return _LEFT + (log10(sentences) - low_x) / (high_x - low_x) * (_RIGHT - _LEFT)

    def up(seconds: float) -> float:
        return _BOTTOM - (log10(max(_LEAST, seconds)) - low_y) / (high_y - low_y) * (_BOTTOM - _TOP)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
        ' role="img" aria-labelledby="title description">',
        '<title id="title">Seconds to align two texts, by number of sentences</title>',
        f'<desc id="description">{escape(_told(lines))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{_WIDTH}" height="{_HEIGHT}"/>',
        f'<text class="text title" x="{_LEFT}" y="26">Seconds to align two texts, by sentences on either side</text>',
    ]
    for power in range(low_y, high_y + 1):
        y = up(10.0**power)
        out.append(f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_RIGHT}" y2="{y:.1f}"/>')
        out.append(f'<text class="text" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for size in _marks(sorted(set(sizes))):
        x = across(size)
        out.append(f'<line class="grid" x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_BOTTOM}"/>')
        out.append(f'<text class="text" x="{x:.1f}" y="{_BOTTOM + 20}" text-anchor="middle">{size:,.0f}</text>')
    far = [n for n, (_, points) in enumerate(lines) if points[-1][0] == max(sizes)]
    heights = dict(zip(far, _spread([up(lines[n][1][-1][1]) for n in far]), strict=True))
    # the one that matters is drawn last, above the others
    for number, (name, points) in reversed(list(enumerate(lines))):
        stroke, dot, text, width = ("other", "dot", "text", 1.5) if number else ("ours", "ours-dot", "ours-text", 3)
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in points)
        dash = f' stroke-dasharray="{_DASHES[number % len(_DASHES)]}"' if number else ""
        out.append(f'<polyline class="{stroke}" points="{path}" fill="none" stroke-width="{width}"{dash}/>')
        out.extend(f'<circle class="{dot}" cx="{across(x):.1f}" cy="{up(y):.1f}" r="3"/>' for x, y in points)
        end_x, end_y = across(points[-1][0]), up(points[-1][1])
        name_x, name_y = (_RIGHT + 14.0, heights[number]) if number in heights else (end_x + 10, end_y)
        if number in heights:
            leader = f'x1="{end_x + 4:.1f}" y1="{end_y:.1f}" x2="{name_x - 4:.1f}" y2="{name_y:.1f}"'
            out.append(f'<line class="{stroke}" {leader} stroke-width="0.6" opacity="0.6"/>')
        out.append(f'<text class="{text}" x="{name_x:.1f}" y="{name_y + 4:.1f}">{escape(name)}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def _told(lines: Sequence[Line]) -> str:
    """The chart in words, for who cannot see it."""
    ends = "; ".join(
        f"{name} " + " to ".join(f"{y:.2g} s at {x:,.0f}" for x, y in dict.fromkeys((points[0], points[-1])))
        for name, points in lines
    )
    return f"Both axes are logarithmic. Sentences on either side and seconds: {ends}."


def _marks(sizes: Sequence[float]) -> list[float]:
    """Sizes far enough apart to be written under the axis."""
    out: list[float] = []
    for size in sizes:
        if not out or size / out[-1] >= 1.7:
            out.append(size)
    return out


def _spread(heights: Sequence[float]) -> list[float]:
    """Heights for the names, near the ends of their lines and far enough apart to be read."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    placed = [heights[n] for n in order]
    for k in range(1, len(placed)):
        placed[k] = max(placed[k], placed[k - 1] + _APART)
    lowest = float(_BOTTOM)
    for k in reversed(range(len(placed))):
        placed[k] = min(placed[k], lowest)
        lowest = placed[k] - _APART
    out = [0.0] * len(heights)
    for n, height in zip(order, placed, strict=True):
        out[n] = height
    return out


def lines_of(paths: Sequence[Path]) -> list[Line]:
    """The lines of one or more result files, evolve's first."""
    found: dict[str, dict[float, float]] = {}
    for path in paths:
        for row in json.loads(path.read_text(encoding="utf-8"))["align"]:
            if row["seconds"] is not None:
                found.setdefault(row["name"], {})[row["sentences"]] = row["seconds"]
    names = sorted(found, key=lambda name: name != "evolve")
    return [(name, sorted(found[name].items())) for name in names]


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.stdout.write(chart(lines_of([Path(name) for name in sys.argv[1:]])))


if __name__ == "__main__":
    main()
