"""Word edits rebuild both sides, keep words whole, and are quiet on the screen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.text.words.diff import Edit, changed_share, merged_edits, word_edits

TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="ab .,-'’\n$1%"),
    st.lists(st.sampled_from(["the", "a", "talks", "Talks", "failed", "1,000", "don't", "don’t", "—", "  "])).map(
        " ".join
    ),
)


@given(TEXTS, TEXTS)
def test_word_edits_rebuild_both_sides(before: str, after: str) -> None:
    edits = word_edits(before, after)
    assert ("".join(edit.before for edit in edits), "".join(edit.after for edit in edits)) == (before, after)


@given(TEXTS, TEXTS)
def test_quiet_edits_rebuild_both_sides(before: str, after: str) -> None:
    edits = merged_edits(before, after)
    assert ("".join(edit.before for edit in edits), "".join(edit.after for edit in edits)) == (before, after)


@given(TEXTS, TEXTS)
def test_equal_edits_are_written_alike(before: str, after: str) -> None:
    """An equal stretch of word edits is written alike on both sides."""
    assert all(edit.before == edit.after for edit in word_edits(before, after) if edit.op == "equal")


@given(TEXTS, TEXTS)
def test_two_edits_never_touch(before: str, after: str) -> None:
    for edits in (word_edits(before, after), merged_edits(before, after)):
        assert not any(one.op != "equal" and two.op != "equal" for one, two in pairwise(edits))


@given(TEXTS, TEXTS)
def test_the_op_says_which_sides_have_words(before: str, after: str) -> None:
    sides = {"delete": (True, False), "insert": (False, True), "replace": (True, True), "equal": (True, True)}
    for edit in (*word_edits(before, after), *merged_edits(before, after)):
        assert (bool(edit.before), bool(edit.after)) == sides[edit.op]


@given(TEXTS)
def test_a_text_has_no_edits_against_itself(text: str) -> None:
    assert [edit.op for edit in word_edits(text, text)] == (["equal"] if text else [])


@given(TEXTS, TEXTS)
def test_the_changed_share_is_a_share(before: str, after: str) -> None:
    assert 0 <= changed_share(word_edits(before, after)) <= 1


@pytest.mark.parametrize(
    "word", ["self-driving", "don't", "don’t", "U.S.", "1,000.50", "90%", "$40", "€2.5", "21st", "mid-1990s", "12:30"]
)
def test_a_word_is_never_cut(word: str) -> None:
    assert [edit.before for edit in word_edits(f"the {word} thing", "the other thing") if edit.op != "equal"] == [word]


def test_a_word_edit_is_exact_about_case_and_quotes() -> None:
    assert [edit.op for edit in word_edits("“Talks” failed", '"talks" failed')] == ["replace", "equal"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The talks failed.", "the talks failed."),
        ("“Talks”", '"Talks"'),
        ("It isn’t over.", "It isn't over."),
        ("peace  talks", "peace talks"),
        ("war – again", "war — again"),
    ],
)
def test_quiet_edits_pass_over_the_way_it_is_written(before: str, after: str) -> None:
    assert merged_edits(before, after) == (Edit("equal", before, after),)


def test_quiet_edits_join_across_one_short_word() -> None:
    edits = merged_edits("They signed a treaty of friendship.", "They signed a pact of alliance.")
    assert edits == (
        Edit("equal", "They signed a ", "They signed a "),
        Edit("replace", "treaty of friendship", "pact of alliance"),
        Edit("equal", ".", "."),
    )


def test_quiet_edits_do_not_join_across_a_long_word() -> None:
    edits = merged_edits("old treaty signed", "new treaty broken")
    assert [edit.op for edit in edits] == ["replace", "equal", "replace"]


def test_nothing_changed_is_no_share() -> None:
    assert changed_share(word_edits("The talks failed.", "The talks failed.")) == 0


def test_everything_changed_is_the_whole_share() -> None:
    assert changed_share(word_edits("talks", "war")) == 1
