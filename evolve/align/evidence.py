"""Why a pair scored as it did, in words a person can check: the parts of its score, which add up to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.features import Features, features_of
from evolve.align.score import CLAUSE_SHARE
from evolve.model import Part
from evolve.text.words.tokens import Token, as_written

Words = Sequence[Token]

NAMES, NUMBERS, WORDS, FAMILIES = "shared names", "shared numbers", "shared words", "words of one family"
CLAUSE, SAME_ORDER, SURROUNDINGS = "best clause", "same word order", "place in the text"
RELATED, VOICE = "related words", "voice"

_SHOWN = 12  # words named for one part
_PAIRS_SHOWN = 6  # pairs of related words
_RELATED_FROM = 0.4  # cosine of two words' vectors from which a reader sees how they are related
_TELLING_BITS = 5.0  # words below it are function words, or what the texts are about from end to end
_LEAST_POINTS = 5e-4  # a part that gives less is not shown


def evidence_at(
    alignment: Alignment, place: int, before: tuple[str, Words], after: tuple[str, Words]
) -> tuple[Part, ...]:
    """The parts of a candidate's score, by its place among the candidates.

    `before` and `after` are its two sentences, each with its words.
    """
    made_of = alignment.made_of
    whole, clause = float(made_of.whole[place]), float(made_of.clause[place])
    words = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * clause
    alone, placed = float(made_of.alone[place]), float(made_of.placed[place])
    worded, score = float(made_of.worded[place]), float(alignment.score[place])
    groups = _shared(alignment.features, before, after[1])
    mass = sum(bits**2 for group in groups.values() for _, bits in group) or 1.0
    parts = [
        Part(name, whole * sum(bits**2 for _, bits in group) / mass, tuple(group[:_SHOWN]))
        for name, group in groups.items()
        if group
    ]
    rest = (
        (CLAUSE, CLAUSE_SHARE * (clause - whole)),
        (SAME_ORDER, (1 - words) * float(made_of.order[place])),
        (SURROUNDINGS, placed - alone),
        (VOICE, score - worded),
    )
    parts.extend(Part(name, points) for name, points in rest if abs(points) >= _LEAST_POINTS)
    if abs(worded - placed) >= _LEAST_POINTS:
        pairs = _related(alignment.features, before, after) if worded > placed else ()
        parts.append(Part(RELATED, worded - placed, pairs))
    # what is too small to show, and the rounding of the score, goes to the largest part, so that the sum is exact
    parts.sort(key=lambda part: -abs(part.points))
    if parts:
        gap = score - sum(part.points for part in parts)
        parts[0] = Part(parts[0].name, parts[0].points + gap, parts[0].words)
    return tuple(parts)


def _related(features: Features, before: tuple[str, Words], after: tuple[str, Words]) -> tuple[tuple[str, float], ...]:
    """The pairs of different words that add most to the cosine of two sentences' vectors, each word once.

    A pair weighs what its words weigh on average, in bits, times the cosine of their vectors.
    """
    if features.meaning is None:
        return ()
    sides = [_meaningful(features, words) for _, words in (before, after)]
    ids = [np.array([n for n, _ in side], dtype=np.int64) for side in sides]
    cosine = features.meaning[ids[0]] @ features.meaning[ids[1]].T
    cosine[np.isin(ids[0], ids[1])] = 0  # a word that both sentences share is shown among those
    cosine[:, np.isin(ids[1], ids[0])] = 0
    weight = np.sqrt(np.outer(features.weight[ids[0]], features.weight[ids[1]]))
    shown: list[tuple[str, float]] = []
    while len(shown) < _PAIRS_SHOWN and cosine.size:
        worth = np.where(cosine >= _RELATED_FROM, np.round(cosine * weight, 6), 0)
        one, other = np.unravel_index(int(worth.argmax()), worth.shape)
        if not worth[one, other]:
            break
        words = (
            as_written(text, side[n][1])
            for (text, _), side, n in zip((before, after), sides, (one, other), strict=True)
        )
        shown.append((" – ".join(words), float(worth[one, other])))
        cosine[one], cosine[:, other] = 0, 0
    return tuple(shown)


def _meaningful(features: Features, words: Words) -> list[tuple[int, Token]]:
    """The different words of a sentence that are rare enough to tell something, each with its feature."""
    numbers = ((features.vocabulary.get(token.form), token) for token in words)
    first: dict[int, Token] = {}
    for number, token in numbers:
        if number is not None and features.weight[number] >= _TELLING_BITS:
            first.setdefault(number, token)
    return list(first.items())


def _shared(features: Features, before: tuple[str, Words], after: Words) -> dict[str, list[tuple[str, float]]]:
    """Shared features by group, heaviest first, each as the word that stands in the earlier sentence."""
    sentence, words = before
    theirs = {feature for token in after for feature in features_of(token)}
    forms = {token.form for token in after}
    first: dict[str, Token] = {}
    for token in words:
        for feature in features_of(token):
            if feature in theirs:
                first.setdefault(feature, token)
    groups: dict[str, dict[str, float]] = {NAMES: {}, NUMBERS: {}, WORDS: {}, FAMILIES: {}}
    for feature, token in first.items():
        group = FAMILIES if token.form not in forms else NUMBERS if token.number else NAMES if token.name else WORDS
        word = as_written(sentence, token)
        groups[group][word] = groups[group].get(word, 0.0) + float(features.weight[features.vocabulary[feature]])
    return {
        name: sorted(((word, bits) for word, bits in group.items() if bits > 0), key=lambda entry: (-entry[1], entry))
        for name, group in groups.items()
    }
