"""Every pattern of the package takes time in proportion to the length of a line, whatever the line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from .patterns import lines, patterns, seconds, uses

BOUNDED = {"evolve.text.whole_words._LAST_PART": "searches the last 60 characters of a line"}
"""Patterns that never see a long text, each with the reason."""
FOUND = {where: pattern for where, pattern in patterns().items() if where not in BOUNDED}
_SHORT = (12, 16, 20, 24, 28)
_SOON = 0.05  # seconds that no line of 28 characters takes, unless each more doubles the time
_MEASURABLE = 0.003  # seconds
_LONGEST = 1 << 15  # characters; a line of these that takes less is fast enough
_MAX_RATIO = 2.6  # of the times for twice the length; a quadratic pattern has 4


def growth(use: Callable[[str], object], line: Callable[[int], str]) -> float:
    """Return how much longer twice the length takes, the worse of two doublings; infinity for exponential growth."""
    for size in _SHORT:
        if seconds(use, line(size)) > _SOON:
            return float("inf")
    size = 256
    while (taken := seconds(use, line(size))) < _MEASURABLE:
        size *= 2
        if size > _LONGEST:
            return 0.0
    ratios = []
    for _ in range(2):
        twice = seconds(use, line(2 * size))
        ratios.append(twice / taken)
        if ratios[-1] > 8:
            break
        size, taken = 2 * size, twice
    if min(ratios) < _MAX_RATIO:
        return min(ratios)
    # Another program may have slowed one of them down.
    times = [seconds(use, line(length), rounds=4) for length in (size // 2, size)]
    return times[1] / times[0]


def test_patterns_are_found() -> None:
    assert len(FOUND) > 100
    assert set(patterns()) >= set(BOUNDED)


@pytest.mark.slow
def test_a_quadratic_and_an_exponential_pattern_are_noticed() -> None:
    for source in (r"\s+$", r"(?:a+)+b", r"\[[^\]]*\]", r"(\w+\s?)*:", r"x*y*z*w", r"a.*b"):
        pattern = re.compile(source)
        noticed = any(
            growth(lambda line, p=pattern: sum(1 for _ in p.finditer(line)), line) > _MAX_RATIO
            for line in lines(pattern)
        )  # type: ignore[misc]
        assert (source, noticed) == (source, True)


@pytest.mark.slow
@pytest.mark.parametrize("where", FOUND)
def test_a_pattern_is_linear(where: str) -> None:
    pattern = FOUND[where]
    for use in uses(where, pattern):
        for line in lines(pattern):
            ratio = growth(use, line)
            assert ratio < _MAX_RATIO, (pattern.pattern, line(40))
