"""How much evidence there is that two sentences make the same claim: one number between 0 and 1, in parts.

The score of a pair is built up from what can be shown to a person:

- *words*: the cosine of the two sentences' weighted features (Salton & Buckley 1988), discounted where the evidence is
  thin: times `1 - exp(-bits / 8)`, so that one shared rare word is not yet a claim;
- *clauses*: the same for the best clause of either sentence against the whole other, because long sentences carry
  several claims;
- *order*: words that stand in the same order in both (Indel similarity of the word sequences), which near-verbatim
  sentences have and mere shared vocabulary has not; it fills up to 60 % of what is missing to 1, and 95 % where
  both say the same words in the same order;
- *neighbours*: a pair that is the best for both its sentences gains odds when the pairs before and behind it are good
  too, and so do pairs that keep the order of the sure pairs around them; pairs that break it lose odds, as far as
  the sure pairs keep an order at all. Where a text was shuffled, or nothing is sure, this part is silent.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from evolve.align.features import Bags, Features, Flags, Floats, Ids, Words, best_of, ranges
from evolve.align.rising import in_order

THIN_BITS = 8.0
"""Bits of shared evidence that count for 63 %; 6 to 10 do as well."""

CLAUSE_SHARE = 0.3
"""How much of the score the best clause gives; .2 to .4 do as well."""

ORDER_SHARE = 0.6
"""How much of what is missing to 1 a nearly equal order of words fills; .4 to .9 do as well."""

EQUAL_SHARE = 0.95
"""How much of it equal words in equal order fill: however common its words, a sentence that was kept is found again."""

_CHANCE_ORDER = 0.3  # how far two unrelated sentences keep an order by their function words

NEIGHBOUR_ODDS = 3.0
"""What a pair between two certain pairs gains in log odds; 2 to 4 do as well."""

SURE = 0.6
"""From this score on a pair is taken as certain: words dealt out at random reached it in no measured set."""

IN_ORDER_ODDS = 0.5
"""What a pair gains in log odds by keeping the order of the sure pairs; 0 to 1 do as well."""

OUT_OF_ORDER_ODDS = 2.0
"""What a pair loses by breaking it; 1 to 4 do as well. A verbatim sentence that moved stays a link all the same."""

_FEW_SURE = 3  # fewer sure pairs say nothing about order
_SKIPPED = 0.7  # worth of a neighbour with one sentence in between, against an adjacent one
_FLOOR = 0.02  # pairs below it are no candidates: a single shared everyday word
_CELLS = 8_000_000  # size of the lookup table of one block, in bytes
_FLAT = 4_000_000  # features looked up at once


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Pairs of sentences with their scores and what the scores are made of; all arrays have one entry a pair."""

    before: Ids
    after: Ids
    whole: Floats
    """Cosine of the whole sentences, discounted where thin."""
    clause: Floats
    """The best clause, or the whole where that is better."""
    order: Floats
    """0..1, how much of what `words` lack to 1 is filled because the words stand in the same order."""
    alone: Floats
    """The score without the neighbours."""
    score: Floats
    """The score, 0..1."""

    def take(self, places: Ids) -> Scored:
        """The pairs at these places, in this order."""
        return Scored(*(getattr(self, field.name)[places] for field in fields(self)))


def score_pairs(features: Features, before: Ids, after: Ids, *, as_text: bool = True) -> Scored:
    """Score pairs given by their sentences; pairs below the floor are left out.

    `as_text` says whether the sentences stand in the order of a text, so that neighbours mean something.
    """
    whole = _likeness(features, features.before.sentences, features.after.sentences, before, after)
    clause = np.maximum(whole, _clauses(features, before, after))
    words = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * clause
    kept = words >= _FLOOR
    before, after = before[kept], after[kept]
    whole, clause, words = whole[kept], clause[kept], words[kept]
    order = _order(features, before, after)
    alone = np.clip(words + (1 - words) * order, 0.0, 1.0)
    score = alone
    if as_text:
        score = _raised(score, _neighbour_odds(before, after, alone))
        score = _raised(score, _order_odds(before, after, alone))
    return Scored(before, after, whole, clause, order, alone, np.round(score, 9))


