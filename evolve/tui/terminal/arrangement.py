"""How an entry's two sides are arranged, and which arrangement fits a window."""

from __future__ import annotations

from enum import StrEnum

SIDE_FROM = 100
"""From how many columns two texts fit side by side: 40 to 45 characters each are the least one reads with ease."""

LEAST = (60, 15)
"""The columns and lines below which only one line an entry is legible."""


class Arrangement(StrEnum):
    """How an entry's two sides stand to each other."""

    SIDE = "side by side"
    STACKED = "stacked"
    LIST = "one line a row"


def arrangement_for(width: int, height: int) -> Arrangement:
    """The layout a screen of this size calls for."""
    if width < LEAST[0] or height < LEAST[1]:
        return Arrangement.LIST
    return Arrangement.SIDE if width >= SIDE_FROM else Arrangement.STACKED
