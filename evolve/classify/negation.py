"""What one sentence denies and the other does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evolve.classify.amount import Region
from evolve.classify.cues import in_context, with_shared_heads
from evolve.classify.lexicon import Family, Lexicon
from evolve.classify.said import Said, Word
from evolve.model import Change, Kind


def negation_changes(before: Said, after: Said, regions: Sequence[Region]) -> Iterator[Change]:
    """At most one change: a denial that came or went, or a word that gave way to its opposite."""
    one = with_shared_heads(before, Family.NEGATOR, after)
    two = with_shared_heads(after, Family.NEGATOR, before)
    if len(one) % 2 != len(two) % 2:
        spare_one = Counter(before.words[head].key for _, head in one)
        spare_two = Counter(after.words[head].key for _, head in two)
        old = [in_context(before, cue, head) for cue, head in one if not spare_two[before.words[head].key]]
        new = [in_context(after, cue, head) for cue, head in two if not spare_one[after.words[head].key]]
        yield Change(
            Kind.NEGATION, ", ".join(old), ", ".join(new), "now denied" if len(two) > len(one) else "denied no more"
        )
        return
    for region in regions:
        for a in before.words[slice(*region.before)]:
            for b in after.words[slice(*region.after)]:
                if _reverse(a, b, before.lexicon) and a.key not in after.counts and b.key not in before.counts:
                    yield Change(Kind.NEGATION, a.low, b.low, "opposite")
                    return


def _reverse(a: Word, b: Word, lexicon: Lexicon) -> bool:
    if a.mark or b.mark:
        return False
    if (a.key, b.key) in lexicon.opposites:
        return True
    short, long = sorted((a, b), key=lambda word: len(word.low))
    return len(short.key) >= 4 and any(
        long.low == prefix + short.low or long.key == prefix + short.key for prefix in lexicon.prefixes
    )
