"""The word lists that the kinds of change are recognised by, one TOML file for each language.

A language without a file has an empty lexicon: figures, quotation marks and the size of the change still work.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from evolve.text.words.stems import stemmer


class Family(StrEnum):
    """The function of a cue in a sentence."""

    NEGATOR = "negator"
    ADVICE = "advice"
    """Advice against what follows: it denies that it should be done."""
    REVERSAL = "reversal"
    """Ends or reverses what it applies to: two of them, or one and a denial, cancel out."""
    CONNECTIVE = "connective"
    STRENGTH = "strength"
    SCOPE = "scope"
    NARROWING = "narrowing"
    REPORT = "report"
    REPORT_THAT = "report that"
    SOURCE = "source"
    HEARSAY = "hearsay"
    HELD = "held"
    """Somebody holds the claim (level 0), or only hopes, fears or doubts it (level -1)."""

    # Families are looked up for every sentence, and an enum's default hash is computed in Python.
    __hash__ = str.__hash__


_FIGURE_TABLES = ("numbers", "ones", "multiples")
"""Names of the tables whose words may begin a figure."""
Phrase = tuple[str, ...]
"""The words of a phrase, in lower case."""
Meaning = tuple[tuple[Family, float], ...]
"""The families and levels of a phrase; empty for one that is no cue and hides the shorter cue it begins with."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists of one language; compared by identity, because each language is loaded once."""

    language: str
    decimal: str = "."
    """The decimal mark; the other of full stop and comma groups thousands."""
    plain_nouns: bool = False
    """Whether common nouns are written in lower case, so that a capital inside a sentence marks a name."""
    function: frozenset[str] = frozenset()
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    months_that_are_words: frozenset[str] = frozenset()
    before_a_date: frozenset[str] = frozenset()
    before_an_hour: frozenset[str] = frozenset()
    numbers: Mapping[str, float] = field(default_factory=dict)
    ones: Mapping[str, float] = field(default_factory=dict)
    magnitudes: Mapping[str, float] = field(default_factory=dict)
    and_half: Phrase = ()
    """The phrase that adds a half to the number before it."""
    units: Mapping[Phrase, str] = field(default_factory=dict)
    measures: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    """Units of measure, each with the quantity it measures and its size in the base unit: a week is 604,800 seconds."""
    multiples: Mapping[str, float] = field(default_factory=dict)
    times: frozenset[str] = frozenset()
    fractions: Mapping[str, int] = field(default_factory=dict)
    """Nouns of fractions, with the divisor of the number before them."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """Nouns of fractions that may be ordinals too ("a third"), with their divisor."""
    halves: frozenset[str] = frozenset()
    before_half: frozenset[str] = frozenset()
    after_half: frozenset[str] = frozenset()
    no_halves: frozenset[str] = frozenset()
    """Words before "half" that make it one of two halves."""
    one_in: Mapping[Phrase, bool] = field(default_factory=dict)
    """Phrases between the two numbers of "one in ten", and whether the first number must be one."""
    one_counted: frozenset[str] = frozenset()
    no_one_in: frozenset[str] = frozenset()
    clock: Mapping[Phrase, int] = field(default_factory=dict)
    """Phrases before an hour, with the minutes they add."""
    clock_starts: frozenset[str] = frozenset()
    oclock: frozenset[str] = frozenset()
    halves_of_day: Mapping[str, int] = field(default_factory=dict)
    clock_suffixes: frozenset[str] = frozenset()
    figure_words: frozenset[str] = frozenset()
    """Words other than digits that may begin a figure."""
    clause_starts: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    roles: Mapping[str, int] = field(default_factory=dict)
    """Common nouns for actors, as written and as stems, with the number of their group; nouns that may name the same
    actor share a group."""
    referring_pronouns: frozenset[str] = frozenset()
    """Pronouns that may refer to a name mentioned before."""
    own_voice: frozenset[str] = frozenset()
    past_reports: frozenset[str] = frozenset()
    """Reporting verbs in the past tense, for what the authors held earlier."""
    affirmations: frozenset[str] = frozenset()
    """Words by which the authors affirm what they held earlier: "as I wrote"."""
    claim_openers: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    singular_markers: frozenset[str] = frozenset()
    nounless_quantifiers: frozenset[str] = frozenset()
    """Quantifiers that go with no noun: "everyone"."""
    prefixes: tuple[str, ...] = ()
    opposites: frozenset[tuple[str, str]] = frozenset()
    """Pairs of antonyms, as written and as stems, in both orders."""
    complements: frozenset[tuple[str, str]] = frozenset()
    """The pairs of antonyms of which one must hold."""
    suffixes: tuple[tuple[str, str], ...] = ()
    """Pairs of endings that make two words antonyms."""
    degree_denials: frozenset[str] = frozenset()
    """First words of a phrase that denies a degree: "not many"."""
    equal_denials: frozenset[str] = frozenset()
    """Denials that share one key."""
    counting_denials: frozenset[str] = frozenset()
    """Denials that count: "no", "none"."""
    bare_denials: frozenset[str] = frozenset()
    """Counting denials that leave out the noun they count: "none"."""
    demands: frozenset[str] = frozenset()
    """Words that demand something: "must", "should"."""
    cues: Mapping[str, tuple[tuple[Phrase, Meaning], ...]] = field(default_factory=dict)
    """Cue phrases with their meaning, by first word; longest first."""


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the shipped word lists of a language; an empty lexicon if none are shipped."""
    file = resources.files("evolve.classify").joinpath(f"{language}.toml")
    if not file.is_file():
        return Lexicon(language)
    lists: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    stem = stemmer(language)
    denials = lists["negation"]
    pairs = [*_pairs(denials["opposites"]), *_across(denials["sides"])]
    complements = _pairs(denials["complements"])
    months = {
        **{name: n for n, name in enumerate(lists["months"].split(), 1)},
        **{name: n for n, names in enumerate(lists["months_short"].split(), 1) for name in names.split("/")},
    }
    singular_markers, halves = lists["scope"]["single"].split(), lists["shares"]["halves"].split()
    clock = {tuple(name.split()): minutes for name, minutes in lists["clock"].items()}
    oclock = frozenset(lists["shares"]["oclock"].split())
    return Lexicon(
        language,
        decimal=lists["decimal"],
        plain_nouns=lists["plain_nouns"],
        function=frozenset(lists["function"].split()),
        months=months,
        weekdays={name: n for n, name in enumerate(lists["weekdays"].split(), 1)},
        months_that_are_words=frozenset(lists["months_that_are_words"].split()),
        before_a_date=frozenset(lists["before_a_date"].split()),
        before_an_hour=frozenset(lists["before_an_hour"].split()),
        numbers=lists["numbers"],
        ones=lists["ones"],
        magnitudes=lists["magnitudes"],
        and_half=tuple(lists["shares"]["and_half"].split()),
        units={tuple(name.split()): unit for name, unit in lists["units"].items()},
        measures={name: (measure, float(size)) for name, (measure, size) in lists["measures"].items()},
        multiples=lists["multiples"],
        times=frozenset(lists["shares"]["times"].split()),
        fractions=lists["fractions"],
        ordinals=lists["ordinals"],
        halves=frozenset(halves),
        before_half=frozenset(lists["shares"]["before_half"].split()),
        after_half=frozenset(lists["shares"]["after_half"].split()),
        no_halves=frozenset(lists["shares"]["no_halves"].split()),
        one_in={
            **{tuple(phrase.split()): True for phrase in _phrases(lists["shares"]["one_in"])},
            **{tuple(phrase.split()): False for phrase in _phrases(lists["shares"]["out_of"])},
        },
        one_counted=frozenset(lists["shares"]["one"].split()),
        no_one_in=frozenset(lists["shares"]["no_one_in"].split()),
        clock=clock,
        clock_starts=frozenset(phrase[0] for phrase in clock),
        oclock=oclock,
        halves_of_day=lists["halves_of_day"],
        clock_suffixes=oclock | lists["halves_of_day"].keys(),
        figure_words=frozenset(
            word
            for words in (
                *(lists[name] for name in _FIGURE_TABLES),
                months,
                lists["weekdays"].split(),
                singular_markers,
                halves,
            )
            for word in words
        )
        | {phrase[0] for phrase in clock},
        clause_starts=frozenset(lists["clause_starts"].split()),
        auxiliaries=frozenset(lists["auxiliaries"].split()),
        pronouns=frozenset(lists["pronouns"].split()),
        roles={
            form: index
            for index, group in enumerate(lists["roles"].split("/"))
            for word in group.split()
            for form in (word, stem(word))
        },
        referring_pronouns=frozenset(lists["stand_ins"].split()),
        own_voice=frozenset(lists["attribution"]["own_voice"].split()),
        past_reports=frozenset(lists["attribution"]["once"].split()),
        affirmations=frozenset(lists["attribution"]["affirms"].split()),
        claim_openers=frozenset(lists["attribution"]["that"].split()),
        passive=frozenset(lists["attribution"]["passive"].split()),
        singular_markers=frozenset(singular_markers),
        nounless_quantifiers=frozenset(lists["scope"]["alone"].split()),
        prefixes=tuple(lists["negation"]["prefixes"].split()),
        opposites=_both_ways([*pairs, *complements], stem),
        complements=_both_ways(complements, stem),
        suffixes=tuple(_pairs(denials["suffixes"])),
        degree_denials=frozenset(denials["denying"].split()),
        equal_denials=frozenset(denials["same"].split()),
        counting_denials=frozenset(denials["counting"].split()),
        bare_denials=frozenset(denials["bare"].split()),
        demands=frozenset(denials["calls"].split()),
        cues=_cues(lists),
    )


