"""The one recipe: two documents in, a comparison out; several versions in, an evolution out.

Screen, reports and tuner all read these two values and nothing else, so they cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from evolve.align.alignment import Alignment
from evolve.classify import read_change
from evolve.document import Document
from evolve.errors import UsageError
from evolve.model import Argument, Chance, Counts, Link, Part, Reading, Relation, Side, Status
from evolve.settings import Settings
from evolve.text.equivalents import equivalents_of


class _Explanations:
    """Evidence and readings of one pair of documents, found when asked for and kept."""

    def __init__(self, before: Document, after: Document, settings: Settings) -> None:
        self._before = before
        self._after = after
        self._settings = settings
        self._equivalents = equivalents_of(settings.equivalents, use_shipped=settings.shipped_equivalents)
        self._readings: dict[tuple[int, int], Reading] = {}

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        return ()

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
        return _related(chosen)

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
        """The claims through time, in the order of their first sentence."""
        return ()

    @cached_property
    def _by_sentence(self) -> dict[Side, dict[int, tuple[Link, ...]]]:
        out: dict[Side, dict[int, tuple[Link, ...]]] = {"before": {}, "after": {}}
        for link in self.links:
            out["before"][link.before] = (*out["before"].get(link.before, ()), link)
            out["after"][link.after] = (*out["after"].get(link.after, ()), link)
        return out


def _related(links: Sequence[Link]) -> tuple[Link, ...]:
    before = Counter(link.before for link in links)
    after = Counter(link.after for link in links)
    out = []
    for link in links:
        fans = before[link.before] > 1, after[link.after] > 1
        relation = {
            (False, False): Relation.ONE,
            (True, False): Relation.SPLIT,
            (False, True): Relation.MERGED,
            (True, True): Relation.MANY,
        }[fans]
        out.append(Link(link.before, link.after, link.score, link.explainer, relation))
    return tuple(out)


def compare(before: Document, after: Document, *, settings: Settings | None = None) -> Comparison:
    """Align two versions and classify their sentences."""
    from evolve.align import align
    from evolve.text.equivalents import equivalents_of

    settings = settings or Settings()
    alignment = align(
        [s.text for s in before.sentences],
        [s.text for s in after.sentences],
        language=settings.language,
        equivalents=equivalents_of(settings.equivalents, use_shipped=settings.shipped_equivalents),
    )
    threshold = 0.45 if settings.threshold is None else settings.threshold
    return Comparison(before, after, settings, threshold, alignment, _Explanations(before, after, settings))


@dataclass(frozen=True, eq=False)
class Evolution:
    """Two or more versions in order, each compared with the next. Made by `evolution`."""

    documents: tuple[Document, ...]
    """The versions, earliest first."""
    comparisons: tuple[Comparison, ...]
    """One for each version and its next."""

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The claims through all versions."""
        return self.comparisons[0].arguments

    def status_of(self, version: int, index: int) -> Status:
        """What became of a sentence next; for the last version, where it came from."""
        if version < len(self.comparisons):
            return self.comparisons[version].status_of("before", index)
        return self.comparisons[-1].status_of("after", index)


def evolution(versions: Sequence[Document], *, settings: Settings | None = None) -> Evolution:
    """Compare each version with the next; two or more, in order. Raises UsageError for fewer."""
    if len(versions) < 2:
        raise UsageError("an evolution needs two or more versions", next_step="name at least two")
    pairs = zip(versions, versions[1:], strict=False)
    return Evolution(tuple(versions), tuple(compare(a, b, settings=settings) for a, b in pairs))
