"""How firmly a claim is made: hedges and intensifiers, and denials that became partial or whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evolve.classify.cue_targets import SHOWN_FROM, AlignedWords, CuesFound, changed_cues, cues_of_kept, phrase
from evolve.classify.lexicon import Family
from evolve.classify.sentence import AnnotatedSentence, Cue
from evolve.model import Change, Kind

_REPORTS = (Family.REPORT, Family.REPORT_THAT, Family.HELD)


def strength_changes(before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords) -> Iterator[Change]:
    """At most one change: the hedges and intensifiers around what both say, weighed up."""
    part = _denied_in_part(before, after, pair)
    if part:
        yield part
        return
    if Family.STRENGTH not in before.cues and Family.STRENGTH not in after.cues:
        return
    one = changed_cues(before, Family.STRENGTH, pair.kept_before)
    two = changed_cues(after, Family.STRENGTH, pair.kept_after)
    one, two = _beside_denials(before, one, after, two, pair)
    old, new = _surplus(before, one, after), _surplus(after, two, before)
    difference = sum(cue.level for cue in new) - sum(cue.level for cue in old)
    if abs(difference) >= SHOWN_FROM:
        yield Change(
            Kind.STRENGTH,
            ", ".join(phrase(before, cue) for cue in old),
            ", ".join(phrase(after, cue) for cue in new),
            "strengthened" if difference > 0 else "softened",
        )


def _beside_denials(
    before: AnnotatedSentence, one: CuesFound, after: AnnotatedSentence, two: CuesFound, pair: AlignedWords
) -> tuple[CuesFound, CuesFound]:
    """The cues found but for those that a denial stands opposite to: "sometimes" for "never" hedges nothing."""
    denials = (
        [cue.first for cue in before.cues.get(Family.NEGATOR, ())],
        [cue.first for cue in after.cues.get(Family.NEGATOR, ())],
    )
    if not any(denials):
        return one, two
    gone: tuple[set[int], set[int]] = set(), set()
    for region in pair.regions:
        spans = range(*region.before), range(*region.after)
        for this, that in ((0, 1), (1, 0)):
            denied = {at for at in denials[this] if at in spans[this]}
            if denied:
                gone[this].update(denied)
                gone[that].update(spans[that])
    return (
        tuple(found for found in one if found[0].first not in gone[0]),
        tuple(found for found in two if found[0].first not in gone[1]),
    )


def _denied_in_part(before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords) -> Change | None:
    """A denial that became partial or whole: "not safe", "not always safe"."""
    if Family.NEGATOR not in before.cues or Family.NEGATOR not in after.cues:
        return None
    one, two = (
        {before.keys[head]: cue for cue, head in cues_of_kept(before, Family.NEGATOR, pair.kept_before)},
        {after.keys[head]: cue for cue, head in cues_of_kept(after, Family.NEGATOR, pair.kept_after)},
    )
    for key in one.keys() & two.keys():
        difference = two[key].level - one[key].level
        if difference:
            note = "strengthened" if difference > 0 else "softened"
            return Change(Kind.STRENGTH, phrase(before, one[key]), phrase(after, two[key]), note)
    return None


def _surplus(sentence: AnnotatedSentence, found: CuesFound, other: AnnotatedSentence) -> list[Cue]:
    """The cues found that one sentence has more of than the other, each as often as that."""
    more = _strengths(sentence) - _strengths(other)
    out = []
    for cue, _ in found:
        words = phrase(sentence, cue).lower()
        if cue.level and more[words]:
            more[words] -= 1
            out.append(cue)
    return out


def _strengths(sentence: AnnotatedSentence) -> Counter[str]:
    return Counter(phrase(sentence, cue).lower() for cue in sentence.cues.get(Family.STRENGTH, ()))
