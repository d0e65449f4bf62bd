"""The words of many sentences read at once are those that `tokenise` returns for each."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from evolve.text.words.equivalents import NONE, Equivalents, equivalents_of
from evolve.text.words.tokens import tokenise
from evolve.text.words.word_types import WordTable, read_words

_PIECES = (
    "the", "The", "US", "us", "U.S.", "United", "States", "European", "Union", "EU's", "nations’", "and", "because",
    "que", "weapons", "weapon", "arms", "3rd", "12,000", "4.5", "50%", "don't", "who's", "re-elected", "naïve", "»",
    ",", ";", "—", "(", ")", "* * *", "…", "\0", "\n", "Straße", "१२", "和平", "🙂",
)  # fmt: skip
_SENTENCES = st.lists(
    st.one_of(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join), st.text(max_size=40)), max_size=8
)
_EQUIVALENTS = st.sampled_from(
    (NONE, equivalents_of({}), Equivalents({"E U": ("European Union", "union european states"), "and": ("because",)}))
)


def _words(table: WordTable) -> list[list[tuple[str, str, bool]]]:
    of_types = [(each.form, each.word, each.number) for each in table.types]
    return [[of_types[n] for n in table.ids[a:b].tolist()] for a, b in pairwise(table.edges.tolist())]


@given(_SENTENCES, _EQUIVALENTS, st.sampled_from(("english", "german", "french")))
@example(["", "* * *", "One.", ""], NONE, "english")
@example(["The European, union of the United States’ arms"], equivalents_of({}), "english")
def test_words_are_those_of_tokenise(sentences: list[str], equivalents: Equivalents, language: str) -> None:
    table = read_words(sentences, language=language, equivalents=equivalents)
    alone = [tokenise(sentence, language=language, equivalents=equivalents) for sentence in sentences]
    assert _words(table) == [[(token.form, token.word, token.number) for token in tokens] for tokens in alone]


@given(_SENTENCES)
def test_breaks_are_words_after_marks(sentences: list[str]) -> None:
    """The first word behind every comma, dash or bracket is a break; the comma of a figure is none."""
    table = read_words(sentences, language="english", equivalents=NONE)
    breaks = set(table.breaks.tolist())
    for start, sentence in zip(table.edges.tolist(), sentences, strict=False):
        tokens = tokenise(sentence)
        for mark in re.finditer("[,;:—–()]", sentence):
            place = sum(token.start < mark.start() for token in tokens)
            if place and tokens[place - 1].end > mark.start():
                continue
            assert place in (0, len(tokens)) or start + place in breaks


def test_conjunctions_begin_a_clause() -> None:
    table = read_words(["Prices rose while wages fell, and nobody said that."], language="english", equivalents=NONE)
    words = [table.types[n].word for n in table.ids.tolist()]
    assert [words[at] for at in table.breaks.tolist()] == ["while", "and", "and", "that"]


def test_a_word_is_described_once() -> None:
    table = read_words(["Arms, arms and ARMS.", "The arms."], language="english", equivalents=NONE)
    assert [each.word for each in table.types] == ["arms", "and", "the"]
