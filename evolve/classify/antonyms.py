"""Words that mean the reverse of each other, and what becomes of them beside a denial.

"Open" for "closed" turns a claim round; "not open" for "closed" says it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evolve.classify.change_size import Region
from evolve.classify.cue_targets import AlignedWords
from evolve.classify.lexicon import Family, Lexicon
from evolve.classify.sentence import AnnotatedSentence, Cue, Word

IN_PLACE = 4
"""How many words at most give way where a word gives way to its opposite."""
REACH = 6
"""How many words after a denial the word may stand that it turns round."""


def find_opposite(before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords) -> tuple[Word, Word] | None:
    """The first word that gave way to its opposite where nothing is denied."""
    for region in pair.regions:
        if not _short(region) or _respelled(before, after, region):
            continue
        if _denies(before, region.before) or _denies(after, region.after):
            continue
        for one, two in _apart(before, after, region):
            if are_opposites(one, two, before.lexicon) and not _converse(before, one, after, two):
                return one, two
    return None


def _converse(before: AnnotatedSentence, one: Word, after: AnnotatedSentence, two: Word) -> bool:
    """Whether what stands on both sides changed places too: "A is more than B", "B is less than A"."""
    at, there = before.words.index(one), after.words.index(two)
    left = before.content & set(before.keys[:at]) & set(after.keys[there + 1 :])
    right = before.content & set(before.keys[at + 1 :]) & set(after.keys[:there])
    return bool(left - right and right - left)


def has_denied_opposite(before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords) -> bool:
    """Whether a denied word gave way to its opposite: "not clear", "unclear"."""
    for region in pair.regions:
        denied = _denies(before, region.before), _denies(after, region.after)
        if _short(region) and denied[0] != denied[1]:
            apart = _apart(before, after, region)
            if any(are_opposites(one, two, before.lexicon) for one, two in apart):
                return True
    return False


def are_all_short(pair: AlignedWords) -> bool:
    """Whether nothing but a few words gave way anywhere."""
    return all(_short(region) for region in pair.regions)


def differing_words(
    before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords
) -> Iterator[tuple[Word, Word]]:
    """The words that only one sentence has, in short regions, with those they stand opposite to."""
    for region in pair.regions:
        if _short(region):
            yield from _apart(before, after, region)


def denies_opposite(denying: AnnotatedSentence, denials: Sequence[tuple[Cue, int]], other: AnnotatedSentence) -> bool:
    """Whether what one sentence denies is the opposite of what the other says: "not open", "closed"."""
    cue = denials[0][0]
    apart = [word for word in other.words if word.key not in denying.counts]
    between = 0
    for at in range(cue.last, min(cue.last + REACH, len(denying.words))):
        word = denying.words[at]
        if word.mark:
            return False
        if word.key not in other.counts:
            for opposite in apart:
                if not are_opposites(word, opposite, denying.lexicon) or _is_denied(other, opposite):
                    continue
                counts = denying.words[cue.first].low in denying.lexicon.counting
                if between <= counts or _complementary(word, opposite, denying.lexicon):
                    return True
        between += word.content
    return False


def are_opposites(a: Word, b: Word, lexicon: Lexicon) -> bool:
    """Whether two words mean the reverse of each other, by the lists or by a prefix or an ending."""
    if a.mark or b.mark:
        return False
    # The first words tell of a name or phrase that is one word here: "long-term".
    if (a.key, b.key) in lexicon.opposites or (a.low, b.low) in lexicon.opposites:
        return True
    for one, two in lexicon.suffixes:
        for this, that in ((a.low, b.low), (b.low, a.low)):
            if this.endswith(one) and len(this) > len(one) + 2 and that == this.removesuffix(one) + two:
                return True
    short, long = sorted((a, b), key=lambda word: len(word.low))
    return len(short.key) >= 4 and any(
        long.low == prefix + short.low or long.key == prefix + short.key for prefix in lexicon.prefixes
    )


def _is_denied(sentence: AnnotatedSentence, word: Word) -> bool:
    """Whether a denial stands shortly before a word."""
    at = sentence.words.index(word)
    return any(cue.last <= at < cue.last + REACH for cue in sentence.cues.get(Family.NEGATOR, ()))


def _complementary(a: Word, b: Word, lexicon: Lexicon) -> bool:
    return (a.key, b.key) in lexicon.complements or (a.low, b.low) in lexicon.complements


def _short(region: Region) -> bool:
    return max(region.before[1] - region.before[0], region.after[1] - region.after[0]) <= IN_PLACE


def _apart(before: AnnotatedSentence, after: AnnotatedSentence, region: Region) -> Iterator[tuple[Word, Word]]:
    here, there = _in_denied_degrees(before), _in_denied_degrees(after)
    for a in range(*region.before):
        if before.keys[a] not in after.counts and a not in here:
            for b in range(*region.after):
                if after.keys[b] not in before.counts and b not in there:
                    yield before.words[a], after.words[b]


def _in_denied_degrees(sentence: AnnotatedSentence) -> frozenset[int]:
    """The words of "not many" and "not often", which mean few and rarely; by index."""
    return frozenset(
        at
        for family in (Family.SCOPE, Family.STRENGTH)
        for cue in sentence.cues.get(family, ())
        if cue.last - cue.first > 1 and sentence.words[cue.first].low in sentence.lexicon.denying
        for at in range(cue.first, cue.last)
    )


def _respelled(before: AnnotatedSentence, after: AnnotatedSentence, region: Region) -> bool:
    """Whether only spaces and hyphens differ: "in-correct" denies nothing that "incorrect" does not."""
    one, two = before.words[slice(*region.before)], after.words[slice(*region.after)]
    return "".join(word.low for word in one) == "".join(word.low for word in two)


def _denies(sentence: AnnotatedSentence, span: tuple[int, int]) -> bool:
    return any(span[0] <= cue.first < span[1] for cue in sentence.cues.get(Family.NEGATOR, ()))
