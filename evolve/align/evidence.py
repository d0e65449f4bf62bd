"""Why a pair scored as it did, in words a person can check: the parts of its score, which add up to it."""

from __future__ import annotations

from collections.abc import Sequence

from evolve.align.alignment import Alignment
from evolve.align.features import Features, features_of
from evolve.align.score import CLAUSE_SHARE
from evolve.model import Part
from evolve.text.words.tokens import Token, as_written

Words = Sequence[Token]

NAMES, NUMBERS, WORDS, FAMILIES = "shared names", "shared numbers", "shared words", "related words"
CLAUSE, SAME_ORDER, SURROUNDINGS = "best clause", "same word order", "place in the text"

_SHOWN = 12  # words named for one part


def evidence_at(
    alignment: Alignment, place: int, before: tuple[str, Words], after: tuple[str, Words]
) -> tuple[Part, ...]:
    """The parts of a candidate's score, by its place among the candidates.

    `before` and `after` are its two sentences, each with its words.
    """
    made_of = alignment.made_of
    whole, clause = float(made_of.whole[place]), float(made_of.clause[place])
    words = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * clause
    alone, score = float(made_of.alone[place]), float(alignment.score[place])
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
        (SURROUNDINGS, score - alone),
    )
    parts.extend(Part(name, points) for name, points in rest if abs(points) >= 5e-4)
    # what is too small to show, and the rounding of the score, goes to the largest part, so that the sum is exact
    parts.sort(key=lambda part: -abs(part.points))
    if parts:
        gap = score - sum(part.points for part in parts)
        parts[0] = Part(parts[0].name, parts[0].points + gap, parts[0].words)
    return tuple(parts)


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
