"""Evolutions of given sentences."""

from __future__ import annotations

from typing import Any

import evolve
from evolve.comparison import evolution_of


def evolution(*versions: list[str], **settings: Any) -> evolve.Evolution:
    """Return the evolution of versions labelled v1, v2 and so on, at threshold .1 unless the settings give another."""
    documents = [evolve.Document.from_sentences(v, label=f"v{n}") for n, v in enumerate(versions, 1)]
    return evolve.evolution(documents, settings=evolve.Settings(**{"threshold": 0.1, **settings}))


def judged_evolution(before: list[str], after: list[str], *judgements: tuple[int, int, str]) -> evolve.Evolution:
    """Return two versions compared under judgements, each given as two sentence indices and a verdict."""
    (comparison,) = evolution(before, after).comparisons
    made = [evolve.Judgement(before[b], after[a], evolve.Verdict(verdict)) for b, a, verdict in judgements]
    return evolution_of([comparison.judged(made)])
