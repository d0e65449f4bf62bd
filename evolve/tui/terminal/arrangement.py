"""How an entry's two sides are arranged, and which arrangement fits a window."""

from __future__ import annotations

from enum import StrEnum

SIDE_FROM = 100
"""The columns from which two texts are side by side: 40 to 45 characters each are the least for easy reading."""

LEAST = (60, 15)
"""The columns and lines below which an entry has one line."""


class Arrangement(StrEnum):
    """How an entry's two sides are arranged."""

    SIDE = "side by side"
    STACKED = "stacked"
    LIST = "one line a row"


def arrangement_for(width: int, height: int) -> Arrangement:
    """Return the arrangement that fits a window of this size."""
    if width < LEAST[0] or height < LEAST[1]:
        return Arrangement.LIST
    return Arrangement.SIDE if width >= SIDE_FROM else Arrangement.STACKED
