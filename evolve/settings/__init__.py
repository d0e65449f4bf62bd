"""All settings that can change a comparison, and the valid values of each.

This module reads no files and no environment: `evolve.settings.sources` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from evolve.settings.checks import CHECKS


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings that can change a comparison; the same settings and texts give the same result.

    Raises SettingsError for an invalid value.
    """

    language: str = "auto"
    """The language of the texts, such as "german"; "auto" recognises one for all versions of a text."""
    threshold: float | None = None
    """The score from which a candidate counts as a link; None finds it for each pair of texts from chance alone."""
    trust: float = 0.8
    """0..1, the minimum share of links not due to chance when the threshold is found automatically."""
    body: str = "auto"
    """The lines of a file that are read: "auto", "all" or line numbers such as "5-27"."""
    equivalents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that the user regards as equivalent, added to the shipped list: {"weapons": ("arms", "munitions")}."""
    shipped_equivalents: bool = True
    """Whether the shipped list of names and spellings is used."""
    voice: str = "none"
    """The registered voice whose sentence vectors are added to the score, or "none"."""
    ignore: str = "none"
    """The kind of change that is listed as persisted: "wording", other words without a finer kind, or "none"."""
    judgements: bool = True
    """Whether the user's judgements of the texts are applied, if the texts are read from files: on the command line and
    the screen."""
    judge: bool = True
    """Whether the verdicts of judges on the texts are applied, in the same cases."""

    def __post_init__(self) -> None:
        for name, check in CHECKS.items():
            object.__setattr__(self, name, check(getattr(self, name), name))


def plain_settings(settings: Settings) -> dict[str, object]:
    """Return the settings by name, in the order of declaration, with the values a settings file would have."""
    values = {f.name: getattr(settings, f.name) for f in fields(settings)}
    values["threshold"] = "auto" if settings.threshold is None else settings.threshold
    values["equivalents"] = {name: list(words) for name, words in sorted(settings.equivalents.items())}
    return values
