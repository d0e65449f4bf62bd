import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolve.text.words.marks import changed_words


def marked(before: str, after: str) -> tuple[list[str], list[str]]:
    gone, new = changed_words(before, after)
    return [before[a:b] for a, b in gone], [after[a:b] for a, b in new]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("They want lasting peace.", "They want lasting peace.", ([], [])),
        ("They want a lasting peace now.", "They want a fragile peace now.", (["lasting"], ["fragile"])),
        ("The long-term plan was good.", "The short-term plan was good.", (["long-term"], ["short-term"])),
        (
            "The talks failed in April and nobody took the blame for that.",
            "The talks ended in March and nobody took the blame for that.",
            (["failed in April"], ["ended in March"]),
        ),
        ("Yesterday the “talks” failed.", 'The "talks" failed.', (["Yesterday"], [])),
        ("Nothing here is shared at all.", "Quite another claim stands opposite!", ([], [])),
    ],
)
def test_marks_are_whole_words_joined_and_few(before: str, after: str, expected: tuple[list[str], list[str]]) -> None:
    assert marked(before, after) == expected


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_marks_lie_in_order_within_their_sentence(before: str, after: str) -> None:
    for text, spans in zip((before, after), changed_words(before, after), strict=True):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= a < b <= len(text) for a, b in spans)
