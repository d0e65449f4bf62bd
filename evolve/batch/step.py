"""A task of a batch that is finished, for those who follow its progress."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A task that is finished: a pair, or a text or a comparison of an archive."""

    label: str
    """The name shown for the task."""
    outcome: str
    """ "done", "failed", or "kept" if an earlier run completed it."""
    reason: str = ""
