"""Who is made to answer for a claim: the authors themselves, a source, a quoted speaker."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from evolve.classify.cues import clause_around, phrase
from evolve.classify.lexicon import Family
from evolve.classify.said import Cue, Said
from evolve.model import Change, Kind

QUOTED_WORDS = 3
"""Content words from which words in quotation marks are a quotation and not a word used at a distance."""
SHARED = 0.5
"""The share of the shorter sentence's content that must stand in both: else the claim itself is another."""
_NO_VERB_AFTER = frozenset(
    {"", "to", "could", "can", "might", "the", "a", "this", "that", "his", "her", "their", "its"}
)
"""After these "claim that" is a noun, or something one could say and nobody said."""
FRAME = 8
"""How many words at most stand before the verb of "In the first edition I wrote that", and between it and "that"."""
NEAR = 5
"""How many words around a reporting verb name its speaker."""


def attribution_changes(before: Said, after: Said) -> Iterator[Change]:
    """At most one change."""
    one, two = _reports(before), _reports(after)
    quoted_one, quoted_two = _quoted(before, after), _quoted(after, before)
    earlier_one, earlier_two = _own_earlier(before), _own_earlier(after)
    if not (one or two or quoted_one or quoted_two or earlier_one or earlier_two):
        return
    if len(before.content & after.content) < SHARED * min(len(before.content), len(after.content)):
        return
    if bool(quoted_one) != bool(quoted_two):
        if quoted_two:
            yield Change(Kind.ATTRIBUTION, "", quoted_two, "now quoted")
        else:
            yield Change(Kind.ATTRIBUTION, quoted_one, "", "no longer quoted" if two else "now in own voice")
    elif bool(one) != bool(two):
        if two:
            yield Change(Kind.ATTRIBUTION, "", phrase(after, two[0]), "now reported")
        else:
            yield Change(Kind.ATTRIBUTION, phrase(before, one[0]), "", "now in own voice")
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


def _reports(said: Said) -> list[Cue]:
    """The cues that lay the sentence on someone else; what "I" or "we" say is one's own voice."""
    out = list(said.cues.get(Family.SOURCE, ()))
    out += [cue for cue in said.cues.get(Family.REPORT, ()) if not _own(said, cue) and not _passive(said, cue)]
    for cue in said.cues.get(Family.REPORT_THAT, ()):
        follows = said.words[cue.last].low if cue.last < len(said.words) else ""
        leads = said.words[cue.first - 1].low if cue.first else ""
        if follows in said.lexicon.that and leads not in _NO_VERB_AFTER and not _own(said, cue):
            out.append(cue)
    return out


def _own(said: Said, cue: Cue) -> bool:
    """Whether the authors themselves are those who say it."""
    if any(word.low in said.lexicon.own_voice for word in said.words[max(0, cue.first - 3) : cue.first]):
        return True
    return cue.last < len(said.words) and said.words[cue.last].low in said.lexicon.own_voice & said.lexicon.pronouns


def _own_earlier(said: Said) -> str:
    """The words that give a claim as what the authors once held: "In the first edition I wrote that"; else empty.

    What they say now is their own voice, and so is "as I wrote".
    """
    for cue in (*said.cues.get(Family.REPORT, ()), *said.cues.get(Family.REPORT_THAT, ())):
        if said.words[cue.first].low not in said.lexicon.once or not _own(said, cue):
            continue
        first, _ = clause_around(said, cue.first)
        if cue.first - first > FRAME or any(word.low in said.lexicon.affirms for word in said.words[first : cue.first]):
            continue
        for at in range(cue.last, min(cue.last + FRAME, len(said.words))):
            if said.words[at].low in said.lexicon.that:
                return said.span(first, at).rstrip(", ")
    return ""


def _passive(said: Said, cue: Cue) -> bool:
    """Whether the verb is a passive without a speaker: "will be mentioned below"."""
    if cue.last - cue.first > 1 or (cue.last < len(said.words) and said.words[cue.last].low == "by"):
        return False
    return any(word.low in said.lexicon.passive for word in said.words[max(0, cue.first - 3) : cue.first])


def _speaker(said: Said, cue: Cue) -> dict[str, str]:
    """The names around a reporting verb or after "according to", by key and as written; of "Mr Hale" the last."""
    first = cue.last if cue.family is Family.SOURCE else max(0, cue.first - NEAR)
    for near in (said.words[first : cue.first], said.words[cue.last : cue.last + NEAR]):
        found = {
            word.key: said.text[word.start : word.end]
            for word, follows in zip_longest(near, near[1:])
            if word.name and not (follows and follows.name)
        }
        if found:
            return found
    if cue.family is not Family.SOURCE and cue.first and said.words[0].content and cue.first <= 2:
        return {said.words[0].key: said.text[said.words[0].start : said.words[0].end]}
    return {}


def _quoted(said: Said, other: Said) -> str:
    """The quotation most of whose content the other sentence has too; empty without one."""
    for start, end in said.quotes:
        keys = {word.key for word in said.words if word.content and start <= word.start < end}
        if len(keys) >= QUOTED_WORDS and len(keys & other.content) >= len(keys) / 2:
            return said.text[start:end]
    return ""
