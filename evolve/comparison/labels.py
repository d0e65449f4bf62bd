"""Labels of arguments: the most characteristic clause of a sentence, chosen by the words that both sides share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from evolve.align.features import extract, features_of
from evolve.comparison.clauses import quote
from evolve.text.words.equivalents import NONE
from evolve.text.words.scan import UNSPACED_CHARACTER
from evolve.text.words.tokens import Token, tokenise

_OWN_SHARE = 0.2  # share of its bits that a word is worth if only one side has it

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with its words."""

    text: str
    """On one line."""
    words: tuple[Token, ...]


def label_of(
    sentences: Sequence[Wording], others: Sequence[Wording], *, bits: Mapping[str, float], language: str
) -> str:
    """Return the most characteristic clause of sentences that make the same claim as `others`, or "" without sentences.

    `bits` is the weight of each feature.
    """
    shared = {feature for other in others for token in other.words for feature in features_of(token)}
    pairs = {pair for other in others for pair in _character_pairs(other.text)}
    quotations = [
        quote(
            sentence.text,
            [worth for token in sentence.words for worth in _weighed(sentence.text, token, shared, pairs, bits)],
            language=language,
        )
        for sentence in sentences
    ]
    return max(quotations, key=lambda quotation: quotation.score).text if quotations else ""


def label_among(text: str, others: Sequence[str], *, language: str) -> str:
    """Return the most characteristic clause of a sentence that makes the same claim as `others`; each on one line."""
    features = extract([text], others, language=language, equivalents=NONE)
    bits = dict(zip(features.vocabulary, features.weight.tolist(), strict=True))
    one, *rest = [Wording(each, tokenise(each, language=language)) for each in (text, *others)]
    return label_of([one], rest, bits=bits, language=language)


def _weighed(
    text: str, token: Token, shared: set[str], pairs: set[str], bits: Mapping[str, float]
) -> list[tuple[int, int, float]]:
    """Return the span of a word with its worth in bits.

    In a script without spaces, return the spans of its characters instead; each is worth a bit more if both sides have
    it beside the same neighbour.
    """
    features = features_of(token)
    worth = _OWN_SHARE * bits.get(features[0], 0.0)
    if shared:
        worth += sum(bits.get(feature, 0.0) for feature in features if feature in shared)
    size = token.end - token.start
    if size < 2 or not UNSPACED_CHARACTER.match(text, token.start):
        return [(token.start, token.end, worth)]
    return [
        (at, at + 1, worth / size + any(text[n : n + 2] in pairs for n in (at - 1, at)))
        for at in range(token.start, token.end)
    ]


def _character_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of scripts without spaces."""
    found = [match.start() for match in UNSPACED_CHARACTER.finditer(text)]
    return {text[one : one + 2] for one, two in pairwise(found) if two == one + 1}


def casing_of(texts: Sequence[str]) -> dict[str, str]:
    """Return how words are written within sentences that are not in capitals, by the word in lower case."""
    out: dict[str, str] = {}
    for text in texts:
        if not text.isupper():
            for match in islice(_LETTERS.finditer(text), 1, None):
                out.setdefault(match[0].lower(), match[0])
    return out


def recased(text: str, casing: Mapping[str, str]) -> str:
    """Return a sentence in capitals as it would be written in running text; a single word stays."""
    words = _LETTERS.findall(text)
    if len(words) < 2:
        return text
    small = _LETTERS.sub(lambda match: casing.get(match[0].lower(), match[0].lower()), text)
    return _LETTERS.sub(lambda match: match[0][0].upper() + match[0][1:], small, count=1)
