"""Arguments: the sentences that links hold together, one claim through all versions.

Serves two versions and ten alike: sentences are (version, index) pairs, links join one version's sentence with the next
version's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evolve.comparison.pair import AlignedPair
from evolve.model import Argument, Kind, Link, SentenceRef, Side, Status

Unclear = tuple[frozenset[int], frozenset[int]]
"""Of a pair of versions, the earlier and the later sentences without a link that have a candidate worth a look."""

_PART_LEFT = 0.5  # share of the earlier version's words below which an argument counts as partly dropped


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of the arguments of aligned versions."""

    pairs: tuple[AlignedPair, ...]
    """For each version but the last, its pair with the next version."""

    def labels_of(self, sentences: tuple[tuple[int, ...], ...]) -> tuple[str, ...]:
        """Return the most characteristic clause in each version, "" for a version without sentences."""
        return tuple(self._label(version, sentences) for version in range(len(sentences)))

    def _label(self, version: int, sentences: tuple[tuple[int, ...], ...]) -> str:
        """Return the label in a version, next to the version after it, or before it if that has none."""
        here = sentences[version]
        if not here:
            return ""
        if version < len(self.pairs) and (sentences[version + 1] or not version or not sentences[version - 1]):
            return self.pairs[version].labels_of(here, sentences[version + 1])[0]
        return self.pairs[version - 1].labels_of(sentences[version - 1], here)[1]


def arguments_of(
    pairs: Sequence[AlignedPair], links: Sequence[Sequence[Link]], unclear: Sequence[Unclear]
) -> tuple[Argument, ...]:
    """Every sentence of every version in exactly one argument, in the order of first appearance.

    `pairs[v]` is version v with the next, `links[v]` the links between them, `unclear[v]` its unclear sentences.
    """
    sizes = [len(document.sentences) for document in (pairs[0].before, *(pair.after for pair in pairs))]
    joined = {(version, index): (version, index) for version, size in enumerate(sizes) for index in range(size)}

    def root(place: SentenceRef) -> SentenceRef:
        while joined[place] != place:
            joined[place] = joined[joined[place]]
            place = joined[place]
        return place

    for version, here in enumerate(links):
        for link in here:
            one, other = sorted((root((version, link.before)), root((version + 1, link.after))))
            joined[other] = one
    members: dict[SentenceRef, list[SentenceRef]] = {}
    for place in joined:
        members.setdefault(root(place), []).append(place)
    held: dict[SentenceRef, list[Link]] = {}
    for version, here in enumerate(links):
        for link in here:
            held.setdefault(root((version, link.before)), []).append(link)
    namer = _Labels(tuple(pairs))
    out = []
    for number, (first, places) in enumerate(sorted(members.items(), key=lambda entry: _order(entry[1], sizes))):
        out.append(_argument(number, places, held.get(first, ()), namer, unclear))
    return tuple(out)


def _order(places: Sequence[SentenceRef], sizes: Sequence[int]) -> tuple[float, int]:
    """By how far into its text an argument first stands, so that added ones come where a reader meets them."""
    version, index = min(places)
    return (index + 0.5) / max(1, sizes[version]), version


def _argument(
    number: int,
    places: Sequence[SentenceRef],
    links: Sequence[Link],
    namer: _Labels,
    unclear: Sequence[Unclear],
) -> Argument:
    pairs = namer.pairs
    versions = len(pairs) + 1
    by_version: Mapping[int, list[int]] = {
        version: sorted(index for v, index in places if v == version) for version in range(versions)
    }
    kinds = Counter(kind for link in links for kind in link.kinds)
    order = list(Kind)
    return Argument(
        id=number,
        status=_status(by_version, links, unclear),
        sentences=tuple(tuple(by_version[version]) for version in range(versions)),
        namer=namer,
        kinds=tuple(sorted(kinds, key=lambda kind: (-kinds[kind], order.index(kind)))),
        partly_dropped=_partly_dropped(by_version, pairs),
    )


def _status(by_version: Mapping[int, Sequence[int]], links: Sequence[Link], unclear: Sequence[Unclear]) -> Status:
    """Where a sentence with which an argument ends, or begins, is unclear, it may go on, or have begun before."""
    held = [version for version, indices in by_version.items() if indices]
    first, last = min(held), max(held)
    if last < len(unclear):
        return Status.UNCLEAR if unclear[last][0].intersection(by_version[last]) else Status.DROPPED
    if first > 0:
        return Status.UNCLEAR if unclear[first - 1][1].intersection(by_version[first]) else Status.ADDED
    return Status.PERSISTED if all(link.status is Status.PERSISTED for link in links) else Status.CHANGED


def _partly_dropped(by_version: Mapping[int, Sequence[int]], pairs: Sequence[AlignedPair]) -> bool:
    """Whether the last version says it in less than half the words, and with fewer sentences, than the first did."""
    first, last = min(by_version), max(by_version)
    had, has = by_version[first], by_version[last]
    if not had or not has or len(has) >= len(had):
        return False
    return _words_in(last, has, pairs) < _PART_LEFT * _words_in(first, had, pairs)


def _words_in(version: int, indices: Iterable[int], pairs: Sequence[AlignedPair]) -> int:
    """The number of words in some sentences of a version."""
    pair, side = _pair_with(version, pairs)
    return sum(pair.words_in(side, index) for index in indices)


def _pair_with(version: int, pairs: Sequence[AlignedPair]) -> tuple[AlignedPair, Side]:
    """A pair that holds a version, and on which side."""
    return (pairs[version], "before") if version < len(pairs) else (pairs[-1], "after")
