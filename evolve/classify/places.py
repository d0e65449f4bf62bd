"""Look up places in a sentence without reading all its words again: first words of a key, figures, clauses.

Each table is made once for a sentence, which occurs in many pairs and has many words that ask for one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from evolve.classify.quantities.numbers import Quantity
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence

_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=RECENT_SENTENCES)
def first_places(sentence: AnnotatedSentence) -> Mapping[str, int]:
    """Return the index of the first word of each key."""
    places: dict[str, int] = {}
    for index, key in enumerate(sentence.keys):
        places.setdefault(key, index)
    return places


@lru_cache(maxsize=RECENT_SENTENCES)
def word_indices(sentence: AnnotatedSentence) -> Mapping[int, int]:
    """Return the index of the first word that starts at each character."""
    indices: dict[int, int] = {}
    for index, word in enumerate(sentence.words):
        indices.setdefault(word.start, index)
    return indices


@lru_cache(maxsize=RECENT_SENTENCES)
def figures_by_start(sentence: AnnotatedSentence) -> Mapping[int, Quantity]:
    """Return the figures by their first character."""
    return {figure.start: figure for figure in sentence.figures}


def clause_around(sentence: AnnotatedSentence, index: int, starts: frozenset[str] = _NOTHING) -> tuple[int, int]:
    """Return the word indices, half-open, of the clause around a word; clause marks and words in `starts` bound it."""
    begins, ends = _clause_bounds(sentence, starts)
    return begins[bisect_right(begins, index) - 1], ends[bisect_right(ends, index)]


@lru_cache(maxsize=RECENT_SENTENCES)
def _clause_bounds(sentence: AnnotatedSentence, starts: frozenset[str]) -> tuple[Sequence[int], Sequence[int]]:
    """Return the indices of the words that begin a clause, and of those before which one ends."""
    begins, ends = [0], []
    for index, word in enumerate(sentence.words):
        is_start = word.low in starts
        if index and (is_start or sentence.words[index - 1].mark):
            begins.append(index)
        if is_start or word.mark:
            ends.append(index)
    ends.append(len(sentence.words))
    return begins, ends


@lru_cache(maxsize=RECENT_SENTENCES)
def content_before(sentence: AnnotatedSentence) -> Sequence[int]:
    """Return, for each word and the end, the index of the last content word before it, -1 without one.

    Words that demand something, such as "must", are skipped.
    """
    last = -1
    found = [last]
    for index, word in enumerate(sentence.words):
        if word.content and word.low not in sentence.lexicon.demands:
            last = index
        found.append(last)
    return found
