"""What a threshold chosen on some pairs of texts is worth on another: each pair is left out in turn."""

from __future__ import annotations

from dataclasses import dataclass

from evolve.tune.choose import Choice, Objective, with_labels
from evolve.tune.estimate import Measured, estimate
from evolve.tune.labels import Labels
from evolve.tune.sweep import STEPS


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One pair of texts, judged at a threshold that was chosen without it."""

    pair: int
    threshold: float
    """Chosen on all other pairs."""
    measured: Measured
    """What the pair's own labels say of it."""
    default: Measured
    """What they say of the threshold that the pair finds by itself."""


def leave_one_out(labels: Labels, objective: Objective, default: float, *, rounds: int) -> tuple[HeldOut, ...]:
    """Every pair of texts that has labels, left out in turn; none where fewer than two pairs have labels."""
    with_some = sorted({label.pair for label in labels.items})
    if len(with_some) < 2:
        return ()
    out = []
    for pair in with_some:
        choice: Choice | None = with_labels(
            estimate(labels.without(pair), (*STEPS, default), rounds=rounds), objective, default
        )
        if choice is None:
            continue
        found = labels.comparisons[pair].threshold
        own = estimate(labels.of(pair), (choice.threshold, found), rounds=rounds)
        out.append(HeldOut(pair, choice.threshold, own.at(choice.threshold), own.at(found)))
    return tuple(out)
