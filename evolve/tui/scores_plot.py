"""All scores at once: how many links lie where, the cut through them, and how much of what lies above it is luck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from evolve.model import hundredths
from evolve.tui.luck import luck_words
from evolve.tui.view import STEP

if TYPE_CHECKING:
    from evolve.compare import Comparison

EIGHTHS = " ▁▂▃▄▅▆▇█"
AXIS = 6
"""Cells of the axis on either side."""
NEIGHBOURS = (-3, -2, -1, 0, 1, 2, 3)
"""Hundredths beside the threshold for which the figures are named."""

Styled = tuple[str, str]


def scores_plot(comparison: Comparison, scores: Sequence[float], width: int, height: int) -> Content:
    """The plot, so many cells wide, its columns so many lines high, and its figures in words below it."""
    if not scores:
        return Content("There is no score to show: no sentence of one text shares anything unusual with the other.")
    columns = max(10, width - 2 * AXIS)
    low, high = min(scores), max(max(scores), comparison.threshold)
    step = max((high - low) / columns, 1e-9)
    counts = [0] * columns
    for score in scores:
        counts[min(columns - 1, int((score - low) / step))] += 1
    cut = min(columns - 1, max(0, round((comparison.threshold - low) / step)))
    shares = [_lucky(comparison, low + n * step) for n in range(columns)]
    lines = [_line(y, height, counts, shares, cut) for y in range(height)]
    lines += [_scale(low, high, comparison.threshold, cut, columns), [], _legend(), *_figures(comparison)]
    return Content("\n").join(Content.assemble(*line) for line in lines)


def _lucky(comparison: Comparison, threshold: float) -> float | None:
    """The share of the links from a score on that luck would give; None where there are none."""
    chance = comparison.link_chance(min(1.0, max(0.0, threshold)))
    return min(1.0, chance.expected / chance.pairs) if chance.pairs else None


def _line(y: int, height: int, counts: Sequence[int], shares: Sequence[float | None], cut: int) -> list[Styled]:
    top = max(counts)
    left = f"{top:>{AXIS - 1}} " if y == 0 else f"{0:>{AXIS - 1}} " if y == height - 1 else " " * AXIS
    right = " 100 %" if y == 0 else " 0 %" if y == height - 1 else ""
    out: list[Styled] = [(left, "$faint")]
    for x, (count, share) in enumerate(zip(counts, shares, strict=True)):
        # Heights grow with the square root, so that a few good links stay visible beside many poor ones.
        eighths = round((count / top) ** 0.5 * height * 8) - (height - 1 - y) * 8
        bar = EIGHTHS[min(8, max(0, eighths))]
        if share is not None and round((1 - share) * (height - 1)) == y:
            out.append(("•", "bold $dropped"))
        elif x == cut and bar == " ":
            out.append(("│", "bold $primary"))
        else:
            out.append((bar, "$primary" if x >= cut else "$faint"))
    return [*out, (right, "$faint")]


def _scale(low: float, high: float, threshold: float, cut: int, columns: int) -> list[Styled]:
    """The scores below the columns, the threshold's where its cut is."""
    cells = [" "] * columns
    for at, text in ((0, hundredths(low)), (columns - 4, hundredths(high))):
        cells[at : at + len(text)] = text
    shown = hundredths(threshold)
    at = min(max(0, cut - 1), columns - len(shown))
    for n in range(max(0, at - 1), min(columns, at + len(shown) + 1)):
        cells[n] = " "
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
