"""The features of the sentences of two documents as arrays, with their weights in bits, and the clauses of sentences.

A feature is the unified stem of a word, or the prefix of a longer word (so that "vaccine" and "vaccination" share
something). Its weight is how surprising it is in a sentence, in bits. The probability behind it is the share of the two
documents' sentences that contain it, smoothed towards its share in the language at large as if four hundred sentences
of that had been read too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evolve.align.arrays import Floats, Ids, ranges, sorted_distinct
from evolve.text.words.equivalents import Equivalents
from evolve.text.words.frequency import zipf_table
from evolve.text.words.tokens import Token, tokenise

PREFIX_MARK = "~"
"""Marks a feature that is the prefix of a word; no token's form starts with it."""

_PREFIX_LENGTH = 5
_PREFIX_WEIGHT = 0.5  # a shared prefix is half the evidence of a shared stem; .3 to .7 do as well on every set
_BACKGROUND = 400.0  # sentences of the language at large added to those of the documents; 250 to 1,000 do as well
_MIN_BITS = 0.3  # weight of a feature that every sentence contains, so that equal sentences always have a score
_UNLISTED_ZIPF = 3.8  # frequency of a word that is not in the table of common words
_SENTENCE_WORDS = 15  # length of a sentence of the language at large
CONJUNCTIONS = (
    "and", "but", "because", "while", "which", "that", "so", "although", "who", "as", "when", "if",
    "und", "aber", "weil", "während", "dass", "obwohl", "wenn", "als",
    "et", "mais", "parce", "que", "y", "pero", "porque", "e", "ma", "perché",
)  # fmt: skip
"""Words that begin a clause, in the most widely read languages."""
_CLAUSE_BREAK = re.compile(rf"[,;:—–()]|\b(?:{'|'.join(CONJUNCTIONS)})\b")
_CLAUSE_MIN = 5  # words; a shorter piece belongs to the clause before it


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """Sets of features, one for each row, as a sparse matrix: row r is `ids[starts[r]:starts[r + 1]]`, ascending."""

    starts: Ids
    ids: Ids
    norm: Floats
    """The Euclidean norm of the weights of each row."""
    owner: Ids
    """The sentence that each row belongs to."""

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one document in sequence, and the spans of its sentences and clauses."""

    stem: Ids
    """For each word the feature of its stem."""
    prefix: Ids
    """For each word the feature of its prefix, or -1 for a short word or a number."""
    edges: Ids
    """Sentence s contains the words `edges[s]:edges[s + 1]`."""
    clause_edges: Ids
    """Clause c contains the words `clause_edges[c, 0]:clause_edges[c, 1]`; only clauses of sentences with several."""
    clause_owner: Ids
    """The sentence that each clause belongs to, ascending."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One document: its words, its sentences, and the clauses of sentences with several."""

    words: Words
    sentences: Bags
    clauses: Bags
    vectors: Floats | None = None
    """The vectors of a registered voice, one row of length 1 for each sentence; None without such a voice."""

    def __len__(self) -> int:
        return len(self.sentences)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Two documents over one vocabulary. The vocabulary is sorted, so that swapping the two changes no sum."""

    vocabulary: Mapping[str, int]
    weight: Floats
    """The weight of each feature, in bits."""
    before: Version
    after: Version
    spellings: tuple[tuple[str, ...], ...] = ()
    """For each feature the words that have it, in lower case and sorted; empty for the prefix of a word."""
    word_vectors: Floats | None = None
    """For each feature the vector of its words, of length 1, or zeros; None if word vectors are not used."""


def features_of(token: Token) -> tuple[str, ...]:
    """Return the features of one word: its stem, and its prefix if the word is long enough."""
    if token.number or len(token.word) <= _PREFIX_LENGTH:
        return (token.form,)
    return token.form, PREFIX_MARK + token.form[:_PREFIX_LENGTH]


def extract(before: Sequence[str], after: Sequence[str], *, language: str, equivalents: Equivalents) -> Features:
    """Return the features of the sentences of both documents, weighted by their rarity in the two together."""
    texts = before, after
    tokens = tuple(
        [tokenise(sentence, language=language, equivalents=equivalents) for sentence in side] for side in texts
    )
    sentence_counts: dict[str, int] = {}
    words_of: dict[str, set[str]] = {}
    for sentence in (*tokens[0], *tokens[1]):
        seen = {feature: token for token in sentence for feature in features_of(token)}
        for feature, token in seen.items():
            sentence_counts[feature] = sentence_counts.get(feature, 0) + 1
            words_of.setdefault(feature, set()).add(token.word)
    names = sorted(sentence_counts)
    vocabulary = {name: n for n, name in enumerate(names)}
    # the alphabetically first word with a feature represents all of them, whichever text comes first
    word_of = {name: min(words) for name, words in words_of.items()}
    weight = _weights(names, sentence_counts, word_of, len(before) + len(after), language)
    sides = [version_of(_words(text, words, vocabulary), weight) for text, words in zip(texts, tokens, strict=True)]
    spellings = tuple(() if name.startswith(PREFIX_MARK) else tuple(sorted(words_of[name])) for name in names)
    return Features(vocabulary, weight, sides[0], sides[1], spellings)


def version_of(words: Words, weight: Floats, vectors: Floats | None = None) -> Version:
    """Return a document with the features of its sentences and clauses; `vectors` are those of a registered voice."""
    sentences = np.column_stack((words.edges[:-1], words.edges[1:]))
    return Version(
        words,
        _bags(words, sentences, np.arange(len(sentences)), weight),
        _bags(words, words.clause_edges, words.clause_owner, weight),
        vectors,
    )


def _weights(
    names: Sequence[str], sentence_counts: Mapping[str, int], word_of: Mapping[str, str], total: int, language: str
) -> Floats:
    """Return the weight of each feature in bits; `word_of` gives the word that represents it."""
    table = zipf_table(language)
    weights = np.empty(len(names))
    for index, name in enumerate(names):
        frequency = 10 ** (table.get(word_of[name], _UNLISTED_ZIPF) - 9)
        at_large = 1 - (1 - min(0.5, frequency)) ** _SENTENCE_WORDS
        share = (sentence_counts[name] + _BACKGROUND * at_large) / (total + _BACKGROUND)
        weights[index] = max(_MIN_BITS, -math.log2(share)) * (_PREFIX_WEIGHT if name.startswith(PREFIX_MARK) else 1.0)
    return weights


def _words(texts: Sequence[str], tokens: Sequence[Sequence[Token]], vocabulary: Mapping[str, int]) -> Words:
    """Return the words of a document and the spans of its sentences and clauses."""
    stem: list[int] = []
    prefix: list[int] = []
    edges = [0]
    clauses: list[tuple[int, int]] = []
    clause_owner: list[int] = []
    for index, (text, sentence) in enumerate(zip(texts, tokens, strict=True)):
        offset = edges[-1]
        for token in sentence:
            features = features_of(token)
            stem.append(vocabulary[features[0]])
            prefix.append(vocabulary[features[1]] if len(features) > 1 else -1)
        boundaries = clause_boundaries(text, sentence)
        if len(boundaries) > 2:
            clauses.extend((offset + start, offset + end) for start, end in pairwise(boundaries))
            clause_owner.extend([index] * (len(boundaries) - 1))
        edges.append(len(stem))
    return Words(
        np.array(stem, dtype=np.int64),
        np.array(prefix, dtype=np.int64),
        np.array(edges, dtype=np.int64),
        np.array(clauses, dtype=np.int64).reshape(-1, 2),
        np.array(clause_owner, dtype=np.int64),
    )


def _bags(words: Words, word_spans: Ids, owner: Ids, weight: Floats) -> Bags:
    """Return the features of spans of words, each feature once in a row and ascending."""
    counts = word_spans[:, 1] - word_spans[:, 0]
    row, position = ranges(word_spans[:, 0], counts)
    width = max(1, len(weight))
    long = words.prefix[position] >= 0
    keys = np.concatenate((row * width + words.stem[position], row[long] * width + words.prefix[position][long]))
    keys = sorted_distinct(keys)
    row, ids = keys // width, keys % width
    starts = np.searchsorted(row, np.arange(len(word_spans) + 1))
    norm = np.sqrt(np.bincount(row, weights=weight[ids] ** 2, minlength=len(word_spans)))
    return Bags(starts, ids, norm, owner)


def clause_boundaries(sentence: str, tokens: Sequence[Token]) -> list[int]:
    """Return the positions that divide the words of a sentence into clauses, from 0 to the number of words.

    Boundaries are before conjunctions and at commas, dashes and brackets; no clause has fewer than five words.
    """
    boundaries = [0]
    position = 0
    for match in _CLAUSE_BREAK.finditer(sentence):
        while position < len(tokens) and tokens[position].start < match.start():
            position += 1
        if position - boundaries[-1] >= _CLAUSE_MIN and len(tokens) - position >= _CLAUSE_MIN:
            boundaries.append(position)
    return [*boundaries, len(tokens)]
