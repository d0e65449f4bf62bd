"""The speaker of a claim: the authors themselves, a source, or a quoted speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import NamedTuple

from evolve.classify.cue_targets import Stretch, in_own_voice, phrase
from evolve.classify.lexicon import Family
from evolve.classify.places import clause_around
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence, Cue, Word
from evolve.classify.shared_claims import share_half
from evolve.model import Change, Kind
from evolve.text.words.frequency import zipf_table

MIN_QUOTED_WORDS = 4
"""Minimum number of content words in quotation marks for a quotation, as opposed to a word in scare quotes."""
_NO_VERB_AFTER = frozenset(
    {"", "to", "could", "can", "might", "the", "a", "this", "that", "his", "her", "their", "its"}
)
"""After these words "claim that" is a noun, or a statement that someone could make but nobody made."""
_HALF_MARKS = frozenset({";", "—"})
"""Marks that divide a sentence into halves."""
MIN_SHARED_IN_HALF = 1 / 3
"""Minimum share of a reported claim's content words that the other sentence must have to be about the same."""
_ATTRIBUTING = frozenset({Family.SOURCE, Family.HEARSAY, Family.REPORT, Family.REPORT_THAT})
OWN_VOICE = "in own voice"
MAX_TAIL_WORDS = 5
"""Maximum number of words of a report at the end of a sentence: ", the engineers in Bergen say"."""
MAX_LABEL_WORDS = 4
"""Maximum number of words before a colon that name a speaker."""
MAX_FRAME_WORDS = 8
"""Maximum number of words before the verb of "In the first edition I wrote that", and between it and "that"."""
SPEAKER_WINDOW = 5
"""Number of words around a reporting verb that are searched for its speaker."""


def attribution_changes(
    before: AnnotatedSentence, after: AnnotatedSentence, stretches: Sequence[Stretch]
) -> Iterator[Change]:
    """Yield at most one change of attribution; `stretches` are the words that change the claim."""
    named = _label_speaker_change(before, after) or _calling_change(before, after)
    if named:
        yield named
        return
    reports_before, reports_after = _reports(before, after), _reports(after, before)
    quoted_before, quoted_after = _shared_quotation(before, after), _shared_quotation(after, before)
    earlier_before, earlier_after = _own_earlier_report(before), _own_earlier_report(after)
    opinions = Family.HELD in before.cues or Family.HELD in after.cues
    if not (
        reports_before or reports_after or quoted_before or quoted_after or earlier_before or earlier_after or opinions
    ):
        return
    if not share_half(before, after):
        # The claim itself is another one.
        return
    if bool(quoted_before) != bool(quoted_after):
        if quoted_after:
            yield Change(Kind.ATTRIBUTION, "", quoted_after, "now quoted")
        else:
            yield Change(
                Kind.ATTRIBUTION, quoted_before, "", "no longer quoted" if reports_after else "now in own voice"
            )
    elif bool(reports_before) != bool(reports_after):
        yield from _one_sided_report(before, reports_before, after, reports_after)
    elif reports_before and reports_after:
        yield from _other_speaker(before, reports_before, after, reports_after, stretches)
    elif bool(earlier_before) != bool(earlier_after):
        yield Change(
            Kind.ATTRIBUTION,
            earlier_before,
            earlier_after,
            "now as said earlier" if earlier_after else "now in own voice",
        )
    else:
        yield from _opinion_changes(before, after)


