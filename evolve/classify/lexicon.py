"""The word lists that the kinds of change are recognised by, one TOML file for each language.

A language without a file has an empty lexicon: figures, quotation marks and the size of the change still work.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from evolve.text.languages import UNSPACED_LANGUAGES, function_words
from evolve.text.words.scan import UNSPACED_WORD
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
    DUTY = "duty"
    """An obligation, an advice or a permission."""
    SCOPE = "scope"
    NARROWING = "narrowing"
    CONDITION = "condition"
    """A condition or an exception; those of one level mean the same."""
    REPORT = "report"
    REPORT_THAT = "report that"
    CALLING = "calling"
    """Somebody gives a description: "critics call it"."""
    SOURCE = "source"
    HEARSAY = "hearsay"
    HELD = "held"
    """Somebody holds the claim (level 0), or only hopes, fears or doubts it (level -1)."""

    # Families are looked up for every sentence, and an enum's default hash is computed in Python.
    __hash__ = str.__hash__


_FIGURE_TABLES = (
    "numbers", "ones", "multiples", "vague", "ordinal_words", "clock_words", "relative_days", "relative_shifts",
    "seasons", "decades",
)  # fmt: skip
"""Names of the tables whose words may begin a figure."""
_TABLES = (
    *_FIGURE_TABLES, "magnitudes", "units", "measures", "fractions", "ordinals", "clock", "clock_after",
    "halves_of_day", "bounds", "bounds_after", "approximations", "date_relations", "relative_units", "compounds",
    "date_units", "rates", "frequencies", "periods", "counts_of_times",
)  # fmt: skip
"""Names of the tables, each of which a language may leave out."""
_LISTS = {
    "": """function connectives months months_short weekdays months_that_are_words before_an_hour before_a_date
    clause_starts auxiliaries past_endings verb_endings pronouns roles role_endings stand_ins articles alike
    alike_phrases persons inflections versions collectives parties
    alternatives relatives anyone adverbs_apart mutual number_signs singular_quantifiers""",
    "figures": """decade_nouns decade_suffixes capital_months no_figures bare_magnitudes number_joints
    trailing_ones magnitude_of range_joints range_starts range_betweens minus ordinal_suffixes no_ordinals
    below_zero degrees date_joints seasons_that_are_words before_a_season centuries compound_joints""",
    "shares": """every every_other per times halves before_half after_half no_halves and_half one_in out_of one
    no_one_in oclock""",
    "negation": """particle_starts particles particles_before repeat_starts repeats
    lacking negators partial denying same counting bare advice calls no_negators reversals prefixes opposites
    sides complements time_order unit_order suffixes""",
    "scope": "no_scope narrowing single any alone one_of superlatives superlative_endings",
    "conditions": "no_conditions before_whether joining excepting",
    "attribution": """verbs verbs_before_that no_verbs hearsay attitudes holding sources passive own_voice once affirms
    that calling speakers no_speakers headings""",
    "strength": "",
    "duty": "",
}
"""Names of the lists of words by section, each of which a language may leave out."""
_FIGURE_PHRASES = ("no_figures", "below_zero")
"""Names of the lists about figures that hold phrases instead of words."""
REPEATED = "·"
"""The ending of a negative word that repeats a denial before it."""
_ADJACENT_WORD = re.compile(UNSPACED_WORD)
_CODE_LETTERS = 3  # of a currency's code: "EUR 5"
_COMMON_DENIALS = frozenset({
    "no", "not", "non", "ne", "pas", "ni", "não", "niet", "geen", "inte", "ikke", "ei", "nie", "не", "ни", "nu", "nem",
})  # fmt: skip
_READ_FLAGS = ("day_first", "positional", "small_months", "ordinal_dot", "joins_tens", "counts_in_twenties")
_FLAGS = ("plain_nouns", "shifts_follow", *_READ_FLAGS)
"""Names of the properties of a language that are false unless set."""
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
    stem: Callable[[str], str] = str
    """The Snowball stemmer of the language; the identity if it has none."""
    idle: frozenset[str] = frozenset()
    """Function words that change nothing when they come or go."""
    singular_quantifiers: frozenset[str] = frozenset()
    """Quantifiers that go with a singular: "each"."""
    versions: frozenset[str] = frozenset()
    """Words before the number of a version: "version", "release"."""
    number_signs: frozenset[str] = frozenset()
    """Words before a figure that only mark it as a number: "No. 7"."""
    no_label_before: frozenset[str] = frozenset()
    """Words that make the number before them a figure rather than a label: "2.5 Million"."""
    lacking: frozenset[str] = frozenset()
    """Denials of the next noun alone: "without"."""
    excepting: frozenset[str] = frozenset()
    """Words that begin an exception after "all": "but"."""
    before_whether: frozenset[str] = frozenset()
    """Words after which "if" is no condition: "asked if"."""
    joining: frozenset[str] = frozenset()
    """Words and marks between which and a condition another clause begins."""
    alike: Mapping[str, int] = field(default_factory=dict)
    """Words that mean the same, with the number of their group."""
    alike_phrases: Mapping[str, tuple[tuple[Phrase, int, int], ...]] = field(default_factory=dict)
    """Phrases that mean the same, by first word, each with the number of its pair and its side, 0 or 1."""
    persons: Mapping[str, int] = field(default_factory=dict)
    """Personal pronouns, with the number of their group: one group a person."""
    inflections: Mapping[str, str] = field(default_factory=dict)
    """Irregular forms, with the stem of their word."""
    adverbs_apart: frozenset[str] = frozenset()
    """Adverbs that mean something else than the adjective they come from."""
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    months_that_are_words: frozenset[str] = frozenset()
    capital_months: frozenset[str] = frozenset()
    """Months that are another word, but not with a capital inside a sentence: "the May fair"."""
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
    rates: Mapping[Phrase, tuple[str, float]] = field(default_factory=dict)
    """Units of several words, such as "miles per hour", each with the quantity it measures and its size."""
    multiples: Mapping[str, float] = field(default_factory=dict)
    times: frozenset[str] = frozenset()
    frequencies: Mapping[str, float] = field(default_factory=dict)
    """Words such as "monthly", with the number of times a year."""
    periods: Mapping[str, float] = field(default_factory=dict)
    """Words such as "month", with their number in a year."""
    counts_of_times: Mapping[Phrase, float] = field(default_factory=dict)
    """Phrases such as "once" and "une fois" that are no figures, with the number of times."""
    once_starts: frozenset[str] = frozenset()
    """The first words of those phrases."""
    every: frozenset[str] = frozenset()
    every_other: frozenset[str] = frozenset()
    """Words after "every" that make it every second one."""
    per: frozenset[str] = frozenset()
    """Words between a number of times and a period: "a", "per"."""
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
    day_first: bool = False
    """Whether the day precedes the month in dates such as 3/4/2021."""
    small_months: bool = False
    """Whether months and weekdays are written in lower case."""
    ordinal_dot: bool = False
    """Whether a full stop after digits makes an ordinal: "19. Jahrhundert"."""
    joins_tens: bool = False
    """Whether there is a joint between tens and ones: "treinta y uno"."""
    counts_in_twenties: bool = False
    """Whether 80 is four times twenty and 70 is sixty and ten."""
    positional: bool = False
    """Whether numbers are written with one character for each digit and magnitude: "二十五"."""
    no_figures: frozenset[Phrase] = frozenset()
    """Words that begin with a digit and are no numbers: "一些"."""
    date_units: Mapping[str, str] = field(default_factory=dict)
    """Words after the year, the month and the day: "2019年5月3日"."""
    compounds: Mapping[str, float] = field(default_factory=dict)
    """Parts of numbers written as one word; joints such as the "und" of "einundzwanzig" are 0."""
    compound_joints: frozenset[str] = frozenset()
    bare_magnitudes: frozenset[str] = frozenset()
    """Magnitudes that are numbers without a word before them: "mille", "hundert"."""
    number_joints: frozenset[str] = frozenset()
    """Words between the parts of a number: "two hundred and five"."""
    trailing_ones: frozenset[str] = frozenset()
    """Words for 1 that may end a number: "twenty-one"."""
    magnitude_of: frozenset[str] = frozenset()
    """Words between a magnitude and its unit: "millions of"."""
    range_joints: frozenset[str] = frozenset()
    """Words between the ends of a range: "to"."""
    range_starts: frozenset[str] = frozenset()
    """Words before two numbers that are no range for certain: "from 3 to 5" may be a change."""
    range_betweens: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    ordinal_suffixes: frozenset[str] = frozenset()
    ordinal_words: Mapping[str, int] = field(default_factory=dict)
    no_ordinals: frozenset[str] = frozenset()
    """Words beside an ordinal that make it something else: "at first", "second hand"."""
    vague: Mapping[str, float] = field(default_factory=dict)
    """Numbers of unknown size: "dozens", "hundreds"."""
    bounds: Mapping[Phrase, str] = field(default_factory=dict)
    """Phrases before a number that set a bound, with its sign: ">", ">=", "<", "<=", "<~"."""
    bound_starts: frozenset[str] = frozenset()
    bounds_after: Mapping[Phrase, str] = field(default_factory=dict)
    approximations: Mapping[Phrase, str] = field(default_factory=dict)
    """Phrases before a number that make it rough ("about") or exact ("exactly")."""
    approximation_starts: frozenset[str] = frozenset()
    date_relations: Mapping[Phrase, str] = field(default_factory=dict)
    """Phrases that place something before or after a date or an hour."""
    articles: frozenset[str] = frozenset()
    below_zero: Phrase = ()
    degrees: frozenset[str] = frozenset()
    """Units of temperature."""
    date_joints: frozenset[str] = frozenset()
    """Words between the parts of a date: "the 9th of May"."""
    decade_nouns: frozenset[str] = frozenset()
    """Words before the number of a decade: "années 90"."""
    decade_suffixes: frozenset[str] = frozenset()
    """Endings of the number of a decade: "1990s", "90er"."""
    decades: Mapping[str, int] = field(default_factory=dict)
    relative_days: Mapping[str, int] = field(default_factory=dict)
    """Words such as "today", with the number of days from it."""
    relative_shifts: Mapping[str, int] = field(default_factory=dict)
    """Words such as "last" and "next", with the number of units from the present one."""
    relative_units: Mapping[str, str] = field(default_factory=dict)
    """Nouns that may be the last or the next, with the name they share: "week"."""
    seasons: Mapping[str, int] = field(default_factory=dict)
    seasons_that_are_words: frozenset[str] = frozenset()
    before_a_season: frozenset[str] = frozenset()
    """Words before a season whose name is another word too: "last fall"."""
    centuries: frozenset[str] = frozenset()
    """Words beside the Roman numeral of a century."""
    clock_after: Mapping[Phrase, int] = field(default_factory=dict)
    """Phrases after a time of day, with the hours they add to a morning hour: "in the evening"."""
    clock_words: Mapping[str, int] = field(default_factory=dict)
    """Words for an hour: "noon"."""
    denies: bool = False
    """Whether there are lists of denials, hedges and quantifiers."""
    figure_words: frozenset[str] = frozenset()
    """Words other than digits that may begin a figure."""
    clause_starts: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    roles: Mapping[str, int] = field(default_factory=dict)
    """Common nouns for actors, as written and as stems, with the number of their group; nouns that may name the same
    actor share a group."""
    role_endings: Mapping[str, int] = field(default_factory=dict)
    """Endings of compounds that name an actor, with the number of the group of the ending by itself."""
    collectives: frozenset[str] = frozenset()
    """Words before those of whom all, any or none act: "each", "neither"."""
    parties: frozenset[str] = frozenset()
    """Nouns for those who act together or against each other: "party", "member"."""
    alternatives: frozenset[str] = frozenset()
    """Words between two possibilities: "or"."""
    relatives: frozenset[str] = frozenset()
    """Words that begin a relative clause: "who"."""
    anyone: frozenset[str] = frozenset()
    """Words for whoever it may be: "any", "those"."""
    past_endings: tuple[str, ...] = ()
    """Endings of verbs in the past tense."""
    verb_endings: tuple[str, ...] = ()
    """Endings of verbs after the actor, those of the past tense among them."""
    referring_pronouns: frozenset[str] = frozenset()
    """Pronouns that may refer to a name mentioned before."""
    own_voice: frozenset[str] = frozenset()
    past_reports: frozenset[str] = frozenset()
    """Reporting verbs in the past tense, for what the authors held earlier."""
    affirmations: frozenset[str] = frozenset()
    """Words by which the authors affirm what they held earlier: "as I wrote"."""
    claim_openers: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    """Common nouns for those who speak in public, besides the roles."""
    no_speakers: frozenset[str] = frozenset()
    """Things that nobody speaks through: "according to the plan"."""
    headings: frozenset[str] = frozenset()
    """Words before a colon that name no speaker: "Note:"."""
    mutual: frozenset[str] = frozenset()
    """Verbs, as stems, that say the same with doer and done-to exchanged: "meet"."""
    passive: frozenset[str] = frozenset()
    singular_markers: frozenset[str] = frozenset()
    every_one: frozenset[str] = frozenset()
    """Words that mean each of all, whichever it may be: "any"."""
    one_of: frozenset[Phrase] = frozenset()
    """Phrases after which a superlative is one of several: "one of"."""
    superlatives: frozenset[str] = frozenset()
    superlative_endings: tuple[str, ...] = ()
    nounless_quantifiers: frozenset[str] = frozenset()
    """Quantifiers that go with no noun: "everyone"."""
    particle_starts: frozenset[str] = frozenset()
    """Words that deny by a particle after them: the "ne" of "ne … pas"."""
    particles: frozenset[str] = frozenset()
    particles_before: frozenset[str] = frozenset()
    """Particles that may precede: "rien ne"."""
    repeat_starts: frozenset[str] = frozenset()
    """Denials whose repetition is no second denial: the "no" of "no … nunca"."""
    repeats: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    opposites: frozenset[tuple[str, str]] = frozenset()
    """Pairs of antonyms, as written and as stems, in both orders."""
    complements: frozenset[tuple[str, str]] = frozenset()
    """The pairs of antonyms of which one must hold."""
    time_order: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Pairs of antonyms that place something in time, in both orders, with the direction from one to the other."""
    unit_order: frozenset[tuple[str, str]] = frozenset()
    """The pairs that are opposites elsewhere: "the first week" is another time, "the first place" is no last one."""
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
        return Lexicon(language, idle=_most_common_idle(language))
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    lists = _completed(_with_spaces(lists) if language in UNSPACED_LANGUAGES else lists)
    stem = stemmer(language)
    fields = {
        **_word_lists(lists, stem),
        **_calendar_lists(lists),
        **_figure_lists(lists),
        **_share_lists(lists),
        **_denial_lists(lists, stem),
        **_scope_lists(lists),
        **_attribution_lists(lists),
    }
    repeated = frozenset(word + REPEATED for word in lists["negation"]["repeats"].split())
    return Lexicon(
        language,
        decimal=lists["decimal"],
        plain_nouns=lists["plain_nouns"],
        stem=stem,
        function=_words(lists["function"]) | fields["repeats"] | repeated,
        idle=repeated | (_words(lists["idle"]) if "idle" in lists else _most_common_idle(language)),
        no_label_before=frozenset().union(fields["months"], fields["weekdays"], lists["magnitudes"], lists["measures"]),
        figure_words=_figure_words(lists, fields),
        cues=_cues(lists),
        **fields,
    )


