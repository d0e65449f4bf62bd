"""The scope of a claim: the first of all its changes, and those of quantifiers, restrictions and conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evolve.classify.cue_targets import (
    SHOWN_FROM,
    AlignedWords,
    CuesFound,
    changed_cues,
    in_context,
    kept_cues,
    phrase,
    target_keys,
)
from evolve.classify.kinds.recurrence import RecurrenceChange
from evolve.classify.kinds.strength import REPORTING_FAMILIES
from evolve.classify.kinds.superlatives import begins_one_of, superlative_change
from evolve.classify.kinds.widening import has_own_modifier, widening_change
from evolve.classify.lexicon import EVERY_LEVEL, Family
from evolve.classify.places import clause_around, first_places
from evolve.classify.sentence import AnnotatedSentence, Cue
from evolve.classify.shared_claims import MIN_SHARED_CONTENT, are_about_the_same, is_in_shared_clause
from evolve.model import Change, Kind

BARE_LEVEL = 4.0
"""The scope level of a noun without a quantifier, between "most" and "all"."""
MANY_LEVEL = 2.0
"""The scope level of "many". From `SINGULAR_LEVEL` to it a quantifier may only state that there are some."""
SINGULAR_LEVEL = 1.0
"""The scope level of a noun with "a" or "one"."""
MAX_CONDITIONS = 20
"""Maximum number of conditions of a sentence that are compared, so that an endless sentence takes no longer."""
WHETHER_LEVEL = 1.0
"""The level of conditions such as "if"."""
UNLESS_LEVEL = 3.0
"""The level of "unless"; those up to it begin a clause."""
EXCEPT_LEVEL = 4.0
"""The level of "except"."""
WITHOUT_LEVEL = 6.0
"""The level of "without", which is a condition beside a denial alone."""
COUNT_WINDOW = 4
"""Maximum distance, in words, between a figure and the noun it counts: "two thirds of the"."""


def scope_changes(
    before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords, recurring: RecurrenceChange
) -> Iterator[Change]:
    """Yield at most one change: another quantifier of the same noun, a restriction that was added or removed, or a
    claim about something that became one about more.

    Restrictions are words such as "only", conditions, exceptions and the times at which something recurs, whose change
    is `recurring`.
    """
    change = superlative_change(before, after)
    if not change and recurring.change and recurring.change.kind is Kind.SCOPE:
        change = recurring.change
    families = (Family.SCOPE, Family.NARROWING, Family.CONDITION)
    if not change and any(family in sentence.cues for sentence in (before, after) for family in families):
        change = (
            _quantifier_change(before, after, aligned, recurring.same)
            or _narrowing_change(before, after, aligned)
            or _condition_change(before, after, aligned)
        )
    change = change or widening_change(before, after)
    if change:
        yield change


def _quantifier_change(
    before: AnnotatedSentence,
    after: AnnotatedSentence,
    aligned: AlignedWords,
    same_times: tuple[frozenset[int], frozenset[int]] | None,
) -> Change | None:
    """Return the change of the first noun whose quantifier differs: "most farmers", "some farmers".

    `same_times` are the word indices of two phrases for the same times, whose nouns are left out: "all year round".
    """
    quantifiers_before = _quantifiers_by_noun(
        before, kept_cues(before, Family.SCOPE, aligned.kept_before, backwards=False)
    )
    quantifiers_after = _quantifiers_by_noun(after, kept_cues(after, Family.SCOPE, aligned.kept_after, backwards=False))
    denied_nouns = _denied_nouns(before) | _denied_nouns(after)
    more_than = _nouns_after_more_than(before) | _nouns_after_more_than(after)
    is_close = are_about_the_same(before, after)
    for key in (*quantifiers_before, *(key for key in quantifiers_after if key not in quantifiers_before)):
        old, new = quantifiers_before.get(key), quantifiers_after.get(key)
        if not (old and new) and key in more_than:
            continue
        if key in denied_nouns or (same_times and _is_within_times(old, new, same_times)):
            continue
        if not is_close and not (
            (old and is_in_shared_clause(before, old[0], after)) or (new and is_in_shared_clause(after, new[0], before))
        ):
            continue
        if not (old and new) and (_is_counted(before, key) or _is_counted(after, key)):
            continue
        if not (old and new) and _is_in_rewritten_words(old, new, before, after, aligned):
            continue
        if old and not new and not _quantifies_bare_noun(before, old, after, quantifiers_after):
            continue
        if new and not old and not _quantifies_bare_noun(after, new, before, quantifiers_before):
            continue
        difference = (new[0].level if new else _bare_noun_level(after, key)) - (
            old[0].level if old else _bare_noun_level(before, key)
        )
        shown_before = in_context(before, *old) if old else _bare_noun_phrase(before, key, after)
        shown_after = in_context(after, *new) if new else _bare_noun_phrase(after, key, before)
        if abs(difference) >= SHOWN_FROM and shown_before.lower() != shown_after.lower():
            return Change(Kind.SCOPE, shown_before, shown_after, "wider" if difference > 0 else "narrower")
    return None


def _is_within_times(
    old: tuple[Cue, int] | None, new: tuple[Cue, int] | None, times: tuple[frozenset[int], frozenset[int]]
) -> bool:
    """Return whether a quantifier belongs to a phrase for when something recurs."""
    return any(found and found[0].first in span for found, span in zip((old, new), times, strict=True))


def _is_in_rewritten_words(
    old: tuple[Cue, int] | None,
    new: tuple[Cue, int] | None,
    before: AnnotatedSentence,
    after: AnnotatedSentence,
    aligned: AlignedWords,
) -> bool:
    """Return whether a quantifier came or went with other content words in place of others: "writes the whole"."""
    found = old or new
    if found is None:
        return False
    cue, is_old = found[0], old is not None
    for region in aligned.regions:
        span = region.before if is_old else region.after
        if span[0] <= cue.first < span[1]:
            return all(
                any(sentence.words[i].content and not (is_own and cue.first <= i < cue.last) for i in range(*words))
                for sentence, words, is_own in ((before, region.before, is_old), (after, region.after, not is_old))
            )
    return False


def _narrowing_change(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Change | None:
    """Return the change of a restriction such as "only" that was added or removed."""
    if _count(before, Family.NARROWING) == _count(after, Family.NARROWING):
        return None
    narrowing_before = changed_cues(before, Family.NARROWING, aligned.kept_before)
    narrowing_after = changed_cues(after, Family.NARROWING, aligned.kept_after)
    narrowing_before = tuple(found for found in narrowing_before if not _is_kept_by(before, found[0], after))
    narrowing_after = tuple(found for found in narrowing_after if not _is_kept_by(after, found[0], before))
    if not are_about_the_same(before, after):
        narrowing_before = tuple(found for found in narrowing_before if is_in_shared_clause(before, found[0], after))
        narrowing_after = tuple(found for found in narrowing_after if is_in_shared_clause(after, found[0], before))
    if len(narrowing_before) == len(narrowing_after):
        return None
    return Change(
        Kind.SCOPE,
        ", ".join(in_context(before, *found) for found in narrowing_before),
        ", ".join(in_context(after, *found) for found in narrowing_after),
        "narrower" if len(narrowing_after) > len(narrowing_before) else "wider",
    )


def _count(sentence: AnnotatedSentence, family: Family) -> int:
    """Return the number of phrases of a family in a sentence."""
    return len(sentence.cues.get(family, ()))


def _is_kept_by(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence) -> bool:
    """Return whether a word that may be a restriction precedes the same word in the other sentence: "just one"."""
    if cue.last >= len(sentence.words) or other.plain_words.isdisjoint(other.lexicon.maybe_narrowing):
        return False
    return any(
        word.low in other.lexicon.maybe_narrowing and key == sentence.keys[cue.last]
        for word, key in zip(other.words, other.keys[1:], strict=False)
    )


def _nouns_after_more_than(sentence: AnnotatedSentence) -> frozenset[str]:
    """Return the keys of the words after phrases such as "not only"."""
    cues = sentence.cues.get(Family.MORE_THAN, ())
    return frozenset(sentence.keys[cue.last] for cue in cues if cue.last < len(sentence.keys))


def _condition_change(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Change | None:
    """Return the change of a condition or an exception that was added or removed."""
    conditions_before = _conditions(before, after, [(region.before, region.lost) for region in aligned.regions])
    conditions_after = _conditions(after, before, [(region.after, region.new) for region in aligned.regions])
    if bool(conditions_before) == bool(conditions_after):
        return None
    return Change(
        Kind.SCOPE,
        _restriction(before, *conditions_before[0]) if conditions_before else "",
        _restriction(after, *conditions_after[0]) if conditions_after else "",
        "narrower" if conditions_after else "wider",
    )


Span = tuple[int, int]
"""Half-open word indices."""


def _conditions(
    sentence: AnnotatedSentence, other: AnnotatedSentence, differing: Sequence[tuple[Span, Sequence[int]]]
) -> list[tuple[Cue, Span]]:
    """Return the conditions, exceptions and restrictions that only this sentence has, each with its changed region.

    They restrict what both sentences say: at least half of the other's content words are shared, and as large a part of
    what both say without conditions; no clause of its own begins between the region's start and the condition.
    """
    mine, theirs = sentence.content - _condition_keys(sentence), other.content - _condition_keys(other)
    shared = len(sentence.content & other.content)
    if 2 * shared < len(theirs) or 2 * shared < MIN_SHARED_CONTENT * (len(mine) + len(theirs)):
        return []
    lexicon = sentence.lexicon
    found = []
    families = [Family.CONDITION]
    if _count(sentence, Family.NARROWING) != _count(other, Family.NARROWING):
        families.append(Family.NARROWING)
    for family in families:
        cues = sentence.cues.get(family, ())[:MAX_CONDITIONS]
        for cue in (*cues, *_exceptions(sentence)) if family is Family.CONDITION else cues:
            index = cue.first if sentence.words[cue.first].low not in lexicon.idle else cue.last - 1
            region = next((span for span, indices in differing if index in indices), None)
            joined = sentence.words[region[0] : cue.first] if region else ()
            if region is None or any(word.low in lexicon.joining for word in joined):
                continue
            if _is_no_condition(sentence, cue) or (family is Family.NARROWING and _is_kept_by(sentence, cue, other)):
                continue
            if family is Family.CONDITION and cue.level <= UNLESS_LEVEL and _is_restated(sentence, cue, region, other):
                continue
            found.append((cue, region))
    return found


def _exceptions(sentence: AnnotatedSentence) -> list[Cue]:
    """Return the exceptions that "but" begins after "all" or "everyone": "all states but two"."""
    if sentence.plain_words.isdisjoint(sentence.lexicon.excepting):
        return []
    found = []
    for cue in sentence.cues.get(Family.SCOPE, ())[:MAX_CONDITIONS]:
        if cue.level < EVERY_LEVEL:
            continue
        for index in range(cue.last, min(cue.last + COUNT_WINDOW, len(sentence.words))):
            if sentence.words[index].mark:
                break
            if sentence.words[index].low in sentence.lexicon.excepting:
                found.append(Cue(Family.CONDITION, EXCEPT_LEVEL, index, index + 1))
                break
    return found


def _is_restated(sentence: AnnotatedSentence, cue: Cue, region: Span, other: AnnotatedSentence) -> bool:
    """Return whether only the beginning of a condition differs, and the other sentence has most of the rest."""
    end = clause_around(sentence, cue.last - 1)[1]
    rest = [sentence.keys[i] for i in range(region[1], end) if sentence.words[i].content]
    differing = any(sentence.words[i].content for i in range(cue.last, region[1]))
    return differing and bool(rest) and 2 * sum(key in other.content for key in rest) > len(rest)


def _condition_keys(sentence: AnnotatedSentence) -> frozenset[str]:
    """Return the keys of the words from each condition or exception to the end of its clause."""
    keys: set[str] = set()
    for cue in sentence.cues.get(Family.CONDITION, ())[:MAX_CONDITIONS]:
        _, last = clause_around(sentence, cue.last - 1)
        keys.update(sentence.keys[cue.first : last])
    return frozenset(keys)


def _is_no_condition(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether a phrase restricts nothing here: "asked if", and "without" in a sentence that denies nothing else.

    "Nobody may enter without a ticket" allows it to those with one; "children may enter without charge" and "all
    members without exception" restrict nobody.
    """
    lexicon = sentence.lexicon
    if cue.family is Family.CONDITION and cue.level == WHETHER_LEVEL:
        return bool(cue.first) and sentence.words[cue.first - 1].low in lexicon.before_whether
    if cue.family is Family.CONDITION and cue.level == WITHOUT_LEVEL:
        conditions = {condition.first for condition in sentence.cues.get(Family.CONDITION, ())[:MAX_CONDITIONS]}
        return all(denial.first in conditions for denial in sentence.cues.get(Family.NEGATOR, ()))
    return False


