"""The small drawing of an argument's life: a mark for each period, and the same in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from evolve.batch.archive.arguments import ArgumentOverTime
from evolve.batch.archive.periods import Periods
from evolve.model import Event

HEIGHT = 20
_WIDE, _NARROW = 12, 6
"""Widths of a period, of few periods and of more."""
_FEW_PERIODS = 20
_LEAST, _GAP = 8, 1
"""Height of the lowest mark, and the gap between two marks."""
_DROPPED_HEIGHT = 3

LOOKS: dict[Event, str] = {
    Event.FIRST: "n", Event.ADDED: "n", Event.PERSISTED: "p", Event.CHANGED: "c", Event.REVIVED: "r",
    Event.DROPPED: "d",
}  # fmt: skip
"""The class of the marks of each event that has one."""


@dataclass(frozen=True, slots=True)
class LifeDrawing:
    """The drawing of one argument."""

    width: int
    height: int
    description: str
    """The events in words, with the periods."""
    parts: tuple[tuple[str, str], ...]
    """For each kind of event its class and one path."""


def life_drawing(argument: ArgumentOverTime, periods: Periods) -> LifeDrawing:
    """Return the drawing of an argument: the more texts of a period make the argument, the higher is its mark."""
    count = Counter(periods.of_texts[occurrence.text] for occurrence in argument.occurrences)
    most = max(count.values())
    width = _WIDE if len(periods.names) <= _FEW_PERIODS else _NARROW
    paths: dict[str, list[str]] = {}
    for period, event in enumerate(argument.events):
        if event in LOOKS:
            height = height_of(event, count[period] / most)
            paths.setdefault(LOOKS[event], []).append(mark(event, period * width, width - _GAP, height))
    parts = tuple((look, "".join(path)) for look, path in paths.items())
    return LifeDrawing(len(periods.names) * width, HEIGHT, life_in_words(argument.events, periods.names), parts)


def height_of(event: Event, share: float) -> int:
    """Return the height of a mark; `share`, 0..1, is the number of texts in relation to that of the highest mark."""
    return _DROPPED_HEIGHT if event is Event.DROPPED else _LEAST + round((HEIGHT - _LEAST) * share)


def mark(event: Event, left: int, width: int, height: int) -> str:
    """Return the path of a mark: a wedge for a revival, which is distinct without colour, else a bar."""
    top = HEIGHT - height
    if event is Event.REVIVED:
        return f"M{left} {HEIGHT}L{left + width / 2:g} {top}L{left + width} {HEIGHT}z"
    return f"M{left} {top}h{width}v{height}h-{width}z"


def life_in_words(events: Sequence[Event], names: Sequence[str]) -> str:
    """Return the events of an argument with their periods: "added 2005, persisted 2006 to 2008, dropped 2009"."""
    return ", ".join(_runs(events, names))


def _runs(events: Sequence[Event], names: Sequence[str]) -> Iterator[str]:
    for event, run in groupby(range(len(events)), key=events.__getitem__):
        periods = list(run)
        if event is not Event.ABSENT:
            word = "made" if event is Event.FIRST else event.value
            yield f"{word} {' to '.join(dict.fromkeys((names[periods[0]], names[periods[-1]])))}"
