"""Decides which candidates win: one to one, and one to several where each link is good by itself.

Pairs are taken from best to worst. Whether a pair wins depends on better pairs only, so a higher threshold only removes
links. A greedy pass does as well as an optimal assignment here (F1 .952 against .952), and it can leave a sentence
without a partner, which an assignment cannot.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids
from evolve.align.candidates import candidate_pairs
from evolve.align.features import Features
from evolve.align.score import ScoredPairs, score_pairs
from evolve.align.surroundings import KEPT

# share of the best score of its cluster that a further link must reach if a sentence was split or merged, that is, next
# to a sentence already linked; .5 to .7 do as well
MIN_SHARE_OF_BEST = 0.6
_MIN_SHARE_APART = 0.9  # the same for a sentence further away, which must be nearly as good as the best
_PORTION = 20_000  # least number of pairs between two looks at which sentences are linked
_NEAR = 2  # maximum distance of sentences next to each other
_CONTENT_WORDS = 4  # a sentence of fewer cannot be recognised by some of them …
_CONTENT_SHARE = 1 / 3  # … if it also has less than this share of the average of its text
_CONTENT_BITS = 3.5  # words of lower weight are function words, or the subject of both texts


def pair_up(features: Features, formulas: tuple[Flags, Flags] | None = None) -> tuple[ScoredPairs, Flags]:
    """Return every candidate of two documents, best first, and whether each wins.

    `formulas` marks the sentences of either document that are formulas; they pair only with nearly equal formulas.
    """
    scored = score_pairs(features, *candidate_pairs(features))
    if formulas is not None:
        is_formula_before, is_formula_after = formulas[0][scored.before], formulas[1][scored.after]
        scored = scored.select(
            np.flatnonzero(
                ~(is_formula_before | is_formula_after) | (is_formula_before & is_formula_after & (scored.base >= KEPT))
            )
        )
    sizes = len(features.before), len(features.after)
    scored = scored.select(best_first(scored, sizes))
    return scored, winners(
        scored.before, scored.after, scored.score, doubtful=too_short(features, scored), verbatim=scored.verbatim
    )


def too_short(features: Features, scored: ScoredPairs) -> Flags:
    """Return for each pair whether one of its sentences is too short to be linked by itself and its words differ.

    "We can do no less" shares most of its words with many sentences, and its meaning depends on its neighbours. In a
    list of short claims a short sentence is as good as any other.
    """
    short = np.zeros(len(scored.score), dtype=bool)
    for version, ids in ((features.before, scored.before), (features.after, scored.after)):
        content = features.weight[version.words.stem] >= _CONTENT_BITS
        counts = np.diff(np.append(0, np.cumsum(content))[version.words.edges])
        if len(counts):
            short |= (counts < min(_CONTENT_WORDS, _CONTENT_SHARE * counts.mean()))[ids]
    return short & (scored.base < KEPT)


def best_first(scored: ScoredPairs, sizes: tuple[int, int]) -> Ids:
    """Return the order of the pairs: by descending score; equal sentences by their rank, and equal scores by how little
    the relative position changes.
    """
    before, after = scored.before, scored.after
    displacement = np.round(np.abs((before + 0.5) / max(1, sizes[0]) - (after + 0.5) / max(1, sizes[1])), 9)
    return np.lexsort((before, before + after, displacement, -scored.rank, -scored.score))


def winners(
    before: Ids,
    after: Ids,
    score: Floats,
    *,
    first: Iterable[tuple[int, int, float]] = (),
    doubtful: Flags | None = None,
    verbatim: Flags | None = None,
) -> Flags:
    """Return for pairs in the order of `best_first` whether each wins.

    A pair of two free sentences wins and opens a cluster. A pair with one free sentence wins if its score reaches a
    share of the best score in the cluster of the other, and the free sentence joins that cluster; so clusters do not
    grow into chains. A pair of two linked sentences does not win. The pairs in `first`, given with their scores, are
    linked before all others and do not win again. A `doubtful` pair wins only beside a pair that has won already. The
    sentences of a `verbatim` pair that has won join no other: of exact copies, as many stay without a link as there
    are more in one text.
    """
    best: tuple[dict[int, float], dict[int, float]] = {}, {}
    partners: tuple[dict[int, list[int]], dict[int, list[int]]] = {}, {}
    for b, a, s in first:
        best[0][b], best[1][a] = max(s, best[0].get(b, 0.0)), max(s, best[1].get(a, 0.0))
        insort(partners[0].setdefault(b, []), a)
        insort(partners[1].setdefault(a, []), b)
    wins = np.zeros(len(score), dtype=bool)
    complete: tuple[set[int], set[int]] = set(), set()
    best_of_before, best_of_after = best
    for k, b, a, s, is_doubtful, is_verbatim in _undecided(before, after, score, doubtful, verbatim, best):
        is_before_taken, is_after_taken = b in best_of_before, a in best_of_after
        if (is_before_taken and is_after_taken) or b in complete[0] or a in complete[1]:
            continue
        if is_doubtful and not _is_beside_link(partners[0], b, a):
            continue
        best_in_cluster = s
        if is_before_taken or is_after_taken:
            side, linked_sentence, free_sentence = (0, b, a) if is_before_taken else (1, a, b)
            best_in_cluster = max(s, best[side][linked_sentence])
            near = _is_near(partners[side][linked_sentence], free_sentence)
            if s < (MIN_SHARE_OF_BEST if near else _MIN_SHARE_APART) * best_in_cluster:
                continue
        wins[k] = True
        if is_verbatim:
            complete[0].add(b)
            complete[1].add(a)
        best[0][b] = best[1][a] = best_in_cluster
        insort(partners[0].setdefault(b, []), a)
        insort(partners[1].setdefault(a, []), b)
    return wins


def _undecided(
    before: Ids,
    after: Ids,
    score: Floats,
    doubtful: Flags | None,
    verbatim: Flags | None,
    best: tuple[dict[int, float], dict[int, float]],
) -> Iterator[tuple[int, int, int, float, bool, bool]]:
    """Yield the position, the sentences, the score and the flags of each pair, without most of two linked sentences.

    `best` has the sentences linked so far, and is read again for each portion of the pairs: nearly all pairs of long
    texts come after both of their sentences have been linked.
    """
    none = np.zeros(len(score), dtype=bool)
    doubtful, verbatim = none if doubtful is None else doubtful, none if verbatim is None else verbatim
    sizes = [int(ids.max(initial=-1)) + 1 for ids in (before, after)]
    size_of_portion = max(_PORTION, sum(sizes))  # so that the looks at all sentences are few
    for first in range(0, len(score), size_of_portion):
        portion = slice(first, first + size_of_portion)
        positions = np.arange(first, min(len(score), first + size_of_portion))
        if first:
            taken = [_flags(known, size) for known, size in zip(best, sizes, strict=True)]
            positions = positions[~(taken[0][before[portion]] & taken[1][after[portion]])]
        columns = (column[positions].tolist() for column in (before, after, score, doubtful, verbatim))
        yield from zip(positions.tolist(), *columns, strict=True)


def _flags(known: Mapping[int, float], size: int) -> Flags:
    """Return for each sentence up to `size` whether it is known."""
    flags = np.zeros(max(size, max(known, default=-1) + 1), dtype=bool)
    flags[list(known)] = True
    return flags


def _is_near(indices: list[int], index: int) -> bool:
    """Return whether an index is near one of some ascending indices."""
    position = bisect_left(indices, index)
    is_near_next = position < len(indices) and indices[position] - index <= _NEAR
    return is_near_next or (position > 0 and index - indices[position - 1] <= _NEAR)


def _is_beside_link(partners: dict[int, list[int]], before: int, after: int) -> bool:
    """Return whether a link joins sentences that are each next to, or the same as, a sentence of the pair."""
    return any(abs(partner - after) <= 1 for step in (-1, 0, 1) for partner in partners.get(before + step, ()))
