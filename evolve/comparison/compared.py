"""Align and classify two documents in one language, without judgements."""

from __future__ import annotations

from evolve.align import align
from evolve.classify.item_labels import without_label
from evolve.comparison.comparison import Comparison
from evolve.comparison.judged import AppliedJudgements
from evolve.comparison.pair import AlignedPair
from evolve.document import Document
from evolve.settings import Settings
from evolve.settings.voices import find_voice
from evolve.text.languages import AUTO, DEFAULT
from evolve.text.words.equivalents import equivalents_of


def compared(before: Document, after: Document, settings: Settings) -> Comparison:
    """Return the comparison of two documents in one language, at the threshold of the settings or the one found.

    Raises SettingsError for a voice that does not load and UsageError for one that returns no vectors.
    """
    pair = aligned(before, after, settings)
    threshold = pair.automatic_threshold if settings.threshold is None else settings.threshold
    return Comparison(pair, threshold, AppliedJudgements(pair))


def aligned(before: Document, after: Document, settings: Settings) -> AlignedPair:
    """Return two documents in one language with every candidate link between them.

    Raises SettingsError for a voice that does not load and UsageError for one that returns no vectors.
    """
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
    return AlignedPair(before, after, settings, language, equivalents, alignment)
