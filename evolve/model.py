"""The values shared by all rooms: sentences, links, statuses, arguments, judgements.

They are frozen, comparable, and have no behaviour that needs another room. Indices count from 0; screens and files add
one. A link has its two sentences and its score; its evidence and its changes, which take longer to compute, are looked
up on first use through the `Explainer` that the comparison provides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Side = Literal["before", "after"]
SIDES: tuple[Side, Side] = ("before", "after")

_MAX_ERROR = 0.15  # largest error of a share of right pairs that counts as known

Span = tuple[int, int]
"""Start and end in characters, half-open."""

SentenceRef = tuple[int, int]
"""A sentence: the index of its version and its index there, both from 0."""


class Status(StrEnum):
    """The status of a sentence, a link or an argument."""

    PERSISTED = "persisted"
    CHANGED = "changed"
    UNCLEAR = "unclear"
    """No link, but a possible candidate, that is, one better than chance."""
    DROPPED = "dropped"
    ADDED = "added"

    @property
    def glyph(self) -> str:
        """The symbol of the status, on every screen and in every report meant for reading."""
        return {"persisted": "=", "changed": "~", "unclear": "?", "dropped": "−", "added": "+"}[self.value]


class Event(StrEnum):
    """What became of an argument in a version."""

    FIRST = "first"
    """It is in the first version, which has none before it."""
    ADDED = "added"
    """It is there for the first time, in a later version."""
    PERSISTED = "persisted"
    """It is there, and differs from the version before in form alone."""
    CHANGED = "changed"
    """It is there, and differs in content from the version before."""
    REVIVED = "revived"
    """It is there again, after one version or more without it."""
    UNCLEAR = "unclear"
    """No link joins it with the version before, or it has none in this version, but a sentence there is a possible
    candidate."""
    DROPPED = "dropped"
    """It was in the version before, and no match was found in this one."""
    ABSENT = "absent"
    """It is neither in this version nor in the one before."""

    @property
    def glyph(self) -> str:
        """The symbol of the event, on every screen and in every report meant for reading."""
        if self in (Event.FIRST, Event.ABSENT):
            return "•" if self is Event.FIRST else "·"
        return "↺" if self is Event.REVIVED else Status(self.value).glyph


HAPPENED = tuple(event for event in Event if event not in (Event.FIRST, Event.ABSENT))
"""The events of a step from one version to the next."""


class Kind(StrEnum):
    """The kind of a difference between the sentences of a link."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    STRENGTH = "strength"
    ACTOR = "actor"
    ATTRIBUTION = "attribution"
    SCOPE = "scope"
    WORDING = "wording"


class Relation(StrEnum):
    """The number of sentences on either side of a link, among the links at the current threshold."""

    ONE = "one-to-one"
    SPLIT = "split"
    MERGED = "merged"
    MANY = "many-to-many"
    MOVED = "moved"


class Verdict(StrEnum):
    """The verdict of a person or a judge on a pair."""

    SAME = "same"
    """The sentences make the same claim: a link at any threshold."""
    NOT = "not"
    """The sentences do not make the same claim: no link at any threshold, and both are free for other links."""
    RELATED = "related"
    """The sentences overlap or share a theme but do not make the same claim: no link at any threshold, shown as
    possible."""
    UNSURE = "unsure"
    """Judged, but left open; changes nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's judgement of one pair of sentences.

    It identifies the sentences by their text, so that it remains valid when they are renumbered.
    """

    before: str
    """The earlier sentence, on one line."""
    after: str
    """The later sentence, on one line."""
    verdict: Verdict
    kinds: tuple[Kind, ...] = ()
    """The kinds of difference the person found."""
    note: str = ""
    """The person's note, on one line."""
    by: str = ""
    """The name of the person or the judge; may be empty."""
    drawn: str = ""
    """How the pair was drawn at random, or "": its stratum, the stratum's size and the threshold ("near of 57 at
    0.31")."""

    def swapped(self) -> Judgement:
        """Return the same judgement with the later text as the earlier one."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Reading:
    """The results of judges for two versions."""

    verdicts: tuple[Judgement, ...] = ()
    """Their verdicts, each with the judge's name as `by`; of several by one judge on one pair the last counts."""
    read: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    """The digests of earlier and of later sentences that a judge read together, whole and to the end."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts about a text that the text itself or its file names; the others are empty."""

    title: str = ""
    """The title, in one line."""
    authors: tuple[str, ...] = ()
    """The names of the authors, in order."""
    date: str = ""
    """The date of publication in ISO 8601, as exact as it is known: "2022", "2022-08" or "2022-08-27"."""
    outlet: str = ""
    """The newspaper, journal, site or publisher."""
    address: str = ""
    """The web address that the file was fetched from."""


