"""The drawings of three versions or more: columns with bands between them, and shaded strips.

After "history flow" (Viégas, Wattenberg and Dave 2004) every version is a column in which its sentences are stacked in
the order of the text, each as high as it has words; bands join a sentence with its next version, dashed lines join one
that comes back with the last version that had it. After "The Preservation of Favoured Traces" (Fry 2009) every version
is also a strip. In both, a sentence is the fainter the later its argument first appears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from evolve.comparison import Evolution
from evolve.model import Status
from evolve.render.html.values import SIGNS
from evolve.render.numbers import many
from evolve.render.short_names import column_heads
from evolve.report.html.anchors import ChartLink, argument_anchor
from evolve.report.phrases import name_of

COLUMN_WIDTH = 16
"""Width of a column."""
COLUMN_GAPS, FLOW_WIDTH = (96, 180), 1080
"""The least and the most room for bands between two columns, and the width that a few columns fill."""
LETTER_WIDTH = 6.6
"""Average width of a letter of a name."""
FLOW_TOP, FLOW_HEIGHT = 34, 380
STRIP_LEFT, STRIP_WIDTH = 130, 640
STRIP_HEIGHT, STRIP_DISTANCE = 16, 24
MIN_BOX = 5
"""Minimum average size of a box that leaves room for a line around it."""
MAX_NAME_LENGTH, MAX_STRIP_NAME_LENGTH = 16, 21
"""Maximum lengths of the names of versions beside columns and strips, in characters."""
_PALEST = 0.15
"""Opacity of sentences of arguments that first appear in the last version."""

Box = Callable[[int, int, int], str]
"""Takes a version and the first and the end of a run of its sentences; returns the path of its rectangle."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a version in a drawing."""

    x: int
    y: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with its description."""

    name: str
    """The prefix of the ids of its elements."""
    description: str
    width: int
    height: int
    is_dense: bool
    """Whether most boxes are so small that lines between them would hide them."""
    labels: tuple[Label, ...]
    bands: tuple[tuple[str, str], ...]
    """For each look the path of its bands; strips have none."""
    shades: tuple[tuple[str, str], ...]
    """For each opacity the path of the sentences that have it."""
    chart_links: Iterator[ChartLink]
    """The clickable shapes; generated lazily."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The positions of the columns of a drawing."""

    margin: int
    """Width left and right of all columns."""
    gap: int
    """Width of the room for bands between two columns."""

    def left(self, version: int) -> int:
        """Return the position of the left edge of a column."""
        return self.margin + version * (COLUMN_WIDTH + self.gap)

    def right(self, version: int) -> int:
        """Return the position of the right edge of a column."""
        return self.left(version) + COLUMN_WIDTH


@dataclass(frozen=True, eq=False)
class Layers:
    """For every sentence its words, its argument and the version in which the argument first appears."""

    evolution: Evolution
    edges: tuple[tuple[int, ...], ...]
    """For each version the number of words before each sentence, and at the end that of all words."""
    first: tuple[int, ...]
    """For each argument the first version that has it."""

    @classmethod
    def of(cls, evolution: Evolution) -> Layers:
        """Return the layers of an evolution."""
        # At least one word each, so that every sentence can be seen.
        words = ([max(1, len(s.text.split())) for s in document.sentences] for document in evolution.documents)
        return cls(
            evolution=evolution,
            edges=tuple(tuple(accumulate(counts, initial=0)) for counts in words),
            first=tuple(next(v for v, here in enumerate(a.sentences) if here) for a in evolution.arguments),
        )

    @property
    def most_words(self) -> int:
        """The number of words of the longest version, at least 1."""
        return max(1, *(edges[-1] for edges in self.edges))

    @property
    def most_sentences(self) -> int:
        """The number of sentences of the version with the most of them, at least 1."""
        return max(1, *(len(edges) - 1 for edges in self.edges))

    def runs(self, version: int) -> Iterator[tuple[int, int, int]]:
        """Yield each run of sentences of one argument in a version: its first sentence, its end and the argument."""
        count, start, argument_at = len(self.edges[version]) - 1, 0, self.evolution.argument_at
        for n in range(count):
            argument = argument_at[version, n].id
            if n + 1 == count or argument_at[version, n + 1].id != argument:
                yield start, n + 1, argument
                start = n + 1

    def shades(self, box: Box) -> tuple[tuple[str, str], ...]:
        """Return for each version the opacity of arguments that first appear there, and the path of their boxes."""
        last = len(self.edges) - 1
        paths = [""] * (last + 1)
        for version in range(last + 1):
            for start, end, argument in self.runs(version):
                paths[self.first[argument]] += box(version, start, end)
        return tuple((f"{1 - (1 - _PALEST) * n / last:.2f}", path) for n, path in enumerate(paths) if path)

    def links(self, box: Box) -> Iterator[ChartLink]:
        """Yield a clickable shape for each run of sentences: it leads to its argument."""
        arguments, names = self.evolution.arguments, [name_of(document) for document in self.evolution.documents]
        for version, name in enumerate(names):
            for start, end, at in self.runs(version):
                numbers = str(start + 1) if end == start + 1 else f"{start + 1}–{end}"
                title = f"{name}, {numbers}: {arguments[at].label}; first in {names[self.first[at]]}"
                yield ChartLink(argument_anchor(arguments[at]), title, box(version, start, end))


