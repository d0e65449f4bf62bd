"""The strength of a claim: hedges, intensifiers and duties, and denials that became partial or complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from evolve.classify.cue_targets import SHOWN_FROM, AlignedWords, CuesFound, changed_cues, kept_cues, phrase
from evolve.classify.lexicon import Family
from evolve.classify.sentence import AnnotatedSentence, Cue
from evolve.classify.shared_claims import are_about_the_same, is_in_shared_clause
from evolve.model import Change, Kind

Span = tuple[int, int]
"""Half-open word indices."""
MAX_DUTIES = 20
"""Maximum number of words of duty of a sentence that are compared, so that an endless sentence takes no longer."""
JOINED_WORDS = 20
"""Maximum number of words between an auxiliary and its repetition."""
ANYONE_WINDOW = 4
"""Maximum number of words from "any" to "who"."""
DENYING = (Family.NEGATOR, Family.ADVICE)
"""The families of cues that deny something, or that it should be done."""
REPORTING_FAMILIES = (Family.REPORT, Family.REPORT_THAT, Family.HELD)
"""The families of cues that are verbs of saying or holding."""


def strength_changes(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Iterator[Change]:
    """Yield at most one change: of a partial denial, of a duty, or of the hedges and intensifiers.

    The levels of the hedges and intensifiers that apply to kept words are summed. In sentences that share little, only
    those in clauses count that both have.
    """
    is_close = are_about_the_same(before, after)
    partial = is_close and (_partial_denial_change(before, after, aligned) or _duty_change(before, after, aligned))
    if partial:
        yield partial
        return
    if Family.STRENGTH not in before.cues and Family.STRENGTH not in after.cues:
        return
    cues_before = changed_cues(before, Family.STRENGTH, aligned.kept_before)
    cues_after = changed_cues(after, Family.STRENGTH, aligned.kept_after)
    regions = [(region.before, region.after) for region in aligned.regions]
    cues_before = _with_verb(before, cues_before, aligned.kept_before, after, regions)
    cues_after = _with_verb(after, cues_after, aligned.kept_after, before, [(two, one) for one, two in regions])
    cues_before, cues_after = _without_opposite_denials(before, cues_before, after, cues_after, aligned)
    old, new = _surplus(before, cues_before, after), _surplus(after, cues_after, before)
    old = [cue for cue in old if not (_is_of_anyone(before, cue) or _is_joined(before, cue, after))]
    new = [cue for cue in new if not (_is_of_anyone(after, cue) or _is_joined(after, cue, before))]
    if not is_close:
        old = [cue for cue in old if is_in_shared_clause(before, cue, after)]
        new = [cue for cue in new if is_in_shared_clause(after, cue, before)]
    difference = sum(cue.level for cue in new) - sum(cue.level for cue in old)
    if abs(difference) >= SHOWN_FROM:
        yield Change(
            Kind.STRENGTH,
            ", ".join(phrase(before, cue) for cue in old),
            ", ".join(phrase(after, cue) for cue in new),
            "strengthened" if difference > 0 else "softened",
        )


def _duty_change(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Change | None:
    """Return the change of an obligation, an advice or a permission that replaced another: "must", "may"."""
    if Family.DUTY not in before.cues or Family.DUTY not in after.cues:
        return None
    for region in aligned.regions:
        old = _cues_within(before, region.before, region.lost)
        new = _cues_within(after, region.after, region.new)
        if old and new and abs(new[0].level - old[0].level) >= SHOWN_FROM:
            note = "strengthened" if new[0].level > old[0].level else "softened"
            return Change(Kind.STRENGTH, phrase(before, old[0]), phrase(after, new[0]), note)
    return None


def _cues_within(sentence: AnnotatedSentence, span: tuple[int, int], differing: Sequence[int]) -> list[Cue]:
    """Return the words of duty within a span that differ."""
    return [
        cue
        for cue in sentence.cues[Family.DUTY][:MAX_DUTIES]
        if span[0] <= cue.first < span[1] and any(index in differing for index in range(cue.first, cue.last))
    ]


def _without_opposite_denials(
    before: AnnotatedSentence,
    cues_before: CuesFound,
    after: AnnotatedSentence,
    cues_after: CuesFound,
    aligned: AlignedWords,
) -> tuple[CuesFound, CuesFound]:
    """Return the cues without those opposite a denial: "sometimes" for "never" is no hedge."""
    denials = (
        [cue.first for family in DENYING for cue in before.cues.get(family, ())],
        [cue.first for family in DENYING for cue in after.cues.get(family, ())],
    )
    if not any(denials):
        return cues_before, cues_after
    excluded: tuple[set[int], set[int]] = set(), set()
    for region in aligned.regions:
        spans = range(*region.before), range(*region.after)
        for this, that in ((0, 1), (1, 0)):
            denied = {index for index in denials[this] if index in spans[this]}
            if denied:
                excluded[this].update(denied)
                excluded[that].update(spans[that])
    return (
        tuple(found for found in cues_before if found[0].first not in excluded[0]),
        tuple(found for found in cues_after if found[0].first not in excluded[1]),
    )


def _partial_denial_change(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Change | None:
    """Return the change of a denial that became partial or complete: "not safe", "not always safe"."""
    if Family.NEGATOR not in before.cues or Family.NEGATOR not in after.cues:
        return None
    denials_before, denials_after = (
        {before.keys[head]: cue for cue, head in kept_cues(before, Family.NEGATOR, aligned.kept_before)},
        {after.keys[head]: cue for cue, head in kept_cues(after, Family.NEGATOR, aligned.kept_after)},
    )
    for key in denials_before.keys() & denials_after.keys():
        difference = denials_after[key].level - denials_before[key].level
        if difference:
            note = "strengthened" if difference > 0 else "softened"
            return Change(Kind.STRENGTH, phrase(before, denials_before[key]), phrase(after, denials_after[key]), note)
    return None


def _with_verb(
    sentence: AnnotatedSentence,
    found: CuesFound,
    kept: Collection[int],
    other: AnnotatedSentence,
    regions: Sequence[tuple[Span, Span]],
) -> CuesFound:
    """Return the cues without the auxiliaries that came or went with their whole verb: "The board may publish reports".

    `regions` are the words of each changed region in this sentence and in the other.
    """
    auxiliaries = sentence.lexicon.auxiliaries
    remaining = []
    for cue, head in found:
        following = sentence.words[cue.last : cue.last + 1]
        is_modal = cue.last - cue.first == 1 and sentence.words[cue.first].low in auxiliaries
        if is_modal and following and following[0].content and cue.last not in kept:
            spans = next(spans for spans in regions if spans[0][0] <= cue.last < spans[0][1])
            if not any(word.content for word in other.words[slice(*spans[1])]):
                continue
        remaining.append((cue, head))
    return tuple(remaining)


def _is_joined(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence) -> bool:
    """Return whether an auxiliary only repeats an earlier one after "and", which the other sentence has once."""
    lexicon, words = sentence.lexicon, sentence.words
    low = words[cue.first].low
    if cue.last - cue.first != 1 or not cue.first or low not in lexicon.auxiliaries:
        return False
    joined = words[cue.first - 1].low in lexicon.joining | lexicon.alternatives
    return joined and low in other.plain_words and any(word.low == low for word in words[: cue.first][-JOINED_WORDS:])


def _is_of_anyone(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether a phrase such as "may" is about anybody whom the claim is true of: "any person who may enter"."""
    lexicon, words = sentence.lexicon, sentence.words
    if cue.first < 2 or words[cue.first - 1].low not in lexicon.relatives:
        return False
    ahead = words[max(0, cue.first - 1 - ANYONE_WINDOW) : cue.first - 1]
    return not ahead[-1].mark and any(word.low in lexicon.anyone for word in ahead)


def _surplus(sentence: AnnotatedSentence, found: CuesFound, other: AnnotatedSentence) -> list[Cue]:
    """Return the cues that occur more often in this sentence than in the other, with multiplicity."""
    if not found:
        return []
    surplus = _strength_phrases(sentence) - _strength_phrases(other)
    cues = []
    for cue, _ in found:
        words = phrase(sentence, cue).lower()
        if cue.level and surplus[words]:
            surplus[words] -= 1
            cues.append(cue)
    return cues


def _strength_phrases(sentence: AnnotatedSentence) -> Counter[str]:
    """Return the number of occurrences of each hedge and intensifier, in lower case."""
    return Counter(phrase(sentence, cue).lower() for cue in sentence.cues.get(Family.STRENGTH, ()))