def _restriction(sentence: AnnotatedSentence, cue: Cue, region: Span) -> str:
    """Return the words of a restriction to be shown: from the condition to the end of its region.

    "For residents only" begins before its last word.
    """
    first, last = cue.first, region[1]
    if cue.last == last or sentence.words[cue.last].mark:
        first = region[0]
    while first < last and sentence.words[first].mark:
        first += 1
    while first < last and sentence.words[last - 1].mark:
        last -= 1
    return sentence.span(first, last)


def _denied_nouns(sentence: AnnotatedSentence) -> frozenset[str]:
    """Return the keys of the nouns that "no" and "none of" go with: these are changes of negation, not of scope."""
    return frozenset[str]().union(
        *(
            target_keys(sentence, cue)
            for cue in sentence.cues.get(Family.NEGATOR, ())
            if sentence.words[cue.first].low in sentence.lexicon.counting_denials
        )
    )


def _quantifiers_by_noun(sentence: AnnotatedSentence, found: CuesFound) -> dict[str, tuple[Cue, int]]:
    """Return the quantifiers by the key of their noun, each with the index of that noun.

    In "they are all" and "can all" the quantifier refers to the subject of the verb; "some argue" counts those who
    argue, not what they argue. Both are left out.
    """
    verbs = sentence.lexicon.auxiliaries
    reporting = {cue.first for family in REPORTING_FAMILIES for cue in sentence.cues.get(family, ())}
    return {
        sentence.words[head].key: (cue, head)
        for cue, head in found
        if head not in reporting
        and not (
            cue.last - cue.first == 1
            and cue.first
            and sentence.words[cue.first - 1].low in verbs
            and cue.level > BARE_LEVEL
        )
    }


