"""Antonyms, and their meaning beside a denial.

"Open" for "closed" reverses a claim; "not open" for "closed" restates it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from evolve.classify.change_size import Region
from evolve.classify.cue_targets import AlignedWords
from evolve.classify.lexicon import Family, Lexicon
from evolve.classify.quantities.numbers import ORDINAL
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence, Cue, Word

MAX_REPLACED_WORDS = 4
"""Maximum number of words on either side of a region in which an antonym counts as a replacement."""
TIME_REACH = 4
"""Maximum number of words from "of" to a unit of time: "the end of the first school year"."""
NEGATOR_REACH = 6
"""Maximum distance, in words, between a denial and the word it applies to."""


def find_antonym_change(
    before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords
) -> tuple[Word, Word] | None:
    """Return the first word and the antonym that replaced it, not counting regions with a denial besides; else None.

    "Few" for "many" is another number of things, and "after" for "before" another time: neither denies anything.
    """
    return next(
        (
            (one, two)
            for one, two in _exchanged_antonyms(before, after, aligned)
            if not (_are_of_time(before, one, after, two) or _is_only_of_time(one, two, before.lexicon))
            and not (_is_end_after_preposition(before, one) and _is_end_after_preposition(after, two))
            and not (_counts(before, one) and _counts(after, two))
        ),
        None,
    )


def find_time_change(
    before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords
) -> tuple[Word, Word] | None:
    """Return the first word that places something in time and the antonym that replaced it: "before", "after"."""
    antonyms = _exchanged_antonyms(before, after, aligned)
    return next(((one, two) for one, two in antonyms if _are_of_time(before, one, after, two)), None)


@lru_cache(maxsize=16)
def _exchanged_antonyms(
    before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords
) -> tuple[tuple[Word, Word], ...]:
    """Return the words and the antonyms that replaced them, not counting regions with a denial besides.

    Cached, because the denials and the dates of one pair are both compared by them.
    """
    found: list[tuple[Word, Word]] = []
    for region in aligned.regions:
        if not region.has_two_sides or not _is_short(region) or _is_respelling(before, after, region):
            continue
        is_exchange = region.before[1] - region.before[0] == region.after[1] - region.after[0] == 1
        if not is_exchange and (_contains_negator(before, region.before) or _contains_negator(after, region.after)):
            continue
        for one, two in _unshared_pairs(before, after, region):
            if are_antonyms(one, two, before.lexicon) and not _is_converse(before, one, after, two):
                found.append((one, two))
    return tuple(found)


def _are_of_time(before: AnnotatedSentence, one: Word, after: AnnotatedSentence, two: Word) -> bool:
    """Return whether two antonyms place something in time: "before", "after"; "the first week", "the last week"."""
    if (one.low, two.low) not in before.lexicon.time_order:
        return False
    return not (one.content and two.content) or (_is_beside_time(before, one) and _is_beside_time(after, two))


def _is_only_of_time(one: Word, two: Word, lexicon: Lexicon) -> bool:
    """Return whether two antonyms deny nothing even where they place nothing: a band that comes late or early."""
    pair = one.low, two.low
    return pair in lexicon.time_order and pair not in lexicon.unit_order


def _is_end_after_preposition(sentence: AnnotatedSentence, word: Word) -> bool:
    """Return whether a word is the noun of "at the start of", which denies nothing: "at the end of the street"."""
    lexicon, words = sentence.lexicon, sentence.words
    if word.low not in lexicon.time_ends:
        return False
    index = words.index(word)
    if index + 1 == len(words) or words[index + 1].low not in lexicon.date_joints:
        return False
    first = index - 1
    while first > 0 and words[first].low in lexicon.determiners:
        first -= 1
    return first >= 0 and words[first].low in lexicon.recurs_within | lexicon.deadlines | lexicon.time_starts


def _is_beside_time(sentence: AnnotatedSentence, word: Word) -> bool:
    """Return whether a word, or the date that it begins, is beside a date, an ordinal or a unit of time."""
    index = sentence.words.index(word)
    units = sentence.lexicon.relative_units.keys() | sentence.lexicon.stretches | sentence.lexicon.events
    first, last = max(0, index - 1), min(index + 2, len(sentence.words))
    if sentence.words[last - 1].low in sentence.lexicon.date_joints:
        # "The end of the school year".
        last = min(last + TIME_REACH, len(sentence.words))
        last = next((i for i in range(index + 1, last) if sentence.words[i].mark), last)
    starts = {sentence.words[i].start for i in range(first, last)}
    return any(low in units for low in sentence.span(index, last).lower().split()) or any(
        figure.start in starts and (figure.date or figure.unit in ("s", ORDINAL)) for figure in sentence.figures
    )


def _counts(sentence: AnnotatedSentence, word: Word) -> bool:
    """Return whether a word is part of a quantifier, such as "few"."""
    return any(
        word.start == sentence.words[index].start
        for cue in sentence.cues.get(Family.SCOPE, ())
        for index in range(cue.first, cue.last)
    )


def _is_converse(before: AnnotatedSentence, one: Word, after: AnnotatedSentence, two: Word) -> bool:
    """Return whether the words around the two antonyms swapped sides too: "A is more than B", "B is less than A"."""
    index_before, index_after = before.words.index(one), after.words.index(two)
    left = before.content & set(before.keys[:index_before]) & set(after.keys[index_after + 1 :])
    right = before.content & set(before.keys[index_before + 1 :]) & set(after.keys[:index_after])
    return bool(left - right and right - left)


def has_denied_antonym(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> bool:
    """Return whether a denied word was replaced by its antonym: "not clear", "unclear"."""
    for region in aligned.regions:
        if not region.has_two_sides:
            continue
        negated = _contains_negator(before, region.before), _contains_negator(after, region.after)
        if _is_short(region) and negated[0] != negated[1]:
            word_pairs = _unshared_pairs(before, after, region)
            if any(are_antonyms(one, two, before.lexicon) for one, two in word_pairs):
                return True
    return False


def all_regions_short(aligned: AlignedWords) -> bool:
    """Return whether no changed region is longer than `MAX_REPLACED_WORDS`."""
    return all(_is_short(region) for region in aligned.regions)


def unshared_word_pairs(
    before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords
) -> Iterator[tuple[Word, Word]]:
    """Yield the pairs of words from opposite sides of a short region that each occur in one sentence only."""
    for region in aligned.regions:
        if _is_short(region):
            yield from _unshared_pairs(before, after, region)


def denies_antonym(denying: AnnotatedSentence, denials: Sequence[tuple[Cue, int]], other: AnnotatedSentence) -> bool:
    """Return whether one sentence denies the antonym of a word of the other sentence: "not open", "closed"."""
    cue = denials[0][0]
    candidates = [word for word in other.words if word.key not in denying.counts]
    words_between = 0
    for index in range(cue.last, min(cue.last + NEGATOR_REACH, len(denying.words))):
        word = denying.words[index]
        if word.mark:
            return False
        if word.key not in other.counts:
            for candidate in candidates:
                if not are_antonyms(word, candidate, denying.lexicon) or _is_denied(other, candidate):
                    continue
                may_skip_one = denying.words[cue.first].low in denying.lexicon.counting_denials
                if words_between <= may_skip_one or _are_complementary(word, candidate, denying.lexicon):
                    return True
        words_between += word.content
    return False


def are_antonyms(a: Word, b: Word, lexicon: Lexicon) -> bool:
    """Return whether two words are antonyms, by the word lists or by a prefix or an ending."""
    if a.mark or b.mark:
        return False
    # `low` may hold only the first word of a name or phrase that was joined into one word: "long-term".
    if (a.key, b.key) in lexicon.opposites or (a.low, b.low) in lexicon.opposites:
        return True
    # An ending follows three letters at least.
    if a.low[:3] == b.low[:3]:
        for one, two in lexicon.suffixes:
            for this, that in ((a.low, b.low), (b.low, a.low)):
                if this.endswith(one) and len(this) > len(one) + 2 and that == this.removesuffix(one) + two:
                    return True
    short, long = (a, b) if len(a.low) <= len(b.low) else (b, a)
    if len(short.key) < 4 or not (long.low.endswith(short.low) or long.key.endswith(short.key)):
        return False
    return any(long.low == prefix + short.low or long.key == prefix + short.key for prefix in lexicon.prefixes)


def _is_denied(sentence: AnnotatedSentence, word: Word) -> bool:
    """Return whether a denial precedes a word by fewer than `NEGATOR_REACH` words."""
    index = sentence.words.index(word)
    return any(cue.last <= index < cue.last + NEGATOR_REACH for cue in sentence.cues.get(Family.NEGATOR, ()))


def _are_complementary(a: Word, b: Word, lexicon: Lexicon) -> bool:
    """Return whether two words are antonyms of which one must hold: "alive", "dead"."""
    return (a.key, b.key) in lexicon.complements or (a.low, b.low) in lexicon.complements


def is_long(region: Region) -> bool:
    """Return whether both sides of a region have more than `MAX_REPLACED_WORDS` words."""
    return min(region.before[1] - region.before[0], region.after[1] - region.after[0]) > MAX_REPLACED_WORDS


def _is_short(region: Region) -> bool:
    """Return whether neither side of a region has more than `MAX_REPLACED_WORDS` words."""
    return max(region.before[1] - region.before[0], region.after[1] - region.after[0]) <= MAX_REPLACED_WORDS


def _unshared_pairs(before: AnnotatedSentence, after: AnnotatedSentence, region: Region) -> Iterator[tuple[Word, Word]]:
    """Yield the pairs of words of a region that each occur in one sentence only, denied degrees left out."""
    excluded_before, excluded_after = _denied_degree_words(before), _denied_degree_words(after)
    for a in range(*region.before):
        if before.keys[a] not in after.counts and a not in excluded_before:
            for b in range(*region.after):
                if after.keys[b] not in before.counts and b not in excluded_after:
                    yield before.words[a], after.words[b]


@lru_cache(maxsize=RECENT_SENTENCES)
def _denied_degree_words(sentence: AnnotatedSentence) -> frozenset[int]:
    """Return the indices of the words of "not many" and "not often", which mean few and rarely.

    Cached, because one sentence occurs in many pairs.
    """
    return frozenset(
        index
        for family in (Family.SCOPE, Family.STRENGTH)
        for cue in sentence.cues.get(family, ())
        if cue.last - cue.first > 1 and sentence.words[cue.first].low in sentence.lexicon.degree_denials
        for index in range(cue.first, cue.last)
    )


def _is_respelling(before: AnnotatedSentence, after: AnnotatedSentence, region: Region) -> bool:
    """Return whether only spaces and hyphens differ: "in-correct" denies nothing that "incorrect" does not."""
    one, two = before.words[slice(*region.before)], after.words[slice(*region.after)]
    if not one or not two or one[0].low[:1] != two[0].low[:1]:
        return not one and not two
    return "".join(word.low for word in one) == "".join(word.low for word in two)


def _contains_negator(sentence: AnnotatedSentence, span: tuple[int, int]) -> bool:
    """Return whether a denial begins within the words `span[0]` to `span[1]`, half-open."""
    denials = sentence.cues.get(Family.NEGATOR)
    return denials is not None and any(span[0] <= cue.first < span[1] for cue in denials)
