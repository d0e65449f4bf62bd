"""Compares documents: two versions give a comparison, several versions an evolution.

Screen, reports and tuner all read these two values and nothing else, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from evolve.comparison.compared import compared
from evolve.comparison.comparison import Comparison
from evolve.comparison.evolution import Evolution, evolution_of
from evolve.document import Document, in_one_language, with_bodies_of_one_kind
from evolve.errors import UsageError
from evolve.settings import Settings
from evolve.text.languages import AUTO

__all__ = ["Comparison", "Evolution", "compare", "evolution", "evolution_of"]


def compare(before: Document, after: Document, *, settings: Settings | None = None) -> Comparison:
    """Align two versions and classify their sentences.

    The threshold is that of the settings or, without one, is found for this pair from chance. Either document may be
    empty. Raises SettingsError for a voice that does not load and UsageError for one that returns no vectors.
    """
    settings = settings or Settings()
    before, after = _prepared((before, after), settings)
    return compared(before, after, settings)


def _prepared(documents: Sequence[Document], settings: Settings) -> tuple[Document, ...]:
    """Return the documents with bodies of one kind, and with sentences by the rules of one language."""
    documents = with_bodies_of_one_kind(documents)
    return in_one_language(documents) if settings.language == AUTO else tuple(documents)


def evolution(versions: Sequence[Document], *, settings: Settings | None = None) -> Evolution:
    """Compare each version with the next. Raises UsageError for fewer than two versions."""
    if len(versions) < 2:
        raise UsageError("an evolution needs two or more versions", next_step="name at least two")
    settings = settings or Settings()
    documents = _prepared(versions, settings)
    return evolution_of([compared(before, after, settings) for before, after in pairwise(documents)])
