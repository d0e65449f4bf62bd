"""Judgements of versions that are not neighbours, in the reports."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from lxml import etree

from evolve.render.csv_cells import BYTE_ORDER_MARK
from evolve.report import RENDERERS, Provenance

from .versions import evolution_with_gap


def rendered(name: str, verdict: str) -> str:
    return RENDERERS[name].render(evolution_with_gap(verdict), Provenance())


@pytest.mark.parametrize("name", ["text", "md", "html", "csv", "tei"])
@pytest.mark.parametrize(("verdict", "words"), [("same", "1 same"), ("not", "1 not the same"), ("unsure", "1 unsure")])
def test_judgements_over_gaps_are_counted(name: str, verdict: str, words: str) -> None:
    """Every format for readers has the number of judgements over gaps."""
    report = " ".join(rendered(name, verdict).split())
    assert f"Your judgements over gaps: {words}" in report or f"Your judgements: {words}" in report


@pytest.mark.parametrize(("verdict", "links"), [("same", ["same"]), ("not", []), ("unsure", ["unsure"])])
def test_links_over_gaps_have_their_verdict(verdict: str, links: list[str]) -> None:
    """JSON and CSV have the verdict on a link over a gap, and no link that was refused."""
    report = json.loads(rendered("json", verdict))
    assert [link["verdict"] for link in report["links"] if link["to"] - link["from"] > 1] == links
    assert report["judgements"] == {"same": 0, "related": 0, "not": 0, "unsure": 0, "unplaced": 0} | {verdict: 1}
    rows = csv.DictReader(StringIO(rendered("csv", verdict).removeprefix(BYTE_ORDER_MARK)))
    assert [row["verdict"] for row in rows if (row["row"], row["from"], row["to"]) == ("link", "v1", "v3")] == links


def test_tei_has_the_verdict_on_a_link_over_a_gap() -> None:
    """The link over a gap has the category of its verdict, and the report is valid."""
    tree = etree.fromstring(rendered("tei", "same").encode())
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("tei_subset.rng")))
    assert schema.validate(tree), schema.error_log
    (group,) = tree.iterfind(".//{*}linkGrp[@type='revivals']")
    assert [link.get("ana", "").split()[-1] for link in group] == ["#judged-same"]
