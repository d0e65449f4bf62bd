"""Arguments: sentences of all versions connected by links, each argument one claim through time.

Works for any number of versions: a sentence is a pair (version, index), and a link connects a sentence with one of a
later version, as a rule the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evolve.comparison.pair import AlignedPair
from evolve.model import Argument, Kind, Link, SentenceRef, Side, Status
from evolve.union_find import root_of

Unclear = tuple[frozenset[int], frozenset[int]]
"""The indices of the unclear sentences of a pair of versions: earlier ones and later ones."""

VersionLinks = tuple[int, int, Sequence[Link]]
"""Two versions, from 0, the earlier one first, and links between their sentences."""

_MIN_SHARE_KEPT = 0.5  # share of the earlier version's words below which an argument counts as partly dropped


@dataclass(frozen=True, slots=True)
class _Labels:
    """Finds the labels of arguments in aligned versions."""

    pairs: tuple[AlignedPair, ...]
    """The aligned pair of each version but the last with the next."""

    def labels_of(self, sentences: tuple[tuple[int, ...], ...]) -> Iterator[str]:
        """Yield the most characteristic clause of an argument in each version, "" for a version without it."""
        return (self._label(version, sentences) for version in range(len(sentences)))

    def _label(self, version: int, sentences: tuple[tuple[int, ...], ...]) -> str:
        """Return the label in a version, compared with the next version or, if that has none, with the one before."""
        own = sentences[version]
        if not own:
            return ""
        if version < len(self.pairs) and (sentences[version + 1] or not version or not sentences[version - 1]):
            return self.pairs[version].label_in("before", own, sentences[version + 1])
        return self.pairs[version - 1].label_in("after", sentences[version - 1], own)


def arguments_of(
    pairs: Sequence[AlignedPair], links: Sequence[VersionLinks], unclear: Sequence[Unclear]
) -> tuple[Argument, ...]:
    """Return the arguments in the order of first appearance; every sentence of every version is in exactly one.

    `pairs[v]` is version v aligned with the next, `links` the links between versions, `unclear[v]` the unclear
    sentences of version v and the next.
    """
    sizes = [len(document.sentences) for document in (pairs[0].before, *(pair.after for pair in pairs))]
    roots = roots_of(sizes, links)
    members: dict[SentenceRef, list[SentenceRef]] = {}
    for sentence, root in roots.items():
        members.setdefault(root, []).append(sentence)
    links_of: dict[SentenceRef, list[Link]] = {}
    for version, _, version_links in links:
        for link in version_links:
            links_of.setdefault(roots[version, link.before], []).append(link)
    namer = _Labels(tuple(pairs))
    in_order = sorted(members.items(), key=lambda entry: _reading_order(entry[1], sizes))
    return tuple(
        _argument(number, sentences, links_of.get(root, ()), namer, unclear)
        for number, (root, sentences) in enumerate(in_order)
    )


def by_sentence(arguments: Iterable[Argument]) -> dict[SentenceRef, Argument]:
    """Return the argument of each sentence."""
    return {
        (version, n): argument
        for argument in arguments
        for version, here in enumerate(argument.sentences)
        for n in here
    }


def roots_of(sizes: Sequence[int], links: Iterable[VersionLinks]) -> dict[SentenceRef, SentenceRef]:
    """Return for each sentence the first of the sentences that links connect it with, itself included.

    `sizes` are the numbers of sentences of all versions. The first sentences are found with a union-find forest.
    """
    parents = {(version, index): (version, index) for version, size in enumerate(sizes) for index in range(size)}
    for earlier, later, version_links in links:
        for link in version_links:
            first, second = sorted((root_of(parents, (earlier, link.before)), root_of(parents, (later, link.after))))
            parents[second] = first
    return {sentence: root_of(parents, sentence) for sentence in parents}


def _reading_order(sentences: Sequence[SentenceRef], sizes: Sequence[int]) -> tuple[float, int]:
    """Return the sort key of an argument: the relative position of its first sentence in its text, then the version.

    By relative position, added arguments are among those a reader meets at the same point.
    """
    version, index = min(sentences)
    return (index + 0.5) / max(1, sizes[version]), version


def _argument(
    number: int,
    sentences: Sequence[SentenceRef],
    links: Sequence[Link],
    namer: _Labels,
    unclear: Sequence[Unclear],
) -> Argument:
    pairs = namer.pairs
    versions = len(pairs) + 1
    by_version: Mapping[int, list[int]] = {
        version: sorted(index for v, index in sentences if v == version) for version in range(versions)
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
    """Return the status of an argument from its versions and links.

    An argument whose last (or first) sentences are unclear is unclear, because it may continue in the next version (or
    come from the one before).
    """
    present = [version for version, indices in by_version.items() if indices]
    first, last = min(present), max(present)
    if last < len(unclear):
        return Status.UNCLEAR if unclear[last][0].intersection(by_version[last]) else Status.DROPPED
    if first > 0:
        return Status.UNCLEAR if unclear[first - 1][1].intersection(by_version[first]) else Status.ADDED
    return Status.PERSISTED if all(link.status is Status.PERSISTED for link in links) else Status.CHANGED


def _partly_dropped(by_version: Mapping[int, Sequence[int]], pairs: Sequence[AlignedPair]) -> bool:
    """Return whether the last version has fewer sentences and less than half the words of the first."""
    first, last = min(by_version), max(by_version)
    first_sentences, last_sentences = by_version[first], by_version[last]
    if not first_sentences or not last_sentences or len(last_sentences) >= len(first_sentences):
        return False
    return _word_count(last, last_sentences, pairs) < _MIN_SHARE_KEPT * _word_count(first, first_sentences, pairs)


def _word_count(version: int, indices: Iterable[int], pairs: Sequence[AlignedPair]) -> int:
    """Return the number of words in some sentences of a version."""
    pair, side = _pair_with(version, pairs)
    return sum(pair.word_count(side, index) for index in indices)


def _pair_with(version: int, pairs: Sequence[AlignedPair]) -> tuple[AlignedPair, Side]:
    """Return a pair that includes a version, and the side of that version."""
    return (pairs[version], "before") if version < len(pairs) else (pairs[-1], "after")
