"""Aligns two texts: the candidate pairs of sentences, the evidence for each, and the pairs that win.

Pure: sentences in, scored candidates out. No threshold is involved, so changing one scores nothing again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Flags, Floats, sorted_distinct
from evolve.align.chance import find_outcompeted
from evolve.align.features import Features, extract
from evolve.align.pairing import pair_up
from evolve.align.surroundings import KEPT
from evolve.align.voices import mean_word_vectors, sentence_vectors
from evolve.model import Voice
from evolve.text.formulas import is_formula
from evolve.text.words.equivalents import NONE, Equivalents
from evolve.text.words.typography import plain_typography


def align(
    before: Sequence[str],
    after: Sequence[str],
    *,
    language: str = "english",
    equivalents: Equivalents = NONE,
    voice: Voice | None = None,
) -> Alignment:
    """Score every pair of sentences that can matter and decide which pairs win their sentences.

    Sentences are given in the order of their texts, and the indices in the result refer to that order. Either text may
    be empty. `voice` contributes its vectors to the score; the vector of a sentence may depend only on that sentence.
    Raises UsageError if the voice returns no vectors.
    """
    before, after = (
        [plain_typography(sentence) for sentence in before],
        [plain_typography(sentence) for sentence in after],
    )
    features = extract(before, after, language=language, equivalents=equivalents)
    features = replace(features, word_vectors=mean_word_vectors(features.spellings, language))
    if voice is not None:
        features = _with_voice_vectors(features, sentence_vectors(voice, [*before, *after]))
    formulas = _formula_flags(before), _formula_flags(after)
    scored, wins = pair_up(features, formulas)
    ids_before, ids_after, score = scored.before, scored.after, scored.score
    kept = wins & (score >= KEPT)
    # a formula is kept or has no partner, so chance does not apply to it
    settled = (
        sorted_distinct(np.concatenate((ids_before[kept], np.flatnonzero(formulas[0])))),
        sorted_distinct(np.concatenate((ids_after[kept], np.flatnonzero(formulas[1])))),
    )
    return Alignment(
        scored_pairs=scored,
        wins=wins,
        outcompeted=find_outcompeted(ids_before, ids_after, score, wins),
        features=features,
        formulas=formulas,
        settled=settled,
    )


def _with_voice_vectors(features: Features, vectors: Floats) -> Features:
    """Return the features with the vectors of a registered voice, one row for each sentence of both texts."""
    size = len(features.before)
    return replace(
        features,
        before=replace(features.before, vectors=vectors[:size]),
        after=replace(features.after, vectors=vectors[size:]),
    )


def _formula_flags(sentences: Sequence[str]) -> Flags:
    """Return for each sentence whether it is a formula, which makes no claim."""
    return np.array([is_formula(sentence) for sentence in sentences], dtype=bool)
