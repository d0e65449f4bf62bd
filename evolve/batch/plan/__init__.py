"""The plan of a batch: pairs of files, each with a name and its own settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evolve.settings import Settings
from evolve.settings.sources import Sourced


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a pair."""

    path: Path
    """The location of the file."""
    source: str
    """The path as written in the plan; reports show this one, so that they do not depend on the current folder."""
    label: str
    """The name shown for it."""
    body: str = ""
    """The body of this text alone; empty for the one that the settings of the pair give."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions to be compared."""

    label: str
    """The name shown for the pair."""
    name: str
    """The name of its files, without a suffix."""
    before: Version
    after: Version
    settings: Mapping[str, object] = field(default_factory=dict)
    """Its own settings by name; all others are those of the batch."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All pairs of a batch, in order."""

    pairs: tuple[Pair, ...]
    origin: str
    """The plan's file or folder, as the user wrote it."""
    notes: tuple[str, ...] = ()
    """Messages for the user about files of a folder that were not paired or not read, one on each line."""
    unpaired: tuple[str, ...] = ()
    """The texts of a folder that are in no pair, as relative paths."""


def settings_of(pair: Pair, shared: Sourced, origin: str) -> Sourced:
    """Return a pair's settings with their origins: flags override the plan, and the plan overrides all other sources.

    Raises SettingsError for an invalid combination of values.
    """
    own = _own(pair, shared)
    if not own:
        return shared
    values = {name: getattr(shared.settings, name) for name in Settings.__dataclass_fields__} | own
    return Sourced(Settings(**values), {**shared.origins, **dict.fromkeys(own, origin)})


def language_of(pair: Pair, shared: Sourced) -> str:
    """Return the language of a pair, whether or not its other settings are valid."""
    return str(_own(pair, shared).get("language", shared.settings.language))


def _own(pair: Pair, shared: Sourced) -> dict[str, object]:
    """Return the settings of a pair that nothing typed for the run replaces."""
    return {name: value for name, value in pair.settings.items() if not shared.origins[name].startswith("--")}
