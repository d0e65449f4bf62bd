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


def evolution_with_gap(verdict: str) -> evolve.Evolution:
    """Return three versions of which the last has a claim of the first again, under a verdict on the two sentences."""
    first, second = "Three watchmen walk the walls at night.", "The well must be dug deeper."
    again = "Four watchmen walk the walls at night."
    made = evolution([first, second], [second], [second, again])
    return made.judged({(0, 2): (evolve.Judgement(first, again, evolve.Verdict(verdict)),)})
