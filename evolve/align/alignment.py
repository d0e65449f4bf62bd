"""The result of aligning two documents: the candidates with their scores, the winners, and the scores due to chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids
from evolve.align.features import Features
from evolve.align.score import EQUAL_SHARE, ScoredPairs


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """All candidate pairs of two documents, best first, independent of any threshold."""

    scored_pairs: ScoredPairs
    """The candidates with their scores and the parts of these; the scores are descending."""
    wins: Flags
    """For each candidate, whether it becomes a link at a sufficiently low threshold; depends on better candidates
    only."""
    outcompeted: Flags
    """For each candidate, whether it is surely wrong because one of its sentences was kept elsewhere."""
    chance_scores: Floats
    """The scores of the candidates among shuffled words, descending."""
    chance_link_scores: Floats
    """The scores of the candidates that win among shuffled words, descending."""
    chance_best_scores: Floats
    """The score of the best candidate of each sentence of shuffled words, 0 for none; descending."""
    expected_at: Floats
    """For each of `chance_link_scores`, the expected number of links due to chance at or above it."""
    features: Features
    """The words of both documents and their weights."""
    draw_weight: float
    """The number of candidates that each entry of `chance_scores` and `chance_link_scores` represents."""
    formulas: tuple[Flags, Flags]
    """For each sentence of either document, whether it is a formula, which counts neither as kept nor as not kept."""
    settled: tuple[Ids, Ids]
    """The sentences of either document to which chance does not apply: kept almost to the letter, or formulas."""

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
        by_chance = self.draw_weight * float(np.searchsorted(-self.chance_scores, -threshold, side="right"))
        return min(float(count), int(self.outcompeted[:count].sum()) + by_chance)

    @property
    def chance_cutoff(self) -> float:
        """The score below which chance explains every further candidate; infinite if it explains all.

        It is the score at which the candidates most outnumber those expected by chance.
        """
        counts = np.searchsorted(-self.score, -self.score, side="right")
        chance_counts = self.draw_weight * np.searchsorted(-self.chance_scores, -self.score, side="right")
        surplus = counts - np.cumsum(self.outcompeted)[counts - 1] - chance_counts
        return float(self.score[surplus.argmax()]) if surplus.max(initial=0) > 0 else float("inf")

    def links_above(self, threshold: float) -> int:
        """Return the number of links at a threshold."""
        return int(self.wins[: self.candidates_above(threshold)].sum())

    def expected_links(self, threshold: float) -> float:
        """Return the expected number of links due to chance at a threshold."""
        count = int(np.searchsorted(-self.chance_link_scores, -threshold, side="right"))
        chance_links = float(self.expected_at[count - 1]) if count else 0.0
        return min(float(self.links_above(threshold)), chance_links)