def _label_speaker_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of the speaker before a colon at the start: "Mayor: The road is closed."."""
    labels = _words_before_colon(before), _words_before_colon(after)
    if not any(labels):
        return None
    contents = [
        {word.key for word in sentence.words[label:] if word.content}
        for sentence, label in ((before, labels[0]), (after, labels[1]))
    ]
    shared = contents[0] & contents[1]
    if 2 * len(shared) < max(len(contents[0]), len(contents[1]), 1):
        return None
    old, new = before.span(0, labels[0]), after.span(0, labels[1])
    keys = [set(sentence.keys[:label]) for sentence, label in ((before, labels[0]), (after, labels[1]))]
    if all(labels):
        return None if keys[0] & keys[1] else Change(Kind.ATTRIBUTION, old, new, "other speaker")
    sentence, other, label = (before, after, labels[0]) if labels[0] else (after, before, labels[1])
    if not _is_speaker(sentence, label) or (keys[0] | keys[1]) & other.content:
        return None
    return Change(Kind.ATTRIBUTION, old, new, "now reported" if labels[1] else f"now {OWN_VOICE}")


def _words_before_colon(sentence: AnnotatedSentence) -> int:
    """Return the number of words before a colon at the start that may name a speaker; 0 if there are none."""
    for index, word in enumerate(sentence.words[: MAX_LABEL_WORDS + 1]):
        if word.low == ":":
            first = [sentence.words[i].low for i in range(index)]
            written = sentence.text[word.end :].lstrip(" “\"„«'‘")
            fits = bool(first) and not sentence.lexicon.headings & set(first) and written[:1].isupper()
            return index if fits and sentence.words[index - 1].content else 0
        if word.mark or word.key.startswith("#") or word.low in sentence.lexicon.auxiliaries:
            return 0
    return 0


def _is_speaker(sentence: AnnotatedSentence, count: int) -> bool:
    """Return whether the first words name a person, a role or an institution."""
    words = sentence.words[:count]
    last = words[-1]
    written = sentence.span(0, count)
    is_uncommon = last.low not in zipf_table(sentence.lexicon.language)
    return (
        written.isupper()
        or any(word.low in sentence.lexicon.roles or word.low in sentence.lexicon.speakers for word in words)
        or any(word.name for word in words)
        or is_uncommon
    )


def _calling_change(before: AnnotatedSentence, after: AnnotatedSentence) -> Change | None:
    """Return the change of a description that one version gives as somebody's: "Critics call it a waste"."""
    found = [
        next((cue for cue in sentence.cues.get(Family.CALLING, ()) if not in_own_voice(sentence, cue)), None)
        for sentence in (before, after)
    ]
    if bool(found[0]) == bool(found[1]):
        return None
    sentence, other, cue = (after, before, found[1]) if found[1] else (before, after, found[0])
    assert cue is not None
    first, last = clause_around(sentence, cue.first)
    described = {word.key for word in sentence.words[cue.last : last] if word.content}
    speakers = {word.key for word in sentence.words[first : cue.first] if word.content}
    is_stated = any(word.low in other.lexicon.passive for word in other.words)
    if not speakers or speakers & other.content or not is_stated or not described:
        return None
    if 2 * len(described & other.content) < len(described) or 2 * len(described & other.content) < len(other.content):
        return None
    shown = sentence.span(first, cue.last)
    return Change(
        Kind.ATTRIBUTION,
        "" if found[1] else shown,
        shown if found[1] else "",
        f"now {'reported' if found[1] else OWN_VOICE}",
    )


def _other_speaker(
    before: AnnotatedSentence,
    reports_before: Sequence[Cue],
    after: AnnotatedSentence,
    reports_after: Sequence[Cue],
    stretches: Sequence[Stretch],
) -> Iterator[Change]:
    """Yield a change if a report that both sentences have is by another speaker: "Hale", "residents", "experts".

    Unless two names show it, the words around the reporting verb that differ do.
    """
    speakers = [_speaker(before, cue) for cue in reports_before], [_speaker(after, cue) for cue in reports_after]
    old_speakers = {key: word for found in speakers[0] for key, word in found.items()}
    new_speakers = {key: word for found in speakers[1] for key, word in found.items()}
    if old_speakers and new_speakers and not old_speakers.keys() & new_speakers.keys():
        yield Change(
            Kind.ATTRIBUTION, " ".join(old_speakers.values()), " ".join(new_speakers.values()), "other speaker"
        )
        return
    spans = [_speaker_span(before, cue) for cue in reports_before], [_speaker_span(after, cue) for cue in reports_after]
    for region in stretches:
        if not all(
            any(first <= span[0] and span[1] <= last for first, last in there)
            and any(_is_noun(sentence.words[index]) for index in differing)
            for sentence, span, differing, there in (
                (before, region.before, region.lost, spans[0]),
                (after, region.after, region.new, spans[1]),
            )
        ):
            continue
        yield Change(Kind.ATTRIBUTION, before.span(*region.before), after.span(*region.after), "other speaker")
        return


def _is_noun(word: Word) -> bool:
    return word.content and not word.key.startswith("#")


