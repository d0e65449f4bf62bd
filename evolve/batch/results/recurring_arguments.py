"""Arguments that run through three documents or more: what the links of many pairs hold together.

Links are joined strongest first, sentence to sentence, into clusters. A plain union of all links would chain: one wrong
link welds two claims together, and among many pairs some links are wrong, until everything hangs on everything. So two
clusters become one only when at least half of the pairs of documents between them that were compared are linked there
(average linkage, Sokal & Michener 1958, counted in pairs of documents). Where only neighbouring versions were compared
there is one such pair, and its link decides, as it does between versions of one text; where all were compared, a claim
found in five documents takes up a sixth only if three of them say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evolve.batch.jobs.job import Line

FEWEST = 3
"""Documents from which an argument counts as recurring."""
_AGREEING = 0.5  # share of the compared pairs of documents between two clusters that must be linked

TextRef = tuple[str, str]
"""A document: its source and digest."""
Position = tuple[int, int]
"""A sentence: the number of its document, from 0, and its own, from 1."""


@dataclass(frozen=True, slots=True)
class RecurringArgument:
    """One argument through several documents."""

    label: str
    """Its most connected sentence."""
    agreement: float
    """0..1, the share of the compared pairs of its documents that are linked in it."""
    sentences: tuple[tuple[TextRef, int, str], ...]
    """For each sentence its document, its number there from 1, and what it says; in the order of the documents."""

    @property
    def documents(self) -> int:
        """How many documents it runs through."""
        return len({text for text, _, _ in self.sentences})


def families(lines: Iterable[Line]) -> list[list[int]]:
    """The places of the lines whose documents hang together through pairs, for at least three documents each."""
    joined: dict[TextRef, TextRef] = {}

    def root(text: TextRef) -> TextRef:
        joined.setdefault(text, text)
        while joined[text] != text:
            joined[text] = joined[joined[text]]
            text = joined[text]
        return text

    seen: list[tuple[int, TextRef]] = []
    for at, line in enumerate(lines):
        if line["outcome"] == "done":
            before, after = _texts(line)
            joined[root(after)] = root(before)
            seen.append((at, before))
    out: dict[TextRef, list[int]] = {}
    sizes: dict[TextRef, int] = {}
    for text in list(joined):
        sizes[root(text)] = sizes.get(root(text), 0) + 1
    for at, text in seen:
        if sizes[root(text)] >= FEWEST:
            out.setdefault(root(text), []).append(at)
    return list(out.values())


def recurring(lines: Sequence[Line]) -> tuple[RecurringArgument, ...]:
    """The arguments that run through three or more documents of some compared pairs, the widest first.

    The lines must hold what the sentences of links say.
    """
    numbers: dict[TextRef, int] = {}
    compared: set[tuple[int, int]] = set()
    links: list[tuple[float, Position, Position]] = []
    text_of: dict[Position, str] = {}
    for line in lines:
        one, other = (numbers.setdefault(text, len(numbers)) for text in _texts(line))
        if one == other:
            continue
        compared |= {(one, other), (other, one)}
        for before, after, score, *texts in _links(line):
            ends = (one, before), (other, after)
            links.append((score, *ends))
            text_of.update(zip(ends, texts, strict=False))
    links.sort(key=lambda link: (-link[0], link[1], link[2]))
    texts = list(numbers)
    claims = []
    for cluster, strength in _Clusters(links, compared).all():
        documents = {document for document, _ in cluster}
        if len(documents) >= FEWEST:
            medoid = max(cluster, key=lambda place: (strength[place], (-place[0], -place[1])))
            agreement = _agreement(cluster, links, compared)
            places = tuple((texts[document], n, text_of.get((document, n), "")) for document, n in cluster)
            claims.append((cluster, RecurringArgument(text_of.get(medoid, ""), agreement, places)))
    claims.sort(key=lambda claim: (-claim[1].documents, claim[0]))
    return tuple(claim for _, claim in claims)


class _Clusters:
    """Sentences that links hold together, so far as enough documents agree."""

    def __init__(self, links: Sequence[tuple[float, Position, Position]], compared: set[tuple[int, int]]) -> None:
        self._compared = compared
        self._near: dict[Position, set[Position]] = {}
        self._strength: dict[Position, float] = {}
        for score, one, other in links:
            for here, there in ((one, other), (other, one)):
                self._near.setdefault(here, set()).add(there)
                self._strength[here] = self._strength.get(here, 0.0) + score
        self._home: dict[Position, list[Position]] = {place: [place] for place in self._near}
        # A link that found too little agreement may find it once its clusters have grown.
        left = [(one, other) for _, one, other in links]
        while True:
            refused = [link for link in left if not self._join(*link)]
            if len(refused) == len(left):
                break
            left = refused

    def all(self) -> Iterator[tuple[list[Position], dict[Position, float]]]:
        """Every cluster, its sentences in order, and how strongly each sentence is linked."""
        seen: set[int] = set()
        for cluster in self._home.values():
            if id(cluster) not in seen:
                seen.add(id(cluster))
                yield sorted(cluster), self._strength

    def _join(self, one: Position, other: Position) -> bool:
        here, there = self._home[one], self._home[other]
        if here is there:
            return True
        if not self._agree(here, there):
            return False
        here += there
        for place in there:
            self._home[place] = here
        return True

    def _agree(self, here: Sequence[Position], there: Sequence[Position]) -> bool:
        asked = {
            (one, other)
            for one in {document for document, _ in here}
            for other in {document for document, _ in there}
            if (one, other) in self._compared
        }
        others = set(there)
        linked = {(place[0], near[0]) for place in here for near in self._near[place] & others}
        return len(linked) >= _AGREEING * len(asked)


def _agreement(
    cluster: Sequence[Position], links: Sequence[tuple[float, Position, Position]], compared: set[tuple[int, int]]
) -> float:
    inside = set(cluster)
    documents = sorted({document for document, _ in cluster})
    asked = {(a, b) for at, a in enumerate(documents) for b in documents[at + 1 :] if (a, b) in compared}
    linked = {
        (min(one[0], other[0]), max(one[0], other[0])) for _, one, other in links if one in inside and other in inside
    }
    return len(linked) / len(asked)


def _texts(line: Line) -> tuple[TextRef, TextRef]:
    before, after = _side(line, "before"), _side(line, "after")
    return (before["source"], before["sha256"]), (after["source"], after["sha256"])


def _side(line: Line, side: str) -> dict[str, Any]:
    value = line[side]
    assert isinstance(value, dict)
    return value


def _links(line: Line) -> Sequence[Any]:
    value = line["links"]
    assert isinstance(value, list)
    return value