NO_METADATA = Metadata()
"""The metadata of a text that names none."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of alignment."""

    text: str
    """The text of the sentence: `document.text[start:end]`."""
    paragraph: int
    """The index of its paragraph, from 0 within the body."""
    start: int
    """First character in the document's text."""
    end: int
    """End in the document's text, half-open."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: the kind of evidence, its points, and the words that provide it."""

    name: str
    """The kind of evidence in a word or two, for display: "shared words", "same letters" …"""
    points: float
    """The points it adds to the score; may be negative. The points of all parts add up to the score."""
    words: tuple[tuple[str, float], ...] = ()
    """The words that provide the evidence, as written in the earlier sentence, with their weight in bits; heaviest
    first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the sentences of a link, with the words that show it."""

    kind: Kind
    before: str = ""
    """The words of the earlier sentence that show it; may be empty."""
    after: str = ""
    """The words of the later sentence that show it; may be empty."""
    note: str = ""
    """The direction, if there is one: "softened", "strengthened", "wider", "narrower"."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference in what the sentences of a link say."""

    change: float
    """0..1, how much the two differ in what they say."""
    changes: tuple[Change, ...]
    """The changes, most important first; empty if nothing differs."""
    status: Status
    """PERSISTED or CHANGED."""
    ignored: bool = False
    """Whether all its changes are of a kind that the settings ignore, so that its link is listed as persisted."""
    addresses: tuple[tuple[str, str], ...] = ()
    """The earlier and the later address of words whose link was replaced; this is not a change of the text."""


Cluster = tuple[tuple[int, ...], tuple[int, ...]]
"""The earlier and the later sentences of a split or a merge, as ascending indices; one side has one sentence."""


class Explainer(Protocol):
    """Returns the evidence and the difference of a link; comparisons implement it."""

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]: ...

    def difference_of(self, before: int, after: int) -> Difference: ...

    def difference_of_part(self, before: int, after: int, cluster: Cluster) -> Difference: ...


class Voice(Protocol):
    """Returns a vector for each sentence, one row of numbers each; sentences with related meanings have similar
    vectors.
    """

    def __call__(self, sentences: list[str], /) -> ArrayLike: ...


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
    """Looks up the evidence and the difference."""
    relation: Relation = Relation.ONE
    """Its relation among the links at the current threshold; ONE for a candidate that is no link."""
    verdict: Verdict | None = None
    """A person's verdict on the pair, if it was judged: SAME or UNSURE for a link at the current threshold."""
    judge: Judgement | None = None
    """The judges' verdict on the pair, whoever decides it; None if they gave none."""
    cluster: Cluster | None = None
    """The split or merge that the link is part of; None for other relations."""

    @property
    def judged_by(self) -> str:
        """The judges whose verdict makes the pair a link, joined by ", "; empty if a person or the score does."""
        decides = self.judge is not None and self.judge.verdict is Verdict.SAME and self.verdict is not Verdict.SAME
        return self.judge.by if decides and self.judge is not None else ""

    @property
    def judged_score(self) -> float:
        """The score, 0..1; 1 if the person judged the pair the same claim."""
        return 1.0 if self.verdict is Verdict.SAME else self.score

    @property
    def surest_key(self) -> tuple[bool, bool, float]:
        """The key that sorts links by how sure they are, the surest last.

        Links that the person judged the same claim are the surest, then those whose sentences differ in nothing but
        form; within each group the score decides.
        """
        return self.verdict is Verdict.SAME, self.status is Status.PERSISTED, self.score

    @property
    def is_related(self) -> bool:
        """Whether the pair was judged related, by the person or, without a verdict of the person, by judges."""
        if self.verdict in (None, Verdict.UNSURE):
            return self.judge is not None and self.judge.verdict is Verdict.RELATED
        return self.verdict is Verdict.RELATED

    @property
    def evidence(self) -> tuple[Part, ...]:
        """The parts of the score; their points add up to it."""
        return self.explainer.evidence_of(self.before, self.after)

    @property
    def difference(self) -> Difference:
        """The difference in what the two sentences say; a part of a split does not lack what another part says."""
        if self.cluster is None:
            return self.explainer.difference_of(self.before, self.after)
        return self.explainer.difference_of_part(self.before, self.after, self.cluster)

    @property
    def change(self) -> float:
        """0..1, how much the two differ in what they say."""
        return self.difference.change

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of change, most important first, each once."""
        return tuple(dict.fromkeys(change.kind for change in self.difference.changes))

    @property
    def status(self) -> Status:
        """PERSISTED or CHANGED; a pair whose changes are all ignored is PERSISTED."""
        difference = self.difference
        return Status.PERSISTED if difference.ignored else difference.status


class Namer(Protocol):
    """Finds the labels of arguments; the aligned versions implement it."""

    def labels_of(self, sentences: tuple[tuple[int, ...], ...]) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class Argument:
    """The sentences of all versions that are connected by links: one claim through time."""

    id: int
    """Its number, from 0, in the order of the first sentence."""
    status: Status
    sentences: tuple[tuple[int, ...], ...]
    """The indices of its sentences in every version, in the order of versions."""
    namer: Namer = field(repr=False, compare=False)
    """Looks up its labels."""
    kinds: tuple[Kind, ...] = ()
    """The kinds of change of its links, most frequent first."""
    partly_dropped: bool = False
    """Whether the later version repeats only some of the earlier one's sentences."""

    @property
    def labels(self) -> tuple[str, ...]:
        """For every version in order, its most characteristic clause on one line; "" for a version without it."""
        return tuple(self.namer.labels_of(self.sentences))

    @property
    def label(self) -> str:
        """Its label in the first version that has it."""
        return next(filter(None, self.namer.labels_of(self.sentences)), "")

    @property
    def later_label(self) -> str:
        """Its label in the last version that has it; "" if that is the same as `label`."""
        last = next(filter(None, reversed(self.labels)), "")
        return "" if last == self.label else last


