"""Estimates how many pairs would look alike if the two texts shared only their vocabulary.

The words of each document are shuffled, recurring phrases in one piece, with every sentence and clause keeping its
length, and all pairs are scored as before. The scores that pairs reach then are due to chance. No labels are needed.
The shuffle depends on the texts only, so the same texts give the same numbers.

Sentences kept almost to the letter are left out: their words are in both documents because the sentences are, and
shuffled they would make chance look more frequent than it is. They do show that their other candidates are wrong. Some
of the other sentences are rightly linked, and chance cannot link those either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evolve.align.arrays import Flags, Floats, Ids, best_scores, is_among, sorted_distinct
from evolve.align.features import Features, Version, Words, version_of
from evolve.align.pairing import pair_up
from evolve.align.shuffling import hashes_of, identities, shuffle
from evolve.align.surroundings import KEPT

_TARGET_PAIRS = 60_000  # pairs of shuffled sentences for stable numbers
_MAX_ROUNDS = 24
_MIN_PHRASE_COUNT = 2  # occurrences of two neighbouring words in the two texts that make them a phrase
_MAX_UNSAMPLED_PAIRS = 160_000  # pairs of sentences up to which all sentences are shuffled
_MIN_SAMPLE = 200  # minimum number of sentences of a longer text to shuffle
_SAMPLE_SHARE = 10  # one sentence in ten is shuffled, if that is more


@dataclass(frozen=True, slots=True, eq=False)
class ChanceEstimate:
    """The scores that pairs of sentences reach by chance."""

    scores: Floats
    """The scores of the candidates among shuffled words, descending."""
    link_scores: Floats
    """The scores of the candidates that win among shuffled words, descending."""
    best_scores: Floats
    """The score of the best candidate of each sentence of shuffled words, 0 for none; descending."""
    draw_weight: float
    """The number of candidates that each entry of `scores` and `link_scores` represents."""
    expected_at: Floats
    """For each of `link_scores`, the expected number of links due to chance at or above it."""

    def candidates_above(self, thresholds: Floats) -> Floats:
        """Return for each threshold the number of candidates at or above it that are due to chance."""
        return self.draw_weight * np.searchsorted(-self.scores, -thresholds, side="right").astype(np.float64)

    def links_above(self, thresholds: Floats) -> Floats:
        """Return for each threshold the expected number of links due to chance at or above it."""
        counts = np.searchsorted(-self.link_scores, -thresholds, side="right")
        expected: Floats = np.append(0.0, self.expected_at)[counts]
        return expected


def estimate_chance(features: Features, settled: tuple[Ids, Ids], links: Floats) -> ChanceEstimate:
    """Return the scores due to chance.

    `settled` are the sentences of either text to which chance does not apply, each once, and `links` the scores of the
    links that chance competes with, descending.
    """
    scores, link_scores, best_scores_of_sentences, draw_weight = _score_shuffled_words(features, *settled)
    max_links = min(
        len(version) - len(ids) for version, ids in zip((features.before, features.after), settled, strict=True)
    )
    expected_at = expected_links(link_scores, draw_weight, links, max_links)
    return ChanceEstimate(scores, link_scores, best_scores_of_sentences, draw_weight, expected_at)


def find_outcompeted(before: Ids, after: Ids, score: Floats, wins: Flags) -> Flags:
    """Return for each candidate, best first, whether it is surely wrong: one of its sentences was kept elsewhere."""
    is_kept = wins & (score >= KEPT)
    kept_score = np.where(is_kept, score, 0.0)
    best_kept = np.maximum(best_scores(before, kept_score)[before], best_scores(after, kept_score)[after])
    flags: Flags = ~wins & (score <= best_kept)
    return flags


def _score_shuffled_words(
    features: Features, kept_before: Ids, kept_after: Ids
) -> tuple[Floats, Floats, Floats, float]:
    """Return the scores among shuffled words: of candidates, of winning pairs, and the best one of each sentence.

    All three are descending. The last value is the number of candidates that each entry of the first two represents.
    `kept_before` and `kept_after` are the sentences that were kept almost to the letter, each once.
    """
    before, after = (
        without_settled(version, settled, features.weight)
        for version, settled in ((features.before, kept_before), (features.after, kept_after))
    )
    if not len(before) or not len(after):
        return np.zeros(0), np.zeros(0), np.zeros(0), 1.0
    width = len(features.weight)
    recurring = _recurring_pairs((before.words, after.words), width)
    pairs = len(before) * len(after)
    rounds = int(np.clip(_TARGET_PAIRS // pairs, 1, _MAX_ROUNDS))
    hashes = hashes_of(features.vocabulary)
    orders = [identities(hashes[side.words.stem], side.words.edges).tolist() for side in (before, after)]
    first = orders[0] <= orders[1]  # each text is shuffled in the same way whichever is the earlier one
    scores: list[Floats] = []
    winning_scores: list[Floats] = []
    best_scores_of_sentences: list[Floats] = []
    draw_weight = 0.0
    samples = _samples(before, after, features.weight)
    for some, others in samples:
        shuffles = [
            shuffle(side.words, _phrase_numbers(side.words, recurring, width), hashes, is_first, rounds)
            for side, is_first in ((some, first), (others, not first))
        ]
        draw_weight += pairs / (len(some) * len(others) * rounds * len(samples) ** 2)
        for positions_of_some, positions_of_others in zip(*shuffles, strict=True):
            shuffled = replace(
                features,
                before=_shuffled_version(some, positions_of_some, features.weight),
                after=_shuffled_version(others, positions_of_others, features.weight),
            )
            scored, wins = pair_up(shuffled)
            scores.append(scored.score)
            winning_scores.append(scored.score[wins])
            for ids, version, is_opposite_whole in (
                (scored.before, shuffled.before, len(others) == len(after)),
                (scored.after, shuffled.after, len(some) == len(before)),
            ):
                # a sentence has met all possible partners only if all of the other text was shuffled
                if is_opposite_whole:
                    best_scores_of_sentences.append(best_scores(ids, scored.score, len(version)))
    return _descending(scores), _descending(winning_scores), _descending(best_scores_of_sentences), draw_weight


def _samples(before: Version, after: Version, weight: Floats) -> tuple[tuple[Version, Version], ...]:
    """Return the pairs of texts to shuffle: of long texts a sample of either with all of the other.

    So no sentence of a long text weighs too much.
    """
    if len(before) * len(after) <= _MAX_UNSAMPLED_PAIRS:
        return ((before, after),)
    return (sample(before, weight), after), (before, sample(after, weight))


def expected_links(chance_links: Floats, draw_weight: float | Floats, links: Floats, max_links: int) -> Floats:
    """Return for the score of each chance link the expected number of chance links at or above it.

    `chance_links` are the scores of winning pairs among shuffled words and `links` those of the links that chance
    competes with, both descending. `draw_weight` is the number of links that each chance link represents, and
    `max_links` the maximum number of links. Right links leave fewer sentences to chance: only the chance links whose
    sentences are still free come about. That is the share of true nulls of Storey (2002), computed from high scores to
    low ones.
    """
    expected_at = np.zeros(len(chance_links))
    links_above = np.searchsorted(-links, -chance_links, side="right").tolist()
    expected = 0.0
    weights = np.broadcast_to(draw_weight, chance_links.shape).tolist()
    for n, (link_count, weight) in enumerate(zip(links_above, weights, strict=True)):
        right = max(0.0, link_count - expected)
        expected += weight * max(0.0, 1 - right / max_links)
        expected_at[n] = expected
    return expected_at


def without_settled(version: Version, settled: Ids, weight: Floats) -> Version:
    """Return a text without its settled sentences."""
    keep = np.ones(len(version), dtype=bool)
    keep[settled] = False
    return _selected(version, keep, weight)


def _selected(version: Version, flags: Flags, weight: Floats) -> Version:
    """Return a text with the flagged sentences only."""
    vectors = None if version.vectors is None else version.vectors[flags]
    return version_of(_selected_words(version.words, flags), weight, vectors)


def _selected_words(words: Words, flags: Flags) -> Words:
    """Return the words of the flagged sentences."""
    lengths = np.diff(words.edges)
    word_flags = np.repeat(flags, lengths)
    new_positions: Ids = np.cumsum(word_flags) - word_flags
    new_numbers: Ids = np.cumsum(flags) - flags
    clause_flags = flags[words.clause_owner]
    shifted = words.clause_edges[clause_flags]
    if len(shifted):
        begin: Ids = new_positions[shifted[:, 0]]
        shifted = np.column_stack((begin, begin + shifted[:, 1] - shifted[:, 0]))
    return Words(
        words.stem[word_flags],
        words.prefix[word_flags],
        np.concatenate(([0], np.cumsum(lengths[flags]))),
        shifted,
        new_numbers[words.clause_owner[clause_flags]],
    )


def sample(version: Version, weight: Floats) -> Version:
    """Return a sample of the sentences of a text, evenly spaced; larger for a longer text."""
    count = len(version)
    flags = np.zeros(count, dtype=bool)
    flags[np.linspace(0, count - 1, min(count, max(_MIN_SAMPLE, count // _SAMPLE_SHARE))).astype(np.int64)] = True
    return _selected(version, flags, weight)


def _shuffled_version(version: Version, positions: Ids, weight: Floats) -> Version:
    """Return a text with the words at these positions, in sentences and clauses of the same lengths.

    The vector that a registered voice gives a sentence cannot be shuffled word by word: each sentence gets the vector
    of the sentence that its first word comes from.
    """
    words = version.words
    shuffled = replace(words, stem=words.stem[positions], prefix=words.prefix[positions])
    vectors = version.vectors
    if vectors is not None:
        vectors = vectors[np.searchsorted(words.edges, positions[words.edges[:-1]], side="right") - 1]
    return version_of(shuffled, weight, vectors)


def _phrase_numbers(words: Words, recurring: Ids, width: int) -> Ids:
    """Return for each word the number of its phrase; words that often follow each other are one phrase."""
    if not len(words.stem):
        return words.stem
    pair = words.stem[:-1] * width + words.stem[1:]
    joined = is_among(pair, recurring)
    edges = words.edges[1:-1]
    joined[edges[(edges > 0) & (edges < len(words.stem))] - 1] = False
    return np.concatenate(([0], np.cumsum(~joined)))


def _recurring_pairs(sides: tuple[Words, Words], width: int) -> Ids:
    """Return the pairs of neighbouring words, each as one number, that recur in the two texts and so form phrases."""
    pairs = [words.stem[:-1] * width + words.stem[1:] for words in sides]
    ordered = np.sort(np.concatenate(pairs))
    # a pair recurs often enough if it is the same as the one so many places further on
    recurs = ordered[_MIN_PHRASE_COUNT - 1 :] == ordered[: len(ordered) - _MIN_PHRASE_COUNT + 1]
    return sorted_distinct(ordered[: len(recurs)][recurs])


def _descending(parts: list[Floats]) -> Floats:
    """Return all scores in one descending array."""
    return -np.sort(-np.concatenate(parts)) if parts else np.zeros(0)
