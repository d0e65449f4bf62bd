"""What holds for every reading, whatever the sentences."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evolve.classify import read_change
from evolve.classify.difference import MAX_SHOWN_CHARACTERS
from evolve.model import Kind, Status

WORDS = """
    the a of and not never may will always some all only Norway Iceland he they said that according to three 3 40% $5
    1998 May 9 , . ; “ ” ( talks talk failed fail treaty signed fishing islands harbour harbor can't cannot U.S.
""".split()  # noqa: SIM905  # forty words read better in a row than one a line
SENTENCES = st.one_of(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.text(max_size=40))
LANGUAGES = st.sampled_from(["english", "german", "french", "klingon"])


@given(SENTENCES, LANGUAGES)
def test_sentence_against_itself_persists(text: str, language: str) -> None:
    """A sentence compared with itself persists without change."""
    difference = read_change(text, text, language=language)
    assert (difference.change, difference.changes, difference.status) == (0.0, (), Status.PERSISTED)


@given(SENTENCES, SENTENCES, LANGUAGES)
def test_the_change_is_a_share(before: str, after: str, language: str) -> None:
    assert 0 <= read_change(before, after, language=language).change <= 1


@given(SENTENCES, SENTENCES, LANGUAGES)
def test_the_change_is_the_same_turned_round(before: str, after: str, language: str) -> None:
    there = read_change(before, after, language=language)
    back = read_change(after, before, language=language)
    assert (there.change, there.status) == (back.change, back.status)


@given(SENTENCES, SENTENCES, st.lists(SENTENCES, max_size=2), st.lists(SENTENCES, max_size=2))
def test_change_is_symmetric_with_neighbours(
    before: str, after: str, around_before: list[str], around_after: list[str]
) -> None:
    """The change is the same with the sides swapped, also with neighbours."""
    there = read_change(before, after, around_before=around_before, around_after=around_after)
    back = read_change(after, before, around_before=around_after, around_after=around_before)
    assert there.change == back.change


@given(SENTENCES, SENTENCES)
def test_persists_if_nothing_is_shown(before: str, after: str) -> None:
    """A pair persists exactly if no change is shown."""
    difference = read_change(before, after)
    assert (difference.status is Status.PERSISTED) == (not difference.changes)


@given(SENTENCES, SENTENCES)
@example("may three", "some three")
def test_kinds_are_unique_and_wording_is_last(before: str, after: str) -> None:
    """Wording comes last, and every kind at most once."""
    kinds = [change.kind for change in read_change(before, after).changes]
    assert len(set(kinds)) == len(kinds) and (Kind.WORDING not in kinds or kinds[-1] is Kind.WORDING)


@given(SENTENCES, SENTENCES)
def test_shown_words_are_in_the_sentences(before: str, after: str) -> None:
    """The words that show a change are in the sentences."""
    for change in read_change(before, after).changes:
        if not re.search("[,;…] ", change.before + change.after):
            assert change.before.lower() in before.lower() and change.after.lower() in after.lower()


@given(SENTENCES, SENTENCES)
def test_shown_words_are_short(before: str, after: str) -> None:
    """The words that show a change are read at a glance."""
    for change in read_change(before, after).changes:
        assert max(len(change.before), len(change.after)) <= MAX_SHOWN_CHARACTERS


def test_long_stretch_is_shortened() -> None:
    """A long stretch is shown by its first and last words."""
    before = "The mayor opened the library."
    after = before[:-1] + ", because the old archive had burned down in the night and scholars had complained."
    assert read_change(before, after).changes[0].after == "because the old archive had … and scholars had complained"


def test_sentences_without_a_common_word_differ_wholly() -> None:
    assert read_change("Cheap bread.", "Fresh horses won.").change == pytest.approx(1)


def test_added_clause_weighs_more_than_a_word() -> None:
    """An added clause weighs more than a word put for another."""
    before = "The mayor opened the library in the old quarter."
    clause = read_change(before, "The mayor opened the library in the old quarter, because scholars had complained.")
    word = read_change(before, "The mayor opened the library in the old district.")
    assert clause.change > 2 * word.change


def test_words_moved_to_the_next_sentence() -> None:
    """Words that moved to the next sentence are not lost."""
    before = "The mayor opened the library, and scholars praised its vaulted ceiling."
    after = "The mayor opened the library."
    alone = read_change(before, after)
    split = read_change(before, after, around_after=["Scholars praised its vaulted ceiling."])
    assert split.change < alone.change
    assert (split.status, alone.status) == (Status.PERSISTED, Status.CHANGED)


def test_words_the_neighbours_always_had() -> None:
    """Words that the neighbours had all along explain nothing."""
    before = "The mayor opened the library, and scholars praised its vaulted ceiling."
    after = "The mayor opened the library."
    neighbour = ["Scholars praised its vaulted ceiling."]
    with_both = read_change(before, after, around_before=neighbour, around_after=neighbour)
    assert with_both.change == read_change(before, after).change


def test_nltk_is_loaded_only_when_a_sentence_is_read() -> None:
    code = "import evolve.classify, sys; sys.exit('evolve.text.nltk_parts' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "text", ["N'T", "'", "'s", "of 9", "9 of", "May", "the", "%", "$", "³", "１２", "1.2.3", "1,2,3", "0", "“"]
)
def test_a_scrap_of_a_sentence_is_read(text: str) -> None:
    assert read_change(text, "The talks failed.").status is Status.CHANGED
