"""Voices: what vectors of sentences add to what shared words show.

A voice gives every sentence a vector. How alike two sentences are to it is the cosine of their vectors after the mean
of both texts is subtracted, less what either sentence has in common with every sentence of the other text: in texts
about one subject all cosines are high, and only what exceeds them tells one pair from another. It adds to the log odds
of the score, `VOICE_ODDS` times `1 - score`, so that it moves doubtful pairs and leaves sure ones where they are.
The more was kept almost to the letter, the less it adds: what is left over in a draft is on the same subject and new.

The table of word vectors is a voice; `evolve.settings.voices` finds others that packages register.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evolve.align.arrays import Floats, Ids
from evolve.align.features import Bags, Features
from evolve.align.surroundings import KEPT, raised
from evolve.errors import UsageError
from evolve.model import Voice
from evolve.text.words.vectors import unit, word_vectors

VOICE_ODDS = 2.0
"""What a voice adds in log odds where its cosine is 1 and the score is 0; 2 to 3 do as well."""

_FEWEST = 4  # sentences of both texts; the mean of fewer says nothing
_AT_ONCE = 50_000  # pairs whose vectors are multiplied at once
_ROWS_AT_ONCE = 2_000  # sentences whose words' vectors are summed at once
_STEP = "a voice returns one row of finite numbers for each sentence, all rows of the same length"


def word_meanings(spellings: Sequence[Sequence[str]], language: str) -> Floats:
    """Return a vector of length 1 for each feature, the mean of its words; zeros for one without a listed word."""
    flat = [(n, part) for n, words in enumerate(spellings) for word in words for part in word.split()]
    vectors = word_vectors([part for _, part in flat], language)
    out = np.zeros((len(spellings), vectors.shape[1]))
    np.add.at(out, np.array([n for n, _ in flat], dtype=np.int64), vectors)
    return unit(out)


def sentence_vectors(voice: Voice, sentences: Sequence[str]) -> Floats:
    """Return the vectors a voice gives sentences, of length 1. Raises UsageError unless they are rows of numbers."""
    if not sentences:
        return np.zeros((0, 1))
    try:
        vectors = np.asarray(voice(list(sentences)), dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise UsageError(f"the voice gave no vectors ({error})", next_step=_STEP) from error
    if vectors.ndim != 2 or len(vectors) != len(sentences) or not np.isfinite(vectors).all():
        given = " × ".join(map(str, vectors.shape))
        raise UsageError(f"the voice gave {given} numbers for {len(sentences)} sentences", next_step=_STEP)
    return unit(vectors)


def with_word_voice(features: Features, before: Ids, after: Ids, score: Floats) -> Floats:
    """Return the scores of pairs, 0..1, raised or lowered by the vectors of their words."""
    if features.meaning is None or not features.meaning.any():
        return score
    weighted = features.meaning * features.weight[:, None]
    sides = [_summed(side.sentences, weighted) for side in (features.before, features.after)]
    return _heard(sides[0], sides[1], before, after, score)


def with_registered_voice(features: Features, before: Ids, after: Ids, score: Floats) -> Floats:
    """Return the scores of pairs, 0..1, raised or lowered by the vectors of the registered voice, if there is one."""
    sides = features.before.vectors, features.after.vectors
    if sides[0] is None or sides[1] is None:
        return score
    return _heard(sides[0], sides[1], before, after, score)


def _heard(one: Floats, other: Floats, before: Ids, after: Ids, score: Floats) -> Floats:
    """Return the scores raised or lowered by the vectors of the sentences of either text."""
    if not len(before):
        return score
    kept = score >= KEPT
    count = len(np.unique(before[kept])) + len(np.unique(after[kept]))
    silence = 1 - (count / (len(one) + len(other))) ** 0.5
    likeness = centred(*about_the_mean(one, other), before, after)
    return raised(score, VOICE_ODDS * silence * likeness * (1 - score))


def about_the_mean(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Return the vectors of either text less the mean of both, of length 1."""
    size = len(one) + len(other)
    if size < _FEWEST:
        return one, other
    mean = (one.sum(axis=0) + other.sum(axis=0)) / size
    return unit(one - mean), unit(other - mean)


def centred(one: Floats, other: Floats, before: Ids, after: Ids) -> Floats:
    """Return the cosines of pairs less the mean cosines of both their sentences, plus the mean of all."""
    cosine = np.empty(len(before))
    for at in range(0, len(before), _AT_ONCE):
        part = slice(at, at + _AT_ONCE)
        cosine[part] = np.einsum("ij,ij->i", one[before[part]], other[after[part]])
    mean, mean_other = one.mean(axis=0), other.mean(axis=0)
    out: Floats = cosine - ((one @ mean_other)[before] + (other @ mean)[after]) + mean @ mean_other
    return out


def _summed(bags: Bags, weighted: Floats) -> Floats:
    """Return the sum of the weighted vectors of each row's features, of length 1."""
    out = np.zeros((len(bags), weighted.shape[1]))
    for first in range(0, len(bags), _ROWS_AT_ONCE):
        starts = bags.starts[first : first + _ROWS_AT_ONCE + 1]
        held = np.flatnonzero(np.diff(starts))
        if len(held):
            vectors = weighted[bags.ids[starts[0] : starts[-1]]]
            out[first + held] = np.add.reduceat(vectors, (starts - starts[0])[held], axis=0)
    return unit(out)
