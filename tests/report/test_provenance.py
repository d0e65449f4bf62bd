"""How a report came about: told by every format, and without a clock."""

from __future__ import annotations

import json
from html import unescape

import pytest

from evolve.errors import SettingsError
from evolve.report import RENDERERS, Provenance
from evolve.report.provenance import date_in

from .versions import evolution, judged_evolution

ONE, TWO = ["The treaty was signed in May.", "Grain was sold."], ["The treaty was signed in June.", "Grain was burnt."]


def said_by(name: str, provenance: Provenance) -> str:
    """A report as one line, without escapes."""
    return " ".join(unescape(RENDERERS[name].render(evolution(ONE, TWO), provenance)).replace("\\", "").split())


@pytest.mark.parametrize("name", RENDERERS)
def test_every_format_tells_version_source_threshold_and_the_origin_of_settings(name: str) -> None:
    report = said_by(name, Provenance(version="9.8.7", origins={"threshold": "evolve.toml"}))
    digest = evolution(ONE, TWO).documents[0].sha256
    for fact in ("9.8.7", digest[:12], "utf-8", "0.1", "evolve.toml"):
        assert fact in report


@pytest.mark.parametrize("name", RENDERERS)
def test_every_format_tells_the_day_it_is_given_and_no_other(name: str) -> None:
    assert "2023-11-14" in said_by(name, Provenance(date="2023-11-14"))
    assert "date" not in json.loads(RENDERERS["json"].render(evolution(ONE, TWO), Provenance()))


@pytest.mark.parametrize("name", [name for name in RENDERERS if name != "json"])
def test_judgements_are_counted(name: str) -> None:
    report = RENDERERS[name].render(judged_evolution(ONE, TWO, (0, 0, "same")), Provenance())
    assert "Judgements of a person: 1 same." in " ".join(report.split())


@pytest.mark.parametrize(
    ("environ", "day"), [({}, ""), ({"SOURCE_DATE_EPOCH": ""}, ""), ({"SOURCE_DATE_EPOCH": "1700000000"}, "2023-11-14")]
)
def test_the_only_clock_is_the_one_for_reproducible_builds(environ: dict[str, str], day: str) -> None:
    assert date_in(environ) == day


@pytest.mark.parametrize("seconds", ["soon", "1e9", "9" * 30])
def test_a_date_that_is_none_is_refused(seconds: str) -> None:
    with pytest.raises(SettingsError, match="no date"):
        date_in({"SOURCE_DATE_EPOCH": seconds})
