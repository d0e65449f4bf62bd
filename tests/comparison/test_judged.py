"""Rules for every comparison under judgements, for any texts and any judgements."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Document, Judgement, Verdict, compare
from evolve.comparison import Comparison
from evolve.comparison.rows import rows_of

_VOCABULARY = """the a peace talks failed in spring because London refused Kyiv's offer of 15 neutral regions and not
weapons 2022 Zelenskyy US"""
_SENTENCES = st.lists(st.lists(st.sampled_from(_VOCABULARY.split()), max_size=7).map(" ".join), max_size=6)
TALKS, TALKS_AGAIN = "The peace talks in Istanbul failed in April.", "London wanted no peace talks."
HARVEST, BRIDGE = "The harvest was poor.", "A bridge was built over the river."

Judged = tuple[list[str], list[str], list[Judgement]]


@st.composite
def judged(draw: st.DrawFn, verdicts: tuple[Verdict, ...] = tuple(Verdict)) -> Judged:
    """Return two texts with judgements of pairs of their sentences and of sentences in neither."""
    before, after = draw(_SENTENCES), draw(_SENTENCES)
    one, two = (st.sampled_from([*sentences, "Nobody wrote this."]) for sentences in (before, after))
    return before, after, draw(st.lists(st.builds(Judgement, one, two, st.sampled_from(verdicts)), max_size=6))


def compared(before: list[str], after: list[str]) -> Comparison:
    return compare(Document.from_sentences(before), Document.from_sentences(after))


def pairs(comparison: Comparison) -> set[tuple[int, int]]:
    return {(link.before, link.after) for link in comparison.links}


def judgement(before: str, after: str, verdict: str) -> Judgement:
    return Judgement(before, after, Verdict(verdict))


@given(judged(), st.floats(0, 1))
def test_sentence_is_in_one_row_and_argument(texts: Judged, threshold: float) -> None:
    """Every sentence is in exactly one row and one argument."""
    comparison = compared(*texts[:2]).judged(texts[2]).at(threshold)
    for side, sentences in enumerate(texts[:2]):
        once = Counter(range(len(sentences)))
        assert Counter(n for row in rows_of(comparison) for n in (row.before, row.after)[side]) == once
        assert Counter(n for argument in comparison.arguments for n in argument.sentences[side]) == once


@given(judged(), st.floats(0, 1), st.floats(0, 1))
def test_threshold_spares_links_judged_same(texts: Judged, one: float, two: float) -> None:
    """Raising the threshold only removes links that were not judged the same."""
    comparison = compared(*texts[:2]).judged(texts[2])
    low, high = (comparison.at(threshold) for threshold in sorted((one, two)))
    assert pairs(high) <= pairs(low)
    lost = [link for link in low.links if (link.before, link.after) not in pairs(high)]
    assert all(link.verdict is not Verdict.SAME and link.score < high.threshold for link in lost)


@given(judged())
@pytest.mark.slow
def test_swap_with_judgements_keeps_links(texts: Judged) -> None:
    """Swapping the texts and the judgements keeps every link."""
    before, after, judgements = texts
    forth = compared(before, after).judged(judgements)
    back = compared(after, before).judged([judgement.swapped() for judgement in judgements])
    assert Counter((link.before, link.after, link.score, link.verdict) for link in forth.links) == Counter(
        (link.after, link.before, link.score, link.verdict) for link in back.links
    )
    assert (forth.counts.dropped, forth.counts.added) == (back.counts.added, back.counts.dropped)


@given(judged(), st.floats(0, 1))
def test_judging_again_in_the_same_way_changes_nothing(texts: Judged, threshold: float) -> None:
    once = compared(*texts[:2]).at(threshold).judged(texts[2])
    twice = once.judged(texts[2]).judged(once.judgements)
    assert (twice.links, twice.threshold) == (once.links, once.threshold)


@given(_SENTENCES, _SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_no_judgements_change_nothing(before: list[str], after: list[str], threshold: float) -> None:
    plain = compared(before, after).at(threshold)
    empty = plain.judged([judgement("Nobody wrote this.", "Nor this.", "same")]).judged([])
    assert (empty.links, empty.counts, empty.link_chance()) == (plain.links, plain.counts, plain.link_chance())


@given(judged((Verdict.UNSURE,)), st.floats(0, 1))
def test_unsure_changes_no_link_and_is_shown(texts: Judged, threshold: float) -> None:
    plain = compared(*texts[:2]).at(threshold)
    unsure = plain.judged(texts[2])
    assert pairs(unsure) == pairs(plain)
    for link in unsure.links:
        judgement = unsure.judgement_of(link.before, link.after)
        assert link.verdict is (None if judgement is None else Verdict.UNSURE)


@given(judged(), st.floats(0, 1))
@pytest.mark.slow
def test_judgements_decide_links(texts: Judged, threshold: float) -> None:
    """Pairs judged the same are linked, and pairs judged not the same are not."""
    before, after, judgements = texts
    comparison = compared(before, after).judged(judgements).at(threshold)
    for judgement in comparison.judgements:
        linked = {(b, a) for b, a in pairs(comparison) if (before[b], after[a]) == (judgement.before, judgement.after)}
        if judgement.verdict is Verdict.SAME:
            assert {b for b, _ in linked} == {n for n, text in enumerate(before) if text == judgement.before}
            assert {a for _, a in linked} == {n for n, text in enumerate(after) if text == judgement.after}
        elif judgement.verdict is Verdict.NOT:
            assert linked == set()


@given(_SENTENCES, _SENTENCES, st.floats(0, 1), st.data())
def test_confirming_a_link_moves_no_other(
    before: list[str], after: list[str], threshold: float, data: st.DataObject
) -> None:
    plain = compared(list(dict.fromkeys(before)), list(dict.fromkeys(after))).at(threshold)
    if plain.links:
        link = data.draw(st.sampled_from(plain.links))
        texts = plain.before.sentences[link.before].text, plain.after.sentences[link.after].text
        assert pairs(plain.judged([judgement(*texts, "same")])) == pairs(plain)


@given(judged(), st.floats(0, 1))
def test_chance_covers_only_links_not_judged_the_same(texts: Judged, threshold: float) -> None:
    comparison = compared(*texts[:2]).judged(texts[2]).at(threshold)
    chance = comparison.link_chance()
    assert chance.pairs == sum(link.verdict is not Verdict.SAME for link in comparison.links)
    assert 0 <= chance.expected <= chance.pairs


def test_link_by_hand_has_no_score() -> None:
    """A pair judged the same whose sentences share nothing has score 0 and no evidence."""
    comparison = compared([HARVEST], ["Nobody asked."]).at(1.0).judged([judgement(HARVEST, "Nobody asked.", "same")])
    (link,) = comparison.links
    assert (link.score, link.evidence, link.verdict) == (0.0, (), Verdict.SAME)


def test_denied_link_frees_its_sentences() -> None:
    """A link judged not the same frees its sentences for their next best partners."""
    plain = compared([TALKS], [TALKS, HARVEST, BRIDGE, HARVEST, TALKS_AGAIN]).at(0.1)
    assert pairs(plain) == {(0, 0)}
    assert pairs(plain.judged([judgement(TALKS, TALKS, "not")])) == {(0, 4)}


def test_last_judgement_of_a_pair_counts() -> None:
    judgements = [judgement(TALKS, HARVEST, "same"), judgement(TALKS, HARVEST, "not")]
    assert pairs(compared([TALKS], [HARVEST]).judged(judgements)) == set()
    assert pairs(compared([TALKS], [HARVEST]).judged(judgements[::-1])) == {(0, 0)}


def test_line_breaks_hide_no_sentence() -> None:
    """Judged sentences are found whatever their line breaks."""
    broken = TALKS.replace(" ", "\n  ", 1)
    document = Document.from_text(f"{broken} {HARVEST}", body="all")
    comparison = compare(document, Document.from_sentences([BRIDGE])).judged([judgement(TALKS, BRIDGE, "same")])
    assert pairs(comparison) == {(0, 0)}


@pytest.mark.parametrize(
    ("before", "after", "linked"),
    [(2, 2, {(0, 0), (1, 1)}), (3, 2, {(0, 0), (1, 1), (2, 1)}), (1, 3, {(0, 0), (0, 1), (0, 2)})],
)
def test_repeated_sentences_pair_up_in_order(before: int, after: int, linked: set[tuple[int, int]]) -> None:
    """Sentences that occur several times are paired in order."""
    comparison = compared([HARVEST] * before, [BRIDGE] * after).at(1.0)
    assert pairs(comparison.judged([judgement(HARVEST, BRIDGE, "same")])) == linked


def test_judgements_on_missing_sentences_are_listed_apart() -> None:
    judgements = [judgement(TALKS, HARVEST, "same"), judgement(TALKS, "Nobody wrote this.", "not")]
    comparison = compared([TALKS], [HARVEST]).judged(judgements)
    assert (comparison.judgements, comparison.unplaced) == (tuple(judgements[:1]), tuple(judgements[1:]))
