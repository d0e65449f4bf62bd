"""Metadata of the lines before the first prose: only what is certain."""

from __future__ import annotations

import pytest

from evolve.model import NO_METADATA, Metadata
from evolve.text.metadata.head_lines import metadata_of_head

PROSE = (
    "\n\nThe town council plans to close the library in the spring, and nobody asked the people who use it every day."
    "\n\nMore follows here, with another sentence that is long enough to count as prose in any text of this kind."
)
MATTER = "Why Libraries Matter"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            f"{MATTER}\n\nBy Jane Roe\nJune 1, 2022\nPublished in The Morning Star",
            Metadata(MATTER, ("Jane Roe",), "2022-06-01", "The Morning Star"),
        ),
        (f"{MATTER}\nBy Jane Roe and John Q. Public | 12 March 2024",
         Metadata(MATTER, ("Jane Roe", "John Q. Public"), "2024-03-12")),
        (f"Amira Khan\nMs Smith\nEnglish 101\n12 March 2024\n\n{MATTER}",
         Metadata(MATTER, ("Amira Khan",), "2024-03-12")),
        ("Warum Büchereien bleiben\n\nVon Jana Müller, 3. März 2022\nErschienen im Mai",
         Metadata("Warum Büchereien bleiben", ("Jana Müller",), "2022-03-03")),
        ("Pourquoi garder les bibliothèques ?\n\nPar Élise Dupont\nPublié le 1er juin 2022",
         Metadata("Pourquoi garder les bibliothèques ?", ("Élise Dupont",), "2022-06-01")),
        ("Por qué importan\nPor María del Río\n1 de junio de 2022\nPublicado en El País",
         Metadata("Por qué importan", ("María del Río",), "2022-06-01", "El País")),
        (f"# {MATTER}\n\n## Introduction", Metadata(MATTER)),
        (f"Draft 2\n\n{MATTER}", Metadata(MATTER)),
        ("Title: Why\nAuthor: Jane Roe\nDate: 2 May 2021", Metadata("Why", ("Jane Roe",), "2021-05-02")),
        (f"{MATTER.upper()}\nBy JANE JS ROE", Metadata(MATTER.upper(), ("Jane JS Roe",))),
        ("Home\nNews\nSport\nOpinion\nCulture\nWhy the Libraries of the North Matter to All\nBy Jane Roe",
         Metadata("Why the Libraries of the North Matter to All", ("Jane Roe",))),
        (f"Features\n\n{MATTER}\n\nBy Jane Roe", Metadata(MATTER, ("Jane Roe",))),
        (f"opinion | {MATTER}", Metadata(MATTER)),
        (f"{MATTER}\n\n– Kommentar von Jana Müller –", Metadata(MATTER, ("Jana Müller",))),
        ("School closures harm everyone", Metadata("School closures harm everyone")),
        ("Updated: 3 May 2023\nPublished: 1 May 2023", Metadata(date="2023-05-01")),
        ("London, 12 June 2022", Metadata(date="2022-06-12")),
    ],
)  # fmt: skip
def test_head_lines_name_title_authors_date_and_outlet(head: str, expected: Metadata) -> None:
    assert metadata_of_head(head + PROSE) == expected


@pytest.mark.parametrize(
    "head",
    [
        "", "Introduction", "Chapter 3: The Weir", "Dear Sir,", "Word count: 512",
        "Home\nNews\nSport\nOpinion\nCulture",
        "12. A numbered item", "Class 7b", "The Valley Courier\n\nWhy the Weir Was Lost", "illustration of a weir",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_out(head: str) -> None:
    assert metadata_of_head(head + PROSE) == NO_METADATA


def test_a_text_without_prose_names_nothing() -> None:
    assert metadata_of_head("Title\nBy Jane Roe\nJune 1, 2022") == NO_METADATA


def test_a_byline_below_a_summary_counts() -> None:
    """A byline counts below a summary of a sentence or two, but not below an essay."""
    summary = "The only realistic alternative to the endless quarrel is a return to the table and to talk about it."
    names = metadata_of_head(f"{MATTER}\n\n{summary}\n\nBy Jane Roe{PROSE}").authors
    assert (names, metadata_of_head(f"{PROSE * 3}\n\nBy Jane Roe{PROSE}").authors) == (("Jane Roe",), ())
