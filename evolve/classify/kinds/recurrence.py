"""When something recurs: more parts of a cycle are a wider scope, fewer a narrower one, others are another date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evolve.classify.cue_targets import AlignedWords
from evolve.classify.lexicon import Family
from evolve.classify.recurring_times import PARTS, UNNAMED_PART, Recurrence, recurrences_of
from evolve.classify.sentence import AnnotatedSentence
from evolve.classify.shared_claims import share_half
from evolve.model import Change, Kind


class RecurrenceChange(NamedTuple):
    """The difference between the recurring times of two sentences."""

    change: Change | None = None
    same: tuple[frozenset[int], frozenset[int]] | None = None
    """The word indices of two phrases for the same times: "all year round", "throughout the year"."""


NO_CHANGE = RecurrenceChange()


def compare_recurrences(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> RecurrenceChange:
    """Return the change of when something recurs, and the words of two phrases for the same times.

    Both sentences give a time, and share half of their content words.
    """
    if not share_half(before, after):
        return NO_CHANGE
    old, new = recurrences_of(before), recurrences_of(after)
    if not (old and new):
        return NO_CHANGE
    is_kept = all(
        index in kept
        for found, kept in ((old, aligned.kept_before), (new, aligned.kept_after))
        for one in found
        for index in range(one.first, one.last)
    )
    if is_kept:
        return NO_CHANGE
    relation = _relation(old, new)
    if relation == "same":
        if any(UNNAMED_PART in one.parts for one in (*old, *new)):
            return NO_CHANGE
        chosen = any(one.is_chosen for one in old), any(one.is_chosen for one in new)
        if not any(chosen):
            return RecurrenceChange(same=(_words_of(old), _words_of(new)))
        if all(chosen) or not all(_is_repeated(*one) for one in ((before, old), (after, new))):
            return NO_CHANGE
        relation = "narrower" if chosen[1] else "wider"
    if not relation:
        return NO_CHANGE
    kind, note = (Kind.DATE, "") if relation == "other" else (Kind.SCOPE, relation)
    shown_before, shown_after = _shown(before, old), _shown(after, new)
    if shown_before.lower() == shown_after.lower():
        return NO_CHANGE
    return RecurrenceChange(Change(kind, shown_before, shown_after, note))


def _relation(old: Sequence[Recurrence], new: Sequence[Recurrence]) -> str:
    """Return "wider", "narrower", "other" or "same" for the new times against the old; empty if it is unknown."""
    parts_old, parts_new = _parts_by_cycle(old), _parts_by_cycle(new)
    if parts_old.keys() == parts_new.keys():
        if parts_old == parts_new:
            return "same"
        if all(_includes(cycle, parts_new[cycle], parts_old[cycle]) for cycle in parts_old):
            return "wider"
        if all(_includes(cycle, parts_old[cycle], parts_new[cycle]) for cycle in parts_old):
            return "narrower"
        is_unknown = any(UNNAMED_PART in parts_old[cycle] | parts_new[cycle] for cycle in parts_old)
        return "" if is_unknown else "other"
    for few, many, found, relation in (
        (parts_old, parts_new, new, "wider"),
        (parts_new, parts_old, old, "narrower"),
    ):
        if few.keys() < many.keys() and all(few[cycle] == many[cycle] for cycle in few):
            further = [one.is_joined for one in found if one.cycle not in few]
            # "In the evening and at weekends" is more often, "in the evening at weekends" less.
            if all(further):
                return relation
            return "" if any(further) else {"wider": "narrower", "narrower": "wider"}[relation]
    return "other" if parts_old.keys().isdisjoint(parts_new) else ""


def _includes(cycle: str, many: frozenset[int], few: frozenset[int]) -> bool:
    """Return whether some parts of a cycle include others; a whole cycle includes a part that is not named further."""
    return few <= many or len(many - {UNNAMED_PART}) == PARTS[cycle]


def _parts_by_cycle(found: Sequence[Recurrence]) -> dict[str, frozenset[int]]:
    """Return all parts of each cycle."""
    parts: dict[str, frozenset[int]] = {}
    for one in found:
        parts[one.cycle] = parts.get(one.cycle, frozenset()) | one.parts
    return parts


def _words_of(found: Sequence[Recurrence]) -> frozenset[int]:
    """Return the indices of the words of all times."""
    return frozenset(index for one in found for index in range(one.first, one.last))


def _shown(sentence: AnnotatedSentence, found: Sequence[Recurrence]) -> str:
    """Return the words of the times as written, with the "only" beside them; those that are apart are separated by ";".

    Times that "and" joins are shown as one.
    """
    spans: list[tuple[int, int]] = []
    for one in found:
        if spans and (one.is_joined or one.first == spans[-1][1]):
            spans[-1] = spans[-1][0], one.last
        else:
            spans.append((one.first, one.last))
    for cue in sentence.cues.get(Family.NARROWING, ()):
        if cue.last == spans[0][0]:
            spans[0] = cue.first, spans[0][1]
        if cue.first == spans[-1][1]:
            spans[-1] = spans[-1][0], cue.last
    return "; ".join(sentence.span(*span) for span in spans)


def _is_repeated(sentence: AnnotatedSentence, found: Sequence[Recurrence]) -> bool:
    """Return whether all times recur for certain: "on Sundays", "every Sunday"."""
    return all(
        sentence.words[one.last - 1].low.endswith("s")
        or any(word.low in sentence.lexicon.every for word in sentence.words[one.first : one.last])
        for one in found
    )
