"""The result of aligning two documents: the candidates with their scores, the winners, and the estimate of chance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids
from evolve.align.chance import ChanceEstimate, estimate_chance
from evolve.align.features import Features
from evolve.align.score import EQUAL_SHARE, ScoredPairs
from evolve.align.surroundings import KEPT


@dataclass(frozen=True, eq=False)
class Alignment:
    """All candidate pairs of two documents, best first, independent of any threshold."""

    scored_pairs: ScoredPairs
    """The candidates with their scores and the parts of these; the scores are descending."""
    wins: Flags
    """For each candidate, whether it becomes a link at a sufficiently low threshold; depends on better candidates
    only."""
    outcompeted: Flags
    """For each candidate, whether it is surely wrong because one of its sentences was kept elsewhere."""
    features: Features
    """The words of both documents and their weights."""
    formulas: tuple[Flags, Flags]
    """For each sentence of either document, whether it is a formula, which counts neither as kept nor as not kept."""
    settled: tuple[Ids, Ids]
    """The sentences of either document to which chance does not apply: kept almost to the letter, or formulas."""

    @cached_property
    def chance(self) -> ChanceEstimate:
        """The scores due to chance, estimated on first use, because that is half of the work of an alignment."""
        return estimate_chance(self.features, self.settled, self.score[self.wins & (self.score < KEPT)])

    @property
    def before(self) -> Ids:
        """The index of the earlier sentence of each candidate."""
        return self.scored_pairs.before

    @property
    def after(self) -> Ids:
        """The index of the later sentence of each candidate."""
        return self.scored_pairs.after

    @property
    def score(self) -> Floats:
        """The score of each candidate, 0..1, descending."""
        return self.scored_pairs.score

    @property
    def equal(self) -> Flags:
        """For each candidate, whether both sentences have the same words in the same order."""
        return self.scored_pairs.order >= EQUAL_SHARE

    def candidates_above(self, threshold: float) -> int:
        """Return the number of candidates at or above a score."""
        return int(np.searchsorted(-self.score, -threshold, side="right"))

    def expected_candidates(self, threshold: float) -> float:
        """Return the number of wrong candidates at or above a score: outcompeted ones, and those expected by chance."""
        count = self.candidates_above(threshold)
        by_chance = float(self.chance.candidates_above(np.array(threshold)))
        return min(float(count), int(self.outcompeted[:count].sum()) + by_chance)

    @property
    def chance_cutoff(self) -> float:
        """The score below which chance explains every further candidate; infinite if it explains all.

        It is the score at which the candidates most outnumber those expected by chance.
        """
        counts = np.searchsorted(-self.score, -self.score, side="right")
        surplus = counts - np.cumsum(self.outcompeted)[counts - 1] - self.chance.candidates_above(self.score)
        return float(self.score[surplus.argmax()]) if surplus.max(initial=0) > 0 else float("inf")

    def links_above(self, threshold: float) -> int:
        """Return the number of links at a threshold."""
        return int(self.wins[: self.candidates_above(threshold)].sum())

    def expected_links(self, threshold: float) -> float:
        """Return the expected number of links due to chance at a threshold."""
        return min(float(self.links_above(threshold)), float(self.chance.links_above(np.array(threshold))))
