"""Shuffling: every word once, phrases in one piece, and nearly the same result after a small change."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evolve.align.features import Words
from evolve.align.shuffling import hashes_of, shuffle

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
def test_every_word_is_used_once(sentences: list[list[int]], first: bool) -> None:
    words = _words(sentences)
    for positions in shuffle(words, _single(words), _HASHES, first, 3):
        assert sorted(positions.tolist()) == list(range(len(words.stem)))


@given(_texts)
def test_phrases_stay_in_one_piece(sentences: list[list[int]]) -> None:
    words = _words(sentences)
    phrase = np.arange(len(words.stem)) // 2
    for positions in shuffle(words, phrase, _HASHES, True, 2):
        new_position = {position: n for n, position in enumerate(positions.tolist())}
        assert all(
            new_position[position + 1] == new_position[position] + 1 for position in range(0, len(positions) - 1, 2)
        )


def test_shuffle_is_deterministic() -> None:
    words = _words([[1, 2, 3], [4, 5], [6, 7, 8, 9]])
    one, other = (
        [positions.tolist() for positions in shuffle(words, _single(words), _HASHES, True, 4)] for _ in range(2)
    )
    assert one == other
    assert len({tuple(positions) for positions in one}) > 1


def test_the_two_texts_are_shuffled_differently() -> None:
    words = _words([[n, n + 1, n + 2] for n in range(0, 60, 3)])
    [one], [other] = (list(shuffle(words, _single(words), _HASHES, first, 1)) for first in (True, False))
    assert (one != other).mean() > 0.8


def test_one_sentence_more_moves_few_words() -> None:
    """With one sentence more, most words are shuffled into the same sentence as before."""
    rng = np.random.default_rng(3)
    sentences = [rng.integers(0, 190, 12).tolist() for _ in range(40)]
    longer = [*sentences[:17], list(range(190, 200)), *sentences[17:]]
    shares = []
    for one, other in zip(*(_sentences_of(text) for text in (sentences, longer)), strict=True):
        shares.append(np.mean([sentence == other[word] for word, sentence in one.items()]))
    assert np.mean(shares) > 0.6


def _sentences_of(sentences: list[list[int]]) -> list[dict[tuple[int, ...], str]]:
    """Return for each shuffle the sentence, as a string, that each word of the text is moved to."""
    words = _words(sentences)
    names = [str(sentence) for sentence in sentences]
    sentence_of = np.repeat(np.arange(len(sentences)), np.diff(words.edges))
    keys = [(str(names[sentence_of[n]]), n - int(words.edges[sentence_of[n]])) for n in range(len(words.stem))]
    return [
        {keys[position]: names[sentence_of[n]] for n, position in enumerate(positions.tolist())}  # type: ignore[misc]
        for positions in shuffle(words, _single(words), _HASHES, True, 6)
    ]
