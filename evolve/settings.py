"""How a comparison is made: defaults ← file ← environment ← flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may alter a comparison; the same settings on the same texts give the same result."""

    language: str = "english"
    """The texts' language: a Snowball stemmer's name."""
    threshold: float | None = None
    """The score from which a candidate counts as a link; None finds it for the pair from chance alone."""
    trust: float = 0.7
    """0..1, the share of links that is to be no luck when the threshold is found."""
    body: str = "auto"
    """Which lines of a file are read: "auto", "all" or "5-27"."""
    equivalents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words the user holds to mean the same, added to the shipped list: {"weapons": ("arms", "munitions")}."""
    shipped_equivalents: bool = True
    """Whether the shipped list of names and spellings is used."""
