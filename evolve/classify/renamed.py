"""Read two words as one where the later one took the place of the earlier one throughout the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evolve.classify.antonyms import are_antonyms
from evolve.classify.lexicon import Lexicon
from evolve.classify.sentence import AnnotatedSentence, Word
from evolve.model import Change, Kind

THROUGHOUT = "throughout"
"""The note of a change of wording that is the same in the whole text."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """Two words, the later one in place of the earlier one."""

    before: tuple[str, ...]
    """The spellings of the earlier word, in lower case."""
    after: tuple[str, ...]
    """The spellings of the later word, in lower case."""
    count: int
    """The number of exchanges."""


def unify(
    before: AnnotatedSentence, after: AnnotatedSentence, renamed: Sequence[Renamed]
) -> tuple[AnnotatedSentence, AnnotatedSentence, tuple[Change, ...]]:
    """Return the sentences with one key for the two words of each pair that they exchange, and the changes of wording.

    Both sentences are annotated.
    """
    changes = []
    for pair in renamed:
        if before.plain_words.isdisjoint(pair.before) or after.plain_words.isdisjoint(pair.after):
            continue
        if not _may_be_renamed(before.lexicon, pair):
            continue
        old, new = _written(before, pair.before), _written(after, pair.after)
        if old and new:
            changes.append(Change(Kind.WORDING, old, new, THROUGHOUT))
            key = f"={pair.before[0]}"
            before, after = _with_key(before, pair.before, key), _with_key(after, pair.after, key)
    return before, after, tuple(changes)


def _may_be_renamed(lexicon: Lexicon, pair: Renamed) -> bool:
    """Return whether a word may name what another did: neither is a cue, a number or the opposite of the other."""
    never_renamed = lexicon.function, lexicon.cues, lexicon.figure_words, lexicon.measures
    if any(word in words for word in (*pair.before, *pair.after) for words in never_renamed):
        return False
    old, new = [Word(lexicon.stem(low), low, 0, 0, 1.0, True, False, False) for low in (pair.before[0], pair.after[0])]
    return not are_antonyms(old, new, lexicon)


def _written(sentence: AnnotatedSentence, spellings: Sequence[str]) -> str:
    """Return the first word of a sentence with one of the spellings, as written; empty without one."""
    return next((sentence.text[word.start : word.end] for word in sentence.words if word.low in spellings), "")


def _with_key(sentence: AnnotatedSentence, spellings: Sequence[str], key: str) -> AnnotatedSentence:
    """Return a sentence with another key for the words with one of the spellings."""
    words = tuple(word._replace(key=key) if word.low in spellings else word for word in sentence.words)
    keys = tuple(word.key for word in words)
    content = frozenset(word.key for word in words if word.content)
    return replace(sentence, words=words, keys=keys, counts=Counter(keys), content=content)