def _quantifies_bare_noun(
    sentence: AnnotatedSentence,
    found: tuple[Cue, int],
    other: AnnotatedSentence,
    bound_quantifiers: Mapping[str, tuple[Cue, int]],
) -> bool:
    """Return whether a quantifier restricts a noun that the other sentence uses without one.

    "Everyone" goes with no noun, and "many" anywhere but in the subject states that there are many: "save many lives".
    """
    cue, head = found
    if sentence.words[cue.last - 1].low in sentence.lexicon.nounless_quantifiers or _has_same_quantifier(
        sentence, cue, other
    ):
        return False
    bound_cues = {quantifier for quantifier, _ in bound_quantifiers.values()}
    if any(
        quantifier not in bound_cues and abs(quantifier.level - cue.level) < SHOWN_FROM
        for quantifier in other.cues.get(Family.SCOPE, ())
    ):
        return False
    index_there = first_places(other)[sentence.keys[head]]
    if (
        sentence.words[cue.first].low in sentence.lexicon.singular_quantifiers
        and not _is_bare_singular(sentence.words[head].low, other.words[index_there].low)
        and not (cue.last == head and has_own_modifier(other, index_there, sentence))
    ):
        # "Each author" and "authors" are as many.
        return False
    if begins_one_of(sentence, cue.first):
        # "One of the reasons", "the reason"; "one of the two reasons", "both reasons"; but "among the reasons".
        is_definite = index_there > 0 and (
            other.words[index_there - 1].low in other.lexicon.articles - other.lexicon.singular_markers
        )
        is_number = sentence.keys[head].startswith("#")
        return (is_definite or is_number) and not begins_one_of(other, index_there - 2)
    return not SINGULAR_LEVEL <= cue.level <= MANY_LEVEL or (
        _opens_clause(sentence, cue.first) and _opens_clause(other, index_there)
    )


