"""Voices: the contribution of sentence vectors to the score, beyond shared words.

A voice gives each sentence a vector. Its similarity of two sentences is the cosine of their vectors after subtracting
the mean of both texts, less what either sentence has in common with every sentence of the other text: in texts on one
subject all cosines are high, and only the excess distinguishes one pair from another. It is added to the log odds of
the score, times `VOICE_ODDS` and `1 - score`, so that it changes doubtful pairs and leaves sure ones as they are. The
more was kept almost to the letter, the less it adds: the other sentences of a draft are on the same subject and new.

The table of word vectors is a voice; `evolve.settings.voices` finds others that packages register.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids, sorted_distinct
from evolve.align.features import Bags, Features
from evolve.align.surroundings import KEPT, add_log_odds
from evolve.errors import UsageError
from evolve.model import Voice
from evolve.text.words.vectors import normalise, unit, word_vectors

VOICE_ODDS = 2.0
"""Log odds that a voice adds if its similarity is 1 and the score is 0; 2 to 3 do as well."""

_MIN_SENTENCES = 4  # of both texts; the mean vector of fewer has no meaning
_PAIR_BLOCK = 1_000  # pairs whose vectors are multiplied at a time; they fit into the cache of the processor
_ROW_BLOCK = 100  # sentences whose word vectors are summed at a time
_NEXT_STEP = "a voice returns one row of finite numbers for each sentence, all rows of the same length"


def mean_word_vectors(spellings: Sequence[Sequence[str]], language: str) -> Floats:
    """Return a vector of length 1 for each feature, the mean of its words; zeros for one without a listed word."""
    flat = [(feature, part) for feature, words in enumerate(spellings) for word in words for part in word.split()]
    vectors = word_vectors([part for _, part in flat], language)
    sums = np.zeros((len(spellings), vectors.shape[1]))
    np.add.at(sums, np.array([feature for feature, _ in flat], dtype=np.int64), vectors)
    return normalise(sums)


def sentence_vectors(voice: Voice, sentences: Sequence[str]) -> Floats:
    """Return the vectors that a voice gives sentences, scaled to length 1.

    Raises UsageError unless they are one row of numbers for each sentence.
    """
    if not sentences:
        return np.zeros((0, 1))
    try:
        vectors = np.asarray(voice(list(sentences)), dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise UsageError(f"the voice gave no vectors ({error})", next_step=_NEXT_STEP) from error
    if vectors.ndim != 2 or len(vectors) != len(sentences) or not np.isfinite(vectors).all():
        given = " × ".join(map(str, vectors.shape))
        raise UsageError(f"the voice gave {given} numbers for {len(sentences)} sentences", next_step=_NEXT_STEP)
    return unit(vectors)


def with_word_voice(features: Features, before: Ids, after: Ids, score: Floats) -> Floats:
    """Return the scores of pairs, 0..1, raised or lowered by the vectors of their words."""
    if features.word_vectors is None or not features.word_vectors.any():
        return score
    return _adjusted(centre_vectors(*_sums_of_words(features, features.word_vectors)), before, after, score)


def with_registered_voice(features: Features, before: Ids, after: Ids, score: Floats) -> Floats:
    """Return the scores of pairs, 0..1, raised or lowered by the vectors of the registered voice, if there is one."""
    of_before, of_after = features.before.vectors, features.after.vectors
    if of_before is None or of_after is None:
        return score
    return _adjusted(centre_vectors(of_before, of_after), before, after, score)


def _sums_of_words(features: Features, word_vectors: Floats) -> tuple[Floats, Floats]:
    """Return the sentence vectors of both texts: the weighted sums of their word vectors."""
    weighted = word_vectors * features.weight[:, None]
    return _weighted_sums(features.before.sentences, weighted), _weighted_sums(features.after.sentences, weighted)


def _adjusted(vectors: tuple[Floats, Floats], before: Ids, after: Ids, score: Floats) -> Floats:
    """Return the scores raised or lowered by the centred vectors of the sentences of either text."""
    if not len(before):
        return score
    kept = score >= KEPT
    count = len(sorted_distinct(before[kept])) + len(sorted_distinct(after[kept]))
    influence = 1 - (count / sum(map(len, vectors))) ** 0.5
    similarity = centred_cosines(*vectors, before, after)
    return add_log_odds(score, VOICE_ODDS * influence * similarity * (1 - score))


def centre_vectors(vectors_before: Floats, vectors_after: Floats) -> tuple[Floats, Floats]:
    """Return the vectors of either text with the mean of both subtracted, scaled to length 1."""
    size = len(vectors_before) + len(vectors_after)
    if size < _MIN_SENTENCES:
        return vectors_before, vectors_after
    mean = (vectors_before.sum(axis=0) + vectors_after.sum(axis=0)) / size
    return normalise(vectors_before - mean), normalise(vectors_after - mean)


def centred_cosines(vectors_before: Floats, vectors_after: Floats, before: Ids, after: Ids) -> Floats:
    """Return the cosines of pairs less the mean cosines of both their sentences, plus the mean of all."""
    cosine = np.empty(len(before))
    for start in range(0, len(before), _PAIR_BLOCK):
        block = slice(start, start + _PAIR_BLOCK)
        cosine[block] = np.einsum("ij,ij->i", vectors_before[before[block]], vectors_after[after[block]])
    mean_before, mean_after = vectors_before.mean(axis=0), vectors_after.mean(axis=0)
    centred: Floats = (
        cosine
        - ((vectors_before @ mean_after)[before] + (vectors_after @ mean_before)[after])
        + mean_before @ mean_after
    )
    return centred


def _weighted_sums(bags: Bags, weighted: Floats) -> Floats:
    """Return the sum of the weighted vectors of the features of each row, scaled to length 1.

    Features without a vector, such as the prefixes of words, are left out before anything is added.
    """
    vector_exists: Flags = np.any(weighted != 0, axis=1)
    has_vector = vector_exists[bags.ids]
    ids = bags.ids[has_vector]
    starts: Ids = np.concatenate(([0], np.cumsum(has_vector)))[bags.starts]
    sums = np.zeros((len(bags), weighted.shape[1]))
    for first in range(0, len(bags), _ROW_BLOCK):
        block = starts[first : first + _ROW_BLOCK + 1]
        nonempty = np.flatnonzero(np.diff(block))
        if len(nonempty):
            vectors = weighted[ids[block[0] : block[-1]]]
            sums[first + nonempty] = np.add.reduceat(vectors, (block - block[0])[nonempty], axis=0)
    return normalise(sums)
