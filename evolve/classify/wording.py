"""Find the words whose difference changes what a sentence says.

A pair persists only if there are none. Differences of form are left out: typography, case, spelling, inflection, known
equivalents, contraction, the order of clauses, and function words that change nothing. Whatever is left, one content
word or one function word such as "or" or "from", is a change of wording.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from evolve.classify.antonyms import are_antonyms
from evolve.classify.change_size import Region
from evolve.classify.cue_targets import SHOWN_FROM, AlignedWords, Stretch, in_own_voice
from evolve.classify.lexicon import Family
from evolve.classify.places import clause_around
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence, Cue, Word
from evolve.text.words.misspellings import is_misspelling
from evolve.text.words.stems import american

IF_LEVEL = 1.0
"""The level of conditions such as "if"."""
UNLESS_LEVEL = 3.0
"""The level of conditions such as "unless"."""
MAX_CUES = 40
"""Maximum number of phrases of one family that are compared, so that an endless sentence takes no longer."""
MAX_WHOLE_WORDS = 4
"""Maximum number of words on either side of a region shown whole; of a longer one only the differing part is."""


def wording_stretches(
    before: AnnotatedSentence,
    after: AnnotatedSentence,
    aligned: AlignedWords,
    *,
    is_restated: bool,
    is_denied_anew: bool,
    same_times: tuple[Collection[int], Collection[int]] | None = None,
) -> tuple[Stretch, ...]:
    """Return the stretches of words that change what is said, in the order of the earlier sentence.

    `is_restated` is whether one sentence expresses by a denial what the other expresses without, `is_denied_anew`
    whether a denial was added or removed, `same_times` the words of two phrases for the same times.
    """
    lost: set[int] = set()
    new: set[int] = set()
    for region in aligned.regions:
        mine, theirs = _apart(before, region.lost, after), _apart(after, region.new, before)
        if not mine and not theirs:
            mine, theirs = _exchanged_words(before, region, after)
        if mine or theirs:
            same_mine, same_theirs = _spelled_alike(before, region, after)
            lost |= mine - same_mine
            new |= theirs - same_theirs
    _pair_off_cues(before, lost, after, new)
    _pair_off(before, lost, after, new)
    if same_times:
        lost.difference_update(same_times[0])
        new.difference_update(same_times[1])
    lost -= _silent(before)
    new -= _silent(after)
    if not is_denied_anew:
        lost -= _negators(before)
        new -= _negators(after)
    if is_restated:
        _remove_restated(before, lost, after, new)
    _remove_pronouns(before, lost, after, new)
    stretches = [
        Stretch(region.before, region.after, region.weight, differing_before, differing_after)
        for region in aligned.regions
        for differing_before, differing_after in [(_within(lost, region.before), _within(new, region.after))]
        if differing_before or differing_after
    ]
    stretches += _same_stem_other_word(before, after, aligned)
    return tuple(sorted(stretches, key=lambda stretch: (stretch.before, stretch.after)))


def _apart(sentence: AnnotatedSentence, indices: Iterable[int], other: AnnotatedSentence) -> set[int]:
    """Return the indices of the words that the other sentence lacks altogether."""
    words, counts, plain = sentence.words, other.counts, other.plain_words
    return {
        index
        for index in indices
        if not (word := words[index]).mark and word.key not in counts and word.low not in plain
    }


def _exchanged_words(before: AnnotatedSentence, region: Region, after: AnnotatedSentence) -> tuple[set[int], set[int]]:
    """Return the one content word on either side of a region that took the place of the other, if both occur elsewhere.

    In "prints the list name of the list file" and "prints the file name of the list file" the first "list" did.
    """
    if not (region.lost and region.new):
        return set(), set()
    if max(region.before[1] - region.before[0], region.after[1] - region.after[0]) > MAX_WHOLE_WORDS:
        return set(), set()
    mine = {index for index in range(*region.before) if before.words[index].content}
    theirs = {index for index in range(*region.after) if after.words[index].content}
    is_exchange = len(mine) == len(theirs) == 1 and mine <= set(region.lost) and theirs <= set(region.new)
    return (mine, theirs) if is_exchange else (set(), set())


@lru_cache(maxsize=RECENT_SENTENCES)
def _silent(sentence: AnnotatedSentence) -> frozenset[int]:
    """Return the indices of the words that change nothing: idle function words, connectives, "we argue that".

    Cached, because one sentence occurs in many pairs.
    """
    lexicon = sentence.lexicon
    before_figures = lexicon.range_starts | lexicon.range_betweens | lexicon.number_signs
    silent = {
        index
        for index, word in enumerate(sentence.words)
        if (word.low in lexicon.idle and (not word.content or _is_figure(word)))
        or (word.low in before_figures and any(map(_is_figure, sentence.words[index + 1 : index + 2])))
    }
    if [word.low for word in sentence.words[1:2]] == [":"] and sentence.words[0].low in lexicon.headings:
        silent.add(0)
    for cue in sentence.cues.get(Family.CONNECTIVE, ()):
        silent.update(range(cue.first, cue.last))
    for family in (Family.REPORT, Family.REPORT_THAT):
        for cue in sentence.cues.get(family, ()):
            if in_own_voice(sentence, cue):
                silent.update(range(cue.first, cue.last))
    return frozenset(silent)


def _is_figure(word: Word) -> bool:
    return word.key.startswith("#")


def _spelled_alike(
    before: AnnotatedSentence, region: Region, after: AnnotatedSentence
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the words of a region that are the same words in another spelling, on either side.

    Only spaces and hyphens differ, or one is a misspelling of the other, word by word.
    """
    if not region.has_two_sides:
        return frozenset(), frozenset()
    mine = [index for index in range(*region.before) if not before.words[index].mark]
    theirs = [index for index in range(*region.after) if not after.words[index].mark]
    if not (mine and theirs) or _plain(before, mine[0])[:1] == _plain(after, theirs[0])[:1]:
        joined = ["".join([_plain(sentence, i) for i in at]) for sentence, at in ((before, mine), (after, theirs))]
        if joined[0] == joined[1]:
            return frozenset(mine), frozenset(theirs)
    if len(mine) != len(theirs):
        mine = [index for index in region.lost if not before.words[index].mark]
        theirs = [index for index in region.new if not after.words[index].mark]
    if len(mine) != len(theirs):
        return frozenset(), frozenset()
    pairs = [
        (one, two)
        for one, two in zip(mine, theirs, strict=True)
        if not (before.words[one].name or after.words[two].name)
        and (
            _plain(before, one) == _plain(after, two)
            or is_misspelling(before.words[one].low, after.words[two].low, before.lexicon.language)
        )
    ]
    return frozenset(one for one, _ in pairs), frozenset(two for _, two in pairs)


