"""The TEI report: valid, every pointer has a target, and every sentence is in its version once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from evolve.report import RENDERERS, Provenance

from .versions import evolution, judged_evolution

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
ONE = ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."]
TWO = ["The treaty was signed in June.", "Nobody asked the farmers.", "The minister has resigned."]
THREE = ["The minister has resigned.", "Grain prices fell by five percent."]
ODD = st.sampled_from(["]]>", "<s>", "&amp;", "-->", "<!DOCTYPE x>", '"', "\u202e", "\x00", "\ufffe", "peace", "talks"])


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("tei_subset.rng")))


def tree_of(*versions: list[str], date: str = "", **settings: Any) -> etree._Element:
    report = RENDERERS["tei"].render(evolution(*versions, **settings), Provenance(date=date))
    return etree.fromstring(report.encode())


@pytest.mark.parametrize(
    "versions", [(ONE, TWO), (ONE, TWO, THREE), (ONE, ONE), (ONE, []), ([], [])], ids=lambda v: str(len(v))
)
@pytest.mark.parametrize("date", ["", "2025-01-31"])
def test_a_report_is_valid_tei(schema: etree.RelaxNG, versions: tuple[list[str]], date: str) -> None:
    schema.validate(tree_of(*versions, date=date))
    assert [error.message for error in schema.error_log] == []


def test_judged_report_names_the_judge(schema: etree.RelaxNG) -> None:
    """A report with a person's judgement is valid and has the verdict."""
    report = RENDERERS["tei"].render(judged_evolution(ONE, TWO, (0, 2, "same")), Provenance())
    tree = etree.fromstring(report.encode())
    schema.validate(tree)
    assert [error.message for error in schema.error_log] == []
    assert "#judged-same" in {link.get("ana", "").split()[-1] for link in tree.iter(f"{TEI}link") if link.get("ana")}


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("EVOLVE_TEI"), reason="EVOLVE_TEI names no tei_all.rng of the TEI Consortium")
@pytest.mark.parametrize("versions", [(ONE, TWO), (ONE, TWO, THREE), (ONE, []), ([], [])], ids=lambda v: str(len(v)))
def test_report_is_valid_against_all_of_tei(versions: tuple[list[str]]) -> None:
    whole = etree.RelaxNG(etree.parse(os.environ["EVOLVE_TEI"]))
    whole.validate(tree_of(*versions, date="2025-01-31"))
    assert [error.message for error in whole.error_log] == []


def test_schema_rejects_unknown_attributes(schema: etree.RelaxNG) -> None:
    tree = tree_of(ONE, TWO)
    next(tree.iter(f"{TEI}s")).set("mood", "sad")
    assert not schema.validate(tree)


@given(versions=st.lists(st.lists(st.lists(ODD, max_size=4).map(" ".join), max_size=4), min_size=2, max_size=3))
@pytest.mark.slow
def test_ids_and_pointers(versions: list[list[str]]) -> None:
    """Ids are unique, every pointer leads to an id, and no sentence is lost."""
    made = evolution(*versions)
    tree = etree.fromstring(RENDERERS["tei"].render(made, Provenance()).encode())
    ids = [str(element.get(ID)) for element in tree.iter() if element.get(ID)]
    assert len(ids) == len(set(ids))
    pointers = {p for e in tree.iter() for key in ("target", "ana", "corresp") for p in e.get(key, "").split()}
    assert pointers <= {f"#{name}" for name in ids}
    for at, document in enumerate(made.documents, 1):
        (body,) = tree.xpath(f"//*[@xml:id='v{at}']")
        texts = ["".join(s.itertext()) for s in body.iter(f"{TEI}s")]
        assert texts == [" ".join(sentence.text.split()) for sentence in document.sentences]


def test_links_have_status_score_and_kinds() -> None:
    (link, *_) = tree_of(ONE, TWO).iter(f"{TEI}link")
    assert (link.get("target"), link.get("type"), link.get("ana")) == ("#v1-s1 #v2-s1", "changed", "#date")
    assert 0.1 <= float(str(link.get("cert"))) <= 1


def test_unlinked_sentence_has_its_status() -> None:
    found = [s.get("ana") for s in tree_of(ONE, TWO).iter(f"{TEI}s")]
    assert found == [None, None, "#dropped", None, None, "#added"]
