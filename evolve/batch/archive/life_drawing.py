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

EVENT_NAMES: dict[Event, str] = {
    Event.FIRST: "first made", Event.ADDED: "first made", Event.PERSISTED: "persisted", Event.CHANGED: "changed",
    Event.REVIVED: "came back", Event.DROPPED: "not made", Event.ABSENT: "not made",
}  # fmt: skip
"""The name of each event. The texts are independent, so that an argument is not made in one rather than dropped."""
ABSENT_NAME = "made neither there nor in the one before"
"""The name of the periods without a mark, where those after a period with the argument have one."""
_YEAR = len("2022")


@dataclass(frozen=True, slots=True)
class LifeDrawing:
    """The drawing of one argument."""

    width: int
    height: int
    description: str
    """The events in words, with the periods."""
    ends: tuple[str, str]
    """The years of the first and the last period, or their whole names if it is one year."""
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
    description = life_in_words(argument.events, periods.names)
    return LifeDrawing(len(periods.names) * width, HEIGHT, description, _ends(periods.names), parts)


def _ends(names: Sequence[str]) -> tuple[str, str]:
    """Return what is written below the first and the last period."""
    first, last = names[0], names[-1]
    return (first, last) if first[:_YEAR] == last[:_YEAR] else (first[:_YEAR], last[:_YEAR])


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
    """Return the events of an argument with their periods: "first made 2005, persisted 2006 to 2008"."""
    return ", ".join(_runs(events, names))


def _runs(events: Sequence[Event], names: Sequence[str]) -> Iterator[str]:
    first = next(period for period, event in enumerate(events) if event is not Event.ABSENT)
    for word, run in groupby(range(first, len(events)), key=lambda period: EVENT_NAMES[events[period]]):
        periods = list(run)
        yield f"{word} {' to '.join(dict.fromkeys((names[periods[0]], names[periods[-1]])))}"