def _with_spaces(lists: Any) -> Any:
    """Return the lists of a language without spaces, with the words of each phrase separated by spaces."""
    if isinstance(lists, str):
        return _ADJACENT_WORD.sub(lambda match: f"{match[0]} ", lists)
    if isinstance(lists, dict):
        return {_with_spaces(name).strip(): _with_spaces(value) for name, value in lists.items()}
    return lists


def _completed(lists: dict[str, Any]) -> dict[str, Any]:
    """Return the lists of a language, with empty ones for those it leaves out."""
    for section, names in _LISTS.items():
        target = lists.setdefault(section, {}) if section else lists
        for name in names.split():
            target.setdefault(name, "")
    for name in _TABLES:
        lists.setdefault(name, {})
    for name in _FLAGS:
        lists.setdefault(name, False)
    return lists


def _word_lists(lists: Mapping[str, Any], stem: Callable[[str], str]) -> dict[str, Any]:
    """Return the lists of words that mean the same, of pronouns, roles and the parts of a sentence, by field."""
    groups = [*lists["roles"].split("/"), *lists["attribution"]["speakers"].split()]
    roles = {form: index for index, group in enumerate(groups) for word in group.split() for form in (word, stem(word))}
    past_endings = tuple(lists["past_endings"].split())
    return {
        "alike": _numbered(lists["alike"]),
        "alike_phrases": _alike_phrases(lists["alike_phrases"]),
        "persons": _numbered(lists["persons"]),
        "inflections": {
            form: stem(group.split()[0]) for group in lists["inflections"].split("/") for form in group.split()[1:]
        },
        "roles": roles,
        "role_endings": {ending: roles[ending] for ending in lists["role_endings"].split()},
        "past_endings": past_endings,
        "verb_endings": (*lists["verb_endings"].split(), *past_endings),
        "referring_pronouns": _words(lists["stand_ins"]),
        "mutual": frozenset(stem(word) for word in lists["mutual"].split()),
        **{
            name: _words(lists[name])
            for name in (
                "singular_quantifiers", "number_signs", "adverbs_apart", "clause_starts", "auxiliaries", "pronouns",
                "articles", "versions", "collectives", "parties", "alternatives", "relatives", "anyone",
            )
        },
    }  # fmt: skip


