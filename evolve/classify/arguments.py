"""Arguments: the sentences that links hold together, one claim through all versions.

Serves two versions and ten alike: sentences are (version, index) pairs, links join one version's sentence with the next
version's. What a sentence says, it asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from evolve.model import Argument, Kind, Link, Status

Place = tuple[int, int]
"""A sentence: the number of its version and its index there, both from 0."""

_LABEL_WORDS = 4
_PART_LEFT = 0.5  # share of the earlier version's words below which an argument counts as partly dropped


def gather(
    sizes: Sequence[int],
    links: Sequence[Sequence[Link]],
    *,
    words_in: Callable[[Place], int],
    label: Callable[[Sequence[Place]], Sequence[str]],
) -> tuple[Argument, ...]:
    """Every sentence of every version in exactly one argument, in the order of first appearance.

    `sizes` gives the sentences of each version, `links[v]` the links from version v to the next, `words_in` how many
    words a sentence has, `label` the words of some sentences, most telling first.
    """
    joined = {(version, index): (version, index) for version, size in enumerate(sizes) for index in range(size)}

    def root(place: Place) -> Place:
        while joined[place] != place:
            joined[place] = joined[joined[place]]
            place = joined[place]
        return place

    for version, here in enumerate(links):
        for link in here:
            one, other = sorted((root((version, link.before)), root((version + 1, link.after))))
            joined[other] = one
    members: dict[Place, list[Place]] = {}
    for place in joined:
        members.setdefault(root(place), []).append(place)
    held: dict[Place, list[Link]] = {}
    for version, here in enumerate(links):
        for link in here:
            held.setdefault(root((version, link.before)), []).append(link)
    out = []
    for number, (first, places) in enumerate(sorted(members.items(), key=lambda entry: _order(entry[1], sizes))):
        out.append(_argument(number, places, held.get(first, ()), len(sizes), words_in, label))
    return tuple(out)


def _order(places: Sequence[Place], sizes: Sequence[int]) -> tuple[float, int]:
    """By how far into its text an argument first stands, so that added ones come where a reader meets them."""
    version, index = min(places)
    return (index + 0.5) / max(1, sizes[version]), version


def _argument(
    number: int,
    places: Sequence[Place],
    links: Sequence[Link],
    versions: int,
    words_in: Callable[[Place], int],
    label: Callable[[Sequence[Place]], Sequence[str]],
) -> Argument:
    by_version: Mapping[int, list[int]] = {
        version: sorted(index for v, index in places if v == version) for version in range(versions)
    }
    kinds = Counter(kind for link in links for kind in link.kinds)
    order = list(Kind)
    return Argument(
        id=number,
        label=" · ".join(list(label(places))[:_LABEL_WORDS]),
        status=_status(by_version, links, versions),
        sentences=tuple(tuple(by_version[version]) for version in range(versions)),
        kinds=tuple(sorted(kinds, key=lambda kind: (-kinds[kind], order.index(kind)))),
        partly_dropped=_partly_dropped(by_version, words_in),
    )


def _status(by_version: Mapping[int, Sequence[int]], links: Sequence[Link], versions: int) -> Status:
    if not by_version[versions - 1]:
        return Status.DROPPED
    if not by_version[0]:
        return Status.ADDED
    return Status.PERSISTED if all(link.status is Status.PERSISTED for link in links) else Status.CHANGED


def _partly_dropped(by_version: Mapping[int, Sequence[int]], words_in: Callable[[Place], int]) -> bool:
    """Whether the last version says it in less than half the words, and with fewer sentences, than the first did."""
    first, last = min(by_version), max(by_version)
    had, has = by_version[first], by_version[last]
    if not had or not has or len(has) >= len(had):
        return False
    words = [sum(words_in((version, index)) for index in by_version[version]) for version in (first, last)]
    return words[1] < _PART_LEFT * words[0]
