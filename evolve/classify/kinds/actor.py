"""The actor of a claim: another name or person in the actor's position, with the rest of the sentence shared.

There is no parser, so the rules are cautious: the actor is what precedes the first certain verb, or follows "by". Only
names and the persons who speak or are spoken of ("we", "they") count; "he" for a name is no change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from evolve.classify.cue_targets import AlignedWords
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence, Word
from evolve.model import Change, Kind
from evolve.text.words.frequency import zipf_table

MIN_SHARED_CONTENT = 0.5
"""Minimum share of the shorter sentence's content words, without the actor, that both sentences must have."""
MAX_CLAUSE_WORDS = 25
"""Maximum number of words after a verb that are searched for what is done to whom."""
AGENT = "by"
"""The word before the doer of a passive verb."""
MAX_AGENT_WORDS = 4
"""Maximum number of words of the doer after "by the"."""
MAX_ACTOR_END = 8
"""Maximum word index at which an actor ends."""
MAX_ACTOR_WORDS = 6
"""Maximum number of words of an actor."""


def actor_changes(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Iterator[Change]:
    """Yield at most one change of actor; none for a language without a list of auxiliaries."""
    if not before.lexicon.auxiliaries or before.keys == after.keys:
        return
    exchanged = _exchanged_roles(before, after) or _other_party(before, after)
    if exchanged:
        yield exchanged
        return
    shared = len(before.content & after.content)
    names = before.lexicon.plain_nouns
    for region in aligned.regions:
        (a, b), (c, d) = region.before, region.after
        if not (a < b and c < d) or b - a > MAX_ACTOR_WORDS or d - c > MAX_ACTOR_WORDS:
            continue
        if _is_agent(before, a, b) and _is_agent(after, c, d):
            yield Change(Kind.ACTOR, before.span(a, b), after.span(c, d))
            return
        old_actor, new_actor = _actor_words(before, a, b, after, names), _actor_words(after, c, d, before, names)
        if not old_actor or not new_actor or not _are_different_actors(old_actor, new_actor, before):
            continue
        rest = min(
            len(before.content) - sum(w.content for w in old_actor),
            len(after.content) - sum(w.content for w in new_actor),
        )
        if shared < max(1.0, MIN_SHARED_CONTENT * rest):
            continue
        end_before, end_after = _after_name(before, b), _after_name(after, d)
        in_front = (
            b <= MAX_ACTOR_END
            and d <= MAX_ACTOR_END
            and _is_actor(before, a, end_before)
            and _is_actor(after, c, end_after)
        )
        by = _follows_by(before, a) and _follows_by(after, c)
        if in_front or by:
            yield Change(Kind.ACTOR, before.span(a, b), after.span(c, d))
            return
    if names:
        yield from _swapped_names(before, after)


def _other_party(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of all or none of the parties to one of them: "each party may", "the client may"."""
    collectives = before.lexicon.collectives
    if not collectives or not before.words or not after.words:
        return None
    collective = before.words[0].low in collectives, after.words[0].low in collectives
    if collective[0] is collective[1]:
        return None
    ends = _subject_end(before), _subject_end(after)
    if not all(ends):
        return None
    subjects, rests = (
        [
            {word.key for word in sentence.words[slice(*span)] if word.content}
            for sentence, end in ((before, ends[0]), (after, ends[1]))
            for span in [(0, end) if is_subject else (end, len(sentence.words))]
        ]
        for is_subject in (True, False)
    )
    if not all(subjects) or subjects[0] & subjects[1]:
        return None
    if 2 * len(rests[0] & rests[1]) < max(len(rests[0]), len(rests[1]), 1):
        return None
    sentence, end = (before, ends[0]) if collective[0] else (after, ends[1])
    head = next(word for word in reversed(sentence.words[:end]) if word.content)
    if head.low not in sentence.lexicon.parties and _role(head, sentence) is None:
        return None
    return Change(Kind.ACTOR, before.span(0, ends[0]), after.span(0, ends[1]))


def _subject_end(sentence: AnnotatedSentence) -> int:
    """Return the index of the auxiliary after the subject that begins the sentence; 0 if none follows."""
    for index, word in enumerate(sentence.words[: MAX_ACTOR_WORDS + 1]):
        if word.low in sentence.lexicon.auxiliaries:
            return index
        if word.mark or word.low in sentence.lexicon.clause_starts:
            return 0
    return 0


def _after_name(sentence: AnnotatedSentence, index: int) -> int:
    """Return the index after the name that goes on at `index`: "Acme" and "Ltd"."""
    while index < len(sentence.words) and sentence.words[index].name:
        index += 1
    return index


def _is_agent(sentence: AnnotatedSentence, first: int, last: int) -> bool:
    """Return whether the words are a noun phrase after a passive verb, "by" and an article: "picked by the chiefs"."""
    words = sentence.words
    if not 0 < last - first <= MAX_AGENT_WORDS or first < 3:
        return False
    if not (words[first].content and words[last - 1].content) or words[first].key.startswith("#"):
        return False
    if any(word.mark or word.low in sentence.lexicon.auxiliaries for word in words[first:last]):
        return False
    article, by, verb = words[first - 1], words[first - 2], words[first - 3]
    ends = last == len(words) or not words[last].content
    return article.low in sentence.lexicon.articles and by.low == AGENT and verb.content and ends


def _exchanged_roles(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of two nouns that exchanged the parts of doer and done-to around one verb.

    "A sued B" and "B sued A", or "A was sued by B"; "B was sued by A" says the same. For a language with articles and
    without cases.
    """
    if not before.lexicon.plain_nouns or not before.lexicon.articles:
        return None
    parts_after = _parts_by_verb(after)
    for part in _parts_by_verb(before).values():
        other = parts_after.get(part.verb)
        if other is None or part.verb in before.lexicon.mutual:
            continue
        if part.doers & other.doers or not (part.doers & other.done_to and part.done_to & other.doers):
            continue
        old, new = _noun(before, part.doers & other.done_to), _noun(after, other.doers & part.done_to)
        if old.lower() != new.lower():
            return Change(Kind.ACTOR, old, new)
    return None


def is_other_voice(before: AnnotatedSentence, after: AnnotatedSentence) -> bool:
    """Return whether a verb is active in one sentence and passive in the other, with the same doer and done-to."""
    parts_after = _parts_by_verb(after)
    return any(
        part.passive is not other.passive and part.doers & other.doers and part.done_to & other.done_to
        for part in _parts_by_verb(before).values()
        if (other := parts_after.get(part.verb)) is not None
    )


class _Parts(NamedTuple):
    """The verb, the doer and the object of a clause, as the keys of content words."""

    verb: str
    doers: frozenset[str]
    done_to: frozenset[str]
    passive: bool


@lru_cache(maxsize=RECENT_SENTENCES)
def _parts_by_verb(sentence: AnnotatedSentence) -> dict[str, _Parts]:
    """Return the parts around every word that may be a verb, those of a verb that occurs twice left out.

    Cached, because one sentence occurs in many pairs.
    """
    found: dict[str, _Parts] = {}
    for part in _find_parts(sentence):
        if sentence.counts[part.verb] == 1:
            found[part.verb] = part
    return found


def _find_parts(sentence: AnnotatedSentence) -> Iterator[_Parts]:
    """Yield the parts around every word that may be a verb, with a noun right before it and one after it."""
    words, lexicon = sentence.words, sentence.lexicon
    for index, verb in enumerate(words):
        if not verb.content or verb.name or verb.key.startswith("#"):
            continue
        following = words[index + 1].low if index + 1 < len(words) else ""
        if following in lexicon.auxiliaries or following.endswith("ed"):
            # A noun before a verb: "rich farmers helped".
            continue
        first = index
        passive = False
        while first > max(0, index - MAX_ACTOR_WORDS) and (
            words[first - 1].low in lexicon.auxiliaries or words[first - 1].low.endswith("ly")
        ):
            first -= 1
            passive = passive or words[first].low in lexicon.passive
        left = _run_before(sentence, first)
        if not left or words[first - 1].low in lexicon.counting_denials:
            continue
        last = index + 1
        while (
            last < min(index + MAX_CLAUSE_WORDS, len(words))
            and not words[last].mark
            and words[last].low not in lexicon.clause_starts
        ):
            last += 1
        agent = next((i for i in range(index + 1, min(index + 4, last)) if words[i].low == AGENT), None)
        right = frozenset(word.key for word in words[index + 1 : last] if word.content)
        if passive and agent is not None and words[index + 1].low == AGENT:
            yield _Parts(verb.key, frozenset(word.key for word in words[agent:last] if word.content), left, True)
        elif not passive and right:
            yield _Parts(verb.key, left, right, False)


def _run_before(sentence: AnnotatedSentence, index: int) -> frozenset[str]:
    """Return the keys of the content words that end right before a word."""
    first = index
    while (
        first > max(0, index - MAX_ACTOR_WORDS)
        and sentence.words[first - 1].content
        and not sentence.words[first - 1].key.startswith("#")
    ):
        first -= 1
    return frozenset(sentence.keys[first:index])


def _noun(sentence: AnnotatedSentence, keys: Collection[str]) -> str:
    """Return the first word with one of the keys, as written."""
    index = next(index for index, key in enumerate(sentence.keys) if key in keys)
    return sentence.span(index, index + 1)


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
    if _is_finite(follows, sentence) and not _may_be_plural(sentence.words[0], sentence):
        return True
    return any(word.name and word.key == key for word in other.words) or (
        len(sentence.words) > 1 and sentence.words[1].name
    )


def _is_finite(low: str, sentence: AnnotatedSentence) -> bool:
    """Return whether a word after a noun is a verb: an auxiliary, a regular past tense or an irregular form."""
    lexicon = sentence.lexicon
    return (
        low in lexicon.auxiliaries
        or low in lexicon.inflections
        or (bool(lexicon.past_endings) and low.endswith(lexicon.past_endings))
    )


def _may_be_plural(word: Word, sentence: AnnotatedSentence) -> bool:
    """Return whether a word is the plural of a common noun rather than a name in "s", such as "Siemens"."""
    common = zipf_table(sentence.lexicon.language)
    return word.low.endswith("s") and (word.low in common or word.low.removesuffix("s") in common)


def _are_different_actors(old: Sequence[Word], new: Sequence[Word], sentence: AnnotatedSentence) -> bool:
    """Return whether the two groups of words name different actors, and no pronoun may refer to the other's name."""
    lows = {word.low for word in old}, {word.low for word in new}
    if {word.key for word in old} & {word.key for word in new}:
        return False
    persons, alike = sentence.lexicon.pronouns, sentence.lexicon.alike
    if {alike[low] for low in lows[0] & alike.keys()} & {alike[low] for low in lows[1] & alike.keys()}:
        return False
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
    if word.name:
        return None
    lexicon = sentence.lexicon
    group = lexicon.roles.get(word.low, lexicon.roles.get(word.key))
    if group is None:
        return next((number for ending, number in lexicon.role_endings.items() if word.low.endswith(ending)), None)
    return group


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
    lexicon = sentence.lexicon
    if word.low in lexicon.auxiliaries:
        return True
    return (
        word.content
        and not word.name
        and word.low == sentence.text[word.start : word.end]
        and (
            word.low in lexicon.inflections or (bool(lexicon.verb_endings) and word.low.endswith(lexicon.verb_endings))
        )
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
