"""Compares documents: two versions give a comparison, several versions an evolution.

Screen, reports and tuner all read these two values and nothing else, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from evolve.align import align
from evolve.classify.item_labels import without_label
from evolve.comparison.comparison import Comparison
from evolve.comparison.evolution import Evolution, evolution_of
from evolve.comparison.judged import AppliedJudgements
from evolve.comparison.pair import AlignedPair
from evolve.document import Document, in_one_language, with_bodies_of_one_kind
from evolve.errors import UsageError
from evolve.settings import Settings
from evolve.settings.voices import find_voice
from evolve.text.languages import AUTO, DEFAULT
from evolve.text.words.equivalents import equivalents_of

__all__ = ["Comparison", "Evolution", "compare", "evolution", "evolution_of"]


def compare(before: Document, after: Document, *, settings: Settings | None = None) -> Comparison:
    """Align two versions and classify their sentences.

    The threshold is that of the settings or, without one, is found for this pair from chance. Either document may be
    empty. Raises SettingsError for a voice that does not load and UsageError for one that returns no vectors.
    """
    settings = settings or Settings()
    before, after = _prepared((before, after), settings)
    return _compared(before, after, settings)


def _prepared(documents: Sequence[Document], settings: Settings) -> tuple[Document, ...]:
    """Return the documents with bodies of one kind, and with sentences by the rules of one language."""
    documents = with_bodies_of_one_kind(documents)
    return in_one_language(documents) if settings.language == AUTO else tuple(documents)


def _compared(before: Document, after: Document, settings: Settings) -> Comparison:
    """Return the comparison of two documents in one language."""
    language = settings.language
    if language == AUTO:
        language = before.language if before.language == after.language else DEFAULT
    equivalents = equivalents_of(settings.equivalents, use_shipped=settings.shipped_equivalents, language=language)
    alignment = align(
        [without_label(sentence.text, language) for sentence in before.sentences],
        [without_label(sentence.text, language) for sentence in after.sentences],
        language=language,
        equivalents=equivalents,
        voice=None if settings.voice == "none" else find_voice(settings.voice),
    )
    pair = AlignedPair(before, after, settings, language, equivalents, alignment)
    threshold = pair.automatic_threshold if settings.threshold is None else settings.threshold
    return Comparison(pair, threshold, AppliedJudgements(pair))


def evolution(versions: Sequence[Document], *, settings: Settings | None = None) -> Evolution:
    """Compare each version with the next. Raises UsageError for fewer than two versions."""
    if len(versions) < 2:
        raise UsageError("an evolution needs two or more versions", next_step="name at least two")
    settings = settings or Settings()
    documents = _prepared(versions, settings)
    return evolution_of([_compared(before, after, settings) for before, after in pairwise(documents)])