def _plain(sentence: AnnotatedSentence, index: int) -> str:
    """Return a word in lower case; an English one without accents: "café"."""
    low = sentence.words[index].low
    if low.isascii() or sentence.lexicon.language != "english":
        return low
    return "".join(letter for letter in unicodedata.normalize("NFKD", low) if not unicodedata.combining(letter))


def _pair_off(before: AnnotatedSentence, lost: set[int], after: AnnotatedSentence, new: set[int]) -> None:
    """Remove the words of either side for which the other side has words that mean the same."""
    if before.lexicon.alike_phrases and lost and new:
        phrases_before, phrases_after = _alike_phrases(before, lost), _alike_phrases(after, new)
        for (pair, side), here in phrases_before.items():
            there = phrases_after.get((pair, 1 - side))
            if there is not None:
                lost.difference_update(here)
                new.difference_update(there)
    groups = before.lexicon.alike
    waiting: dict[int, list[int]] = {}
    for index in sorted(lost):
        group = groups.get(before.words[index].low)
        if group is not None:
            waiting.setdefault(group, []).append(index)
    for index in sorted(new):
        group = groups.get(after.words[index].low)
        if group is not None and waiting.get(group):
            lost.discard(waiting[group].pop(0))
            new.discard(index)


def _alike_phrases(sentence: AnnotatedSentence, indices: set[int]) -> dict[tuple[int, int], range]:
    """Return the word indices of the phrases with an equivalent that have one of the indices, by pair and side."""
    found: dict[tuple[int, int], range] = {}
    for pair, side, words in _phrases_with_equivalent(sentence):
        if not indices.isdisjoint(words):
            found.setdefault((pair, side), words)
    return found


