"""The context of two sentences: what the pairs around them show about whether they make the same claim."""

from __future__ import annotations

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids, best_scores, is_among
from evolve.align.features import Bags, Features
from evolve.align.ordering import in_order, orderliness
from evolve.align.overlap import flatten, shared_weights

NEIGHBOUR_ODDS = 3.0
"""Log odds that a pair between two certain pairs gains; 2 to 4 do as well."""

SURE = 0.6
"""The score from which a pair counts as certain: shuffled words reached it in no measured set."""

KEPT = 0.8
"""The score from which a sentence counts as kept almost to the letter; .7 to .9 do as well."""

IN_ORDER_ODDS = 0.5
"""Log odds that a pair gains by keeping the order of the sure pairs; 0 to 1 do as well."""

OUT_OF_ORDER_ODDS = 2.0
"""Log odds that a pair loses by breaking it; 1 to 4 do as well. A verbatim sentence that moved is still a link."""

REMAINDER_ODDS = 1.0
"""Log odds that a pair gains if it adds all that a sure partner near it lacks of the other sentence; 0 to 2 do as well
on drafts."""

_MAX_DISTANCE = 2  # sentences between a sure partner and one that completes it
_MIN_SURE = 3  # fewer sure pairs show no order
_SKIPPED_WEIGHT = 0.7  # weight of a neighbour with one sentence in between, compared with an adjacent one


def with_context(features: Features, before: Ids, after: Ids, base: Floats) -> Floats:
    """Return the scores of pairs, 0..1, raised or lowered by their context; `base` is their score without it."""
    share = share_of_best(before, after, base)
    score = add_log_odds(base, _neighbour_odds(before, after, base, share))
    sure = np.flatnonzero((base >= SURE) & (share >= 1))
    return add_log_odds(score, _order_odds(before, after, sure) + _remainder_odds(features, before, after, sure))


def add_log_odds(score: Floats, log_odds: Floats) -> Floats:
    """Return scores, 0..1, with these log odds added."""
    factor = np.exp(log_odds)
    scores: Floats = score * factor / (1 - score + score * factor)
    return scores


def _neighbour_odds(before: Ids, after: Ids, base: Floats, share: Floats) -> Floats:
    """Return the log odds each pair gains from how good the pairs before and after it are.

    `share` is the score of each pair as a share of the best score of either sentence.
    """
    if not len(before):
        return base
    width = int(after.max()) + 4
    key = (before + 3) * width + after
    order = np.argsort(key, kind="stable")  # the candidates are in this order already, which such a sort notices
    sorted_key = key[order]
    by_key = (base * share**2)[order]

    def weight_at(rows: int, columns: int) -> Floats:
        targets = (before + rows + 3) * width + after + columns
        positions = np.minimum(np.searchsorted(sorted_key, targets), len(sorted_key) - 1)
        exists = (sorted_key[positions] == targets) & (after + columns >= 0)
        return np.where(exists, by_key[positions], 0.0)

    def neighbour_weight(step: int) -> Floats:
        skipped = np.maximum(weight_at(2 * step, step), weight_at(step, 2 * step))
        return np.maximum(weight_at(step, step), _SKIPPED_WEIGHT * skipped)

    odds: Floats = NEIGHBOUR_ODDS * share * (neighbour_weight(-1) + neighbour_weight(1)) / 2
    return odds


def share_of_best(before: Ids, after: Ids, score: Floats) -> Floats:
    """Return the score of each pair as a share of the best score of either sentence; 1 if it is the best of both."""
    share: Floats = np.minimum(score / best_scores(before, score)[before], score / best_scores(after, score)[after])
    return share


def _order_odds(before: Ids, after: Ids, sure: Ids) -> Floats:
    """Return the log odds each pair gains or loses by keeping or breaking the order of the sure pairs."""
    zero = np.zeros(len(before))
    if not len(before):
        return zero
    # a sentence that occurs more than once in a text has no single position
    is_unique = (np.bincount(before[sure])[before[sure]] == 1) & (np.bincount(after[sure])[after[sure]] == 1)
    sure = sure[is_unique]
    sure = sure[np.argsort(before[sure])]
    if len(sure) < _MIN_SURE:
        return zero
    indices = after[sure].tolist()
    ordered = sure[in_order(indices)]
    keeps, breaks = _relative_to_sure_pairs(before, after, before[ordered], after[ordered])
    keeps_back, breaks_back = _relative_to_sure_pairs(after, before, after[ordered], before[ordered])
    gain = IN_ORDER_ODDS * (keeps & keeps_back) - OUT_OF_ORDER_ODDS * (breaks | breaks_back)
    odds: Floats = orderliness(indices) * gain
    return odds


def _remainder_odds(features: Features, before: Ids, after: Ids, sure: Ids) -> Floats:
    """Return the log odds each pair gains if it completes a sure pair next to it, as when a sentence was split."""
    return np.maximum(
        _remainder_odds_from(features, features.before.sentences, features.after.sentences, before, after, sure),
        _remainder_odds_from(features, features.after.sentences, features.before.sentences, after, before, sure),
    )


def _remainder_odds_from(features: Features, a: Bags, b: Bags, x: Ids, y: Ids, sure: Ids) -> Floats:
    """Return these log odds for pairs whose `x` has a sure partner near `y`.

    They depend on how much of what the partner lacks of `x` is in `y`, and on how much of `y` is in `x`.
    """
    odds = np.zeros(len(x))
    if not len(sure):
        return odds
    partner = np.full(len(a), -1)
    partner[x[sure]] = y[sure]
    near = np.flatnonzero((partner[x] >= 0) & (y != partner[x]) & (np.abs(y - partner[x]) <= _MAX_DISTANCE))
    if not len(near):
        return odds
    rows, row_of = np.unique(x[near], return_inverse=True)
    remainders = _remainders(features, a, rows, b, partner[rows])
    _, covered = shared_weights(features, remainders, b, row_of, y[near])
    _, common = shared_weights(features, a, b, x[near], y[near])
    share_covered = np.divide(covered, remainders.norm[row_of] ** 2, out=np.zeros(len(near)), where=covered > 0)
    share_of_sentence = np.divide(common, b.norm[y[near]] ** 2, out=np.zeros(len(near)), where=common > 0)
    odds[near] = REMAINDER_ODDS * share_covered * share_of_sentence
    return odds


def _remainders(features: Features, a: Bags, rows: Ids, b: Bags, partners: Ids) -> Bags:
    """Return the features that each of some rows of `a` has and its partner in `b` lacks."""
    width = len(features.weight)
    row, ids = flatten(a, rows)
    partner_row, partner_ids = flatten(b, partners)
    is_missing = ~is_among(row * width + ids, partner_row * width + partner_ids)
    row, ids = row[is_missing], ids[is_missing]
    norm = np.sqrt(np.bincount(row, weights=features.weight[ids] ** 2, minlength=len(rows)))
    return Bags(np.searchsorted(row, np.arange(len(rows) + 1)), ids, norm, rows)


def _relative_to_sure_pairs(x: Ids, y: Ids, sure_x: Ids, sure_y: Ids) -> tuple[Flags, Flags]:
    """Return whether each pair is between the sure pairs around its `x`, and whether it is outside of them."""
    row = np.concatenate(([-1], sure_x, [int(x.max()) + 1]))
    column = np.concatenate(([-1], sure_y, [int(y.max()) + 1]))
    following = np.searchsorted(row, x)
    is_sure = row[following] == x
    low = column[following - 1]
    high = column[np.minimum(following + is_sure, len(column) - 1)]
    return (y > low) & (y < high), (y < low) | (y > high)
