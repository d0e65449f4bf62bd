"""Which candidates win a place: one to one, and one to several where each stands by itself.

Pairs are taken from the best to the worst. Whether a pair wins depends on better pairs alone, so a higher threshold
only takes links away. A greedy pass does as well as an optimal assignment here (F1 .952 against .952) and can say
"none", which an assignment cannot.
"""

from __future__ import annotations

import numpy as np

from evolve.align.features import Flags, Floats, Ids

STANDS_BY_ITSELF = 0.7
"""Share of its cluster's best score that a further link must reach; .55 to .8 do as well."""


def best_first(before: Ids, after: Ids, score: Floats, sizes: tuple[int, int]) -> Ids:
    """The order of the pairs: by falling score; among equals those nearest to the same place in both texts first."""
    shift = np.round(np.abs((before + 0.5) / max(1, sizes[0]) - (after + 0.5) / max(1, sizes[1])), 9)
    return np.lexsort((before, before + after, shift, -score))


def winners(before: Ids, after: Ids, score: Floats) -> Flags:
    """For pairs in the order of `best_first`, whether each wins.

    A pair of two free sentences wins and opens a cluster. A pair with one free sentence wins, and the free one joins
    the other's cluster, when its score reaches a share of the best there; so clusters do not chain on and on.
    A pair of two taken sentences does not win.
    """
    best_before: dict[int, float] = {}
    best_after: dict[int, float] = {}
    wins = np.zeros(len(score), dtype=bool)
    for k, (b, a, s) in enumerate(zip(before.tolist(), after.tolist(), score.tolist(), strict=True)):
        top_b, top_a = best_before.get(b), best_after.get(a)
        if top_b is not None and top_a is not None:
            continue
        cluster_best = s if top_b is None and top_a is None else top_b if top_b is not None else top_a
        if cluster_best is None or s < STANDS_BY_ITSELF * cluster_best:
            continue
        wins[k] = True
        best_before[b] = best_after[a] = cluster_best
    return wins
