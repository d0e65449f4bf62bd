"""How sure the links are: the scores of all pairs that could be links, with the cut, and how many luck would give.

Where a dot is one pair, the dot of a link leads to it; the keyboard has the same addresses in the table of the slope.
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
"""Dots in a column; where more pairs have one score, a dot stands for several."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs by score, a column for each fiftieth."""

    below: list[int]
    """Pairs whose score does not reach the threshold."""
    links: list[int]
    luck: list[float]
    """Links to be expected by luck."""

    @property
    def worth(self) -> int:
        """How many pairs a dot stands for."""
        return max(1, ceil(max(map(sum, zip(self.below, self.links, strict=True))) / TALLEST))

    @property
    def high(self) -> int:
        """How high the drawing is."""
        pairs = max(map(sum, zip(self.below, self.links, strict=True)))
        return DOT * (min(TALLEST, max(8, ceil(max(pairs, *self.luck) / self.worth))) + 1)


@dataclass(frozen=True, slots=True)
class ScorePlot:
    """The plot, with its description and the same as a table."""

    name: str
    """What the names of its parts begin with."""
    description: str
    width: int
    height: int
    dots: Sequence[tuple[str, str]]
    """The class and the path of the dots below the threshold, and of those of links on top of them."""
    chance: str
    """The path of what chance gives."""
    base: str
    cut: str
    """The path of the threshold."""
    cut_x: str
    cut_anchor: str
    threshold: str
    scale_y: int
    scale: Sequence[tuple[str, str, str]]
    """Where a number of the scale is, to which side of that, and the number."""
    ways: Iterator[Way]
    """For each dot that is one link, the way there; made while they are read."""
    worth: int
    """How many pairs a dot stands for, at most."""
    rows: Sequence[tuple[str, int, int, str]]
    """Of each score its links, the pairs that do not reach the threshold, and how many chance gives."""


def scores_of(comparison: Comparison) -> Scores:
    """The scores of all pairs that are links at some threshold."""
    alignment = comparison.alignment
    edges = np.arange(BINS + 1) / BINS
    found = alignment.score[alignment.wins]
    reach = found >= comparison.threshold
    each = np.diff(alignment.lucky_expected, prepend=0.0)
    luck = np.histogram(alignment.lucky_links, edges, weights=each)[0]
    below, links = (np.histogram(found[which], edges)[0].tolist() for which in (~reach, reach))
    return Scores(below, links, luck.tolist())


def score_plot(comparison: Comparison, prefix: str) -> ScorePlot:
    """Return the plot of a pair."""
    scores = scores_of(comparison)
    chance = comparison.link_chance()
    base = TOP + scores.high
    cut = hundredths(comparison.threshold)
    x = f"{_x(comparison.threshold):.1f}"
    return ScorePlot(
        name=f"{prefix}dots",
        description=f"{sum(scores.below) + sum(scores.links)} pairs could be links. {sum(scores.links)} reach the "
        f"threshold of {cut}; of {chance.pairs} links, {chance.expected:.1f} are expected by chance.",
        width=WIDE,
        height=base + BELOW,
        dots=_dots(scores),
        chance=_chance(scores),
        base=f"M{LEFT} {base}H{WIDE - LEFT}",
        cut=f"M{x} {TOP - 8}V{base}",
        cut_x=x,
        cut_anchor="start" if comparison.threshold < 0.5 else "end",
        threshold=cut,
        scale_y=base + 15,
        scale=list(_scale()),
        ways=_ways(comparison, scores, prefix),
        worth=scores.worth,
        rows=list(_rows(scores)),
    )


def _x(score: float) -> float:
    return LEFT + score * (WIDE - 2 * LEFT)


def _dots(scores: Scores) -> list[tuple[str, str]]:
    """Dots as round points of one path a kind, links on top of what is below the cut."""
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
        # A person's words make links of other pairs than the dots stand for.
        if scores.worth == 1 and len(links) == scores.links[at]:
            for level, link in enumerate(links, scores.below[at]):
                title = f"{link.before + 1} → {link.after + 1}, score {hundredths(link.score)}"
                yield Way(place_of_link(link, prefix), title, _dot(scores, at, level))


def _chance(scores: Scores) -> str:
    """The steps of what chance gives."""
    steps: list[str] = []
    for at, count in enumerate(scores.luck):
        y = TOP + scores.high - min(count / scores.worth * DOT, scores.high)
        steps.append(f"{'L' if steps else 'M'}{_x(at / BINS):.1f} {y:.1f}H{_x((at + 1) / BINS):.1f}")
    return "".join(steps)


def _scale() -> Iterator[tuple[str, str, str]]:
    for score in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield f"{_x(score):.0f}", "start" if score == 0 else "end" if score == 1 else "middle", hundredths(score)


def _rows(scores: Scores) -> Iterator[tuple[str, int, int, str]]:
    for at, (below, links, chance) in enumerate(zip(scores.below, scores.links, scores.luck, strict=True)):
        if below or links or chance:
            yield hundredths(at / BINS), links, below, f"{chance:.1f}"
