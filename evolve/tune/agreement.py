"""How far two people's labels of the same pairs agree, beyond what luck would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evolve.errors import InputError
from evolve.model import Judgement


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people's verdicts on the pairs both have judged."""

    pairs: int
    """Judged by both."""
    percent: float
    """0..1, the share with one verdict."""
    kappa: float | None
    """Cohen's kappa (1960); None where both gave one and the same verdict throughout, so that it is not defined."""
    alpha: float | None
    """Krippendorff's alpha, nominal (2004); None in the same case."""
    only: tuple[int, int]
    """Pairs that either judged alone."""
    apart: tuple[tuple[Judgement, Judgement], ...]
    """Where they differ."""


def agreement(one: Sequence[Judgement], two: Sequence[Judgement]) -> Agreement:
    """How far two people agree. Raises InputError where they have judged no pair in common."""
    first = {(j.before, j.after): j for j in one}
    second = {(j.before, j.after): j for j in two}
    both = [pair for pair in first if pair in second]
    if not both:
        step = "let both label the same texts with the same --seed"
        raise InputError("no pair was judged by both", next_step=step)
    verdicts = [(first[pair].verdict, second[pair].verdict) for pair in both]
    kappa = alpha = None
    if len({verdict for pair in verdicts for verdict in pair}) > 1:
        from nltk.metrics.agreement import AnnotationTask

        rows = [(str(who), str(n), str(v)) for n, pair in enumerate(verdicts) for who, v in enumerate(pair)]
        task = AnnotationTask(data=rows)
        kappa, alpha = float(task.kappa()), float(task.alpha())
    return Agreement(
        pairs=len(both),
        percent=sum(a is b for a, b in verdicts) / len(both),
        kappa=kappa,
        alpha=alpha,
        only=(len(first) - len(both), len(second) - len(both)),
        apart=tuple((first[p], second[p]) for p in both if first[p].verdict is not second[p].verdict),
    )
