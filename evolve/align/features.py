"""What two documents' sentences are made of, as arrays: features, how many bits each is worth, clauses.

A feature is a word's unified stem, or the beginning of a longer word (so that "vaccine" and "vaccination" share
something). Its weight is how surprising it is to meet it in a sentence, in bits: the share of the two documents'
sentences that hold it, drawn towards its share in the language at large as if a hundred more sentences had been read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evolve.text.commonness import zipf_table
from evolve.text.equivalents import Equivalents
from evolve.text.tokens import Token, tokenise

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

BEGINNING = "~"
"""Marks a feature that is the beginning of a word; no token's form starts with it."""

_PREFIX_LENGTH = 5
_PREFIX_WORTH = 0.5  # a shared beginning is half the evidence a shared stem is; .3 to .7 do as well on every set
_BACKGROUND = 100.0  # sentences of the language at large that are added to the documents'; 30 to 100 do as well
_UNLISTED_ZIPF = 3.8  # a word that is not among the commonest
_SENTENCE_WORDS = 15  # length of the sentences of the language at large
_CLAUSE_BREAK = re.compile(
    r"[,;:—–()]|\b(?:and|but|because|while|which|that|so|although|who|as|when|if"
    r"|und|aber|weil|während|dass|obwohl|wenn|als|et|mais|parce|que|y|pero|porque|e|ma|perché)\b"
)
_CLAUSE_MIN = 5  # words; shorter pieces stay with what precedes them


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """Sets of features, one a row, in compressed rows: row r holds `ids[starts[r]:starts[r + 1]]`, rising."""

    starts: Ids
    ids: Ids
    norm: Floats
    """The Euclidean length of every row's weights."""
    owner: Ids
    """The sentence each row belongs to."""

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One document: its sentences and the clauses of those that have several."""

    tokens: tuple[tuple[Token, ...], ...]
    sentences: Bags
    clauses: Bags


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Two documents over one vocabulary. The vocabulary is sorted, so that swapping the two changes no sum."""

    vocabulary: Mapping[str, int]
    weight: Floats
    """Bits, by feature."""
    before: Side
    after: Side


def features_of(token: Token) -> tuple[str, ...]:
    """The features of one word."""
    if token.number or len(token.word) <= _PREFIX_LENGTH:
        return (token.form,)
    return token.form, BEGINNING + token.form[:_PREFIX_LENGTH]


def extract(
    before: Sequence[str], after: Sequence[str], *, language: str, equivalents: Equivalents | None
) -> Features:
    """Cut both documents' sentences into weighted features."""
    sides = [
        tuple(tokenise(sentence, language=language, equivalents=equivalents) for sentence in side)
        for side in (before, after)
    ]
    return features_from(sides[0], sides[1], (before, after), language=language)


def features_from(
    before: Sequence[tuple[Token, ...]],
    after: Sequence[tuple[Token, ...]],
    texts: tuple[Sequence[str], Sequence[str]] | None,
    *,
    language: str,
) -> Features:
    """The same from words that are already cut; without the sentences' texts there are no clauses."""
    sentences_with: dict[str, int] = {}
    word_of: dict[str, str] = {}
    for tokens in (*before, *after):
        seen = {feature: token.word for token in tokens for feature in features_of(token)}
        word_of.update(seen)
        for feature in seen:
            sentences_with[feature] = sentences_with.get(feature, 0) + 1
    names = sorted(sentences_with)
    vocabulary = {name: n for n, name in enumerate(names)}
    weight = _weights(names, sentences_with, word_of, len(before) + len(after), language)
    return Features(
        vocabulary,
        weight,
        _side(tuple(before), texts[0] if texts else None, vocabulary, weight),
        _side(tuple(after), texts[1] if texts else None, vocabulary, weight),
    )


def _weights(
    names: Sequence[str], sentences_with: Mapping[str, int], word_of: Mapping[str, str], total: int, language: str
) -> Floats:
    table = zipf_table(language)
    out = np.empty(len(names))
    for n, name in enumerate(names):
        frequency = 10 ** (table.get(word_of[name], _UNLISTED_ZIPF) - 9)
        at_large = 1 - (1 - min(0.5, frequency)) ** _SENTENCE_WORDS
        share = (sentences_with[name] + _BACKGROUND * at_large) / (total + _BACKGROUND)
        out[n] = max(0.0, -math.log2(share)) * (_PREFIX_WORTH if name.startswith(BEGINNING) else 1.0)
    return out


def _side(
    tokens: tuple[tuple[Token, ...], ...],
    texts: Sequence[str] | None,
    vocabulary: Mapping[str, int],
    weight: Floats,
) -> Side:
    owners: list[int] = []
    pieces: list[Sequence[Token]] = []
    for n, text in enumerate(texts or ()):
        found = clauses_of(text, tokens[n])
        if len(found) > 1:
            pieces.extend(found)
            owners.extend([n] * len(found))
    return Side(
        tokens,
        _bags(tokens, range(len(tokens)), vocabulary, weight),
        _bags(pieces, owners, vocabulary, weight),
    )


def _bags(
    rows: Sequence[Sequence[Token]], owners: Sequence[int], vocabulary: Mapping[str, int], weight: Floats
) -> Bags:
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    ids: list[int] = []
    for n, row in enumerate(rows):
        ids.extend(sorted({vocabulary[feature] for token in row for feature in features_of(token)}))
        starts[n + 1] = len(ids)
    flat = np.array(ids, dtype=np.int64)
    row_of = np.repeat(np.arange(len(rows)), np.diff(starts))
    norm = np.sqrt(np.bincount(row_of, weights=weight[flat] ** 2, minlength=len(rows)))
    return Bags(starts, flat, norm, np.array(owners, dtype=np.int64))


def clauses_of(sentence: str, tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The sentence's words, cut before conjunctions and at commas, dashes and brackets; no piece under five words."""
    out: list[list[Token]] = [[]]
    cuts = [match.start() for match in _CLAUSE_BREAK.finditer(sentence)]
    cuts.append(len(sentence))
    at = 0
    for cut in cuts:
        piece: list[Token] = []
        while at < len(tokens) and tokens[at].start < cut:
            piece.append(tokens[at])
            at += 1
        if len(out[-1]) < _CLAUSE_MIN:
            out[-1].extend(piece)
        else:
            out.append(piece)
    while len(out) > 1 and len(out[-1]) < _CLAUSE_MIN:
        short = out.pop()
        out[-1].extend(short)
    return [tuple(piece) for piece in out]
