"""Superlatives that become one of several or the only one: "the largest", "one of the largest", "the only"."""

from __future__ import annotations

from functools import lru_cache

from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence
from evolve.model import Change, Kind

ONLY = "only"
"""The superlative of what is the one of its kind."""
ONE_OF_WORDS = 4
"""Maximum number of words from "one of" to the superlative: "one of its very largest"."""


def superlative_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of a superlative that became one of several or the only one: "one of the largest works"."""
    superlatives_before, superlatives_after = _superlatives(before), _superlatives(after)
    for key, (is_one_before, *span_before) in superlatives_before.items():
        if key not in superlatives_after:
            continue
        is_one_after, *span_after = superlatives_after[key]
        if is_one_before is not is_one_after:
            note = "narrower" if is_one_after else "wider"
            return Change(Kind.SCOPE, before.span(*span_before), after.span(*span_after), note)
    return None


@lru_cache(maxsize=RECENT_SENTENCES)
def _superlatives(sentence: AnnotatedSentence) -> dict[str, tuple[bool, int, int]]:
    """Return the superlatives after an article, by their key; "most important" by both keys.

    Each has whether a phrase such as "one of" precedes it, and the word indices to be shown. Cached, because one
    sentence occurs in many pairs.
    """
    lexicon, words = sentence.lexicon, sentence.words
    if not lexicon.one_of:
        return {}
    found: dict[str, tuple[bool, int, int]] = {}
    for index, word in enumerate(words):
        if not (word.low in lexicon.superlatives or word.low.endswith(lexicon.superlative_endings)):
            continue
        if not index or words[index - 1].content or words[index - 1].mark:
            continue
        noun = next((i for i in range(index + 1, min(len(words), index + 3)) if words[i].content), None)
        if noun is None and not word.content:
            continue
        starts = range(max(0, index - ONE_OF_WORDS), index)
        start = next((first for first in starts if begins_one_of(sentence, first)), None)
        # "Most" goes with another word.
        key = word.key if word.content or noun is None else f"{word.key} {words[noun].key}"
        first, last = index - 1 if start is None else start, index + 1 if noun is None else noun + 1
        found.setdefault(key, (start is not None, first, last))
    return found or _one_of_several(sentence)


def _one_of_several(sentence: AnnotatedSentence) -> dict[str, tuple[bool, int, int]]:
    """Return "one of the members" by the key of "the only member"; empty without such a phrase."""
    words = sentence.words
    for first in range(len(words) - 2):
        phrase = next((phrase for phrase in sentence.lexicon.one_of if words[first].low == phrase[0]), None)
        if phrase is None or len(phrase) < 2 or not begins_one_of(sentence, first):
            continue
        noun = first + len(phrase) + 1
        if noun < len(words) and words[noun].content and words[noun - 1].low in sentence.lexicon.articles:
            return {f"{ONLY} {words[noun].key}": (True, first, noun + 1)}
    return {}


def begins_one_of(sentence: AnnotatedSentence, first: int) -> bool:
    """Return whether a phrase such as "one of" begins at a word."""
    return any(
        tuple(word.low for word in sentence.words[first : first + len(phrase)]) == phrase
        for phrase in sentence.lexicon.one_of
    )
