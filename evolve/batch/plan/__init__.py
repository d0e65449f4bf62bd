"""What a batch is to do: pairs of files, each with a name and with settings of its own."""

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
    """Where it is."""
    source: str
    """The same as the plan has it; what reports say, whatever folder the batch was started in."""
    label: str
    """What it is called."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions that are to be compared."""

    label: str
    """What the pair is called."""
    name: str
    """What its files are called, without a suffix."""
    before: Version
    after: Version
    settings: Mapping[str, object] = field(default_factory=dict)
    """Its own settings by name; the rest is the same for the whole batch."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All pairs of a batch, in order."""

    pairs: tuple[Pair, ...]
    origin: str
    """The plan's file or folder, as the user wrote it."""
    notes: tuple[str, ...] = ()
    """What was left out of a folder, and what was guessed of it, each in a line for a person."""


def settings_of(pair: Pair, shared: Sourced, origin: str) -> Sourced:
    """A pair's settings with their origins: what was typed for the run stands above the plan, the plan above the rest.

    Raises SettingsError for values that go ill together.
    """
    own = {name: value for name, value in pair.settings.items() if not shared.origins[name].startswith("--")}
    if not own:
        return shared
    values = {name: getattr(shared.settings, name) for name in Settings.__dataclass_fields__} | own
    return Sourced(Settings(**values), {**shared.origins, **dict.fromkeys(own, origin)})
