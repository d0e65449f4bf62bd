"""Deals the words of a text out again at random, so that nearly equal texts are dealt out nearly alike.

A plain shuffle gives every word another place as soon as one sentence is added, and with it other figures for chance.
Here the words and the places for them each have a number of their own, made from their content, and every place takes
the nearest word that no other place is nearer to, as servers take keys in consistent hashing (Karger et al. 1997).
One sentence more then moves few of the others' words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from evolve.align.arrays import Flags, Ids, ranges
from evolve.align.features import Words

_Hashes = NDArray[np.uint64]


def deal(words: Words, phrase: Ids, hashes: _Hashes, first: bool, rounds: int) -> Iterable[Ids]:
    """Yield for every round the places of the words that come to stand in a text's places, a phrase in one piece.

    `phrase` numbers the phrase of every word, rising; `hashes` are those of the words' features. The two texts that are
    compared have one `first` and one not, so that equal sentences of the two get different words.
    """
    if not len(words.stem):
        yield from (words.stem for _ in range(rounds))
        return
    of_words = hashes[words.stem]
    edges = np.searchsorted(phrase, np.arange(int(phrase[-1]) + 2))
    sizes = np.diff(edges)
    sentence = np.searchsorted(words.edges, edges[:-1], side="right") - 1
    nth = np.arange(len(sizes)) - np.searchsorted(sentence, sentence)
    phrases = identities(of_words, edges)
    places = _mixed(identities(of_words, words.edges)[sentence] + nth.astype(np.uint64))
    salts = _mixed(np.arange(rounds, dtype=np.uint64) * np.uint64(2) + np.uint64(first))
    for taken in _matched(phrases, places, salts):
        yield ranges(edges[:-1][taken], sizes[taken])[1]


def hashes_of(names: Iterable[str]) -> _Hashes:
    """Return a number for every feature, made from its name."""
    return np.array([zlib.crc32(name.encode()) for name in names], dtype=np.uint64)


def identities(hashes: _Hashes, edges: Ids) -> _Hashes:
    """Return a number for every stretch of words: made from its words and from how many equal ones come before."""
    counts = np.diff(edges)
    which, place = ranges(edges[:-1], counts)
    total = np.zeros(len(counts), dtype=np.uint64)
    np.add.at(total, which, _mixed(hashes[place] + (place - edges[:-1][which]).astype(np.uint64)))
    order = np.argsort(total, kind="stable")
    ranked = total[order]
    begins = np.flatnonzero(_changes(ranked))
    rank = np.arange(len(ranked)) - np.repeat(begins, np.diff(np.append(begins, len(ranked))))
    earlier = np.empty(len(ranked), dtype=np.uint64)
    earlier[order] = rank
    return _mixed(total + earlier)


def _matched(items: _Hashes, places: _Hashes, salts: _Hashes) -> Ids:
    """Return for every round (a row) which item each place takes; every item is taken once a round.

    All rounds are matched at once. A number has the round in its highest bits and a hash below. Each place looks for an
    item from a number of its own upwards; of several that find the same, the nearest takes it, and the others look
    again, from another number, among those that are left.
    """
    rounds, size = len(salts), len(items)
    shift = np.uint64(rounds.bit_length())
    group = np.repeat(np.arange(rounds, dtype=np.uint64), size)

    def numbered(rounds_of: _Hashes, hashes: _Hashes) -> _Hashes:
        return rounds_of << (np.uint64(64) - shift) | hashes >> shift

    number = numbered(group, _mixed((items[None, :] + _mixed(salts)[:, None]).ravel()))
    free = np.argsort(number, kind="stable")
    number = number[free]
    seeds = (places[None, :] + salts[:, None]).ravel()
    waiting = np.argsort(numbered(group, _mixed(seeds)), kind="stable")
    out = np.empty(rounds * size, dtype=np.int64)
    attempt = 0
    while len(waiting):
        attempt += 1
        wanted = numbered(group[waiting], _mixed(seeds[waiting] + _mixed(np.array([attempt], dtype=np.uint64))))
        found = np.searchsorted(number, wanted) % len(number)
        # beyond the last item of a round its first one follows
        astray = group[free[found]] != group[waiting]
        found[astray] = np.searchsorted(group[free], group[waiting][astray])
        order = np.lexsort((~wanted, found))
        winning = order[_changes(found[order])]
        out[waiting[winning]] = free[found[winning]]
        stays = np.ones(len(free), dtype=bool)
        stays[found[winning]] = False
        free, number = free[stays], number[stays]
        loses = np.ones(len(waiting), dtype=bool)
        loses[winning] = False
        waiting = waiting[loses]
    taken: Ids = (out % size).reshape(rounds, size)
    return taken


def _changes(values: _Hashes | Ids) -> Flags:
    """Return for every value whether it differs from the one before."""
    return np.concatenate((np.ones(min(1, len(values)), dtype=bool), values[1:] != values[:-1]))


def _mixed(numbers: _Hashes) -> _Hashes:
    """Return numbers scrambled into evenly spread ones of 64 bits (SplitMix64, Steele, Lea & Flood 2014)."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
