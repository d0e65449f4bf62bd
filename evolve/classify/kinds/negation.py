"""What one sentence denies and the other does not."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from evolve.classify.antonyms import are_opposites, denies_opposite, differing_words, find_opposite, has_denied_opposite
from evolve.classify.cue_targets import AlignedWords, changed_cues, clause_around, in_context, keys_after, phrase
from evolve.classify.lexicon import Family
from evolve.classify.sentence import AnnotatedSentence, Cue, Word
from evolve.model import Change, Kind

_DENYING = frozenset({Family.NEGATOR, Family.ADVICE})
CANCELS = 4
"""How many words at most a denial stands before the word that cancels it."""


@dataclass(frozen=True, slots=True)
class Denials:
    """What became of what two sentences deny."""

    change: Change | None = None
    again: bool = False
    """Whether one says by a denial what the other says without: "not open", "closed"."""


def read_denials(before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords) -> Denials:
    """A denial that came or went, or a word that gave way to its opposite."""
    old = _not_moved(before, _denials(before, pair.kept_before, after), after)
    new = _not_moved(after, _denials(after, pair.kept_after, before), before)
    counted = len(_single(before, old, after)), len(_single(after, new, before))
    if counted[0] % 2 == counted[1] % 2:
        found = find_opposite(before, after, pair)
        denies = Family.NEGATOR in before.cues or Family.NEGATOR in after.cues
        return Denials(_opposite(found), again=not found and denies and has_denied_opposite(before, after, pair))
    # "This must stop" and "we must never do this" deny the same.
    turned = _is_reversed(before, pair.kept_before, after), _is_reversed(after, pair.kept_after, before)
    if turned[0] != turned[1] and counted[turned[0]]:
        return Denials(again=True)
    if sum(counted) == 1:
        denying, denials, other = (after, new, before) if counted[1] else (before, old, after)
        if denies_opposite(denying, denials, other):
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


def _denials(
    sentence: AnnotatedSentence, kept: frozenset[int], other: AnnotatedSentence
) -> tuple[tuple[Cue, int], ...]:
    """The denials that came or went, and advice against what the other sentence calls for or denies.

    "It was wrong to sell the forest" denies nothing of "we sold it".
    """
    if sentence.cues.keys().isdisjoint(_DENYING):
        return ()
    about = kept | _denied_of_the_same(sentence, other)
    found = changed_cues(sentence, Family.NEGATOR, about)
    if Family.ADVICE not in sentence.cues:
        return found
    calls = any(word.low in sentence.lexicon.calls for word in other.words)
    if calls or Family.NEGATOR in other.cues or Family.ADVICE in other.cues:
        found += changed_cues(sentence, Family.ADVICE, kept)
    return found


def _opposite(found: tuple[Word, Word] | None) -> Change | None:
    return Change(Kind.NEGATION, found[0].low, found[1].low, "opposite") if found else None


def _single(sentence: AnnotatedSentence, found: Sequence[tuple[Cue, int]], other: AnnotatedSentence) -> list[Cue]:
    """The denials but for those that a word cancels which only this sentence has: "no reason to doubt".

    A denial right before another one cancels it: "not impossible".
    """
    if not found:
        return []
    turns = _reversals(sentence, other)
    before_it = {cue.last for cue in sentence.cues.get(Family.NEGATOR, ())}
    return [
        cue
        for cue, _ in found
        if not any(_cancels(cue, turn) for turn in turns)
        and not (sentence.words[cue.first].content and cue.first in before_it)
    ]


def _is_reversed(sentence: AnnotatedSentence, kept: Container[int], other: AnnotatedSentence) -> bool:
    """Whether a word that only this sentence has ends or turns round what both sentences speak of."""
    denials = sentence.cues.get(Family.NEGATOR, ())
    for turn in _reversals(sentence, other):
        if turn.first in kept or any(_cancels(denial, turn) for denial in denials):
            continue
        first, last = clause_around(sentence, turn.first)
        about = [at for at in range(first, last) if sentence.words[at].content and not turn.first <= at < turn.last]
        # "It must stop" speaks of what the rest of the sentence speaks of.
        if any(at in kept for at in about or range(len(sentence.words)) if sentence.words[at].content):
            return True
    return False


def _cancels(denial: Cue, turn: Cue) -> bool:
    return denial.last <= turn.first < denial.last + CANCELS


def _cancelled(sentence: AnnotatedSentence, other: AnnotatedSentence) -> str:
    """The first denial that a word cancels, with that word, as written; else empty."""
    for turn in _reversals(sentence, other):
        for denial in sentence.cues.get(Family.NEGATOR, ()):
            if _cancels(denial, turn):
                return sentence.span(denial.first, turn.last)
    return ""


def _reversals(sentence: AnnotatedSentence, other: AnnotatedSentence) -> list[Cue]:
    return [
        cue
        for cue in sentence.cues.get(Family.REVERSAL, ())
        if not any(sentence.keys[at] in other.counts for at in range(cue.first, cue.last))
    ]


def _not_moved(
    sentence: AnnotatedSentence, found: Sequence[tuple[Cue, int]], other: AnnotatedSentence
) -> tuple[tuple[Cue, int], ...]:
    """The denials found but for those whose word the other sentence denies too, elsewhere, or "nothing" itself."""
    if not found:
        return ()
    denials = (*other.cues.get(Family.NEGATOR, ()), *other.cues.get(Family.ADVICE, ()))
    return tuple(
        (cue, head)
        for cue, head in found
        if not any(_deny_one_thing(sentence, cue, other, denial) for denial in denials)
    )


def _deny_one_thing(one: AnnotatedSentence, cue: Cue, two: AnnotatedSentence, denial: Cue) -> bool:
    """Whether two denials have the same word after them or before and after them, or count by the same word.

    "No parent should" and "parents should not" deny the same, and so do "no money" and a "none" that means money.
    """
    lexicon = one.lexicon
    words = phrase(one, cue).lower(), phrase(two, denial).lower()
    counts = words[0] in lexicon.counting, words[1] in lexicon.counting
    after = keys_after(one, cue), keys_after(two, denial)
    if after[0] & after[1] or (counts[0] and words[0] == words[1]):
        return True
    if all(counts):
        bare = words[0] in lexicon.bare, words[1] in lexicon.bare
        return bare[0] != bare[1] and not (after[bare[0]]).isdisjoint((two if bare[1] else one).content)
    return bool(after[0] & _denied_keys(two, denial) or _denied_keys(one, cue) & after[1])


def _denied_keys(sentence: AnnotatedSentence, denial: Cue) -> frozenset[str]:
    """The content word before a denial in its clause, as it is compared."""
    at = _subject(sentence, denial)
    return frozenset() if at is None else frozenset({sentence.keys[at]})


def _subject(sentence: AnnotatedSentence, denial: Cue) -> int | None:
    first, _ = clause_around(sentence, denial.first, sentence.lexicon.clause_starts)
    return next(
        (
            at
            for at in range(denial.first - 1, first - 1, -1)
            if sentence.words[at].content and sentence.words[at].low not in sentence.lexicon.calls
        ),
        None,
    )


def _denied_of_the_same(sentence: AnnotatedSentence, other: AnnotatedSentence) -> frozenset[int]:
    """The words after a denial that the other sentence says of the same thing: "need not be shut", "should be shut".

    Laid along each other, the two sentences may keep other words.
    """
    out = set()
    for cue in sentence.cues.get(Family.NEGATOR, ()):
        subject = _subject(sentence, cue)
        ahead = range(cue.last, min(cue.last + CANCELS, len(sentence.words)))
        verb = next((at for at in ahead if sentence.words[at].content), None)
        if subject is not None and verb is not None and _stand_near(other, sentence.keys[subject], sentence.keys[verb]):
            out.add(verb)
    return frozenset(out)


def _stand_near(sentence: AnnotatedSentence, one: str, two: str) -> bool:
    """Whether a word stands shortly before another."""
    if one not in sentence.content or two not in sentence.content:
        return False
    at = sentence.keys.index(one)
    return two in sentence.keys[at + 1 : at + 1 + CANCELS]


def _denied_by_its_opposite(
    before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords, denying: AnnotatedSentence, cue: Cue
) -> tuple[Word, Word] | None:
    """The words, where the one denial stands in the place of its opposite: "accepted", "rejected"."""
    for one, two in differing_words(before, after, pair):
        word = one if denying is before else two
        if any(word is denying.words[at] for at in range(cue.first, cue.last)) and are_opposites(
            one, two, before.lexicon
        ):
            return one, two
    return None
