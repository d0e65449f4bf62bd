"""The features of the sentences of two documents as arrays, with their weights in bits, and the clauses of sentences.

A feature is the unified stem of a word, or the prefix of a longer word (so that "vaccine" and "vaccination" share
something). Its weight is how surprising it is in a sentence, in bits. The probability behind it is the share of the two
documents' sentences that contain it, smoothed towards its share in the language at large as if four hundred sentences
of that had been read too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np

from evolve.align.arrays import Floats, Ids, ranges, sorted_distinct
from evolve.text.words.equivalents import Equivalents
from evolve.text.words.frequency import zipf_table
from evolve.text.words.tokens import Token
from evolve.text.words.word_types import WordTable, WordType, read_words

PREFIX_MARK = "~"
"""Marks a feature that is the prefix of a word; no token's form starts with it."""

_PREFIX_LENGTH = 5
_PREFIX_WEIGHT = 0.5  # a shared prefix is half the evidence of a shared stem; .3 to .7 do as well on every set
_BACKGROUND = 400.0  # sentences of the language at large added to those of the documents; 250 to 1,000 do as well
_MIN_BITS = 0.3  # weight of a feature that every sentence contains, so that equal sentences always have a score
_UNLISTED_ZIPF = 3.8  # frequency of a word that is not in the table of common words
_SENTENCE_WORDS = 15  # length of a sentence of the language at large
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
    text_ids: Ids | None = None
    """A number for each sentence, the same for equal sentences of both documents; None for shuffled words."""

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


def features_of(word: Token | WordType) -> tuple[str, ...]:
    """Return the features of one word: its stem, and its prefix if the word is long enough."""
    if word.number or len(word.word) <= _PREFIX_LENGTH:
        return (word.form,)
    return word.form, PREFIX_MARK + word.form[:_PREFIX_LENGTH]


def extract(before: Sequence[str], after: Sequence[str], *, language: str, equivalents: Equivalents) -> Features:
    """Return the features of the sentences of both documents, weighted by their rarity in the two together."""
    table = read_words([*before, *after], language=language, equivalents=equivalents)
    of_types = [features_of(word_type) for word_type in table.types]
    words_of: dict[str, set[str]] = {}
    for word_type, features in zip(table.types, of_types, strict=True):
        for feature in features:
            words_of.setdefault(feature, set()).add(word_type.word)
    names = sorted(words_of)
    vocabulary = {name: n for n, name in enumerate(names)}
    stem = np.array([vocabulary[features[0]] for features in of_types], dtype=np.int64)
    prefix = np.array([vocabulary[features[1]] if len(features) > 1 else -1 for features in of_types], dtype=np.int64)
    both = Words(stem[table.ids], prefix[table.ids], table.edges, *_clauses(table))
    _, ids = _rows(both, _sentence_spans(both), len(names))
    sentence_counts = np.bincount(ids, minlength=len(names)).tolist()
    # the alphabetically first word with a feature represents all of them, whichever text comes first
    spellings = [tuple(sorted(words_of[name])) for name in names]
    word_of = [words[0] for words in spellings]
    weight = _weights(names, sentence_counts, word_of, len(before) + len(after), language)
    sides = [
        replace(version_of(words, weight), text_ids=text_ids)
        for words, text_ids in zip(_divided(both, len(before)), _text_ids(before, after), strict=True)
    ]
    shown = tuple(() if name.startswith(PREFIX_MARK) else words for name, words in zip(names, spellings, strict=True))
    return Features(vocabulary, weight, sides[0], sides[1], shown)


def _text_ids(before: Sequence[str], after: Sequence[str]) -> tuple[Ids, Ids]:
    """Return a number for each sentence of either document, the same for equal sentences."""
    numbers: dict[str, int] = {}
    ids = np.array([numbers.setdefault(sentence, len(numbers)) for sentence in (*before, *after)], dtype=np.int64)
    return ids[: len(before)], ids[len(before) :]


