"""The word lists that the kinds of change are read by, one TOML file a language.

A language without a file still gets figures, quotation marks and the amount of change: its lexicon is empty.
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
    """What a cue says."""

    NEGATOR = "negator"
    ADVICE = "advice"
    """Advice against what follows: it denies that it is called for."""
    REVERSAL = "reversal"
    CONNECTIVE = "connective"
    STRENGTH = "strength"
    SCOPE = "scope"
    NARROWING = "narrowing"
    REPORT = "report"
    REPORT_THAT = "report that"
    SOURCE = "source"
    HEARSAY = "hearsay"
    HELD = "held"

    # Every sentence is asked for each of them, and an enum of its own accord hashes in Python.
    __hash__ = str.__hash__


_FIGURES = ("numbers", "ones", "multiples")
"""The tables of words that a figure may start with."""
Phrase = tuple[str, ...]
Meaning = tuple[tuple[Family, float], ...]
"""What a phrase says and how much; empty for one that says nothing and hides the shorter phrase it begins with."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One language's words; compared by identity, because there is one of each."""

    language: str
    decimal: str = "."
    """The decimal mark; the other of full stop and comma groups thousands."""
    plain_nouns: bool = False
    """Whether nouns are written small, so that a capital inside a sentence marks a name."""
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
    """What adds a half to the number before it."""
    units: Mapping[Phrase, str] = field(default_factory=dict)
    measures: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    """What a number in front of it measures, and how much of that it is: a week is 604,800 seconds."""
    multiples: Mapping[str, float] = field(default_factory=dict)
    times: frozenset[str] = frozenset()
    fractions: Mapping[str, int] = field(default_factory=dict)
    """What a number in front of it is divided by."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """The same, where it may be an ordinal too: "a third"."""
    halves: frozenset[str] = frozenset()
    before_half: frozenset[str] = frozenset()
    after_half: frozenset[str] = frozenset()
    no_halves: frozenset[str] = frozenset()
    """Words before "half" that make it one of two halves."""
    one_in: Mapping[Phrase, bool] = field(default_factory=dict)
    """What stands between the two numbers of "one in ten", and whether the first one must be one."""
    one_counted: frozenset[str] = frozenset()
    no_one_in: frozenset[str] = frozenset()
    clock: Mapping[Phrase, int] = field(default_factory=dict)
    """What stands before an hour, with the minutes it adds."""
    clock_starts: frozenset[str] = frozenset()
    oclock: frozenset[str] = frozenset()
    halves_of_day: Mapping[str, int] = field(default_factory=dict)
    clock_suffixes: frozenset[str] = frozenset()
    figure_words: frozenset[str] = frozenset()
    """Words other than digits that a figure may start with."""
    clause_starts: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    roles: Mapping[str, int] = field(default_factory=dict)
    """Common nouns for those who act, as they are and as stems; those who may be the same have the same number."""
    stand_ins: frozenset[str] = frozenset()
    own_voice: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    """Reporting verbs in the past: what the authors said then."""
    affirms: frozenset[str] = frozenset()
    """Words by which the authors stand by what they said then."""
    that: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    """Words that count nothing that is named: "everyone"."""
    prefixes: tuple[str, ...] = ()
    opposites: frozenset[tuple[str, str]] = frozenset()
    """Words that mean the reverse of each other, as they are and as stems, both ways round."""
    complements: frozenset[tuple[str, str]] = frozenset()
    """Those of them of which one must hold."""
    suffixes: tuple[tuple[str, str], ...] = ()
    """Endings that turn a word round."""
    denying: frozenset[str] = frozenset()
    """What begins a phrase that denies a degree: "not many"."""
    same_denial: frozenset[str] = frozenset()
    """Denials that are compared as one word."""
    counting: frozenset[str] = frozenset()
    """Denials that count: "no", "none"."""
    bare: frozenset[str] = frozenset()
    """Those of them that leave out what they count: "none"."""
    calls: frozenset[str] = frozenset()
    """Words that call for something: "must", "should"."""
    cues: Mapping[str, tuple[tuple[Phrase, Meaning], ...]] = field(default_factory=dict)
    """By first word, longest first: phrases with what they say and how much."""


@cache
def lexicon_of(language: str) -> Lexicon:
    """The shipped lists of a language; empty ones where none are shipped."""
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
    single, halves = lists["scope"]["single"].split(), lists["shares"]["halves"].split()
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
            for words in (*(lists[name] for name in _FIGURES), months, lists["weekdays"].split(), single, halves)
            for word in words
        )
        | {phrase[0] for phrase in clock},
        clause_starts=frozenset(lists["clause_starts"].split()),
        auxiliaries=frozenset(lists["auxiliaries"].split()),
        pronouns=frozenset(lists["pronouns"].split()),
        roles={
            form: at
            for at, group in enumerate(lists["roles"].split("/"))
            for word in group.split()
            for form in (word, stem(word))
        },
        stand_ins=frozenset(lists["stand_ins"].split()),
        own_voice=frozenset(lists["attribution"]["own_voice"].split()),
        once=frozenset(lists["attribution"]["once"].split()),
        affirms=frozenset(lists["attribution"]["affirms"].split()),
        that=frozenset(lists["attribution"]["that"].split()),
        passive=frozenset(lists["attribution"]["passive"].split()),
        single=frozenset(single),
        alone=frozenset(lists["scope"]["alone"].split()),
        prefixes=tuple(lists["negation"]["prefixes"].split()),
        opposites=_both_ways([*pairs, *complements], stem),
        complements=_both_ways(complements, stem),
        suffixes=tuple(_pairs(denials["suffixes"])),
        denying=frozenset(denials["denying"].split()),
        same_denial=frozenset(denials["same"].split()),
        counting=frozenset(denials["counting"].split()),
        bare=frozenset(denials["bare"].split()),
        calls=frozenset(denials["calls"].split()),
        cues=_cues(lists),
    )


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split(",") if phrase.strip()]


def _pairs(text: str) -> list[tuple[str, str]]:
    """ "one/two, three/four" as pairs."""
    return [(one, two) for one, _, two in (pair.partition("/") for pair in _phrases(text.replace("\n", " ")))]


def _across(text: str) -> list[tuple[str, str]]:
    """Every word of a side with every word of the other sides of its group."""
    groups = [[side.split() for side in group.split("/")] for group in _phrases(text)]
    return [(a, b) for group in groups for one, two in combinations(group, 2) for a in one for b in two]


def _both_ways(pairs: Iterable[tuple[str, str]], stem: Callable[[str], str]) -> frozenset[tuple[str, str]]:
    return frozenset(
        pair for one, two in pairs for pair in ((one, two), (two, one), (stem(one), stem(two)), (stem(two), stem(one)))
    )


def _cues(lists: Mapping[str, Any]) -> dict[str, tuple[tuple[Phrase, Meaning], ...]]:
    sentence: dict[Phrase, list[tuple[Family, float]]] = {}

    def add(phrases: Iterable[str], *what: tuple[Family, float]) -> None:
        for phrase in phrases:
            sentence.setdefault(tuple(phrase.split()), []).extend(what)

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
    for phrase, what in sentence.items():
        by_first.setdefault(phrase[0], []).append((phrase, tuple(what)))
    return {first: tuple(sorted(known, key=lambda entry: -len(entry[0]))) for first, known in by_first.items()}
