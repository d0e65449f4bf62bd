"""The critical apparatus: a witness a version, an entry an argument, every sentence once."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from evolve.report import RENDERERS, Provenance

from .versions import evolution

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
WHEAT, BEES, FERRY = "The wheat is sold by the harbour.", "Bees hum all day long.", "A ferry leaves at nine sharp."


def tree_of(*versions: list[str]) -> etree._Element:
    return etree.fromstring(RENDERERS["collation"].render(evolution(*versions), Provenance()).encode())


def test_every_sentence_is_a_reading_of_its_witness() -> None:
    """Every sentence of every version is in one reading, and its witness is declared."""
    tree = tree_of([WHEAT, BEES, FERRY], [WHEAT, FERRY], [WHEAT, BEES, FERRY])
    read = Counter(
        (reading.get("wit"), sentence.text) for reading in tree.iterfind(".//t:rdg", TEI) for sentence in reading
    )
    assert read == Counter(
        [(f"#v{n}", text) for n in (1, 2, 3) for text in (WHEAT, FERRY)] + [("#v1", BEES), ("#v3", BEES)]
    )
    witnesses = [w.get("{http://www.w3.org/XML/1998/namespace}id") for w in tree.iterfind(".//t:witness", TEI)]
    assert witnesses == ["v1", "v2", "v3"]


def test_an_argument_is_an_entry() -> None:
    """An argument that comes back is one entry, and its readings have what became of it and how it changed."""
    tree = tree_of([WHEAT, "Twelve bees hum all day long."], [WHEAT], [WHEAT, "Nine bees hum all day long."])
    entry = next(a for a in tree.iterfind(".//t:app", TEI) if "bees" in a.get("n", ""))
    assert [(r.get("wit"), r.get("ana")) for r in entry] == [("#v1", "#first"), ("#v3", "#revived #number")]
    defined = {f"#{c.get('{http://www.w3.org/XML/1998/namespace}id')}" for c in tree.iterfind(".//t:category", TEI)}
    assert {name for r in tree.iterfind(".//t:rdg", TEI) for name in r.get("ana", "").split()} <= defined


def test_markup_stays_text() -> None:
    """What a text and its name contain never becomes markup."""
    hostile = '<rdg wit="#v1">"&amp;\'</rdg>'
    tree = tree_of([hostile], [hostile])
    assert [sentence.text for sentence in tree.iterfind(".//t:s", TEI)] == [hostile] * 2
