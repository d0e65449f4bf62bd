"""The actor of a claim: another name or person in the actor's position, with the rest of the sentence shared.

There is no parser, so the rules are cautious: the actor is what precedes the first certain verb, or follows "by". Only
names and the persons who speak or are spoken of ("we", "they") count; "he" for a name is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evolve.classify.cue_targets import AlignedWords
from evolve.classify.sentence import AnnotatedSentence, Word
from evolve.model import Change, Kind

MIN_SHARED_CONTENT = 0.5
"""Minimum share of the shorter sentence's content words, without the actor, that both sentences must have."""
MAX_ACTOR_END = 8
"""Maximum word index at which an actor ends."""
MAX_ACTOR_WORDS = 6
"""Maximum number of words of an actor."""


def actor_changes(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Iterator[Change]:
    """Yield at most one change of actor; none for a language without a list of auxiliaries."""
    if not before.lexicon.auxiliaries or not aligned.regions:
        return
    shared = len(before.content & after.content)
    names = before.lexicon.plain_nouns
    for region in aligned.regions:
        (a, b), (c, d) = region.before, region.after
        if not (a < b and c < d) or b - a > MAX_ACTOR_WORDS or d - c > MAX_ACTOR_WORDS:
            continue
        old_actor, new_actor = _actor_words(before, a, b, after, names), _actor_words(after, c, d, before, names)
        if not old_actor or not new_actor or not _are_different_actors(old_actor, new_actor, before):
            continue
        rest = min(
            len(before.content) - sum(w.content for w in old_actor),
            len(after.content) - sum(w.content for w in new_actor),
        )
        if shared < max(1.0, MIN_SHARED_CONTENT * rest):
            continue
        in_front = b <= MAX_ACTOR_END and d <= MAX_ACTOR_END and _is_actor(before, a, b) and _is_actor(after, c, d)
        by = _follows_by(before, a) and _follows_by(after, c)
        if in_front or by:
            yield Change(Kind.ACTOR, before.span(a, b), after.span(c, d))
            return
    if names:
        yield from _swapped_names(before, after)


def _actor_words(
    sentence: AnnotatedSentence, first: int, last: int, other: AnnotatedSentence, names: bool
) -> list[Word]:
    """Return the names and persons among the words; empty if a verb is among them too."""
    words = sentence.words[first:last]
    if any(word.low in sentence.lexicon.auxiliaries or word.mark for word in words):
        return []
    return [
        word
        for index, word in enumerate(words, first)
        if word.low in sentence.lexicon.pronouns
        or (_role(word, sentence) is not None and index + 1 == last)
        or (names and (word.name or _starts_with_name(sentence, index, other)))
    ]


def _starts_with_name(sentence: AnnotatedSentence, index: int, other: AnnotatedSentence) -> bool:
    """Return whether the first word is a name, or an actor by itself: it directly precedes a verb and is no plural.

    A word is a name too if the other sentence capitalises it inside, or if another name follows.
    """
    if (
        index
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


def _are_different_actors(old: Sequence[Word], new: Sequence[Word], sentence: AnnotatedSentence) -> bool:
    """Return whether the two groups of words name different actors, and no pronoun may refer to the other's name."""
    lows = {word.low for word in old}, {word.low for word in new}
    if {word.key for word in old} & {word.key for word in new}:
        return False
    persons = sentence.lexicon.pronouns
    groups = [{_role(word, sentence) for word in words} - {None} for words in (old, new)]
    # A name or "they" may refer to the government; "the opposition" cannot.
    if any(groups) and not (all(groups) and not groups[0] & groups[1]):
        return False
    return not any(
        lows_here <= sentence.lexicon.referring_pronouns and not lows_there & persons
        for lows_here, lows_there in (lows, tuple(reversed(lows)))
    )


def _role(word: Word, sentence: AnnotatedSentence) -> int | None:
    """Return the group of actors that a common noun belongs to."""
    return None if word.name else sentence.lexicon.roles.get(word.low, sentence.lexicon.roles.get(word.key))


def _follows_by(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether the words follow "by", with at most an article between."""
    return any(word.low == "by" for word in sentence.words[max(0, index - 2) : index] if not word.content)


def _is_actor(sentence: AnnotatedSentence, first: int, last: int) -> bool:
    """Return whether a verb follows the words: certainly, or most likely after a plural that begins the sentence."""
    if _precedes_verb(sentence, last):
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


def _precedes_verb(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether the word at this index is certainly a verb: an auxiliary, or lower-case with a verb's ending."""
    if index >= len(sentence.words):
        return False
    word = sentence.words[index]
    if word.low in sentence.lexicon.auxiliaries:
        return True
    return (
        word.content
        and not word.name
        and word.low == sentence.text[word.start : word.end]
        and word.low.endswith(("s", "ed"))
    )


def _swapped_names(before: AnnotatedSentence, after: AnnotatedSentence) -> Iterator[Change]:
    """Yield a change for two names that swapped places around the same active verb: "A struck B", "B struck A"."""
    for index_before in range(len(before.words) - 2):
        first, verb, last = before.words[index_before : index_before + 3]
        if (
            verb.name
            or not verb.content
            or not last.name
            or not (first.name or _starts_with_name(before, index_before, after))
        ):
            continue
        for index_after in range(len(after.words) - 2):
            if (last.key, verb.key, first.key) == after.keys[index_after : index_after + 3]:
                yield Change(
                    Kind.ACTOR, before.span(index_before, index_before + 1), after.span(index_after, index_after + 1)
                )
                return
