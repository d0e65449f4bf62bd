"""Comparisons made by hand: which sentences are linked with which score, without an aligner between test and screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evolve.document import Document
from evolve.model import (
    Argument,
    Chance,
    Change,
    Counts,
    Difference,
    Judgement,
    Kind,
    Link,
    Part,
    Side,
    Status,
    Verdict,
)
from evolve.text.clean import clean_line

Pairs = Sequence[tuple[int, int, float]]


class Explained:
    """Evidence and readings: equal texts persist, all others change in scope."""

    def __init__(self, before: Document, after: Document) -> None:
        self.texts = [s.text for s in before.sentences], [s.text for s in after.sentences]

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        return (Part("shared words", 0.3, (("[b]peace", 7.25),)), Part("context", 0.1))

    def difference_of(self, before: int, after: int) -> Difference:
        if self.texts[0][before] == self.texts[1][after]:
            return Difference(0.0, (), Status.PERSISTED)
        return Difference(0.4, (Change(Kind.SCOPE, "those [red]regions", "all regions", "wider"),), Status.CHANGED)


@dataclass
class Made:
    """What the screen asks of a comparison."""

    before: Document
    after: Document
    pairs: Pairs
    threshold: float = 0.3
    judgements: tuple[Judgement, ...] = ()

    def __post_init__(self) -> None:
        said = Explained(self.before, self.after)
        best = sorted(self.pairs, key=lambda pair: -pair[2])
        self.candidates = tuple(Link(b, a, score, said) for b, a, score in best)
        self.links = tuple(self._marked(link) for link in self._same(said) if self._is_linked(link))

    def _same(self, said: Explained) -> list[Link]:
        """The candidates, and the pairs that a person called the same beside them."""
        known = {(link.before, link.after) for link in self.candidates}
        pairs = [(b, a) for b in range(len(self.before.sentences)) for a in range(len(self.after.sentences))]
        by_hand = [pair for pair in pairs if pair not in known and self.judgement_of(*pair)]
        return [*self.candidates, *(Link(b, a, 0.0, said) for b, a in by_hand)]

    def _is_linked(self, link: Link) -> bool:
        judgement = self.judgement_of(link.before, link.after)
        if judgement is None or judgement.verdict is Verdict.UNSURE:
            return link.score >= self.threshold
        return judgement.verdict is Verdict.SAME

    def _marked(self, link: Link) -> Link:
        judgement = self.judgement_of(link.before, link.after)
        return replace(link, verdict=judgement.verdict) if judgement else link

    def judgement_of(self, before: int, after: int) -> Judgement | None:
        texts = clean_line(self.before.sentences[before].text), clean_line(self.after.sentences[after].text)
        return next((j for j in reversed(self.judgements) if (j.before, j.after) == texts), None)

    @property
    def unplaced(self) -> tuple[Judgement, ...]:
        return ()

    def judged(self, judgements: Iterable[Judgement]) -> Made:
        return replace(self, judgements=tuple(judgements))

    def at(self, threshold: float) -> Made:
        return replace(self, threshold=threshold)

    def chance(self, threshold: float) -> Chance:
        return Chance(len(self.links), len(self.links) / 2)

    def link_chance(self, threshold: float | None = None) -> Chance:
        return self.chance(self.threshold)

    def links_of(self, side: Side, index: int) -> tuple[Link, ...]:
        return tuple(link for link in self.links if getattr(link, side) == index)

    def candidates_of(self, side: Side, index: int) -> tuple[Link, ...]:
        return tuple(link for link in self.candidates if getattr(link, side) == index)

    @property
    def documents(self) -> tuple[Document, Document]:
        return self.before, self.after

    def status_of(self, side: Side, index: int) -> Status:
        links = self.links_of(side, index)
        if not links:
            return Status.DROPPED if side == "before" else Status.ADDED
        return Status.PERSISTED if any(link.status is Status.PERSISTED for link in links) else Status.CHANGED

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """What links hold together, found by joining groups until nothing more joins."""
        groups: list[tuple[set[int], set[int]]] = [({b}, set()) for b in range(len(self.before.sentences))]
        groups += [(set(), {a}) for a in range(len(self.after.sentences))]
        for link in self.links:
            one = next(group for group in groups if link.before in group[0])
            two = next(group for group in groups if link.after in group[1])
            if one is not two:
                groups.remove(two)
                one[0].update(two[0])
                one[1].update(two[1])
        return tuple(
            Argument(
                n,
                f"[b]label {n}",
                Status.ADDED if not before else Status.DROPPED if not after else Status.CHANGED,
                (tuple(sorted(before)), tuple(sorted(after))),
            )
            for n, (before, after) in enumerate(groups)
        )

    @property
    def counts(self) -> Counts:
        persisted = sum(link.status is Status.PERSISTED for link in self.links)
        return Counts(
            persisted,
            len(self.links) - persisted,
            len(self.before.sentences) - len({link.before for link in self.links}),
            len(self.after.sentences) - len({link.after for link in self.links}),
        )


def document(sentences: Sequence[str], label: str = "") -> Document:
    return Document.from_sentences(sentences, label=label)


def made(before: Sequence[str], after: Sequence[str], pairs: Pairs, threshold: float = 0.3) -> Made:
    return Made(document(before, "early"), document(after, "late"), pairs, threshold)
