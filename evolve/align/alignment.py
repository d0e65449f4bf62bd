"""The result of aligning two documents: every candidate with its score, and which of them win a place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """All candidate pairs of two documents, best first. Knows no threshold."""

    before: Indices
    """For every candidate, the index of the earlier sentence."""
    after: Indices
    """For every candidate, the index of the later sentence."""
    score: Floats
    """For every candidate its score, 0..1, never rising."""
    wins: Flags
    """For every candidate, whether it becomes a link once the threshold lets it; depends on better candidates only."""
    luck: Floats
    """Scores of the candidates that dealt-out words gave, never rising; `1 / rounds` of them are expected by chance."""
    lucky_links: Floats
    """The same for the candidates that won a place among dealt-out words."""
    rounds: int
    """How many times the words were dealt out."""

    def above(self, threshold: float) -> int:
        """How many candidates have at least this score."""
        return int(np.searchsorted(-self.score, -threshold, side="right"))

    def expected(self, threshold: float) -> float:
        """How many candidates shared vocabulary alone would lift to this score."""
        return float(np.searchsorted(-self.luck, -threshold, side="right")) / self.rounds

    def expected_links(self, threshold: float) -> float:
        """How many links shared vocabulary alone would give at this threshold."""
        return float(np.searchsorted(-self.lucky_links, -threshold, side="right")) / self.rounds
