"""Who does it: another name or person where the doer stands, with the rest of the sentence shared.

There is no parser here, so the reading is shy: the doer is what stands in front of the first verb it can be sure of, or
after "by"; only names and the persons that speak or are spoken of ("we", "they") count; "he" for a name is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evolve.classify.cue_targets import AlignedWords
from evolve.classify.sentence import AnnotatedSentence, Word
from evolve.model import Change, Kind

SHARED = 0.5
"""The share of the shorter sentence's content, without the doer, that must stand in both."""
EARLY = 8
"""How many words in at most the doer ends."""
LONG = 6
"""How many words a doer is at most."""


def actor_changes(before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords) -> Iterator[Change]:
    """At most one change; English only, where a capital marks a name."""
    if not before.lexicon.auxiliaries or not pair.regions:
        return
    shared = len(before.content & after.content)
    names = before.lexicon.plain_nouns
    for region in pair.regions:
        (a, b), (c, d) = region.before, region.after
        if not (a < b and c < d) or b - a > LONG or d - c > LONG:
            continue
        one, two = _doer(before, a, b, after, names), _doer(after, c, d, before, names)
        if not one or not two or not _differ(one, two, before):
            continue
        rest = min(len(before.content) - sum(w.content for w in one), len(after.content) - sum(w.content for w in two))
        if shared < max(1.0, SHARED * rest):
            continue
        in_front = b <= EARLY and d <= EARLY and _is_doer(before, a, b) and _is_doer(after, c, d)
        by = _after_by(before, a) and _after_by(after, c)
        if in_front or by:
            yield Change(Kind.ACTOR, before.span(a, b), after.span(c, d))
            return
    if names:
        yield from _swapped(before, after)


def _doer(sentence: AnnotatedSentence, first: int, last: int, other: AnnotatedSentence, names: bool) -> list[Word]:
    """The names and persons among the words; none where a verb stands among them too."""
    words = sentence.words[first:last]
    if any(word.low in sentence.lexicon.auxiliaries or word.mark for word in words):
        return []
    return [
        word
        for at, word in enumerate(words, first)
        if word.low in sentence.lexicon.pronouns
        or (_role(word, sentence) is not None and at + 1 == last)
        or (names and (word.name or _name_at_the_start(sentence, at, other)))
    ]


def _name_at_the_start(sentence: AnnotatedSentence, at: int, other: AnnotatedSentence) -> bool:
    """Whether the first word is a name, or a doer by itself: it stands bare before a verb, and is no plural.

    A name too is what the other sentence writes with a capital inside, and what another name follows.
    """
    if (
        at
        or not sentence.words
        or not sentence.text[sentence.words[0].start].isupper()
        or not sentence.words[0].content
    ):
        return False
    if sentence.words[0].key.startswith("#"):
        return False
    key = sentence.words[0].key
    if any(word.key == key and not word.name for word in other.words[1:]):
        return False
    follows = sentence.words[1].low if len(sentence.words) > 1 else ""
    if (follows in sentence.lexicon.auxiliaries or follows.endswith("ed")) and not sentence.words[0].low.endswith("s"):
        return True
    return any(word.name and word.key == key for word in other.words) or (
        len(sentence.words) > 1 and sentence.words[1].name
    )


def _differ(one: Sequence[Word], two: Sequence[Word], sentence: AnnotatedSentence) -> bool:
    lows = {word.low for word in one}, {word.low for word in two}
    if {word.key for word in one} & {word.key for word in two}:
        return False
    persons = sentence.lexicon.pronouns
    groups = [{_role(word, sentence) for word in words} - {None} for words in (one, two)]
    # A name or "they" may be the government; the opposition is not.
    if any(groups) and not (all(groups) and not groups[0] & groups[1]):
        return False
    return not any(
        here <= sentence.lexicon.stand_ins and not there & persons for here, there in (lows, tuple(reversed(lows)))
    )


def _role(word: Word, sentence: AnnotatedSentence) -> int | None:
    """Which group of those who act a common noun is of."""
    return None if word.name else sentence.lexicon.roles.get(word.low, sentence.lexicon.roles.get(word.key))


def _after_by(sentence: AnnotatedSentence, at: int) -> bool:
    """Whether the words stand after "by", with at most an article between."""
    return any(word.low == "by" for word in sentence.words[max(0, at - 2) : at] if not word.content)


def _is_doer(sentence: AnnotatedSentence, first: int, last: int) -> bool:
    """Whether a verb follows the words: surely, or most likely after a plural that begins the sentence."""
    if _verb_follows(sentence, last):
        return True
    begins = first == 0 or (first == 1 and not sentence.words[0].content)
    plural = _role(sentence.words[last - 1], sentence) is not None and sentence.words[last - 1].low.endswith("s")
    return (
        begins
        and plural
        and last < len(sentence.words)
        and sentence.words[last].content
        and not sentence.words[last].name
    )


def _verb_follows(sentence: AnnotatedSentence, at: int) -> bool:
    """Whether the next word is surely a verb: an auxiliary, or a small word that ends like a verb."""
    if at >= len(sentence.words):
        return False
    word = sentence.words[at]
    if word.low in sentence.lexicon.auxiliaries:
        return True
    return (
        word.content
        and not word.name
        and word.low == sentence.text[word.start : word.end]
        and word.low.endswith(("s", "ed"))
    )


def _swapped(before: AnnotatedSentence, after: AnnotatedSentence) -> Iterator[Change]:
    """Two names that changed places around the same word, without a passive: "A struck B", "B struck A"."""
    for one in range(len(before.words) - 2):
        first, verb, last = before.words[one : one + 3]
        if verb.name or not verb.content or not last.name or not (first.name or _name_at_the_start(before, one, after)):
            continue
        for two in range(len(after.words) - 2):
            if (last.key, verb.key, first.key) == after.keys[two : two + 3]:
                yield Change(Kind.ACTOR, before.span(one, one + 1), after.span(two, two + 1))
                return
