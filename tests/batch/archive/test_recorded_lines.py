"""Lines of the journal of a timeline that were edited, and the lines that are accepted."""

from __future__ import annotations

from typing import Any

import pytest

from evolve.batch.archive.recorded_lines import is_comparison, is_text

TEXT: dict[str, Any] = {
    "source": "2001.txt", "sha256": "f00d", "label": "2001", "title": "", "date": "2001-05", "language": "english",
    "recognised": "", "notes": ["a remark"], "sentences": ["It is closed.", "2 + 2 = 4"], "formulas": [1],
}  # fmt: skip
COMPARISON: dict[str, Any] = {
    "threshold": 0.5, "links": [[0, 2, 1.0], [1, 0, 0.5]], "near": [[1, 2]], "chance": [2.5, 0.1]
}  # fmt: skip


@pytest.mark.parametrize("date", ["", "2001", "2001-05", "2001-05-27"])
def test_lines_as_written_are_accepted(date: str) -> None:
    assert is_text({**TEXT, "date": date}, "2001.txt", "f00d")
    assert is_comparison(COMPARISON, 2, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("source", "2002.txt"),
        ("sha256", {}),
        ("label", None),
        ("title", "\x1b]0;title\x07"),
        ("date", 5),
        ("date", "99999"),
        ("date", "2001\x1b[31m"),
        ("recognised", []),
        ("recognised", "klingon"),
        ("notes", 5),
        ("notes", ["\u202e"]),
        ("sentences", []),
        ("sentences", ["\x9b31m", "b"]),
        ("sentences", ["one\nline", "b"]),
        ("formulas", [2]),
        ("formulas", [-1]),
    ],
)
def test_an_edited_text_is_refused(name: str, value: object) -> None:
    assert not is_text({**TEXT, name: value}, "2001.txt", "f00d")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("threshold", None),
        ("threshold", float("nan")),
        ("links", "ab"),
        ("links", [[2, 0, 0.5]]),
        ("links", [[0, -1, 0.5]]),
        ("links", [[0, 0, "a"]]),
        ("links", [[0, 0]]),
        ("near", 5),
        ("near", [[0, 3]]),
        ("chance", [1] * 102),
        ("chance", [1e300]),
        ("chance", ["a"]),
    ],
)
def test_an_edited_comparison_is_refused(name: str, value: object) -> None:
    assert not is_comparison({**COMPARISON, name: value}, 2, 3)
