"""A threshold in a settings file: that line changes, every other byte stays."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.errors import SettingsError
from evolve.tune.writing import with_threshold

OURS = "# threshold chosen by evolve tune: 0.31\n#   why\nthreshold = 0.31\n"
EARLIER = OURS.replace("why", "earlier\n#   reasons").replace("0.31", "0.2")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", OURS),
        ("trust = 0.8", f"trust = 0.8\n{OURS}"),
        ("threshold = 0.2\ntrust = 0.8\n", f"# threshold = 0.2\n{OURS}trust = 0.8\n"),
        ("# mine\nthreshold = 'auto' # mine\n", f"# mine\n# threshold = 'auto' # mine\n{OURS}"),
        (EARLIER, OURS),
        (f"# mine\n{EARLIER}trust = 0.8\n", f"# mine\n{OURS}trust = 0.8\n"),
        (EARLIER.removesuffix("\n") + " # mine\n", f"# threshold = 0.2 # mine\n{OURS}"),
        (EARLIER.replace("= 0.2", "= 0.55"), f"# threshold = 0.55\n{OURS}"),
        (EARLIER.replace("tune: 0.2", "tune"), f"# threshold = 0.2\n{OURS}"),
        (EARLIER.replace("threshold =", "# mine\n#   a list\nthreshold ="), f"# mine\n#   a list\n{OURS}"),
        (EARLIER.replace("threshold =", "# mine\nthreshold ="), f"# mine\n{OURS}"),
        ("[equivalents]\na = ['b']\n", f"{OURS}\n[equivalents]\na = ['b']\n"),
        ("[equivalents]\nthreshold = ['b']\n", f"{OURS}\n[equivalents]\nthreshold = ['b']\n"),
        (f"# mine\n\n{OURS}trust = 0.8\n", f"# mine\n\n{OURS}trust = 0.8\n"),
    ],
)
def test_the_line_is_set_and_the_rest_stays(before: str, after: str) -> None:
    assert with_threshold(before, 0.31, "why", "evolve.toml") == after


def test_no_word_of_a_person_is_lost_however_often_it_is_written() -> None:
    text = "# one\nthreshold = 0.2 # two\n# three\n\n[equivalents] # four\na = ['b'] # five\n"
    for threshold in (0.31, 0.32, 0.33):
        text = with_threshold(text, threshold, "why", "evolve.toml")
    assert all(word in text for word in ("# one", "0.2 # two", "# three", "# four", "# five"))
    assert text.count("chosen by evolve tune") == 1


@pytest.mark.parametrize(
    "line",
    [
        "# one\u2028threshold = 0.9 ",
        "# one\x85[two]",
        "\ufefftrust = 0.8",
        "\ufeff# one",
        "body = 'all'  ",
    ],
)
def test_a_line_of_another_kind_keeps_every_byte(line: str) -> None:
    assert with_threshold(f"{line}\nthreshold = 0.2 \n", 0.31, "why", "x") == f"{line}\n# threshold = 0.2 \n{OURS}"


def test_a_byte_order_mark_stays_first() -> None:
    assert with_threshold("\ufeffthreshold = 0.2\n", 0.31, "why", "x") == f"\ufeff# threshold = 0.2\n{OURS}"
    assert with_threshold("\ufeff[equivalents]\n", 0.31, "why", "x") == f"\ufeff{OURS}\n[equivalents]\n"


def test_a_threshold_that_cannot_be_found_is_said_to_be_so() -> None:
    with pytest.raises(SettingsError, match="cannot be replaced safely"):
        with_threshold('"thr\\u0065shold" = 0.3\n', 0.31, "why", "evolve.toml")


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n"), max_size=30), st.booleans())
def test_every_word_of_a_comment_outlives_any_number_of_writings(comment: str, behind: bool) -> None:
    own = f"threshold = 0.2 # {comment}\n" if behind else f"# {comment}\nthreshold = 0.2\n"
    try:
        tomllib.loads(own)
    except tomllib.TOMLDecodeError:
        return
    text = own
    for threshold in (0.31, 0.32, 0.33):
        text = with_threshold(text, threshold, "why", "x")
    assert text.startswith(f"# {own}" if behind else f"# {comment}\n# threshold = 0.2\n")


def test_line_ends_stay_what_they_were() -> None:
    out = with_threshold("trust = 0.8\r\n", 0.31, "why", "evolve.toml")
    assert out.count("\n") == out.count("\r\n") == 4


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30), st.floats(0, 1))
def test_writing_twice_is_writing_once(comment: str, threshold: float) -> None:
    once = with_threshold(f"# {comment}\ntrust = 0.8\n\n[equivalents]\na = ['b']\n", threshold, "why", "x")
    assert with_threshold(once, threshold, "why", "x") == once
    assert tomllib.loads(once)["trust"] == 0.8


@pytest.mark.parametrize("text", ["threshold =", "a b c", "threshold = [\n0.3]\n"])
def test_a_file_that_cannot_be_changed_safely_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        with_threshold(text, 0.31, "why", "evolve.toml")