def _calendar_lists(lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists by which dates and times of day are read, by field."""
    clock = {tuple(name.split()): minutes for name, minutes in lists["clock"].items()}
    oclock = _words(lists["shares"]["oclock"])
    return {
        "months": {**_counted(lists["months"]), **_counted(lists["months_short"])},
        "weekdays": _counted(lists["weekdays"]),
        "clock": clock,
        "clock_starts": frozenset(phrase[0] for phrase in clock),
        "clock_after": {tuple(phrase.split()): hours for phrase, hours in lists["clock_after"].items()},
        "oclock": oclock,
        "clock_suffixes": oclock.union(lists["halves_of_day"]),
        "date_relations": _by_phrase(lists["date_relations"]),
        "relative_units": {word: name for name, words in lists["relative_units"].items() for word in words.split()},
        **{name: _words(lists[name]) for name in ("months_that_are_words", "before_a_date", "before_an_hour")},
        **{
            name: lists[name]
            for name in (
                "halves_of_day", "date_units", "decades", "relative_days", "relative_shifts", "clock_words", "seasons",
            )
        },
    }  # fmt: skip


def _figure_lists(lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists by which numbers and their units are read, by field."""
    figures = lists["figures"]
    bounds, approximations = _by_phrase(lists["bounds"]), _by_phrase(lists["approximations"])
    joints = dict.fromkeys(figures["compound_joints"].split(), 0.0)
    return {
        **{name: _words(figures[name]) for name in _LISTS["figures"].split() if name not in _FIGURE_PHRASES},
        **{name: lists[name] for name in ("numbers", "ones", "magnitudes", "ordinal_words", "vague", *_READ_FLAGS)},
        "compounds": {**joints, **lists["compounds"]} if lists["compounds"] else {},
        "bounds": bounds,
        "bound_starts": frozenset(phrase[0] for phrase in bounds),
        "bounds_after": _by_phrase(lists["bounds_after"]),
        "approximations": approximations,
        "approximation_starts": frozenset(phrase[0] for phrase in approximations),
        "units": {tuple(name.split()): unit for name, unit in lists["units"].items()},
        "measures": {name: (measure, float(size)) for name, (measure, size) in lists["measures"].items()},
        "rates": {tuple(name.split()): (unit, float(size)) for name, (unit, size) in lists["rates"].items()},
        "no_figures": frozenset(tuple(phrase.split()) for phrase in _phrases(figures["no_figures"])),
        "below_zero": tuple(figures["below_zero"].split()),
    }


def _share_lists(lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists by which fractions, shares and multiples are read, by field."""
    shares = lists["shares"]
    return {
        **{name: lists[name] for name in ("multiples", "fractions", "ordinals", "frequencies", "periods")},
        "counts_of_times": {tuple(phrase.split()): times for phrase, times in lists["counts_of_times"].items()},
        "once_starts": frozenset(phrase.split()[0] for phrase in lists["counts_of_times"]),
        **{
            name: _words(shares[name])
            for name in (
                "every",
                "every_other",
                "per",
                "times",
                "halves",
                "before_half",
                "after_half",
                "no_halves",
                "no_one_in",
            )
        },
        "and_half": tuple(shares["and_half"].split()),
        "one_counted": _words(shares["one"]),
        "one_in": {
            **{tuple(phrase.split()): True for phrase in _phrases(shares["one_in"])},
            **{tuple(phrase.split()): False for phrase in _phrases(shares["out_of"])},
        },
    }


def _denial_lists(lists: Mapping[str, Any], stem: Callable[[str], str]) -> dict[str, Any]:
    """Return the lists of denials and antonyms, by field."""
    denials = lists["negation"]
    complements = _pairs(denials["complements"])
    of_units = _pairs(denials["unit_order"])
    in_time = [*_pairs(denials["time_order"]), *of_units]
    pairs = [*_pairs(denials["opposites"]), *_across(denials["sides"]), *in_time, *complements]
    return {
        **{
            name: _words(denials[name])
            for name in ("particle_starts", "particles", "particles_before", "repeat_starts", "repeats", "lacking")
        },
        "denies": bool(denials["negators"].split()),
        "prefixes": tuple(denials["prefixes"].split()),
        "suffixes": tuple(_pairs(denials["suffixes"])),
        "opposites": _both_ways(pairs, stem),
        "complements": _both_ways(complements, stem),
        "time_order": {
            **dict.fromkeys(in_time, "later"),
            **dict.fromkeys(((late, early) for early, late in in_time), "earlier"),
        },
        "unit_order": frozenset([*of_units, *((late, early) for early, late in of_units)]),
        "degree_denials": _words(denials["denying"]),
        "equal_denials": _words(denials["same"]),
        "counting_denials": _words(denials["counting"]),
        "bare_denials": _words(denials["bare"]),
        "demands": _words(denials["calls"]),
    }


def _scope_lists(lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists of quantifiers and conditions, by field."""
    return {
        "singular_markers": _words(lists["scope"]["single"]),
        "every_one": _words(lists["scope"]["any"]),
        "nounless_quantifiers": _words(lists["scope"]["alone"]),
        "one_of": frozenset(tuple(phrase.split()) for phrase in _phrases(lists["scope"]["one_of"])),
        "superlatives": _words(lists["scope"]["superlatives"]),
        "superlative_endings": tuple(lists["scope"]["superlative_endings"].split()),
        **{name: _words(lists["conditions"][name]) for name in ("before_whether", "joining", "excepting")},
    }


def _attribution_lists(lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists of speakers and of words that attribute a claim, by field."""
    attribution = lists["attribution"]
    return {
        **{name: _words(attribution[name]) for name in ("own_voice", "speakers", "no_speakers", "headings", "passive")},
        "past_reports": _words(attribution["once"]),
        "affirmations": _words(attribution["affirms"]),
        "claim_openers": _words(attribution["that"]),
    }


def _figure_words(lists: Mapping[str, Any], fields: Mapping[str, Any]) -> frozenset[str]:
    """Return the words other than digits that may begin a figure; `fields` are the fields already read."""
    words = {word for name in _FIGURE_TABLES for word in lists[name]}
    for name in ("months", "weekdays", "decade_nouns", "minus", "bare_magnitudes", "trailing_ones", "halves"):
        words.update(fields[name])
    words.update(lists["scope"]["single"].split())
    words.update(name for name in lists["units"] if len(name) == _CODE_LETTERS)
    if lists["shifts_follow"]:
        words.update(fields["relative_units"])
    words.update(fields["clock_starts"])
    return frozenset(words)


def _most_common_idle(language: str) -> frozenset[str]:
    """Return the most common words of a language without its denials: the idle words of one without a list."""
    return function_words(language) - _COMMON_DENIALS


def _words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


def _counted(text: str) -> dict[str, int]:
    """Return the words of a list such as "monday tuesday", each with its place from 1; "/" separates words of one."""
    return {name: number for number, names in enumerate(text.split(), 1) for name in names.split("/")}


def _by_phrase(phrases: Mapping[str, str]) -> dict[Phrase, str]:
    """Return the phrases of a table, each with its meaning, from the phrases of each meaning."""
    return {tuple(phrase.split()): meaning for meaning, text in phrases.items() for phrase in _phrases(text)}


def _alike_phrases(text: str) -> dict[str, tuple[tuple[Phrase, int, int], ...]]:
    """Return the phrases of a list such as "one another/each other", by first word."""
    found: dict[str, list[tuple[Phrase, int, int]]] = {}
    for number, pair in enumerate(_pairs(text)):
        for side, phrase in enumerate(pair):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, number, side))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _numbered(text: str) -> dict[str, int]:
    """Return the words of a list such as "one two / three four", each with the number of its group."""
    return {word: number for number, group in enumerate(text.split("/")) for word in group.split()}


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
    add(_phrases(lists["conditions"]["no_conditions"]))
    for family, section in (
        (Family.STRENGTH, "strength"),
        (Family.SCOPE, "scope"),
        (Family.CONDITION, "conditions"),
        (Family.DUTY, "duty"),
    ):
        for level, phrases in lists[section].items():
            if level not in _LISTS[section].split():
                add(_phrases(phrases), (family, float(level)))
    add(_phrases(lists["scope"]["narrowing"]), (Family.NARROWING, 1.0))
    add(_phrases(lists["attribution"]["verbs"]), (Family.REPORT, 1.0))
    add(_phrases(lists["attribution"]["verbs_before_that"]), (Family.REPORT_THAT, 1.0))
    add(_phrases(lists["attribution"]["calling"]), (Family.CALLING, 1.0))
    add(_phrases(lists["attribution"]["sources"]), (Family.SOURCE, 1.0))
    add(_phrases(lists["attribution"]["hearsay"]), (Family.HEARSAY, 1.0))
    add(_phrases(lists["attribution"]["attitudes"]), (Family.HELD, -1.0))
    add(_phrases(lists["attribution"]["holding"]), (Family.HELD, 0.0))
    by_first: dict[str, list[tuple[Phrase, Meaning]]] = {}
    for phrase, meaning in meanings.items():
        by_first.setdefault(phrase[0], []).append((phrase, tuple(meaning)))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in by_first.items()}
