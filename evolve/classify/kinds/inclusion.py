"""What a claim holds for beyond what it names: "not only in cities", "not just workers but also their families"."""

from __future__ import annotations

from collections.abc import Iterable

from evolve.classify.lexicon import EVERY_LEVEL, Family
from evolve.classify.places import clause_around, first_places
from evolve.classify.sentence import AnnotatedSentence, Cue
from evolve.classify.shared_claims import share_half
from evolve.model import Change, Kind

MIN_SHARED = 2 / 3
"""Minimum share of the words after "not only" that the other sentence must have too."""
MAX_SHOWN_WORDS = 6
"""Maximum number of words of the sentence without "not only" that are shown."""
MAX_PHRASES = 20
"""Maximum number of phrases such as "not only" of a sentence that are compared, so that an endless one takes no
longer."""


def inclusion_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of a claim about something to one about "not only" that; None without one."""
    is_after = Family.MORE_THAN in after.cues
    if is_after is (Family.MORE_THAN in before.cues):
        return None
    sentence, other = (after, before) if is_after else (before, after)
    if Family.NARROWING in other.cues:
        # "Only" for "not only" is a restriction that was lifted.
        return None
    if not share_half(sentence, other):
        return None
    for cue in sentence.cues[Family.MORE_THAN][:MAX_PHRASES]:
        found = _extended(sentence, cue, other)
        if found:
            wide, narrow = sentence.span(*found[0]), other.span(*found[1])
            shown = (narrow, wide, "wider") if is_after else (wide, narrow, "narrower")
            return Change(Kind.SCOPE, *shown)
    return None


def _extended(
    sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the words of "not only cities but villages too", and of the cities alone in the other sentence.

    Word indices, half-open; None if the other sentence lacks the cities, or includes the villages too.
    """
    lexicon, words = sentence.lexicon, sentence.words
    _, end = clause_around(sentence, cue.last) if cue.last < len(words) else (0, cue.last)
    turn = next((i for i in range(cue.last, min(end + 2, len(words))) if words[i].low in lexicon.excepting), None)
    named = range(cue.last, end if turn is None else min(turn, end))
    keys = [sentence.keys[index] for index in named if words[index].content]
    shared = [key for key in keys if key in other.content]
    if not keys or len(shared) < MIN_SHARED * len(keys):
        return None
    if turn is not None:
        last = clause_around(sentence, turn)[1]
        further = [sentence.keys[index] for index in range(turn, last) if words[index].content]
        if not further or 2 * sum(key in other.content for key in further) > len(further):
            return None
    else:
        last = end
        if not _is_afterthought(sentence, cue) or _holds_for_all(other):
            return None
    return (cue.first, last), _places(other, shared)


def _is_afterthought(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether a claim precedes "not only": "cars are banned, and not only in cities"."""
    if cue.first < 2:
        return False
    previous = sentence.words[cue.first - 1]
    follows = previous.mark or previous.low in sentence.lexicon.joining
    return follows and any(word.content for word in sentence.words[: cue.first - 1])


def _holds_for_all(sentence: AnnotatedSentence) -> bool:
    """Return whether a sentence is about all of something, which "not only" makes no wider."""
    return any(cue.level >= EVERY_LEVEL for cue in sentence.cues.get(Family.SCOPE, ()))


def _places(sentence: AnnotatedSentence, keys: Iterable[str]) -> tuple[int, int]:
    """Return the word indices of the first places of some keys, with the function word before; empty if far apart."""
    indices = [first_places(sentence)[key] for key in keys]
    first, last = min(indices), max(indices) + 1
    if first and not sentence.words[first - 1].content and not sentence.words[first - 1].mark:
        first -= 1
    return (first, last) if last - first <= MAX_SHOWN_WORDS else (first, first)
