"""Put the versions of one work in order, by the words, numbers, dates and marks of copies in their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from evolve.batch.plan.name_parts import stage_of
from evolve.batch.plan.named_text import NamedText

Reason = str
Stage = tuple[int, tuple[int, ...], int]


def divided_by_dates(texts: Sequence[NamedText]) -> list[list[NamedText]]:
    """Return a group divided by dates if those belong to the titles: report 2022 v1, report 2022 v2, report 2023 v1."""
    versions = Counter(_version_of(text, dated=False) for text in texts)
    if max(versions.values()) == 1 or not all(text.date for text in texts):
        return [list(texts)]
    by_date: dict[str, list[NamedText]] = defaultdict(list)
    for text in texts:
        by_date[text.date].append(text)
    groups = list(by_date.values())
    is_title = len(groups) > 1 and all(
        len(group) > 1 and max(Counter(_version_of(text, dated=False) for text in group).values()) == 1
        for group in groups
    )
    return groups if is_title else [list(texts)]


def _version_of(text: NamedText, *, dated: bool = True) -> tuple[object, ...]:
    return stage_of(text.words, text.number), text.copy, text.date if dated else ""


def unclear_reason(texts: Sequence[NamedText]) -> Reason:
    """Return why texts with the same key cannot be the versions of one work; "" if they can."""
    versions = Counter(_version_of(text) for text in texts)
    if max(versions.values()) > 1:
        return "their names give the same version"
    numbers: dict[frozenset[str], set[tuple[int, ...]]] = defaultdict(set)
    for text in texts:
        numbers[text.words].add(text.number)
    if len(numbers) > 1 and min(map(len, numbers.values())) > 1:
        return "their names may be those of two works with the same numbers"
    return ""


def ordered_by_name(texts: Sequence[NamedText]) -> list[NamedText] | None:
    """Return versions in the order that their names give, by stages, dates and copies; None if those give none."""
    common = frozenset.intersection(*(text.words for text in texts))
    stages = {text.path: stage_of(text.words, text.number, common=common) for text in texts}
    dates = {text.path: text.date for text in texts}
    unmarked = [text for text in texts if stages[text.path] is None]
    if unmarked and len(unmarked) < len(texts):
        by_dates = ordered_by_dates(texts, dates)
        if by_dates is not None:
            return by_dates
        place = _place_of_unmarked([stage for stage in stages.values() if stage is not None], texts)
        if place is None:
            return None
        stages.update((text.path, place) for text in unmarked)
    elif unmarked:
        if any(dates.values()):
            return ordered_by_dates(texts, dates)
        stages = dict.fromkeys(stages, (0, (), 0))

    def order(text: NamedText) -> tuple[object, ...]:
        return stages[text.path], text.date, text.copy

    ordered = sorted(texts, key=order)
    if any(not _may_precede(one.date, two.date) for one, two in pairwise(ordered)):
        return None
    return ordered


def _place_of_unmarked(stages: Sequence[Stage], texts: Sequence[NamedText]) -> Stage | None:
    """Return the place among the others of a version whose name gives none; None if it is not certain.

    It comes after drafts without a number, and before revised, final and second versions.
    """
    if all(stage[0] <= 2 and not stage[1] for stage in stages):
        return 3, (), 0
    first = min(stages)
    is_bare = not any(text.words for text in texts)
    if first[0] > 2 or (first[0] == 2 and (is_bare or (first[1] >= (2,)) or first[2])):
        return -1, (), 0
    return None


def ordered_by_dates(texts: Sequence[NamedText], dates: Mapping[str, str]) -> list[NamedText] | None:
    """Return texts by their dates, the earliest first; None if one has none, or two may be of the same day."""
    if not all(dates[text.path] for text in texts):
        return None
    ordered = sorted(texts, key=lambda text: (dates[text.path], text.copy))
    is_certain = all(
        _precedes(dates[one.path], dates[two.path]) or (dates[one.path] == dates[two.path] and one.copy != two.copy)
        for one, two in pairwise(ordered)
    )
    return ordered if is_certain else None


def _precedes(one: str, two: str) -> bool:
    """Return whether a date is certainly before another; of "2022" and "2022-05" neither is."""
    length = min(len(one), len(two))
    return one[:length] < two[:length]


def _may_precede(one: str, two: str) -> bool:
    length = min(len(one), len(two))
    return one[:length] <= two[:length]
