"""How many pairs would look alike if the two texts shared only their vocabulary, and the threshold that follows.

The words of each document are dealt out again at random, every sentence keeping its length, and all pairs are scored as
before. What reaches a score then reached it by luck. Nothing needs a label. The dealing is seeded from the texts, so the
same texts give the same figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from evolve.align.candidates import candidate_pairs
from evolve.align.features import Features, Floats, features_from
from evolve.align.pairing import best_first, winners
from evolve.align.score import score_pairs
from evolve.text.tokens import Token

_PAIRS = 60_000  # pairs of dealt-out sentences that make the figures steady
_MOST_ROUNDS = 24


def rounds_for(pairs: int) -> int:
    """How often the words of two documents with so many pairs of sentences are dealt out."""
    return int(np.clip(_PAIRS // max(1, pairs), 1, _MOST_ROUNDS))


def deal(sentences: Sequence[Sequence[Token]], salt: int) -> tuple[tuple[Token, ...], ...]:
    """The same words in sentences of the same lengths, shuffled; the same salt and words give the same result."""
    words = [token for sentence in sentences for token in sentence]
    digest = hashlib.sha256("\x1f".join(token.form for token in words).encode("utf-8", "surrogatepass")).digest()
    order = np.random.default_rng([salt, *digest[:8]]).permutation(len(words)).tolist()
    out: list[tuple[Token, ...]] = []
    at = 0
    for sentence in sentences:
        out.append(tuple(words[k] for k in order[at : at + len(sentence)]))
        at += len(sentence)
    return tuple(out)


def luck(features: Features, *, language: str) -> tuple[Floats, Floats, int]:
    """Scores of candidates and of winning pairs among dealt-out words, both falling, and the number of rounds."""
    before, after = features.before.tokens, features.after.tokens
    rounds = rounds_for(len(before) * len(after))
    scores: list[Floats] = []
    won: list[Floats] = []
    for salt in range(rounds):
        dealt = features_from(deal(before, salt), deal(after, salt), None, language=language)
        scored = score_pairs(dealt, *candidate_pairs(dealt))
        order = best_first(scored.before, scored.after, scored.score, (len(before), len(after)))
        score = scored.score[order]
        scores.append(score)
        won.append(score[winners(scored.before[order], scored.after[order], score)])
    return _falling(scores), _falling(won), rounds


def _falling(parts: Sequence[Floats]) -> Floats:
    return -np.sort(-np.concatenate(parts)) if parts else np.zeros(0)
