"""Arguments that occur in three documents or more: clusters of sentences joined by the links of many pairs.

Links are joined strongest first, sentence to sentence, into clusters. A plain union of all links would chain: one wrong
link merges two claims, and among many pairs some links are wrong, until everything is connected. So two clusters are
merged only if at least half of the compared pairs of documents between them are linked there (average linkage, Sokal &
Michener 1958, counted in pairs of documents). If only neighbouring versions were compared there is one such pair, and
its link decides, as it does between versions of one text; if all were compared, a claim found in five documents extends
to a sixth only if three of them are linked to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evolve.batch.jobs.job import Line
from evolve.text.languages import AUTO, DEFAULT, recognised_language
from evolve.union_find import root_of

MIN_DOCUMENTS = 3
"""Minimum number of documents of a recurring argument."""
_MIN_AGREEMENT = 0.5  # minimum share of linked pairs among the compared pairs of documents between two clusters

TextRef = tuple[str, str]
"""A document: its source and digest."""
Position = tuple[int, int]
"""A sentence: the number of its document, from 0, and its own number, from 1."""


@dataclass(frozen=True, slots=True)
class RecurringArgument:
    """One argument that occurs in several documents."""

    label: str
    """The most characteristic clause of its most strongly linked sentence."""
    agreement: float
    """0..1, the share of the compared pairs of its documents that are linked in it."""
    sentences: tuple[tuple[TextRef, int, str], ...]
    """Each sentence as its document, its number there from 1, and its text; in the order of the documents."""

    @property
    def documents(self) -> int:
        """The number of documents it occurs in."""
        return len({text for text, _, _ in self.sentences})


def connected_lines(lines: Iterable[Line]) -> list[list[int]]:
    """Return groups of line indices, one for each set of three or more documents connected through pairs."""
    parents: dict[TextRef, TextRef] = {}
    done_lines: list[tuple[int, TextRef]] = []
    for index, line in enumerate(lines):
        if line["outcome"] == "done":
            before, after = _texts(line)
            parents[root_of(parents, after)] = root_of(parents, before)
            done_lines.append((index, before))
    groups: dict[TextRef, list[int]] = {}
    sizes: dict[TextRef, int] = {}
    for text in list(parents):
        root = root_of(parents, text)
        sizes[root] = sizes.get(root, 0) + 1
    for index, text in done_lines:
        root = root_of(parents, text)
        if sizes[root] >= MIN_DOCUMENTS:
            groups.setdefault(root, []).append(index)
    return list(groups.values())


def recurring(lines: Sequence[Line], *, language: str = AUTO) -> tuple[RecurringArgument, ...]:
    """Return the arguments that occur in three or more documents of these pairs, those in most documents first.

    The lines must contain the sentences of links. With "auto" the language is recognised from them.
    """
    numbers: dict[TextRef, int] = {}
    compared: set[tuple[int, int]] = set()
    links: list[tuple[float, Position, Position]] = []
    text_of: dict[Position, str] = {}
    for line in lines:
        number_before, number_after = (numbers.setdefault(text, len(numbers)) for text in _texts(line))
        if number_before == number_after:
            continue
        compared |= {(number_before, number_after), (number_after, number_before)}
        for before, after, score, *texts in _links(line):
            ends = (number_before, before), (number_after, after)
            links.append((score, *ends))
            text_of.update(zip(ends, texts, strict=False))
    if language == AUTO:
        language = recognised_language([" ".join(text_of.values())]) or DEFAULT
    links.sort(key=lambda link: (-link[0], link[1], link[2]))
    texts = list(numbers)
    arguments = []
    for cluster, strength in _Clusters(links, compared).all():
        documents = {document for document, _ in cluster}
        if len(documents) >= MIN_DOCUMENTS:
            medoid = max(cluster, key=lambda position: (strength[position], (-position[0], -position[1])))
            agreement = _agreement(cluster, links, compared)
            sentences = tuple((texts[document], n, text_of.get((document, n), "")) for document, n in cluster)
            others = [text_of.get(position, "") for position in cluster if position != medoid]
            label = _label(text_of.get(medoid, ""), others, language)
            arguments.append((cluster, RecurringArgument(label, agreement, sentences)))
    arguments.sort(key=lambda argument: (-argument[1].documents, argument[0]))
    return tuple(argument for _, argument in arguments)


def _label(text: str, others: Sequence[str], language: str) -> str:
    # The words of sentences are read with numpy, which a batch without recurring arguments does not need.
    from evolve.comparison.labels import label_among

    return label_among(text, others, language=language)


class _Clusters:
    """Clusters of linked sentences, merged if enough documents agree."""

    def __init__(self, links: Sequence[tuple[float, Position, Position]], compared: set[tuple[int, int]]) -> None:
        self._compared = compared
        self._linked: dict[Position, set[Position]] = {}
        self._strength: dict[Position, float] = {}
        for score, before, after in links:
            for position, linked_position in ((before, after), (after, before)):
                self._linked.setdefault(position, set()).add(linked_position)
                self._strength[position] = self._strength.get(position, 0.0) + score
        self._cluster_of: dict[Position, list[Position]] = {position: [position] for position in self._linked}
        # A link with too little agreement may have enough once its clusters have grown.
        remaining = [(before, after) for _, before, after in links]
        while True:
            refused = [link for link in remaining if not self._join(*link)]
            if len(refused) == len(remaining):
                break
            remaining = refused

    def all(self) -> Iterator[tuple[list[Position], dict[Position, float]]]:
        """Yield every cluster, its sentences in order, and the summed link scores of each sentence."""
        yielded: set[int] = set()
        for cluster in self._cluster_of.values():
            if id(cluster) not in yielded:
                yielded.add(id(cluster))
                yield sorted(cluster), self._strength

    def _join(self, before: Position, after: Position) -> bool:
        """Merge the clusters of two linked sentences; return False if too few documents agree."""
        cluster, joined = self._cluster_of[before], self._cluster_of[after]
        if cluster is joined:
            return True
        if not self._agree(cluster, joined):
            return False
        cluster += joined
        for position in joined:
            self._cluster_of[position] = cluster
        return True

    def _agree(self, cluster: Sequence[Position], joined: Sequence[Position]) -> bool:
        """Return whether at least half of the compared pairs of documents between two clusters are linked."""
        documents, joined_documents = {document for document, _ in cluster}, {document for document, _ in joined}
        compared_pairs = {
            (one, other) for one in documents for other in joined_documents if (one, other) in self._compared
        }
        joined_positions = set(joined)
        linked_pairs = {
            (position[0], neighbour[0])
            for position in cluster
            for neighbour in self._linked[position] & joined_positions
        }
        return len(linked_pairs) >= _MIN_AGREEMENT * len(compared_pairs)


def _agreement(
    cluster: Sequence[Position], links: Sequence[tuple[float, Position, Position]], compared: set[tuple[int, int]]
) -> float:
    """Return the share of the compared pairs of documents of a cluster that are linked in it."""
    inside = set(cluster)
    documents = sorted({document for document, _ in cluster})
    compared_pairs = {(a, b) for index, a in enumerate(documents) for b in documents[index + 1 :] if (a, b) in compared}
    linked = {
        (min(one[0], other[0]), max(one[0], other[0])) for _, one, other in links if one in inside and other in inside
    }
    return len(linked) / len(compared_pairs)


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