def _order(features: Features, before: Ids, after: Ids) -> Floats:
    """How far the words of each pair stand in the same order; the words of a sentence become letters of a string."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    if not len(before):
        return np.zeros(0)
    strings = [_spelled(side.words) for side in (features.before, features.after)]
    same_order = cpdist(
        [strings[0][n] for n in before.tolist()], [strings[1][n] for n in after.tolist()], scorer=ratio, workers=1
    )
    above = (same_order.astype(np.float64) / 100 - _CHANCE_ORDER) / (1 - _CHANCE_ORDER)
    order: Floats = np.where(same_order >= 100, EQUAL_SHARE, ORDER_SHARE * np.clip(above, 0.0, 1.0) ** 1.5)
    return order


def _spelled(words: Words) -> list[str]:
    """Every sentence as a string with one letter a word, drawn from the private planes, where no letter is special."""
    text = "".join(map(chr, (0xF0000 + words.stem % 0x1FFFE).tolist()))
    edges = words.edges.tolist()
    return [text[a:b] for a, b in pairwise(edges)]


def _likeness(features: Features, a: Bags, b: Bags, x: Ids, y: Ids) -> Floats:
    """Discounted cosine of rows `x` of `a` with rows `y` of `b`."""
    bits, squares = _shared(features, a, b, x, y)
    norms = a.norm[x] * b.norm[y]
    cosine = np.divide(squares, norms, out=np.zeros_like(squares), where=norms > 0)
    likeness: Floats = cosine * (1 - np.exp(-bits / THIN_BITS))
    return likeness


def _shared(features: Features, a: Bags, b: Bags, x: Ids, y: Ids) -> tuple[Floats, Floats]:
    """What rows `x` of `a` share with rows `y` of `b`: bits, and the sum of their squares."""
    bits, squares = np.zeros(len(x)), np.zeros(len(x))
    if not len(x):
        return bits, squares
    width = len(features.weight)
    rows = max(1, _CELLS // max(1, width))
    order = np.argsort(y, kind="stable") if len(b) > rows else np.arange(len(y))
    edges = np.searchsorted(y[order], np.arange(0, len(b) + rows, rows)) if len(b) > rows else np.array([0, len(y)])
    for block, (lo, hi) in enumerate(zip(edges.tolist(), edges[1:].tolist(), strict=False)):
        if lo == hi:
            continue
        first = block * rows
        last = min(len(b), first + rows)
        table = np.zeros((last - first, width), dtype=bool)
        held = b.ids[b.starts[first] : b.starts[last]]
        table[np.repeat(np.arange(last - first), np.diff(b.starts[first : last + 1])), held] = True
        for part in _portions(a, x, order[lo:hi]):
            which, ids = _flatten(a, x[part])
            hit = table[(y[part] - first)[which], ids]
            worth = features.weight[ids[hit]]
            bits[part] = np.bincount(which[hit], weights=worth, minlength=len(part))
            squares[part] = np.bincount(which[hit], weights=worth**2, minlength=len(part))
    return bits, squares


def _portions(a: Bags, x: Ids, pairs: Ids) -> list[Ids]:
    """The pairs in portions whose features fit into memory."""
    sizes = np.cumsum(np.diff(a.starts)[x[pairs]])
    cuts = np.searchsorted(sizes, np.arange(_FLAT, int(sizes[-1]) + 1, _FLAT)) + 1
    return [portion for portion in np.split(pairs, cuts) if len(portion)]


def _flatten(bags: Bags, rows: Ids) -> tuple[Ids, Ids]:
    """The features of the rows one after another, with the place in `rows` each belongs to."""
    which, place = ranges(bags.starts[rows], np.diff(bags.starts)[rows])
    return which, bags.ids[place]


def _clauses(features: Features, before: Ids, after: Ids) -> Floats:
    """For every pair the best of either sentence's clauses against the whole other sentence."""
    best = np.zeros(len(before))
    for clauses, mine, others, theirs in (
        (features.before.clauses, before, features.after.sentences, after),
        (features.after.clauses, after, features.before.sentences, before),
    ):
        if not len(clauses):
            continue
        first = np.searchsorted(clauses.owner, mine, side="left")
        which, clause = ranges(first, np.searchsorted(clauses.owner, mine, side="right") - first)
        likeness = _likeness(features, clauses, others, clause, theirs[which])
        np.maximum.at(best, which, likeness)
    return best


def _raised(score: Floats, log_odds: Floats) -> Floats:
    """Scores with their odds raised."""
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
    places = after[sure]
    orderly = max(0.0, 2 * float(np.mean(np.diff(places) > 0)) - 1)
    kept = sure[in_order(places.tolist())]
    keeps, breaks = _place(before, after, before[kept], after[kept])
    keeps_too, breaks_too = _place(after, before, after[kept], before[kept])
    odds: Floats = orderly * (IN_ORDER_ODDS * (keeps & keeps_too) - OUT_OF_ORDER_ODDS * (breaks | breaks_too))
    return odds


def _place(x: Ids, y: Ids, sure_x: Ids, sure_y: Ids) -> tuple[Flags, Flags]:
    """Whether each pair lies between the sure pairs around its `x`, and whether it lies outside of them."""
    row = np.concatenate(([-1], sure_x, [int(x.max()) + 1]))
    column = np.concatenate(([-1], sure_y, [int(y.max()) + 1]))
    following = np.searchsorted(row, x)
    is_sure = row[following] == x
    low = column[following - 1]
    high = column[np.minimum(following + is_sure, len(column) - 1)]
    return (y > low) & (y < high), (y < low) | (y > high)