def flow_drawing(layers: Layers) -> Drawing:
    """Return the columns of all versions with the bands between them."""
    evolution, versions = layers.evolution, len(layers.edges)
    scale = FLOW_HEIGHT / layers.most_words
    names = _heads(layers, MAX_NAME_LENGTH)
    # Half of the first and of the last name is beside their columns.
    margin = max(34, round(LETTER_WIDTH * max(len(names[0]), len(names[-1])) / 2) - COLUMN_WIDTH // 2)
    gap = (FLOW_WIDTH - 2 * margin - versions * COLUMN_WIDTH) // (versions - 1)
    columns = Columns(margin, min(COLUMN_GAPS[1], max(COLUMN_GAPS[0], gap)))

    def box(version: int, start: int, end: int) -> str:
        top, bottom = (scale * layers.edges[version][n] for n in (start, end))
        return _rectangle(columns.left(version), FLOW_TOP + top, COLUMN_WIDTH, bottom - top)

    return Drawing(
        name="flow",
        description=f"The sentences of {versions} versions in columns, joined by bands; "
        f"{many(len(evolution.revivals), 'line')} over a gap.",
        width=columns.left(versions - 1) + COLUMN_WIDTH + margin,
        height=FLOW_TOP + FLOW_HEIGHT + 6,
        is_dense=FLOW_HEIGHT / layers.most_sentences < MIN_BOX,
        labels=tuple(
            # Every second name is higher, so that long ones do not touch.
            Label(columns.left(v) + COLUMN_WIDTH // 2, 12 + 14 * (v % 2), "middle", name)
            for v, name in enumerate(names)
        ),
        bands=tuple(_bands(layers, columns, scale)),
        shades=layers.shades(box),
        chart_links=layers.links(box),
    )


def strip_drawing(layers: Layers) -> Drawing:
    """Return a strip for each version."""
    scale = STRIP_WIDTH / layers.most_words

    def box(version: int, start: int, end: int) -> str:
        left, right = (scale * layers.edges[version][n] for n in (start, end))
        return _rectangle(STRIP_LEFT + left, 2 + version * STRIP_DISTANCE, right - left, STRIP_HEIGHT)

    names = _heads(layers, MAX_STRIP_NAME_LENGTH)
    return Drawing(
        name="strips",
        description="Every version as a strip, from first to last sentence; the fainter, the later first made.",
        width=STRIP_LEFT + STRIP_WIDTH + 2,
        height=len(names) * STRIP_DISTANCE,
        is_dense=STRIP_WIDTH / layers.most_sentences < MIN_BOX,
        labels=tuple(Label(STRIP_LEFT - 8, 14 + v * STRIP_DISTANCE, "end", name) for v, name in enumerate(names)),
        bands=(),
        shades=layers.shades(box),
        chart_links=layers.links(box),
    )


def _heads(layers: Layers, room: int) -> tuple[str, ...]:
    """Return the names of the versions, or their dates, of at most `room` characters each."""
    documents = layers.evolution.documents
    return column_heads([name_of(document) for document in documents], [document.date for document in documents], room)


def _bands(layers: Layers, columns: Columns, scale: float) -> Iterator[tuple[str, str]]:
    """Yield the look and the path of the bands of each status, then of the lines over gaps."""

    def span(version: int, n: int) -> tuple[float, float]:
        top, bottom = layers.edges[version][n : n + 2]
        return FLOW_TOP + scale * top, FLOW_TOP + scale * bottom

    evolution = layers.evolution
    for status in (Status.PERSISTED, Status.CHANGED):
        path = "".join(
            _band(columns.right(v), *span(v, link.before), columns.left(v + 1), *span(v + 1, link.after))
            for v, comparison in enumerate(evolution.comparisons)
            for link in comparison.links
            if link.status is status
        )
        if path:
            yield SIGNS[status].look, path
    path = "".join(
        _curve(
            columns.right(revival.earlier),
            sum(span(revival.earlier, revival.link.before)) / 2,
            columns.left(revival.later),
            sum(span(revival.later, revival.link.after)) / 2,
        )
        for revival in evolution.revivals
    )
    if path:
        yield "gap", path


def _band(left: float, top: float, bottom: float, right: float, top_there: float, bottom_there: float) -> str:
    """Return the path of a band between the edges of two columns."""
    bend = (right - left) / 2
    there = _curve(left, top, right, top_there)
    back = f"V{_number(bottom_there)}C{_number(right - bend)} {_number(bottom_there)} {_number(left + bend)}"
    return f"{there}{back} {_number(bottom)} {_number(left)} {_number(bottom)}z"


def _curve(left: float, y: float, right: float, y_there: float) -> str:
    """Return the path of a line that leaves and arrives level."""
    bend = (right - left) / 2
    return (
        f"M{_number(left)} {_number(y)}C{_number(left + bend)} {_number(y)} {_number(right - bend)} {_number(y_there)} "
        f"{_number(right)} {_number(y_there)}"
    )


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"M{_number(x)} {_number(y)}h{_number(width)}v{_number(height)}h{_number(-width)}z"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
