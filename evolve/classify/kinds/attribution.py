"""Who is made to answer for a claim: the authors themselves, a source, a quoted speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from evolve.classify.cue_targets import clause_around, phrase
from evolve.classify.lexicon import Family
from evolve.classify.sentence import AnnotatedSentence, Cue
from evolve.model import Change, Kind

QUOTED_WORDS = 3
"""Content words from which words in quotation marks are a quotation and not a word used at a distance."""
SHARED = 0.5
"""The share of the shorter sentence's content that must stand in both: else the claim itself is another."""
_NO_VERB_AFTER = frozenset(
    {"", "to", "could", "can", "might", "the", "a", "this", "that", "his", "her", "their", "its"}
)
"""After these "claim that" is a noun, or something one could say and nobody said."""
_HALVES = frozenset({";", "—"})
IN_HALF = 1 / 3
"""The share of what is said in a report that must stand in the other sentence for it to be about the same."""
_ATTRIBUTING = frozenset({Family.SOURCE, Family.HEARSAY, Family.REPORT, Family.REPORT_THAT})
OWN = "in own voice"
TAIL = 5
"""How many words at most a report at the end of a sentence has: ", the engineers in Bergen say"."""
FRAME = 8
"""How many words at most stand before the verb of "In the first edition I wrote that", and between it and "that"."""
NEAR = 5
"""How many words around a reporting verb name its speaker."""


def attribution_changes(before: AnnotatedSentence, after: AnnotatedSentence) -> Iterator[Change]:
    """At most one change."""
    one, two = _reports(before, after), _reports(after, before)
    quoted_one, quoted_two = _quoted(before, after), _quoted(after, before)
    earlier_one, earlier_two = _own_earlier_words(before), _own_earlier_words(after)
    opinions = Family.HELD in before.cues or Family.HELD in after.cues
    if not (one or two or quoted_one or quoted_two or earlier_one or earlier_two or opinions):
        return
    if len(before.content & after.content) < SHARED * min(len(before.content), len(after.content)):
        return
    if bool(quoted_one) != bool(quoted_two):
        if quoted_two:
            yield Change(Kind.ATTRIBUTION, "", quoted_two, "now quoted")
        else:
            yield Change(Kind.ATTRIBUTION, quoted_one, "", "no longer quoted" if two else "now in own voice")
    elif bool(one) != bool(two):
        yield from _came_or_went(before, one, after, two)
    elif one and two:
        speakers = [_speaker(before, cue) for cue in one], [_speaker(after, cue) for cue in two]
        old = {key: word for found in speakers[0] for key, word in found.items()}
        new = {key: word for found in speakers[1] for key, word in found.items()}
        if old and new and not old.keys() & new.keys():
            yield Change(Kind.ATTRIBUTION, " ".join(old.values()), " ".join(new.values()), "other speaker")
    elif bool(earlier_one) != bool(earlier_two):
        yield Change(
            Kind.ATTRIBUTION, earlier_one, earlier_two, "now as said earlier" if earlier_two else "now in own voice"
        )
    else:
        yield from _opinion_changes(before, after)


def _came_or_went(
    before: AnnotatedSentence, one: Sequence[Cue], after: AnnotatedSentence, two: Sequence[Cue]
) -> Iterator[Change]:
    """A report on one side alone: own voice on the other, if nobody holds the claim there in another way."""
    reporting, cue, other = (after, two[0], before) if two else (before, one[0], after)
    attributed = _attributed_to_others(other)
    report_words = phrase(reporting, cue)
    if not attributed:
        yield Change(
            Kind.ATTRIBUTION,
            "" if two else report_words,
            report_words if two else "",
            f"now {'reported' if two else OWN}",
        )
    elif cue.family is not Family.SOURCE and (attitude := next((cue for cue in attributed if _is_attitude(cue)), None)):
        attitude_words = phrase(other, attitude)
        if two:
            yield Change(Kind.ATTRIBUTION, attitude_words, report_words, "now stated")
        else:
            yield Change(Kind.ATTRIBUTION, report_words, attitude_words, "no longer stated")


