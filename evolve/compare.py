"""The one recipe: two documents in, a comparison out; several versions in, an evolution out.

Screen, reports and tuner all read these two values and nothing else, so they cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from evolve.align import align
from evolve.align.alignment import Alignment
from evolve.align.evidence import evidence_at, telling
from evolve.align.rising import in_order
from evolve.align.threshold import find_threshold
from evolve.classify import read_change
from evolve.classify.arguments import Place, gather
from evolve.document import Document
from evolve.errors import UsageError
from evolve.model import Argument, Chance, Counts, Link, Part, Reading, Relation, Side, Status
from evolve.settings import Settings
from evolve.text.equivalents import equivalents_of
from evolve.text.tokens import Token, tokenise


class _Explanations:
    """Evidence and readings of one pair of documents, found when asked for and kept."""

    def __init__(self, before: Document, after: Document, settings: Settings, alignment: Alignment) -> None:
        self._before = before
        self._after = after
        self._settings = settings
        self._alignment = alignment
        self._equivalents = equivalents_of(settings.equivalents, use_shipped=settings.shipped_equivalents)
        self._readings: dict[tuple[int, int], Reading] = {}

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        place = self._places.get((before, after))
        if place is None:
            return ()
        return evidence_at(self._alignment, place, self.tokens("before", before), self.tokens("after", after))

    def reading_of(self, before: int, after: int) -> Reading:
        key = before, after
        if key not in self._readings:
            self._readings[key] = read_change(
                self._before.sentences[before].text,
                self._after.sentences[after].text,
                around_before=_around(self._before, before),
                around_after=_around(self._after, after),
                language=self._settings.language,
                equivalents=self._equivalents,
            )
        return self._readings[key]

    def tokens(self, side: Side, index: int) -> tuple[Token, ...]:
        """The words of one sentence."""
        document = self._before if side == "before" else self._after
        return tokenise(
            document.sentences[index].text, language=self._settings.language, equivalents=self._equivalents
        )

    @cached_property
    def _places(self) -> dict[tuple[int, int], int]:
        pairs = zip(self._alignment.before.tolist(), self._alignment.after.tolist(), strict=True)
        return {pair: place for place, pair in enumerate(pairs)}


def _around(document: Document, index: int) -> list[str]:
    """The two sentences before a sentence and the two after it."""
    sentences = document.sentences
    return [sentences[at].text for at in range(max(0, index - 2), min(len(sentences), index + 3)) if at != index]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two versions aligned, at one threshold. Made by `compare`."""

    before: Document
    """The earlier version."""
    after: Document
    """The later version."""
    settings: Settings
    """How it was made."""
    threshold: float
    """The score from which a candidate counts as a link (`>=`)."""
    alignment: Alignment
    """Every candidate's score and whether it wins; the same at any threshold."""
    explanations: _Explanations

    @cached_property
    def candidates(self) -> tuple[Link, ...]:
        """Every candidate, best first; never depends on the threshold."""
        a = self.alignment
        return tuple(
            Link(b, c, s, self.explanations)
            for b, c, s in zip(a.before.tolist(), a.after.tolist(), a.score.tolist(), strict=True)
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links in force at this threshold, best first."""
        a = self.alignment
        chosen = [self.candidates[k] for k in a.wins[: a.above(self.threshold)].nonzero()[0].tolist()]
        return _related(chosen, _moved(chosen))

    def at(self, threshold: float) -> Comparison:
        """The same comparison at another threshold, 0..1; nothing is scored again."""
        if not 0 <= threshold <= 1:
            raise UsageError(f"the threshold {threshold} is not between 0 and 1", next_step="choose one from 0 to 1")
        moved = Comparison(self.before, self.after, self.settings, threshold, self.alignment, self.explanations)
        moved.__dict__["candidates"] = self.candidates
        return moved

    def chance(self, threshold: float) -> Chance:
        """How many of the candidates at or above a threshold are expected there by luck."""
        return Chance(self.alignment.above(threshold), self.alignment.expected(threshold))

    def link_chance(self, threshold: float | None = None) -> Chance:
        """How many of the links at a threshold (by default the one in force) are expected there by luck."""
        t = self.threshold if threshold is None else threshold
        return Chance(self.alignment.links_above(t), self.alignment.expected_links(t))

    def links_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """The links in force of one sentence, best first."""
        return self._by_sentence[side].get(index, ())

    def candidates_of(self, side: Side, index: int) -> tuple[Link, ...]:
        """Every candidate of one sentence, best first."""
        return tuple(link for link in self.candidates if getattr(link, side) == index)

    def status_of(self, side: Side, index: int) -> Status:
        """What became of a sentence: of several links, the one that says the same counts."""
        links = self.links_of(side, index)
        if not links:
            return Status.DROPPED if side == "before" else Status.ADDED
        return Status.PERSISTED if any(link.status is Status.PERSISTED for link in links) else Status.CHANGED

    @cached_property
    def counts(self) -> Counts:
        """Links by status, and the sentences without a link."""
        said = Counter(link.status for link in self.links)
        return Counts(
            persisted=said[Status.PERSISTED],
            changed=said[Status.CHANGED],
            dropped=len(self.before.sentences) - len(self._by_sentence["before"]),
            added=len(self.after.sentences) - len(self._by_sentence["after"]),
        )

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The claims through time: every sentence of both versions in exactly one, in the order of appearance."""
        return evolution_of((self,)).arguments

    @cached_property
    def _by_sentence(self) -> dict[Side, dict[int, tuple[Link, ...]]]:
        out: dict[Side, dict[int, tuple[Link, ...]]] = {"before": {}, "after": {}}
        for link in self.links:
            out["before"][link.before] = (*out["before"].get(link.before, ()), link)
            out["after"][link.after] = (*out["after"].get(link.after, ()), link)
        return out


def _related(links: Sequence[Link], moved: frozenset[tuple[int, int]]) -> tuple[Link, ...]:
    """The links, each with how it stands among the others."""
    before = Counter(link.before for link in links)
    after = Counter(link.after for link in links)

    def relation(link: Link) -> Relation:
        many_after, many_before = before[link.before] > 1, after[link.after] > 1
        if many_after and many_before:
            return Relation.MANY
        if many_after:
            return Relation.SPLIT
        if many_before:
            return Relation.MERGED
        return Relation.MOVED if (link.before, link.after) in moved else Relation.ONE

    return tuple(replace(link, relation=relation(link)) for link in links)


def _moved(links: Sequence[Link]) -> frozenset[tuple[int, int]]:
    """The one-to-one links that do not keep the order of the others."""
    before = Counter(link.before for link in links)
    after = Counter(link.after for link in links)
    pairs = sorted((link.before, link.after) for link in links if before[link.before] == after[link.after] == 1)
    kept = in_order([after for _, after in pairs])
    return frozenset(pairs) - {pairs[place] for place in kept}


def compare(before: Document, after: Document, *, settings: Settings | None = None) -> Comparison:
    """Align two versions and classify their sentences."""
    settings = settings or Settings()
    alignment = align(
        [s.text for s in before.sentences],
        [s.text for s in after.sentences],
        language=settings.language,
        equivalents=equivalents_of(settings.equivalents, use_shipped=settings.shipped_equivalents),
    )
    threshold = settings.threshold
    if threshold is None:
        threshold = find_threshold(alignment, (len(before.sentences), len(after.sentences)), settings.trust)
    explanations = _Explanations(before, after, settings, alignment)
    return Comparison(before, after, settings, threshold, alignment, explanations)


@dataclass(frozen=True, eq=False)
class Evolution:
    """Two or more versions in order, each compared with the next. Made by `evolution`."""

    documents: tuple[Document, ...]
    """The versions, earliest first."""
    comparisons: tuple[Comparison, ...]
    """One for each version and its next."""

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The claims through all versions: every sentence in exactly one, in the order of appearance."""
        return gather(
            [len(document.sentences) for document in self.documents],
            [comparison.links for comparison in self.comparisons],
            words_in=self._words_in,
            label=self._telling,
        )

    def _words_in(self, place: Place) -> int:
        comparison, side = self._seen_from(place[0])
        features = comparison.alignment.features
        edges = (features.before if side == "before" else features.after).words.edges
        return int(edges[place[1] + 1] - edges[place[1]])

    def _telling(self, places: Sequence[Place]) -> tuple[str, ...]:
        """The most telling words of an argument, as it first stands."""
        first = min(places)[0]
        comparison, side = self._seen_from(first)
        here = [index for version, index in places if version == first]
        if side == "after":
            return telling(comparison.alignment.features, (), here)
        following = [index for version, index in places if version == first + 1]
        return telling(comparison.alignment.features, here, following)

    def _seen_from(self, version: int) -> tuple[Comparison, Side]:
        """A comparison that holds a version, and on which side."""
        if version < len(self.comparisons):
            return self.comparisons[version], "before"
        return self.comparisons[-1], "after"

    def status_of(self, version: int, index: int) -> Status:
        """What became of a sentence next; for the last version, where it came from."""
        if version < len(self.comparisons):
            return self.comparisons[version].status_of("before", index)
        return self.comparisons[-1].status_of("after", index)


def evolution_of(comparisons: Sequence[Comparison]) -> Evolution:
    """Comparisons of each version with its next, as one evolution."""
    return Evolution((comparisons[0].before, *(comparison.after for comparison in comparisons)), tuple(comparisons))


def evolution(versions: Sequence[Document], *, settings: Settings | None = None) -> Evolution:
    """Compare each version with the next; two or more, in order. Raises UsageError for fewer."""
    if len(versions) < 2:
        raise UsageError("an evolution needs two or more versions", next_step="name at least two")
    pairs = pairwise(versions)
    return evolution_of([compare(a, b, settings=settings) for a, b in pairs])
