"""The result of aligning two documents: every candidate with its score, who wins a place, and what chance gives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids
from evolve.align.features import Features
from evolve.align.score import EQUAL_SHARE, Scored


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """All candidate pairs of two documents, best first. Knows no threshold."""

    made_of: Scored
    """The candidates with their scores and what these are made of; the scores never rise."""
    wins: Flags
    """For every candidate, whether it becomes a link once the threshold lets it; depends on better candidates only."""
    beaten: Flags
    """For every candidate, whether it is surely wrong, because one of its sentences was kept elsewhere."""
    chance_scores: Floats
    """Scores of the candidates that dealt-out words gave, never rising."""
    chance_link_scores: Floats
    """The same for the candidates that won a place among dealt-out words."""
    chance_best_scores: Floats
    """For every dealt-out sentence the score of its best candidate, 0 where it has none; never rising."""
    expected_at: Floats
    """For every one of `chance_link_scores`, how many of the links down to its score chance is expected to give."""
    features: Features
    """The words of both documents and what they weigh."""
    draw_weight: float
    """How many candidates each entry of `chance_scores` and `chance_link_scores` stands for."""
    weightless: tuple[Flags, Flags]
    """For every sentence of either document, whether it is a formula and counts neither as kept nor as not kept."""
    settled: tuple[Ids, Ids]
    """The sentences of either document that chance does not concern: kept almost to the letter, or formulas."""

    @property
    def before(self) -> Ids:
        """For every candidate, the index of the earlier sentence."""
        return self.made_of.before

    @property
    def after(self) -> Ids:
        """For every candidate, the index of the later sentence."""
        return self.made_of.after

    @property
    def score(self) -> Floats:
        """For every candidate its score, 0..1, never rising."""
        return self.made_of.score

    @property
    def equal(self) -> Flags:
        """For every candidate, whether both sentences say the same words in the same order."""
        return self.made_of.order >= EQUAL_SHARE

    def above(self, threshold: float) -> int:
        """How many candidates have at least this score."""
        return int(np.searchsorted(-self.score, -threshold, side="right"))

    def expected(self, threshold: float) -> float:
        """How many candidates at or above this score are wrong: beaten ones, and those that reach it by chance."""
        count = self.above(threshold)
        beaten = int(self.beaten[:count].sum())
        return min(
            float(count),
            beaten + self.draw_weight * float(np.searchsorted(-self.chance_scores, -threshold, side="right")),
        )

    @property
    def chance_cutoff(self) -> float:
        """The score below which chance explains every further candidate; infinite where it explains all of them.

        At it the candidates outnumber those expected by chance by the most.
        """
        count = np.searchsorted(-self.score, -self.score, side="right")
        by_chance = self.draw_weight * np.searchsorted(-self.chance_scores, -self.score, side="right")
        beyond = count - np.cumsum(self.beaten)[count - 1] - by_chance
        return float(self.score[beyond.argmax()]) if beyond.max(initial=0) > 0 else float("inf")

    def links_above(self, threshold: float) -> int:
        """How many links a threshold gives."""
        return int(self.wins[: self.above(threshold)].sum())

    def expected_links(self, threshold: float) -> float:
        """The expected number of links due to chance at this threshold."""
        count = int(np.searchsorted(-self.chance_link_scores, -threshold, side="right"))
        by_chance = float(self.expected_at[count - 1]) if count else 0.0
        return min(float(self.links_above(threshold)), by_chance)
