"""What is estimated of the links, in words."""

from __future__ import annotations

import re

import pytest

from evolve.model import Chance
from evolve.render.chance import (
    beside_chance,
    chance_words,
    expected_of_all,
    expected_words,
    link_estimate,
    not_by_chance_count,
    right_count,
    right_range,
)

SOUND = "the shared wording is no accident"
NOT_SOUND = "the shared wording is perhaps an accident"
ONE = "the shared wording is probably no accident"
ALONE = "only reading can show whether it is right."
UNKNOWN = "only reading can show how many are right."
CASES = [
    (Chance(0, 0.0), 0, ""),
    (Chance(0, 0.0), 3, "Every link was judged."),
    (Chance(1, 0.01), 0, f"In this link {ONE}; it is probably right."),
    (Chance(1, 0.8), 0, f"In this link the shared wording is perhaps an accident; {ALONE}"),
    (Chance(1, 0.1, 1.0), 0, f"In this link {ONE}; {ALONE}"),
    (Chance(1, 0.01), 4, f"In the only other link {ONE}; it is probably right."),
    (Chance(2, 0.0), 0, f"In both links {ONE}; both are probably right."),
    (Chance(45, 0.1, 2.1), 0, f"In all 45 links {ONE}; about 44 are estimated to be right."),
    (Chance(45, 0.1, 2.1, rewritten=True), 0, f"In all 45 links {ONE}; {UNKNOWN}"),
    (Chance(90, 0.1, 0.1), 0, f"In all 90 links {ONE}; nearly all are estimated to be right."),
    (Chance(8, 3.1, 8.0), 0, f"In about 5 of the 8 links {SOUND}; {UNKNOWN}"),
    (Chance(8, 3.1, 8.0), 2, f"In about 5 of the 8 other links {SOUND}; {UNKNOWN}"),
    (Chance(4, 0.5, 2.1), 0, f"In perhaps 3 or 4 of the 4 links {SOUND}; {UNKNOWN}"),
    (Chance(90, 90.0, 90.0), 0, f"In all 90 links {NOT_SOUND}; hardly any are estimated to be right."),
    (Chance(8, 8.0, 8.0), 0, f"In all 8 links {NOT_SOUND}; {UNKNOWN}"),
]
EVERY_CHANCE = [
    Chance(pairs, share * pairs, alike * pairs, rewritten=rewritten)
    for pairs in (1, 2, 3, 4, 19, 400)
    for share in (0.0, 0.02, 0.12, 0.5, 0.98, 1.0)
    for alike in (0.0, 0.3, 1.0)
    for rewritten in (False, True)
]
"""Numbers of pairs with few, some and only wrong ones."""


@pytest.mark.parametrize(("chance", "confirmed", "words"), CASES)
def test_estimate_in_words(chance: Chance, confirmed: int, words: str) -> None:
    assert link_estimate(chance, confirmed=confirmed) == words


@pytest.mark.parametrize("alike", [0.0, 1.0, 3.0, 10.0])
def test_estimate_is_between_its_bounds(alike: float) -> None:
    chance = Chance(10, 2.0, alike)
    assert 0 <= chance.at_least <= chance.precision <= chance.at_most <= 1


@pytest.mark.parametrize(
    ("chance", "known"),
    [
        (Chance(0, 0.0), False),
        (Chance(100, 10.0, 12.0, rewritten=True), False),
        (Chance(2, 0.0), True),
        (Chance(100, 10.0, 12.0), True),
        (Chance(100, 10.0, 60.0), False),
        (Chance(5, 0.5, 0.6), True),
        (Chance(5, 1.0, 1.2), False),
    ],
)
def test_share_is_known_to_within_fifteen_hundredths(chance: Chance, known: bool) -> None:
    """Both estimates are near each other, and so many pairs are there that one wrong pair more matters little."""
    assert chance.is_known is known


@pytest.mark.parametrize(
    ("chance", "words", "brief"),
    [
        (Chance(45, 0.1, 2.1), "about 44 of 45 links right", "about 44 right"),
        (Chance(8, 3.1, 8.0), "about 5 of 8 links beyond chance", "about 5 of 8 links beyond chance"),
        (Chance(4, 0.5, 2.1), "perhaps 3 or 4 of 4 links beyond chance", "3 or 4 of 4 links beyond chance"),
        (Chance(2, 0.0), "both links probably right", "both links probably right"),
        (Chance(19, 0.0), "nearly all links right", "nearly all links right"),
        (Chance(1, 0.1), "1 link probably beyond chance", "link probably beyond chance"),
        (Chance(4, 0.1, 4.0), "4 links probably beyond chance", "links probably beyond chance"),
        (Chance(0, 0.0), "no links; ( lowers it", "no links; ( lowers it"),
    ],
)
def test_estimate_in_a_word(chance: Chance, words: str, brief: str) -> None:
    assert chance_words(chance, has_links=False) == words
    assert chance_words(chance, has_links=False, brief=True) == brief


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (Chance(1, 0.2), "Chance alone would give fewer than 1 link scoring this high; there is 1."),
        (Chance(5, 0.2), "Chance alone would give fewer than 1 link scoring this high; there are 5."),
        (Chance(5, 1.2), "Chance alone would give about 1 link scoring this high; there are 5."),
        (Chance(8, 3.1), "Chance alone would give about 3 links scoring this high; there are 8."),
    ],
)
def test_links_beside_those_of_chance(chance: Chance, words: str) -> None:
    assert beside_chance(chance) == words


@pytest.mark.parametrize("chance", EVERY_CHANCE)
def test_estimates_are_never_certain(chance: Chance) -> None:
    """No estimate is a share of 0 or 1, and no phrase claims all pairs, or none, without a word of doubt."""
    assert all(
        0 < share < 1 for share in (chance.at_least, chance.precision, chance.at_most, chance.not_by_chance or 0)
    )
    n = chance.pairs
    certain = re.compile(
        rf"all {n}\b(?! links the shared wording is (?:probably|perhaps) )|^about {n}$"
        rf"|(?<![.\d])(?<!\d or ){n}(\.0)? of {n}\b|(?<![\d.])0(\.0)? of|≤|in none"
    )
    words = [
        link_estimate(chance),
        chance_words(chance, has_links=True),
        chance_words(chance, has_links=True, brief=True),
        right_count(chance),
        not_by_chance_count(chance),
        right_range(chance),
        expected_of_all(chance),
        expected_words(chance.expected),
        beside_chance(chance),
    ]
    assert [text for text in words if certain.search(text)] == []


def test_nothing_is_estimated_without_pairs() -> None:
    assert Chance(0, 0.0).known_precision is Chance(0, 0.0).not_by_chance is None
    assert right_range(Chance(0, 0.0)) == "no link to estimate"


@pytest.mark.parametrize(
    ("chance", "right", "by_chance"),
    [
        (Chance(7, 0.1, 0.7), "about 6 of 7", "hardly any of 7"),
        (Chance(90, 0.1, 0.1), "nearly all of 90", "hardly any of 90"),
        (Chance(5, 1.6, 4.9), "not known; perhaps from hardly any to about 3 of 5", "1 or 2 of 5"),
        (Chance(3, 0.5, 2.0), "not known; perhaps from about 1 to about 2 of 3", "perhaps 1 of 3"),
        (Chance(40, 12.1, 12.1), "about 28 of 40", "about 12 of 40"),
    ],
)
def test_counts_for_people_are_whole(chance: Chance, right: str, by_chance: str) -> None:
    """An estimated number of links has no decimals where a person reads it."""
    assert (right_range(chance), expected_of_all(chance)) == (right, by_chance)
