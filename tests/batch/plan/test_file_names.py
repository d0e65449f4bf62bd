"""Labels as names of files: fit for every system, told apart, and never a way out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.batch.plan.file_names import file_names

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
def test_names_differ_without_capitals(labels: list[str]) -> None:
    """Different labels have different names, also where capitals do not count."""
    names = file_names(labels)
    assert len({name.casefold() for name in names}) == len(labels)


@given(st.lists(st.sampled_from(["a", "A", "\u200ba", *NASTY]), max_size=12))
def test_equal_labels_differ_by_key(labels: list[str]) -> None:
    """Labels that are the same have different names by their keys."""
    names = file_names(labels, [str(at) for at in range(len(labels))])
    assert len({name.casefold() for name in names}) == len(labels)


def test_label_like_a_digest() -> None:
    """A label that looks like another's digest has a name of its own."""
    labels = ["a", "A"]
    labels += file_names(labels)
    assert len({name.casefold() for name in file_names(labels)}) == 4


@pytest.mark.slow
def test_100_000_names_differ() -> None:
    """A hundred thousand labels that only their digests distinguish have different names."""
    names = file_names([f"{'archive/' * 15}{number}" for number in range(120_000)])
    assert len(set(names)) == 120_000


@pytest.mark.parametrize("label", ["con", "Aux.x", "COM1", "com¹", "LPT³.x"])
def test_no_name_is_a_windows_device(label: str) -> None:
    """No name is one that Windows keeps for a device."""
    (name,) = file_names([label])
    assert name.startswith("_")


def test_labels_that_differ_in_capitals_are_told_apart() -> None:
    one, two = file_names(["Essay", "essay"])
    assert one.casefold() != two.casefold()
