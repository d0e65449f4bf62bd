"""A plot of the scores of all pairs that could be links, with the threshold and the number of links expected by chance.

Where a dot is one pair, the dot of a link can be clicked; for the keyboard, the table of the slope diagram has the same
addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from evolve.comparison import Comparison
from evolve.model import Link
from evolve.render.chance import expected_words
from evolve.render.numbers import hundredths, many, threshold_beside
from evolve.report.html.anchors import ChartLink, link_anchor

WIDTH = 400
"""Width of the drawing."""
LEFT, TOP, BOTTOM = 10, 22, 22
BINS = 50
"""Number of columns for scores from 0 to 1."""
DOT_SIZE = 6
"""Height of a dot with its spacing."""
MAX_DOTS = 24
"""Maximum number of dots in a column; in a taller column a dot is several pairs."""


@dataclass(frozen=True, slots=True)
class ScoreHistogram:
    """The number of pairs in each of `BINS` columns of equal width, by score."""

    below: list[int]
    """Pairs with a score below the threshold."""
    links: list[int]
    """Pairs with a score at or above the threshold."""
    chance: list[float]
    """Expected number of links due to chance."""

    @property
    def pairs_per_dot(self) -> int:
        """Maximum number of pairs for each dot."""
        return max(1, ceil(max(map(sum, zip(self.below, self.links, strict=True))) / MAX_DOTS))

    @property
    def height(self) -> int:
        """Height of the columns."""
        pairs = max(map(sum, zip(self.below, self.links, strict=True)))
        return DOT_SIZE * (min(MAX_DOTS, max(8, ceil(max(pairs, *self.chance) / self.pairs_per_dot))) + 1)


@dataclass(frozen=True, slots=True)
class ScorePlot:
    """The plot, its description, and a table with the same content."""

    name: str
    """The prefix of the ids of its elements."""
    description: str
    width: int
    height: int
    dots: Sequence[tuple[str, str]]
    """The class and the path of the dots below the threshold, and of the dots of links above them."""
    chance: str
    """The path of the expected number of links due to chance."""
    baseline: str
    """The path of the horizontal axis."""
    threshold: str
    """The path of the threshold."""
    threshold_x: str
    threshold_anchor: str
    threshold_text: str
    scale_y: int
    scale: Sequence[tuple[str, str, str]]
    """For each number on the scale: position, alignment, text."""
    chart_links: Iterator[ChartLink]
    """For each dot that is one link, a clickable path; generated lazily."""
    pairs_per_dot: int
    """Maximum number of pairs for each dot."""
    rows: Sequence[tuple[str, int, int, str]]
    """For each score: links, pairs below the threshold, expected number of links due to chance."""


def score_histogram(comparison: Comparison) -> ScoreHistogram:
    """Return the scores of all pairs that are links at some threshold."""
    alignment = comparison.alignment
    edges = np.arange(BINS + 1) / BINS
    scores = alignment.score[alignment.wins]
    reaches = scores >= comparison.threshold
    expected_per_link = np.diff(alignment.chance.expected_at, prepend=0.0)
    chance = np.histogram(alignment.chance.link_scores, edges, weights=expected_per_link)[0]
    below, links = (np.histogram(scores[selected], edges)[0].tolist() for selected in (~reaches, reaches))
    return ScoreHistogram(below, links, chance.tolist())


def score_plot(comparison: Comparison, prefix: str) -> ScorePlot:
    """Return the plot of a comparison; `prefix` begins its ids and anchors."""
    scores = score_histogram(comparison)
    chance = comparison.link_chance()
    baseline = TOP + scores.height
    threshold = threshold_beside(comparison.threshold, comparison.best_below)
    x = f"{_x(comparison.threshold):.1f}"
    return ScorePlot(
        name=f"{prefix}dots",
        description=f"{sum(scores.below) + sum(scores.links)} pairs could be links. {sum(scores.links)} reach the "
        f"threshold of {threshold}"
        + (f"; of {many(chance.pairs, 'link')}, {expected_words(chance.expected)}." if chance.pairs else "."),
        width=WIDTH,
        height=baseline + BOTTOM,
        dots=_dots(scores),
        chance=_chance_path(scores),
        baseline=f"M{LEFT} {baseline}H{WIDTH - LEFT}",
        threshold=f"M{x} {TOP - 8}V{baseline}",
        threshold_x=x,
        threshold_anchor="start" if comparison.threshold < 0.5 else "end",
        threshold_text=threshold,
        scale_y=baseline + 15,
        scale=list(_scale_marks()),
        chart_links=_chart_links(comparison, scores, prefix),
        pairs_per_dot=scores.pairs_per_dot,
        rows=list(_rows(scores)),
    )


def _x(score: float) -> float:
    return LEFT + score * (WIDTH - 2 * LEFT)


def _dots(scores: ScoreHistogram) -> list[tuple[str, str]]:
    """Return the class and the path of each type of dot; the dots of links are above those below the threshold."""
    below_dots: list[str] = []
    link_dots: list[str] = []
    for column, (below, links) in enumerate(zip(scores.below, scores.links, strict=True)):
        first = ceil(below / scores.pairs_per_dot)
        for level in range(first + ceil(links / scores.pairs_per_dot)):
            (below_dots if level < first else link_dots).append(_dot(scores, column, level))
    return [(name, "".join(dots)) for name, dots in (("dot off", below_dots), ("dot", link_dots)) if dots]


def _dot(scores: ScoreHistogram, column: int, level: int) -> str:
    return f"M{_x((column + 0.5) / BINS):.1f} {TOP + scores.height - (level + 0.5) * DOT_SIZE:.1f}h0"


def _chart_links(comparison: Comparison, scores: ScoreHistogram, prefix: str) -> Iterator[ChartLink]:
    """Yield the clickable dots of links, if each dot is one pair."""
    columns: dict[int, list[Link]] = {}
    for link in sorted(comparison.links, key=lambda link: (link.score, link.before, link.after)):
        columns.setdefault(min(int(link.score * BINS), BINS - 1), []).append(link)
    for column, links in columns.items():
        # A pair that is a link only because of a judgement has no dot.
        if scores.pairs_per_dot == 1 and len(links) == scores.links[column]:
            for level, link in enumerate(links, scores.below[column]):
                title = f"{link.before + 1} → {link.after + 1}, score {hundredths(link.score)}"
                yield ChartLink(link_anchor(link, prefix), title, _dot(scores, column, level))


def _chance_path(scores: ScoreHistogram) -> str:
    """Return the path of the steps of links due to chance."""
    steps: list[str] = []
    for column, count in enumerate(scores.chance):
        y = TOP + scores.height - min(count / scores.pairs_per_dot * DOT_SIZE, scores.height)
        steps.append(f"{'L' if steps else 'M'}{_x(column / BINS):.1f} {y:.1f}H{_x((column + 1) / BINS):.1f}")
    return "".join(steps)


def _scale_marks() -> Iterator[tuple[str, str, str]]:
    """Yield the position, the alignment and the text of each number on the scale."""
    for score in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield f"{_x(score):.0f}", "start" if score == 0 else "end" if score == 1 else "middle", hundredths(score)


def _rows(scores: ScoreHistogram) -> Iterator[tuple[str, int, int, str]]:
    for column, (below, links, chance) in enumerate(zip(scores.below, scores.links, scores.chance, strict=True)):
        if below or links or chance:
            yield hundredths(column / BINS), links, below, f"{chance:.1f}"
