"""The evidence for a pair, in words a person can check: the parts of its score, which add up to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import is_among
from evolve.align.features import Features, Version
from evolve.align.score import CLAUSE_SHARE
from evolve.model import Part
from evolve.text.words.tokens import Token, as_written

Words = Sequence[Token]

NAMES, NUMBERS, WORDS, FAMILIES = "shared names", "shared numbers", "shared words", "words of one family"
CLAUSE, SAME_ORDER, SURROUNDINGS = "best clause", "same word order", "place in the text"
RELATED, VOICE = "related words", "voice"

_MAX_WORDS = 12  # words shown for one part
_MAX_PAIRS = 6  # pairs of related words shown
_MIN_COSINE = 0.4  # of the vectors of two words; a lower one does not show a reader how they are related
_MIN_BITS = 5.0  # words of lower weight are function words, or the subject of both texts
_MIN_POINTS = 5e-4  # a smaller part is not shown


def evidence_at(
    alignment: Alignment, position: int, before: tuple[str, Words], read_after: Callable[[], tuple[str, Words]]
) -> tuple[Part, ...]:
    """Return the parts of the score of a candidate, by its position among the candidates.

    `before` is its earlier sentence with its words; `read_after` returns its later one, and is called only if words
    that are related are to be shown.
    """
    scored_pairs = alignment.scored_pairs
    whole, clause = float(scored_pairs.whole[position]), float(scored_pairs.clause[position])
    words = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * clause
    base, in_context = float(scored_pairs.base[position]), float(scored_pairs.in_context[position])
    with_related_words, score = float(scored_pairs.with_related_words[position]), float(alignment.score[position])
    groups = _shared(alignment, position, before)
    mass = sum(bits**2 for group in groups.values() for _, bits in group) or 1.0
    parts = [
        Part(name, whole * sum(bits**2 for _, bits in group) / mass, tuple(group[:_MAX_WORDS]))
        for name, group in groups.items()
        if group
    ]
    other_parts = (
        (CLAUSE, CLAUSE_SHARE * (clause - whole)),
        (SAME_ORDER, (1 - words) * float(scored_pairs.order[position])),
        (SURROUNDINGS, in_context - base),
        (VOICE, score - with_related_words),
    )
    parts.extend(Part(name, points) for name, points in other_parts if abs(points) >= _MIN_POINTS)
    if abs(with_related_words - in_context) >= _MIN_POINTS:
        pairs = _related(alignment.features, before, read_after()) if with_related_words > in_context else ()
        parts.append(Part(RELATED, with_related_words - in_context, pairs))
    # parts too small to show, and the rounding of the score, are added to the largest part, so that the sum is exact
    parts.sort(key=lambda part: -abs(part.points))
    if parts:
        difference = score - sum(part.points for part in parts)
        parts[0] = Part(parts[0].name, parts[0].points + difference, parts[0].words)
    return tuple(parts)


def _related(features: Features, before: tuple[str, Words], after: tuple[str, Words]) -> tuple[tuple[str, float], ...]:
    """Return the pairs of different words that add most to the cosine of the vectors of two sentences, each word once.

    The weight of a pair is the geometric mean of the weights of its words, in bits, times the cosine of their vectors.
    """
    if features.word_vectors is None:
        return ()
    sides = [_content_words(features, words) for _, words in (before, after)]
    ids = [np.array([n for n, _ in side], dtype=np.int64) for side in sides]
    cosine = features.word_vectors[ids[0]] @ features.word_vectors[ids[1]].T
    cosine[is_among(ids[0], np.sort(ids[1]))] = 0  # a word in both sentences is shown as a shared one
    cosine[:, is_among(ids[1], np.sort(ids[0]))] = 0
    weight = np.sqrt(np.outer(features.weight[ids[0]], features.weight[ids[1]]))
    pairs: list[tuple[str, float]] = []
    while len(pairs) < _MAX_PAIRS and cosine.size:
        weighted = np.where(cosine >= _MIN_COSINE, np.round(cosine * weight, 6), 0)
        row, column = np.unravel_index(int(weighted.argmax()), weighted.shape)
        if not weighted[row, column]:
            break
        pair_words = (
            as_written(text, side[n][1])
            for (text, _), side, n in zip((before, after), sides, (row, column), strict=True)
        )
        pairs.append((" – ".join(pair_words), float(weighted[row, column])))
        cosine[row], cosine[:, column] = 0, 0
    return tuple(pairs)


def _content_words(features: Features, words: Words) -> list[tuple[int, Token]]:
    """Return the distinct words of a sentence that are rare enough to show, each with its feature."""
    first_token: dict[int, Token] = {}
    for token in words:
        feature = features.vocabulary.get(token.form)
        if feature is not None and features.weight[feature] >= _MIN_BITS:
            first_token.setdefault(feature, token)
    return list(first_token.items())


def _shared(alignment: Alignment, position: int, before: tuple[str, Words]) -> dict[str, list[tuple[str, float]]]:
    """Return the shared features of a candidate by group, heaviest first, each as the word of the earlier sentence."""
    sentence, words = before
    features = alignment.features
    stems, prefixes = _features_of_words(features.before, int(alignment.before[position]))
    stems_after, prefixes_after = map(set, _features_of_words(features.after, int(alignment.after[position])))
    features_after = stems_after | prefixes_after
    first: dict[int, tuple[Token, bool]] = {}  # the first word with each feature, and whether its stem is shared
    for stem, prefix, token in zip(stems, prefixes, words, strict=True):
        for feature in (stem, prefix) if prefix >= 0 else (stem,):
            if feature in features_after and feature not in first:
                first[feature] = token, stem in stems_after
    groups: dict[str, dict[str, float]] = {NAMES: {}, NUMBERS: {}, WORDS: {}, FAMILIES: {}}
    for feature, (token, shares_stem) in first.items():
        group = FAMILIES if not shares_stem else NUMBERS if token.number else NAMES if token.name else WORDS
        word = as_written(sentence, token)
        groups[group][word] = groups[group].get(word, 0.0) + float(features.weight[feature])
    return {
        name: sorted(((word, bits) for word, bits in group.items() if bits > 0), key=lambda entry: (-entry[1], entry))
        for name, group in groups.items()
    }


def _features_of_words(version: Version, index: int) -> tuple[list[int], list[int]]:
    """Return the stem and the prefix, -1 for none, of each word of a sentence."""
    words = version.words
    span = slice(int(words.edges[index]), int(words.edges[index + 1]))
    return words.stem[span].tolist(), words.prefix[span].tolist()
