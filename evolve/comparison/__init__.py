"""Compares documents: two versions give a comparison, several versions an evolution.

Screen, reports and tuner all read these two values and nothing else, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from evolve.align import align
from evolve.comparison.comparison import Comparison
from evolve.comparison.evolution import Evolution, evolution_of
from evolve.comparison.judged import AppliedJudgements
from evolve.comparison.pair import AlignedPair
from evolve.document import Document
from evolve.errors import UsageError
from evolve.settings import Settings
from evolve.settings.voices import find_voice
from evolve.text.words.equivalents import equivalents_of

__all__ = ["Comparison", "Evolution", "compare", "evolution", "evolution_of"]


def compare(before: Document, after: Document, *, settings: Settings | None = None) -> Comparison:
    """Align two versions and classify their sentences.

    The threshold is that of the settings or, without one, is found for this pair from chance. Either document may be
    empty. Raises SettingsError for a voice that does not load and UsageError for one that returns no vectors.
    """
    settings = settings or Settings()
    equivalents = equivalents_of(
        settings.equivalents, use_shipped=settings.shipped_equivalents, language=settings.language
    )
    alignment = align(
        [sentence.text for sentence in before.sentences],
        [sentence.text for sentence in after.sentences],
        language=settings.language,
        equivalents=equivalents,
        voice=None if settings.voice == "none" else find_voice(settings.voice),
    )
    pair = AlignedPair(before, after, settings, equivalents, alignment)
    threshold = pair.automatic_threshold if settings.threshold is None else settings.threshold
    return Comparison(pair, threshold, AppliedJudgements(pair))


def evolution(versions: Sequence[Document], *, settings: Settings | None = None) -> Evolution:
    """Compare each version with the next. Raises UsageError for fewer than two versions."""
    if len(versions) < 2:
        raise UsageError("an evolution needs two or more versions", next_step="name at least two")
    return evolution_of([compare(before, after, settings=settings) for before, after in pairwise(versions)])
