"""Labels as names of files: fit for every system, told apart, and never a way out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.batch.names import file_names

NASTY = ["..", ".", "/", "../../etc/passwd", "a/b", "C:\\x", "\x00", "\x1b[31m", "con", "x" * 300, "é" * 200, "-rf", ""]


@pytest.mark.parametrize("label", ["Ukraine", "2022--2025", "Peace, talks (1)", "Überblick", "時間"])
def test_a_harmless_label_is_the_name(label: str) -> None:
    assert file_names([label]) == (label.replace(" ", "-"),)


@pytest.mark.parametrize("label", NASTY)
def test_a_nasty_label_becomes_a_plain_name(label: str) -> None:
    (name,) = file_names([label])
    assert name and name.strip(".-") == name and len(name.encode()) < 130
    assert not set(name) & set('/\\:*?"<>|\x00\x1b')


@given(st.lists(st.text() | st.sampled_from(NASTY), unique=True))
def test_different_labels_have_different_names_also_without_capitals(labels: list[str]) -> None:
    names = file_names(labels)
    assert len({name.casefold() for name in names}) == len(labels)


def test_labels_that_differ_in_capitals_are_told_apart() -> None:
    one, two = file_names(["Essay", "essay"])
    assert one.casefold() != two.casefold()
