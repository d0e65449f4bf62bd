"""Puts together what a linked pair says differently: how much, in what ways, and so whether it persisted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evolve.classify.antonyms import are_all_short
from evolve.classify.change_size import Region, measure
from evolve.classify.cue_targets import AlignedWords
from evolve.classify.kinds.actor import actor_changes
from evolve.classify.kinds.attribution import attribution_changes
from evolve.classify.kinds.negation import Denials, read_denials
from evolve.classify.kinds.number import number_changes
from evolve.classify.kinds.scope import scope_changes
from evolve.classify.kinds.strength import strength_changes
from evolve.classify.sentence import AnnotatedSentence, annotate
from evolve.model import Change, Difference, Kind, Status
from evolve.text.words.equivalents import Equivalents

PERSISTED_BELOW = 0.35
"""The change below which a pair says the same, when no kind but wording is found. On 801 modified pairs of student
essays (ArgRewrite V.2) about nine in ten revisions of content are above it and seven in ten of wording below."""
WORDING_FROM = 0.5
"""The weight from which a changed region is shown as a change of wording: a content word, not a comma or an article."""
DENIED_OPPOSITE = 0.6
"""What is left of the change where a denied opposite says the same: "not open", "closed"."""
SHOWN_CHARACTERS = 60
"""How many characters of a side are shown at most: what a person reads at a glance."""
LEAST_CHANGE = {
    Kind.NUMBER: 0.3,
    Kind.DATE: 0.3,
    Kind.NEGATION: 0.4,
    Kind.ACTOR: 0.4,
    Kind.ATTRIBUTION: 0.3,
    Kind.SCOPE: 0.15,
    Kind.STRENGTH: 0.15,
    Kind.WORDING: 0.0,
}
"""What a pair's change is at least where a kind is found, however few the words: one "not" turns a claim round."""


def read_change(
    before: str,
    after: str,
    *,
    around_before: Sequence[str] = (),
    around_after: Sequence[str] = (),
    language: str = "english",
    equivalents: Equivalents | None = None,
) -> Difference:
    """What a linked pair says differently.

    `around_before` and `around_after` are the sentences that stand near each of the two in its own version: words that
    moved into one of them are neither lost nor new. `equivalents` are the names and spellings that mean the same.
    Turned round, a pair has the same change.
    """
    if before == after:
        return Difference(0.0, (), Status.PERSISTED)
    one, two = annotate(before, language, equivalents), annotate(after, language, equivalents)
    change, regions = measure(
        one,
        two,
        lambda: [annotate(text, language, equivalents) for text in around_before],
        lambda: [annotate(text, language, equivalents) for text in around_after],
    )
    pair = AlignedWords.of(one, two, regions)
    denials = read_denials(one, two, pair)
    if denials.again and are_all_short(pair):
        change *= DENIED_OPPOSITE
    changes = tuple(map(_shortened_change, _changes(one, two, pair, denials)))
    change = max((change, *(LEAST_CHANGE[found.kind] for found in changes)))
    same = change < PERSISTED_BELOW and all(found.kind is Kind.WORDING for found in changes)
    return Difference(change, changes, Status.PERSISTED if same else Status.CHANGED)


def _changes(
    before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords, denials: Denials
) -> Iterator[Change]:
    denied = [denials.change] if denials.change else []
    # "Likely" for "unlikely" is told once, and so is another speaker.
    reported = {(change.before.lower(), change.after.lower()) for change in denied}
    attributed = [
        change
        for change in attribution_changes(before, after)
        if (change.before.lower(), change.after.lower()) not in reported
    ]
    reported |= {(change.before.lower(), change.after.lower()) for change in attributed}
    more = (
        *actor_changes(before, after, pair),
        *scope_changes(before, after, pair),
        # "Need not" for "must" is told as a denial, and not as a softer word too.
        *(() if denied else strength_changes(before, after, pair)),
    )
    found = [
        *denied,
        *number_changes(before, after),
        *attributed,
        *(change for change in more if (change.before.lower(), change.after.lower()) not in reported),
    ]
    yield from found
    rest = [
        region
        for region in pair.regions
        if region.weight >= WORDING_FROM and not _explained(before, after, region, found)
    ]
    if rest:
        most = max(rest, key=lambda region: region.weight)
        yield Change(Kind.WORDING, _trimmed(before, *most.before), _trimmed(after, *most.after))


def _shortened_change(change: Change) -> Change:
    if len(change.before) <= SHOWN_CHARACTERS and len(change.after) <= SHOWN_CHARACTERS:
        return change
    return replace(change, before=_shortened(change.before), after=_shortened(change.after))


def _shortened(words: str) -> str:
    """The first and last few words of a long stretch."""
    if len(words) <= SHOWN_CHARACTERS:
        return words
    half = SHOWN_CHARACTERS // 2 - 1
    return f"{_whole_words(words[:half])} … {_whole_words(words[-half:][::-1])[::-1]}"


def _whole_words(words: str) -> str:
    """Up to the last space; one word longer than all is cut."""
    return words.rpartition(" ")[0].rstrip(",;: ") or words[:-1]


def _trimmed(sentence: AnnotatedSentence, first: int, last: int) -> str:
    """The words as written, without the clause marks at either end."""
    while first < last and sentence.words[first].mark:
        first += 1
    while first < last and sentence.words[last - 1].mark:
        last -= 1
    return sentence.span(first, last)


def _explained(before: AnnotatedSentence, after: AnnotatedSentence, region: Region, found: Sequence[Change]) -> bool:
    """Whether a kind already shows all the content words of a region."""
    for sentence, span, side in ((before, region.before, "before"), (after, region.after, "after")):
        shown = " ".join(getattr(change, side) for change in found).lower()
        if any(word.content and word.low not in shown for word in sentence.words[slice(*span)]):
            return False
    return True
