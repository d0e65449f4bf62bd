"""Find which words a cue applies to, and which cues concern words that both sentences keep.

"may" in an added clause does not change the claim that was there before; so a cue counts only if the cue itself was
added or removed and a content word that it applies to was kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from evolve.classify.change_size import Region
from evolve.classify.lexicon import Family
from evolve.classify.places import clause_around
from evolve.classify.sentence import AnnotatedSentence, Cue


@dataclass(frozen=True, slots=True, eq=False)
class AlignedWords:
    """The changed regions of two aligned sentences, and the words outside them."""

    regions: tuple[Region, ...]
    kept_before: frozenset[int]
    """Indices of the earlier sentence's words outside the changed regions."""
    kept_after: frozenset[int]
    """Indices of the later sentence's words outside the changed regions."""

    @classmethod
    def of(cls, before: AnnotatedSentence, after: AnnotatedSentence, regions: tuple[Region, ...]) -> AlignedWords:
        """Return the kept words of two sentences, from their changed regions."""
        return cls(
            regions,
            _outside(len(before.words), (region.before for region in regions)),
            _outside(len(after.words), (region.after for region in regions)),
        )


class Stretch(NamedTuple):
    """A stretch of words that differ in what they say; half-open word indices, either side may be empty."""

    before: tuple[int, int]
    after: tuple[int, int]
    weight: float
    lost: tuple[int, ...]
    """Indices of the differing words of the earlier sentence."""
    new: tuple[int, ...]
    """Indices of the differing words of the later sentence."""


WORDS_AHEAD = 5
"""Number of words after a cue that are searched for its target."""
WORDS_BEHIND = 4
"""Number of words before a cue that are searched if no content word follows."""


def _following_targets(sentence: AnnotatedSentence, cue: Cue) -> Iterator[int]:
    """Yield the indices of the next two content words after a cue, within its clause.

    The noun that a quantifier counts precedes the verb and the next quantified noun: "a few barriers and new signs".
    "Without" denies the next one alone. A denied opinion is also about what follows it: "not believe that it is safe".
    """
    found = 0
    most = 1 if cue.family is Family.NEGATOR and sentence.words[cue.first].low in sentence.lexicon.lacking else 2
    counts = cue.family is Family.SCOPE
    first = cue.last + _is_set_off(sentence, cue)
    following = sentence.words[first].low if first < len(sentence.words) else ""
    if cue.family is Family.NEGATOR and following in sentence.lexicon.opinion_verbs:
        yield first
        first += 1
    for index in range(first, min(first + WORDS_AHEAD, len(sentence.words))):
        word = sentence.words[index]
        if word.mark or (counts and word.low in sentence.lexicon.auxiliaries):
            return
        if counts and found and not word.content:
            # In "all members of the council" the members are counted.
            return
        if counts and index == first and word.low in sentence.lexicon.clause_starts:
            return
        if word.content:
            yield index
            found += 1
            if found == most:
                return


def _is_set_off(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether a comma after the cue separates it from its target: "In my view, the dam"."""
    if cue.last >= len(sentence.words) or not sentence.words[cue.last].mark:
        return False
    return cue.family is Family.ADVICE or (cue.family is Family.STRENGTH and cue.first == 0)


def _kept_target(sentence: AnnotatedSentence, cue: Cue, kept: Container[int], *, backwards: bool = True) -> int | None:
    """Return the index of the kept content word a cue applies to; search backwards only if none follows."""
    has_following = False
    for index in _following_targets(sentence, cue):
        has_following = True
        if index in kept:
            return index
    if has_following or not backwards:
        return None
    for index in range(cue.first - 1, max(-1, cue.first - 1 - WORDS_BEHIND), -1):
        word = sentence.words[index]
        if word.mark:
            return None
        if word.content:
            return index if index in kept else None
    return None


def kept_cues(
    sentence: AnnotatedSentence, family: Family, kept: Container[int], *, backwards: bool = True
) -> tuple[tuple[Cue, int], ...]:
    """Return the cues of a family that apply to a kept word, each with the index of that word."""
    found = []
    for cue in sentence.cues.get(family, ()):
        head = _kept_target(sentence, cue, kept, backwards=backwards)
        if head is not None:
            found.append((cue, head))
    return tuple(found)


def target_keys(sentence: AnnotatedSentence, cue: Cue) -> frozenset[str]:
    """Return the keys of the content words that a cue applies to."""
    return frozenset(sentence.keys[index] for index in _following_targets(sentence, cue))


def changed_cues(sentence: AnnotatedSentence, family: Family, kept: Container[int]) -> tuple[tuple[Cue, int], ...]:
    """Return the cues of a family that apply to a kept word and were added or removed themselves."""
    found = kept_cues(sentence, family, kept)
    return tuple((cue, head) for cue, head in found if any(index not in kept for index in range(cue.first, cue.last)))


def _outside(count: int, changed: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the indices below `count` that lie in none of the changed spans."""
    return frozenset(range(count)).difference(*[range(first, last) for first, last in changed])


def phrase(sentence: AnnotatedSentence, cue: Cue) -> str:
    """Return the cue as written."""
    return sentence.span(cue.first, cue.last)


def in_context(sentence: AnnotatedSentence, cue: Cue, head: int) -> str:
    """Return the text from the cue to the word it applies to, as written."""
    return sentence.whole_span(min(cue.first, head), max(cue.last, head + 1))


SHOWN_FROM = 1.0
"""Minimum difference of levels for a change of strength or scope to be shown; "can" for "could" is below it."""

CuesFound = tuple[tuple[Cue, int], ...]
"""Cues, each with the index of the word it applies to."""


def in_own_voice(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether the authors themselves are the speakers."""
    if any(word.low in sentence.lexicon.own_voice for word in sentence.words[max(0, cue.first - 3) : cue.first]):
        return True
    if cue.first and sentence.words[cue.first - 1].low in sentence.lexicon.joining:
        # "We thank you and hope" has one subject.
        first, _ = clause_around(sentence, cue.first)
        if sentence.words[first].low in sentence.lexicon.own_voice & sentence.lexicon.pronouns:
            return True
    return (
        cue.last < len(sentence.words)
        and sentence.words[cue.last].low in sentence.lexicon.own_voice & sentence.lexicon.pronouns
    )
