"""Provenance: shown by every format, without reading a clock."""

from __future__ import annotations

import json
from html import unescape

import pytest

from evolve.errors import SettingsError
from evolve.report import RENDERERS, Provenance
from evolve.report.provenance import date_in

from .versions import evolution, judged_evolution

ONE, TWO = ["The treaty was signed in May.", "Grain was sold."], ["The treaty was signed in June.", "Grain was burnt."]


def report_on_one_line(name: str, provenance: Provenance) -> str:
    """Return a report on one line, without escapes."""
    return " ".join(unescape(RENDERERS[name].render(evolution(ONE, TWO), provenance)).replace("\\", "").split())


@pytest.mark.parametrize("name", RENDERERS)
def test_formats_name_what_made_them(name: str) -> None:
    """Every format names the version of evolve, the sources, the threshold and the origin of settings."""
    report = report_on_one_line(name, Provenance(version="9.8.7", origins={"threshold": "evolve.toml"}))
    digest = evolution(ONE, TWO).documents[0].sha256
    for fact in ("9.8.7", digest[:12], "utf-8", "0.1", "evolve.toml"):
        assert fact in report


@pytest.mark.parametrize("name", RENDERERS)
def test_formats_name_the_day_given(name: str) -> None:
    """Every format names the given date, and none without one."""
    assert "2023-11-14" in report_on_one_line(name, Provenance(date="2023-11-14"))
    assert "date" not in json.loads(RENDERERS["json"].render(evolution(ONE, TWO), Provenance()))


@pytest.mark.parametrize("name", [name for name in RENDERERS if name != "json"])
def test_judgements_are_counted(name: str) -> None:
    report = RENDERERS[name].render(judged_evolution(ONE, TWO, (0, 0, "same")), Provenance())
    assert "Your judgements: 1 same." in " ".join(report.split())


@pytest.mark.parametrize(
    ("environ", "day"), [({}, ""), ({"SOURCE_DATE_EPOCH": ""}, ""), ({"SOURCE_DATE_EPOCH": "1700000000"}, "2023-11-14")]
)
def test_only_clock_is_source_date_epoch(environ: dict[str, str], day: str) -> None:
    """The date comes from SOURCE_DATE_EPOCH only."""
    assert date_in(environ) == day


@pytest.mark.parametrize("seconds", ["soon", "1e9", "9" * 30])
def test_invalid_date_is_rejected(seconds: str) -> None:
    with pytest.raises(SettingsError, match="not a date"):
        date_in({"SOURCE_DATE_EPOCH": seconds})
