"""Which candidates win a place: one to one, and one to several where each stands by itself.

Pairs are taken from the best to the worst. Whether a pair wins depends on better pairs alone, so a higher threshold
only takes links away. A greedy pass does as well as an optimal assignment here (F1 .952 against .952) and can say
"none", which an assignment cannot.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids
from evolve.align.candidates import candidate_pairs
from evolve.align.features import Features
from evolve.align.score import Scored, score_pairs
from evolve.align.surroundings import KEPT

# share of its cluster's best score that a further link must reach where a sentence was split or merged, that is, next
# to a sentence that is linked already; .5 to .7 do as well
STANDS_BY_ITSELF = 0.6
_STANDS_APART = 0.9  # the same for a sentence further away: it has to be nearly as good as the best
_NEXT_TO = 2  # sentences
_CONTENT_WORDS = 4  # a sentence of fewer says too little to be known again by some of them …
_CONTENT_SHARE = 1 / 3  # … where it has less than this share of what the sentences of its text have on average
_CONTENT_BITS = 3.5  # words that weigh less are function words, or what the texts are about from end to end


def pair_up(features: Features, formulas: tuple[Flags, Flags] | None = None) -> tuple[Scored, Flags]:
    """Every candidate of two documents, best first, and whether each wins.

    `formulas` marks the sentences of either that are formulas; they pair only with nearly equal formulas.
    """
    scored = score_pairs(features, *candidate_pairs(features))
    if formulas is not None:
        one, other = formulas[0][scored.before], formulas[1][scored.after]
        scored = scored.take(np.flatnonzero(~(one | other) | (one & other & (scored.alone >= KEPT))))
    sizes = len(features.before), len(features.after)
    scored = scored.take(best_first(scored.before, scored.after, scored.score, sizes))
    return scored, winners(scored.before, scored.after, scored.score, doubtful=too_short(features, scored))


def too_short(features: Features, scored: Scored) -> Flags:
    """Return for every pair whether a sentence of it is too short to be linked by itself, its words not nearly equal.

    "We can do no less" shares most of its words with many a sentence, and means what its neighbours mean. In a list of
    short claims a short sentence is as good as any.
    """
    short = np.zeros(len(scored.score), dtype=bool)
    for version, places in ((features.before, scored.before), (features.after, scored.after)):
        content = features.weight[version.words.stem] >= _CONTENT_BITS
        counts = np.diff(np.append(0, np.cumsum(content))[version.words.edges])
        if len(counts):
            short |= (counts < min(_CONTENT_WORDS, _CONTENT_SHARE * counts.mean()))[places]
    return short & (scored.alone < KEPT)


def best_first(before: Ids, after: Ids, score: Floats, sizes: tuple[int, int]) -> Ids:
    """The order of the pairs: by falling score; among equals those nearest to the same place in both texts first."""
    shift = np.round(np.abs((before + 0.5) / max(1, sizes[0]) - (after + 0.5) / max(1, sizes[1])), 9)
    return np.lexsort((before, before + after, shift, -score))


def winners(
    before: Ids,
    after: Ids,
    score: Floats,
    *,
    first: Iterable[tuple[int, int, float]] = (),
    doubtful: Flags | None = None,
) -> Flags:
    """For pairs in the order of `best_first`, whether each wins.

    A pair of two free sentences wins and opens a cluster. A pair with one free sentence wins, and the free one joins
    the other's cluster, when its score reaches a share of the best there; so clusters do not chain on and on.
    A pair of two taken sentences does not win. The sentences of the pairs in `first` (with their scores) are taken
    before any other; such pairs are not won again. A `doubtful` pair wins only beside a pair that has won already.
    """
    best: tuple[dict[int, float], dict[int, float]] = {}, {}
    partners: tuple[dict[int, list[int]], dict[int, list[int]]] = {}, {}
    for b, a, s in first:
        best[0][b], best[1][a] = max(s, best[0].get(b, 0.0)), max(s, best[1].get(a, 0.0))
        insort(partners[0].setdefault(b, []), a)
        insort(partners[1].setdefault(a, []), b)
    wins = np.zeros(len(score), dtype=bool)
    in_doubt = [False] * len(score) if doubtful is None else doubtful.tolist()
    for k, (b, a, s) in enumerate(zip(before.tolist(), after.tolist(), score.tolist(), strict=True)):
        taken = b in best[0], a in best[1]
        if all(taken) or (in_doubt[k] and not _has_neighbour(partners[0], b, a)):
            continue
        top = s
        if any(taken):
            side, held, joining = (0, b, a) if taken[0] else (1, a, b)
            top = max(s, best[side][held])
            near = _is_near(partners[side][held], joining)
            if s < (STANDS_BY_ITSELF if near else _STANDS_APART) * top:
                continue
        wins[k] = True
        best[0][b] = best[1][a] = top
        insort(partners[0].setdefault(b, []), a)
        insort(partners[1].setdefault(a, []), b)
    return wins


def _is_near(places: list[int], place: int) -> bool:
    """Whether a place is next to one of some rising places."""
    at = bisect_left(places, place)
    return any(abs(place - there) <= _NEXT_TO for there in places[max(0, at - 1) : at + 1])


def _has_neighbour(partners: dict[int, list[int]], before: int, after: int) -> bool:
    """Whether a link joins sentences that are each next to one of the pair's or the same."""
    return any(abs(there - after) <= 1 for step in (-1, 0, 1) for there in partners.get(before + step, ()))
