"""What the kinds of change are recognised by: the word lists of one language, and the functions of its cues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

REPEATED = "·"
"""The ending of a negative word that repeats a denial before it."""
EVERY_LEVEL = 5.0
"""The level of the quantifiers of all: "all", "every"."""
Phrase = tuple[str, ...]
"""The words of a phrase, in lower case."""


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
    MORE_THAN = "more than"
    """A claim holds for more than what follows: "not only"."""
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
    opinion_verbs: frozenset[str] = frozenset()
    """Verbs whose denial denies what they are about: who does not believe that it is safe thinks that it is not."""
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
    recurrence: Mapping[str, tuple[tuple[Phrase, str, frozenset[int]], ...]] = field(default_factory=dict)
    """Phrases for when something recurs, by first word, each with its cycle ("week") and the parts of it; 0 is a part
    that is not named further. Longest first."""
    day_range_joints: frozenset[str] = frozenset()
    """Words and marks between two weekdays, the first and the last of a range."""
    recurs_within: frozenset[str] = frozenset()
    """Words before a time at which something recurs: "in", "every"."""
    deadlines: frozenset[str] = frozenset()
    """Words before the time up to which something holds: "until"."""
    time_starts: frozenset[str] = frozenset()
    """Words before the time from which something holds: "since"."""
    time_ends: frozenset[str] = frozenset()
    """Nouns for the ends of a stretch of time: "start", "end"."""
    before_durations: frozenset[str] = frozenset()
    """Prepositions that make "the week" a duration: "within"."""
    determiners: frozenset[str] = frozenset()
    """Words between a preposition and its noun: "the", "their"."""
    before_times: frozenset[str] = frozenset()
    """Prepositions that nothing but a time or an event follows: "during"."""
    stretches: frozenset[str] = frozenset()
    """Nouns for stretches of time, and the names of feasts."""
    events: frozenset[str] = frozenset()
    """Nouns for events that place something in time: "war"."""
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
    pairs: frozenset[str] = frozenset()
    """Words for two of which there are no more: "both"."""
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
    """Phrases after a time of day, with the hour from which it is read: "in the evening"."""
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
    only_after: frozenset[str] = frozenset()
    """Words that restrict a claim to what precedes them: "not in cities alone"."""
    maybe_narrowing: frozenset[str] = frozenset()
    """Words that restrict a claim before some words: "just one"."""
    everywhere: frozenset[str] = frozenset()
    """Words for every place."""
    before_places: frozenset[str] = frozenset()
    """Prepositions of place."""
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

    @property
    def joins_words(self) -> bool:
        """Whether two words apart may be read as one denial: "ne … pas"."""
        return bool(self.particle_starts or self.repeat_starts)
