"""How sure the links are: the scores of all pairs that could be links, with the cut, and what luck alone would give."""

from __future__ import annotations

from math import ceil

import numpy as np

from evolve.compare import Comparison
from evolve.model import hundredths

WIDE, HIGH = 320, 150
LEFT, TOP, BELOW = 8, 22, 22
BINS = 50
TALLEST = 24
"""Dots in a column; where more pairs have one score, a dot stands for several."""


def dot_plot(comparison: Comparison, prefix: str) -> str:
    """The plot, with its title, its description and the same as a table."""
    alignment = comparison.alignment
    edges = np.arange(BINS + 1) / BINS
    found = np.histogram(alignment.score[alignment.wins], edges)[0].tolist()
    luck = (np.histogram(alignment.lucky_links, edges)[0] * alignment.worth).tolist()
    worth = max(1, ceil(max(found, default=0) / TALLEST))
    name = f"{prefix}dots"
    chance = comparison.link_chance()
    said = (
        f"{sum(found)} pairs could be links. {len(comparison.links)} are at the threshold of "
        f"{hundredths(comparison.threshold)}; {chance.expected:.1f} of them are expected by chance."
    )
    each = "A dot is a pair" if worth == 1 else f"A dot is up to {worth} pairs"
    return (
        f'<figure><svg viewBox="0 0 {WIDE} {TOP + HIGH + BELOW}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">Scores of pairs</title><desc id="{name}-d">{said}</desc>'
        f"{_columns(found, worth, comparison.threshold)}{_luck(luck, worth)}{_scale(comparison.threshold)}</svg>"
        f"<figcaption>Scores of pairs. {each}; those from the threshold on (the upright line) are links. "
        f"Below the dashed line is what luck alone would give.</figcaption>{_table(found, luck)}</figure>"
    )


def _x(score: float) -> float:
    return LEFT + score * (WIDE - 2 * LEFT)


def _columns(found: list[int], worth: int, threshold: float) -> str:
    """Dots as round points of one path a kind: links, and what is below the cut."""
    paths: dict[bool, list[str]] = {True: [], False: []}
    for at, count in enumerate(found):
        x = _x((at + 0.5) / BINS)
        paths[(at + 0.5) / BINS >= threshold] += [
            f"M{x:.1f} {TOP + HIGH - (level + 0.5) * HIGH / TALLEST:.1f}h0" for level in range(ceil(count / worth))
        ]
    kinds = ((True, "dot"), (False, "dot off"))
    return "".join(f'<path class="{name}" d="{"".join(paths[k])}"/>' for k, name in kinds if paths[k])


def _luck(luck: list[float], worth: int) -> str:
    """The steps of what luck gives."""
    steps: list[str] = []
    for at, count in enumerate(luck):
        y = TOP + HIGH - min(1.0, count / worth / TALLEST) * HIGH
        steps.append(f"{'L' if steps else 'M'}{_x(at / BINS):.1f} {y:.1f}H{_x((at + 1) / BINS):.1f}")
    return f'<path class="luck" d="{"".join(steps)}"/>'


def _scale(threshold: float) -> str:
    base = TOP + HIGH
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


def _table(found: list[int], luck: list[float]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{hundredths(at / BINS)}</th><td>{count}</td><td>{lucky:.1f}</td></tr>'
        for at, (count, lucky) in enumerate(zip(found, luck, strict=True))
        if count or lucky
    )
    return (
        "<details><summary>The scores as a table</summary><table><thead><tr>"
        '<th scope="col">score from</th><th scope="col">pairs</th><th scope="col">expected by luck</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></details>"
    )
