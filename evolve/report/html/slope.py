"""The slope diagram: a line for each link, from its position in the earlier text to its position in the later one.

Parallel lines mean that the order was kept, crossing lines that it changed; ticks are sentences without a link.
Invisible paths over lines and ticks can be clicked. The keyboard skips them, because the table below the diagram has
the same addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evolve.comparison import Comparison
from evolve.model import SIDES, Link, Side, Status
from evolve.render.html.values import SIGNS, StatusSign
from evolve.render.numbers import hundredths, many
from evolve.render.status_names import status_name
from evolve.report.html.anchors import ChartLink, link_anchor
from evolve.report.phrases import name_of

WIDTH = 360
"""Width of the drawing."""
LEFT, RIGHT, TOP = 46, 314, 24
MIN_HEIGHT, MAX_HEIGHT = 160, 640
"""Limits of the height of the axes."""
SENTENCE_HEIGHT = 9
"""Height for each sentence, until the maximum height is reached."""
TICK_LENGTH = 8
MAX_NAME_LENGTH = 26
"""Maximum length of the name of a version above its axis, in characters."""
_UNMATCHED_STATUS: Mapping[Side, Status] = {"before": Status.DROPPED, "after": Status.ADDED}
"""The status of a sentence on either side without a link and without a possible candidate."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One version: a vertical line with sentence numbers."""

    name: str
    name_x: int
    name_anchor: str
    path: str
    number_x: int
    number_anchor: str
    numbers: tuple[tuple[str, int], ...]
    """For each number shown, its vertical position and the number."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link in the table."""

    anchor: str
    before: int
    after: int
    status: StatusSign
    relation: str
    score: str


@dataclass(frozen=True, slots=True)
class Slope:
    """The diagram, its description, and a table with the same content."""

    name: str
    """The prefix of the ids of its elements."""
    description: str
    ticks: str
    """The names of the statuses of sentences without a link."""
    width: int
    height: int
    axes: tuple[Axis, Axis]
    paths: Sequence[tuple[StatusSign, str]]
    """The visible paths: one for the links, or for the sentences without a link, of each status."""
    chart_links: Iterator[ChartLink]
    """The clickable paths; generated lazily."""
    rows: Iterator[LinkRow]
    """The rows of the table; generated lazily."""


def slope_diagram(comparison: Comparison, prefix: str) -> Slope:
    """Return the diagram of a comparison; `prefix` begins its ids and anchors."""
    sizes = {side: len(getattr(comparison, side).sentences) for side in SIDES}
    height = min(MAX_HEIGHT, max(MIN_HEIGHT, SENTENCE_HEIGHT * max(sizes.values())))
    counts = comparison.counts
    unmatched = f"{counts.dropped} dropped and {counts.added} added"
    if comparison.needs_reading:
        unmatched = f"{counts.unmatched} unmatched"
    return Slope(
        name=f"{prefix}slope",
        description=f"{many(len(comparison.links), 'link')} as lines from the earlier to the later text; of the "
        f"sentences without a link {counts.unclear} are unclear, {unmatched}.",
        ticks="unclear or unmatched" if comparison.needs_reading else "unclear, dropped or added",
        width=WIDTH,
        height=height + TOP + 8,
        axes=(_axis(comparison, "before", height), _axis(comparison, "after", height)),
        paths=[(SIGNS[status], path) for status, path in _paths(comparison, sizes, height) if path],
        chart_links=_chart_links(comparison, sizes, height, prefix),
        rows=(_table_row(link, prefix) for link in sorted(comparison.links, key=lambda k: (k.before, k.after))),
    )


def _name(comparison: Comparison, status: Status) -> str:
    return status_name(status, is_rewritten=comparison.needs_reading)


def _short(name: str) -> str:
    return name if len(name) <= MAX_NAME_LENGTH else name[: MAX_NAME_LENGTH - 1] + "…"


def _y(index: int, size: int, height: int) -> str:
    return f"{TOP + height * (index + 0.5) / size:.1f}".removesuffix(".0")


def _axis(comparison: Comparison, side: Side, height: int) -> Axis:
    is_left = side == "before"
    document = getattr(comparison, side)
    size = len(document.sentences)
    step = next(step for step in (1, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10**9) if size / step * 12 <= height)
    return Axis(
        name=_short(name_of(document)),
        name_x=0 if is_left else WIDTH,
        name_anchor="start" if is_left else "end",
        path=f"M{LEFT if is_left else RIGHT} {TOP}V{TOP + height}",
        number_x=LEFT - TICK_LENGTH - 4 if is_left else RIGHT + TICK_LENGTH + 4,
        number_anchor="end" if is_left else "start",
        numbers=tuple((f"{float(_y(n, size, height)) + 3.5:.1f}", n + 1) for n in range(step - 1, size, step)),
    )


def _paths(comparison: Comparison, sizes: Mapping[Side, int], height: int) -> Iterator[tuple[Status, str]]:
    for status in (Status.PERSISTED, Status.CHANGED):
        yield status, "".join(_line(link, sizes, height) for link in comparison.links if link.status is status)
    for side in SIDES:
        for status in (Status.UNCLEAR, _UNMATCHED_STATUS[side]):
            unlinked = (n for n in _unlinked(comparison, side) if comparison.status_of(side, n) is status)
            yield status, "".join(_tick(side, n, sizes[side], height) for n in unlinked)


def _line(link: Link, sizes: Mapping[Side, int], height: int) -> str:
    start, end = (_y(getattr(link, side), sizes[side], height) for side in SIDES)
    return f"M{LEFT} {start}L{RIGHT} {end}"


def _tick(side: Side, n: int, size: int, height: int) -> str:
    x, step = (LEFT, -TICK_LENGTH) if side == "before" else (RIGHT, TICK_LENGTH)
    return f"M{x} {_y(n, size, height)}h{step}"


def _unlinked(comparison: Comparison, side: Side) -> list[int]:
    """Return the indices of the sentences of a side without a link."""
    return [n for n in range(len(getattr(comparison, side).sentences)) if not comparison.links_of(side, n)]


def _chart_links(comparison: Comparison, sizes: Mapping[Side, int], height: int, prefix: str) -> Iterator[ChartLink]:
    for link in comparison.links:
        title = f"{link.before + 1} → {link.after + 1}, {link.status}"
        yield ChartLink(link_anchor(link, prefix), title, _line(link, sizes, height))
    for side in SIDES:
        for n in _unlinked(comparison, side):
            title = f"{n + 1}, {_name(comparison, comparison.status_of(side, n))}"
            yield ChartLink(f"{prefix}{side[0]}{n + 1}", title, _tick(side, n, sizes[side], height))


def _table_row(link: Link, prefix: str) -> LinkRow:
    return LinkRow(
        anchor=link_anchor(link, prefix),
        before=link.before + 1,
        after=link.after + 1,
        status=SIGNS[link.status],
        relation=link.relation,
        score=hundredths(link.score),
    )
