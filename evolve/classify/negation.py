"""What one sentence denies and the other does not."""

from __future__ import annotations

from collections.abc import Iterator

from evolve.classify.amount import Region
from evolve.classify.cues import Pair, changed_cues, in_context
from evolve.classify.lexicon import Family, Lexicon
from evolve.classify.said import Said, Word
from evolve.model import Change, Kind

IN_PLACE = 4
"""How many words at most give way where a word gives way to its opposite."""


def negation_changes(before: Said, after: Said, pair: Pair) -> Iterator[Change]:
    """At most one change: a denial that came or went, or a word that gave way to its opposite."""
    old = changed_cues(before, Family.NEGATOR, pair.kept_before)
    new = changed_cues(after, Family.NEGATOR, pair.kept_after)
    if len(old) % 2 != len(new) % 2:
        yield Change(
            Kind.NEGATION,
            ", ".join(in_context(before, cue, head) for cue, head in old),
            ", ".join(in_context(after, cue, head) for cue, head in new),
            "now denied" if len(new) > len(old) else "denied no more",
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
