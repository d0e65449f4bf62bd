"""Equal sentences score 1, so that a text against itself persists at every threshold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evolve
from evolve.model import Status

SENTENCES = st.sampled_from(
    [
        "The people of the town will not pay the tax on bread.", "There is more to say of it.", "It must be said now.",
        "Yes.", "12 %.", "He and she and they.", "The tax on bread is paid by the people of the town.", "Weapons kill.",
        "Arms kill.",
    ]
)  # fmt: skip


@given(st.lists(SENTENCES, min_size=1, max_size=9), st.sampled_from([0.5, 0.96, 1.0]))
def test_a_text_against_itself_persists_at_every_threshold(sentences: list[str], threshold: float) -> None:
    document = evolve.Document.from_sentences(sentences)
    pair = evolve.compare(document, document).at(threshold)
    assert {pair.status_of("before", n) for n in range(len(sentences))} == {Status.PERSISTED}
    assert {(link.before, link.after) for link in pair.links} >= {(n, n) for n in range(len(sentences))}


def test_the_parts_of_the_score_add_up_to_1() -> None:
    document = evolve.Document.from_sentences(["There is more to say of it.", "It must be said now."])
    link = evolve.compare(document, document).at(1.0).links[0]
    assert link.score == 1
    assert sum(part.points for part in link.evidence) == pytest.approx(1)


def test_other_words_in_the_same_place_score_less() -> None:
    one, other = (evolve.Document.from_sentences([f"The {word} has promised a school."]) for word in ("mayor", "queen"))
    assert evolve.compare(one, other).candidates[0].score < 1
