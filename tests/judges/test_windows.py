"""Windows over two texts: every pair that can matter is in one, and their number grows with the length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.judges.windows import Window, windows_of

TEXTS = st.lists(st.integers(1, 60).map(lambda size: "x" * size), max_size=60)


@given(TEXTS, TEXTS, st.integers(40, 2_000), st.data())
def test_links_meet_in_a_window(before: list[str], after: list[str], characters: int, data: st.DataObject) -> None:
    indices = st.tuples(st.integers(0, max(0, len(before) - 1)), st.integers(0, max(0, len(after) - 1)))
    links = data.draw(st.lists(indices, max_size=8)) if before and after else []
    windows = windows_of(before, after, links, characters=characters)
    assert all(any(window.holds(link) for window in windows) for link in links)


@given(TEXTS, TEXTS, st.integers(40, 2_000))
def test_every_sentence_is_read(before: list[str], after: list[str], characters: int) -> None:
    windows = windows_of(before, after, characters=characters)
    if before and after:
        assert {n for w in windows for n in range(*w.before)} == set(range(len(before)))
        assert {n for w in windows for n in range(*w.after)} == set(range(len(after)))
    else:
        assert windows == ()


@given(TEXTS.filter(bool), TEXTS.filter(bool), st.integers(40, 2_000))
def test_windows_keep_to_their_size(before: list[str], after: list[str], characters: int) -> None:
    for window in windows_of(before, after, characters=characters):
        size = sum(len(before[n]) for n in range(*window.before)) + sum(len(after[n]) for n in range(*window.after))
        assert size <= characters + 2 * 60  # a sentence that is longer than its share is read whole


@given(TEXTS, TEXTS)
def test_texts_that_fit_are_read_whole(before: list[str], after: list[str]) -> None:
    expected = (Window((0, len(before)), (0, len(after))),) if before and after else ()
    assert windows_of(before, after, characters=60 * 60 * 2) == expected


def test_neighbours_of_a_cut_are_read_with_both_parts() -> None:
    windows = windows_of(["x" * 10] * 60, ["y" * 10], characters=400)
    starts, ends = [w.before[0] for w in windows], [w.before[1] for w in windows]
    assert len(windows) > 1
    assert all(start < end for start, end in zip(starts[1:], ends, strict=False))


@pytest.mark.parametrize("sentences", [1_000, 4_000])
def test_number_grows_with_the_length(sentences: int) -> None:
    texts = ["x" * 100] * sentences
    scattered = [(n, (n * 7919) % sentences) for n in range(sentences)]
    windows = windows_of(texts, texts, (), scattered, characters=20_000)
    assert len(windows) <= 8 * (sentences / 90 + 1)


def test_candidates_draw_the_windows_to_them() -> None:
    """A passage that moved from the beginning to the end is read with where it came from."""
    texts = ["x" * 100] * 1_000
    moved = [(n, 900 + n) for n in range(50)]
    windows = windows_of(texts, texts, (), moved, characters=20_000)
    assert all(any(window.holds(pair) for window in windows) for pair in moved)
