"""Dates of metadata: as exact as they are written, in many forms and languages."""

from __future__ import annotations

import pytest

from evolve.text.metadata.dates import first_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("June 1, 2022", "2022-06-01"),
        ("1 June 2022", "2022-06-01"),
        ("Wednesday, March 5th, 2024", "2024-03-05"),
        ("1. Juni 2022", "2022-06-01"),
        ("1er février 2023", "2023-02-01"),
        ("1 de junio de 2022", "2022-06-01"),
        ("10 maja 2020", "2020-05-10"),
        ("3 марта 2022 г.", "2022-03-03"),
        ("2022. március 3.", "2022-03-03"),
        ("2022年6月1日", "2022-06-01"),
        ("2022-06-01T10:00:00Z", "2022-06-01"),
        ("essay_2022-03", "2022-03"),
        ("20220601", "2022-06-01"),
        ("Essay 12.3.2023 final", "2023-03-12"),
        ("6/13/2022", "2022-06-13"),
        ("Sept 2021", "2021-09"),
        ("weir-1871", "1871"),
    ],
)
def test_forms_of_one_date(text: str, date: str) -> None:
    assert first_date(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [("3/4/2021", "2021"), ("30 February 2022", "2022"), ("2022-13-45", "2022"), ("1234567", ""), ("room 2041b", "")],
)
def test_a_date_is_no_more_exact_than_it_is_certain(text: str, date: str) -> None:
    assert first_date(text) == date
