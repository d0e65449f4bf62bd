"""Labels of arguments: the most characteristic clause of a sentence, chosen by the words that both sides share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from evolve.align.features import extract, features_of
from evolve.comparison.clauses import quote
from evolve.text.words.equivalents import NONE, Equivalents
from evolve.text.words.scan import UNSPACED_CHARACTER
from evolve.text.words.tokens import Token, tokenise

_OWN_SHARE = 0.2  # share of its bits that a word contributes if only one side has it

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with its words."""

    text: str
    """On one line."""
    words: tuple[Token, ...]
    features: tuple[tuple[str, ...], ...]
    """The features of each word."""


def wording_of(text: str, *, language: str, equivalents: Equivalents = NONE) -> Wording:
    """Return a sentence on one line with its words."""
    words = tokenise(text, language=language, equivalents=equivalents)
    return Wording(text, words, tuple([features_of(token) for token in words]))


def label_of(
    sentences: Sequence[Wording], others: Sequence[Wording], *, bits: Mapping[str, float], language: str
) -> str:
    """Return the most characteristic clause of sentences that make the same claim as `others`, or "" without sentences.

    `bits` is the weight of each feature.
    """
    shared = {feature for other in others for features in other.features for feature in features}
    character_pairs = {pair for other in others for pair in _character_pairs(other.text)}
    quotations = [
        quote(
            sentence.text,
            [
                span
                for token, features in zip(sentence.words, sentence.features, strict=True)
                for span in _weighted_spans(sentence.text, token, features, shared, character_pairs, bits)
            ],
            language=language,
        )
        for sentence in sentences
    ]
    return max(quotations, key=lambda quotation: quotation.score).text if quotations else ""


def label_among(text: str, others: Sequence[str], *, language: str) -> str:
    """Return the most characteristic clause of a sentence that makes the same claim as `others`; each on one line."""
    features = extract([text], others, language=language, equivalents=NONE)
    bits = dict(zip(features.vocabulary, features.weight.tolist(), strict=True))
    wording, *other_wordings = [wording_of(line, language=language) for line in (text, *others)]
    return label_of([wording], other_wordings, bits=bits, language=language)


def _weighted_spans(
    text: str,
    token: Token,
    features: tuple[str, ...],
    shared: set[str],
    character_pairs: set[str],
    bits: Mapping[str, float],
) -> list[tuple[int, int, float]]:
    """Return the span of a word with its weight in bits.

    In a script without spaces, return the spans of its characters instead; a character weighs one bit more if both
    sides have it beside the same neighbour.
    """
    weight = _OWN_SHARE * bits.get(features[0], 0.0)
    if not shared.isdisjoint(features):
        weight += sum([bits.get(feature, 0.0) for feature in features if feature in shared])
    start, end = token.start, token.end
    size = end - start
    if size < 2 or text[start].isascii() or not UNSPACED_CHARACTER.match(text, start):
        return [(start, end, weight)]
    return [
        (
            position,
            position + 1,
            weight / size + any(text[n : n + 2] in character_pairs for n in (position - 1, position)),
        )
        for position in range(token.start, token.end)
    ]


def _character_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of scripts without spaces."""
    if text.isascii():
        return set()
    positions = [match.start() for match in UNSPACED_CHARACTER.finditer(text)]
    return {text[one : one + 2] for one, two in pairwise(positions) if two == one + 1}


def casing_of(texts: Sequence[str]) -> dict[str, str]:
    """Return the spelling of words within sentences that are not in capitals, by the word in lower case."""
    casing: dict[str, str] = {}
    for text in texts:
        if not text.isupper():
            for match in islice(_LETTERS.finditer(text), 1, None):
                casing.setdefault(match[0].lower(), match[0])
    return casing


def recased(text: str, casing: Mapping[str, str]) -> str:
    """Return a sentence in capitals with the case of running text; a single word is unchanged."""
    words = _LETTERS.findall(text)
    if len(words) < 2:
        return text
    lowered = _LETTERS.sub(lambda match: casing.get(match[0].lower(), match[0].lower()), text)
    return _LETTERS.sub(lambda match: match[0][0].upper() + match[0][1:], lowered, count=1)