def _speaker_span(sentence: AnnotatedSentence, cue: Cue) -> tuple[int, int]:
    """Return the word indices of what names the speaker of a report: before the verb in its clause, or after it."""
    first, last = clause_around(sentence, cue.first)
    if cue.family is not Family.SOURCE and any(word.content for word in sentence.words[first : cue.first]):
        return first, cue.first
    return cue.last, min(last, cue.last + SPEAKER_WINDOW)


def _one_sided_report(
    before: AnnotatedSentence, reports_before: Sequence[Cue], after: AnnotatedSentence, reports_after: Sequence[Cue]
) -> Iterator[Change]:
    """Yield a change for a report on one side alone, unless the claim is attributed to others there in another way."""
    reporting, cue, other = (after, reports_after[0], before) if reports_after else (before, reports_before[0], after)
    attributed = _attributed_to_others(other)
    report_words = phrase(reporting, cue)
    if not attributed:
        yield Change(
            Kind.ATTRIBUTION,
            "" if reports_after else report_words,
            report_words if reports_after else "",
            f"now {'reported' if reports_after else OWN_VOICE}",
        )
    elif cue.family is not Family.SOURCE and (attitude := next((cue for cue in attributed if _is_attitude(cue)), None)):
        attitude_words = phrase(other, attitude)
        if reports_after:
            yield Change(Kind.ATTRIBUTION, attitude_words, report_words, "now stated")
        else:
            yield Change(Kind.ATTRIBUTION, report_words, attitude_words, "no longer stated")


def _is_attitude(cue: Cue) -> bool:
    """Return whether the cue shows that someone only hopes, fears or doubts the claim."""
    return cue.family is Family.HELD and cue.level < 0


def _opinion_changes(before: AnnotatedSentence, after: AnnotatedSentence) -> Iterator[Change]:
    """Yield a change for a claim that one version makes and the other only reports as hoped, feared or doubted."""
    attitudes_before, attitudes_after = _attitudes(before, after), _attitudes(after, before)
    if attitudes_after and not _attributed_to_others(before):
        yield Change(Kind.ATTRIBUTION, "", phrase(after, attitudes_after[0]), "no longer stated")
    elif attitudes_before and not _attributed_to_others(after):
        yield Change(Kind.ATTRIBUTION, phrase(before, attitudes_before[0]), "", f"now {OWN_VOICE}")


def _attributed_to_others(sentence: AnnotatedSentence) -> list[Cue]:
    """Return the cues by which someone else holds, shows or denies something."""
    families = (Family.HELD, Family.REPORT, Family.REPORT_THAT)
    return [
        *(
            cue
            for family in families
            for cue in sentence.cues.get(family, ())
            if not in_own_voice(sentence, cue) and not _ends_without_claim(sentence, cue)
        ),
        *sentence.cues.get(Family.HEARSAY, ()),
    ]


