"""Which of the sentences near a sentence are annotated: never too few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evolve.classify.neighbours import Neighbours
from evolve.classify.sentence import annotate
from evolve.text.words.equivalents import equivalents_of

from .test_pair import LANGUAGES, SENTENCES, WORDS

NAMES = [
    "European",
    "Union",
    "EU",
    "United",
    "States",
    "US",
    "Kyiv",
    "Kiev",
    "UK",
    "ne",
    "pas",
    "jamais",
    "l'accord",
    "didnt",
    "3rd",
    "5km",
    "spring",
    "US$5",
    "twice",
    "½",
]
TEXTS = st.one_of(SENTENCES, st.lists(st.sampled_from([*WORDS, *NAMES]), max_size=14).map(" ".join))


@given(st.lists(TEXTS, max_size=4), TEXTS, LANGUAGES, st.integers(1, 3), st.booleans())
def test_no_sentence_with_the_words_is_missed(
    texts: list[str], wanted: str, language: str, least: int, with_names: bool
) -> None:
    equivalents = equivalents_of({}, language=language) if with_names else None
    keys = annotate(wanted, language, equivalents).content
    everything = [annotate(text, language, equivalents) for text in texts]
    expected = [sentence for sentence in everything if len(sentence.content & keys) >= least]
    found = Neighbours(tuple(texts), language, equivalents).having(keys, least)
    assert [sentence.text for sentence in found] == [sentence.text for sentence in expected]
