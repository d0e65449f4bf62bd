"""Arguments through several versions: what becomes of each, and which come back after a gap."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from evolve import Document, Settings, evolution
from evolve.comparison import Evolution, evolution_of
from evolve.comparison.arguments import by_sentence
from evolve.comparison.lives import steps_of
from evolve.comparison.over_time import measures_over_time
from evolve.comparison.pools import PoolCache
from evolve.model import Event, Judgement, Kind, Relation, Status, Verdict
from tests.bench.bench_evolution import versions

VILLAGE = [
    ["The village needs a school.", "The well must be dug deeper.", "Three watchmen should walk the walls at night."],
    ["The village needs a school.", "The well must be dug deeper."],
    ["The village needs a bigger school.", "The well must be dug deeper.", "Goats may graze on the common meadow."],
    [
        "The village needs a bigger school.",
        "The well must be dug deeper.",
        "Four watchmen should walk the walls at night.",
        "Goats may graze on the common meadow.",
    ],
]


def evolved(versions: Sequence[Sequence[str]], threshold: float | None = None) -> Evolution:
    settings = Settings(language="english", threshold=threshold)
    return evolution([Document.from_sentences(sentences) for sentences in versions], settings=settings)


@pytest.fixture(scope="module")
def village() -> Evolution:
    return evolved(VILLAGE)


def events_of(evolution: Evolution, words: str) -> list[str]:
    argument = next(argument for argument in evolution.arguments if words in argument.label)
    return [str(step.event) for step in evolution.steps_of(argument)]


def test_every_step_of_a_life(village: Evolution) -> None:
    """An argument is added, persisted, changed, dropped, absent, revived."""
    assert events_of(village, "well") == ["first", "persisted", "persisted", "persisted"]
    assert events_of(village, "school") == ["first", "persisted", "changed", "persisted"]
    assert events_of(village, "watchmen") == ["first", "dropped", "absent", "revived"]
    assert events_of(village, "Goats") == ["absent", "absent", "added", "persisted"]


def test_a_revival_has_its_link(village: Evolution) -> None:
    """An argument that comes back is one argument, and its link has the change over the gap."""
    argument = next(argument for argument in village.arguments if "watchmen" in argument.label)
    assert argument.sentences == ((2,), (), (), (2,))
    assert argument.status is Status.CHANGED
    back = village.steps_of(argument)[3]
    assert (back.event, back.since, back.kinds) == (Event.REVIVED, 0, (Kind.NUMBER,))
    assert back.links[0].evidence


def test_two_versions_have_no_revivals() -> None:
    """There is no gap between two versions."""
    assert evolved(VILLAGE[:2]).revivals == ()


def test_what_the_version_before_has_is_not_revived() -> None:
    """A sentence whose claim is in the version before it is not linked with one further back."""
    versions = [["The harbour must be dredged this year.", *VILLAGE[0]], VILLAGE[0], VILLAGE[0]]
    versions[1] = ["The harbour must be dredged next year.", *VILLAGE[1]]
    versions[2] = ["The harbour must be dredged next year.", *VILLAGE[1]]
    assert evolved(versions).revivals == ()


def test_revivals_reach_the_threshold(village: Evolution) -> None:
    """A link over a gap has at least the highest threshold of the neighbours."""
    least = max(comparison.threshold for comparison in village.comparisons)
    assert all(revival.link.score >= least for revival in village.revivals)


def judgement(evolution: Evolution, first: tuple[int, int], second: tuple[int, int], verdict: str) -> Judgement:
    """Return a judgement of two sentences, each given by version and index."""
    texts = (evolution.documents[version].sentences[n].text for version, n in (first, second))
    return Judgement(*texts, Verdict(verdict))


@pytest.mark.parametrize("verdict", ["not", "related"])
def test_a_refused_revival_is_two_arguments(village: Evolution, verdict: str) -> None:
    """A link over a gap that a person refused is gone, and comes back with the judgement taken back."""
    refused = village.judged({(0, 3): (judgement(village, (0, 2), (3, 2), verdict),)})
    assert refused.revivals == ()
    assert [str(step.event) for step in refused.steps_of(refused.argument_at[0, 2])] == [
        "first",
        "dropped",
        "absent",
        "absent",
    ]
    assert refused.judgement_of((0, 2), (3, 2)) is not None
    assert len(refused.judged({}).revivals) == 1


def test_a_confirmed_revival_has_its_verdict(village: Evolution) -> None:
    """A link over a gap that a person confirmed has the verdict, and stays at every threshold."""
    confirmed = village.judged({(0, 3): (judgement(village, (0, 2), (3, 2), "same"),)})
    (revival,) = confirmed.of([comparison.at(1.0) for comparison in village.comparisons]).revivals
    assert (revival.earlier, revival.later, revival.link.verdict) == (0, 3, Verdict.SAME)
    unsure = village.judged({(0, 3): (judgement(village, (0, 2), (3, 2), "unsure"),)})
    assert [revival.link.verdict for revival in unsure.revivals] == [Verdict.UNSURE]


def test_any_two_sentences_can_be_linked_over_a_gap(village: Evolution) -> None:
    """Sentences that share no word, and sentences of arguments that have not ended, are one argument if judged so."""
    by_hand = village.judged(
        {
            (0, 2): (judgement(village, (0, 0), (2, 2), "same"),),
            (1, 3): (judgement(village, (1, 1), (3, 2), "same"),),
        }
    )
    assert by_hand.argument_at[0, 0] is by_hand.argument_at[2, 2] is by_hand.argument_at[3, 0]
    assert by_hand.argument_at[0, 1] is by_hand.argument_at[3, 2] is by_hand.argument_at[0, 2]
    sentences = sorted(ref for argument in by_hand.arguments for ref in by_sentence([argument]))
    assert sentences == [(v, n) for v, texts in enumerate(VILLAGE) for n in range(len(texts))]
    assert by_hand.judged({}).revivals == village.revivals


def test_neighbours_decide_what_they_link(village: Evolution) -> None:
    """Sentences that are in one argument anyway get no further link; a refusal over a gap does not part them."""
    same = village.judged({(0, 3): (judgement(village, (0, 1), (3, 1), "same"),)})
    refused = village.judged({(0, 3): (judgement(village, (0, 1), (3, 1), "not"),)})
    assert same.revivals == refused.revivals == village.revivals


def test_judgements_of_other_texts_are_counted(village: Evolution) -> None:
    """A judgement on a sentence that is not there is in no force, and is known."""
    judged = village.judged({(0, 3): (Judgement("No such sentence.", "Nor this one.", Verdict.SAME),)})
    assert judged.revivals == village.revivals
    assert [len(gap.unplaced) for gap in judged.judged_over_gaps.values()] == [1]


def test_pools_are_aligned_once(village: Evolution, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another judgement, and another threshold with the same ended arguments, align nothing again."""
    assert village.revivals
    monkeypatch.setattr("evolve.comparison.pools.aligned", None)
    assert village.judged({(0, 3): (judgement(village, (0, 2), (3, 2), "not"),)}).revivals == ()
    at = [comparison.at(comparison.threshold + 0.001) for comparison in village.comparisons]
    assert len(village.of(at).revivals) == 1


