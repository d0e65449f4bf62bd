"""Spellings of names that are proposed, for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence

from evolve.text.words.equivalents import equivalents_of
from evolve.text.words.spelling_variants import variants
from evolve.text.words.tokens import Token, tokenise


def _text(*sentences: str) -> list[tuple[str, Sequence[Token]]]:
    return [(sentence, tokenise(sentence, equivalents=equivalents_of({}))) for sentence in sentences]


def _proposed(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    return [(variant.before, variant.after) for variant in variants(_text(*before), _text(*after))]


def test_another_spelling_of_a_name_is_proposed() -> None:
    assert _proposed(["He met Lukashenko."], ["He met Lukaschenko."]) == [("Lukashenko", "Lukaschenko")]


def test_a_name_that_both_texts_hold_is_left_alone() -> None:
    assert _proposed(["We met Marlene and Marlena."], ["We met Marlene."]) == []


def test_known_spellings_are_not_proposed() -> None:
    """Spellings that are one already are not proposed."""
    assert _proposed(["They reached Kiev."], ["They reached Kyiv."]) == []


def test_first_words_are_no_names() -> None:
    """Ordinary words at the start of a sentence are no names."""
    assert _proposed(["Winters came. The winters were cold."], ["Winter came. One winter was cold."]) == []


def test_unlike_names_are_not_proposed() -> None:
    assert _proposed(["He met Draghi."], ["He met Scholz."]) == []


def test_names_are_proposed_once_with_counts() -> None:
    """Every name is proposed once, with how often it occurs."""
    found = variants(_text("See Benyamin.", "Ask Benyamin."), _text("See Benjamin.", "Ask Benjamins."))
    assert [(variant.before, variant.after, variant.counts) for variant in found] == [("Benyamin", "Benjamin", (2, 1))]
