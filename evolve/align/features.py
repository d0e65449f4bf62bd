"""What two documents' sentences are made of, as arrays: features, how many bits each is worth, clauses.

A feature is a word's unified stem, or the beginning of a longer word (so that "vaccine" and "vaccination" share
something). Its weight is how surprising it is to meet it in a sentence, in bits: the share of the two documents'
sentences that hold it, drawn towards its share in the language at large as if four hundred more had been read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evolve.align.arrays import Floats, Ids, distinct, ranges
from evolve.text.words.equivalents import Equivalents
from evolve.text.words.frequency import zipf_table
from evolve.text.words.tokens import Token, tokenise

BEGINNING = "~"
"""Marks a feature that is the beginning of a word; no token's form starts with it."""

_PREFIX_LENGTH = 5
_PREFIX_WORTH = 0.5  # a shared beginning is half the evidence a shared stem is; .3 to .7 do as well on every set
_BACKGROUND = 400.0  # sentences of the language at large that are added to the documents'; 250 to 1,000 do as well
_LEAST_BITS = 0.3  # what stands in every sentence still says a little, so that equal sentences always find each other
_UNLISTED_ZIPF = 3.8  # a word that is not among the commonest
_SENTENCE_WORDS = 15  # length of the sentences of the language at large
CONJUNCTIONS = (
    "and", "but", "because", "while", "which", "that", "so", "although", "who", "as", "when", "if",
    "und", "aber", "weil", "während", "dass", "obwohl", "wenn", "als",
    "et", "mais", "parce", "que", "y", "pero", "porque", "e", "ma", "perché",
)  # fmt: skip
"""Words that a clause begins with, in the languages that are read most."""
_CLAUSE_BREAK = re.compile(rf"[,;:—–()]|\b(?:{'|'.join(CONJUNCTIONS)})\b")
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
class Words:
    """The words of one document one after another, and which stretches of them are sentences and clauses."""

    stem: Ids
    """For every word, the feature its stem is."""
    beginning: Ids
    """For every word, the feature its beginning is, or -1 for a short word or a figure."""
    edges: Ids
    """Sentence s holds the words `edges[s]:edges[s + 1]`."""
    clause_edges: Ids
    """Clause c holds the words `clause_edges[c, 0]:clause_edges[c, 1]`; only of sentences with several."""
    clause_owner: Ids
    """The sentence each clause belongs to, rising."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One document: its words, its sentences, and the clauses of those that have several."""

    words: Words
    sentences: Bags
    clauses: Bags
    vectors: Floats | None = None
    """What a registered voice says of every sentence, one row each, of length 1; None without one."""

    def __len__(self) -> int:
        return len(self.sentences)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Two documents over one vocabulary. The vocabulary is sorted, so that swapping the two changes no sum."""

    vocabulary: Mapping[str, int]
    weight: Floats
    """Bits, by feature."""
    before: Version
    after: Version
    spellings: tuple[tuple[str, ...], ...] = ()
    """By feature, the words that have it, in lower case and sorted; none for the beginning of a word."""
    meaning: Floats | None = None
    """By feature, the vector of its words, of length 1, or zeros; None where word vectors are not asked for."""


def features_of(token: Token) -> tuple[str, ...]:
    """The features of one word: its stem, and its beginning where it is long enough."""
    if token.number or len(token.word) <= _PREFIX_LENGTH:
        return (token.form,)
    return token.form, BEGINNING + token.form[:_PREFIX_LENGTH]


def extract(before: Sequence[str], after: Sequence[str], *, language: str, equivalents: Equivalents) -> Features:
    """Cut both documents' sentences into features and weigh them by how rare they are in the two together."""
    texts = before, after
    tokens = tuple(
        [tokenise(sentence, language=language, equivalents=equivalents) for sentence in side] for side in texts
    )
    sentences_with: dict[str, int] = {}
    words_of: dict[str, set[str]] = {}
    for sentence in (*tokens[0], *tokens[1]):
        seen = {feature: token for token in sentence for feature in features_of(token)}
        for feature, token in seen.items():
            sentences_with[feature] = sentences_with.get(feature, 0) + 1
            words_of.setdefault(feature, set()).add(token.word)
    names = sorted(sentences_with)
    vocabulary = {name: n for n, name in enumerate(names)}
    # of the words that share a feature the first by alphabet stands for all, whichever text comes first
    word_of = {name: min(words) for name, words in words_of.items()}
    weight = _weights(names, sentences_with, word_of, len(before) + len(after), language)
    sides = [version_of(_words(text, cut, vocabulary), weight) for text, cut in zip(texts, tokens, strict=True)]
    spellings = tuple(() if name.startswith(BEGINNING) else tuple(sorted(words_of[name])) for name in names)
    return Features(vocabulary, weight, sides[0], sides[1], spellings)


