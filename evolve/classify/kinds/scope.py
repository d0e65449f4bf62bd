"""How firmly a claim is made, and about how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evolve.classify.cue_targets import (
    SHOWN_FROM,
    AlignedWords,
    CuesFound,
    changed_cues,
    clause_around,
    cues_of_kept,
    in_context,
    keys_after,
    phrase,
)
from evolve.classify.kinds.strength import _REPORTS
from evolve.classify.lexicon import Family
from evolve.classify.sentence import AnnotatedSentence, Cue
from evolve.model import Change, Kind

BARE = 4.0
"""The scope of a noun that no quantifier goes with, between "most" and "all"."""
MANY = 2.0
"""The scope of "many", from which on a quantifier may say that there are some, and nothing of all."""
SINGLE = 1.0
"""The scope of a noun with "a" or "one"."""
COUNTED_FROM = 4
"""How many words before a noun a figure may stand that counts it: "two thirds of the"."""


def scope_changes(before: AnnotatedSentence, after: AnnotatedSentence, pair: AlignedWords) -> Iterator[Change]:
    """At most one change: another quantifier with the same noun, or a restriction that came or went."""
    families = (Family.SCOPE, Family.NARROWING)
    if not any(family in sentence.cues for sentence in (before, after) for family in families):
        return
    one = _by_head(before, cues_of_kept(before, Family.SCOPE, pair.kept_before, backwards=False))
    two = _by_head(after, cues_of_kept(after, Family.SCOPE, pair.kept_after, backwards=False))
    denied = _denied_nouns(before) | _denied_nouns(after)
    for key in (*one, *(key for key in two if key not in one)):
        old, new = one.get(key), two.get(key)
        if key in denied:
            continue
        if not (old and new) and (_is_counted(before, key) or _is_counted(after, key)):
            continue
        if old and not new and not _tells_of_all(before, old, after, two):
            continue
        if new and not old and not _tells_of_all(after, new, before, one):
            continue
        difference = (new[0].level if new else _bare_level(after, key)) - (
            old[0].level if old else _bare_level(before, key)
        )
        here = in_context(before, *old) if old else _bare(before, key)
        there = in_context(after, *new) if new else _bare(after, key)
        if abs(difference) >= SHOWN_FROM and here.lower() != there.lower():
            yield Change(Kind.SCOPE, here, there, "wider" if difference > 0 else "narrower")
            return
    narrow_one = changed_cues(before, Family.NARROWING, pair.kept_before)
    narrow_two = changed_cues(after, Family.NARROWING, pair.kept_after)
    if len(narrow_one) != len(narrow_two):
        yield Change(
            Kind.SCOPE,
            ", ".join(in_context(before, *found) for found in narrow_one),
            ", ".join(in_context(after, *found) for found in narrow_two),
            "narrower" if len(narrow_two) > len(narrow_one) else "wider",
        )


def _denied_nouns(sentence: AnnotatedSentence) -> frozenset[str]:
    """What "no" and "none of" go with: they tell of a denial, and of no scope."""
    return frozenset[str]().union(
        *(
            keys_after(sentence, cue)
            for cue in sentence.cues.get(Family.NEGATOR, ())
            if sentence.words[cue.first].low in sentence.lexicon.counting
        )
    )


def _by_head(sentence: AnnotatedSentence, found: CuesFound) -> dict[str, tuple[Cue, int]]:
    """By what they are about; "they are all" and "can all" say whom the verb is about, and count nothing.

    "Some argue" counts those who argue, and not what is argued.
    """
    verbs = sentence.lexicon.auxiliaries
    reporting = {cue.first for family in _REPORTS for cue in sentence.cues.get(family, ())}
    return {
        sentence.words[head].key: (cue, head)
        for cue, head in found
        if head not in reporting
        and not (
            cue.last - cue.first == 1 and cue.first and sentence.words[cue.first - 1].low in verbs and cue.level > BARE
        )
    }


def _tells_of_all(
    sentence: AnnotatedSentence, found: tuple[Cue, int], other: AnnotatedSentence, bound: Mapping[str, tuple[Cue, int]]
) -> bool:
    """Whether a quantifier says of how many what the other sentence says of a bare noun.

    "Everyone" goes with no noun, and "many" before anything but the doer says that there are many: "save many lives".
    """
    cue, head = found
    if sentence.words[cue.last - 1].low in sentence.lexicon.alone or _elsewhere(sentence, cue, other):
        return False
    known = {here for here, _ in bound.values()}
    if any(here not in known and abs(here.level - cue.level) < SHOWN_FROM for here in other.cues.get(Family.SCOPE, ())):
        return False
    there = other.keys.index(sentence.keys[head])
    return not SINGLE <= cue.level <= MANY or (_begins(sentence, cue.first) and _begins(other, there))


def _begins(sentence: AnnotatedSentence, at: int) -> bool:
    """Whether nothing but small words stands before a word in its clause, and no verb."""
    first, _ = clause_around(sentence, at, sentence.lexicon.clause_starts)
    return not any(word.content or word.low in sentence.lexicon.auxiliaries for word in sentence.words[first:at])


def _elsewhere(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence) -> bool:
    """Whether the other sentence counts the same by the same words in another place: "every day", "as many do"."""
    about = keys_after(sentence, cue)
    for there in other.cues.get(Family.SCOPE, ()):
        if phrase(other, there).lower() == phrase(sentence, cue).lower():
            counted = keys_after(other, there)
            if not counted or counted & about:
                return True
    return False


def _is_counted(sentence: AnnotatedSentence, key: str) -> bool:
    """Whether a figure says how many: "300 farmers", "two thirds of the farmers"; that is a change of number."""
    at = sentence.keys.index(key)
    counting = {figure.start for figure in sentence.figures if not figure.date}
    return any(word.start in counting for word in sentence.words[max(0, at - COUNTED_FROM) : at])


def _bare_level(sentence: AnnotatedSentence, key: str) -> float:
    """How many a noun without a quantifier is about: with "a" or "one" it is as particular as with "some"."""
    at = sentence.keys.index(key)
    single = any(word.low in sentence.lexicon.single for word in sentence.words[max(0, at - 3) : at])
    return SINGLE if single else BARE


def _bare(sentence: AnnotatedSentence, key: str) -> str:
    """The noun as written, with the small word before it."""
    at = sentence.keys.index(key)
    first = at - 1 if at and not sentence.words[at - 1].content and not sentence.words[at - 1].mark else at
    return sentence.span(first, at + 1)
