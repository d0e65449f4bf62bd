"""Nothing that could steer a terminal, a browser or a spreadsheet gets past `clean`."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.text.clean import clean, clean_line

CHANGED = [
    ("a\r\nb\rc", "a\nb\nc"),
    ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
    ("red \x1b[31malert\x1b[0m", "red [31malert[0m"),
    ("bell\x07 null\x00 delete\x7f csi\x9b31m", "bell null delete csi31m"),
    ("soft\xadhyphen zero\u200bwidth \ufeffmark word\u2060joiner", "softhyphen zerowidth mark wordjoiner"),
    ("half\ud800 not a character\uffff", "half not a character"),
    ("user\u202etxt.exe", "user⟨U+202E⟩txt.exe"),
    ("\u2066isolated\u2069", "⟨U+2066⟩isolated⟨U+2069⟩"),
    ("tag\U000e0041\U000e007f", "tag"),
    ("left\u200eright\u200f", "leftright"),
    ("cafe\u0301", "café"),
    ("z" + "\u0335" * 500 + "!", "z" + "\u0335" * 30 + "!"),
]
KEPT = [
    "tab\tand\nline end",
    "no\u00a0break",
    "می\u200cخواهم",
    "👩\u200d👧",
    "ﬁnd x²",
    "= + - @ [b] [/b] <b>",
    "“quotes” — dashes…",
    "…" * 100,
    "z" + "\u0335" * 30 + "y" + "\u0335" * 30,
]

DIRECTIONS = {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(("dirty", "tidy"), CHANGED)
def test_hostile_and_invisible_characters_are_mended(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@pytest.mark.parametrize("text", KEPT)
def test_what_a_script_needs_stays(text: str) -> None:
    assert clean(text) == text


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_short_way_equals_the_long_way(text: str) -> None:
    """The short way for plain text gives what the long way gives."""
    assert clean(text) == clean(text + "\u200b")


@given(st.text(st.characters()))
def test_no_control_or_direction_character_survives(text: str) -> None:
    left = set(clean(text)) - {"\n", "\t"}
    assert not {c for c in left if unicodedata.category(c) in ("Cc", "Cs")}
    assert not {c for c in left if unicodedata.bidirectional(c) in DIRECTIONS}


@given(st.integers(25, 40), st.sampled_from("\u0335\u0344\u0e38"))
def test_marks_are_thinned_once_for_all(count: int, mark: str) -> None:
    text = "\u0958" + mark * count
    assert clean(clean(text)) == clean(text)


def test_many_marks_are_linear() -> None:
    """A text full of marks takes no longer than other text."""
    storm = "z" + "\u0301\u0327" * 300_000  # Normalised as they stand these would take minutes.
    assert len(clean(storm)) <= 31


def test_every_mark_can_be_found_in_a_pile() -> None:
    marks = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.combining(c)]
    assert [c for c in marks if len(clean("z" + c * 200)) > 61] == []


def test_a_label_is_one_line() -> None:
    assert clean_line(" first\r\n\tdraft\x1b ") == "first draft"
