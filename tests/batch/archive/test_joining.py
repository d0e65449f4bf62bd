"""What is one claim: nothing by chance, and no slogan that connects everything."""

from __future__ import annotations

import pytest

from evolve.batch.archive.halves import ComparedHalves, FoundLink, Halves
from evolve.batch.archive.joining import Joined, Links, Wordings, joined
from evolve.settings import Settings

from .archives import BYLINE, SETTINGS, SLOGAN, archive, claims_of, dated

FEW = {0: (0, 4, 9), 1: (2, 3), 2: (1, 2, 3, 4, 5, 6), 3: (0, 11)}


def joined_links(count: int, links: tuple[FoundLink, ...], near: tuple[tuple[int, int], ...] = ()) -> Joined:
    """Return the groups of an earlier and a later text of so many sentences each, by the links between the two.

    Positions of links are those of sentences; the wordings of the later text follow those of the earlier one.
    """
    texts = [dated(0, [f"earlier {n}" for n in range(count)]), dated(1, [f"later {n}" for n in range(count)])]
    collected = Links(Wordings.of(texts))
    collected.add(Halves(0, 1, 2), ComparedHalves(0.3, links, near, ()))
    return joined(collected, trust=0.8, threshold=0.3)


class TestGuard:
    def test_one_link_joins_two_sentences(self) -> None:
        assert joined_links(2, ((0, 0, 0.5),)).groups == ((0, 2),)

    def test_one_similar_sentence_does_not_connect_two_claims(self) -> None:
        """Sentence 3 of the later text is similar to one of each claim; only the better link joins it."""
        claim, other = ((0, 0, 0.9), (0, 1, 0.9)), ((1, 2, 0.9), (2, 2, 0.9))
        found = joined_links(4, (*claim, *other, (0, 3, 0.8), (1, 3, 0.5)), ((0, 3),))
        assert (found.groups, [(link[1], link[2]) for link in found.refused]) == (((0, 4, 5, 7), (1, 2, 6)), [(1, 7)])

    def test_confirmed_links_join_groups(self) -> None:
        """Both sentences of the earlier text are similar to the later one."""
        assert joined_links(2, ((0, 0, 0.9), (1, 0, 0.6))).groups == ((0, 1, 2),)

    def test_a_wording_of_a_large_group_is_confirmed_by_what_it_is_similar_to(self) -> None:
        """Of seven wordings of a claim the three that are recorded as similar to another one suffice, if most are."""
        claim = tuple((0, n, 0.9) for n in range(7))
        texts = [dated(0, ["earlier 0"]), dated(1, [f"later {n}" for n in range(7)]), dated(2, ["last 0", "last 1"])]
        for near, expected in (([(1, 0), (2, 0)], 9), ([(1, 0)], 8)):
            collected = Links(Wordings.of(texts))
            collected.add(Halves(0, 1, 2), ComparedHalves(0.3, claim, (), ()))
            collected.add(Halves(0, 2, 3), ComparedHalves(0.3, ((3, 0, 0.8),), tuple(near), ()))
            (group,) = joined(collected, trust=0.8, threshold=0.3).groups
            assert len(group) == expected

    def test_a_link_below_the_threshold_joins_nothing_and_is_kept_apart(self) -> None:
        found = joined_links(1, ((0, 0, 0.2),))
        assert (found.groups, found.below) == ((), ((0.2, 0, 1),))


@pytest.mark.slow
class TestArchives:
    def test_nothing_recurs_among_strangers(self) -> None:
        texts, _ = archive(16, {}, seed=3)
        assert claims_of(texts)[1].groups == ()

    def test_planted_claims_are_found_whole(self) -> None:
        texts, truth = archive(12, FEW, seed=5)
        wordings, claims = claims_of(texts)
        groups = [sorted(s for n in group for s in wordings.sentences[n]) for group in claims.groups]
        assert sorted(groups) == sorted(truth.values())

    def test_a_byline_and_a_slogan_connect_no_claims(self) -> None:
        texts, truth = archive(12, FEW, seed=5, has_slogan=True)
        wordings, claims = claims_of(texts)
        groups = {frozenset(s for n in group for s in wordings.sentences[n]) for group in claims.groups}
        repeated = [[(t, n) for t, x in enumerate(texts) for n, s in enumerate(x.sentences) if s == line]
                    for line in (BYLINE, SLOGAN)]  # fmt: skip
        assert groups >= {frozenset(sentences) for sentences in (*truth.values(), *repeated)}
        assert len(groups) - len(truth) - len(repeated) <= (1 - SETTINGS.trust) * len(groups)

    def test_a_chosen_threshold_is_followed(self) -> None:
        texts, _ = archive(6, {0: (0, 5)}, seed=5)
        assert claims_of(texts, Settings(language="english", threshold=1.0))[1].groups == ()


def test_formulas_are_no_wordings() -> None:
    text = dated(0, ["Thank you.", "The harbour is closed."])
    text = type(text)(text.source, text.label, text.date, text.sha256, text.sentences, frozenset({0}))
    assert Wordings.of([text]).numbers == ((-1, 0),)
