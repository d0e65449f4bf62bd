"""What a threshold chosen on some pairs of texts is worth on another: each pair is left out in turn."""

from __future__ import annotations

from dataclasses import dataclass

from evolve.tune.estimate import Measured, estimate
from evolve.tune.labels import Labels, PerPair
from evolve.tune.recommend import Kept, Objective, one_for_all
from evolve.tune.sweep import STEPS


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One pair of texts, judged at a threshold that was chosen without it."""

    pair: int
    threshold: float
    """Chosen on all other pairs; the pair's own where those keep each their own."""
    measured: Measured
    """What the pair's own labels say of it."""
    own: Measured
    """What they say of the threshold that the pair finds by itself."""


def leave_one_out(labels: Labels, objective: Objective, own: PerPair, *, rounds: int) -> tuple[HeldOut, ...]:
    """Every pair of texts that has labels, left out in turn; none where fewer than two pairs have labels.

    `own` are the thresholds that the pairs find by themselves.
    """
    with_some = sorted({label.pair for label in labels.items})
    if len(with_some) < 2:
        return ()
    out = []
    for pair in with_some:
        others = *own[:pair], *own[pair + 1 :]
        chosen = one_for_all(estimate(labels.without(pair), (*STEPS, others), rounds=rounds), objective, others)
        if chosen is None:
            continue
        taken = own[pair] if isinstance(chosen, Kept) else chosen.threshold
        found = estimate(labels.of(pair), (taken, own[pair]), rounds=rounds)
        out.append(HeldOut(pair, taken, found.at(taken), found.at(own[pair])))
    return tuple(out)