def version_of(words: Words, weight: Floats, vectors: Floats | None = None) -> Version:
    """Gather the features of every sentence and clause; `vectors` are those of a registered voice."""
    sentences = np.column_stack((words.edges[:-1], words.edges[1:]))
    return Version(
        words,
        _bags(words, sentences, np.arange(len(sentences)), weight),
        _bags(words, words.clause_edges, words.clause_owner, weight),
        vectors,
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
        out[n] = max(_LEAST_BITS, -math.log2(share)) * (_PREFIX_WORTH if name.startswith(BEGINNING) else 1.0)
    return out


def _words(texts: Sequence[str], tokens: Sequence[Sequence[Token]], vocabulary: Mapping[str, int]) -> Words:
    stem: list[int] = []
    beginning: list[int] = []
    edges = [0]
    clauses: list[tuple[int, int]] = []
    owners: list[int] = []
    for n, (text, sentence) in enumerate(zip(texts, tokens, strict=True)):
        at = edges[-1]
        for token in sentence:
            features = features_of(token)
            stem.append(vocabulary[features[0]])
            beginning.append(vocabulary[features[1]] if len(features) > 1 else -1)
        cuts = clause_cuts(text, sentence)
        if len(cuts) > 2:
            clauses.extend((at + a, at + b) for a, b in pairwise(cuts))
            owners.extend([n] * (len(cuts) - 1))
        edges.append(len(stem))
    return Words(
        np.array(stem, dtype=np.int64),
        np.array(beginning, dtype=np.int64),
        np.array(edges, dtype=np.int64),
        np.array(clauses, dtype=np.int64).reshape(-1, 2),
        np.array(owners, dtype=np.int64),
    )


def _bags(words: Words, stretches: Ids, owner: Ids, weight: Floats) -> Bags:
    """The features of stretches of words, each feature once a row and rising."""
    counts = stretches[:, 1] - stretches[:, 0]
    row, place = ranges(stretches[:, 0], counts)
    width = max(1, len(weight))
    long = words.beginning[place] >= 0
    keys = np.concatenate((row * width + words.stem[place], row[long] * width + words.beginning[place][long]))
    keys = distinct(keys)
    row, ids = keys // width, keys % width
    starts = np.searchsorted(row, np.arange(len(stretches) + 1))
    norm = np.sqrt(np.bincount(row, weights=weight[ids] ** 2, minlength=len(stretches)))
    return Bags(starts, ids, norm, owner)


def clause_cuts(sentence: str, tokens: Sequence[Token]) -> list[int]:
    """Where the sentence's words are cut into clauses, from 0 to their number.

    Cuts stand before conjunctions and at commas, dashes and brackets; no clause is under five words.
    """
    out = [0]
    at = 0
    for match in _CLAUSE_BREAK.finditer(sentence):
        while at < len(tokens) and tokens[at].start < match.start():
            at += 1
        if at - out[-1] >= _CLAUSE_MIN and len(tokens) - at >= _CLAUSE_MIN:
            out.append(at)
    return [*out, len(tokens)]
