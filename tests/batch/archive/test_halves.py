"""The comparisons of an archive: each pair of texts in exactly one of them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.batch.archive.halves import STEPS, Halves, compare_halves, halves_of

from .archives import SETTINGS, archive


def pairs(halves: Halves) -> list[tuple[int, int]]:
    return [(a, b) for a in range(halves.first, halves.middle) for b in range(halves.middle, halves.end)]


@given(st.integers(0, 70))
def test_each_pair_of_texts_is_in_exactly_one_comparison(texts: int) -> None:
    assert sorted(pair for halves in halves_of(texts) for pair in pairs(halves)) == list(combinations(range(texts), 2))


@given(st.integers(1, 70))
def test_another_text_at_the_end_adds_few_comparisons(texts: int) -> None:
    """The new comparisons are those with the new text, one at each level."""
    new = set(halves_of(texts + 1)) - set(halves_of(texts))
    assert all(halves.end == texts + 1 for halves in new)
    assert len(new) <= texts.bit_length()


def test_the_largest_comparison_is_the_first() -> None:
    sizes = [halves.size for halves in halves_of(21)]
    assert sizes == sorted(sizes, reverse=True)


CLAIM = "The harbour was closed by the council after the storm had broken its outer wall."
EDITED = "The harbour was closed by the council after the flood had broken its outer wall."
OTHERS = (
    "Nobody in the village remembers who planted the old chestnut trees along the road.",
    "Two brothers from the mountains sold their last goats to pay for the lawyer.",
    "The price of bread doubled within a month because the mills had no coal.",
    "She wrote to the minister every week and never received a single answer.",
    "A new railway line would bring the quarry and its workers closer to town.",
    "Children learned to swim in the canal long before there was any swimming pool.",
)


class TestCompare:
    def test_positions_count_all_sentences_of_a_half(self) -> None:
        result = compare_halves([OTHERS[:2], (CLAIM,)], [OTHERS[2:5], (OTHERS[5], EDITED)], SETTINGS)
        assert [(before, after) for before, after, _ in result.links] == [(2, 4)]

    def test_of_equal_sentences_the_one_nearest_in_time_is_compared(self) -> None:
        earlier, later = [(CLAIM, OTHERS[0]), (OTHERS[1], CLAIM)], [(EDITED, OTHERS[2]), (EDITED, OTHERS[3])]
        result = compare_halves(earlier, later, SETTINGS)
        assert [(before, after) for before, after, _ in result.links] == [(3, 0)]

    def test_chance_never_increases_with_the_score(self) -> None:
        result = compare_halves([OTHERS, (CLAIM,)], [(EDITED,), OTHERS[::-1]], SETTINGS)
        assert list(result.chance) == sorted(result.chance, reverse=True)

    @pytest.mark.parametrize(("earlier", "later"), [([], []), ([()], [(CLAIM,)]), ([(CLAIM,)], [()])])
    def test_parts_without_a_sentence_have_no_link(
        self, earlier: list[tuple[str, ...]], later: list[tuple[str, ...]]
    ) -> None:
        assert compare_halves(earlier, later, SETTINGS).links == ()


@pytest.mark.slow
def test_a_claim_made_many_times_is_not_taken_for_chance() -> None:
    """Its words recur in both halves, which makes them look like phrases; chance is estimated without it."""
    texts, truth = archive(24, {0: range(24), 1: range(0, 24, 2)}, sentences=10, seed=9)
    claims = {texts[text].sentences[n] for sentences in truth.values() for text, n in sentences}
    halves = [[text.sentences for text in half] for half in (texts[:12], texts[12:])]
    found = compare_halves(*halves, SETTINGS)
    alone = compare_halves(*([[s for s in text if s not in claims] for text in half] for half in halves), SETTINGS)
    step = round(max(found.threshold, alone.threshold) * STEPS) + 1
    assert sum(found.chance[step:]) <= 2 * sum(alone.chance[step:]) + 1
