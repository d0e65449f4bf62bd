"""Denials that only one of two sentences has, and words replaced by their antonyms."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from evolve.classify.antonyms import (
    are_antonyms,
    denies_antonym,
    find_antonym_change,
    has_denied_antonym,
    is_long,
    unshared_word_pairs,
)
from evolve.classify.cue_targets import AlignedWords, changed_cues, in_context, phrase, target_keys
from evolve.classify.lexicon import Family
from evolve.classify.places import clause_around, content_before, first_places
from evolve.classify.sentence import AnnotatedSentence, Cue, Word
from evolve.classify.shared_claims import are_about_the_same, is_in_shared_clause
from evolve.model import Change, Kind

_DENYING = frozenset({Family.NEGATOR, Family.ADVICE})
MAX_DENIALS = 40
"""Maximum number of denials of a sentence that each denial of the other is compared with, so that an endless sentence
takes no longer."""
MAX_SUBJECT_WORDS = 25
"""Maximum number of words before a denied passive verb that are searched for its subject."""
MIN_SHARED_BY_DENIAL = 0.6
"""Minimum share of the content words of both sentences that they share, for a denial of one to be compared outside a
clause that both have."""
RESTRICTION_WORDS = 6
"""Maximum number of words from a denial to the "alone" that it denies."""
CANCEL_WINDOW = 4
"""Maximum distance, in words, between a denial and the word that cancels it."""


@dataclass(frozen=True, slots=True)
class DenialChange:
    """The difference between the denials of two sentences."""

    change: Change | None = None
    is_restated: bool = False
    """Whether one sentence expresses by a denial what the other expresses without: "not open", "closed"."""
    is_of_other_claim: bool = False
    """Whether a denial differs that is about something else than what the other sentence claims."""


def compare_denials(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> DenialChange:
    """Find a denial that was added or removed, or a word that was replaced by its antonym."""
    regions = [(region.before, region.after) for region in aligned.regions]
    denials_before = _without_joined_denials(
        before,
        _without_moved_denials(before, _changed_denials(before, aligned.kept_before, after), after),
        aligned.kept_before,
        after,
        regions,
    )
    denials_after = _without_joined_denials(
        after,
        _without_moved_denials(after, _changed_denials(after, aligned.kept_after, before), before),
        aligned.kept_after,
        before,
        [(here, there) for there, here in regions],
    )
    denial_counts = (
        len(_uncancelled_denials(before, denials_before, after)),
        len(_uncancelled_denials(after, denials_after, before)),
    )
    if denial_counts[0] % 2 == denial_counts[1] % 2:
        antonyms = find_antonym_change(before, after, aligned)
        stopped = (
            None
            if antonyms or not are_about_the_same(before, after, MIN_SHARED_BY_DENIAL)
            else _stopped(before, after, aligned)
        )
        if stopped:
            return DenialChange(stopped)
        denies = Family.NEGATOR in before.cues or Family.NEGATOR in after.cues
        return DenialChange(
            _antonym_change(antonyms),
            is_restated=not antonyms and denies and has_denied_antonym(before, after, aligned),
        )
    # "This must stop" and "we must never do this" deny the same thing.
    reverses = _is_reversed(before, aligned.kept_before, after), _is_reversed(after, aligned.kept_after, before)
    if reverses[0] != reverses[1] and denial_counts[reverses[0]]:
        return DenialChange(is_restated=True)
    if sum(denial_counts) == 1:
        denying, denials, other = (
            (after, denials_after, before) if denial_counts[1] else (before, denials_before, after)
        )
        if denies_antonym(denying, denials, other):
            return DenialChange(is_restated=True)
        if len(denials_before) + len(denials_after) == 1 and (
            antonyms := _denial_replaced_by_antonym(before, after, aligned, denying, denials[0][0])
        ):
            return DenialChange(_antonym_change(antonyms))
    if not are_about_the_same(before, after, MIN_SHARED_BY_DENIAL) and not any(
        is_in_shared_clause(sentence, cue, other)
        for sentence, denials, other in ((before, denials_before, after), (after, denials_after, before))
        for cue, _ in denials[:MAX_DENIALS]
    ):
        return DenialChange(is_of_other_claim=True)
    if _may_be_restated(before, denials_before, after, denials_after, aligned):
        return DenialChange()
    return DenialChange(
        Change(
            Kind.NEGATION,
            ", ".join(in_context(before, cue, head) for cue, head in denials_before)
            or _cancelled_phrase(before, after),
            ", ".join(in_context(after, cue, head) for cue, head in denials_after) or _cancelled_phrase(after, before),
            "now denied" if denial_counts[1] > denial_counts[0] else "no longer denied",
        )
    )


def _changed_denials(
    sentence: AnnotatedSentence, kept: frozenset[int], other: AnnotatedSentence
) -> tuple[tuple[Cue, int], ...]:
    """Return the denials that were added or removed, and advice against what the other sentence demands or denies.

    "It was wrong to sell the forest" does not deny "we sold it".
    """
    if sentence.cues.keys().isdisjoint(_DENYING):
        return ()
    about = kept | _verbs_of_same_subject(sentence, other)
    found = tuple(
        (cue, head)
        for cue, head in changed_cues(sentence, Family.NEGATOR, about)
        if not (_is_alternative(sentence, cue) or _denies_restriction(sentence, cue))
    )
    if Family.ADVICE not in sentence.cues:
        return found
    calls = any(word.low in sentence.lexicon.demands for word in other.words)
    if calls or Family.NEGATOR in other.cues or Family.ADVICE in other.cues:
        found += changed_cues(sentence, Family.ADVICE, kept)
    return found


def _may_be_restated(
    before: AnnotatedSentence,
    found_before: Sequence[tuple[Cue, int]],
    after: AnnotatedSentence,
    found_after: Sequence[tuple[Cue, int]],
    aligned: AlignedWords,
) -> bool:
    """Return whether both sentences deny as often, and the denials that differ are in words rewritten at length."""
    if len(before.cues.get(Family.NEGATOR, ())) != len(after.cues.get(Family.NEGATOR, ())):
        return False
    rewritten = [region for region in aligned.regions if is_long(region)]
    return all(
        any(first <= cue.first < last for first, last in spans)
        for found, spans in (
            (found_before, [region.before for region in rewritten]),
            (found_after, [region.after for region in rewritten]),
        )
        for cue, _ in found
    )


def _is_alternative(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether a denial is the other of two possibilities, and so denies neither: "any fee or no fee"."""
    lexicon = sentence.lexicon
    if not cue.first or sentence.words[cue.first - 1].low not in lexicon.alternatives:
        return False
    if sentence.words[cue.first].low not in lexicon.counting_denials:
        return False
    return not target_keys(sentence, cue).isdisjoint(
        sentence.keys[max(0, cue.first - 1 - CANCEL_WINDOW) : cue.first - 1]
    )


