"""What is estimated of the links, in words."""

from __future__ import annotations

import pytest

from evolve.model import Chance
from evolve.render.chance import chance_words, link_estimate

SOUND = "the shared wording is no accident"
ALONE = "whether it is right, only reading can show."
UNKNOWN = "how many are right, only reading can show."
CASES = [
    (Chance(0, 0.0), 0, ""),
    (Chance(0, 0.0), 3, "Every link was judged."),
    (Chance(1, 0.01), 0, f"In this link {SOUND}; it is probably right."),
    (Chance(1, 0.8), 0, f"In this link the shared wording is perhaps an accident; {ALONE}"),
    (Chance(1, 0.1, 1.0), 0, f"In this link {SOUND}; {ALONE}"),
    (Chance(1, 0.01), 4, f"In the only other link {SOUND}; it is probably right."),
    (Chance(2, 0.0), 0, f"In both links {SOUND}; both are estimated to be right."),
    (Chance(45, 0.1, 2.1), 0, f"In all 45 links {SOUND}; about 44 are estimated to be right."),
    (Chance(90, 0.1, 0.1), 0, f"In all 90 links {SOUND}; nearly all are estimated to be right."),
    (Chance(8, 3.1, 8.0), 0, f"In about 5 of the 8 links {SOUND}; {UNKNOWN}"),
    (Chance(8, 3.1, 8.0), 2, f"In about 5 of the 8 other links {SOUND}; {UNKNOWN}"),
    (Chance(90, 90.0, 90.0), 0, f"In none of the 90 links {SOUND}; hardly any are estimated to be right."),
    (Chance(8, 8.0, 8.0), 0, f"In none of the 8 links {SOUND}; {UNKNOWN}"),
]


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
        (Chance(0, 0.0), True),
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
        (Chance(45, 0.1, 2.1), "~44 of 45 right", "~44 right"),
        (Chance(8, 3.1, 8.0), "≤5 of 8 right", "≤5 right"),
        (Chance(0, 0.0), "no links: ( lowers it", "no links: ( lowers it"),
    ],
)
def test_estimate_in_a_word(chance: Chance, words: str, brief: str) -> None:
    assert chance_words(chance, has_links=False) == words
    assert chance_words(chance, has_links=False, brief=True) == brief