@lru_cache(maxsize=RECENT_SENTENCES)
def _phrases_with_equivalent(sentence: AnnotatedSentence) -> tuple[tuple[int, int, range], ...]:
    """Return the pair, the side and the word indices of each phrase for which another may stand."""
    return tuple(
        (pair, side, range(first, first + len(phrase)))
        for first, word in enumerate(sentence.words)
        for phrase, pair, side in sentence.lexicon.alike_phrases.get(word.low, ())
        if tuple(other.low for other in sentence.words[first : first + len(phrase)]) == phrase
    )


@lru_cache(maxsize=RECENT_SENTENCES)
def _negators(sentence: AnnotatedSentence) -> frozenset[int]:
    """Return the indices of the function words that deny: what they deny is compared by the denials."""
    return frozenset(
        index
        for cue in sentence.cues.get(Family.NEGATOR, ())
        for index in range(cue.first, cue.last)
        if not sentence.words[index].content
    )


def _remove_restated(before: AnnotatedSentence, lost: set[int], after: AnnotatedSentence, new: set[int]) -> None:
    """Remove what expresses the same claim with and without a denial: two antonyms, reversals, and function words."""
    for one in sorted(lost):
        for two in sorted(new):
            if are_antonyms(before.words[one], after.words[two], before.lexicon):
                lost.discard(one)
                new.discard(two)
                break
    for sentence, indices in ((before, lost), (after, new)):
        reversing = {
            index
            for family in (Family.REVERSAL, Family.NEGATOR)
            for cue in sentence.cues.get(family, ())
            for index in range(cue.first, cue.last)
        }
        indices.difference_update([i for i in indices if not sentence.words[i].content or i in reversing])


def _pair_off_cues(before: AnnotatedSentence, lost: set[int], after: AnnotatedSentence, new: set[int]) -> None:
    """Remove the phrases of either side for which the other side has one that means the same.

    Those are restrictions ("only", "no one but"), conditions ("if", "provided that"), the authors' opinions ("I think",
    "in my view"), and quantifiers and hedges of almost one level if either denies a degree ("few", "not many").
    """
    for family in (Family.NARROWING, Family.SCOPE, Family.STRENGTH, Family.CONDITION):
        if family not in before.cues or family not in after.cues:
            continue
        waiting = [cue for cue in before.cues[family][:MAX_CUES] if _differs(cue, lost)]
        for cue in after.cues[family][:MAX_CUES]:
            if not _differs(cue, new):
                continue
            partner = next((other for other in waiting if _mean_the_same(before, other, after, cue)), None)
            if partner is not None:
                waiting.remove(partner)
                lost.difference_update(range(partner.first, partner.last))
                new.difference_update(range(cue.first, cue.last))


def _differs(cue: Cue, indices: set[int]) -> bool:
    return not indices.isdisjoint(range(cue.first, cue.last))