def _denies_restriction(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether a denial after a comma or "and" only widens a claim: "…, and not in cities alone"."""
    lexicon, words = sentence.lexicon, sentence.words
    if not cue.first or not (words[cue.first - 1].mark or words[cue.first - 1].low in lexicon.joining):
        return False
    for index in range(cue.last, min(cue.last + RESTRICTION_WORDS, len(words))):
        if words[index].mark or words[index].low in lexicon.auxiliaries:
            return False
        if words[index].low in lexicon.only_after:
            return index + 1 == len(words) or words[index + 1].mark
    return False


def _stopped(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Change | None:
    """Return the change of a word inserted before a kept one that ends or prevents it: "emits", "stopped emitting"."""
    found_before = changed_cues(before, Family.REVERSAL, aligned.kept_before)
    found_after = changed_cues(after, Family.REVERSAL, aligned.kept_after)
    if bool(found_before) == bool(found_after):
        return None
    sentence, found, other = (after, found_after, before) if found_after else (before, found_before, after)
    cue, head = found[0]
    following = sentence.words[cue.last].low if cue.last < len(sentence.words) else ""
    if following in sentence.lexicon.claim_openers or following in sentence.lexicon.before_places:
        # Who doubts that it is safe does not end it, and buses stop at the bridge.
        return None
    for region in aligned.regions:
        here, there = (region.after, region.before) if found_after else (region.before, region.after)
        if here[0] <= cue.first < here[1] and any(word.content for word in other.words[slice(*there)]):
            return None
    shown = in_context(sentence, cue, head)
    return Change(
        Kind.NEGATION,
        "" if found_after else shown,
        shown if found_after else "",
        "now denied" if found_after else "no longer denied",
    )


def _antonym_change(found: tuple[Word, Word] | None) -> Change | None:
    """Return a change of negation for a word and the antonym that replaced it."""
    return Change(Kind.NEGATION, found[0].low, found[1].low, "opposite") if found else None


def _uncancelled_denials(
    sentence: AnnotatedSentence, found: Sequence[tuple[Cue, int]], other: AnnotatedSentence
) -> list[Cue]:
    """Return the denials without those cancelled by a word that only this sentence has: "no reason to doubt".

    A denial directly before another one cancels it: "not impossible".
    """
    if not found:
        return []
    reversals = _reversals(sentence, other)[:MAX_DENIALS]
    denial_ends = {cue.last for cue in sentence.cues.get(Family.NEGATOR, ())}
    return [
        cue
        for cue, _ in found
        if not any(_cancels(cue, reversal) for reversal in reversals)
        and not (sentence.words[cue.first].content and cue.first in denial_ends)
    ]


def _is_reversed(sentence: AnnotatedSentence, kept: Container[int], other: AnnotatedSentence) -> bool:
    """Return whether a word that only this sentence has ends or reverses something that both sentences mention."""
    denials = sentence.cues.get(Family.NEGATOR, ())[:MAX_DENIALS]
    for reversal in _reversals(sentence, other)[:MAX_DENIALS]:
        if reversal.first in kept or any(_cancels(denial, reversal) for denial in denials):
            continue
        first, last = clause_around(sentence, reversal.first)
        about = [
            index
            for index in range(first, last)
            if sentence.words[index].content and not reversal.first <= index < reversal.last
        ]
        # "It must stop" refers to the rest of the sentence.
        if any(index in kept for index in about or range(len(sentence.words)) if sentence.words[index].content):
            return True
    return False


def _cancels(denial: Cue, reversal: Cue) -> bool:
    """Return whether a reversal follows a denial within `CANCEL_WINDOW` words."""
    return denial.last <= reversal.first < denial.last + CANCEL_WINDOW


def _cancelled_phrase(sentence: AnnotatedSentence, other: AnnotatedSentence) -> str:
    """Return the first cancelled denial up to the word that cancels it, as written; else empty."""
    for reversal in _reversals(sentence, other)[:MAX_DENIALS]:
        for denial in sentence.cues.get(Family.NEGATOR, ())[:MAX_DENIALS]:
            if _cancels(denial, reversal):
                return sentence.span(denial.first, reversal.last)
    return ""


def _reversals(sentence: AnnotatedSentence, other: AnnotatedSentence) -> list[Cue]:
    """Return the reversals none of whose words occur in the other sentence."""
    return [
        cue
        for cue in sentence.cues.get(Family.REVERSAL, ())
        if not any(sentence.keys[index] in other.counts for index in range(cue.first, cue.last))
    ]


def _without_moved_denials(
    sentence: AnnotatedSentence, found: Sequence[tuple[Cue, int]], other: AnnotatedSentence
) -> tuple[tuple[Cue, int], ...]:
    """Return the denials without those that the other sentence has too, for the same word in another place."""
    if not found:
        return ()
    denials = (*other.cues.get(Family.NEGATOR, ())[:MAX_DENIALS], *other.cues.get(Family.ADVICE, ())[:MAX_DENIALS])
    return tuple(
        (cue, head)
        for cue, head in found
        if not any(
            _deny_the_same(sentence, cue, other, denial)
            for denial in denials
            if not _has_denial_beside(sentence, cue, other, denial)
        )
    )


def _without_joined_denials(
    sentence: AnnotatedSentence,
    found: Sequence[tuple[Cue, int]],
    kept: Container[int],
    other: AnnotatedSentence,
    regions: Sequence[tuple[tuple[int, int], tuple[int, int]]],
) -> tuple[tuple[Cue, int], ...]:
    """Return the denials without those that "or" carries on: "not swim and not fish", "not swim or fish".

    `regions` are the words of each changed region in this sentence and in the other.
    """
    if not found:
        return ()
    alternatives = sentence.lexicon.alternatives
    denials = sentence.cues.get(Family.NEGATOR, ())[:MAX_DENIALS]
    return tuple(
        (cue, head)
        for cue, head in found
        if not (
            any(denial.last <= cue.first and denial.first in kept for denial in denials)
            and any(
                here[0] <= cue.first < here[1] and any(word.low in alternatives for word in other.words[slice(*there)])
                for here, there in regions
            )
        )
    )


def _has_denial_beside(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence, denial: Cue) -> bool:
    """Return whether the sentence has the other's denial too, beside the one at `cue`: "did not reject", "rejected"."""
    keys = {word.key for word in other.words[denial.first : denial.last] if word.low not in other.lexicon.idle}
    if not keys:
        return False
    first, last = max(0, cue.first - CANCEL_WINDOW), cue.last + CANCEL_WINDOW
    beside = (*sentence.keys[first : cue.first], *sentence.keys[cue.last : last])
    return all(key in beside for key in keys)


def _deny_the_same(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence, other_cue: Cue) -> bool:
    """Return whether two denials share the word after them, the words before and after them, or the counting word.

    "No parent should" and "parents should not" deny the same, and so do "no money" and a "none" that refers to money.
    """
    lexicon = sentence.lexicon
    words = phrase(sentence, cue).lower(), phrase(other, other_cue).lower()
    counting = words[0] in lexicon.counting_denials, words[1] in lexicon.counting_denials
    targets = target_keys(sentence, cue), target_keys(other, other_cue)
    if targets[0] & targets[1] or (counting[0] and words[0] == words[1]):
        return True
    if all(counting):
        bare = words[0] in lexicon.bare_denials, words[1] in lexicon.bare_denials
        return bare[0] != bare[1] and not (targets[bare[0]]).isdisjoint((other if bare[1] else sentence).content)
    return bool(targets[0] & _subject_keys(other, other_cue) or _subject_keys(sentence, cue) & targets[1])


def _subject_keys(sentence: AnnotatedSentence, denial: Cue) -> frozenset[str]:
    """Return the key of the content word before a denial in its clause, as a set; empty if there is none."""
    index = _subject(sentence, denial)
    return frozenset() if index is None else frozenset({sentence.keys[index]})


def _subject(sentence: AnnotatedSentence, denial: Cue) -> int | None:
    """Return the index of the content word before a denial in its clause; words such as "must" are skipped."""
    first, _ = clause_around(sentence, denial.first, sentence.lexicon.clause_starts)
    index = content_before(sentence)[denial.first]
    return index if index >= first else None


def _verbs_of_same_subject(sentence: AnnotatedSentence, other: AnnotatedSentence) -> frozenset[int]:
    """Return the denied verbs that the other sentence uses of the same subject: "need not be shut", "should be shut".

    The subject of a passive verb may be the object of the active one.

    The alignment of the two sentences may keep other words than these; returned are word indices.
    """
    verbs = set()
    for cue in sentence.cues.get(Family.NEGATOR, ()):
        subject = _subject(sentence, cue)
        following = range(cue.last, min(cue.last + CANCEL_WINDOW, len(sentence.words)))
        verb = next((index for index in following if sentence.words[index].content), None)
        if subject is None or verb is None:
            continue
        is_passive = any(sentence.words[index].low in sentence.lexicon.passive for index in range(cue.last, verb))
        if _are_near(other, sentence.keys[subject], sentence.keys[verb]) or (
            is_passive and _has_object(other, sentence.keys[verb], _keys_before(sentence, cue))
        ):
            verbs.add(verb)
    return frozenset(verbs)


def _keys_before(sentence: AnnotatedSentence, denial: Cue) -> frozenset[str]:
    """Return the keys of the content words before a denial in its clause."""
    first, _ = clause_around(sentence, denial.first, sentence.lexicon.clause_starts)
    first = max(first, denial.first - MAX_SUBJECT_WORDS)
    return frozenset(word.key for word in sentence.words[first : denial.first] if word.content)


def _has_object(sentence: AnnotatedSentence, verb: str, keys: frozenset[str]) -> bool:
    """Return whether one of the keys follows a verb: "will build new works", "new works will not be built"."""
    if verb not in sentence.content:
        return False
    index = first_places(sentence)[verb]
    return not keys.isdisjoint(sentence.keys[index + 1 : index + 1 + CANCEL_WINDOW])


def _are_near(sentence: AnnotatedSentence, first_key: str, second_key: str) -> bool:
    """Return whether the first key precedes the second by at most `CANCEL_WINDOW` words."""
    if first_key not in sentence.content or second_key not in sentence.content:
        return False
    index = first_places(sentence)[first_key]
    return second_key in sentence.keys[index + 1 : index + 1 + CANCEL_WINDOW]


def _denial_replaced_by_antonym(
    before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords, denying: AnnotatedSentence, cue: Cue
) -> tuple[Word, Word] | None:
    """Return the two words if the one denial is itself a word replaced by its antonym: "accepted", "rejected"."""
    for one, two in unshared_word_pairs(before, after, aligned):
        word = one if denying is before else two
        if any(word is denying.words[index] for index in range(cue.first, cue.last)) and are_antonyms(
            one, two, before.lexicon
        ):
            return one, two
    return None
