"""What became of every sentence: links and a threshold in, statuses, kinds of change and arguments out."""

from __future__ import annotations

from evolve.model import Change, Kind, Reading, Status


def read_change(before: str, after: str) -> Reading:
    """What a linked pair says differently."""
    from rapidfuzz.fuzz import token_sort_ratio

    change = 1 - token_sort_ratio(before, after) / 100
    if change < 0.1:
        return Reading(change, (), Status.PERSISTED)
    return Reading(change, (Change(Kind.WORDING),), Status.CHANGED)
