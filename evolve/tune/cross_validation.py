"""Leave-one-out cross-validation: how well a threshold chosen on some pairs of texts works on another."""

from __future__ import annotations

from dataclasses import dataclass

from evolve.tune.estimate import ThresholdFigures, estimate
from evolve.tune.labels import Labels, PerPair
from evolve.tune.recommend import KeepOwnThresholds, Objective, recommend_for_all_pairs
from evolve.tune.sweep import STEPS


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One pair of texts, measured at a threshold that was chosen without it."""

    pair: int
    threshold: float
    """The threshold chosen on all other pairs; the pair's own if those keep their own."""
    measured: ThresholdFigures
    """The figures of the pair's own labels at that threshold."""
    own: ThresholdFigures
    """Their figures at the automatic threshold of the pair."""


def cross_validate(
    labels: Labels, objective: Objective, own_thresholds: PerPair, *, rounds: int
) -> tuple[HeldOut, ...]:
    """Return the result for every pair of texts that has labels, left out in turn; empty for fewer than two such pairs.

    `own_thresholds` are the automatic thresholds of the pairs.
    """
    labelled = sorted({label.pair for label in labels.items})
    if len(labelled) < 2:
        return ()
    results = []
    for pair in labelled:
        other_thresholds = *own_thresholds[:pair], *own_thresholds[pair + 1 :]
        chosen = recommend_for_all_pairs(
            estimate(labels.without(pair), (*STEPS, other_thresholds), rounds=rounds), objective, other_thresholds
        )
        if chosen is None:
            continue
        threshold = own_thresholds[pair] if isinstance(chosen, KeepOwnThresholds) else chosen.threshold
        estimated = estimate(labels.of(pair), (threshold, own_thresholds[pair]), rounds=rounds)
        results.append(HeldOut(pair, threshold, estimated.at(threshold), estimated.at(own_thresholds[pair])))
    return tuple(results)
