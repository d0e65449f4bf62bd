"""The registry of formats."""

from __future__ import annotations

import pytest

import evolve
from evolve.report import RENDERERS, Provenance


def test_formats_have_name_and_suffix() -> None:
    """Every format is registered under its own name and has its own suffix."""
    assert [renderer.name for renderer in RENDERERS.values()] == list(RENDERERS)
    assert len({renderer.suffix for renderer in RENDERERS.values()}) == len(RENDERERS)


@pytest.mark.parametrize("name", RENDERERS)
def test_every_format_ends_in_one_line_feed(name: str) -> None:
    documents = [evolve.Document.from_sentences([text]) for text in ("Yes.", "No.")]
    report = RENDERERS[name].render(evolve.evolution(documents), Provenance())
    assert report.endswith("\n") and not report.endswith("\n\n")
