"""A text of an archive: its date, its name and its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DatedText:
    """One text of an archive, without its file."""

    source: str
    """Its path in the folder."""
    label: str
    """The name shown for it."""
    date: str
    """Its date in ISO 8601, as exact as it is known: "2022", "2022-08" or "2022-08-27"."""
    sha256: str
    """The digest of its bytes."""
    sentences: tuple[str, ...] = field(repr=False)
    """Its sentences, each on one line."""
    formulas: frozenset[int] = frozenset()
    """The indices of the sentences that are formulas and so make no claim."""

    @property
    def order(self) -> tuple[str, str]:
        """The key by which texts are sorted: the date, then the path."""
        return self.date, self.source
