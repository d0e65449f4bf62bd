"""Labels of versions: date and title where they tell the versions apart, else the names of the files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.model import Metadata
from evolve.text.metadata.labels import shortened_title, version_labels

LONG = "We Urgently Need to Give Ukraine Peace Talks a Chance"


@pytest.mark.parametrize(
    ("versions", "labels"),
    [
        ([(LONG, "a", "2022"), ("US-Russia-Ukraine talks: the choice of all", "b", "2025-08")],
         ["2022 · We Urgently Need to Give …", "2025 · US-Russia-Ukraine talks …"]),
        ([("Why", "draft1", ""), ("Why", "draft2", "")], ["draft1", "draft2"]),
        ([("Why", "draft1", "2022-03-01"), ("Why", "draft2", "2022-03-01")], ["draft1", "draft2"]),
        ([("Why", "a", "2022-03-01"), ("Why", "b", "2022-04-05")], ["2022-03 · Why", "2022-04 · Why"]),
        ([("Why", "a", "2022-03-01"), ("Why", "b", "2022-03-05")], ["2022-03-01 · Why", "2022-03-05 · Why"]),
        ([("", "a", "2022-03-01"), ("", "b2023", "2023")], ["2022 · a", "b2023"]),
        ([("One", "a", ""), ("Two", "b", "")], ["One", "Two"]),
        ([("One", "a", ""), ("", "b", "")], ["a", "b"]),
    ],
)  # fmt: skip
def test_label_has_what_tells_versions_apart(versions: list[tuple[str, str, str]], labels: list[str]) -> None:
    metadata = [Metadata(title=title) for title, _, _ in versions]
    assert version_labels(metadata, [name for _, name, _ in versions], [date for _, _, date in versions]) == labels


def test_a_title_is_cut_between_words() -> None:
    assert shortened_title("x" * 40).endswith("x …")
    assert shortened_title(LONG) == "We Urgently Need to Give …"


@given(st.lists(st.tuples(st.text(max_size=40), st.sampled_from(["", "2022", "2022-03", "2022-03-01"])), max_size=4))
def test_no_label_is_empty_and_none_occurs_twice(versions: list[tuple[str, str]]) -> None:
    names = [f"draft{n}" for n in range(len(versions))]
    labels = version_labels([Metadata(title=title) for title, _ in versions], names, [date for _, date in versions])
    assert all(labels) and len(set(labels)) == len(labels)
