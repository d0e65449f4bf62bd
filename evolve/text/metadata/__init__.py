"""The metadata of a text: title, authors, date and outlet, from its front matter or from the lines at its head.

Nothing is taken unless it is certain: an essay without a title is better than one with a wrong title.
"""

from __future__ import annotations

from evolve.model import Metadata


def completed(known: Metadata, other: Metadata) -> Metadata:
    """Return metadata with the fields it lacks taken from other metadata."""
    return Metadata(
        title=known.title or other.title,
        authors=known.authors or other.authors,
        date=known.date or other.date,
        outlet=known.outlet or other.outlet,
        address=known.address or other.address,
    )
