"""Numbers as a person reads them: scores, sentence numbers, counts with their noun."""

from __future__ import annotations

from collections.abc import Sequence


def hundredths(share: float) -> str:
    """A score, a change or a threshold as a person reads it: .48, and 1.00."""
    return f"{share:.2f}".removeprefix("0")


def spread(items: Sequence[int]) -> str:
    """Indices as a person reads them, counted from 1, runs joined: (0, 1, 2, 6) gives "1-3, 7"."""
    out: list[str] = []
    at = 0
    while at < len(items):
        end = at
        while end + 1 < len(items) and items[end + 1] == items[end] + 1:
            end += 1
        out.append(str(items[at] + 1) if end == at else f"{items[at] + 1}-{items[end] + 1}")
        at = end + 1
    return ", ".join(out)


def many(count: int, noun: str) -> str:
    """A number of things."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
