"""Shuffles the words of a text so that nearly equal texts are shuffled nearly alike.

A plain shuffle moves every word as soon as one sentence is added, and so changes all estimates of chance. Here each
word and each slot for a word has a number computed from its content, and each slot takes the nearest word to which no
other slot is nearer, as servers take keys in consistent hashing (Karger et al. 1997). Adding a sentence then moves few
of the other words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from evolve.align.arrays import Flags, Ids, ranges
from evolve.align.features import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Hashes = NDArray[np.uint64]
else:
    _Hashes = np.ndarray


def shuffle(words: Words, phrase: Ids, hashes: _Hashes, first: bool, rounds: int) -> Iterable[Ids]:
    """Yield for each round the positions of the words that fill the slots of a text, with phrases in one piece.

    `phrase` is the number of the phrase of each word, ascending; `hashes` are those of the features. Of the two texts
    compared, one has `first` set, so that equal sentences of the two get different words.
    """
    if not len(words.stem):
        yield from (words.stem for _ in range(rounds))
        return
    of_words = hashes[words.stem]
    edges = np.searchsorted(phrase, np.arange(int(phrase[-1]) + 2))
    phrase_lengths = np.diff(edges)
    sentence = np.searchsorted(words.edges, edges[:-1], side="right") - 1
    rank_in_sentence = np.arange(len(phrase_lengths)) - np.searchsorted(sentence, sentence)
    phrases = identities(of_words, edges)
    slots = _scrambled(identities(of_words, words.edges)[sentence] + rank_in_sentence.astype(np.uint64))
    salts = _scrambled(np.arange(rounds, dtype=np.uint64) * np.uint64(2) + np.uint64(first))
    for items in _matching(phrases, slots, salts):
        yield ranges(edges[:-1][items], phrase_lengths[items])[1]


def hashes_of(names: Iterable[str]) -> _Hashes:
    """Return a number for each feature, computed from its name."""
    return np.array([zlib.crc32(name.encode()) for name in names], dtype=np.uint64)


def identities(hashes: _Hashes, edges: Ids) -> _Hashes:
    """Return a number for each span of words, computed from its words and the number of equal spans before it."""
    lengths = np.diff(edges)
    span_numbers, position = ranges(edges[:-1], lengths)
    sums = np.zeros(len(lengths), dtype=np.uint64)
    np.add.at(
        sums, span_numbers, _scrambled(hashes[position] + (position - edges[:-1][span_numbers]).astype(np.uint64))
    )
    order = np.argsort(sums, kind="stable")
    ordered = sums[order]
    run_starts = np.flatnonzero(_differs_from_previous(ordered))
    rank = np.arange(len(ordered)) - np.repeat(run_starts, np.diff(np.append(run_starts, len(ordered))))
    duplicates_before = np.empty(len(ordered), dtype=np.uint64)
    duplicates_before[order] = rank
    return _scrambled(sums + duplicates_before)


def _matching(items: _Hashes, slots: _Hashes, salts: _Hashes) -> Ids:
    """Return for each round (a row) the item that each slot takes; in each round every item is taken once.

    All rounds are matched together. The highest bits of a number are its round, the others a hash. Each slot looks
    upwards for an item from a number of its own; among several slots that find the same item the nearest takes it, and
    the others look again, from another number, among the remaining items.
    """
    rounds, size = len(salts), len(items)
    shift = np.uint64(rounds.bit_length())
    round_numbers = np.repeat(np.arange(rounds, dtype=np.uint64), size)

    def ring_numbers(rounds_of: _Hashes, hashes: _Hashes) -> _Hashes:
        return rounds_of << (np.uint64(64) - shift) | hashes >> shift

    item_numbers = ring_numbers(round_numbers, _scrambled((items[None, :] + _scrambled(salts)[:, None]).ravel()))
    free_items = np.argsort(item_numbers, kind="stable")
    item_numbers = item_numbers[free_items]
    seeds = (slots[None, :] + salts[:, None]).ravel()
    waiting_slots = np.argsort(ring_numbers(round_numbers, _scrambled(seeds)), kind="stable")
    item_of_slot = np.empty(rounds * size, dtype=np.int64)
    attempt = 0
    while len(waiting_slots):
        attempt += 1
        targets = ring_numbers(
            round_numbers[waiting_slots],
            _scrambled(seeds[waiting_slots] + _scrambled(np.array([attempt], dtype=np.uint64))),
        )
        candidates = np.searchsorted(item_numbers, targets) % len(item_numbers)
        # after the last item of a round comes its first
        is_beyond_round = round_numbers[free_items[candidates]] != round_numbers[waiting_slots]
        candidates[is_beyond_round] = np.searchsorted(
            round_numbers[free_items], round_numbers[waiting_slots][is_beyond_round]
        )
        order = np.lexsort((~targets, candidates))
        winners = order[_differs_from_previous(candidates[order])]
        item_of_slot[waiting_slots[winners]] = free_items[candidates[winners]]
        remain = np.ones(len(free_items), dtype=bool)
        remain[candidates[winners]] = False
        free_items, item_numbers = free_items[remain], item_numbers[remain]
        lose = np.ones(len(waiting_slots), dtype=bool)
        lose[winners] = False
        waiting_slots = waiting_slots[lose]
    items_by_slot: Ids = (item_of_slot % size).reshape(rounds, size)
    return items_by_slot


def _differs_from_previous(values: _Hashes | Ids) -> Flags:
    """Return for each value whether it differs from the one before."""
    return np.concatenate((np.ones(min(1, len(values)), dtype=bool), values[1:] != values[:-1]))


def _scrambled(numbers: _Hashes) -> _Hashes:
    """Return numbers mapped to evenly distributed ones of 64 bits (SplitMix64, Steele, Lea & Flood 2014)."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
