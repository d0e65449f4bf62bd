"""A bar whose parts are the shares of the statuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evolve.model import Counts, Status
from evolve.render.html.values import SIGNS, StatusSign

_WIDTH, _HEIGHT = 128, 14
_GAP = 1
"""Gap between two parts, which separates them without colour."""


@dataclass(frozen=True, slots=True)
class StatusBar:
    """The shares in the order of the statuses, and in words."""

    width: int
    height: int
    description: str
    parts: Sequence[tuple[StatusSign, str, str]]
    """For each status the left end and the width of its part."""


def status_bar(counts: Counts) -> StatusBar:
    """Return the bar of the numbers of sentences by status."""
    total = counts.total
    there = [status for status in Status if counts.of(status)]
    room = _WIDTH - _GAP * (len(there) - 1)
    left, parts = 0.0, []
    for status in there:
        width = room * counts.of(status) / total
        parts.append((SIGNS[status], f"{left:.1f}", f"{width:.1f}"))
        left += width + _GAP
    description = ", ".join(f"{status} {counts.of(status) / total:.0%}" for status in there) or "nothing to compare"
    return StatusBar(_WIDTH, _HEIGHT, description, parts)