def version_of(words: Words, weight: Floats, vectors: Floats | None = None) -> Version:
    """Return a document with the features of its sentences and clauses; `vectors` are those of a registered voice."""
    return Version(
        words,
        _bags(words, _sentence_spans(words), np.arange(len(words.edges) - 1), weight),
        _bags(words, words.clause_edges, words.clause_owner, weight),
        vectors,
    )


def _weights(
    names: Sequence[str], sentence_counts: Sequence[int], word_of: Sequence[str], total: int, language: str
) -> Floats:
    """Return the weight of each feature in bits; `word_of` are the words that represent them."""
    table = zipf_table(language)
    weights = np.empty(len(names))
    for index, (name, count, word) in enumerate(zip(names, sentence_counts, word_of, strict=True)):
        frequency = 10 ** (table.get(word, _UNLISTED_ZIPF) - 9)
        at_large = 1 - (1 - min(0.5, frequency)) ** _SENTENCE_WORDS
        share = (count + _BACKGROUND * at_large) / (total + _BACKGROUND)
        weights[index] = max(_MIN_BITS, -math.log2(share)) * (_PREFIX_WEIGHT if name.startswith(PREFIX_MARK) else 1.0)
    return weights


def _divided(words: Words, sentences: int) -> tuple[Words, Words]:
    """Return the words of the first sentences, and those of the others."""
    at = words.edges[sentences]
    clauses = int(np.searchsorted(words.clause_owner, sentences))
    return (
        Words(
            words.stem[:at],
            words.prefix[:at],
            words.edges[: sentences + 1],
            words.clause_edges[:clauses],
            words.clause_owner[:clauses],
        ),
        Words(
            words.stem[at:],
            words.prefix[at:],
            words.edges[sentences:] - at,
            words.clause_edges[clauses:] - at,
            words.clause_owner[clauses:] - sentences,
        ),
    )


def _clauses(table: WordTable) -> tuple[Ids, Ids]:
    """Return the word spans of the clauses of sentences with several, and the sentence of each clause.

    A clause begins with a conjunction or after a comma, a dash or a bracket; none has fewer than five words.
    """
    edges = table.edges.tolist()
    spans: list[tuple[int, int]] = []
    owners: list[int] = []
    owner = np.searchsorted(table.edges, table.breaks, side="right") - 1
    for sentence, breaks in groupby(zip(owner.tolist(), table.breaks.tolist(), strict=True), key=itemgetter(0)):
        if sentence + 1 == len(edges):
            break  # a mark at the end of the last sentence
        boundaries, end = [edges[sentence]], edges[sentence + 1]
        for _, position in breaks:
            if position - boundaries[-1] >= _CLAUSE_MIN and end - position >= _CLAUSE_MIN:
                boundaries.append(position)
        if len(boundaries) > 1:
            spans.extend(pairwise((*boundaries, end)))
            owners.extend([sentence] * len(boundaries))
    return np.array(spans, dtype=np.int64).reshape(-1, 2), np.array(owners, dtype=np.int64)


def _sentence_spans(words: Words) -> Ids:
    return np.column_stack((words.edges[:-1], words.edges[1:]))


def _rows(words: Words, word_spans: Ids, width: int) -> tuple[Ids, Ids]:
    """Return the features of spans of words, ascending and each once in a span: the span's number, and the feature."""
    row, position = ranges(word_spans[:, 0], word_spans[:, 1] - word_spans[:, 0])
    long = words.prefix[position] >= 0
    keys = np.concatenate((row * width + words.stem[position], row[long] * width + words.prefix[position][long]))
    keys = sorted_distinct(keys)
    return keys // width, keys % width


def _bags(words: Words, word_spans: Ids, owner: Ids, weight: Floats) -> Bags:
    """Return the features of spans of words, each feature once in a row and ascending."""
    row, ids = _rows(words, word_spans, max(1, len(weight)))
    starts = np.searchsorted(row, np.arange(len(word_spans) + 1))
    norm = np.sqrt(np.bincount(row, weights=weight[ids] ** 2, minlength=len(word_spans)))
    return Bags(starts, ids, norm, owner)
