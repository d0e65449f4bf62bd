"""The periods of an archive: the finest that can be shown."""

from __future__ import annotations

import pytest

from evolve.batch.archive.periods import PeriodKind, periods_of

DAYS = [f"20{year:02}-{month:02}-{day:02}" for year in (10, 11) for month in range(1, 13) for day in (1, 15)]


@pytest.mark.parametrize(
    ("dates", "kind", "count"),
    [
        (DAYS[:40], "text", 40),
        (DAYS, "month", 24),
        ([f"{year}-{month:02}" for year in range(2000, 2004) for month in range(1, 13)], "quarter", 16),
        ([f"{year}-{month:02}" for year in range(2000, 2011) for month in range(1, 13)], "year", 11),
        ([*DAYS, "2012"], "year", 3),
        ([str(year) for year in range(1900, 1950)], "year", 50),
        ([], "text", 0),
        (sorted(DAYS[:40] * 2), "date", 40),
        (["2010", "2010-05", "2010-05"], "date", 2),
        (["2010-05", "2010-05", "2010-06"], "month", 2),
        (["2010", "2010", "2011"], "year", 2),
    ],
)
def test_the_finest_periods_with_at_most_forty(dates: list[str], kind: PeriodKind, count: int) -> None:
    periods = periods_of(dates)
    assert (periods.kind, len(periods.names), len(periods.of_texts)) == (kind, count, len(dates))


def test_texts_of_one_date_are_in_one_period() -> None:
    assert periods_of(["2001-01-01", "2001-01-01", "2001-02-01"]).of_texts == (0, 0, 1)


def test_a_period_without_a_text_is_left_out() -> None:
    periods = periods_of(["2001-01", "2001-12", "2004-01", "2004-02"], most=3)
    assert (periods.names, periods.of_texts) == (("2001 Q1", "2001 Q4", "2004 Q1"), (0, 1, 2, 2))
