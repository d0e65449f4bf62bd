"""Find the arguments that come back after a gap: claims that skip one version or more.

Neighbouring versions are compared first. Then each version, from the third on, is compared once with a pool: the last
sentences of all arguments that ended two versions before it or earlier and have not come back yet. So the cost grows
with the number of versions and not with that of their pairs. All sentences of the version are compared, so that one
whose claim is in the version before it is not taken for a claim that came back.

A person's judgements of a version and an earlier one apply to the pool. Sentences judged the same that are in no pool,
because their claim has not ended or has come back before, are compared by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evolve.comparison.arguments import roots_of
from evolve.comparison.comparison import Comparison
from evolve.comparison.judged import AppliedJudgements
from evolve.comparison.judged_texts import JudgedTexts
from evolve.comparison.over_gaps import VersionPair
from evolve.comparison.pair import AlignedPair
from evolve.comparison.pools import PoolCache
from evolve.model import Cluster, Difference, Link, Part, SentenceRef, Verdict


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
    """Looks up evidence and differences in the alignment of a pool, for the sentences of one version in the pool."""

    pair: AlignedPair
    position_of: Mapping[int, int]
    """The position in the pool of each sentence of the version, by its index there."""

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        return self.pair.evidence_of(self.position_of[before], after)

    def difference_of(self, before: int, after: int) -> Difference:
        return self.pair.difference_of(self.position_of[before], after)

    def difference_of_part(self, before: int, after: int, cluster: Cluster) -> Difference:
        return self.difference_of(before, after)


def revivals_of(
    comparisons: Sequence[Comparison], over_gaps: Mapping[VersionPair, JudgedTexts], pools: PoolCache
) -> tuple[Revival, ...]:
    """Return the links over gaps, by later version; of each version, those found in its pool come first, best first.

    `comparisons` are those of each version with the next; `over_gaps` are a person's judgements of versions that are
    not neighbours.
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
        judged = {earlier: judgements for (earlier, later), judgements in over_gaps.items() if later == version}
        pool = [
            ref
            for ref, root in roots.items()
            if ref[0] == last[root] <= version - 2 and root not in revived and ref not in linked_on
        ]
        over = list(_from_pool(comparisons, pool, version, begun, judged, pools)) if begun and pool else []
        over += _by_hand(comparisons, over, version, roots, judged, pools)
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


def _from_pool(
    comparisons: Sequence[Comparison],
    pool: Sequence[SentenceRef],
    version: int,
    begun: set[int],
    judged: Mapping[int, JudgedTexts],
    pools: PoolCache,
) -> Iterator[Revival]:
    """Yield the links between a pool of sentences and those of a version that begin there, best first.

    Links judged the same are also with sentences that do not begin there; `judged` has the judgements of each earlier
    version and this one.
    """
    comparison = _compared(comparisons, pool, version, judged, pools)
    for revival in _revivals(comparison, pool, version):
        if revival.link.after in begun or revival.link.verdict is Verdict.SAME:
            yield revival


def _by_hand(
    comparisons: Sequence[Comparison],
    found: Sequence[Revival],
    version: int,
    roots: Mapping[SentenceRef, SentenceRef],
    judged: Mapping[int, JudgedTexts],
    pools: PoolCache,
) -> Iterator[Revival]:
    """Yield the links of sentences judged the same that are neither found yet nor in one argument without a link."""
    known = {(revival.earlier, revival.link.before, revival.link.after) for revival in found}
    pairs = [
        (earlier, before, after)
        for earlier in sorted(judged)
        for before, after in sorted(judged[earlier].same_pairs)
        if (earlier, before, after) not in known and roots[earlier, before] != roots[version, after]
    ]
    if not pairs:
        return
    wanted = set(pairs)
    pool = sorted({(earlier, before) for earlier, before, _ in pairs})
    comparison = _compared(comparisons, pool, version, judged, pools)
    for revival in _revivals(comparison, pool, version):
        if (revival.earlier, revival.link.before, revival.link.after) in wanted:
            yield revival


def _compared(
    comparisons: Sequence[Comparison],
    pool: Sequence[SentenceRef],
    version: int,
    judged: Mapping[int, JudgedTexts],
    pools: PoolCache,
) -> Comparison:
    """Return the comparison of a pool with a version, under the judgements of all its earlier versions."""
    pair = pools.aligned(comparisons, pool, version)
    judgements = tuple(judgement for earlier in sorted(judged) for judgement in judged[earlier].placed)
    return Comparison(pair, _threshold(pair, comparisons), AppliedJudgements(pair, judgements))


def _revivals(comparison: Comparison, pool: Sequence[SentenceRef], version: int) -> Iterator[Revival]:
    """Yield the links of the comparison of a pool with a version, in its order."""
    positions: dict[int, dict[int, int]] = {}
    for position, (v, n) in enumerate(pool):
        positions.setdefault(v, {})[n] = position
    explainers = {v: _PoolExplainer(comparison.pair, position_of) for v, position_of in positions.items()}
    for link in comparison.links:
        v, n = pool[link.before]
        yield Revival(v, version, Link(n, link.after, link.score, explainers[v], verdict=link.verdict))


def _threshold(pair: AlignedPair, comparisons: Sequence[Comparison]) -> float:
    """Return the threshold of links over gaps: no lower than between neighbours, nor than chance allows.

    Thresholds that a person chose are followed, whatever chance allows.
    """
    highest = max(neighbours.threshold for neighbours in comparisons)
    is_found = all(neighbours.threshold == neighbours.pair.automatic_threshold for neighbours in comparisons)
    return max(highest, pair.automatic_threshold) if is_found else highest