def _ends_without_claim(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether a word of opinion ends the sentence and no claim precedes: "language can corrupt thought"."""
    words = sentence.words
    if cue.family is Family.REPORT or cue.last < len(words):
        return False
    return not any(word.mark for word in words[max(0, cue.first - MAX_TAIL_WORDS) : cue.first])


def _attitudes(sentence: AnnotatedSentence, other: AnnotatedSentence) -> list[Cue]:
    """Return the cues by which someone else hopes, fears or doubts a claim that the other sentence makes too."""
    return [
        cue
        for cue in sentence.cues.get(Family.HELD, ())
        if _is_attitude(cue)
        and _introduces_claim(sentence, cue)
        and not in_own_voice(sentence, cue)
        and _shares_claim(sentence, cue, other)
    ]


def _reports(sentence: AnnotatedSentence, other: AnnotatedSentence) -> list[Cue]:
    """Return the cues that attribute a shared claim to someone else; "we say" is the authors' own voice."""
    if sentence.cues.keys().isdisjoint(_ATTRIBUTING):
        return []
    cues = [cue for cue in sentence.cues.get(Family.SOURCE, ()) if not _follows_a_thing(sentence, cue)]
    cues += [cue for cue in sentence.cues.get(Family.HEARSAY, ()) if _introduces_claim(sentence, cue)]
    cues += [
        cue
        for cue in sentence.cues.get(Family.REPORT, ())
        if not in_own_voice(sentence, cue) and not _is_agentless_passive(sentence, cue)
    ]
    cues += [
        cue
        for cue in sentence.cues.get(Family.REPORT_THAT, ())
        if _introduces_claim(sentence, cue) and not in_own_voice(sentence, cue)
    ]
    return [cue for cue in cues if _shares_claim(sentence, cue, other) and not _drops_that(sentence, cue, other)]


def _drops_that(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence) -> bool:
    """Return whether the cue is a verb and "that" and the other sentence has the verb alone: "recommended the fund"."""
    if sentence.words[cue.last - 1].low not in sentence.lexicon.claim_openers:
        return False
    verb = sentence.words[cue.first]
    return verb.content and verb.key in other.counts


def _follows_a_thing(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether nobody speaks in a phrase such as "according to the plan"."""
    ahead = sentence.words[cue.last : cue.last + SPEAKER_WINDOW]
    first = next((word for word in ahead if word.content or word.mark), None)
    return cue.last - cue.first > 1 and first is not None and first.low in sentence.lexicon.no_speakers


def _introduces_claim(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether a verb introduces a claim, with or without "that", or is set beside one between commas."""
    words = sentence.words
    previous = words[cue.first - 1].low if cue.first else ""
    if previous in _NO_VERB_AFTER and cue.family is not Family.HEARSAY:
        return False
    if cue.last == len(words) or words[cue.last].mark:
        # "The dam will hold, engineers say."
        ahead = range(max(0, cue.first - MAX_TAIL_WORDS), cue.first)
        mark = next((index for index in reversed(ahead) if words[index].mark), None)
        # In "the dam held, but two complained" another clause follows.
        return mark is not None and words[mark + 1].low not in sentence.lexicon.joining
    if (
        words[cue.last].low in sentence.lexicon.claim_openers
        or words[cue.last - 1].low in sentence.lexicon.claim_openers
    ):
        return True
    if cue.first and words[cue.first - 1].mark and len(words) - cue.last <= MAX_TAIL_WORDS:
        # "The dam will hold," wrote the engineer.
        return True
    for index in range(cue.last, min(cue.last + SPEAKER_WINDOW, len(words))):
        word = words[index]
        if word.mark or word.low in sentence.lexicon.clause_starts:
            return False
        if word.low in sentence.lexicon.auxiliaries:
            return index > cue.last
    return False


def _shares_claim(sentence: AnnotatedSentence, cue: Cue, other: AnnotatedSentence) -> bool:
    """Return whether the half of the sentence around the cue shares enough content words with the other sentence."""
    bounds = _claim_bounds(sentence)
    has_claim_after = _has_claim_after(sentence, cue)
    first = cue.first if has_claim_after else bounds.begins[bisect_right(bounds.begins, cue.first) - 1]
    last = cue.last
    if cue.family is Family.SOURCE:
        # In "According to the inspectors, when" the reported claim begins after the comma.
        mark = bounds.marks[bisect_left(bounds.marks, last)]
        last = mark if mark == len(sentence.words) or sentence.words[mark].low in _HALF_MARKS else mark + 1
    last = bounds.ends[bisect_left(bounds.ends, last)]
    content, shared = _content_counts(sentence, other)
    count = content[last] - content[first] - (content[cue.last] - content[cue.first])
    if count <= 1 and not has_claim_after:
        return True
    if not count:
        return False
    common = shared[last] - shared[first] - (shared[cue.last] - shared[cue.first])
    return common >= MIN_SHARED_IN_HALF * count


class _ClaimBounds(NamedTuple):
    """Sorted word indices at which the claims of a sentence may begin and end; the last end and mark follow its end."""

    begins: Sequence[int]
    ends: Sequence[int]
    marks: Sequence[int]


@lru_cache(maxsize=RECENT_SENTENCES)
def _claim_bounds(sentence: AnnotatedSentence) -> _ClaimBounds:
    """Return where the claims of a sentence may begin and end: at halves, and at clauses but those after "that"."""
    words, starts = sentence.words, sentence.lexicon.clause_starts - sentence.lexicon.claim_openers
    begins, ends, marks = [0], [], []
    for index, word in enumerate(words):
        is_half = word.low in _HALF_MARKS
        if is_half or word.low in starts:
            begins.append(index + 1)
        if is_half or (word.mark and index + 1 < len(words) and words[index + 1].low in starts):
            ends.append(index)
        if is_half or (word.mark and index + 1 < len(words)):
            marks.append(index)
    ends.append(len(words))
    marks.append(len(words))
    return _ClaimBounds(begins, ends, marks)


@lru_cache(maxsize=RECENT_SENTENCES)
def _content_counts(sentence: AnnotatedSentence, other: AnnotatedSentence) -> tuple[Sequence[int], Sequence[int]]:
    """Return the number of content words before each word, and of those that the other sentence has too."""
    content = list(accumulate((word.content for word in sentence.words), initial=0))
    shared = accumulate((word.content and word.key in other.content for word in sentence.words), initial=0)
    return content, list(shared)


def _has_claim_after(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether the claim follows the verb after an inserted clause: "The mayor, who was away, says it is"."""
    words = sentence.words
    if cue.family is Family.SOURCE or not cue.first or not words[cue.first - 1].mark:
        return False
    for word in words[cue.last :]:
        if word.mark:
            return False
        if word.low in sentence.lexicon.auxiliaries or word.low in sentence.lexicon.claim_openers:
            return True
    return False


def _own_earlier_report(sentence: AnnotatedSentence) -> str:
    """Return the words that present a claim as the authors' earlier one, else empty: "In the first edition I wrote
    that".

    Present-tense reports are the authors' own voice, and so is "as I wrote".
    """
    for cue in (*sentence.cues.get(Family.REPORT, ()), *sentence.cues.get(Family.REPORT_THAT, ())):
        if sentence.words[cue.first].low not in sentence.lexicon.past_reports or not in_own_voice(sentence, cue):
            continue
        first, _ = clause_around(sentence, cue.first)
        if cue.first - first > MAX_FRAME_WORDS or any(
            word.low in sentence.lexicon.affirmations for word in sentence.words[first : cue.first]
        ):
            continue
        for index in range(cue.last, min(cue.last + MAX_FRAME_WORDS, len(sentence.words))):
            if sentence.words[index].low in sentence.lexicon.claim_openers:
                return sentence.span(first, index).rstrip(", ")
    return ""


def _is_agentless_passive(sentence: AnnotatedSentence, cue: Cue) -> bool:
    """Return whether the verb is a passive without a speaker: "will be mentioned below"."""
    if cue.last - cue.first > 1 or (cue.last < len(sentence.words) and sentence.words[cue.last].low == "by"):
        return False
    for word in reversed(sentence.words[max(0, cue.first - 3) : cue.first]):
        if word.mark:
            return False
        if word.low in sentence.lexicon.passive:
            return True
    return False


def _speaker(sentence: AnnotatedSentence, cue: Cue) -> dict[str, str]:
    """Return the names around a reporting verb or after "according to", by key and as written.

    Of a name of several words, such as "Mr Hale", only the last counts.
    """
    first = cue.last if cue.family is Family.SOURCE else max(0, cue.first - SPEAKER_WINDOW)
    if cue.first == 1 and cue.family is not Family.SOURCE and sentence.words[0].content:
        return {sentence.words[0].key: sentence.text[sentence.words[0].start : sentence.words[0].end]}
    for window in (sentence.words[first : cue.first], sentence.words[cue.last : cue.last + SPEAKER_WINDOW]):
        found = {
            word.key: sentence.text[word.start : word.end]
            for word, following in zip_longest(window, window[1:])
            if word.name and not (following and following.name)
        }
        if found:
            return found
    if cue.family is not Family.SOURCE and cue.first and sentence.words[0].content and cue.first <= 2:
        return {sentence.words[0].key: sentence.text[sentence.words[0].start : sentence.words[0].end]}
    return {}


def _shared_quotation(sentence: AnnotatedSentence, other: AnnotatedSentence) -> str:
    """Return the first quotation at least half of whose content words the other sentence has too; else empty."""
    starts = [word.start for word in sentence.words] if sentence.quotes else []
    for start, end in sentence.quotes:
        inside = sentence.words[bisect_left(starts, start) : bisect_left(starts, end)]
        keys = {word.key for word in inside if word.content}
        if len(keys) >= MIN_QUOTED_WORDS and len(keys & other.content) >= len(keys) / 2:
            return sentence.text[start:end]
    return ""
