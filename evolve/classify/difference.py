"""Combine the change of a linked pair, its kinds, and the status that follows from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from evolve.classify.antonyms import all_regions_short
from evolve.classify.change_size import Region, measure
from evolve.classify.cue_targets import AlignedWords, Stretch
from evolve.classify.kinds.actor import actor_changes, is_other_voice
from evolve.classify.kinds.attribution import attribution_changes
from evolve.classify.kinds.frequency import Frequency, are_same, exchanged_frequencies
from evolve.classify.kinds.negation import DenialChange, compare_denials
from evolve.classify.kinds.number import number_changes
from evolve.classify.kinds.occasion import occasion_change
from evolve.classify.kinds.recurrence import RecurrenceChange, compare_recurrences
from evolve.classify.kinds.scope import scope_changes
from evolve.classify.kinds.strength import strength_changes
from evolve.classify.neighbours import Neighbours
from evolve.classify.recurring_times import WEEK, recurrences_of
from evolve.classify.references import REFERENCE, compare_references
from evolve.classify.renamed import Renamed, unify
from evolve.classify.sentence import AnnotatedSentence, annotate
from evolve.classify.wording import exchanged_places, shown_span, wording_stretches
from evolve.model import Change, Difference, Kind, Side, Status
from evolve.text.words.equivalents import Equivalents

RESTATED_WEIGHT = 0.6
"""Factor on the change if a denied antonym restates the claim: "not open", "closed"."""
MAX_SHOWN_CHARACTERS = 60
"""Maximum number of characters shown of one side: what a person reads at a glance."""
LEAST_CHANGE = {
    Kind.NUMBER: 0.3,
    Kind.DATE: 0.3,
    Kind.NEGATION: 0.4,
    Kind.ACTOR: 0.4,
    Kind.ATTRIBUTION: 0.3,
    Kind.SCOPE: 0.15,
    Kind.STRENGTH: 0.15,
    Kind.WORDING: 0.05,
}
"""Minimum change of a pair in which a kind is found, however few words differ: one "not" reverses a claim."""
ABSENCES = ("added", "removed")
"""The notes of a figure or a date that only one sentence has."""
MAX_READ_WORDS = 2_000
"""Maximum number of words of a sentence in which kinds of change are looked for: more than any sentence a person reads
at once. Longer ones are lists, tables or files without a full stop."""
LEAST_CHANGE_OF_REFERENCE = 0.15
"""Minimum change of a pair that refers to other sections."""


def read_change(
    before: str,
    after: str,
    *,
    around_before: Sequence[str] = (),
    around_after: Sequence[str] = (),
    language: str = "english",
    equivalents: Equivalents | None = None,
    renumbered: Collection[tuple[str, str]] = (),
    renamed: Sequence[Renamed] = (),
) -> Difference:
    """Return the change, 0..1, the kinds of change and the status of a linked pair.

    `around_before` and `around_after` are the neighbouring sentences of each in its own version: words that moved into
    one of them are neither lost nor new. `equivalents` are names and spellings that mean the same. `renumbered` are the
    earlier and the later numbers of the items that were renumbered: "section 3" may refer to what is section 4 now.
    `renamed` are words that were replaced throughout the text. A pair with its sides swapped has the same change.
    """
    if before == after:
        return Difference(0.0, (), Status.PERSISTED)
    referring = compare_references(before, after, language, renumbered)
    annotated_before = annotate(before, language, equivalents, without=referring.numbers[0])
    annotated_after = annotate(after, language, equivalents, without=referring.numbers[1])
    annotated_before, annotated_after, renamings = unify(annotated_before, annotated_after, renamed)
    change, regions = measure(
        annotated_before,
        annotated_after,
        Neighbours(tuple(around_before), language, equivalents),
        Neighbours(tuple(around_after), language, equivalents),
    )
    if max(len(annotated_before.words), len(annotated_after.words)) > MAX_READ_WORDS:
        return _unread(annotated_before, annotated_after, change, regions)
    aligned = AlignedWords.of(annotated_before, annotated_after, regions)
    denials = compare_denials(annotated_before, annotated_after, aligned)
    if denials.is_restated and all_regions_short(aligned):
        change *= RESTATED_WEIGHT
    found = _changes(annotated_before, annotated_after, aligned, denials, (*referring.changes, *renamings))
    changes = tuple(map(_shortened_change, found))
    change = max((change, *map(_least_change, changes)))
    return Difference(change, changes, Status.CHANGED if changes else Status.PERSISTED)


def _unread(
    before: AnnotatedSentence, after: AnnotatedSentence, change: float, regions: Sequence[Region]
) -> Difference:
    """Return the difference of sentences too long to be read: the heaviest of the regions that differ, as wording."""
    if not regions:
        return Difference(change, (), Status.PERSISTED)
    region = max(regions, key=lambda region: region.weight)
    shown = Change(
        Kind.WORDING,
        shown_span(before, region.before, region.lost),
        shown_span(after, region.after, region.new),
    )
    return Difference(max(change, LEAST_CHANGE[Kind.WORDING]), (_shortened_change(shown),), Status.CHANGED)


def _least_change(change: Change) -> float:
    """Return the minimum change, 0..1, of a pair in which a change is found."""
    return LEAST_CHANGE_OF_REFERENCE if change.note == REFERENCE else LEAST_CHANGE[change.kind]


def _changes(
    before: AnnotatedSentence,
    after: AnnotatedSentence,
    aligned: AlignedWords,
    denials: DenialChange,
    referring: Sequence[Change],
) -> Iterator[Change]:
    """Yield the changes of all kinds, each shown once; the heaviest unexplained region last, as wording.

    `referring` are the changes of references to numbered items and of words that were replaced throughout.
    """
    often = exchanged_frequencies(before, after, aligned)
    recurring = compare_recurrences(before, after, aligned)
    stretches = wording_stretches(
        before,
        after,
        aligned,
        same_times=_same_frequencies(often) or recurring.same,
        is_restated=denials.is_restated,
        is_denied_anew=denials.change is not None,
    )
    negation_changes = [denials.change] if denials.change else []
    # "Likely" for "unlikely" is shown once, and so is a change of speaker.
    reported = {(change.before.lower(), change.after.lower()) for change in negation_changes}
    attributed = [
        change
        for change in attribution_changes(before, after, stretches)
        if (change.before.lower(), change.after.lower()) not in reported
    ]
    reported |= {(change.before.lower(), change.after.lower()) for change in attributed}
    numeric_changes = _with_occasion(number_changes(before, after, aligned, often), before, after, recurring)
    # "Need not" for "must" is shown as a denial, and not as a softer word too; nor is a kind shown twice.
    hides_strength = (
        bool(negation_changes)
        or denials.is_of_other_claim
        or any(change.kind is Kind.STRENGTH for change in numeric_changes)
    )
    further_changes = (
        *actor_changes(before, after, aligned),
        *scope_changes(before, after, aligned, recurring),
        *(() if hides_strength else strength_changes(before, after, aligned)),
    )
    found = [
        *negation_changes,
        *numeric_changes,
        *attributed,
        *(change for change in further_changes if (change.before.lower(), change.after.lower()) not in reported),
    ]
    found = [
        change
        for change in found
        if not _is_part_of_other(change, found) and (not change.before or change.before != change.after)
    ]
    found += referring
    yield from found
    if not any(change.kind is Kind.ACTOR for change in found) and not is_other_voice(before, after):
        stretches += exchanged_places(before, after, aligned)
    shown = _all_shown(found, "before"), _all_shown(found, "after")
    unexplained = [stretch for stretch in stretches if not _is_explained(before, after, stretch, shown)]
    if unexplained:
        heaviest = max(unexplained, key=lambda stretch: stretch.weight)
        yield Change(
            Kind.WORDING,
            shown_span(before, heaviest.before, heaviest.lost),
            shown_span(after, heaviest.after, heaviest.new),
        )


def _is_part_of_other(change: Change, found: Sequence[Change]) -> bool:
    """Return whether a figure only came or went with another speaker or doer, or an exception: "all but two"."""
    if change.kind is not Kind.NUMBER or change.note not in ABSENCES:
        return False
    side = "after" if change.after else "before"
    shown = getattr(change, side)
    return any(
        shown in getattr(other, side)
        and (
            (other.kind in (Kind.ATTRIBUTION, Kind.ACTOR) and other.before and other.after)
            or (other.kind is Kind.SCOPE and not (other.before and other.after))
        )
        for other in found
    )


def _with_occasion(
    found: Iterable[Change], before: AnnotatedSentence, after: AnnotatedSentence, recurring: RecurrenceChange
) -> list[Change]:
    """Return the changes of numbers and dates, and that of a feast, an event or a recurring time if no date differs.

    A date that took the place of a feast, or came with a wider scope, was neither added nor removed.
    """
    changes = [change for change in found if not _is_of_recurring_day(change, before, after)]
    if recurring.same:
        changes = [change for change in changes if not (change.kind is Kind.DATE and change.note in ABSENCES)]
    if recurring.change and recurring.change.kind is Kind.SCOPE:
        return [change for change in changes if not _is_within(change, recurring.change)]
    occasion = recurring.change or occasion_change(before, after)
    if occasion:
        changes = [change for change in changes if not (change.note in ABSENCES and _is_within(change, occasion))]
        if not any(change.kind is Kind.DATE for change in changes):
            changes.append(occasion)
    return changes


def _is_of_recurring_day(change: Change, before: AnnotatedSentence, after: AnnotatedSentence) -> bool:
    """Return whether a weekday was only added or removed that recurs in the other sentence: "Monday", "Mondays"."""
    if change.kind is not Kind.DATE or change.note not in ABSENCES:
        return False
    day = before.lexicon.weekdays.get((change.before or change.after).lower())
    other = after if change.before else before
    return any(one.cycle == WEEK and day in one.parts for one in recurrences_of(other))


def _is_within(change: Change, other: Change) -> bool:
    """Return whether another change shows the words of a date that differs, or of an hour that came or went."""
    if change.kind is not Kind.DATE and not (change.kind is Kind.NUMBER and change.note in ABSENCES):
        return False
    return all(
        part in shown
        for parts, shown in ((change.before, other.before), (change.after, other.after))
        for part in parts.split("; ")
    )


def _same_frequencies(often: tuple[Frequency, Frequency] | None) -> tuple[Collection[int], Collection[int]] | None:
    """Return the word indices of two phrases that give the same frequency: "monthly", "once a month"."""
    if not often or not are_same(*often):
        return None
    return range(often[0].first, often[0].last), range(often[1].first, often[1].last)


def _shortened_change(change: Change) -> Change:
    """Return the change with both sides shortened to `MAX_SHOWN_CHARACTERS`."""
    if len(change.before) <= MAX_SHOWN_CHARACTERS and len(change.after) <= MAX_SHOWN_CHARACTERS:
        return change
    return replace(change, before=_shortened(change.before), after=_shortened(change.after))


def _shortened(words: str) -> str:
    """Return the first and last few words of a long stretch, with an ellipsis between."""
    if len(words) <= MAX_SHOWN_CHARACTERS:
        return words
    half = MAX_SHOWN_CHARACTERS // 2 - 1
    return f"{_cut_at_space(words[:half])} … {_cut_at_space(words[-half:][::-1])[::-1]}"


def _cut_at_space(words: str) -> str:
    """Return the text up to its last space; a text without a space loses its last character."""
    return words.rpartition(" ")[0].rstrip(",;: ") or words[:-1]


def _all_shown(found: Sequence[Change], side: Side) -> str:
    """Return the words that changes show of one side, in lower case."""
    return " ".join([getattr(change, side) for change in found]).lower()


def _is_explained(
    before: AnnotatedSentence, after: AnnotatedSentence, stretch: Stretch, shown: tuple[str, str]
) -> bool:
    """Return whether the words shown of the earlier and the later sentence include all differing words of a stretch."""
    for sentence, differing, words in ((before, stretch.lost, shown[0]), (after, stretch.new, shown[1])):
        # A date is one word, and its parts may be separated by marks.
        for word in (sentence.words[index] for index in differing):
            written = sentence.text[word.start : word.end].lower()
            if written not in words and any(part not in words for part in word.low.split()):
                return False
    return True
