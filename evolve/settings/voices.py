"""Voices that installed packages register: functions that give sentences vectors.

A package registers one under the entry-point group `evolve.voices`. Nothing is loaded unless the setting `voice` names
it, and nothing in the working folder is ever loaded, even where Python itself would import from there. evolve
downloads nothing; whether a voice does is up to its package.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.errors import SettingsError
from evolve.model import Voice

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "evolve.voices"

NONE = "none"
"""The setting's value without a voice beside the word vectors."""


def checked_voice(value: object, where: str) -> str:
    """Return the name of a registered voice, or "none". Raises SettingsError for another value."""
    if value == NONE:
        return NONE
    if isinstance(value, str) and value in _registered():
        return value
    raise _unknown(value, where)


def find_voice(name: str) -> Voice | None:
    """Return the voice of this name; None for "none". Raises SettingsError if it is not registered or does not load."""
    if name == NONE:
        return None
    entry = _registered().get(name)
    if entry is None:
        raise _unknown(name, "voice")
    try:
        voice = entry.load()
    except (ImportError, AttributeError) as error:
        step = "reinstall the package that registers it"
        raise SettingsError(f"the voice {name!r} does not load ({error})", next_step=step, where="voice") from error
    if not callable(voice):
        step = "register a function that takes sentences and returns vectors"
        raise SettingsError(f"the voice {name!r} is not a function", next_step=step, where="voice")
    found: Voice = voice
    return found


def _unknown(value: object, where: str) -> SettingsError:
    known = (NONE, *sorted(_registered()))
    near = get_close_matches(value, known, 1) if isinstance(value, str) else []
    step = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(known)}"
    if len(known) == 1:
        step = "install a package that registers it"
    return SettingsError(f"unknown voice {value!r}; known: {', '.join(known)}", next_step=step, where=where)


def _registered() -> Mapping[str, EntryPoint]:
    """Return the entry points of voices by name; of several of one name the first on the path."""
    # Imported late: most comparisons ask for no voice, and it loads much.
    from importlib.metadata import distributions

    found: dict[str, EntryPoint] = {}
    for distribution in distributions():
        if Path(str(distribution.locate_file(""))).resolve() == _here():
            continue
        for entry in distribution.entry_points:
            if entry.group == GROUP:
                found.setdefault(entry.name, entry)
    return found


def _here() -> Path | None:
    try:
        return Path.cwd().resolve()
    except FileNotFoundError:
        return None
