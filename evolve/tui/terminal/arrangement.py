"""The arrangements of an entry's two sides, and the choice of one that fits a window."""

from __future__ import annotations

from enum import StrEnum

SIDE_FROM = 100
"""Minimum number of columns for two texts side by side: easy reading needs 40 to 45 characters for each."""

LEAST = (60, 15)
"""Minimum numbers of columns and lines for entries of more than one line."""


SUMMARY_FROM = 20
"""Minimum number of lines for a line that answers in words what came back."""

TABS_FROM = (72, 20)
"""Minimum numbers of columns and lines for the views as tabs."""


class Arrangement(StrEnum):
    """An arrangement of an entry's two sides."""

    SIDE = "side by side"
    STACKED = "stacked"
    LIST = "one line a row"


def arrangement_for(width: int, height: int) -> Arrangement:
    """Return the arrangement that fits a window of this size."""
    if width < LEAST[0] or height < LEAST[1]:
        return Arrangement.LIST
    return Arrangement.SIDE if width >= SIDE_FROM else Arrangement.STACKED
