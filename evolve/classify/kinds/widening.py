"""Claims that come to hold for more than they named, or the reverse.

"Not only in cities" for "in cities", "everywhere" for "in parks", "any shift" for "the night shift".
"""

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
MAX_PLACE_WORDS = 5
"""Maximum number of words of a place that "everywhere" may stand for."""
MAX_PHRASES = 20
"""Maximum number of phrases such as "not only" of a sentence that are compared, so that an endless one takes no
longer."""


def widening_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of a claim to one about more, or back; None without one."""
    return _inclusion_change(before, after) or _place_change(before, after) or _any_change(before, after)


def _inclusion_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of a claim about something to one about "not only" that; None without one."""
    is_after = Family.MORE_THAN in after.cues
    if is_after is (Family.MORE_THAN in before.cues):
        return None
    sentence, other = (after, before) if is_after else (before, after)
    if not share_half(sentence, other):
        return None
    if Family.NARROWING in other.cues:
        return _lifted_restriction(sentence, other, is_wider=is_after)
    for cue in sentence.cues[Family.MORE_THAN][:MAX_PHRASES]:
        found = _extended(sentence, cue, other)
        if found:
            wide, narrow = sentence.span(*found[0]), other.span(*found[1])
            return _scope_change(narrow, wide, is_wider=is_after)
    return None


def _lifted_restriction(sentence: AnnotatedSentence, other: AnnotatedSentence, *, is_wider: bool) -> Change | None:
    """Return the change from "only women" to "not only women", or back if it is not wider; None without one."""
    for cue in sentence.cues[Family.MORE_THAN][:MAX_PHRASES]:
        for only in other.cues[Family.NARROWING][:MAX_PHRASES]:
            if (
                cue.last < len(sentence.words)
                and only.last < len(other.words)
                and sentence.words[cue.last].content
                and sentence.keys[cue.last] == other.keys[only.last]
            ):
                narrow, wide = other.span(only.first, only.last + 1), sentence.span(cue.first, cue.last + 1)
                return _scope_change(narrow, wide, is_wider=is_wider)
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
    if turn is None and cue.first == 0 and end >= len(words) - 1:
        # "Not only women can join."
        end = next((i for i in range(cue.last, end) if words[i].low in lexicon.auxiliaries), end)
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
        is_subject = cue.first == 0 and end < len(words) and words[end].low in lexicon.auxiliaries
        if not is_subject and (not _is_afterthought(sentence, cue) or _holds_for_all(other)):
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


def _place_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of a place to a word such as "everywhere" and back: "in the north of the county"."""
    everywhere = before.lexicon.everywhere
    has_everywhere = not everywhere.isdisjoint(before.plain_words), not everywhere.isdisjoint(after.plain_words)
    if has_everywhere[0] is has_everywhere[1]:
        return None
    wide, narrow = (after, before) if has_everywhere[1] else (before, after)
    if wide.content - narrow.content - everywhere - {wide.lexicon.stem(word) for word in everywhere}:
        return None
    lost = [index for index, word in enumerate(narrow.words) if word.content and word.key not in wide.counts]
    if not lost or lost[-1] - lost[0] >= MAX_PLACE_WORDS:
        return None
    first = next((i for i in range(lost[0] - 1, -1, -1) if narrow.words[i].low not in narrow.lexicon.articles), -1)
    if first < 0 or narrow.words[first].low not in narrow.lexicon.before_places:
        return None
    index = next(i for i, word in enumerate(wide.words) if word.low in everywhere)
    if any(cue.last - 1 in (index - 1, index) for cue in wide.cues.get(Family.NEGATOR, ())):
        return None
    return _scope_change(narrow.span(first, lost[-1] + 1), wide.span(index, index + 1), is_wider=has_everywhere[1])


def _any_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of a noun with a modifier to "any" such noun and back: "the night shift", "any shift".

    "Any" is as wide only where nothing is denied and no condition made.
    """
    anything = before.lexicon.every_one
    has_any = not anything.isdisjoint(before.plain_words), not anything.isdisjoint(after.plain_words)
    if has_any[0] is has_any[1]:
        return None
    wide, narrow = (after, before) if has_any[1] else (before, after)
    if any(family in sentence.cues for sentence in (wide, narrow) for family in (Family.NEGATOR, Family.CONDITION)):
        return None
    if not share_half(wide, narrow):
        return None
    for index, word in enumerate(wide.words[:-1]):
        noun = index + 1
        if word.low not in anything or not wide.words[noun].content or wide.keys[noun] not in narrow.content:
            continue
        there = first_places(narrow)[wide.keys[noun]]
        if has_own_modifier(narrow, there, wide):
            shown = narrow.span(there - 1, there + 1), wide.span(index, noun + 1)
            return _scope_change(*shown, is_wider=has_any[1])
    return None


def has_own_modifier(sentence: AnnotatedSentence, index: int, other: AnnotatedSentence) -> bool:
    """Return whether the other sentence lacks the content word directly before a noun: "country roads"."""
    return index > 0 and sentence.words[index - 1].content and sentence.keys[index - 1] not in other.counts


def _scope_change(narrow: str, wide: str, *, is_wider: bool) -> Change:
    """Return the change from a narrow scope to a wide one, or back if it is not wider."""
    return Change(Kind.SCOPE, narrow, wide, "wider") if is_wider else Change(Kind.SCOPE, wide, narrow, "narrower")
