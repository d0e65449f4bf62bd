"""How sure the links are: the scores of all pairs that could be links, with the cut, and how many luck would give.

Where a dot is one pair, the dot of a link leads to it; the keyboard has the same addresses in the table of the slope.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np

from evolve.comparison import Comparison
from evolve.model import Link
from evolve.render.numbers import hundredths
from evolve.report.html.anchors import leading, place_of_link

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


def dot_plot(comparison: Comparison, prefix: str) -> str:
    """The plot, with its title, its description and the same as a table."""
    scores = scores_of(comparison)
    name = f"{prefix}dots"
    chance = comparison.link_chance()
    said = (
        f"{sum(scores.below) + sum(scores.links)} pairs could be links. {sum(scores.links)} reach the threshold of "
        f"{hundredths(comparison.threshold)}; of {chance.pairs} links, {chance.expected:.1f} are expected by chance."
    )
    each = "A dot is a pair" if scores.worth == 1 else f"A dot is up to {scores.worth} pairs"
    drawn = _dots(scores) + _luck(scores) + _scale(comparison.threshold, TOP + scores.high)
    drawn += "".join(_ways(comparison, scores, prefix))
    return (
        f'<figure><svg class="dots" viewBox="0 0 {WIDE} {TOP + scores.high + BELOW}" role="group" '
        f'aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">Scores of pairs</title><desc id="{name}-d">{said}</desc>{drawn}</svg>'
        f"<figcaption>Scores of pairs. {each}; the large ones reach the threshold and are links. "
        f"The dashed line is what is to be expected by luck.</figcaption>{_table(scores)}</figure>"
    )


def _x(score: float) -> float:
    return LEFT + score * (WIDE - 2 * LEFT)


def _dots(scores: Scores) -> str:
    """Dots as round points of one path a kind, links on top of what is below the cut."""
    off: list[str] = []
    on: list[str] = []
    for at, (below, links) in enumerate(zip(scores.below, scores.links, strict=True)):
        first = ceil(below / scores.worth)
        for level in range(first + ceil(links / scores.worth)):
            (off if level < first else on).append(_dot(scores, at, level))
    return "".join(f'<path class="{name}" d="{"".join(d)}"/>' for name, d in (("dot off", off), ("dot", on)) if d)


def _dot(scores: Scores, column: int, level: int) -> str:
    return f"M{_x((column + 0.5) / BINS):.1f} {TOP + scores.high - (level + 0.5) * DOT:.1f}h0"


def _ways(comparison: Comparison, scores: Scores, prefix: str) -> Iterator[str]:
    """For each dot that is one link, the way there."""
    columns: dict[int, list[Link]] = {}
    for link in sorted(comparison.links, key=lambda link: (link.score, link.before, link.after)):
        columns.setdefault(min(int(link.score * BINS), BINS - 1), []).append(link)
    for at, links in columns.items():
        # A person's words make links of other pairs than the dots stand for.
        if scores.worth == 1 and len(links) == scores.links[at]:
            for level, link in enumerate(links, scores.below[at]):
                said = f"{link.before + 1} → {link.after + 1}, score {hundredths(link.score)}"
                yield leading(place_of_link(link, prefix), said, _dot(scores, at, level))


def _luck(scores: Scores) -> str:
    """The steps of what luck gives."""
    steps: list[str] = []
    for at, count in enumerate(scores.luck):
        y = TOP + scores.high - min(count / scores.worth * DOT, scores.high)
        steps.append(f"{'L' if steps else 'M'}{_x(at / BINS):.1f} {y:.1f}H{_x((at + 1) / BINS):.1f}")
    return f'<path class="luck" d="{"".join(steps)}"/>'


def _scale(threshold: float, base: int) -> str:
    x = _x(threshold)
    anchor = "start" if threshold < 0.5 else "end"
    out = [f'<path class="x" d="M{LEFT} {base}H{WIDE - LEFT}"/><path class="cut" d="M{x:.1f} {TOP - 8}V{base}"/>']
    out.append(f'<text x="{x:.1f}" y="10" text-anchor="{anchor}">threshold {hundredths(threshold)}</text>')
    for score in (0.0, 0.25, 0.5, 0.75, 1.0):
        side = "start" if score == 0 else "end" if score == 1 else "middle"
        out.append(
            f'<text class="t" x="{_x(score):.0f}" y="{base + 15}" text-anchor="{side}">{hundredths(score)}</text>'
        )
    return "".join(out)


def _table(scores: Scores) -> str:
    rows = "".join(
        f'<tr><th scope="row">{hundredths(at / BINS)}</th><td>{links}</td><td>{below}</td><td>{luck:.1f}</td></tr>'
        for at, (below, links, luck) in enumerate(zip(scores.below, scores.links, scores.luck, strict=True))
        if below or links or luck
    )
    heads = ("score from", "reach the threshold", "do not", "expected by luck")
    return (
        "<details><summary>The scores as a table</summary><table><thead><tr>"
        + "".join(f'<th scope="col">{head}</th>' for head in heads)
        + f"</tr></thead><tbody>{rows}</tbody></table></details>"
    )
