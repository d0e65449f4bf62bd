"""Which sentences could make the same claim, how strong the evidence is, and which pairs win.

Pure: sentences in, scored candidates out. Knows no threshold, so that moving one never scores again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Flags, Floats
from evolve.align.chance import expected_links, outcompeted, scores_by_chance
from evolve.align.features import Features, extract
from evolve.align.pairing import pair_up
from evolve.align.surroundings import KEPT
from evolve.align.voices import sentence_vectors, word_meanings
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
    """Score every pair of sentences that can matter and decide which of them win a place.

    Sentences are given in the order of their texts; indices in the result are theirs. Either text may be empty. `voice`
    adds its vectors to the score; what it returns for a sentence may depend on nothing but the sentence. Raises
    UsageError if it returns no vectors.
    """
    before, after = [plain_typography(sentence) for sentence in before], [plain_typography(each) for each in after]
    features = extract(before, after, language=language, equivalents=equivalents)
    features = replace(features, meaning=word_meanings(features.spellings, language))
    if voice is not None:
        features = _with_vectors(features, sentence_vectors(voice, [*before, *after]))
    formulas = _formulas(before), _formulas(after)
    scored, wins = pair_up(features, formulas)
    b, a, score = scored.before, scored.after, scored.score
    kept = wins & (score >= KEPT)
    kept_before, kept_after = np.unique(b[kept]), np.unique(a[kept])
    # a formula is kept or has no partner; neither is a matter of chance
    settled = np.union1d(kept_before, np.flatnonzero(formulas[0])), np.union1d(kept_after, np.flatnonzero(formulas[1]))
    by_chance, chance_link_scores, chance_best_scores, draw_weight = scores_by_chance(features, *settled)
    places = min(len(before) - len(settled[0]), len(after) - len(settled[1]))
    return Alignment(
        made_of=scored,
        wins=wins,
        beaten=outcompeted(b, a, score, wins),
        chance_scores=by_chance,
        chance_link_scores=chance_link_scores,
        chance_best_scores=chance_best_scores,
        draw_weight=draw_weight,
        expected_at=expected_links(chance_link_scores, draw_weight, score[wins & ~kept], places),
        features=features,
        weightless=formulas,
        settled=settled,
    )


def _with_vectors(features: Features, vectors: Floats) -> Features:
    """The features with a registered voice's vectors, one row for every sentence of the two versions."""
    size = len(features.before)
    return replace(
        features,
        before=replace(features.before, vectors=vectors[:size]),
        after=replace(features.after, vectors=vectors[size:]),
    )


def _formulas(sentences: Sequence[str]) -> Flags:
    """For every sentence, whether it is a formula, which makes no claim."""
    return np.array([is_formula(sentence) for sentence in sentences], dtype=bool)
