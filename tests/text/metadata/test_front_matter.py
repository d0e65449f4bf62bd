"""Front matter: simple keys of YAML and TOML, however their values are written."""

from __future__ import annotations

import pytest

from evolve.model import NO_METADATA, Metadata
from evolve.text.metadata.front_matter import metadata_of_front_matter

WHOLE = Metadata("Why: a plea", ("Jane Roe", "John Public"), "2022-06-01", "The Star")


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: "Why: a plea"\nauthor: [Jane Roe, "John Public"]\ndate: 2022-06-01T08:00Z\nsource: The Star\n---',
        "---\nTitle: 'Why: a plea'\nauthors:\n  - Jane Roe\n  - name: John Public\n    orcid: 1\n"
        "date: June 1, 2022 # first\npublication: The Star\nlayout: post\n---\n",
        "---\ntitle: >\n  Why: a plea\nauthor: Jane Roe and John Public\npubDate: 1 June 2022\noutlet: The Star\n...\n",
        '+++\ntitle = "Why: a plea"\nauthors = ["Jane Roe", "John Public"]\ndate = 2022-06-01\nsite = "The Star"\n+++',
    ],
)
def test_notations_of_the_same_front_matter(text: str) -> None:
    assert metadata_of_front_matter(text) == WHOLE


@pytest.mark.parametrize(
    "text", ["", "Title: no", "---\nNo fields here.\n---\n", "+++\nnot = = toml\n+++\n", "---\n", "+++"]
)
def test_text_without_front_matter_names_nothing(text: str) -> None:
    assert metadata_of_front_matter(text) == NO_METADATA
