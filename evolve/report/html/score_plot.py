"""A plot of the scores of all pairs that could be links, with the threshold and the number of links due to chance.

Where a dot is one pair, the dot of a link can be clicked; the table of the slope has the same addresses for the
keyboard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from evolve.comparison import Comparison
from evolve.model import Link
from evolve.render.numbers import hundredths
from evolve.report.html.anchors import Way, place_of_link

WIDE = 400
LEFT, TOP, BELOW = 10, 22, 22
BINS = 50
DOT = 6
"""Room for a dot."""
TALLEST = 24
"""Dots in a column; where more pairs have one score, a dot is several."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs by score, a column for each fiftieth."""

    below: list[int]
    """Pairs whose score does not reach the threshold."""
    links: list[int]
    chance: list[float]
    """Expected number of links due to chance."""

    @property
    def worth(self) -> int:
        """Number of pairs a dot is drawn for."""
        return max(1, ceil(max(map(sum, zip(self.below, self.links, strict=True))) / TALLEST))

    @property
    def high(self) -> int:
        """How high the drawing is."""
        pairs = max(map(sum, zip(self.below, self.links, strict=True)))
        return DOT * (min(TALLEST, max(8, ceil(max(pairs, *self.chance) / self.worth))) + 1)


@dataclass(frozen=True, slots=True)
class ScorePlot:
    """The plot, with its description and the same as a table."""

    name: str
    """The prefix of the ids of its parts."""
    description: str
    width: int
    height: int
    dots: Sequence[tuple[str, str]]
    """The class and the path of the dots below the threshold, and of those of links on top of them."""
    chance: str
    """The path of the expected number of links due to chance."""
    base: str
    threshold: str
    """The path of the threshold."""
    threshold_x: str
    threshold_anchor: str
    threshold_text: str
    scale_y: int
    scale: Sequence[tuple[str, str, str]]
    """For each number of the scale: position, alignment, text."""
    ways: Iterator[Way]
    """For each dot that is one link, a link to it; generated lazily."""
    worth: int
    """Greatest number of pairs a dot is drawn for."""
    rows: Sequence[tuple[str, int, int, str]]
    """For each score: links, pairs below the threshold, expected number of links due to chance."""


def scores_of(comparison: Comparison) -> Scores:
    """The scores of all pairs that are links at some threshold."""
    alignment = comparison.alignment
    edges = np.arange(BINS + 1) / BINS
    found = alignment.score[alignment.wins]
    reach = found >= comparison.threshold
    each = np.diff(alignment.expected_at, prepend=0.0)
    chance = np.histogram(alignment.chance_link_scores, edges, weights=each)[0]
    below, links = (np.histogram(found[which], edges)[0].tolist() for which in (~reach, reach))
    return Scores(below, links, chance.tolist())


def score_plot(comparison: Comparison, prefix: str) -> ScorePlot:
    """Return the plot of a pair."""
    scores = scores_of(comparison)
    chance = comparison.link_chance()
    base = TOP + scores.high
    threshold = hundredths(comparison.threshold)
    x = f"{_x(comparison.threshold):.1f}"
    return ScorePlot(
        name=f"{prefix}dots",
        description=f"{sum(scores.below) + sum(scores.links)} pairs could be links. {sum(scores.links)} reach the "
        f"threshold of {threshold}; of {chance.pairs} links, {chance.expected:.1f} are expected by chance.",
        width=WIDE,
        height=base + BELOW,
        dots=_dots(scores),
        chance=_chance(scores),
        base=f"M{LEFT} {base}H{WIDE - LEFT}",
        threshold=f"M{x} {TOP - 8}V{base}",
        threshold_x=x,
        threshold_anchor="start" if comparison.threshold < 0.5 else "end",
        threshold_text=threshold,
        scale_y=base + 15,
        scale=list(_scale()),
        ways=_ways(comparison, scores, prefix),
        worth=scores.worth,
        rows=list(_rows(scores)),
    )


def _x(score: float) -> float:
    return LEFT + score * (WIDE - 2 * LEFT)


def _dots(scores: Scores) -> list[tuple[str, str]]:
    """Return the class and the path of each kind of dots, links on top of pairs below the threshold."""
    off: list[str] = []
    on: list[str] = []
    for at, (below, links) in enumerate(zip(scores.below, scores.links, strict=True)):
        first = ceil(below / scores.worth)
        for level in range(first + ceil(links / scores.worth)):
            (off if level < first else on).append(_dot(scores, at, level))
    return [(name, "".join(dots)) for name, dots in (("dot off", off), ("dot", on)) if dots]


def _dot(scores: Scores, column: int, level: int) -> str:
    return f"M{_x((column + 0.5) / BINS):.1f} {TOP + scores.high - (level + 0.5) * DOT:.1f}h0"


def _ways(comparison: Comparison, scores: Scores, prefix: str) -> Iterator[Way]:
    columns: dict[int, list[Link]] = {}
    for link in sorted(comparison.links, key=lambda link: (link.score, link.before, link.after)):
        columns.setdefault(min(int(link.score * BINS), BINS - 1), []).append(link)
    for at, links in columns.items():
        # Judgements make links of pairs that have no dot.
        if scores.worth == 1 and len(links) == scores.links[at]:
            for level, link in enumerate(links, scores.below[at]):
                title = f"{link.before + 1} → {link.after + 1}, score {hundredths(link.score)}"
                yield Way(place_of_link(link, prefix), title, _dot(scores, at, level))


def _chance(scores: Scores) -> str:
    """Return the path of the steps of links due to chance."""
    steps: list[str] = []
    for at, count in enumerate(scores.chance):
        y = TOP + scores.high - min(count / scores.worth * DOT, scores.high)
        steps.append(f"{'L' if steps else 'M'}{_x(at / BINS):.1f} {y:.1f}H{_x((at + 1) / BINS):.1f}")
    return "".join(steps)


def _scale() -> Iterator[tuple[str, str, str]]:
    for score in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield f"{_x(score):.0f}", "start" if score == 0 else "end" if score == 1 else "middle", hundredths(score)


def _rows(scores: Scores) -> Iterator[tuple[str, int, int, str]]:
    for at, (below, links, chance) in enumerate(zip(scores.below, scores.links, scores.chance, strict=True)):
        if below or links or chance:
            yield hundredths(at / BINS), links, below, f"{chance:.1f}"