def test_pools_at_chosen_thresholds_estimate_no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """At thresholds that a person chose, chance decides no link over a gap, so it is not estimated for the pools."""
    whole = evolution(versions(3, 30), settings=Settings(language="english"))
    chosen = [comparison.at(comparison.threshold + 0.001) for comparison in whole.comparisons]
    assert [len(comparison.arguments) for comparison in chosen]
    monkeypatch.setattr("evolve.align.alignment.estimate_chance", None)
    again = evolution_of(chosen)
    assert again.revivals
    assert again.arguments


def test_few_pools_are_kept(village: Evolution) -> None:
    """Of each version the pools aligned last are kept, and an earlier one is aligned again to the same result."""
    pools = PoolCache()
    refs = [[(0, n)] for n in range(3)] + [[(1, n)] for n in range(2)]
    first = pools.aligned(village.comparisons, refs[0], 3)
    assert pools.aligned(village.comparisons, refs[0], 3) is first
    for pool in refs[1:]:
        pools.aligned(village.comparisons, pool, 3)
    again = pools.aligned(village.comparisons, refs[0], 3)
    assert again is not first
    assert [link.score for link in again.candidates] == [link.score for link in first.candidates]


def test_splits_and_merges_are_events() -> None:
    """A step shows that one sentence became two, or two became one."""
    whole = "The ferry runs daily in summer, and the bridge is closed to lorries until spring."
    parts = ["The ferry runs daily in summer.", "The bridge is closed to lorries until spring."]
    around = ["The well must be dug deeper.", "Goats may graze on the common meadow.", "The village needs a school."]
    evolution = evolved([[whole, *around], [*parts, *around], [whole, *around]])
    argument = next(argument for argument in evolution.arguments if len(argument.sentences[1]) == 2)
    assert [step.relation for step in evolution.steps_of(argument)] == [Relation.ONE, Relation.SPLIT, Relation.MERGED]


def test_links_over_two_gaps_keep_their_versions(village: Evolution) -> None:
    """An argument that comes back from two earlier versions at once names the version of each link, and no merger."""
    link = village.revivals[0].link
    argument = replace(village.arguments[0], sentences=((7,), (), (1,), (), (0,)))
    links = {(0, 4): [replace(link, before=7, after=0)], (2, 4): [replace(link, before=1, after=0)]}
    step = steps_of(argument, links, village.comparisons)[4]
    assert (step.event, step.since, step.origins, step.relation) == (Event.REVIVED, 2, (0, 2), Relation.ONE)


