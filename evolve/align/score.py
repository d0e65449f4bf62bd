"""How much evidence there is that two sentences make the same claim: one number between 0 and 1, in parts.

The score of a pair is built up from what can be shown to a person:

- *words*: the cosine of the two sentences' weighted features (Salton & Buckley 1988), discounted where the evidence is
  thin: times `1 - exp(-bits / 8)`, so that one shared rare word is not yet a claim;
- *clauses*: the same for the best clause of either sentence against the whole other, because long sentences carry
  several claims;
- *order*: words that stand in the same order in both (Indel similarity of the word sequences), which near-verbatim
  sentences have and mere shared vocabulary has not; it fills up to 60 % of what is missing to 1, and 95 % where
  both say the same words in the same order;
- *place*: what stands around the two sentences (`evolve.align.surroundings`);
- *voices*: how alike the vectors of the two sentences are (`evolve.align.voices`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from evolve.align.arrays import Floats, Ids, ranges
from evolve.align.features import Bags, Features, Words
from evolve.align.overlap import shared
from evolve.align.surroundings import in_place
from evolve.align.voices import with_registered_voice, with_word_voice

THIN_BITS = 8.0
"""Bits of shared evidence that count for 63 %; 6 to 10 do as well."""

CLAUSE_SHARE = 0.3
"""How much of the score the best clause gives; .2 to .4 do as well."""

ORDER_SHARE = 0.6
"""How much of what is missing to 1 a nearly equal order of words fills; .4 to .9 do as well."""

EQUAL_SHARE = 0.95
"""How much of it equal words in equal order fill: however common its words, a sentence that was kept is found again."""

_CHANCE_ORDER = 0.3  # how far two unrelated sentences keep an order by their function words

_FLOOR = 0.02  # pairs below it are no candidates: a single shared everyday word


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Pairs of sentences with their scores and what the scores are made of; all arrays have one entry a pair."""

    before: Ids
    after: Ids
    whole: Floats
    """Cosine of the whole sentences, discounted where thin."""
    clause: Floats
    """The best clause, or the whole where that is better."""
    order: Floats
    """0..1, how much of what `words` lack to 1 is filled because the words stand in the same order."""
    alone: Floats
    """The score without the neighbours and the voices."""
    placed: Floats
    """The score without the voices."""
    worded: Floats
    """The score without the registered voice."""
    score: Floats
    """The score, 0..1."""

    def take(self, places: Ids) -> Scored:
        """The pairs at these places, in this order."""
        return Scored(*(getattr(self, field.name)[places] for field in fields(self)))


def score_pairs(features: Features, before: Ids, after: Ids) -> Scored:
    """Score pairs given by their sentences; pairs below the floor are left out."""
    whole = _likeness(features, features.before.sentences, features.after.sentences, before, after)
    clause = np.maximum(whole, _clauses(features, before, after))
    words = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * clause
    kept = words >= _FLOOR
    before, after = before[kept], after[kept]
    whole, clause, words = whole[kept], clause[kept], words[kept]
    order = _order(features, before, after)
    alone = np.clip(words + (1 - words) * order, 0.0, 1.0)
    placed = in_place(features, before, after, alone)
    worded = with_word_voice(features, before, after, placed)
    score = with_registered_voice(features, before, after, worded)
    return Scored(before, after, whole, clause, order, alone, *(np.round(each, 9) for each in (placed, worded, score)))


def _order(features: Features, before: Ids, after: Ids) -> Floats:
    """How far the words of each pair stand in the same order; the words of a sentence become letters of a string."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    if not len(before):
        return np.zeros(0)
    strings = [_spelled(side.words) for side in (features.before, features.after)]
    same_order = cpdist(
        [strings[0][n] for n in before.tolist()], [strings[1][n] for n in after.tolist()], scorer=ratio, workers=1
    )
    above = (same_order.astype(np.float64) / 100 - _CHANCE_ORDER) / (1 - _CHANCE_ORDER)
    order: Floats = np.where(same_order >= 100, EQUAL_SHARE, ORDER_SHARE * np.clip(above, 0.0, 1.0) ** 1.5)
    return order


def _spelled(words: Words) -> list[str]:
    """Every sentence as a string with one letter a word, drawn from the private planes, where no letter is special."""
    text = "".join(map(chr, (0xF0000 + words.stem % 0x1FFFE).tolist()))
    edges = words.edges.tolist()
    return [text[a:b] for a, b in pairwise(edges)]


def _likeness(features: Features, a: Bags, b: Bags, x: Ids, y: Ids) -> Floats:
    """Discounted cosine of rows `x` of `a` with rows `y` of `b`."""
    bits, squares = shared(features, a, b, x, y)
    norms = a.norm[x] * b.norm[y]
    cosine = np.divide(squares, norms, out=np.zeros_like(squares), where=norms > 0)
    likeness: Floats = cosine * (1 - np.exp(-bits / THIN_BITS))
    return likeness


def _clauses(features: Features, before: Ids, after: Ids) -> Floats:
    """For every pair the best of either sentence's clauses against the whole other sentence."""
    best = np.zeros(len(before))
    for clauses, mine, others, theirs in (
        (features.before.clauses, before, features.after.sentences, after),
        (features.after.clauses, after, features.before.sentences, before),
    ):
        if not len(clauses):
            continue
        first = np.searchsorted(clauses.owner, mine, side="left")
        which, clause = ranges(first, np.searchsorted(clauses.owner, mine, side="right") - first)
        likeness = _likeness(features, clauses, others, clause, theirs[which])
        np.maximum.at(best, which, likeness)
    return best
