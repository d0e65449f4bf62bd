"""Figures and dates hold for any sequence of words that may be one, in every language that has lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.classify import read_change
from evolve.classify.lexicon_files import lexicon_of
from evolve.classify.sentence import annotate
from evolve.model import Status

LISTED = ("english", "german", "french", "spanish", "italian", "portuguese", "dutch", "russian", "chinese", "japanese")
WRITTEN = """
    5 -5 −5 3–1 1/2 24/7 ½ 2½ $5 5$ €1,000 1.200,00 48'500 12 000 12k 5m 3. 19. 1990s 2019 2019-05-03 03.05.2019
    3/4/2021 1990–95 2020/21 18:30 5:30pm 18h30 100°C 50% km h , ; . – ( )
""".split()  # noqa: SIM905  # fifty figures read better in a row than one a line


def words_of(language: str) -> list[str]:
    """Return the words by which figures are found in a language, and figures as written."""
    lexicon = lexicon_of(language)
    phrases = (*lexicon.bounds, *lexicon.bounds_after, *lexicon.approximations, *lexicon.clock, *lexicon.clock_after)
    words = {
        *lexicon.figure_words,
        *lexicon.magnitudes,
        *lexicon.measures,
        *lexicon.fractions,
        *lexicon.range_joints,
        *lexicon.number_joints,
        *(word for phrase in (*phrases, *lexicon.units, *lexicon.rates) for word in phrase),
    }
    return [*sorted(words), *WRITTEN]


TEXTS = st.sampled_from(LISTED).flatmap(
    lambda language: st.tuples(
        st.just(language), *[st.lists(st.sampled_from(words_of(language)), max_size=8).map(" ".join)] * 2
    )
)


@given(TEXTS)
def test_any_sequence_of_figure_words_is_read(texts: tuple[str, str, str]) -> None:
    """The spans of figures are in order, do not overlap, and lie in the text."""
    language, text, _ = texts
    position = 0
    for figure in annotate(text, language).figures:
        assert position <= figure.start < figure.end <= len(text)
        position = figure.end


@given(TEXTS)
def test_the_change_of_figures_is_the_same_turned_round(texts: tuple[str, str, str]) -> None:
    language, before, after = texts
    there, back = read_change(before, after, language=language), read_change(after, before, language=language)
    assert (there.change, there.status) == (back.change, back.status)
    assert sorted((c.kind, c.before, c.after) for c in there.changes) == sorted(
        (c.kind, c.after, c.before) for c in back.changes
    )


@pytest.mark.parametrize("language", LISTED)
def test_numbers_of_thousands_of_digits_are_compared_digit_by_digit(language: str) -> None:
    digits = "7" * 5000
    assert read_change(f"a {digits}", f"a {digits[:-1]}8", language=language).status is Status.CHANGED
    for text in (
        f"1/{digits}",
        f"{digits}/2",
        f"one in {digits}",
        f"{digits}.{digits}",
        f"{digits} May",
        f"-{digits} m",
    ):
        written = text.format(digits)
        assert read_change(written, f"{written}!", language=language).status is Status.PERSISTED
