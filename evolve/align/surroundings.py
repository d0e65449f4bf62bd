"""What the place of two sentences in their texts says about whether they make the same claim.

- *neighbours*: a pair that is the best for both its sentences gains odds when the pairs before and behind it are good
  too, and so do pairs that keep the order of the sure pairs around them; pairs that break it lose odds, as far as
  the sure pairs keep an order at all. Where a text was shuffled, or nothing is sure, this part is silent;
- *remainder*: where a sentence was split or merged, what its best partner leaves unsaid stands in the sentence beside.

All three speak in log odds, so that they move a doubtful pair and hardly touch a certain one.
"""

from __future__ import annotations

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids, best_of
from evolve.align.features import Bags, Features
from evolve.align.ordering import in_order, orderliness
from evolve.align.overlap import flatten, shared

NEIGHBOUR_ODDS = 3.0
"""What a pair between two certain pairs gains in log odds; 2 to 4 do as well."""

SURE = 0.6
"""From this score on a pair is taken as certain: words dealt out at random reached it in no measured set."""

KEPT = 0.8
"""From this score on a sentence was kept almost to the letter; .7 to .9 do as well."""

IN_ORDER_ODDS = 0.5
"""What a pair gains in log odds by keeping the order of the sure pairs; 0 to 1 do as well."""

OUT_OF_ORDER_ODDS = 2.0
"""What a pair loses by breaking it; 1 to 4 do as well. A verbatim sentence that moved stays a link all the same."""

REMAINDER_ODDS = 1.0
"""What a pair gains by saying all that the sure partner next to it leaves unsaid; 0 to 2 do as well on drafts."""

_BESIDE = 2  # sentences
_FEW_SURE = 3  # fewer sure pairs say nothing about order
_SKIPPED = 0.7  # worth of a neighbour with one sentence in between, against an adjacent one


def in_place(features: Features, before: Ids, after: Ids, alone: Floats) -> Floats:
    """The scores of pairs, 0..1, raised or lowered by what stands around them; `alone` is their score without it."""
    score = raised(alone, _neighbour_odds(before, after, alone))
    return raised(score, _order_odds(before, after, alone) + _remainder_odds(features, before, after, alone))


def raised(score: Floats, log_odds: Floats) -> Floats:
    """Return scores, 0..1, with these log odds added."""
    gain = np.exp(log_odds)
    out: Floats = score * gain / (1 - score + score * gain)
    return out


def _neighbour_odds(before: Ids, after: Ids, alone: Floats) -> Floats:
    """What each pair gains in log odds by how good the pairs before and behind it are."""
    if not len(before):
        return alone
    width = int(after.max()) + 4
    key = (before + 3) * width + after
    order = np.argsort(key)
    sorted_key = key[order]
    best = _mutual(before, after, alone)
    by_key = (alone * best**2)[order]

    def at(rows: int, columns: int) -> Floats:
        wanted = (before + rows + 3) * width + after + columns
        place = np.minimum(np.searchsorted(sorted_key, wanted), len(sorted_key) - 1)
        inside = (sorted_key[place] == wanted) & (after + columns >= 0)
        return np.where(inside, by_key[place], 0.0)

    def towards(step: int) -> Floats:
        skipped = np.maximum(at(2 * step, step), at(step, 2 * step))
        return np.maximum(at(step, step), _SKIPPED * skipped)

    odds: Floats = NEIGHBOUR_ODDS * best * (towards(-1) + towards(1)) / 2
    return odds


def _mutual(before: Ids, after: Ids, score: Floats) -> Floats:
    """For every pair how near it comes to the best of both its sentences: 1 where it is the best of both."""
    best: Floats = np.minimum(score / best_of(before, score)[before], score / best_of(after, score)[after])
    return best