def _is_attitude(cue: Cue) -> bool:
    """Whether somebody only hopes, fears or doubts it."""
    return cue.family is Family.HELD and cue.level < 0


def _opinion_changes(before: AnnotatedSentence, after: AnnotatedSentence) -> Iterator[Change]:
    """A claim in one's own voice that someone only hopes, fears or doubts in the other version."""
    one, two = _attitudes(before, after), _attitudes(after, before)
    if two and not _attributed_to_others(before):
        yield Change(Kind.ATTRIBUTION, "", phrase(after, two[0]), "no longer stated")
    elif one and not _attributed_to_others(after):
        yield Change(Kind.ATTRIBUTION, phrase(before, one[0]), "", f"now {OWN}")


def _attributed_to_others(sentence: AnnotatedSentence) -> list[Cue]:
    """The words by which somebody else holds, shows or denies something."""
    families = (Family.HELD, Family.REPORT, Family.REPORT_THAT)
    return [
        *(cue for family in families for cue in sentence.cues.get(family, ()) if not _in_own_voice(sentence, cue)),
        *sentence.cues.get(Family.HEARSAY, ()),
    ]


def _attitudes(sentence: AnnotatedSentence, other: AnnotatedSentence) -> list[Cue]:
    """Those by which somebody else hopes, fears or doubts what the other sentence says too."""
    return [
        cue
        for cue in sentence.cues.get(Family.HELD, ())
        if _is_attitude(cue)
        and _takes_a_claim(sentence, cue)
        and not _in_own_voice(sentence, cue)
        and _about_the_same(sentence, cue, other)
    ]


def _reports(sentence: AnnotatedSentence, other: AnnotatedSentence) -> list[Cue]:
    """The cues that lay what both sentences say on someone else; what "I" or "we" say is one's own voice."""
    if sentence.cues.keys().isdisjoint(_ATTRIBUTING):
        return []
    out = list(sentence.cues.get(Family.SOURCE, ()))
    out += [cue for cue in sentence.cues.get(Family.HEARSAY, ()) if _takes_a_claim(sentence, cue)]
    out += [
        cue
        for cue in sentence.cues.get(Family.REPORT, ())
        if not _in_own_voice(sentence, cue) and not _passive(sentence, cue)
    ]
    out += [
        cue
        for cue in sentence.cues.get(Family.REPORT_THAT, ())
        if _takes_a_claim(sentence, cue) and not _in_own_voice(sentence, cue)
    ]
    return [cue for cue in out if _about_the_same(sentence, cue, other)]