@dataclass(frozen=True, slots=True)
class Chance:
    """The estimated number of wrong pairs at or above a threshold, that is, of pairs not making the same claim.

    The truth is probably between two estimates. The lower one assumes that the two texts share their vocabulary and
    nothing else, and expects too few wrong pairs. The higher one assumes that the two are no more alike than each is to
    itself, so that they also share their subject and their author's habits, and expects too many.

    No estimate is certain: a share of `n` pairs stays between `.5 / (n + 1)` and `1 - .5 / (n + 1)`, the shares that
    Jeffreys' prior gives when all or none of `n` trials fail.
    """

    pairs: int
    """The number of candidates, or links, at or above the threshold."""
    expected: float
    """The number of wrong pairs by chance alone, that is, if the two texts shared their vocabulary and nothing else."""
    alike: float = 0.0
    """The number of wrong pairs if the two texts were no more alike than each is to itself; 0 if not estimated."""
    rewritten: bool = False
    """Whether the two texts are rewritten, so that words alone do not show which of the pairs are right."""

    @property
    def not_by_chance(self) -> float | None:
        """The estimated share of pairs that are not due to chance, above 0 and below 1; None if there are no pairs."""
        return self.at_most if self.pairs else None

    @property
    def at_most(self) -> float:
        """The higher estimate of the share of right pairs, above 0 and below 1; .5 if there are no pairs."""
        return self._estimated_share(self.expected)

    @property
    def at_least(self) -> float:
        """The lower estimate of the share of right pairs, above 0 and below 1; .5 if there are no pairs."""
        return self._estimated_share(self._most_wrong)

    @property
    def precision(self) -> float:
        """The share of right pairs halfway between the two estimates; to be shown only if `is_known`."""
        return (self.at_least + self.at_most) / 2

    @property
    def known_precision(self) -> float | None:
        """The estimated share of right pairs, above 0 and below 1; None if it is not known."""
        return self.precision if self.is_known else None

    @property
    def is_known(self) -> bool:
        """Whether the share of right pairs is known to within .15; never without pairs, nor for rewritten texts.

        Both half the distance between the two estimates and the standard error must be within it; the number of wrong
        pairs is a count (Poisson).
        """
        if not self.pairs or self.rewritten:
            return False
        fewest_wrong, most_wrong = (min(wrong, self.pairs) for wrong in (self.expected, self._most_wrong))
        half_distance = (most_wrong - fewest_wrong) / 2 / self.pairs
        standard_error = math.sqrt((fewest_wrong + most_wrong) / 2) / self.pairs
        return max(half_distance, standard_error) <= _MAX_ERROR

    @property
    def _most_wrong(self) -> float:
        return max(self.expected, self.alike)

    def _estimated_share(self, wrong: float) -> float:
        """Return the share of pairs that are not among some wrong ones, kept away from 0 and 1."""
        least = 0.5 / (self.pairs + 1)
        share = 1.0 - wrong / self.pairs if self.pairs else 0.5
        return min(1.0 - least, max(least, share))


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of sentences of one text, or of both, by status; they add up to all its sentences."""

    persisted: int = 0
    """Sentences whose links all persisted."""
    changed: int = 0
    """Sentences with a link that changed."""
    unclear: int = 0
    """Sentences without a link that have a possible candidate."""
    dropped: int = 0
    """Earlier sentences for which no match was found."""
    added: int = 0
    """Later sentences for which no match was found."""

    def of(self, status: Status) -> int:
        """Return the number of sentences with this status."""
        count: int = getattr(self, status.value)
        return count

    @property
    def unmatched(self) -> int:
        """Sentences for which no match was found, dropped or added."""
        return self.dropped + self.added

    @property
    def total(self) -> int:
        """All sentences."""
        return self.persisted + self.changed + self.unclear + self.unmatched

    def __add__(self, others: Counts) -> Counts:
        return Counts(*(self.of(status) + others.of(status) for status in Status))


def other(side: Side) -> Side:
    """Return the opposite side."""
    return "after" if side == "before" else "before"
