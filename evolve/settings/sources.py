"""Where settings come from: defaults ← the user's file ← the project's file ← environment ← flags.

A project's file (`evolve.toml`, or `[tool.evolve]` in `pyproject.toml`, found upward from the current folder) overrules
the user's own: it lies beside the texts and travels with them, so that two people who compare the same texts get the
same result. Of the user's file only what the project leaves open counts. What is typed for one run overrules all.

Reads files and the environment, and nothing else does; never writes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path

from evolve.errors import SettingsError
from evolve.settings import CHECKS, FILE_NAME, KEYS, PREFIX, Settings, checked_keys, from_text, unknown_setting


@dataclass(frozen=True, slots=True)
class Sourced:
    """Settings, and where each value came from."""

    settings: Settings
    origins: Mapping[str, str]
    """Where every setting came from: "default", a file, "EVOLVE_THRESHOLD", "--threshold". A group of equivalents
    has its own: "equivalents.weapons"; so has a key of the screen: "keys.find"."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """The keys a person chose on the screen, by action; they alter no comparison. The screen says which actions there
    are."""


def load_settings(
    flags: Mapping[str, object] | None = None,
    *,
    folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
    user_file: Path | None = None,
) -> Sourced:
    """The settings in force in a folder (by default the current one), each with its origin.

    `flags` are values by setting name, as typed. Raises SettingsError for an unknown key, with a suggestion, and for
    a value of the wrong type or range, naming the file and the key.
    """
    here = (folder or _current_folder()).absolute()
    values: dict[str, object] = {}
    groups: dict[str, object] = {}
    keys: dict[str, str] = {}
    origins = {f.name: "default" for f in fields(Settings)}

    def take(name: str, value: object, origin: str, where: str) -> None:
        checked = CHECKS[name](value, where)
        if isinstance(checked, Mapping):
            groups.update(checked)
            origins.update({f"{name}.{group}": origin for group in checked})
        else:
            values[name] = checked
        origins[name] = origin

    for path, table in (_user_table(user_file or own_file()), _project_table(here)):
        shown = _shown(path, here)
        for key, value in table.items():
            if key == KEYS:
                chosen = checked_keys(value, f"{shown}: {key}")
                keys.update(chosen)
                origins.update({f"{key}.{action}": shown for action in chosen})
                continue
            if key not in CHECKS:
                raise unknown_setting(key, shown)
            take(key, value, shown, f"{shown}: {key}")
    for variable, text in sorted((environ if environ is not None else os.environ).items()):
        name = _named_by(variable)
        if name is not None and text.strip():
            take(name, from_text(name, text), variable, variable)
    for name, typed in (flags or {}).items():
        flag = f"--{'no-' if typed is False else ''}{name.replace('_', '-')}"
        take(name, from_text(name, typed) if isinstance(typed, str) else typed, flag, flag)
    if groups:
        values["equivalents"] = groups
    return Sourced(Settings(**values), origins, keys)  # type: ignore[arg-type]  # every value went through its check


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise SettingsError("the current folder is gone", next_step="change to one that is there") from None


def _project_table(folder: Path) -> tuple[Path, Mapping[str, object]]:
    """The nearest `evolve.toml`, or `pyproject.toml` that has a `[tool.evolve]`, upward from a folder."""
    for place in (folder, *folder.parents):
        own = place / FILE_NAME
        if _is_there(own):
            return own, _parse(own)
        shared = place / "pyproject.toml"
        # Another tool's broken file is not ours to complain about.
        if _is_there(shared) and b"tool.evolve" in _bytes_of(shared):
            tool = _parse(shared).get("tool")
            table = tool.get("evolve") if isinstance(tool, dict) else None
            if isinstance(table, dict):
                return shared, table
    return folder, {}


def _user_table(path: Path) -> tuple[Path, Mapping[str, object]]:
    return path, _parse(path) if _is_there(path) else {}


def _is_there(path: Path) -> bool:
    """Whether there is a file; what stands in a folder that may not be entered is not there for whoever runs this."""
    try:
        return path.is_file()
    except PermissionError:
        return False


def own_file() -> Path:
    """Where a person keeps settings of their own."""
    from platformdirs import user_config_path

    return user_config_path("evolve", appauthor=False) / FILE_NAME


def _parse(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(_bytes_of(path).decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise SettingsError("is not UTF-8", next_step="save it as UTF-8", where=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        what = f"is not TOML ({str(error).rstrip('.')})"
        raise SettingsError(what, next_step="mend that line", where=str(path)) from None
    except (RecursionError, ValueError):
        what = "is nested too deep or holds a number with thousands of digits"
        raise SettingsError(what, next_step="mend it or move it away", where=str(path)) from None


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise SettingsError(what, next_step="make it readable or move it away", where=str(path)) from None


def _shown(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _named_by(variable: str) -> str | None:
    """The setting an environment variable names; a variable that is like none is another program's."""
    if not variable.startswith(PREFIX):
        return None
    name = variable[len(PREFIX) :].lower()
    if name in CHECKS and name != "equivalents":
        return name
    near = get_close_matches(name, CHECKS, 1)
    if not near:
        return None
    if near[0] == "equivalents":
        step = f"put them into {FILE_NAME}"
        raise SettingsError("groups of words do not fit a variable", next_step=step, where=variable)
    raise SettingsError("unknown setting", next_step=f"did you mean {PREFIX}{near[0].upper()}?", where=variable)
