"""What a reader of a report must know to check it: which program, which settings, and who chose them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from evolve import __version__
from evolve.settings import Settings


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an evolution came about, as far as it does not know itself."""

    version: str = __version__
    """Of evolve."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each setting came from, by its name; empty when nobody kept count, as in Python."""


def plain_settings(settings: Settings) -> dict[str, object]:
    """The settings by name, in the order they are declared, as a settings file would have them."""
    values = {f.name: getattr(settings, f.name) for f in fields(settings)}
    values["threshold"] = "auto" if settings.threshold is None else settings.threshold
    values["equivalents"] = {name: list(words) for name, words in sorted(settings.equivalents.items())}
    return values
