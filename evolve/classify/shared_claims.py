"""Whether two linked sentences share the claim that a cue modifies.

A retold claim may be linked through a few words. A denial, a hedge or a quantifier of something else that one of the
two sentences mentions is no difference between them.
"""

from __future__ import annotations

from evolve.classify.places import clause_around
from evolve.classify.sentence import AnnotatedSentence, Cue

MIN_SHARED_CONTENT = 0.5
"""Minimum share of the content words of both sentences that they share, for all their cues to be compared. In pairs
below it that people call the same claim, hardly any denial or hedge was of what the other sentence says."""
MIN_SHARED_IN_CLAUSE = 0.75
"""Minimum share of the other content words of a cue's clause that the other sentence must have."""


def are_about_the_same(before: AnnotatedSentence, after: AnnotatedSentence, least: float = MIN_SHARED_CONTENT) -> bool:
    """Return whether two sentences share so many content words that a cue of one is about the claim of the other.

    `least` is the share of the content words of both, 0..1.
    """
    shared = len(before.content & after.content)
    return 2 * shared >= least * (len(before.content) + len(after.content))


def share_half(before: AnnotatedSentence, after: AnnotatedSentence) -> bool:
    """Return whether two sentences share at least half of the content words of the one that has fewer."""
    return 2 * len(before.content & after.content) >= min(len(before.content), len(after.content))


def is_in_shared_clause(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence) -> bool:
    """Return whether the other sentence has most other content words of the clause of a cue, and one at least."""
    first, last = clause_around(sentence, cue.first, sentence.lexicon.clause_starts)
    keys = [
        sentence.keys[index]
        for index in range(first, last)
        if sentence.words[index].content
        and sentence.words[index].low not in sentence.lexicon.demands
        and not cue.first <= index < cue.last
    ]
    return bool(keys) and sum(key in other.content for key in keys) >= MIN_SHARED_IN_CLAUSE * len(keys)