def _phrases(text: str) -> list[str]:
    """Return the phrases of a comma-separated list."""
    return [phrase.strip() for phrase in text.split(",") if phrase.strip()]


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs in a list such as "one/two, three/four"."""
    return [(one, two) for one, _, two in (pair.partition("/") for pair in _phrases(text.replace("\n", " ")))]


def _across(text: str) -> list[tuple[str, str]]:
    """Return each word of a side paired with each word of the other sides of its group."""
    groups = [[side.split() for side in group.split("/")] for group in _phrases(text)]
    return [
        (a, b)
        for group in groups
        for one_side, other_side in combinations(group, 2)
        for a in one_side
        for b in other_side
    ]


def _both_ways(pairs: Iterable[tuple[str, str]], stem: Callable[[str], str]) -> frozenset[tuple[str, str]]:
    """Return the pairs in both orders, as written and as stems."""
    return frozenset(
        pair for one, two in pairs for pair in ((one, two), (two, one), (stem(one), stem(two)), (stem(two), stem(one)))
    )


def _cues(lists: Mapping[str, Any]) -> dict[str, tuple[tuple[Phrase, Meaning], ...]]:
    """Return the cue phrases with their meaning, by first word; longest first."""
    meanings: dict[Phrase, list[tuple[Family, float]]] = {}

    def add(phrases: Iterable[str], *meaning: tuple[Family, float]) -> None:
        for phrase in phrases:
            meanings.setdefault(tuple(phrase.split()), []).extend(meaning)

    # "not only" denies nothing.
    add(_phrases(lists["negation"]["no_negators"]))
    add(_phrases(lists["scope"]["no_scope"]))
    add(_phrases(lists["attribution"]["no_verbs"]))
    add(_phrases(lists["negation"]["negators"]), (Family.NEGATOR, 1.0))
    add(_phrases(lists["negation"]["partial"]), (Family.NEGATOR, 0.5))
    add(_phrases(lists["negation"]["advice"]), (Family.ADVICE, 1.0))
    add(_phrases(lists["negation"]["reversals"]), (Family.REVERSAL, 1.0))
    add(_phrases(lists["connectives"]), (Family.CONNECTIVE, 1.0))
    for family, table in ((Family.STRENGTH, lists["strength"]), (Family.SCOPE, lists["scope"])):
        for level, phrases in table.items():
            if level not in ("narrowing", "no_scope", "single", "alone"):
                add(_phrases(phrases), (family, float(level)))
    add(_phrases(lists["scope"]["narrowing"]), (Family.NARROWING, 1.0))
    add(_phrases(lists["attribution"]["verbs"]), (Family.REPORT, 1.0))
    add(_phrases(lists["attribution"]["verbs_before_that"]), (Family.REPORT_THAT, 1.0))
    add(_phrases(lists["attribution"]["sources"]), (Family.SOURCE, 1.0))
    add(_phrases(lists["attribution"]["hearsay"]), (Family.HEARSAY, 1.0))
    add(_phrases(lists["attribution"]["attitudes"]), (Family.HELD, -1.0))
    add(_phrases(lists["attribution"]["holding"]), (Family.HELD, 0.0))
    by_first: dict[str, list[tuple[Phrase, Meaning]]] = {}
    for phrase, meaning in meanings.items():
        by_first.setdefault(phrase[0], []).append((phrase, tuple(meaning)))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in by_first.items()}
