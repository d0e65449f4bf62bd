"""All scores at once: how many links lie where, the cut through them, and how much of what lies above it is luck."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from evolve.model import hundredths
from evolve.tui.luck import luck_words
from evolve.tui.view import STEP

if TYPE_CHECKING:
    from evolve.compare import Comparison

EIGHTHS = " ▁▂▃▄▅▆▇█"
AXIS = 6
"""Cells of the axis on either side."""
WIDEST = 5
"""Cells of a bar, at most."""
NEIGHBOURS = (-2, -1, 0, 1, 2)
"""Hundredths beside the threshold for which the figures are named."""

Styled = tuple[str, str]


def scores_plot(comparison: Comparison, scores: Sequence[float], width: int, height: int) -> Content:
    """The plot, so many cells wide, its columns so many lines high, and its figures in words below it."""
    if not scores:
        return Content("There is no score to show: no sentence of one text shares anything unusual with the other.")
    room = max(10, width - 2 * AXIS)
    threshold = comparison.threshold
    low, high = math.floor(min(scores) * STEP), max(math.ceil(max(scores) * STEP), math.ceil(threshold * STEP) + 1)
    each = -(-(high - low) // room)  # hundredths a bar stands for, where there are more of them than cells
    bars = max(1, -(-(high - low) // each))
    wide = min(WIDEST, room // bars)
    counts = [0] * bars
    for score in scores:
        counts[min(bars - 1, int((score * STEP - low) / each + 1e-9))] += 1
    shares = [_lucky(comparison, (low + n * each) / STEP) for n in range(bars)]
    plot = _Plot(counts, shares, wide, min(bars * wide - 1, max(0, round((threshold * STEP - low) / each * wide))))
    lines = [_line(y, height, plot) for y in range(height)]
    lines += [_scale(low / STEP, (low + bars * each) / STEP, threshold, plot), [], _legend(), *_figures(comparison)]
    return Content("\n").join(Content.assemble(*line) for line in lines)


class _Plot(NamedTuple):
    counts: Sequence[int]
    """How many links each bar stands for."""
    shares: Sequence[float | None]
    """For every bar the share of luck from its lower end on."""
    wide: int
    """Cells of a bar."""
    cut: int
    """The cell at which the threshold lies."""


def _lucky(comparison: Comparison, threshold: float) -> float | None:
    """The share of the links from a score on that luck would give; None where there are none."""
    chance = comparison.link_chance(min(1.0, max(0.0, threshold)))
    return min(1.0, chance.expected / chance.pairs) if chance.pairs else None


def _line(y: int, height: int, plot: _Plot) -> list[Styled]:
    top = max(plot.counts)
    left = f"{top:>{AXIS - 1}} " if y == 0 else f"{0:>{AXIS - 1}} " if y == height - 1 else " " * AXIS
    right = " 100 %" if y == 0 else " 0 %" if y == height - 1 else ""
    out: list[Styled] = [(left, "$faint")]
    for n, (count, share) in enumerate(zip(plot.counts, plot.shares, strict=True)):
        # Heights grow with the square root, so that a few good links stay visible beside many poor ones.
        eighths = round((count / top) ** 0.5 * height * 8) - (height - 1 - y) * 8
        bar = EIGHTHS[min(8, max(0, eighths))]
        for x in range(n * plot.wide, (n + 1) * plot.wide):
            last = plot.wide > 2 and x % plot.wide == plot.wide - 1
            if share is not None and round((1 - share) * (height - 1)) == y:
                out.append(("•", "bold $dropped"))
            elif x == plot.cut and bar == " ":
                out.append(("│", "bold $primary"))
            else:
                out.append((" " if last else bar, "$primary" if x >= plot.cut else "$faint"))
    return [*out, (right, "$faint")]


def _scale(low: float, high: float, threshold: float, plot: _Plot) -> list[Styled]:
    """The scores below the bars, the threshold's where its cut is."""
    columns = max(12, len(plot.counts) * plot.wide)
    cells = [" "] * columns
    ends = hundredths(low), hundredths(high)
    shown = hundredths(threshold)
    at = min(max(0, plot.cut - 1), columns - len(shown))
    for place, text in ((0, ends[0]), (columns - len(ends[1]), ends[1])):
        if place + len(text) < at or at + len(shown) < place:
            cells[place : place + len(text)] = text
    cells[at : at + len(shown)] = shown
    return [(" " * AXIS, ""), ("".join(cells), "bold")]


def _legend() -> list[Styled]:
    return [
        (" " * AXIS, ""), ("█", "$primary"), (" links at this score   ", "$faint"), ("│", "bold $primary"),
        (" threshold   ", "$faint"), ("•", "bold $dropped"), (" share of links from here on that is luck", "$faint"),
    ]  # fmt: skip


def _figures(comparison: Comparison) -> list[list[Styled]]:
    """The figures at the threshold and beside it."""
    out: list[list[Styled]] = []
    for by in NEIGHBOURS:
        at = comparison.threshold + by / STEP
        if 0 <= at <= 1:
            chance = comparison.link_chance(at)
            said = f"{chance.pairs} links" if chance.pairs != 1 else "1 link"
            words = f"{said}, {luck_words(chance)}" if chance.pairs else "no link"
            out.append([(f"{hundredths(at):>{AXIS + 3}}  ", "bold"), (words, "bold" if by == 0 else "")])
    return out
