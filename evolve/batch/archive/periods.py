"""The periods of an archive: single texts, dates, months, quarters or years, the finest that can be shown.

Texts of the same date are in one period, because it is not known which of them was first. A period without any text is
left out: that nothing was written then shows nothing about a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

PeriodKind = Literal["text", "date", "month", "quarter", "year"]

MAX_PERIODS = 40
"""Maximum number of periods, unless there are more years than that."""
_MONTH, _YEAR = len("2022-08"), len("2022")


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of an archive, in order."""

    kind: PeriodKind
    names: tuple[str, ...]
    """The name of each period: "2022-08-27", "2022-08", "2022 Q3" or "2022"."""
    of_texts: tuple[int, ...]
    """The index of the period of each text."""


def periods_of(dates: Sequence[str], most: int = MAX_PERIODS) -> Periods:
    """Return the finest periods for dates in ISO 8601, which are in order.

    Months and quarters are considered only if the month of every text is known.
    """
    if len(set(dates)) <= most:
        return _periods("text" if len(set(dates)) == len(dates) else _kind_of(dates), dates)
    if all(len(date) >= _MONTH for date in dates):
        finer: tuple[tuple[PeriodKind, Callable[[str], str]], ...] = (("month", _month), ("quarter", _quarter))
        for kind, name_of in finer:
            if len({name_of(date) for date in dates}) <= most:
                return _periods(kind, [name_of(date) for date in dates])
    return _periods("year", [date[:_YEAR] for date in dates])


def _kind_of(dates: Sequence[str]) -> PeriodKind:
    """Return "year" or "month" if all dates are exactly that; else "date"."""
    kinds: dict[tuple[int, ...], PeriodKind] = {(_YEAR,): "year", (_MONTH,): "month"}
    return kinds.get(tuple({len(date) for date in dates}), "date")


def _periods(kind: PeriodKind, names: Sequence[str]) -> Periods:
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return Periods(kind, tuple(numbers), tuple(numbers[name] for name in names))


def _month(date: str) -> str:
    return date[:_MONTH]


def _quarter(date: str) -> str:
    return f"{date[:_YEAR]} Q{(int(date[_YEAR + 1 : _MONTH]) + 2) // 3}"
