"""Alignments with a chosen estimate of chance."""

from __future__ import annotations

from dataclasses import replace

from evolve.align.alignment import Alignment
from evolve.align.chance import ChanceEstimate


def with_chance(alignment: Alignment, chance: ChanceEstimate) -> Alignment:
    """Return an alignment whose estimate of chance is not made on first use, but given."""
    changed = replace(alignment)
    vars(changed)["chance"] = chance
    return changed