def family(seed: int, versions: int, claims: int, edits: float) -> tuple[list[list[str]], list[list[int]]]:
    """Return made-up versions and the claim of each sentence.

    Each claim is in some versions, as one sentence or split into two; `edits` is the share of words exchanged anew.
    """
    chooser = random.Random(seed)
    used: set[str] = set()

    def new_word() -> str:
        while True:
            word = "".join(chooser.choice("bdfgklmnprstvz") + chooser.choice("aeiou") for _ in range(3))
            if word not in used:
                used.add(word)
                return word

    words = [[new_word() for _ in range(12)] for _ in range(claims)]
    texts: list[list[str]] = []
    claim_of: list[list[int]] = []
    for _ in range(versions):
        sentences: list[str] = []
        origins: list[int] = []
        for claim in range(claims):
            shape = chooser.choices(["whole", "split", "none"], [0.65, 0.1, 0.25])[0]
            edited = [new_word() if chooser.random() < edits else word for word in words[claim]]
            parts = {"whole": [edited], "split": [edited[:6], edited[6:]], "none": []}[shape]
            sentences += [" ".join(part).capitalize() + "." for part in parts]
            origins += [claim] * len(parts)
        texts.append(sentences)
        claim_of.append(origins)
    return texts, claim_of


def agreement(evolution: Evolution, claim_of: Sequence[Sequence[int]]) -> tuple[int, int, int]:
    """Return the sentence pairs of one claim that are in one argument, those in one argument, those of one claim."""
    home = {
        (version, n): argument.id
        for argument in evolution.arguments
        for version, here in enumerate(argument.sentences)
        for n in here
    }
    refs = sorted(home)
    both = found = wanted = 0
    for at, first in enumerate(refs):
        for second in refs[at + 1 :]:
            is_found, is_wanted = (
                home[first] == home[second],
                claim_of[first[0]][first[1]] == claim_of[second[0]][second[1]],
            )
            both, found, wanted = both + (is_found and is_wanted), found + is_found, wanted + is_wanted
    return both, found, wanted


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_planted_lives_are_recovered(seed: int) -> None:
    """Of a family without edits, every drop, revival, split and merge is found, and no other."""
    texts, claim_of = family(seed, versions=5, claims=14, edits=0.0)
    both, found, wanted = agreement(evolved(texts), claim_of)
    assert both == found == wanted


@pytest.mark.slow
def test_edited_lives_are_recovered() -> None:
    """Of families in which every tenth word is exchanged in every version, the arguments agree at F1 .95."""
    totals = [0, 0, 0]
    for seed in range(8):
        texts, claim_of = family(seed, versions=5, claims=14, edits=0.1)
        totals = [total + part for total, part in zip(totals, agreement(evolved(texts), claim_of), strict=True)]
    both, found, wanted = totals
    assert 2 * both / (found + wanted) >= 0.95


def test_measures_add_up(village: Evolution) -> None:
    """Of every version, the shares of text add up to 1; the events of a step are those of the arguments there."""
    measures = measures_over_time(village)
    for version in range(len(VILLAGE)):
        assert sum(shares[version] for shares in measures.text_shares) == pytest.approx(1.0)
    assert [dict(step.events) for step in measures.steps] == [
        {Event.PERSISTED: 2, Event.DROPPED: 1},
        {Event.ADDED: 1, Event.PERSISTED: 1, Event.CHANGED: 1},
        {Event.PERSISTED: 3, Event.REVIVED: 1},
    ]


def test_survival_and_half_life() -> None:
    """Half of four arguments live to age 1 and none of the others is seen to end."""
    texts = [
        ["Goats may graze on the meadow.", "The well is deep.", "A ferry crosses at noon.", "Bells ring on Sunday."],
        ["The well is deep.", "Bells ring on Sunday."],
        ["The well is deep.", "Bells ring on Sunday."],
    ]
    survival = measures_over_time(evolved(texts)).survival
    assert survival.alive == (0.5, 0.5)
    assert survival.at_risk == (4, 2)
    assert survival.half_life == 1


def test_novelty_and_resonance(village: Evolution) -> None:
    """What a version adds and a later one keeps is resonance; the first version has no novelty."""
    first, second, third, last = measures_over_time(village).versions
    assert first.novelty is None and first.transience == 0
    assert second.novelty == 0 and second.resonance == 0
    assert third.novelty == pytest.approx(third.resonance)
    assert last.transience is None and last.resonance is None