def _is_bare_singular(counted: str, bare: str) -> bool:
    """Return whether the noun without a quantifier is no longer than the counted one, and so no plural of it."""
    return len(bare) <= len(counted)


def _opens_clause(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether only function words that are no auxiliaries precede a word in its clause."""
    first, _ = clause_around(sentence, index, sentence.lexicon.clause_starts)
    return not any(word.content or word.low in sentence.lexicon.auxiliaries for word in sentence.words[first:index])


def _has_same_quantifier(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence) -> bool:
    """Return whether the other sentence has the same quantifier for the same noun, or for none: "every day"."""
    counted_here = target_keys(sentence, cue)
    for quantifier in other.cues.get(Family.SCOPE, ()):
        counted = target_keys(other, quantifier)
        if quantifier.level == cue.level and counted & counted_here:
            return True
        if not counted and phrase(other, quantifier).lower() == phrase(sentence, cue).lower():
            return True
    return False


def _is_counted(sentence: AnnotatedSentence, key: str) -> bool:
    """Return whether a figure counts the noun, a matter of number: "300 farmers", "two thirds of the farmers".

    "One" and "both" may be quantifiers too.
    """
    index = first_places(sentence)[key]
    counting = {figure.start for figure in sentence.figures if not (figure.date or (figure.soft and not figure.unit))}
    return any(word.start in counting for word in sentence.words[max(0, index - COUNT_WINDOW) : index])


def _bare_noun_level(sentence: AnnotatedSentence, key: str) -> float:
    """Return the scope level of a noun without a quantifier: that of "some" with "a", that of "all" with "any"."""
    index = first_places(sentence)[key]
    ahead = {word.low for word in sentence.words[max(0, index - 3) : index]}
    if ahead & sentence.lexicon.every_one:
        return EVERY_LEVEL
    return SINGULAR_LEVEL if ahead & sentence.lexicon.singular_markers else BARE_LEVEL


def _bare_noun_phrase(sentence: AnnotatedSentence, key: str, other: AnnotatedSentence) -> str:
    """Return the noun as written, with the function word before it or the modifier that the other sentence lacks."""
    index = first_places(sentence)[key]
    if has_own_modifier(sentence, index, other):
        return sentence.whole_span(index - 1, index + 1)
    previous = sentence.words[index - 1] if index else None
    is_shown = previous and not (previous.content or previous.mark or previous.low in sentence.lexicon.joining)
    return sentence.whole_span(index - 1 if is_shown else index, index + 1)