def _mean_the_same(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence, other_cue: Cue) -> bool:
    """Return whether two phrases of one family mean the same."""
    if cue.family is Family.NARROWING:
        return True
    if cue.family is Family.CONDITION:
        return _condition_level(sentence, cue) == _condition_level(other, other_cue)
    if abs(cue.level - other_cue.level) >= SHOWN_FROM:
        return False
    words = [
        {word.low for word in text.words[found.first : found.last]}
        for text, found in ((sentence, cue), (other, other_cue))
    ]
    if all(lows & sentence.lexicon.own_voice for lows in words):
        return True
    if any(lows & sentence.lexicon.degree_denials for lows in words):
        return cue.level == other_cue.level or cue.family is Family.SCOPE
    return cue.family is Family.SCOPE and all(
        not word.content
        for text, found in ((sentence, cue), (other, other_cue))
        for word in text.words[found.first : found.last]
    )


def _condition_level(sentence: AnnotatedSentence, cue: Cue) -> float:
    """Return the level of a condition: that of "unless" for "if" with a denial in its clause: "if it is not"."""
    if cue.level != IF_LEVEL:
        return cue.level
    _, last = clause_around(sentence, cue.last - 1)
    denials = sentence.cues.get(Family.NEGATOR, ())[:MAX_CUES]
    return UNLESS_LEVEL if any(cue.last <= denial.first < last for denial in denials) else IF_LEVEL


def _remove_pronouns(before: AnnotatedSentence, lost: set[int], after: AnnotatedSentence, new: set[int]) -> None:
    """Remove the personal pronouns unless one person replaced another: one pronoun more or less changes nothing."""
    persons = before.lexicon.persons
    old_places = [index for index in lost if before.words[index].low in persons]
    new_places = [index for index in new if after.words[index].low in persons]
    old_groups = {persons[before.words[index].low] for index in old_places}
    new_groups = {persons[after.words[index].low] for index in new_places}
    if not (old_groups and new_groups) or old_groups == new_groups:
        lost.difference_update(old_places)
        new.difference_update(new_places)


def _within(indices: set[int], span: tuple[int, int]) -> tuple[int, ...]:
    """Return the indices within a half-open span, in order."""
    return tuple([index for index in range(*span) if index in indices])


def _same_stem_other_word(
    before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords
) -> Iterator[Stretch]:
    """Yield the aligned words that share a stem and are no inflections of each other: "imported", "important"."""
    if before.lexicon.language != "english":
        return
    for one, two in zip(sorted(aligned.kept_before), sorted(aligned.kept_after), strict=True):
        old, young = before.words[one], after.words[two]
        if old.low != young.low and old.content and not _is_inflection(before, old.low, young.low, old.key):
            yield Stretch((one, one + 1), (two, two + 1), max(old.weight, young.weight), (one,), (two,))


def _is_inflection(sentence: AnnotatedSentence, one: str, other: str, key: str) -> bool:
    """Return whether two words with one key are forms of one word, or unified by a list of equivalents."""
    stem = sentence.lexicon.stem
    if key.startswith("#") or stem(one) != key or stem(other) != key:
        return True
    apart = sentence.lexicon.adverbs_apart
    if (one in apart) != (other in apart):
        return False
    return not _bases(american(one)).isdisjoint(_bases(american(other)))


def _bases(word: str) -> frozenset[str]:
    """Return the words that an English word may be an inflection of, by its ending; among them the word itself."""
    bases = {word}
    for ending, replacements in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            rest = word.removesuffix(ending)
            bases.update(rest + replacement for replacement in replacements)
            if ending in ("ed", "ing") and len(rest) > 2 and rest[-1] == rest[-2]:
                bases.add(rest[:-1])
    return frozenset(bases)


_ENDINGS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("ies", ("y", "ie")),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y", "ie")),
    ("ed", ("", "e")),
    ("ying", ("ie",)),
    ("ing", ("", "e")),
    ("ly", ("", "le", "l")),
    ("ily", ("y",)),
    ("ally", ("",)),
)
"""Endings of English inflections and adverbs, with what the base has in their place."""


