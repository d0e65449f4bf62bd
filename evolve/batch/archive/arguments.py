"""The arguments of an archive over time: the texts that make each, its events by period, and how it changed.

An argument is compared, in each text that makes it, with the previous text that makes it: the two sentences of the
two that are most similar are read for changes. It is revived if one period or more that has texts went by without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from evolve.batch.archive.dated_text import DatedText
from evolve.batch.archive.joining import Joined, WordingLink, Wordings
from evolve.batch.archive.periods import Periods
from evolve.classify import indices_near, read_change
from evolve.comparison.labels import label_among
from evolve.model import Event, Kind, SentenceRef, Status
from evolve.settings import Settings
from evolve.text.words.equivalents import Equivalents, equivalents_of

_MAX_POSSIBLE = 3
"""Maximum number of possible further sentences shown for an argument."""
_MAX_LABEL_WORDINGS = 12
"""Maximum number of other wordings that a label is chosen by."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An argument in one text that makes it."""

    text: int
    """The index of the text."""
    sentences: tuple[int, ...]
    """The indices of its sentences in that text."""
    event: Event
    """FIRST or ADDED in the first text that makes it, else PERSISTED, CHANGED or REVIVED."""
    since: SentenceRef | None = None
    """The sentence that it was compared with; None in the first text that makes it."""
    sentence: int = 0
    """The index of the sentence that was compared."""
    change: float = 0.0
    """0..1, how much the two differ in what they say."""
    kinds: tuple[Kind, ...] = ()
    """The kinds of change, most important first."""

    @property
    def is_changed(self) -> bool:
        """Whether it differs in content from the sentence that it was compared with; a revived one may too."""
        return bool(self.kinds)


@dataclass(frozen=True, slots=True)
class PossibleSentence:
    """A sentence that may make an argument, and is not joined with it."""

    sentence: SentenceRef
    own: SentenceRef
    """The sentence of the argument that it is similar to."""
    score: float
    argument: int | None
    """The argument, from 0, that it belongs to; None if it recurs nowhere."""
    is_refused: bool
    """Whether its score is sufficient and too few wordings confirm it; else its score is below the threshold."""


@dataclass(frozen=True, slots=True)
class ArgumentOverTime:
    """An argument that is made in two texts or more."""

    label: str
    """The most characteristic clause of its most frequent wording."""
    occurrences: tuple[Occurrence, ...] = field(repr=False)
    """The texts that make it, in the order of time."""
    events: tuple[Event, ...] = field(repr=False)
    """What became of it in each period."""
    wordings: int
    """The number of different sentences that make it."""
    possible: tuple[PossibleSentence, ...] = ()
    """The best of the further sentences that may make it."""

    @property
    def first(self) -> int:
        """The first text that makes it."""
        return self.occurrences[0].text

    @property
    def last(self) -> int:
        """The last text that makes it."""
        return self.occurrences[-1].text

    @property
    def revivals(self) -> int:
        """How many times it came back after a gap."""
        return self.events.count(Event.REVIVED)

    @property
    def changes(self) -> int:
        """In how many texts it differs in content from the previous text that makes it."""
        return sum(occurrence.is_changed for occurrence in self.occurrences)


def arguments_over_time(
    texts: Sequence[DatedText], wordings: Wordings, claims: Joined, periods: Periods, settings: Settings
) -> tuple[ArgumentOverTime, ...]:
    """Return the arguments of an archive, those in most texts first; `settings` must name the language."""
    reader = _Reader(texts, periods, settings)
    groups = sorted(claims.groups, key=lambda group: _rank(group, wordings))
    group_of = {wording: number for number, group in enumerate(groups) for wording in group}
    possible = _possible(claims, wordings, group_of)
    return tuple(_argument(group, wordings, reader, possible.get(number, ())) for number, group in enumerate(groups))


def _rank(group: Sequence[int], wordings: Wordings) -> tuple[int, int, int]:
    """Return the sort key of an argument: the number of its texts, descending, then its span, then its first text."""
    found = {text for number in group for text, _ in wordings.sentences[number]}
    return -len(found), min(found) - max(found), group[0]


