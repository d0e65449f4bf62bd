"""What one sentence denies and the other does not."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from evolve.classify.cues import Pair, changed_cues, clause_around, in_context, keys_after, phrase
from evolve.classify.lexicon import Family
from evolve.classify.opposites import opposite_denied, opposite_denied_in_place, opposite_in_place, reverse, words_apart
from evolve.classify.said import Cue, Said, Word
from evolve.model import Change, Kind

CANCELS = 4
"""How many words at most a denial stands before the word that cancels it."""


@dataclass(frozen=True, slots=True)
class Denials:
    """What became of what two sentences deny."""

    change: Change | None = None
    again: bool = False
    """Whether one says by a denial what the other says without: "not open", "closed"."""


def read_denials(before: Said, after: Said, pair: Pair) -> Denials:
    """A denial that came or went, or a word that gave way to its opposite."""
    old = _not_moved(before, changed_cues(before, Family.NEGATOR, pair.kept_before), after)
    new = _not_moved(after, changed_cues(after, Family.NEGATOR, pair.kept_after), before)
    counted = len(_single(before, old, after)), len(_single(after, new, before))
    if counted[0] % 2 == counted[1] % 2:
        found = opposite_in_place(before, after, pair)
        return Denials(_opposite(found), again=not found and opposite_denied_in_place(before, after, pair))
    # "This must stop" and "we must never do this" deny the same.
    turned = _turned(before, pair.kept_before, after), _turned(after, pair.kept_after, before)
    if turned[0] != turned[1] and counted[turned[0]]:
        return Denials(again=True)
    if sum(counted) == 1:
        denying, denials, other = (after, new, before) if counted[1] else (before, old, after)
        if opposite_denied(denying, denials, other):
            return Denials(again=True)
        if len(old) + len(new) == 1 and (found := _denied_by_its_opposite(before, after, pair, denying, denials[0][0])):
            return Denials(_opposite(found))
    return Denials(
        Change(
            Kind.NEGATION,
            ", ".join(in_context(before, cue, head) for cue, head in old) or _cancelled(before, after),
            ", ".join(in_context(after, cue, head) for cue, head in new) or _cancelled(after, before),
            "now denied" if counted[1] > counted[0] else "denied no more",
        )
    )


def _opposite(found: tuple[Word, Word] | None) -> Change | None:
    return Change(Kind.NEGATION, found[0].low, found[1].low, "opposite") if found else None


def _single(said: Said, found: Sequence[tuple[Cue, int]], other: Said) -> list[Cue]:
    """The denials but for those that a word cancels which only this sentence has: "no reason to doubt".

    A denial right before another one cancels it: "not impossible".
    """
    turns = _reversals(said, other)
    before_it = {cue.last for cue in said.cues.get(Family.NEGATOR, ())}
    return [
        cue
        for cue, _ in found
        if not any(_cancels(cue, turn) for turn in turns)
        and not (said.words[cue.first].content and cue.first in before_it)
    ]


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
        if not any(said.keys[at] in other.counts for at in range(cue.first, cue.last))
    ]


def _not_moved(said: Said, found: Sequence[tuple[Cue, int]], other: Said) -> tuple[tuple[Cue, int], ...]:
    """The denials found but for those whose word the other sentence denies too, elsewhere, or "nothing" itself."""
    denials = other.cues.get(Family.NEGATOR, ())
    if not found or not denials:
        return tuple(found)
    denied = frozenset[str]().union(*(keys_after(other, cue) for cue in denials))
    counting = {phrase(other, cue).lower() for cue in denials} & said.lexicon.counting
    return tuple(
        (cue, head)
        for cue, head in found
        if phrase(said, cue).lower() not in counting and not denied & keys_after(said, cue)
    )


def _denied_by_its_opposite(before: Said, after: Said, pair: Pair, denying: Said, cue: Cue) -> tuple[Word, Word] | None:
    """The words, where the one denial stands in the place of its opposite: "accepted", "rejected"."""
    for one, two in words_apart(before, after, pair):
        word = one if denying is before else two
        if any(word is denying.words[at] for at in range(cue.first, cue.last)) and reverse(one, two, before.lexicon):
            return one, two
    return None
