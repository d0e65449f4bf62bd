"""Dealing words out again: every word once, phrases in one piece, and nearly the same after a small change."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evolve.align.dealing import deal, hashes_of
from evolve.align.features import Words

_HASHES = hashes_of(f"word{n}" for n in range(200))


def _words(sentences: list[list[int]]) -> Words:
    stem = np.array([word for sentence in sentences for word in sentence], dtype=np.int64)
    edges = np.concatenate(([0], np.cumsum([len(sentence) for sentence in sentences]))).astype(np.int64)
    none = np.zeros(0, dtype=np.int64)
    return Words(stem, np.full(len(stem), -1), edges, none.reshape(-1, 2), none)


def _single(words: Words) -> np.ndarray:
    return np.arange(len(words.stem))


_texts = st.lists(st.lists(st.integers(0, 199), min_size=1, max_size=8), min_size=1, max_size=12)


@given(_texts, st.booleans())
def test_every_word_is_dealt_out_once(sentences: list[list[int]], first: bool) -> None:
    words = _words(sentences)
    for places in deal(words, _single(words), _HASHES, first, 3):
        assert sorted(places.tolist()) == list(range(len(words.stem)))


@given(_texts)
def test_phrases_stay_in_one_piece(sentences: list[list[int]]) -> None:
    words = _words(sentences)
    phrase = np.arange(len(words.stem)) // 2
    for places in deal(words, phrase, _HASHES, True, 2):
        at = {place: n for n, place in enumerate(places.tolist())}
        assert all(at[place + 1] == at[place] + 1 for place in range(0, len(places) - 1, 2))


def test_dealing_is_the_same_every_time() -> None:
    words = _words([[1, 2, 3], [4, 5], [6, 7, 8, 9]])
    one, other = ([places.tolist() for places in deal(words, _single(words), _HASHES, True, 4)] for _ in range(2))
    assert one == other
    assert len({tuple(places) for places in one}) > 1


def test_two_texts_are_dealt_out_differently() -> None:
    words = _words([[n, n + 1, n + 2] for n in range(0, 60, 3)])
    [one], [other] = (list(deal(words, _single(words), _HASHES, first, 1)) for first in (True, False))
    assert (one != other).mean() > 0.8


def test_one_sentence_more_moves_few_words() -> None:
    """With one sentence more, most of the words are dealt out to the sentence they were dealt out to before."""
    rng = np.random.default_rng(3)
    sentences = [rng.integers(0, 190, 12).tolist() for _ in range(40)]
    longer = [*sentences[:17], list(range(190, 200)), *sentences[17:]]
    stays = []
    for one, other in zip(*(_sentences_of(text) for text in (sentences, longer)), strict=True):
        stays.append(np.mean([sentence == other[word] for word, sentence in one.items()]))
    assert np.mean(stays) > 0.6


def _sentences_of(sentences: list[list[int]]) -> list[dict[tuple[int, ...], str]]:
    """For every dealing, the sentence, by its own words, that each word of the text comes to stand in."""
    words = _words(sentences)
    names = [str(sentence) for sentence in sentences]
    home = np.repeat(np.arange(len(sentences)), np.diff(words.edges))
    keys = [(str(names[home[n]]), n - int(words.edges[home[n]])) for n in range(len(words.stem))]
    return [
        {keys[place]: names[home[n]] for n, place in enumerate(places.tolist())}  # type: ignore[misc]
        for places in deal(words, _single(words), _HASHES, True, 6)
    ]
