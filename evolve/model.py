"""The values everything else is made of: sentences, links, statuses, arguments, judgements.

Frozen, comparable, and free of any behaviour that could need another room. Indices count from 0; screens and files
add one. A link knows its two sentences and its score; what it takes longer to find out (why, and what changed) is
looked up when it is asked for, through the `Explainer` the comparison gives it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, Protocol

Side = Literal["before", "after"]
SIDES: tuple[Side, Side] = ("before", "after")

Span = tuple[int, int]
"""Where something starts and ends, in characters, half-open."""

SentenceRef = tuple[int, int]
"""A sentence: the number of its version and its index there, both from 0."""


class Status(StrEnum):
    """What became of a sentence or an argument."""

    PERSISTED = "persisted"
    CHANGED = "changed"
    DROPPED = "dropped"
    ADDED = "added"

    @property
    def glyph(self) -> str:
        """Its sign, on every screen and in every report that is read."""
        return {"persisted": "=", "changed": "~", "dropped": "−", "added": "+"}[self.value]


class Kind(StrEnum):
    """In what way a linked pair differs."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    STRENGTH = "strength"
    ACTOR = "actor"
    ATTRIBUTION = "attribution"
    SCOPE = "scope"
    WORDING = "wording"


class Relation(StrEnum):
    """How many sentences stand on either side of a link, among the links in force."""

    ONE = "one-to-one"
    SPLIT = "split"
    MERGED = "merged"
    MANY = "many-to-many"
    MOVED = "moved"


class Verdict(StrEnum):
    """What a person or a judge finds of a pair."""

    SAME = "same"
    """They make the same claim: a link at any threshold."""
    NOT = "not"
    """They do not: no link at any threshold, and its sentences are free for others."""
    RELATED = "related"
    """They overlap or share a theme and do not make the same claim: no link at any threshold, shown as possible."""
    UNSURE = "unsure"
    """Looked at and left open; changes nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on one pair of sentences, named by what they say, so that it outlives their numbers."""

    before: str
    """The earlier sentence, on one line."""
    after: str
    """The later sentence, on one line."""
    verdict: Verdict
    kinds: tuple[Kind, ...] = ()
    """In what ways the person finds that they differ."""
    note: str = ""
    """What the person wishes to remember of it, on one line."""
    by: str = ""
    """Who said so, a person or a judge; may be empty."""
    drawn: str = ""
    """If the pair was drawn by lot: from which stratum, of how many, cut at which threshold ("near of 57 at 0.31")."""

    def swapped(self) -> Judgement:
        """The same word on the same pair, seen with the later text as the earlier one."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is aligned."""

    text: str
    """The sentence as it stands in the document's text: `document.text[start:end]`."""
    paragraph: int
    """The paragraph it belongs to, counted from 0 within the body."""
    start: int
    """Where it starts in the document's text, in characters."""
    end: int
    """Where it ends, half-open."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: what kind of evidence it is, how much it gives, and the words that carry it."""

    name: str
    """What the evidence is, in a word or two, as it is shown to a person: "shared words", "same letters" …"""
    points: float
    """What it adds to the score; may be negative. The points of all parts add up to the score."""
    words: tuple[tuple[str, float], ...] = ()
    """The words that carry it, as they stand in the earlier sentence, with their weight in bits; heaviest first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which a linked pair differs, with the words that show it."""

    kind: Kind
    before: str = ""
    """The words of the earlier sentence that show it; may be empty."""
    after: str = ""
    """The words of the later sentence that show it; may be empty."""
    note: str = ""
    """A word that names the direction where there is one: "softened", "strengthened", "wider", "narrower"."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a linked pair says differently."""

    change: float
    """0..1, how much the two differ in what they say."""
    changes: tuple[Change, ...]
    """In what ways, weightiest first; empty when nothing differs."""
    status: Status
    """PERSISTED or CHANGED."""


class Explainer(Protocol):
    """Answers what a link's evidence and reading are; a comparison is one."""

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]: ...

    def difference_of(self, before: int, after: int) -> Difference: ...


@dataclass(frozen=True, slots=True)
class Link:
    """One sentence of the earlier and one of the later document that make the same claim."""

    before: int
    """Index of the earlier sentence."""
    after: int
    """Index of the later sentence."""
    score: float
    """0..1, how much evidence there is that they make the same claim."""
    explainer: Explainer = field(repr=False, compare=False)
    """Where evidence and reading are looked up."""
    relation: Relation = Relation.ONE
    """How it stands among the links in force; ONE for a candidate outside them."""
    verdict: Verdict | None = None
    """What a person said of the pair, where it was judged: SAME or UNSURE for a link in force."""
    judged_by: str = ""
    """The judge whose verdict makes the pair a link; empty where a person's verdict or the score alone does."""

    @property
    def evidence(self) -> tuple[Part, ...]:
        """The parts of the score; their points add up to it."""
        return self.explainer.evidence_of(self.before, self.after)

    @property
    def difference(self) -> Difference:
        """What the pair says differently."""
        return self.explainer.difference_of(self.before, self.after)

    @property
    def change(self) -> float:
        """0..1, how much the two differ in what they say."""
        return self.difference.change

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of change, weightiest first, each once."""
        return tuple(dict.fromkeys(change.kind for change in self.difference.changes))

    @property
    def status(self) -> Status:
        """PERSISTED or CHANGED."""
        return self.difference.status


class Namer(Protocol):
    """Finds what arguments are called; the aligned versions do."""

    def labels_of(self, sentences: tuple[tuple[int, ...], ...]) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Argument:
    """The sentences of all versions that links hold together: one claim through time."""

    id: int
    """Counted from 0, in the order of the first sentence."""
    status: Status
    sentences: tuple[tuple[int, ...], ...]
    """For every version in order, the indices of its sentences."""
    namer: Namer = field(repr=False, compare=False)
    """Where its labels are looked up."""
    kinds: tuple[Kind, ...] = ()
    """The kinds of change of its links, most frequent first."""
    partly_dropped: bool = False
    """Whether the later version takes up only some of the earlier one's sentences."""

    @property
    def labels(self) -> tuple[str, ...]:
        """For every version in order, its most telling clause there, on one line; empty for a version without it."""
        return self.namer.labels_of(self.sentences)

    @property
    def label(self) -> str:
        """Its most telling clause in the first version that has it."""
        return next(filter(None, self.labels), "")


@dataclass(frozen=True, slots=True)
class Chance:
    """How many of the pairs at or above a threshold are to be expected there from shared vocabulary alone."""

    pairs: int
    """Candidates, or links, found at or above the threshold."""
    expected: float
    """How many of them are expected there by luck."""

    @property
    def precision(self) -> float:
        """The share of the pairs that is no luck: 1 - expected / pairs, not below 0; 1 when there are none."""
        return max(0.0, 1.0 - self.expected / self.pairs) if self.pairs else 1.0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many links and sentences have which status."""

    persisted: int
    """Links that say the same."""
    changed: int
    """Links that say something else than before."""
    dropped: int
    """Sentences of the earlier document without a link."""
    added: int
    """Sentences of the later document without a link."""


def other(side: Side) -> Side:
    """The opposite side."""
    return "after" if side == "before" else "before"
