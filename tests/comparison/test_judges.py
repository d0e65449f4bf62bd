"""Verdicts of judges: a person overrules them, and they overrule the score."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Document, Judgement, Verdict, compare
from evolve.comparison import Comparison
from evolve.model import Reading, Status
from evolve.text.digests import sentence_digest

WORDS = ["the", "peace", "talks", "failed", "because", "London", "refused", "offer", "of", "15", "not", "weapons"]
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join), max_size=6)
TALKS, TALKS_AGAIN = "The peace talks in Istanbul failed in April.", "London wanted no peace talks."
HARVEST, BRIDGE = "The harvest was poor.", "A bridge was built over the river."

Case = tuple[list[str], list[str], list[Judgement], list[Judgement]]


def verdict(before: str, after: str, word: str, by: str = "") -> Judgement:
    return Judgement(before, after, Verdict(word), by=by)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    before, after = draw(SENTENCES), draw(SENTENCES)
    one, two = (st.sampled_from([*sentences, "Nobody wrote this."]) for sentences in (before, after))
    verdicts = st.sampled_from(tuple(Verdict))
    by_person = draw(st.lists(st.builds(Judgement, one, two, verdicts), max_size=4))
    by_judges = draw(st.lists(st.builds(Judgement, one, two, verdicts, by=st.sampled_from(["llm", "nli"])), max_size=4))
    return before, after, by_person, by_judges


def compared(before: list[str], after: list[str]) -> Comparison:
    return compare(Document.from_sentences(before), Document.from_sentences(after))


def pairs(comparison: Comparison) -> set[tuple[int, int]]:
    return {(link.before, link.after) for link in comparison.links}


@given(cases(), st.floats(0, 1))
@pytest.mark.slow
def test_person_above_judge_above_score(case: Case, threshold: float) -> None:
    """For each pair the person decides, or else the judges, at any threshold."""
    before, after, by_person, by_judges = case
    comparison = compared(before, after).judged(by_person, by_judges=by_judges).at(threshold)
    linked = pairs(comparison)
    for b, earlier in enumerate(before):
        for a, later in enumerate(after):
            person, judges = comparison.judgement_of(b, a), comparison.judge_verdict_of(b, a)
            decided = [v for v in (person, judges) if v is not None and v.verdict is not Verdict.UNSURE]
            if decided and decided[0].verdict is not Verdict.SAME:
                assert (b, a) not in linked
            elif decided and before.count(earlier) == after.count(later) == 1:
                assert (b, a) in linked


@given(cases(), st.floats(0, 1))
@pytest.mark.slow
def test_link_knows_its_judge(case: Case, threshold: float) -> None:
    """`judged_by` names the judges of a link if their verdict, and not the person's, makes it a link."""
    comparison = compared(*case[:2]).judged(case[2], by_judges=case[3]).at(threshold)
    for link in comparison.links:
        judges = comparison.judge_verdict_of(link.before, link.after)
        decides = judges is not None and judges.verdict is Verdict.SAME and link.verdict is not Verdict.SAME
        assert link.judged_by == (judges.by if decides and judges is not None else "")


@given(cases(), st.floats(0, 1))
@pytest.mark.slow
def test_chance_leaves_judged_links_out(case: Case, threshold: float) -> None:
    comparison = compared(*case[:2]).judged(case[2], by_judges=case[3]).at(threshold)
    doubted = [link for link in comparison.links if link.verdict is not Verdict.SAME and not link.judged_by]
    assert comparison.link_chance().pairs == len(doubted)


@given(cases())
@pytest.mark.slow
def test_swapped_texts_keep_every_link(case: Case) -> None:
    before, after, by_person, by_judges = case
    forth = compared(before, after).judged(by_person, by_judges=by_judges)
    back = compared(after, before).judged([j.swapped() for j in by_person], by_judges=[j.swapped() for j in by_judges])
    assert pairs(forth) == {(b, a) for a, b in pairs(back)}


@given(cases())
@pytest.mark.slow
def test_judging_again_keeps_the_judges(case: Case) -> None:
    """New judgements replace only the person's earlier ones, unless verdicts of judges are given with them."""
    comparison = compared(*case[:2]).judged((), by_judges=case[3])
    assert comparison.judged(case[2]).links == compared(*case[:2]).judged(case[2], by_judges=case[3]).links
    assert comparison.judged((), by_judges=()).links == compared(*case[:2]).links


def test_last_verdict_of_one_judge_counts() -> None:
    verdicts = [verdict(TALKS, HARVEST, "same", "llm"), verdict(TALKS, HARVEST, "not", "llm")]
    assert pairs(compared([TALKS], [HARVEST]).judged((), by_judges=verdicts)) == set()
    assert pairs(compared([TALKS], [HARVEST]).judged((), by_judges=verdicts[::-1])) == {(0, 0)}


def test_judges_who_differ_decide_nothing() -> None:
    verdicts = [verdict(TALKS, HARVEST, "same", "llm"), verdict(TALKS, HARVEST, "related", "nli")]
    comparison = compared([TALKS], [HARVEST]).judged((), by_judges=verdicts)
    assert pairs(comparison) == set()
    assert comparison.judge_verdicts == (replace(verdicts[0], verdict=Verdict.UNSURE, by="llm, nli"),)


