"""How many pairs would look alike if the two texts shared only their vocabulary.

The words of each document are dealt out again at random, recurring phrases in one piece, every sentence and clause
keeping its length, and all pairs are scored as before. What reaches a score then reached it by chance. Nothing needs a
label. The dealing depends on the texts alone, so the same texts give the same figures.

Sentences that were kept almost to the letter take no part: their words stand in both documents because the sentence
does, and dealt out they would make chance look more frequent than it is. What they do teach is that their other
candidates are wrong. Of the other sentences some are rightly linked, and those places are not open to chance either.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids, best_of
from evolve.align.dealing import deal, hashes_of, identities
from evolve.align.features import Features, Version, Words, version_of
from evolve.align.pairing import pair_up
from evolve.align.surroundings import KEPT

_PAIRS = 60_000  # pairs of dealt-out sentences that make the figures steady
_MOST_ROUNDS = 24
_PHRASE = 2  # times two words follow each other in the two texts to be dealt out as one
_WHOLE = 160_000  # pairs of sentences up to which all are dealt out
_SAMPLE = 200  # sentences of a longer text that are dealt out at least
_SAMPLE_SHARE = 10  # or one in so many, if that is more


def outcompeted(before: Ids, after: Ids, score: Floats, wins: Flags) -> Flags:
    """Which candidates (best first) are surely wrong, because one of their sentences was kept elsewhere."""
    sure = wins & (score >= KEPT)
    sure_score = np.where(sure, score, 0.0)
    better = np.maximum(best_of(before, sure_score)[before], best_of(after, sure_score)[after])
    beaten: Flags = ~wins & (score <= better)
    return beaten


def scores_by_chance(features: Features, kept_before: Ids, kept_after: Ids) -> tuple[Floats, Floats, Floats, float]:
    """Return what dealt-out words score: their candidates, their winning pairs and the best of every sentence.

    All three fall; the last value is how many candidates each entry of the first two stands for.

    `kept_before` and `kept_after` are the sentences that were kept almost to the letter, each once.
    """
    before, after = (
        left_over(version, kept, features.weight)
        for version, kept in ((features.before, kept_before), (features.after, kept_after))
    )
    if not len(before) or not len(after):
        return np.zeros(0), np.zeros(0), np.zeros(0), 1.0
    width = len(features.weight)
    recurring = _recurring((before.words, after.words), width)
    pairs = len(before) * len(after)
    rounds = int(np.clip(_PAIRS // pairs, 1, _MOST_ROUNDS))
    hashes = hashes_of(features.vocabulary)
    orders = [identities(hashes[side.words.stem], side.words.edges).tolist() for side in (before, after)]
    first = orders[0] <= orders[1]  # whichever text comes first, it is dealt out the same way
    scores: list[Floats] = []
    won: list[Floats] = []
    best: list[Floats] = []
    draw_weight = 0.0
    # of long texts some sentences of either are dealt out against all of the other's, so that none weighs too much
    samples = (
        ((before, after),)
        if pairs <= _WHOLE
        else (
            (sample(before, features.weight), after),
            (before, sample(after, features.weight)),
        )
    )
    for some, others in samples:
        dealings = [
            deal(side.words, _units(side.words, recurring, width), hashes, is_first, rounds)
            for side, is_first in ((some, first), (others, not first))
        ]
        draw_weight += pairs / (len(some) * len(others) * rounds * len(samples) ** 2)
        for mine, theirs in zip(*dealings, strict=True):
            dealt = replace(
                features,
                before=_dealt(some, mine, features.weight),
                after=_dealt(others, theirs, features.weight),
            )
            scored, wins = pair_up(dealt)
            scores.append(scored.score)
            won.append(scored.score[wins])
            # a sentence has met all that it could meet only where all of the other text was dealt out
            best += [
                best_of(places, scored.score, len(own))
                for places, own, other, whole in (
                    (scored.before, dealt.before, dealt.after, after),
                    (scored.after, dealt.after, dealt.before, before),
                )
                if len(other) == len(whole)
            ]
    return _falling(scores), _falling(won), _falling(best), draw_weight


def expected_links(by_chance: Floats, draw_weight: float | Floats, links: Floats, places: int) -> Floats:
    """Return, for every score of a chance link, the expected number of chance links at or above it.

    `by_chance` are the scores of winning pairs among dealt-out words and `links` those of the links that chance
    competes with, both falling; `draw_weight` is how many links each of the first stands for, `places` how many
    there could be. What is rightly linked leaves chance so many places fewer: of the chance links only those come
    about whose place is still open. That is the share of true nulls of Storey (2002), found going down the scores.
    """
    out = np.zeros(len(by_chance))
    found = np.searchsorted(-links, -by_chance, side="right").tolist()
    expected = 0.0
    each = np.broadcast_to(draw_weight, by_chance.shape).tolist()
    for at, (so_many, so_much) in enumerate(zip(found, each, strict=True)):
        right = max(0.0, so_many - expected)
        expected += so_much * max(0.0, 1 - right / places)
        out[at] = expected
    return out


def left_over(version: Version, settled: Ids, weight: Floats) -> Version:
    """Return a text without the sentences that are settled."""
    keep = np.ones(len(version), dtype=bool)
    keep[settled] = False
    return _kept(version, keep, weight)


def _kept(version: Version, keep: Flags, weight: Floats) -> Version:
    vectors = None if version.vectors is None else version.vectors[keep]
    return version_of(_only(version.words, keep), weight, vectors)


def _only(words: Words, keep: Flags) -> Words:
    lengths = np.diff(words.edges)
    word = np.repeat(keep, lengths)
    new_place: Ids = np.cumsum(word) - word
    number: Ids = np.cumsum(keep) - keep
    clause = keep[words.clause_owner]
    shifted = words.clause_edges[clause]
    if len(shifted):
        begin: Ids = new_place[shifted[:, 0]]
        shifted = np.column_stack((begin, begin + shifted[:, 1] - shifted[:, 0]))
    return Words(
        words.stem[word],
        words.beginning[word],
        np.concatenate(([0], np.cumsum(lengths[keep]))),
        shifted,
        number[words.clause_owner[clause]],
    )


def sample(version: Version, weight: Floats) -> Version:
    """Return some sentences of a text, evenly spaced: more of a longer one."""
    count = len(version)
    keep = np.zeros(count, dtype=bool)
    keep[np.linspace(0, count - 1, min(count, max(_SAMPLE, count // _SAMPLE_SHARE))).astype(np.int64)] = True
    return _kept(version, keep, weight)


def _dealt(version: Version, places: Ids, weight: Floats) -> Version:
    """The words of these places in sentences and clauses of the same lengths.

    What a registered voice says of sentences cannot be dealt out word by word: each sentence takes over what was said
    of the one that its first word comes from.
    """
    words = version.words
    dealt = replace(words, stem=words.stem[places], beginning=words.beginning[places])
    vectors = version.vectors
    if vectors is not None:
        vectors = vectors[np.searchsorted(words.edges, places[words.edges[:-1]], side="right") - 1]
    return version_of(dealt, weight, vectors)


def _units(words: Words, recurring: Ids, width: int) -> Ids:
    """For every word the number of the phrase it belongs to; words that often follow each other are one phrase."""
    if not len(words.stem):
        return words.stem
    pair = words.stem[:-1] * width + words.stem[1:]
    joined = np.isin(pair, recurring)
    edges = words.edges[1:-1]
    joined[edges[(edges > 0) & (edges < len(words.stem))] - 1] = False
    return np.concatenate(([0], np.cumsum(~joined)))


def _recurring(sides: tuple[Words, Words], width: int) -> Ids:
    """Pairs of neighbouring words, as one number each, that the two texts hold often enough to be a phrase."""
    pairs = [words.stem[:-1] * width + words.stem[1:] for words in sides]
    pair, count = np.unique(np.concatenate(pairs), return_counts=True)
    return pair[count >= _PHRASE]


def _falling(parts: list[Floats]) -> Floats:
    return -np.sort(-np.concatenate(parts)) if parts else np.zeros(0)
