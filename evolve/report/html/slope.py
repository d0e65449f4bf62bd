"""Where claims went: a line for every link, from its place in the earlier text to its place in the later one.

Parallel lines are an order that was kept, crossings one that was not; ticks are sentences that no line reaches.
"""

from __future__ import annotations

from evolve.compare import Comparison
from evolve.model import SIDES, Side, Status, hundredths
from evolve.report.html.markup import STATUS_CLASS, escaped, sign
from evolve.report.wording import name_of

WIDE = 360
LEFT, RIGHT, TOP = 46, 314, 24
LEAST, MOST = 160, 640
"""How high the drawing is, at least and at most."""
EACH = 9
"""Room for each sentence, as long as there is that much."""
TICK = 8
NAME = 26
"""Letters of a version's name that fit above its half."""


def slope_diagram(comparison: Comparison, prefix: str) -> str:
    """The diagram, with its title, its description and the same as a table."""
    sizes = {side: len(getattr(comparison, side).sentences) for side in SIDES}
    high = min(MOST, max(LEAST, EACH * max(sizes.values())))
    name = f"{prefix}slope"
    said = f"{_many_links(comparison)} as lines from the earlier to the later text; {_lone(comparison)}"
    drawn = [_axis(side, sizes[side], high, escaped(_short(name_of(getattr(comparison, side))))) for side in SIDES]
    for status in (Status.PERSISTED, Status.CHANGED):
        lines = [
            f"M{LEFT} {_y(link.before, sizes['before'], high)}L{RIGHT} {_y(link.after, sizes['after'], high)}"
            for link in comparison.links
            if link.status is status
        ]
        drawn.append(f'<path class="l {STATUS_CLASS[status]}" d="{"".join(lines)}"/>' if lines else "")
    drawn += [_ticks(comparison, side, sizes[side], high) for side in SIDES]
    return (
        f'<figure><svg viewBox="0 0 {WIDE} {high + TOP + 8}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">Where sentences went</title><desc id="{name}-d">{said}</desc>{"".join(drawn)}</svg>'
        f"<figcaption>Where sentences went. Thick lines are changed, thin ones persisted; "
        f"ticks at the sides were dropped or added.</figcaption>{_table(comparison, prefix)}</figure>"
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


def _ticks(comparison: Comparison, side: Side, size: int, high: int) -> str:
    status = Status.DROPPED if side == "before" else Status.ADDED
    x, step = (LEFT, -TICK) if side == "before" else (RIGHT, TICK)
    lone = [n for n in range(size) if not comparison.links_of(side, n)]
    path = "".join(f"M{x} {_y(n, size, high)}h{step}" for n in lone)
    return f'<path class="l {STATUS_CLASS[status]}" d="{path}"/>' if path else ""


def _many_links(comparison: Comparison) -> str:
    counts = comparison.counts
    return f"{counts.persisted} persisted and {counts.changed} changed links"


def _lone(comparison: Comparison) -> str:
    return f"{comparison.counts.dropped} sentences dropped and {comparison.counts.added} added."


def _table(comparison: Comparison, prefix: str) -> str:
    rows = "".join(
        f'<tr><td><a href="#{prefix}b{link.before + 1}-a{link.after + 1}">{link.before + 1} → {link.after + 1}</a></td>'
        f"<td>{sign(link.status)} {link.status}</td><td>{link.relation}</td><td>{hundredths(link.score)}</td></tr>"
        for link in sorted(comparison.links, key=lambda link: (link.before, link.after))
    )
    return (
        "<details><summary>The links as a table</summary><table><thead><tr>"
        '<th scope="col">sentences</th><th scope="col">status</th><th scope="col">relation</th>'
        f'<th scope="col">score</th></tr></thead><tbody>{rows}</tbody></table></details>'
    )
