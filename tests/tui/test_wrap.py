import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from evolve.tui.terminal.wrap import visible, wrap


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("  one   two ", 3, ["one", "two"]),
        ("", 5, [""]),
        ("   ", 2, [""]),
        ("self-determination", 8, ["self-det", "erminati", "on"]),
        ("a self-determination", 8, ["a", "self-det", "erminati", "on"]),
        ("和平谈判是", 4, ["和平", "谈判", "是"]),
        ("和平，谈判", 4, ["和", "平，", "谈判"]),
        ("peace 和平", 8, ["peace 和", "平"]),
        ("e\u0301te\u0301 e\u0301te\u0301", 3, ["e\u0301te\u0301", "e\u0301te\u0301"]),
        ("👩‍👩‍👧👩‍👩‍👧", 2, ["👩‍👩‍👧", "👩‍👩‍👧"]),
        ("[\u200d\u200d和", 2, ["[\u200d\u200d", "和"]),
        (" \u200d\u200d[[[", 2, ["\u200d\u200d[[", "["]),
        ("page\xa012 of", 7, ["page\xa012", "of"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


words = st.text(alphabet=st.sampled_from("ab-—“和平،🎉👍🏽e\u0301\u200d \xa0\t\n[/]"), max_size=60)


@settings(deadline=None)
@given(words, st.integers(2, 30))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in lines(visible(text), width))


@settings(deadline=None)
@given(st.one_of(words, st.text(max_size=60)), st.integers(2, 30))
def test_wrap_keeps_all_but_blanks(text: str, width: int) -> None:
    """Everything but blanks is on exactly one line."""
    shown = visible(text)
    blank = str.maketrans("", "", "".join({c for c in shown if c.isspace() and c != "\xa0"}) + "\u200b")
    assert "".join(lines(shown, width)).translate(blank) == shown.translate(blank)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x7E), max_size=80), st.integers(2, 30))
def test_wrap_fast_path_agrees(text: str, width: int) -> None:
    """Plain text breaks the same on the fast and on the general path."""
    from evolve.tui.terminal.wrap import _wrap_any, _wrap_narrow

    shown = visible(text)
    if shown.strip():
        assert _wrap_narrow(shown, width) == _wrap_any(shown, width)


@settings(deadline=None)
@given(st.text())
def test_visible_keeps_length(text: str) -> None:
    """Visible text has the length of the text and no control character."""
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(c < " " or "\x7f" <= c < "\xa0" or "\u202a" <= c <= "\u202e" for c in shown)
