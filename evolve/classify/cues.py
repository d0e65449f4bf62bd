"""Which cue words of one sentence are about something the other sentence says too.

"may" in a clause that was added says nothing about the claim that was there before; so a cue counts only when a content
word it goes with stands in both sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from evolve.classify.lexicon import Family
from evolve.classify.said import Cue, Said

AHEAD = 5
"""How many words after a cue are looked at for what it is about."""
BEHIND = 4
"""How many before it, when nothing follows."""


def heads(said: Said, cue: Cue) -> Iterator[int]:
    """The next two content words after a cue within its clause, by index."""
    found = 0
    for at in range(cue.last, min(cue.last + AHEAD, len(said.words))):
        word = said.words[at]
        if word.mark:
            return
        if word.content:
            yield at
            found += 1
            if found == 2:
                return


def shared_head(said: Said, cue: Cue, other: Said, *, backwards: bool = True) -> int | None:
    """The content word a cue is about, if the other sentence has it; looks behind only when nothing follows."""
    some = False
    for at in heads(said, cue):
        some = True
        if said.words[at].key in other.content:
            return at
    if some or not backwards:
        return None
    for at in range(cue.first - 1, max(-1, cue.first - 1 - BEHIND), -1):
        word = said.words[at]
        if word.mark:
            return None
        if word.content:
            return at if word.key in other.content else None
    return None


def with_shared_heads(
    said: Said, family: Family, other: Said, *, backwards: bool = True
) -> tuple[tuple[Cue, int], ...]:
    """The cues of a family that are about something shared, with the index of what they are about."""
    found = []
    for cue in said.cues.get(family, ()):
        head = shared_head(said, cue, other, backwards=backwards)
        if head is not None:
            found.append((cue, head))
    return tuple(found)


def phrase(said: Said, cue: Cue) -> str:
    """The cue as written."""
    return said.span(cue.first, cue.last)


def in_context(said: Said, cue: Cue, head: int) -> str:
    """The cue up to the word it is about, as written."""
    return said.span(min(cue.first, head), max(cue.last, head + 1))
