"""Voices: the contribution of sentence vectors to the score."""

from __future__ import annotations

import numpy as np
import pytest

from evolve import Document, compare
from evolve.align import align
from evolve.align.voices import centre_vectors, centred_cosines, sentence_vectors
from evolve.errors import UsageError

_BEFORE = [
    "The council sold its rifles to a dealer abroad.",
    "Bread has become dearer in every town.",
    "Nobody reads the parish newsletter any more.",
    "The bridge over the river is closed for repairs.",
]
_AFTER = [
    "A trader abroad bought the town's guns.",
    "Every town now complains about the price of flour.",
    "The parish newsletter found a reader.",
    "Ferries carry the river traffic while the crossing is mended.",
]


def _by_topic(sentences: list[str]) -> list[list[float]]:
    """Return vectors that encode the topics of the sentences."""
    return [[float("abroad" in s), float("town" in s), float("parish" in s), float("river" in s)] for s in sentences]


def _scores(**options: object) -> dict[tuple[int, int], float]:
    found = align(_BEFORE, _AFTER, **options)  # type: ignore[arg-type]  # options of align by name
    return dict(zip(zip(found.before.tolist(), found.after.tolist(), strict=True), found.score.tolist(), strict=True))


def test_related_words_raise_the_right_pair() -> None:
    """A pair with related words gains compared with pairs without."""
    found = align(_BEFORE, _AFTER)
    gain = found.scored_pairs.with_related_words - found.scored_pairs.in_context
    pairs = list(zip(found.before.tolist(), found.after.tolist(), strict=True))
    assert gain[pairs.index((0, 0))] == gain.max() > 0


def test_related_words_are_shown_in_pairs() -> None:
    """The evidence shows the pairs of related words, and its parts add up to the score."""
    comparison = compare(*(Document.from_sentences(sentences) for sentences in (_BEFORE, _AFTER)))
    [link] = [link for link in comparison.candidates if (link.before, link.after) == (0, 0)]
    words = {part.name: [word for word, _ in part.words] for part in link.evidence}
    assert {"rifles – guns", "dealer – trader"} <= set(words["related words"])
    assert sum(part.points for part in link.evidence) == pytest.approx(link.score, abs=1e-12)


def test_other_languages_are_scored_without_word_vectors() -> None:
    found = align(_BEFORE, _AFTER, language="german")
    assert (found.scored_pairs.with_related_words == found.scored_pairs.in_context).all()


def test_registered_voice_raises_similar_pairs() -> None:
    with_voice, without = _scores(voice=_by_topic), _scores()
    for n in range(len(_BEFORE)):
        if (n, n) in without:
            assert with_voice[n, n] > without[n, n]


def test_voice_without_differences_changes_nothing() -> None:
    """A voice with one vector for all sentences changes no score."""
    assert _scores(voice=lambda sentences: np.ones((len(sentences), 3))) == _scores()


def test_equal_sentences_stay_certain() -> None:
    """A voice does not change the score of equal sentences."""
    found = align(_BEFORE, _BEFORE, voice=_by_topic)
    score = dict(zip(zip(found.before.tolist(), found.after.tolist(), strict=True), found.score, strict=True))
    plain = align(_BEFORE, _BEFORE, language="german")
    expected = dict(zip(zip(plain.before.tolist(), plain.after.tolist(), strict=True), plain.score, strict=True))
    assert [score[n, n] for n in range(4)] == pytest.approx([expected[n, n] for n in range(4)], abs=0.01)


def test_voice_adds_nothing_if_everything_was_kept() -> None:
    found = align(_BEFORE, _BEFORE)
    assert found.scored_pairs.with_related_words == pytest.approx(found.scored_pairs.in_context)


@pytest.mark.parametrize("voice", [None, _by_topic])
def test_voices_do_not_depend_on_which_text_comes_first(voice: object) -> None:
    one = align(_BEFORE, _AFTER, voice=voice)  # type: ignore[arg-type]  # a function or None
    other = align(_AFTER, _BEFORE, voice=voice)  # type: ignore[arg-type]  # a function or None
    forth = set(zip(one.before.tolist(), one.after.tolist(), one.score.tolist(), strict=True))
    back = set(zip(other.after.tolist(), other.before.tolist(), other.score.tolist(), strict=True))
    assert forth == back
    assert one.chance.link_scores.tolist() == other.chance.link_scores.tolist()


def test_centred_cosines_add_up_to_zero() -> None:
    """The mean of the centred cosines of all pairs of a sentence is 0."""
    rng = np.random.default_rng(5)
    one, other = centre_vectors(rng.normal(size=(7, 4)) + 3, rng.normal(size=(5, 4)) + 3)
    values = centred_cosines(one, other, np.repeat(np.arange(7), 5), np.tile(np.arange(5), 7)).reshape(7, 5)
    assert np.abs(values.mean(axis=0)).max() < 1e-12
    assert np.abs(values.mean(axis=1)).max() < 1e-12


@pytest.mark.parametrize(
    "given",
    [
        lambda sentences: [],
        lambda sentences: [1.0 for _ in sentences],
        lambda sentences: [[1.0]] * (len(sentences) + 1),
        lambda sentences: [[float("nan")] for _ in sentences],
        lambda sentences: [["one"] for _ in sentences],
        lambda sentences: None,
    ],
)
def test_voice_without_vectors_is_rejected(given: object) -> None:
    with pytest.raises(UsageError):
        sentence_vectors(given, ["One.", "Two."])  # type: ignore[arg-type]  # what a broken voice may be