def test_judges_who_agree_are_all_named() -> None:
    verdicts = [verdict(TALKS, HARVEST, "same", "llm"), verdict(TALKS, HARVEST, "same", "nli")]
    (link,) = compared([TALKS], [HARVEST]).judged((), by_judges=verdicts).links
    assert link.judged_by == "llm, nli"


@pytest.mark.parametrize("word", ["not", "related"])
def test_refused_pair_frees_its_sentences(word: str) -> None:
    plain = compared([TALKS], [TALKS, HARVEST, BRIDGE, HARVEST, TALKS_AGAIN]).at(0.1)
    assert pairs(plain.judged((), by_judges=[verdict(TALKS, TALKS, word, "llm")])) == {(0, 4)}


def test_judge_decides_where_the_person_is_unsure() -> None:
    by_person, by_judges = verdict(TALKS, HARVEST, "unsure"), verdict(TALKS, HARVEST, "same", "llm")
    (link,) = compared([TALKS], [HARVEST]).judged([by_person], by_judges=[by_judges]).links
    assert (link.verdict, link.judged_by) == (Verdict.UNSURE, "llm")


@pytest.mark.parametrize(
    ("by_person", "by_judges", "disputed"),
    [
        ("same", "not", True), ("same", "related", True), ("not", "same", True), ("related", "same", True),
        ("same", "same", False), ("not", "related", False), ("unsure", "same", False), ("same", "unsure", False),
    ],
)  # fmt: skip
def test_disputed_pairs(by_person: str, by_judges: str, disputed: bool) -> None:
    """Disputed pairs are those that either the person or the judges, but not both, call the same."""
    judged = compared([HARVEST, TALKS], [BRIDGE, HARVEST]).judged(
        [verdict(TALKS, BRIDGE, by_person)], by_judges=[verdict(TALKS, BRIDGE, by_judges, "llm")]
    )
    assert judged.disputed == (((1, 0),) if disputed else ())


READ = [frozenset(map(sentence_digest, texts)) for texts in ([TALKS, HARVEST], [TALKS_AGAIN, BRIDGE, HARVEST])]


def test_pair_read_but_not_named_is_no_link() -> None:
    """A pair that a judge read without naming it is no link at any threshold."""
    plain = compared([TALKS], [TALKS_AGAIN]).at(0.01)
    assert pairs(plain) == {(0, 0)}
    assert plain.pair.automatic_threshold > plain.links[0].score
    assert pairs(plain.judged((), by_judges=Reading((), ((READ[0], READ[1]),)))) == set()


def test_half_read_pair_stays_with_the_score() -> None:
    """A pair with only one sentence read is decided by the score."""
    plain = compared([TALKS], [TALKS_AGAIN]).at(0.01)
    read = READ[0], frozenset({sentence_digest(BRIDGE)})
    assert pairs(plain.judged((), by_judges=Reading((), (read,)))) == {(0, 0)}


def test_equal_sentences_are_linked_though_not_named() -> None:
    plain = compared([HARVEST, TALKS], [HARVEST, BRIDGE])
    assert pairs(plain.judged((), by_judges=Reading((), ((READ[0], READ[1]),)))) == {(0, 0)}


@given(cases(), st.floats(0, 1))
@pytest.mark.slow
def test_score_alone_links_little_of_what_was_read(case: Case, threshold: float) -> None:
    """Among the pairs read, those without a verdict are linked only if equal or if the score had linked them anyway."""
    before, after, by_person, by_judges = case
    read = frozenset(map(sentence_digest, before)), frozenset(map(sentence_digest, after))
    plain = compared(before, after)
    judged = plain.at(threshold).judged(by_person, by_judges=Reading(tuple(by_judges), (read,)))
    equal = {
        pair for pair, same in zip(plain.pair.candidate_positions, plain.alignment.equal.tolist(), strict=True) if same
    }
    for link in judged.links:
        pair = link.before, link.after
        decided = judged.judgement_of(*pair) or judged.judge_verdict_of(*pair)
        assert decided is not None or pair in equal | pairs(plain)


@pytest.mark.parametrize("word", ["related", "unsure"])
def test_pair_judged_unsure_or_related_is_possible(word: str) -> None:
    """A pair that judges call related, or are unsure of, is no link but possible, whatever its score."""
    judged = compared([TALKS, HARVEST], [BRIDGE]).judged((), by_judges=[verdict(TALKS, BRIDGE, word, "llm")])
    (link,) = judged.possible_of("before", 0)
    assert (link.after, link.verdict, link.judge, link.judged_by) == (0, None, judged.judge_verdicts[0], "")
    assert (judged.status_of("before", 0), judged.links) == (Status.UNCLEAR, ())


def test_person_can_refuse_a_pair_that_judges_left_unsure() -> None:
    judged = compared([TALKS], [BRIDGE]).judged(
        [verdict(TALKS, BRIDGE, "not")], by_judges=[verdict(TALKS, BRIDGE, "unsure", "llm")]
    )
    assert judged.possible_of("before", 0) == ()


@given(cases())
@pytest.mark.slow
def test_refused_pairs_are_not_possible(case: Case) -> None:
    judged = compared(*case[:2]).judged(case[2], by_judges=case[3])
    for link in judged.possible:
        verdicts = judged.judgement_of(link.before, link.after), judged.judge_verdict_of(link.before, link.after)
        decided = [j.verdict for j in verdicts if j is not None and j.verdict is not Verdict.UNSURE]
        assert decided[:1] in ([], [Verdict.RELATED])
