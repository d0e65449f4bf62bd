"""Versions made of given sentences, and compared."""

from __future__ import annotations

from typing import Any

import evolve
from evolve.comparison import evolution_of


def evolution(*versions: list[str], **settings: Any) -> evolve.Evolution:
    """Labelled v1, v2 and so on, and linked from .1 unless the settings say otherwise."""
    documents = [evolve.Document.from_sentences(v, label=f"v{n}") for n, v in enumerate(versions, 1)]
    return evolve.evolution(documents, settings=evolve.Settings(**{"threshold": 0.1, **settings}))


def judged_evolution(before: list[str], after: list[str], *judgements: tuple[int, int, str]) -> evolve.Evolution:
    """Two versions under judgements, each given as the places of its sentences and a verdict."""
    (comparison,) = evolution(before, after).comparisons
    made = [evolve.Judgement(before[b], after[a], evolve.Verdict(verdict)) for b, a, verdict in judgements]
    return evolution_of([comparison.judged(made)])
