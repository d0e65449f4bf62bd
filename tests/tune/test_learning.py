"""What labels teach beyond a threshold: which score ranks them best, and which words may mean the same."""

from __future__ import annotations

import tomllib

import pytest
from made_pairs import SAME, made

from evolve.comparison import compare
from evolve.document import Document
from evolve.model import Judgement, Verdict
from evolve.render.text_page import Look
from evolve.tune.baselines import compare_scorers, weights
from evolve.tune.labels import Labels, match
from evolve.tune.recommend import objective_of
from evolve.tune.report.as_text import render
from evolve.tune.sampling import draw
from evolve.tune.study import tuned
from evolve.tune.synonyms import propose


def truth() -> Labels:
    one, two = made().pair.sayings
    return match((made(),), [Judgement(one[b], two[a], Verdict.SAME) for b, a in SAME], complete=True)


def test_every_score_is_between_none_and_all() -> None:
    assert all(0 < ranked.average_precision <= 1 and 0 < ranked.best_f <= 1 for ranked in compare_scorers(truth()))


def test_the_best_score_stands_first() -> None:
    areas = [ranked.average_precision for ranked in compare_scorers(truth())]
    assert areas == sorted(areas, reverse=True)


def test_four_scores_are_compared() -> None:
    assert {ranked.name for ranked in compare_scorers(truth())} == {
        "evolve",
        "TF-IDF cosine",
        "rapidfuzz ratio",
        "rapidfuzz token_set_ratio",
    }


def test_labels_of_one_kind_rank_nothing() -> None:
    one, two = made().pair.sayings
    assert compare_scorers(match((made(),), [Judgement(one[0], two[0], Verdict.SAME)])) == ()


def test_drawn_labels_stand_for_all_pairs_that_can_be_drawn() -> None:
    a = made().alignment
    one, two = made().pair.sayings
    drawn = [
        Judgement(one[int(a.before[p])], two[int(a.after[p])], Verdict.NOT, drawn=str(how))
        for p, how in draw(a, made().threshold, 0, 30)
    ]
    assert weights(match((made(),), drawn)).sum() == pytest.approx((~a.equal).sum())


def test_words_that_face_each_other_in_several_pairs_are_proposed() -> None:
    texts = (
        ["The zeppelin landed at noon.", "A zeppelin was seen over Ulm.", "Cows graze there."],
        ["The airship landed at noon.", "An airship was seen over Ulm.", "Sheep graze there."],
    )
    comparison = compare(*(Document.from_sentences(side, label="x") for side in texts))
    judgements = [Judgement(b, a, Verdict.SAME) for b, a in zip(*texts, strict=True)]
    judgements.append(Judgement(texts[0][0], texts[1][2], Verdict.NOT))
    assert [(p.before, p.after) for p in propose(match((comparison,), judgements))] == [("zeppelin", "airship")]


def test_where_no_pair_was_judged_not_the_same_no_words_are_proposed_and_it_is_said_why() -> None:
    texts = (
        ["The zeppelin landed at noon.", "A zeppelin was seen over Ulm."],
        ["The airship landed at noon.", "An airship was seen over Ulm."],
    )
    comparison = compare(*(Document.from_sentences(side, label="x") for side in texts))
    labels = match((comparison,), [Judgement(b, a, Verdict.SAME) for b, a in zip(*texts, strict=True)])
    assert propose(labels) == ()
    assert "no pair was judged not the same" in render(tuned((comparison,), labels, objective_of("f1")), Look(200))


def test_words_that_face_each_other_in_a_pair_judged_not_are_not_proposed() -> None:
    texts = (
        ["The zeppelin landed at noon.", "A zeppelin was seen over Ulm.", "The zeppelin burnt."],
        ["The airship landed at noon.", "An airship was seen over Ulm.", "The airship sank."],
    )
    comparison = compare(*(Document.from_sentences(side, label="x") for side in texts))
    verdicts = (Verdict.SAME, Verdict.SAME, Verdict.NOT)
    judgements = [Judgement(b, a, v) for b, a, v in zip(*texts, verdicts, strict=True)]
    assert propose(match((comparison,), judgements)) == ()


def test_proposals_can_be_pasted_as_they_are_printed() -> None:
    texts = (
        ["The zeppelin landed at noon.", "A zeppelin was seen over Ulm.", "Cows graze there."],
        ["The huge airship landed at noon.", "A huge airship was seen over Ulm.", "Sheep graze there."],
    )
    comparison = compare(*(Document.from_sentences(side, label="x") for side in texts))
    judgements = [Judgement(b, a, Verdict.SAME) for b, a in zip(*texts, strict=True)]
    labels = match((comparison,), [*judgements, Judgement(texts[0][0], texts[1][2], Verdict.NOT)])
    page = render(tuned((comparison,), labels, objective_of("f1")), Look(40))
    lines = [line for line in page.splitlines() if line.startswith('"')]
    assert sorted(tomllib.loads("\n".join(lines))["zeppelin"]) == ["airship", "huge"]