def _argument(
    group: Sequence[int], wordings: Wordings, reader: _Reader, possible: Sequence[PossibleSentence]
) -> ArgumentOverTime:
    by_text: dict[int, list[int]] = {}
    for text, n in sorted(sentence for number in group for sentence in wordings.sentences[number]):
        by_text.setdefault(text, []).append(n)
    occurrences = tuple(reader.occurrences({text: tuple(here) for text, here in by_text.items()}))
    most_frequent = max(group, key=lambda number: (len(wordings.sentences[number]), -number))
    others = [wordings.texts[number] for number in group if number != most_frequent][:_MAX_LABEL_WORDINGS]
    own = wordings.texts[most_frequent]
    return ArgumentOverTime(
        label=label_among(own, others or [own], language=reader.settings.language),
        occurrences=occurrences,
        events=reader.events(occurrences),
        wordings=len(group),
        possible=tuple(possible),
    )


class _Reader:
    """Reads what became of an argument from text to text."""

    def __init__(self, texts: Sequence[DatedText], periods: Periods, settings: Settings) -> None:
        self.settings = settings
        self._texts = texts
        self._periods = periods
        self._equivalents: Equivalents = equivalents_of(
            settings.equivalents, use_shipped=settings.shipped_equivalents, language=settings.language
        )

    def occurrences(self, by_text: dict[int, tuple[int, ...]]) -> Iterator[Occurrence]:
        """Yield what became of an argument in each text that makes it; `by_text` has its sentences."""
        last: int | None = None
        for text, here in by_text.items():
            if last is None:
                event = Event.ADDED if self._periods.of_texts[text] else Event.FIRST
                yield Occurrence(text, here, event, sentence=here[0])
            else:
                yield self._compared(text, here, last, by_text[last])
            last = text

    def events(self, occurrences: Sequence[Occurrence]) -> tuple[Event, ...]:
        """Return what became of an argument in each period."""
        by_period: dict[int, list[Occurrence]] = {}
        for occurrence in occurrences:
            by_period.setdefault(self._periods.of_texts[occurrence.text], []).append(occurrence)
        events: list[Event] = []
        for period in range(len(self._periods.names)):
            here = by_period.get(period)
            if here is None:
                events.append(Event.DROPPED if period - 1 in by_period else Event.ABSENT)
            elif here[0].event in (Event.FIRST, Event.ADDED, Event.REVIVED):
                events.append(here[0].event)
            else:
                events.append(Event.CHANGED if any(found.is_changed for found in here) else Event.PERSISTED)
        return tuple(events)

    def _compared(self, text: int, here: Sequence[int], last: int, before: Sequence[int]) -> Occurrence:
        """Return what became of an argument since the previous text that makes it."""
        old, new = self._texts[last].sentences, self._texts[text].sentences
        _, earlier, later = max((ratio(old[b], new[a]), -b, -a) for b in before for a in here)
        earlier, later = -earlier, -later
        difference = read_change(
            old[earlier],
            new[later],
            around_before=[old[n] for n in indices_near(earlier, len(old))],
            around_after=[new[n] for n in indices_near(later, len(new))],
            language=self.settings.language,
            equivalents=self._equivalents,
        )
        kinds = tuple(dict.fromkeys(change.kind for change in difference.changes))
        if difference.status is not Status.CHANGED or {str(kind) for kind in kinds} == {self.settings.ignore}:
            kinds = ()
        event = Event.CHANGED if kinds else Event.PERSISTED
        if self._periods.of_texts[text] - self._periods.of_texts[last] > 1:
            event = Event.REVIVED
        return Occurrence(text, tuple(here), event, (last, earlier), later, difference.change, kinds)


def _possible(claims: Joined, wordings: Wordings, group_of: dict[int, int]) -> dict[int, tuple[PossibleSentence, ...]]:
    """Return for each argument the best sentences that may make it too, each wording and each argument once."""
    links: list[tuple[WordingLink, bool]] = [(link, True) for link in claims.refused]
    links += [(link, False) for link in claims.below]
    links.sort(key=lambda entry: (not entry[1], -entry[0][0], entry[0][1:]))
    found: dict[int, dict[object, PossibleSentence]] = {}
    for (score, one, other), is_refused in links:
        for own, opposite in ((one, other), (other, one)):
            number, target = group_of.get(own), group_of.get(opposite)
            if number is None or number == target:
                continue
            held = found.setdefault(number, {})
            key = ("argument", target) if target is not None else ("wording", opposite)
            if key not in held and len(held) < _MAX_POSSIBLE:
                sentences = wordings.sentences[opposite][0], wordings.sentences[own][0]
                held[key] = PossibleSentence(*sentences, score, target, is_refused)
    return {number: tuple(held.values()) for number, held in found.items()}
