"""Read the word lists of a language, one TOML file for each.

A language without a file has an empty lexicon: figures, quotation marks and the size of the change still work.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from evolve.classify.lexicon import REPEATED, Family, Lexicon, Meaning, Phrase
from evolve.text.languages import UNSPACED_LANGUAGES, function_words
from evolve.text.words.scan import UNSPACED_WORD
from evolve.text.words.stems import stemmer

_FIGURE_TABLES = (
    "numbers", "ones", "multiples", "vague", "ordinal_words", "clock_words", "relative_days", "relative_shifts",
    "seasons", "decades",
)  # fmt: skip
"""Names of the tables whose words may begin a figure."""
_TABLES = (
    *_FIGURE_TABLES, "magnitudes", "units", "measures", "fractions", "ordinals", "clock", "clock_after",
    "halves_of_day", "bounds", "bounds_after", "approximations", "date_relations", "relative_units", "compounds",
    "date_units", "rates", "frequencies", "periods", "counts_of_times", "recurrence",
)  # fmt: skip
"""Names of the tables, each of which a language may leave out."""
_LISTS = {
    "": """function connectives months months_short weekdays months_that_are_words before_an_hour before_a_date
    clause_starts auxiliaries past_endings verb_endings pronouns roles role_endings stand_ins articles alike
    alike_phrases persons inflections versions collectives parties
    alternatives relatives anyone adverbs_apart mutual number_signs singular_quantifiers""",
    "figures": """decade_nouns decade_suffixes capital_months no_figures bare_magnitudes number_joints
    trailing_ones pairs magnitude_of range_joints range_starts range_betweens minus ordinal_suffixes no_ordinals
    below_zero degrees date_joints seasons_that_are_words before_a_season centuries compound_joints""",
    "shares": """every every_other per times halves before_half after_half no_halves and_half one_in out_of one
    no_one_in oclock""",
    "negation": """particle_starts particles particles_before repeat_starts repeats
    lacking opinion_verbs negators partial denying same counting bare advice calls no_negators reversals prefixes
    opposites sides complements time_order unit_order suffixes""",
    "occasions": "within day_ranges lengths determiners deadlines starts lasting ends feasts times events",
    "scope": """no_scope narrowing more_than only_after maybe_narrowing everywhere before_places single any alone one_of
    superlatives superlative_endings""",
    "conditions": "no_conditions before_whether joining excepting",
    "attribution": """verbs verbs_before_that no_verbs hearsay attitudes holding sources passive own_voice once affirms
    that calling speakers no_speakers headings""",
    "strength": "",
    "duty": "",
}
"""Names of the lists of words by section, each of which a language may leave out."""
_FIGURE_PHRASES = ("no_figures", "below_zero")
"""Names of the lists about figures that hold phrases instead of words."""
_ADJACENT_WORD = re.compile(UNSPACED_WORD)
_CODE_LETTERS = 3  # of a currency's code: "EUR 5"
_COMMON_DENIALS = frozenset({
    "no", "not", "non", "ne", "pas", "ni", "não", "niet", "geen", "inte", "ikke", "ei", "nie", "не", "ни", "nu", "nem",
})  # fmt: skip
_READ_FLAGS = ("day_first", "positional", "small_months", "ordinal_dot", "joins_tens", "counts_in_twenties")
_FLAGS = ("plain_nouns", "shifts_follow", *_READ_FLAGS)
"""Names of the properties of a language that are false unless set."""


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
        **_occasion_lists(lists),
        "relative_units": {word: name for name, words in lists["relative_units"].items() for word in words.split()},
        **{name: _words(lists[name]) for name in ("months_that_are_words", "before_a_date", "before_an_hour")},
        **{
            name: lists[name]
            for name in (
                "halves_of_day", "date_units", "decades", "relative_days", "relative_shifts", "clock_words", "seasons",
            )
        },
    }  # fmt: skip


def _occasion_lists(lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists by which recurring times, feasts and events are read, by field."""
    occasions = {name: _words(words) for name, words in lists["occasions"].items()}
    recurrence: dict[str, list[tuple[Phrase, str, frozenset[int]]]] = {}
    for when, phrases in lists["recurrence"].items():
        cycle, *parts = when.split()
        for phrase in _phrases(phrases):
            words = tuple(phrase.split())
            recurrence.setdefault(words[0], []).append((words, cycle, frozenset(map(int, parts))))
    return {
        "recurrence": {
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in recurrence.items()
        },
        "recurs_within": occasions["within"],
        "deadlines": occasions["deadlines"],
        "time_starts": occasions["starts"],
        "day_range_joints": occasions["day_ranges"],
        "before_durations": occasions["lengths"],
        "determiners": occasions["determiners"],
        "before_times": occasions["lasting"],
        "time_ends": occasions["ends"],
        "stretches": occasions["feasts"] | occasions["times"],
        "events": occasions["events"],
    }


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
            for name in (
                "particle_starts",
                "particles",
                "particles_before",
                "repeat_starts",
                "repeats",
                "lacking",
                "opinion_verbs",
            )
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
        **{
            name: _words(lists["scope"][name])
            for name in ("only_after", "maybe_narrowing", "everywhere", "before_places")
        },
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
    for name in ("months", "weekdays", "decade_nouns", "minus", "bare_magnitudes", "trailing_ones", "pairs", "halves"):
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
    add(_phrases(lists["scope"]["more_than"]), (Family.MORE_THAN, 1.0))
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