def _takes_a_claim(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Whether a verb stands before a claim, with "that" or without, or beside one between commas."""
    words = sentence.words
    leads = words[cue.first - 1].low if cue.first else ""
    if leads in _NO_VERB_AFTER and cue.family is not Family.HEARSAY:
        return False
    if cue.last == len(words) or words[cue.last].mark:
        # "The dam will hold, engineers say."
        return any(word.mark for word in words[max(0, cue.first - TAIL) : cue.first])
    if words[cue.last].low in sentence.lexicon.that:
        return True
    for at in range(cue.last, min(cue.last + NEAR, len(words))):
        word = words[at]
        if word.mark or word.low in sentence.lexicon.clause_starts:
            return False
        if word.low in sentence.lexicon.auxiliaries:
            return at > cue.last
    return False


def _about_the_same(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence) -> bool:
    """Whether the half of the sentence a cue stands in says something that the other sentence says too."""
    words, starts = sentence.words, sentence.lexicon.clause_starts - sentence.lexicon.that
    first, last = cue.first, cue.last
    follows = _claim_after(sentence, cue)
    while not follows and first and words[first - 1].low not in _HALVES and words[first - 1].low not in starts:
        first -= 1
    named = cue.family is not Family.SOURCE
    while last < len(words) and words[last].low not in _HALVES:
        if words[last].mark and last + 1 < len(words):
            # What "According to the inspectors, when" tells begins after its comma.
            if named and words[last + 1].low in starts:
                break
            named = True
        last += 1
    keys = [words[at].key for at in range(first, last) if words[at].content and not cue.first <= at < cue.last]
    if len(keys) <= 1 and not follows:
        return True
    if not keys:
        return False
    return sum(key in other.content for key in keys) >= IN_HALF * len(keys)


def _claim_after(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Whether a verb after a clause put in between has its claim behind it: "The mayor, who was away, says it is"."""
    words = sentence.words
    if cue.family is Family.SOURCE or not cue.first or not words[cue.first - 1].mark:
        return False
    for word in words[cue.last :]:
        if word.mark:
            return False
        if word.low in sentence.lexicon.auxiliaries or word.low in sentence.lexicon.that:
            return True
    return False


def _in_own_voice(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Whether the authors themselves are those who say it."""
    if any(word.low in sentence.lexicon.own_voice for word in sentence.words[max(0, cue.first - 3) : cue.first]):
        return True
    return (
        cue.last < len(sentence.words)
        and sentence.words[cue.last].low in sentence.lexicon.own_voice & sentence.lexicon.pronouns
    )


def _own_earlier_words(sentence: AnnotatedSentence) -> str:
    """The words that give a claim as what the authors once held: "In the first edition I wrote that"; else empty.

    What they say now is their own voice, and so is "as I wrote".
    """
    for cue in (*sentence.cues.get(Family.REPORT, ()), *sentence.cues.get(Family.REPORT_THAT, ())):
        if sentence.words[cue.first].low not in sentence.lexicon.once or not _in_own_voice(sentence, cue):
            continue
        first, _ = clause_around(sentence, cue.first)
        if cue.first - first > FRAME or any(
            word.low in sentence.lexicon.affirms for word in sentence.words[first : cue.first]
        ):
            continue
        for at in range(cue.last, min(cue.last + FRAME, len(sentence.words))):
            if sentence.words[at].low in sentence.lexicon.that:
                return sentence.span(first, at).rstrip(", ")
    return ""


def _passive(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Whether the verb is a passive without a speaker: "will be mentioned below"."""
    if cue.last - cue.first > 1 or (cue.last < len(sentence.words) and sentence.words[cue.last].low == "by"):
        return False
    return any(word.low in sentence.lexicon.passive for word in sentence.words[max(0, cue.first - 3) : cue.first])


def _speaker(sentence: AnnotatedSentence, cue: Cue) -> dict[str, str]:
    """The names around a reporting verb or after "according to", by key and as written; of "Mr Hale" the last."""
    first = cue.last if cue.family is Family.SOURCE else max(0, cue.first - NEAR)
    if cue.first == 1 and cue.family is not Family.SOURCE and sentence.words[0].content:
        return {sentence.words[0].key: sentence.text[sentence.words[0].start : sentence.words[0].end]}
    for near in (sentence.words[first : cue.first], sentence.words[cue.last : cue.last + NEAR]):
        found = {
            word.key: sentence.text[word.start : word.end]
            for word, follows in zip_longest(near, near[1:])
            if word.name and not (follows and follows.name)
        }
        if found:
            return found
    if cue.family is not Family.SOURCE and cue.first and sentence.words[0].content and cue.first <= 2:
        return {sentence.words[0].key: sentence.text[sentence.words[0].start : sentence.words[0].end]}
    return {}


def _quoted(sentence: AnnotatedSentence, other: AnnotatedSentence) -> str:
    """The quotation most of whose content the other sentence has too; empty without one."""
    for start, end in sentence.quotes:
        keys = {word.key for word in sentence.words if word.content and start <= word.start < end}
        if len(keys) >= QUOTED_WORDS and len(keys & other.content) >= len(keys) / 2:
            return sentence.text[start:end]
    return ""