def _order_odds(before: Ids, after: Ids, alone: Floats) -> Floats:
    """What each pair gains or loses in log odds by keeping or breaking the order of the sure pairs."""
    zero = np.zeros(len(before))
    if not len(before):
        return zero
    sure = np.flatnonzero((alone >= SURE) & (_mutual(before, after, alone) >= 1))
    # sentences that stand in a text more than once have no place of their own
    once = (np.bincount(before[sure])[before[sure]] == 1) & (np.bincount(after[sure])[after[sure]] == 1)
    sure = sure[once]
    sure = sure[np.argsort(before[sure])]
    if len(sure) < _FEW_SURE:
        return zero
    places = after[sure].tolist()
    kept = sure[in_order(places)]
    keeps, breaks = _place(before, after, before[kept], after[kept])
    keeps_too, breaks_too = _place(after, before, after[kept], before[kept])
    gain = IN_ORDER_ODDS * (keeps & keeps_too) - OUT_OF_ORDER_ODDS * (breaks | breaks_too)
    odds: Floats = orderliness(places) * gain
    return odds


def _remainder_odds(features: Features, before: Ids, after: Ids, alone: Floats) -> Floats:
    """What each pair gains in log odds by saying what the sentence next to it left unsaid, as when one was split."""
    return np.maximum(
        _takes_up(features, features.before.sentences, features.after.sentences, before, after, alone),
        _takes_up(features, features.after.sentences, features.before.sentences, after, before, alone),
    )


def _takes_up(features: Features, a: Bags, b: Bags, x: Ids, y: Ids, alone: Floats) -> Floats:
    """The same for pairs whose `x` has a sure partner next to `y`: how much of what that one lacks stands in `y`."""
    odds = np.zeros(len(x))
    sure = np.flatnonzero((alone >= SURE) & (_mutual(x, y, alone) >= 1))
    if not len(sure):
        return odds
    partner = np.full(len(a), -1)
    partner[x[sure]] = y[sure]
    near = np.flatnonzero((partner[x] >= 0) & (y != partner[x]) & (np.abs(y - partner[x]) <= _BESIDE))
    if not len(near):
        return odds
    rows, row_of = np.unique(x[near], return_inverse=True)
    rest = _without(features, a, rows, b, partner[rows])
    _, taken_up = shared(features, rest, b, row_of, y[near])
    _, in_common = shared(features, a, b, x[near], y[near])
    share_of_rest = np.divide(taken_up, rest.norm[row_of] ** 2, out=np.zeros(len(near)), where=taken_up > 0)
    share_of_it = np.divide(in_common, b.norm[y[near]] ** 2, out=np.zeros(len(near)), where=in_common > 0)
    odds[near] = REMAINDER_ODDS * share_of_rest * share_of_it
    return odds


def _without(features: Features, a: Bags, rows: Ids, b: Bags, partners: Ids) -> Bags:
    """What each of some rows of `a` has that its partner in `b` has not."""
    width = len(features.weight)
    row, ids = flatten(a, rows)
    partner_row, partner_ids = flatten(b, partners)
    alone = ~np.isin(row * width + ids, partner_row * width + partner_ids)
    row, ids = row[alone], ids[alone]
    norm = np.sqrt(np.bincount(row, weights=features.weight[ids] ** 2, minlength=len(rows)))
    return Bags(np.searchsorted(row, np.arange(len(rows) + 1)), ids, norm, rows)


def _place(x: Ids, y: Ids, sure_x: Ids, sure_y: Ids) -> tuple[Flags, Flags]:
    """Whether each pair lies between the sure pairs around its `x`, and whether it lies outside of them."""
    row = np.concatenate(([-1], sure_x, [int(x.max()) + 1]))
    column = np.concatenate(([-1], sure_y, [int(y.max()) + 1]))
    following = np.searchsorted(row, x)
    is_sure = row[following] == x
    low = column[following - 1]
    high = column[np.minimum(following + is_sure, len(column) - 1)]
    return (y > low) & (y < high), (y < low) | (y > high)
