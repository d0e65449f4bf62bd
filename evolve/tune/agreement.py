"""The agreement of two people's labels of the same pairs, beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evolve.errors import InputError
from evolve.model import Judgement


@dataclass(frozen=True, slots=True)
class Agreement:
    """The verdicts of two people on the pairs both have judged."""

    pairs: int
    """The number of pairs judged by both."""
    percent: float
    """0..1, the share of them with equal verdicts."""
    kappa: float | None
    """Cohen's kappa (1960); None if all verdicts are the same, so that it is not defined."""
    alpha: float | None
    """Krippendorff's alpha, nominal (2004); None if all verdicts are the same, so that it is not defined."""
    judged_by_one: tuple[int, int]
    """The numbers of pairs judged by the first person alone and by the second alone."""
    disagreements: tuple[tuple[Judgement, Judgement], ...]
    """The judgements of the pairs with different verdicts."""


def agreement(judgements_one: Sequence[Judgement], judgements_two: Sequence[Judgement]) -> Agreement:
    """Return the agreement of two people. Raises InputError if they have judged no pair in common."""
    by_pair_one = {(j.before, j.after): j for j in judgements_one}
    by_pair_two = {(j.before, j.after): j for j in judgements_two}
    common = [pair for pair in by_pair_one if pair in by_pair_two]
    if not common:
        step = "have both people label the same texts with the same --seed"
        raise InputError("no pair was judged by both", next_step=step)
    verdicts = [(by_pair_one[pair].verdict, by_pair_two[pair].verdict) for pair in common]
    kappa = alpha = None
    if len({verdict for pair in verdicts for verdict in pair}) > 1:
        from nltk.metrics.agreement import AnnotationTask

        rows = [(str(who), str(n), str(v)) for n, pair in enumerate(verdicts) for who, v in enumerate(pair)]
        task = AnnotationTask(data=rows)
        kappa, alpha = float(task.kappa()), float(task.alpha())
    return Agreement(
        pairs=len(common),
        percent=sum(a is b for a, b in verdicts) / len(common),
        kappa=kappa,
        alpha=alpha,
        judged_by_one=(len(by_pair_one) - len(common), len(by_pair_two) - len(common)),
        disagreements=tuple(
            (by_pair_one[p], by_pair_two[p]) for p in common if by_pair_one[p].verdict is not by_pair_two[p].verdict
        ),
    )
