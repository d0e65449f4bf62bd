"""Invariants of every report, for any documents: every sentence is in it, and no control character reaches it."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import evolve
from evolve.report import RENDERERS, Provenance
from evolve.text.clean import clean_line

HOSTILE = st.sampled_from(
    ["\x1b[31mred", "\x1b]0;title\x07", "[/x]", "[bold]", "\x9b2J", "\x00", "\x7f", "\r\n", "\t", "\u2028", "\u202e",
     "=1+1", "=cmd|' /C calc'!A0", "]]>", "*b*",
     "<script>", "\ud800", "“so”", "時間", "peace", "talks", "1945", "…"]
)  # fmt: skip
SENTENCES = st.lists(st.lists(HOSTILE | st.text(max_size=6), min_size=1, max_size=6).map(" ".join), max_size=5)
VERSIONS = st.lists(st.tuples(st.text(max_size=8), SENTENCES), min_size=2, max_size=3)
Versions = list[tuple[str, list[str]]]
ALMOST_EMPTY: Versions = [("", ["red"]), ("", ["\x00", "[/x]"])]


def evolution_of(versions: Versions) -> evolve.Evolution:
    documents = [evolve.Document.from_sentences(sentences, label=label) for label, sentences in versions]
    return evolve.evolution(documents, settings=evolve.Settings(threshold=0.2))


@pytest.mark.parametrize("name", RENDERERS)
@given(versions=VERSIONS)
@example(versions=ALMOST_EMPTY)
@pytest.mark.slow
def test_no_control_character_in_reports(name: str, versions: Versions) -> None:
    """No control character of a document reaches a report."""
    report = RENDERERS[name].render(evolution_of(versions), Provenance(origins={"language": "\x1b[31m"}))
    assert {c for c in report if unicodedata.category(c) in ("Cc", "Cs")} <= {"\n"}


@pytest.mark.parametrize("name", RENDERERS)
@given(versions=VERSIONS)
@example(versions=ALMOST_EMPTY)
@pytest.mark.slow
def test_the_same_versions_give_the_same_bytes(name: str, versions: Versions) -> None:
    one, two = (RENDERERS[name].render(evolution_of(versions), Provenance()) for _ in range(2))
    assert one == two


@given(versions=VERSIONS)
@example(versions=ALMOST_EMPTY)
@pytest.mark.slow
def test_json_report_has_every_sentence_once(versions: Versions) -> None:
    made = evolution_of(versions)
    report = json.loads(RENDERERS["json"].render(made, Provenance()))
    assert [[s["text"] for s in d["sentences"]] for d in report["documents"]] == [
        [s.text for s in document.sentences] for document in made.documents
    ]


@given(versions=VERSIONS)
@example(versions=ALMOST_EMPTY)
@pytest.mark.slow
def test_text_report_has_every_sentence(versions: Versions) -> None:
    made = evolution_of(versions)
    flat = re.sub(r"\s+", "", RENDERERS["text"].render(made, Provenance()))
    for document in made.documents:
        for sentence in document.sentences:
            assert "".join(clean_line(sentence.text).split()) in flat
