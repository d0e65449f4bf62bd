"""Where claims went: a line for every link, from its place in the earlier text to its place in the later one.

Parallel lines are an order that was kept, crossings one that was not; ticks are sentences that no line reaches. Over
the drawing lies what can be clicked, unseen until it is pointed at: it leads to the link or the sentence. The keyboard
has the same addresses in the table below, and is spared a thousand stops here.
"""

from __future__ import annotations

from collections.abc import Mapping

from evolve.comparison import Comparison
from evolve.model import SIDES, Link, Side, Status
from evolve.render.html import STATUS_CLASS, escaped, sign
from evolve.render.numbers import hundredths
from evolve.report.html.anchors import leading, place_of_link
from evolve.report.phrases import name_of

WIDE = 360
LEFT, RIGHT, TOP = 46, 314, 24
LEAST, MOST = 160, 640
"""How high the drawing is, at least and at most."""
EACH = 9
"""Room for each sentence, as long as there is that much."""
TICK = 8
NAME = 26
"""Letters of a version's name that fit above its half."""
_FATE: Mapping[Side, Status] = {"before": Status.DROPPED, "after": Status.ADDED}
"""What a sentence without a link was."""


def slope_diagram(comparison: Comparison, prefix: str) -> str:
    """The diagram, with its title, its description and the same as a table."""
    sizes = {side: len(getattr(comparison, side).sentences) for side in SIDES}
    high = min(MOST, max(LEAST, EACH * max(sizes.values())))
    name = f"{prefix}slope"
    said = f"{_many_links(comparison)} as lines from the earlier to the later text; {_many_lone(comparison)}"
    drawn = [_axis(side, sizes[side], high, escaped(_short(name_of(getattr(comparison, side))))) for side in SIDES]
    for status in (Status.PERSISTED, Status.CHANGED):
        lines = [_line(link, sizes, high) for link in comparison.links if link.status is status]
        drawn.append(f'<path class="l {STATUS_CLASS[status]}" d="{"".join(lines)}"/>' if lines else "")
    drawn += [_ticks(comparison, side, sizes[side], high) for side in SIDES]
    drawn += [_way(link, sizes, high, prefix) for link in comparison.links]
    drawn += [_lone_way(comparison, side, n, high, prefix) for side in SIDES for n in _lone(comparison, side)]
    return (
        f'<figure><svg viewBox="0 0 {WIDE} {high + TOP + 8}" role="group" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">Where sentences went</title><desc id="{name}-d">{said}</desc>{"".join(drawn)}</svg>'
        f"<figcaption>Where sentences went. Thick lines are changed, thin ones persisted; "
        "ticks at the sides were dropped or added. Each leads to its sentences.</figcaption>"
        f"{_table(comparison, prefix)}</figure>"
    )


def _short(name: str) -> str:
    return name if len(name) <= NAME else name[: NAME - 1] + "…"


def _y(index: int, size: int, high: int) -> str:
    return f"{TOP + high * (index + 0.5) / size:.1f}".removesuffix(".0")


def _axis(side: Side, size: int, high: int, name: str) -> str:
    x, anchor, number = (LEFT, "end", LEFT - TICK - 4) if side == "before" else (RIGHT, "start", RIGHT + TICK + 4)
    at = 0 if side == "before" else WIDE
    out = [f'<path class="x" d="M{x} {TOP}V{TOP + high}"/>']
    out.append(f'<text x="{at}" y="12" text-anchor="{"start" if side == "before" else "end"}">{name}</text>')
    step = next(step for step in (1, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10**9) if size / step * 12 <= high)
    for index in range(step - 1, size, step):
        y = float(_y(index, size, high)) + 3.5
        out.append(f'<text class="t" x="{number}" y="{y:.1f}" text-anchor="{anchor}">{index + 1}</text>')
    return "".join(out)


def _line(link: Link, sizes: Mapping[Side, int], high: int) -> str:
    y, to = (_y(getattr(link, side), sizes[side], high) for side in SIDES)
    return f"M{LEFT} {y}L{RIGHT} {to}"


def _tick(side: Side, n: int, size: int, high: int) -> str:
    x, step = (LEFT, -TICK) if side == "before" else (RIGHT, TICK)
    return f"M{x} {_y(n, size, high)}h{step}"


def _lone(comparison: Comparison, side: Side) -> list[int]:
    return [n for n in range(len(getattr(comparison, side).sentences)) if not comparison.links_of(side, n)]


def _ticks(comparison: Comparison, side: Side, size: int, high: int) -> str:
    path = "".join(_tick(side, n, size, high) for n in _lone(comparison, side))
    return f'<path class="l {STATUS_CLASS[_FATE[side]]}" d="{path}"/>' if path else ""


def _way(link: Link, sizes: Mapping[Side, int], high: int, prefix: str) -> str:
    said = f"{link.before + 1} → {link.after + 1}, {link.status}"
    return leading(place_of_link(link, prefix), said, _line(link, sizes, high))


def _lone_way(comparison: Comparison, side: Side, n: int, high: int, prefix: str) -> str:
    size = len(getattr(comparison, side).sentences)
    return leading(f"{prefix}{side[0]}{n + 1}", f"{n + 1}, {_FATE[side]}", _tick(side, n, size, high))


def _many_links(comparison: Comparison) -> str:
    counts = comparison.counts
    return f"{counts.persisted} persisted and {counts.changed} changed links"


def _many_lone(comparison: Comparison) -> str:
    return f"{comparison.counts.dropped} sentences dropped and {comparison.counts.added} added."


def _table(comparison: Comparison, prefix: str) -> str:
    rows = "".join(
        f'<tr><td><a href="#{place_of_link(link, prefix)}">{link.before + 1} → {link.after + 1}</a></td>'
        f"<td>{sign(link.status)} {link.status}</td><td>{link.relation}</td><td>{hundredths(link.score)}</td></tr>"
        for link in sorted(comparison.links, key=lambda link: (link.before, link.after))
    )
    return (
        "<details><summary>The links as a table</summary><table><thead><tr>"
        '<th scope="col">sentences</th><th scope="col">status</th><th scope="col">relation</th>'
        f'<th scope="col">score</th></tr></thead><tbody>{rows}</tbody></table></details>'
    )
