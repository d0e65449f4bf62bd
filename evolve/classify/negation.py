"""What one sentence denies and the other does not."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from evolve.classify.amount import Region
from evolve.classify.cues import Pair, changed_cues, clause_around, in_context, keys_after
from evolve.classify.lexicon import Family, Lexicon
from evolve.classify.said import Cue, Said, Word
from evolve.model import Change, Kind

CANCELS = 4
"""How many words at most a denial stands before the word that cancels it."""
IN_PLACE = 4
"""How many words at most give way where a word gives way to its opposite."""


def negation_changes(before: Said, after: Said, pair: Pair) -> Iterator[Change]:
    """At most one change: a denial that came or went, or a word that gave way to its opposite."""
    old = _not_moved(before, changed_cues(before, Family.NEGATOR, pair.kept_before), after)
    new = _not_moved(after, changed_cues(after, Family.NEGATOR, pair.kept_after), before)
    counted = len(_single(before, old, after)), len(_single(after, new, before))
    if counted[0] % 2 != counted[1] % 2:
        # "This must stop" and "we must never do this" deny the same.
        turned = _turned(before, pair.kept_before, after), _turned(after, pair.kept_after, before)
        if turned[0] != turned[1] and counted[turned[0]]:
            return
        yield Change(
            Kind.NEGATION,
            ", ".join(in_context(before, cue, head) for cue, head in old) or _cancelled(before, after),
            ", ".join(in_context(after, cue, head) for cue, head in new) or _cancelled(after, before),
            "now denied" if counted[1] > counted[0] else "denied no more",
        )
        return
    for region in pair.regions:
        longest = max(region.before[1] - region.before[0], region.after[1] - region.after[0])
        if (
            longest > IN_PLACE
            or _respelled(before, after, region)
            or _denies(before, region.before)
            or _denies(after, region.after)
        ):
            continue
        for a in before.words[slice(*region.before)]:
            for b in after.words[slice(*region.after)]:
                if _reverse(a, b, before.lexicon) and a.key not in after.counts and b.key not in before.counts:
                    yield Change(Kind.NEGATION, a.low, b.low, "opposite")
                    return


def _single(said: Said, found: Sequence[tuple[Cue, int]], other: Said) -> list[Cue]:
    """The denials but for those that a word cancels which only this sentence has: "no reason to doubt"."""
    turns = _reversals(said, other)
    return [cue for cue, _ in found if not any(_cancels(cue, turn) for turn in turns)]


def _turned(said: Said, kept: Container[int], other: Said) -> bool:
    """Whether a word that only this sentence has ends or turns round what both sentences speak of."""
    denials = said.cues.get(Family.NEGATOR, ())
    for turn in _reversals(said, other):
        if turn.first in kept or any(_cancels(denial, turn) for denial in denials):
            continue
        first, last = clause_around(said, turn.first)
        about = [at for at in range(first, last) if said.words[at].content and not turn.first <= at < turn.last]
        # "It must stop" speaks of what the rest of the sentence speaks of.
        if any(at in kept for at in about or range(len(said.words)) if said.words[at].content):
            return True
    return False


def _cancels(denial: Cue, turn: Cue) -> bool:
    return denial.last <= turn.first < denial.last + CANCELS


def _cancelled(said: Said, other: Said) -> str:
    """The first denial that a word cancels, with that word, as written; else empty."""
    for turn in _reversals(said, other):
        for denial in said.cues.get(Family.NEGATOR, ()):
            if _cancels(denial, turn):
                return said.span(denial.first, turn.last)
    return ""


def _reversals(said: Said, other: Said) -> list[Cue]:
    return [
        cue
        for cue in said.cues.get(Family.REVERSAL, ())
        if not any(said.keys[at] in other.content for at in range(cue.first, cue.last))
    ]


def _not_moved(said: Said, found: Sequence[tuple[Cue, int]], other: Said) -> tuple[tuple[Cue, int], ...]:
    """The denials found but for those whose word the other sentence denies too, elsewhere."""
    denied = frozenset[str]().union(*(keys_after(other, cue) for cue in other.cues.get(Family.NEGATOR, ())))
    return tuple((cue, head) for cue, head in found if not denied & keys_after(said, cue))


def _respelled(before: Said, after: Said, region: Region) -> bool:
    """Whether only spaces and hyphens differ: "in-correct" denies nothing that "incorrect" does not."""
    one, two = before.words[slice(*region.before)], after.words[slice(*region.after)]
    return "".join(word.low for word in one) == "".join(word.low for word in two)


def _denies(said: Said, span: tuple[int, int]) -> bool:
    return any(span[0] <= cue.first < span[1] for cue in said.cues.get(Family.NEGATOR, ()))


def _reverse(a: Word, b: Word, lexicon: Lexicon) -> bool:
    if a.mark or b.mark:
        return False
    # The first words tell of a name or phrase that is one word here: "long-term".
    if (a.key, b.key) in lexicon.opposites or (a.low, b.low) in lexicon.opposites:
        return True
    short, long = sorted((a, b), key=lambda word: len(word.low))
    return len(short.key) >= 4 and any(
        long.low == prefix + short.low or long.key == prefix + short.key for prefix in lexicon.prefixes
    )
