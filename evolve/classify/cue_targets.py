"""Which cue words of one sentence are about something the other sentence says too.

"may" in a clause that was added says nothing about the claim that was there before; so a cue counts only when it came
or went itself and a content word it goes with stayed where it was.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from evolve.classify.change_size import Region
from evolve.classify.lexicon import Family
from evolve.classify.sentence import AnnotatedSentence, Cue


@dataclass(frozen=True, slots=True)
class AlignedWords:
    """What two sentences laid along each other keep and change."""

    regions: tuple[Region, ...]
    kept_before: frozenset[int]
    """Indices of the earlier sentence's words outside the changed regions."""
    kept_after: frozenset[int]
    """The same for the later sentence."""

    @classmethod
    def of(cls, before: AnnotatedSentence, after: AnnotatedSentence, regions: tuple[Region, ...]) -> AlignedWords:
        return cls(
            regions,
            _outside(len(before.words), (region.before for region in regions)),
            _outside(len(after.words), (region.after for region in regions)),
        )


AHEAD = 5
"""How many words after a cue are looked at for what it is about."""
BEHIND = 4
"""How many before it, when nothing follows."""


def _heads(sentence: AnnotatedSentence, cue: Cue) -> Iterator[int]:
    """The next two content words after a cue within its clause, by index.

    What is counted stands before the verb, and before the next thing counted: "a few barriers and new signs".
    """
    found = 0
    counts = cue.family is Family.SCOPE
    first = cue.last + _is_set_off(sentence, cue)
    for at in range(first, min(first + AHEAD, len(sentence.words))):
        word = sentence.words[at]
        if word.mark or (counts and word.low in sentence.lexicon.auxiliaries):
            return
        if counts and (found or at == first) and word.low in sentence.lexicon.clause_starts:
            return
        if word.content:
            yield at
            found += 1
            if found == 2:
                return


def _is_set_off(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Whether the mark after a cue parts it from what it is about: "In my view, the dam"."""
    if cue.last >= len(sentence.words) or not sentence.words[cue.last].mark:
        return False
    return cue.family is Family.ADVICE or (cue.family is Family.STRENGTH and cue.first == 0)


def _shared_head(sentence: AnnotatedSentence, cue: Cue, kept: Container[int], *, backwards: bool = True) -> int | None:
    """The content word a cue is about, if it was kept; looks behind only when nothing follows."""
    some = False
    for at in _heads(sentence, cue):
        some = True
        if at in kept:
            return at
    if some or not backwards:
        return None
    for at in range(cue.first - 1, max(-1, cue.first - 1 - BEHIND), -1):
        word = sentence.words[at]
        if word.mark:
            return None
        if word.content:
            return at if at in kept else None
    return None


def cues_of_kept(
    sentence: AnnotatedSentence, family: Family, kept: Container[int], *, backwards: bool = True
) -> tuple[tuple[Cue, int], ...]:
    """The cues of a family that are about a kept word, with the index of that word."""
    found = []
    for cue in sentence.cues.get(family, ()):
        head = _shared_head(sentence, cue, kept, backwards=backwards)
        if head is not None:
            found.append((cue, head))
    return tuple(found)


def keys_after(sentence: AnnotatedSentence, cue: Cue) -> frozenset[str]:
    """The content words a cue goes with, as they are compared."""
    return frozenset(sentence.keys[at] for at in _heads(sentence, cue))


def changed_cues(sentence: AnnotatedSentence, family: Family, kept: Container[int]) -> tuple[tuple[Cue, int], ...]:
    """Those of them that came or went."""
    found = cues_of_kept(sentence, family, kept)
    return tuple((cue, head) for cue, head in found if cue.first not in kept or cue.last - 1 not in kept)


def clause_around(sentence: AnnotatedSentence, at: int, starts: Container[str] = ()) -> tuple[int, int]:
    """The words around one up to the clause marks, and to the words a clause starts with; half-open."""
    first = last = at
    while first > 0 and not sentence.words[first - 1].mark and sentence.words[first].low not in starts:
        first -= 1
    last += 1
    while last < len(sentence.words) and not sentence.words[last].mark and sentence.words[last].low not in starts:
        last += 1
    return first, last


def _outside(count: int, changed: Iterable[tuple[int, int]]) -> frozenset[int]:
    gone = {at for first, last in changed for at in range(first, last)}
    return frozenset(at for at in range(count) if at not in gone)


def phrase(sentence: AnnotatedSentence, cue: Cue) -> str:
    """The cue as written."""
    return sentence.span(cue.first, cue.last)


def in_context(sentence: AnnotatedSentence, cue: Cue, head: int) -> str:
    """The cue up to the word it is about, as written."""
    return sentence.span(min(cue.first, head), max(cue.last, head + 1))


SHOWN_FROM = 1.0
"""The difference of levels from which a change of strength or scope is shown; "can" for "could" lies below it."""

CuesFound = tuple[tuple[Cue, int], ...]
