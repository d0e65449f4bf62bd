"""Find words that another word replaced throughout: a party of a contract that has another name in the later version.

The pair is exchanged in most of the sentences where either occurs, and neither version has both. A person decides
whether both name the same; until then the exchange is shown as a change of wording, and not as another actor each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np
from rapidfuzz.distance import Indel

from evolve.align.alignment import Alignment
from evolve.align.arrays import Ids
from evolve.align.features import Words
from evolve.classify.renamed import Renamed

MIN_EXCHANGES = 3
"""Minimum number of times that one word took the place of the other."""
MIN_SHARE = 0.8
"""Minimum share of the occurrences of each word, in linked sentences, that are exchanged for the other."""
MAX_REGION_WORDS = 4
"""Maximum number of words on either side of a stretch in which one word took the place of another."""
MIN_LETTERS = 3
"""Minimum length of a word that is replaced, in letters."""


def renamed_words(alignment: Alignment, find_threshold: Callable[[], float]) -> tuple[Renamed, ...]:
    """Return the words that were replaced throughout in the pairs that scores link at a threshold.

    The most frequent pair is first. The threshold is found only if a word was replaced often enough at any.
    """
    features = alignment.features
    words = features.before.words, features.after.words
    size = len(features.spellings)
    totals = [np.bincount(side.stem, minlength=size) for side in words]
    old = _alone(totals[0], totals[1], features.spellings)
    new = _alone(totals[1], totals[0], features.spellings)
    if not old or not new:
        return ()
    wins = np.flatnonzero(alignment.wins)
    stems = [
        (_stems(words[0], before), _stems(words[1], after))
        for before, after in zip(alignment.before[wins].tolist(), alignment.after[wins].tolist(), strict=True)
    ]
    found = [
        ([stem for stem in before if stem in old], [stem for stem in after if stem in new]) for before, after in stems
    ]
    exchanged = [
        tuple(_exchanged(pair, old, new)) if all(words_found) else ()
        for pair, words_found in zip(stems, found, strict=True)
    ]
    if max(Counter(chain.from_iterable(exchanged)).values(), default=0) < MIN_EXCHANGES:
        return ()
    links = alignment.links_above(find_threshold())
    exchanges = Counter(chain.from_iterable(exchanged[:links]))
    occurrences = [Counter(chain.from_iterable(side)) for side in zip(*found[:links], strict=True)]
    renamed = [
        Renamed(features.spellings[one], features.spellings[two], times)
        for (one, two), times in exchanges.items()
        if times >= MIN_EXCHANGES and times >= MIN_SHARE * max(occurrences[0][one], occurrences[1][two])
    ]
    return tuple(sorted(renamed, key=lambda pair: (-pair.count, pair.before)))


def _alone(
    counts: Ids,
    others: Ids,
    spellings: Sequence[tuple[str, ...]],
) -> frozenset[int]:
    """Return the stems of words that occur often enough in one version and never in the other."""
    frequent = np.flatnonzero((counts >= MIN_EXCHANGES) & (others == 0)).tolist()
    return frozenset(
        stem
        for stem in frequent
        if spellings[stem] and all(word.isalpha() and len(word) >= MIN_LETTERS for word in spellings[stem])
    )


def _stems(words: Words, sentence: int) -> list[int]:
    """Return the stems of the words of a sentence, in order."""
    stems: list[int] = words.stem[words.edges[sentence] : words.edges[sentence + 1]].tolist()
    return stems


def _exchanged(
    stems: tuple[Sequence[int], Sequence[int]], old: frozenset[int], new: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield the words of two sentences of which the later one took the place of the earlier one."""
    before, after = stems
    for a, b, c, d in _regions(before, after):
        one = [stem for stem in before[a:b] if stem in old]
        two = [stem for stem in after[c:d] if stem in new]
        is_short = max(b - a, d - c) <= MAX_REGION_WORDS
        if is_short and len(one) == len(two) == 1:
            yield one[0], two[0]


def _regions(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches outside the longest common subsequence; adjacent ones are joined."""
    first: tuple[int, int] | None = None
    last = (0, 0)
    for op in Indel.opcodes(before, after):
        if op.tag == "equal":
            if first is not None:
                yield first[0], last[0], first[1], last[1]
            first = None
            continue
        first = first or (op.src_start, op.dest_start)
        last = op.src_end, op.dest_end
    if first is not None:
        yield first[0], last[0], first[1], last[1]
