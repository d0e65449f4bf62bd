"""Find the arguments that come back after a gap: claims that skip one version or more.

Neighbouring versions are compared first. Then each version, from the third on, is compared once with a pool: the last
sentences of all arguments that ended two versions before it or earlier and have not come back yet. So the cost grows
with the number of versions and not with that of their pairs. All sentences of the version are compared, so that one
whose claim is in the version before it is not taken for a claim that came back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evolve.comparison.arguments import roots_of
from evolve.comparison.compared import compared
from evolve.comparison.comparison import Comparison
from evolve.document import Document
from evolve.model import Cluster, Difference, Link, Part, SentenceRef
from evolve.settings import Settings


@dataclass(frozen=True, slots=True)
class Revival:
    """A link between two versions that are not neighbours."""

    earlier: int
    """The last version, from 0, that has the claim before the gap."""
    later: int
    """The version in which the claim comes back."""
    link: Link
    """The link between the two; its indices are those of sentences in these versions."""


@dataclass(frozen=True, slots=True, eq=False)
class _PoolExplainer:
    """Looks up evidence and differences in the comparison of a pool, for the sentences of one version in the pool."""

    comparison: Comparison
    position_of: Mapping[int, int]
    """The position in the pool of each sentence of the version, by its index there."""

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        return self.comparison.pair.evidence_of(self.position_of[before], after)

    def difference_of(self, before: int, after: int) -> Difference:
        return self.comparison.pair.difference_of(self.position_of[before], after)

    def difference_of_part(self, before: int, after: int, cluster: Cluster) -> Difference:
        return self.difference_of(before, after)


def revivals_of(comparisons: Sequence[Comparison]) -> tuple[Revival, ...]:
    """Return the links over gaps, by later version and score, best first.

    `comparisons` are those of each version with the next.
    """
    if len(comparisons) < 2:
        return ()
    documents = [comparisons[0].before, *(comparison.after for comparison in comparisons)]
    sizes = [len(document.sentences) for document in documents]
    roots = roots_of(sizes, [(v, v + 1, c.links) for v, c in enumerate(comparisons)])
    first, last = _ends(roots)
    linked_on = {(version, link.before) for version, c in enumerate(comparisons) for link in c.links}
    revived: set[SentenceRef] = set()
    found: list[Revival] = []
    for version in range(2, len(documents)):
        begun = {ref[1] for ref, root in roots.items() if ref[0] == version and first[root] == version}
        pool = [
            ref
            for ref, root in roots.items()
            if ref[0] == last[root] <= version - 2 and root not in revived and ref not in linked_on
        ]
        if not (begun and pool):
            continue
        over = _over_gaps(comparisons, documents, pool, version, begun)
        revived |= {roots[revival.earlier, revival.link.before] for revival in over}
        found += over
    return tuple(found)


def _ends(roots: Mapping[SentenceRef, SentenceRef]) -> tuple[dict[SentenceRef, int], dict[SentenceRef, int]]:
    """Return the first and the last version of each argument, by its root."""
    first: dict[SentenceRef, int] = {}
    last: dict[SentenceRef, int] = {}
    for (version, _), root in roots.items():
        first[root] = min(first.get(root, version), version)
        last[root] = max(last.get(root, version), version)
    return first, last


def _over_gaps(
    comparisons: Sequence[Comparison],
    documents: Sequence[Document],
    pool: Sequence[SentenceRef],
    version: int,
    begun: set[int],
) -> list[Revival]:
    """Return the links between a pool of sentences and those of a version that begin there, best first."""
    texts = [documents[v].sentences[n].text for v, n in pool]
    paragraphs: dict[tuple[int, int], int] = {}
    numbers = [paragraphs.setdefault((v, documents[v].sentences[n].paragraph), len(paragraphs)) for v, n in pool]
    pool_document = Document.from_sentences(texts, paragraphs=numbers)
    comparison = compared(pool_document, documents[version], _settings_of(comparisons[0]))
    comparison = comparison.at(_threshold(comparison, comparisons))
    positions: dict[int, dict[int, int]] = {}
    for position, (v, n) in enumerate(pool):
        positions.setdefault(v, {})[n] = position
    explainers = {v: _PoolExplainer(comparison, position_of) for v, position_of in positions.items()}
    return [
        Revival(v, version, Link(n, link.after, link.score, explainers[v]))
        for link in comparison.links
        if link.after in begun
        for v, n in [pool[link.before]]
    ]


def _settings_of(comparison: Comparison) -> Settings:
    """Return the settings of a comparison, with its language and a threshold that is found."""
    return replace(comparison.settings, language=comparison.language, threshold=None)


def _threshold(comparison: Comparison, comparisons: Sequence[Comparison]) -> float:
    """Return the threshold of links over gaps: no lower than between neighbours, nor than chance allows.

    Thresholds that a person chose are followed, whatever chance allows.
    """
    highest = max(neighbours.threshold for neighbours in comparisons)
    is_found = all(neighbours.threshold == neighbours.pair.automatic_threshold for neighbours in comparisons)
    return max(highest, comparison.threshold) if is_found else highest