def exchanged_places(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> tuple[Stretch, ...]:
    """Return the two words that exchanged places: "rich men help poor women", "poor men help rich women".

    The order of clauses, which moves several words, and of the items of a list changes nothing.
    """
    places: dict[tuple[str, str], tuple[int, int]] = {}
    exchanged: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for region in aligned.regions:
        for one, two in _single_words(before, region, after):
            keys = before.keys[one], after.keys[two]
            there = places.get((keys[1], keys[0]))
            if there is not None:
                exchanged.append((there, (one, two)))
            places.setdefault(keys, (one, two))
    if not exchanged:
        exchanged = _exchanged_names(before, after)
    if len(exchanged) != 1:
        return ()
    ((one, two), (three, four)) = exchanged[0]
    if _is_list(before, one, three) and _is_list(after, two, four):
        return ()
    return tuple(
        Stretch((i, i + 1), (j, j + 1), before.words[i].weight, (i,), (j,)) for i, j in ((one, two), (three, four))
    )


def _exchanged_names(
    before: AnnotatedSentence, after: AnnotatedSentence
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the places of two names or nouns that are the only content words in another place: "A sued B", "B sued A".

    The function word before each place is the same; a noun that takes its own along, as in "am Freitag", only moved.
    """
    if before.content != after.content:
        return []
    mine = [index for index, word in enumerate(before.words) if word.content]
    theirs = [index for index, word in enumerate(after.words) if word.content]
    if len(mine) != len(theirs):
        return []
    differing = [pair for pair in zip(mine, theirs, strict=True) if before.keys[pair[0]] != after.keys[pair[1]]]
    if len(differing) != 2:
        return []
    (one, two), (three, four) = differing
    if (before.keys[one], before.keys[three]) != (after.keys[four], after.keys[two]):
        return []
    if any(not _is_capital(sentence, index) for sentence, index in ((before, three), (after, four))):
        return []
    if any(_key_before(before, old) != _key_before(after, new) for old, new in differing):
        return []
    return [((one, two), (three, four))]


def _is_capital(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether a word that is no figure begins with a capital."""
    word = sentence.words[index]
    return not _is_figure(word) and sentence.text[word.start].isupper()


def _key_before(sentence: AnnotatedSentence, index: int) -> str:
    """Return the key of the word before a word if it is a function word; else empty."""
    previous = sentence.words[index - 1] if index else None
    return "" if previous is None or previous.content else previous.key


def _single_words(before: AnnotatedSentence, region: Region, after: AnnotatedSentence) -> list[tuple[int, int]]:
    """Return the one content word on each side of a region if both occur once in both sentences; else none."""
    if not region.has_two_sides:
        return []
    mine = [index for index in range(*region.before) if before.words[index].content]
    theirs = [index for index in range(*region.after) if after.words[index].content]
    if len(mine) != 1 or len(theirs) != 1:
        return []
    keys = before.keys[mine[0]], after.keys[theirs[0]]
    counts = (before.counts[key] for key in keys), (after.counts[key] for key in keys)
    return [(mine[0], theirs[0])] if all(count == 1 for side in counts for count in side) else []


def _is_list(sentence: AnnotatedSentence, one: int, other: int) -> bool:
    """Return whether two words are items of one list: a mark or "and" separates all content words between them."""
    first, last = min(one, other), max(one, other)
    separated = False
    for word in sentence.words[first + 1 : last + 1]:
        if word.mark or word.low in sentence.lexicon.joining:
            separated = True
        elif word.content:
            if not separated:
                return False
            separated = False
    return True


def shown_span(sentence: AnnotatedSentence, span: tuple[int, int], differing: Sequence[int]) -> str:
    """Return the words of one side of a stretch to be shown, without clause marks at either end.

    A short side is shown whole, of a longer one the words from the first to the last that differs.
    """
    first, last = span
    if last - first > MAX_WHOLE_WORDS:
        first, last = (differing[0], differing[-1] + 1) if differing else (first, first)
    while first < last and sentence.words[first].mark:
        first += 1
    while first < last and sentence.words[last - 1].mark:
        last -= 1
    return sentence.span(first, last)
