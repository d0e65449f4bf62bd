"""Example texts written for evolve: an open letter in four drafts, with every kind of life an argument can have.

The letter about a market on a quay was written in March and revised in May, July and September. Its claims persist,
change in number, strength, attribution and denial, are split and merged, are dropped, added, and come back after a gap.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "lives"


def lives() -> tuple[tuple[Path, str], ...]:
    """Return the files of the four drafts with their labels, the earliest first."""
    files = sorted(_FOLDER.glob("*.txt"))
    return tuple((file, file.stem.partition("-")[2].capitalize()) for file in files)
